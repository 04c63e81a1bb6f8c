"""Numbers about one article: measures, what each source has in it, and stances."""

from __future__ import annotations

from dataclasses import dataclass

from framing.vocabulary import EntityType, Sourcing


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number about an article: value, 95% interval, and over how many sentences or attributions it goes.

    `value`, `low` and `high` are None where the measure is undefined (n = 0).
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """What one source has in an article; shares are 0..1, None where undefined.

    `n` counts its attributions, `word_share` is its part of the article's scored words, `hedged_share` the share of its
    contents' sentences with a hedge inside the content, `distanced_share` that of attributions with a distancing cue.
    """

    name: str | None
    sourcing: Sourcing | None
    n: int
    word_share: float | None
    hedged_share: float | None
    distanced_share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Valence (-1..1) that one voice's wording gives to one entity, with a 95% interval, over n mentions.

    `sentences` are the indices of those that drive it, the strongest first; `loaded` the loaded words in them.
    """

    entity: str
    voice: str
    valence: float
    low: float
    high: float
    n: int
    type: EntityType | None = None
    sentences: tuple[int, ...] = ()
    loaded: tuple[str, ...] = ()

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0, so that the stance has a direction."""
        return self.low > 0 or self.high < 0
