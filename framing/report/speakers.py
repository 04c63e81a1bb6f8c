"""Who speaks in an article: the outlet and its sources, with how much and how carefully each is heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from framing.metrics import wilson
from framing.records import (
    Attribution,
    AttributionType,
    Measure,
    Report,
    SourceSummary,
    Sourcing,
    Span,
    Verb,
)
from framing.report.phrases import count, one_line, percent
from framing.report.wording import nobody, sourcing_words

MOST = 12
"""So many sources are shown one by one."""
_UNIDENTIFIED = (Sourcing.ANONYMOUS, Sourcing.COLLECTIVE, None)
_MOST_IN_LINE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A source as a page shows it; shares are 0..1. `kind` is empty where the label says it already.

    `distancing` and `endorsing` are the words with which the outlet introduces it so, with how often.
    """

    label: str
    kind: str
    identified: bool
    n: int
    words: float | None
    hedged: Measure
    distanced: Measure
    distancing: str
    endorsing: str


@dataclass(frozen=True, slots=True)
class Group:
    """Speakers who are told apart from others: a heading, and what it means."""

    label: str
    meaning: str
    speakers: tuple[Speaker, ...]

    @property
    def heading(self) -> str:
        """The label with how many they are and how many attributions they have."""
        attributions = count(sum(s.n for s in self.speakers), "attribution")
        return f"{self.label}: {count(len(self.speakers), 'source')}, {attributions}"


def identified(sourcing: Sourcing | None) -> bool:
    """Whether a reader can tell who such a source is: not anonymous, not a loose group, not of unknown kind."""
    return sourcing not in _UNIDENTIFIED


def groups(report: Report) -> tuple[Group, ...]:
    """The sources with most words: who can be identified, and who cannot; a group of nobody is left out."""
    shown = [_speaker(report, source) for source in report.sources[:MOST]]
    both = (
        Group("Identified", "a reader can tell who it is", tuple(s for s in shown if s.identified)),
        Group("Not identified", "anonymous speakers and loose groups", tuple(s for s in shown if not s.identified)),
    )
    return tuple(group for group in both if group.speakers)


def rest(report: Report) -> str:
    """The sources that are not shown one by one, in a line; empty where there are none."""
    further = report.sources[MOST:]
    if not further:
        return ""
    attributions = count(sum(s.n for s in further), "attribution")
    return f"And {count(len(further), 'further source')} with {attributions} and fewer words each."


def own_share(report: Report) -> float | None:
    """The part (0..1) of the scored words that is in the outlet's own voice."""
    known = [(s.outlet_words, len(s.sentence.text.split())) for s in report.scored if s.outlet_words is not None]
    total = sum(words for _, words in known)
    return sum(share * words for share, words in known) / total if total else None


def top_line(report: Report) -> str:
    """Whose words the article is made of, in a line: the outlet, then the sources with most words."""
    own = own_share(report)
    parts = [] if own is None else [f"the outlet {percent(own)}"]
    known = [source for source in report.sources if source.word_share is not None]
    ranked = sorted(known, key=lambda source: -(source.word_share or 0.0))
    parts += [f"{label(source)} {percent(source.word_share)}" for source in ranked[:_MOST_IN_LINE]]
    more = len(ranked) - _MOST_IN_LINE
    tail = f", and {more} more" if more > 0 else ""
    return f"Of {count(report.n_words, 'word')}: {', '.join(parts)}{tail}." if parts else ""


def label(source: SourceSummary) -> str:
    """A source by its name, else by its kind."""
    return one_line(source.name) if source.name else nobody(source.sourcing)


def cue_words(report: Report, source: SourceSummary, verb: Verb) -> str:
    """The words that introduce a source in that manner, each with how often; empty where there are none."""
    times = Counter(cues(report, source, verb))
    return ", ".join(f"“{cue}”{f' ({n} times)' if n > 1 else ''}" for cue, n in times.items())


def cues(report: Report, source: SourceSummary, verb: Verb) -> list[str]:
    """The words that introduce a source in that manner, one entry an attribution, in order."""
    return [cue_text(report, a) for a in _attributions(report, source) if a.verb is verb and a.cue]


def cue_text(report: Report, attribution: Attribution) -> str:
    """The words that say so."""
    return one_line(" … ".join(report.article.text[start:end] for start, end in attribution.cue))


def _speaker(report: Report, source: SourceSummary) -> Speaker:
    return Speaker(
        label=label(source),
        kind=sourcing_words(source.sourcing) if source.name else "",
        identified=identified(source.sourcing),
        n=source.n,
        words=source.word_share,
        hedged=_share("hedged", source.hedged_share, _touched(report, source)),
        distanced=_share("distanced", source.distanced_share, source.n),
        distancing=cue_words(report, source, Verb.DISTANCING),
        endorsing=cue_words(report, source, Verb.ENDORSING),
    )


def _share(name: str, value: float | None, n: int) -> Measure:
    """A share of so many; without an interval where it is not known of how many."""
    low, high = wilson(value, n) if value is not None and n else (None, None)
    return Measure(name=name, value=value, low=low, high=high, n=n)


def _attributions(report: Report, source: SourceSummary) -> list[Attribution]:
    """The statements of a source: those under its name, or its kind where it has none."""
    return [
        a
        for a in report.attributions
        if a.type is AttributionType.STATEMENT
        and a.source_text
        and a.sourcing is source.sourcing
        and _name(a) == source.name
    ]


def _name(attribution: Attribution) -> str | None:
    of_its_kind = (link.name for link in attribution.chain if link.sourcing is attribution.sourcing)
    return attribution.source_name or next(of_its_kind, None)


def _touched(report: Report, source: SourceSummary) -> int:
    """How many sentences the contents of a source stand in; 0 where they are not all at hand."""
    found = _attributions(report, source)
    if len(found) != source.n:
        return 0
    spans: Sequence[Span] = [span for a in found for span in a.content]
    return sum(any(a < s.sentence.end and s.sentence.start < b for a, b in spans) for s in report.sentences)
