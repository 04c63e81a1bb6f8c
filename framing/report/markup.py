"""The article as pieces to mark: paragraphs of sentences, sentences cut where a marking begins or ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.records import OUTLET, Kind, LabelledSentence, Report, Role, Span
from framing.report.why import Reason, peek, reasons
from framing.report.wording import KINDS, ROLES, KindWords

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\r[^\S\r\n]*\r")
_LINE_END = re.compile(r"[\n\r]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same marks, in this order: `source cue content hedge hedge-quoted loaded loaded-quoted`.

    The quoted ones are in another voice than the outlet's.
    """

    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence as a page shows it. `number` counts scored sentences from 1, None for what was not scored."""

    number: int | None
    index: int
    role: Role
    kind: Kind | None
    label: str
    detail: str
    glyph: str
    lead: str
    pieces: tuple[Piece, ...]
    reasons: tuple[Reason, ...]
    peek: tuple[Reason, ...]

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return f"s{self.index}"


def paragraphs(report: Report) -> tuple[tuple[Shown, ...], ...]:
    """The article in its paragraphs: a line end parts them, or a blank line where lines end inside sentences."""
    wrapped = any(_LINE_END.search(s.sentence.text) for s in report.sentences)
    border = _BLANK_LINE if wrapped else _LINE_END
    grouped: list[list[Shown]] = []
    place, number = 0, 0
    for labelled in report.sentences:
        gap = report.article.text[place : labelled.sentence.start]
        number += labelled.scored
        if not grouped or border.search(gap):
            grouped.append([])
        grouped[-1].append(_shown(report, labelled, number if labelled.scored else None, gap.strip()))
        place = labelled.sentence.end
    return tuple(tuple(group) for group in grouped)


def pieces(labelled: LabelledSentence) -> tuple[Piece, ...]:
    """The sentence's text, cut so that every piece has one set of marks; put together they are the text."""
    sentence = labelled.sentence
    marked = list(_marked(labelled))
    cuts = {sentence.start, sentence.end}
    cuts.update(p for _, spans in marked for span in spans for p in span if sentence.start < p < sentence.end)
    ordered = sorted(cuts)
    found = []
    for start, end in itertools.pairwise(ordered):
        marks = tuple(name for name, spans in marked if any(a <= start and end <= b for a, b in spans))
        found.append(Piece(sentence.text[start - sentence.start : end - sentence.start], marks))
    return tuple(found)


def _marked(labelled: LabelledSentence) -> Iterator[tuple[str, Sequence[Span]]]:
    attributions = labelled.attributions
    yield "source", [span for a in attributions for span in a.source]
    yield "cue", [span for a in attributions for span in a.cue]
    yield "content", [span for a in attributions for span in a.content]
    for name, words in (("hedge", labelled.hedges), ("loaded", labelled.loaded_words)):
        yield name, [(w.start, w.end) for w in words if w.voice == OUTLET]
        yield f"{name}-quoted", [(w.start, w.end) for w in words if w.voice != OUTLET]


def _shown(report: Report, labelled: LabelledSentence, number: int | None, lead: str) -> Shown:
    kind = labelled.kind
    words = KINDS[kind] if kind else KindWords(glyph="", label=ROLES[Role.FURNITURE], meaning="")
    found = reasons(report, labelled)
    return Shown(
        number=number,
        index=labelled.index,
        role=labelled.sentence.role,
        kind=kind,
        label=words.label,
        detail=labelled.commentary_type or "",
        glyph=words.glyph,
        lead=lead,
        pieces=pieces(labelled),
        reasons=found,
        peek=peek(found),
    )


def commentary(report: Report) -> tuple[tuple[int, LabelledSentence], ...]:
    """The sentences of the outlet's own commentary with their numbers, in order."""
    numbered = enumerate(report.scored, start=1)
    return tuple((n, s) for n, s in numbered if s.kind is Kind.COMMENTARY)
