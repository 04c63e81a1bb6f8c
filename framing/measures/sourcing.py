"""How much an article rests on anonymous sources and on second hand, and what each source has in it."""

from __future__ import annotations

from collections.abc import Sequence

from framing.measures.shares import share
from framing.records import (
    Attribution,
    AttributionType,
    LabelledSentence,
    Measure,
    SourceSummary,
    Sourcing,
    Verb,
)

NAMES = ("anonymous_share", "second_hand_share")


def counted(attributions: Sequence[Attribution]) -> list[Attribution]:
    """The statements that count: a link inside another's chain is counted with it."""
    return [a for a in attributions if a.counts]


def measures(attributions: Sequence[Attribution]) -> tuple[Measure, ...]:
    """Shares (0..1) of the statement attributions with a source: that end at an anonymous one, and at second hand.

    Second-hand are those with two links or more. Higher means more rests on sources that cannot be identified, or on
    second hand.
    """
    found = [a for a in counted(attributions) if a.chain]
    return (
        share(NAMES[0], [float(bool(a.anonymous)) for a in found]),
        share(NAMES[1], [float(a.second_hand) for a in found]),
    )


def summaries(
    text: str, sentences: Sequence[LabelledSentence], attributions: Sequence[Attribution]
) -> tuple[SourceSummary, ...]:
    """One row a source, most words first; unnamed sources of one kind are one row."""
    words = sum(len(s.sentence.text.split()) for s in sentences if s.scored)
    grouped: dict[tuple[str | None, Sourcing | None], list[Attribution]] = {}
    for found in attributions:
        if found.type is AttributionType.STATEMENT and found.source_text:
            grouped.setdefault((found.source_name, found.sourcing), []).append(found)
    rows = [_row(key, group, text, sentences, words) for key, group in grouped.items()]
    return tuple(sorted(rows, key=lambda r: (-(r.word_share or 0.0), r.name or "")))


def _row(
    key: tuple[str | None, Sourcing | None],
    group: Sequence[Attribution],
    text: str,
    sentences: Sequence[LabelledSentence],
    words: int,
) -> SourceSummary:
    spans = [span for found in group for span in found.content]
    inside = [s for s in sentences if any(a < s.sentence.end and s.sentence.start < b for a, b in spans)]
    hedged = [any(a <= h.start < b for h in s.hedges for a, b in spans) for s in inside]
    return SourceSummary(
        name=key[0],
        sourcing=key[1],
        n=len(group),
        word_share=sum(len(text[a:b].split()) for a, b in spans) / words if words else None,
        hedged_share=sum(hedged) / len(hedged) if hedged else None,
        distanced_share=sum(a.verb is Verb.DISTANCING for a in group) / len(group),
    )
