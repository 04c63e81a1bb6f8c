"""What is known of an outlet: frozen records. Undefined is None, intervals are 95%."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from framing.outlets.summary import UNKNOWN, Target

FEW = 5
"""An outlet with fewer articles says little about itself: it is shown, and greyed."""
LEVEL = 0.01
"""A change is marked below this p, after Holm's correction."""
Reference = Literal["other outlets, same weeks", "other outlets, all dates", "neutral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletMeasure:
    """A measure (0..1) pooled over an outlet's articles, over all dates (`period` None) or one period.

    `n` counts the sentences or attributions it goes over, `n_articles` the articles in which it is defined.
    """

    name: str
    period: str | None
    value: float | None
    low: float | None
    high: float | None
    n: int
    n_articles: int

    @property
    def few(self) -> bool:
        """Whether it rests on fewer than FEW articles."""
        return self.n_articles < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletStance:
    """Valence (-1 against, 1 in favour) that an outlet's own wording gives to a target.

    `raw` is the mean over the mentions, `low` and `high` are its interval; `shrunk` is drawn towards `centre`, the mean
    over the outlets that speak of the target, or 0 (neutral) where only one does, the more the less `raw` is known.
    """

    target: Target
    raw: float
    low: float
    high: float
    shrunk: float
    centre: float
    n: int
    n_articles: int
    n_outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slant:
    """How an outlet's stance towards a target differs from `reference`: above 0 more favourable, below 0 less (-2..2).

    `n` and `n_articles` count the outlet's own mentions and articles that the difference rests on, `n_others` and
    `n_other_articles` those of the other outlets (0 against neutral), `n_weeks` the shared weeks (0 unless they were
    the same). `examples` are ids of its articles that go the slant's way most.
    """

    target: Target
    value: float
    low: float
    high: float
    reference: Reference
    n: int
    n_articles: int
    n_others: int
    n_other_articles: int
    n_weeks: int
    examples: tuple[str, ...] = ()

    @property
    def few(self) -> bool:
        """Whether either side rests on fewer than FEW articles."""
        return self.n_articles < FEW or (self.reference != "neutral" and self.n_other_articles < FEW)

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A test whether a measure differs between two periods that follow each other; `p_holm` is corrected for all."""

    name: str
    before: str
    after: str
    difference: float
    p: float
    p_holm: float

    @property
    def marked(self) -> bool:
        """Whether the change is marked."""
        return self.p_holm < LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletSummary:
    """Everything that is known of one outlet. `periods` holds its measures by period, `changes` every test made."""

    outlet: str
    n_articles: int
    n_undated: int
    n_sentences: int
    first: date | None
    last: date | None
    genres: tuple[tuple[str, int], ...]
    measures: tuple[OutletMeasure, ...]
    stances: tuple[OutletStance, ...]
    slants: tuple[Slant, ...]
    periods: tuple[OutletMeasure, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def few(self) -> bool:
        """Whether there are fewer than FEW articles."""
        return self.n_articles < FEW

    @property
    def known(self) -> bool:
        """Whether the articles name their outlet."""
        return self.outlet != UNKNOWN

    def measure(self, name: str) -> OutletMeasure | None:
        """The measure of that name over all dates, None if it was not taken."""
        return next((m for m in self.measures if m.name == name), None)

    def stance(self, target: Target) -> OutletStance | None:
        """The stance towards that target, None if the outlet's own voice does not speak of it."""
        return next((s for s in self.stances if s.target == target), None)
