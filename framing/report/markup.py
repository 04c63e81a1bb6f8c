"""The article as pieces to mark: paragraphs of sentences, sentences cut where a marking begins or ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.records import OUTLET, Kind, LabelledSentence, Report, Role, Span, Verb
from framing.report.why import Reason, judged, peek, reasons, source_text, speaker, target_text
from framing.report.wording import KINDS, ROLES, VERBS, KindWords

ENDS = "ends"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\r[^\S\r\n]*\r")
_LINE_END = re.compile(r"[\n\r]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same marks.

    In this order: `source cue distancing endorsing content hedge hedge-quoted loaded loaded-quoted favoured
    favoured-quoted disfavoured disfavoured-quoted ends`. The quoted ones are in another voice than the outlet's; `ends`
    is where a favoured or disfavoured mention ends. `title` says in words what cannot be seen.
    """

    text: str
    marks: tuple[str, ...]
    title: str = ""


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
    speaker: str
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
    marked, titles = list(_marked(labelled)), list(_titles(labelled))
    cuts = {sentence.start, sentence.end}
    spans = [*(span for _, found in marked for span in found), *(span for span, _ in titles)]
    cuts.update(p for span in spans for p in span if sentence.start < p < sentence.end)
    found = []
    for start, end in itertools.pairwise(sorted(cuts)):
        names = [name for name, inside in marked if any(a <= start and end <= b for a, b in inside)]
        ends = [ENDS] if any(t.end == end and judged(t) for t in labelled.targets) else []
        told = dict.fromkeys(words for (a, b), words in titles if a <= start and end <= b)
        text = sentence.text[start - sentence.start : end - sentence.start]
        found.append(Piece(text, (*names, *ends), "; ".join(told)))
    return tuple(found)


def _marked(labelled: LabelledSentence) -> Iterator[tuple[str, Sequence[Span]]]:
    attributions = labelled.attributions
    yield "source", [span for a in attributions for span in a.source]
    yield "cue", [span for a in attributions for span in a.cue]
    for verb in (Verb.DISTANCING, Verb.ENDORSING):
        yield verb.value, [span for a in attributions if a.verb is verb for span in a.cue]
    yield "content", [span for a in attributions for span in a.content]
    for name, words in (("hedge", labelled.hedges), ("loaded", labelled.loaded_words)):
        yield name, [(w.start, w.end) for w in words if w.voice == OUTLET]
        yield f"{name}-quoted", [(w.start, w.end) for w in words if w.voice != OUTLET]
    marked = [t for t in labelled.targets if judged(t)]
    for name, found in (
        ("favoured", [t for t in marked if t.valence > 0]),
        ("disfavoured", [t for t in marked if t.valence < 0]),
    ):
        yield name, [(t.start, t.end) for t in found if t.voice == OUTLET]
        yield f"{name}-quoted", [(t.start, t.end) for t in found if t.voice != OUTLET]


def _titles(labelled: LabelledSentence) -> Iterator[tuple[Span, str]]:
    """What is told of a place where it is pointed at: who a source is, how a cue treats it, a valence."""
    for attribution in labelled.attributions:
        yield from ((span, source_text(attribution)) for span in attribution.source if attribution.chain)
        if attribution.verb is not Verb.NEUTRAL:
            yield from ((span, VERBS[attribution.verb]) for span in attribution.cue)
    yield from (((t.start, t.end), target_text(t)) for t in labelled.targets if judged(t))


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
        speaker=speaker(labelled) if kind is Kind.CLAIM else "",
        lead=lead,
        pieces=pieces(labelled),
        reasons=found,
        peek=peek(found),
    )


def commentary(report: Report) -> tuple[tuple[int, LabelledSentence], ...]:
    """The sentences of the outlet's own commentary with their numbers, in order."""
    numbered = enumerate(report.scored, start=1)
    return tuple((n, s) for n, s in numbered if s.kind is Kind.COMMENTARY)
