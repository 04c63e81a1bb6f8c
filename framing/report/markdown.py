"""A report, or a comparison, as GitHub-flavoured Markdown for pasting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from framing.records import Report
from framing.report import contrast, tables, wording
from framing.report.markup import Piece, Shown, paragraphs
from framing.report.phrases import count, glance, interval, percent, title_of
from framing.report.stances import own_line
from framing.report.tables import escape, table
from framing.story import Comparison, Side

_MOST_REMARKS = 5
_STATUS = {"ok": "Please note.", "skipped": "Not scored.", "error": "Could not be read."}


def render(report: Report) -> str:
    """The article's report; where it was not scored, only why."""
    article = report.article
    lines = [f"# {escape(title_of(report))}", ""]
    facts = [article.outlet, *article.authors, article.date, article.genre, article.url or article.id]
    lines += [" · ".join(escape(fact) for fact in facts if fact), ""]
    if report.message:
        lines += [f"> **{_STATUS[report.status]}** {escape(report.message)}", ""]
    if report.status == "ok" and report.scored:
        lines += _scored(report)
    elif not report.message:
        lines += [wording.NO_PROSE, ""]
    lines += _bullets("How the article was read", article.notes)
    return "\n".join([*lines, f"Model: {escape(report.model)}", ""])


def render_comparison(comparison: Comparison, links: Mapping[str, str] | None = None) -> str:
    """Several articles side by side; `links` leads from an article's label to the file of its own report."""
    files = links or {}
    names = comparison.measure_names
    lines = ["# Several articles, side by side", ""]
    lines += [f"> {escape(caution)}" for caution in contrast.cautions(comparison)] + [""]
    head = ["Article", *(wording.measure_words(n).label for n in names), "Anonymous", "Second-hand"]
    lines += table(head, [_side_cells(side, names, files) for side in comparison.sides])
    if not comparison.scored:
        return "\n".join(lines)
    lines += [f"{wording.SHARES_NOTE} {wording.OVERLAP_NOTE}", "", "## What can be told apart", ""]
    lines += table(["Measure", "Pairs"], [[escape(cell) for cell in row] for row in contrast.apart(comparison)])
    lines += ["## What each adds in its own voice", ""]
    for side in comparison.scored:
        lines += _own_voice(side)
    lines += ["## Where the statements come from", "", escape(contrast.origins_line(comparison)), ""]
    lines += [f"- {escape(line)}" for line in contrast.single_lines(comparison)]
    lines += [f"- {escape(origin_line)}" for origin_line in _origin_lines(comparison)]
    lines += ["", wording.ORIGINS_NOTE, "", *_bullets("What this page does not say", wording.CLOSING)]
    return "\n".join(lines)


def _scored(report: Report) -> list[str]:
    groups = paragraphs(report)
    shown = [sentence for group in groups for sentence in group]
    told = [*glance(report), *filter(None, [own_line(report)])]
    lines = [escape(line) for line in told]
    lines = [part for line in lines for part in (line, "")]
    lines += ["## The article", "", "**Loaded words** are bold, *hedges* in italics.", ""]
    lines += table(["No.", "Kind", "Sentence", "What it rests on"], [_sentence_cells(s) for s in shown])
    lines += ["## Measures", "", wording.SHARES_NOTE, ""]
    lines += table(["Measure", "Value", "95% interval", "Over", "What it means"], _measure_cells(report))
    lines += tables.speaking(report) + tables.wording_towards(report)
    return lines + _bullets("What this page does not say", wording.CLOSING)


def _bullets(title: str, notes: Sequence[str]) -> list[str]:
    return [f"## {title}", "", *(f"- {escape(note)}" for note in notes), ""] if notes else []


def _sentence_cells(sentence: Shown) -> list[str]:
    number = "" if sentence.number is None else str(sentence.number)
    detail = f" ({sentence.detail})" if sentence.detail else ""
    kind = f"{sentence.glyph} {sentence.label}{detail}".strip()
    text = "".join(_marked(piece) for piece in sentence.pieces).strip()
    why = "; ".join(f"{reason.term}: {reason.text}" for reason in sentence.peek)
    return [number, f"**{kind}**" if sentence.detail else kind, text, escape(why)]


def _marked(piece: Piece) -> str:
    """A piece with its marks as tags, which hold next to any character; outer white space stays outside."""
    text = escape(piece.text)
    before = " " if piece.text[:1].isspace() else ""
    after = " " if text and piece.text[-1:].isspace() else ""
    for mark, tag in (("hedge", "em"), ("loaded", "strong")):
        if mark in piece.marks or f"{mark}-quoted" in piece.marks:
            text = f"<{tag}>{text}</{tag}>"
    return f"{before}{text}{after}"


def _measure_cells(report: Report) -> list[list[str]]:
    rows = []
    for measure in report.measures:
        words = wording.measure_words(measure.name)
        over = f"{measure.n} {words.unit}".strip()
        cells = [words.label, percent(measure.value), interval(measure), over, f"{words.meaning} {words.direction}"]
        rows.append([escape(cell) for cell in cells])
    return rows


def _side_cells(side: Side, names: Sequence[str], files: Mapping[str, str]) -> list[str]:
    label = escape(side.label)
    if side.label in files:
        label = f"[{label}](./{quote(files[side.label])})"
    if side.status != "ok":
        told = f"{_STATUS[side.status]} {escape(side.message or wording.NO_PROSE)}"
        return [label, told, *([""] * (len(names) + 1))]
    cells = []
    for name in names:
        measure = side.measure(name)
        cells.append(f"{percent(measure.value)} ({interval(measure)})" if measure else "undefined")
    counts = (f"{n} of {side.n_sourced}" for n in (side.n_anonymous, side.n_second_hand))
    return [label, *map(escape, cells), *counts]


def _own_voice(side: Side) -> list[str]:
    lines = [f"### {escape(side.label)}", ""]
    for remark in side.remarks[:_MOST_REMARKS]:
        kind = f"{remark.type.value}, " if remark.type else ""
        lines.append(f"- {escape(remark.text)} ({kind}{escape(percent(remark.p))} commentary)")
    if not side.remarks:
        lines.append("- No sentence of commentary.")
    loaded, hedges = (escape(", ".join(words)) or "none" for words in (side.loaded, side.hedges))
    return [*lines, "", f"Loaded words: {loaded}. Hedges: {hedges}.", ""]


def _origin_lines(comparison: Comparison) -> list[str]:
    return [
        f"{contrast.origin_name(origin)} ({wording.sourcing_words(origin.sourcing)}): "
        f"{count(origin.n, 'attribution')}, used by {', '.join(origin.labels)}"
        for origin in comparison.origins
    ]
