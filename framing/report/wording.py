"""What a reader is told: the name of every label and measure, which way it reads, and what must not be concluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from framing.records import CommentaryType, EntityType, HedgeType, Kind, Quote, Role, Sourcing, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """How a kind is shown: a glyph and a short label (never colour alone), and what it means."""

    glyph: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWords:
    """A measure in plain words: its name, what it is a share of, what it means and which way it reads."""

    label: str
    unit: str
    meaning: str
    direction: str


KINDS: Mapping[Kind, KindWords] = {
    Kind.FACT: KindWords(
        glyph="●",
        label="fact",
        meaning="The outlet states it in its own voice as something that happened or is so. Stated, not verified.",
    ),
    Kind.CLAIM: KindWords(
        glyph="❝",
        label="claim",
        meaning="The outlet passes on what somebody else said, wrote, announced or found.",
    ),
    Kind.COMMENTARY: KindWords(
        glyph="◆",
        label="commentary",
        meaning="The outlet itself, in its own voice, goes beyond what can be checked.",
    ),
}

TYPES: Mapping[CommentaryType, str] = {
    CommentaryType.JUDGEMENT: "praises, blames, evaluates, urges or mocks",
    CommentaryType.INTERPRETATION: "gives an unsourced motive, cause, significance or wider meaning",
    CommentaryType.FORECAST: "gives an unsourced future or possibility",
}

HEDGES: Mapping[HedgeType, str] = {
    HedgeType.EPISTEMIC: "may, could, likely, appears",
    HedgeType.HEARSAY: "reportedly, allegedly, so-called",
    HedgeType.VAGUE: "an unnamed or collective origin: sources, some, critics",
}

ROLES: Mapping[Role, str] = {
    Role.HEADLINE: "headline",
    Role.DECK: "deck",
    Role.BODY: "body",
    Role.FURNITURE: "not scored",
}

SOURCINGS: Mapping[Sourcing, str] = {
    Sourcing.PERSON: "named person",
    Sourcing.ORGANISATION: "organisation",
    Sourcing.DOCUMENT: "document",
    Sourcing.MEDIA: "another outlet",
    Sourcing.ANONYMOUS: "anonymous",
    Sourcing.COLLECTIVE: "loose group",
}

UNNAMED_SOURCES: Mapping[Sourcing | None, str] = {
    Sourcing.PERSON: "a person, not named",
    Sourcing.ORGANISATION: "an organisation, not named",
    Sourcing.DOCUMENT: "a document, not named",
    Sourcing.MEDIA: "an outlet, not named",
    Sourcing.ANONYMOUS: "anonymous source",
    Sourcing.COLLECTIVE: "loose group, not named",
    None: "unnamed source",
}

ENTITIES: Mapping[EntityType, str] = {
    EntityType.PERSON: "person",
    EntityType.ORGANISATION: "organisation",
    EntityType.COUNTRY: "country",
    EntityType.GOVERNMENT: "government",
    EntityType.GROUP: "people or group",
}

VERBS: Mapping[Verb, str] = {
    Verb.NEUTRAL: "neutral wording",
    Verb.DISTANCING: "wording that keeps its distance",
    Verb.ENDORSING: "wording that vouches for it, so it counts for the outlet too",
}

QUOTES: Mapping[Quote, str] = {
    Quote.DIRECT: "quoted",
    Quote.INDIRECT: "paraphrased",
    Quote.MIXED: "partly quoted",
}

_MORE_OWN = "Higher: more of the outlet's own view."
_SENTENCES = "sentences"
_ATTRIBUTIONS = "attributions"

MEASURES: Mapping[str, MeasureWords] = {
    "commentary_share": MeasureWords(
        label="Own commentary",
        unit=_SENTENCES,
        meaning="Sentences in which the outlet itself goes beyond what can be checked.",
        direction=f"{_MORE_OWN} Low is not the same as balanced.",
    ),
    "judgement_share": MeasureWords(
        label="Own judgements",
        unit=_SENTENCES,
        meaning="Sentences in which the outlet itself praises, blames, evaluates, urges or mocks.",
        direction=_MORE_OWN,
    ),
    "claim_share": MeasureWords(
        label="Claims passed on",
        unit=_SENTENCES,
        meaning="Sentences whose main content is what somebody else said, wrote or found.",
        direction="Higher: more is left to others; lower: more in the outlet's own voice.",
    ),
    "hedged_share": MeasureWords(
        label="Hedged, own voice",
        unit=_SENTENCES,
        meaning="Sentences in which the outlet's own words lower commitment.",
        direction="Higher: sounds less sure. Hedging can be good practice.",
    ),
    "epistemic_share": MeasureWords(
        label="Uncertainty, own voice",
        unit=_SENTENCES,
        meaning="Sentences in which the outlet's own words say may, could, likely, appears.",
        direction="Higher: more open uncertainty, less borrowed from hearsay.",
    ),
    "loaded_share": MeasureWords(
        label="Loaded wording, own voice",
        unit=_SENTENCES,
        meaning="Sentences in which the outlet's own words take a side where a neutral word was at hand.",
        direction="Higher: more wording that takes sides.",
    ),
    "hedged_quoted_share": MeasureWords(
        label="Hedged, others' voices",
        unit=_SENTENCES,
        meaning="Sentences in which the words of sources lower commitment.",
        direction="Higher: the sources sound less sure.",
    ),
    "loaded_quoted_share": MeasureWords(
        label="Loaded wording, others' voices",
        unit=_SENTENCES,
        meaning="Sentences in which the words of sources take a side.",
        direction="Higher: more wording that takes sides is passed on. It is the sources', chosen by the outlet.",
    ),
    "anonymous_share": MeasureWords(
        label="Anonymous origins",
        unit=_ATTRIBUTIONS,
        meaning="Attributions whose last known source cannot be identified.",
        direction="Higher: less can be traced by a reader.",
    ),
    "second_hand_share": MeasureWords(
        label="Second-hand",
        unit=_ATTRIBUTIONS,
        meaning="Attributions that reach the outlet through another source.",
        direction="Higher: more is taken over from others.",
    ),
}

CLOSING = (
    "Labels are estimates of a model. Each has a probability, and some are wrong.",
    "“Fact” means stated in the outlet's own voice. Nothing here was checked for truth.",
    "Stance is not falsehood, hedging can be good practice, and little commentary is not balance.",
    "What an article leaves out cannot be seen in it alone.",
    "Compare within a genre only: news with news, opinion with opinion.",
    "Not for ranking outlets, and not for judging people.",
    "The model was trained mostly on text about US politics; expect more errors elsewhere.",
)

SHARES_NOTE = (
    "A share is the mean of the probabilities of its label, so it can differ from a count of the labels shown. "
    "The interval holds the true value in about 95 of 100 such estimates."
)

OVERLAP_NOTE = (
    "Where two 95% intervals overlap, take the articles as not told apart on that measure (a cautious rule: a small "
    "difference can hide there); where they do not, the difference is probably real, for these articles only."
)

ORIGINS_NOTE = (
    "An origin is the last known source of an attribution. Origins are told apart by name, so one person under two "
    "names counts twice; the unnamed of one kind count as one for each publisher."
)

SOURCES_NOTE = (
    "Share of words: how much of the article a source's statements take up; higher means that it is heard more. "
    "A statement within another's counts for both, so the shares need not add up to 100%. "
    "Hedged: of the sentences in which it speaks, how many carry a hedge inside what it says; higher: it sounds less "
    "sure. Distancing: of its attributions, how many the outlet introduces with a word that keeps its distance, such "
    "as “claims”; higher: passed on with more reserve. Vouching words, such as “reveals”, do the opposite. "
    "With few sentences or attributions the 95% intervals (in brackets) are wide."
)

CHAINS_NOTE = (
    "Read from the outlet downwards: under each source, set in, stands from whom it has the statement. The arrows "
    "point to whoever passes it on. A filled square is somebody a reader can identify; a hollow circle with a broken "
    "line is not."
)

STANCE_NOTE = (
    "Valence runs from −1 (the wording is against) to +1 (in favour), one voice at a time, never pooled over sources. "
    "It is about wording: bad news told plainly stays near 0. Words of a source are chosen and passed on by the "
    "outlet, but they are not its own."
)

LEANS_NOTE = (
    "Brackets: valence, its 95% interval, mentions. Clear: the interval leaves out 0. Leaning: the valence is 0.2 or "
    "more from 0, but the interval includes 0, so it may be chance."
)

NO_STANCE = (
    "No stance was measured: this model does not measure it, or the article names nobody that it could be measured "
    "towards."
)

NO_PROSE = "Nothing in this article could be scored."


def measure_words(name: str) -> MeasureWords:
    """The words for a measure; that of a head which somebody trained goes by the head's own name."""
    label = name.removesuffix("_share").replace("_", " ")
    further = MeasureWords(
        label=name.replace("_", " ").capitalize(),
        unit=_SENTENCES,
        meaning=f"Sentences that the model labels “{label}”, as the people did whose labels it was trained on.",
        direction="Higher: more of them.",
    )
    return MEASURES.get(name, further)


def nobody(sourcing: Sourcing | None) -> str:
    """A source without a name, by its kind."""
    return UNNAMED_SOURCES[sourcing]


def sourcing_words(sourcing: Sourcing | None) -> str:
    """A kind of source in words."""
    return "kind unknown" if sourcing is None else SOURCINGS[sourcing]
