"""Frozen records that cross module borders. Offsets are Unicode code points into `Article.text`, ends exclusive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from framing.figures import Measure, SourceSummary, Stance
from framing.vocabulary import (
    AttributionType,
    CommentaryType,
    EntityType,
    HedgeType,
    Kind,
    Quote,
    Role,
    Sourcing,
    Verb,
)

__all__ = [
    "OUTLET", "UNNAMED", "Article", "Attribution", "AttributionType", "CommentaryType", "EntityType", "Failure",
    "Hedge", "HedgeType", "Kind", "LabelledSentence", "Link", "LoadedWord", "Mark", "Measure", "Quote", "Report",
    "Role", "Sentence", "SourceSummary", "Sourcing", "Span", "Stance", "Status", "Target", "Verb",
]  # fmt: skip

Span = tuple[int, int]
OUTLET = "outlet"
"""The voice of every token outside all attributed contents."""
UNNAMED = "unnamed"
"""The voice inside a content whose attribution has no source ("reportedly")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was given. `extra` holds input columns that framing does not define."""

    id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    genre: str | None = None
    targets: tuple[Span, ...] | None = None
    notes: tuple[str, ...] = ()
    """What reading had to repair or to guess (an encoding, a byte-order mark, a NUL), in plain words."""
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read; it becomes an error row with this message."""

    id: str
    message: str
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of the article's text: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWord:
    """A loaded word: where, how probable (0..1, higher is more loaded), and in whose voice."""

    start: int
    end: int
    text: str
    p: float
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A hedge cue: where, of which type, how probable (0..1), and in whose voice."""

    start: int
    end: int
    text: str
    p: float
    type: HedgeType
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span that a further head of the model finds: where, its class, how probable (0..1), and in whose voice."""

    start: int
    end: int
    text: str
    label: str
    p: float
    voice: str


@dataclass(frozen=True, slots=True)
class Link:
    """One source in a chain; `name` is None where the source is not named."""

    name: str | None
    sourcing: Sourcing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody given as the origin of a statement: source, cue and content spans (absolute offsets)."""

    id: int
    type: AttributionType
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source_text: str | None
    source_name: str | None
    sourcing: Sourcing | None
    verb: Verb
    quote: Quote
    chain: tuple[Link, ...]
    name_p: float | None = None
    """How sure it is that `source_name` is whom the source's words mean (0..1): 1 where they name it themselves."""
    within: int | None = None
    """The id of the attribution in whose chain this one is a link; counts leave it out."""
    denied: bool = False
    """Whether the source says that the content is not so: then its wording is not the source's."""
    voice_text: str | None = None
    """How the voice of an unnamed source is written, where `source_text` would take two for one, or one for two."""

    @property
    def endorsed(self) -> bool:
        """Whether the content counts for the outlet as well."""
        return self.verb is Verb.ENDORSING

    @property
    def voice(self) -> str:
        """The name under which the content's tokens are spoken."""
        return self.source_name or self.voice_text or self.source_text or UNNAMED

    @property
    def counts(self) -> bool:
        """Whether it counts as a statement: a link inside another's chain is counted with it."""
        return self.type is AttributionType.STATEMENT and self.within is None

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans: source, cue, content."""
        return self.source + self.cue + self.content

    @property
    def anonymous(self) -> bool | None:
        """Whether the last link of the chain is anonymous; None without a source."""
        return self.chain[-1].sourcing is Sourcing.ANONYMOUS if self.chain else None

    @property
    def second_hand(self) -> bool:
        """Whether the chain has two links or more."""
        return len(self.chain) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A mention and the valence that the wording gives it; `entity` is whom it means in the article."""

    start: int
    end: int
    text: str
    entity: str | None
    type: EntityType | None = None
    p_negative: float
    p_neutral: float
    p_positive: float
    voice: str
    endorsed: bool = False
    """Whether the outlet endorses the content that it stands in, so that it speaks for the outlet as well."""

    @property
    def valence(self) -> float:
        """-1 (against) to 1 (in favour): p_positive - p_negative."""
        return self.p_positive - self.p_negative


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence with its labels; every probability is None for furniture, which is never scored.

    `p_kind` gives calibrated probabilities in the order of `Kind`, `p_type` those of the commentary types
    (given commentary) in the order of `CommentaryType`. `heads` holds further heads of the bundle: name -> probability
    (binary, or of any span for one that marks words) or a mapping of class to probability; `marks` the spans of those
    that mark words. `outlet_words` is the share of its words in the outlet's own voice (0..1). `p_hedged_outlet` and
    the like speak of one voice only and are None where it has no word in the sentence.
    """

    sentence: Sentence
    index: int
    p_kind: tuple[float, float, float] | None = None
    p_type: tuple[float, float, float] | None = None
    p_opinion: float | None = None
    p_loaded: float | None = None
    p_hedged: float | None = None
    p_hedged_outlet: float | None = None
    p_hedged_quoted: float | None = None
    p_epistemic_outlet: float | None = None
    p_loaded_outlet: float | None = None
    p_loaded_quoted: float | None = None
    outlet_words: float | None = None
    loaded_words: tuple[LoadedWord, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    inherited_source: str | None = None
    targets: tuple[Target, ...] = ()
    heads: Mapping[str, float | Mapping[str, float]] = field(default_factory=dict)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)

    @property
    def scored(self) -> bool:
        """Whether the sentence belongs to the article (furniture does not)."""
        return self.p_kind is not None

    @property
    def kind(self) -> Kind | None:
        """The most probable kind, None for furniture."""
        if self.p_kind is None:
            return None
        return list(Kind)[max(range(3), key=self.p_kind.__getitem__)]

    @property
    def commentary_type(self) -> CommentaryType | None:
        """The most probable type, None unless the kind is commentary."""
        if self.kind is not Kind.COMMENTARY or self.p_type is None:
            return None
        return list(CommentaryType)[max(range(3), key=self.p_type.__getitem__)]


Status = Literal["ok", "skipped", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was found in one article. `message` says why where `status` is not "ok", or warns where it is."""

    article: Article
    status: Status
    message: str | None
    model: str
    sentences: tuple[LabelledSentence, ...] = ()
    measures: tuple[Measure, ...] = ()
    sources: tuple[SourceSummary, ...] = ()
    stances: tuple[Stance, ...] = ()
    evidence: Mapping[int, tuple[tuple[int, int, float], ...]] = field(default_factory=dict)
    """For sentences whose label is explained: index -> (start, end, change of the probability when left out)."""

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Every attribution once, in order of id."""
        found = {a.id: a for s in self.sentences for a in s.attributions}
        return tuple(found[i] for i in sorted(found))

    @property
    def scored(self) -> tuple[LabelledSentence, ...]:
        """The sentences that belong to the article."""
        return tuple(s for s in self.sentences if s.scored)

    @property
    def n_words(self) -> int:
        """White-space separated words of the scored sentences."""
        return sum(len(s.sentence.text.split()) for s in self.scored)

    @property
    def origins(self) -> tuple[Link, ...]:
        """The distinct ends of the chains of the statements, in order of first appearance."""
        return tuple(dict.fromkeys(a.chain[-1] for a in self.attributions if a.chain and a.counts))

    def measure(self, name: str) -> Measure | None:
        """The measure of that name, None if it was not taken."""
        return next((m for m in self.measures if m.name == name), None)
