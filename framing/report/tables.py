"""Who speaks, by which chains, and towards whom the wording leans, as Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from framing.records import Measure, Report, Stance
from framing.report import chains, speakers, stances, wording
from framing.report.phrases import count, interval, one_line, percent, signed

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_BLOCK = re.compile(r"^(?=[#+\->=])|^(\d+)(?=[.)])")
_MENTION = re.compile(r"@(?=\w)")


def escape(text: str) -> str:
    """Text as Markdown shows it literally, on one line: nothing in it is markup, HTML or a mention."""
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    inline = _MENTION.sub("@<!-- -->", _SPECIAL.sub(r"\\\1", plain))
    return _BLOCK.sub(lambda m: f"{m[1] or ''}\\", inline)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of cells that are ready Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return [*(f"| {' | '.join(cells)} |" for cells in lines), ""]


def speaking(report: Report) -> list[str]:
    """The section on who speaks: the outlet and its sources, then the chains."""
    lines = ["## Who speaks", ""]
    head = ["Source", "Kind", "Identified", f"Share of {count(report.n_words, 'word')}"]
    head += ["Attributions", "Hedged", "Distancing", "Distancing or vouching words"]
    groups = speakers.groups(report)
    rows = [_cells(_own(report)), *(_cells(_source(s)) for group in groups for s in group.speakers)]
    lines += [*table(head, rows), *_line(speakers.rest(report)), wording.SOURCES_NOTE, ""]
    lines += ["### Where the statements come from", "", escape(chains.summary(report)), ""]
    found = chains.chains(report)[: chains.MOST]
    if found:
        rows = [_cells([chain.text, str(chain.n)]) for chain in found]
        lines += table(["Chain, nearest to the outlet first", "Statements"], rows)
    return lines + _line(chains.rest(report))


def wording_towards(report: Report) -> list[str]:
    """The section on stances: the outlet's own in words, the clear ones in a sentence each, and all numbers."""
    lines = ["## Wording towards whom (−1 against, +1 in favour)", ""]
    if not report.stances:
        return [*lines, wording.NO_STANCE, ""]
    lines += ["In its own words, the outlet:", ""]
    lines += [f"- **{line.term}:** {escape(line.text)}" for line in stances.own_lines(report)]
    lines += ["", wording.LEANS_NOTE, ""]
    told = [f"- {_told(one)}" for one in stances.told(report)]
    lines += [*told, ""] if told else []
    lines += _line(stances.unclear(report))
    head = ["Whom", "Type", "In whose voice", "Valence", "95% interval", "Direction", "Mentions"]
    return [*lines, *table(head, [_stance(s) for s in report.stances]), wording.STANCE_NOTE, ""]


def _line(text: str) -> list[str]:
    return [escape(text), ""] if text else []


def _cells(texts: Iterable[str]) -> list[str]:
    return [escape(text) for text in texts]


def _own(report: Report) -> list[str]:
    hedged = report.measure("hedged_share")
    shares = [percent(speakers.own_share(report)), "–", _share(hedged, "sentence") if hedged else "–", "–", "–"]
    return ["The outlet itself", "own voice", "–", *shares]


def _source(source: speakers.Speaker) -> list[str]:
    words = [f"distancing: {source.distancing}"] if source.distancing else []
    words += [f"vouching: {source.endorsing}"] if source.endorsing else []
    shares = [_share(source.hedged, "sentence"), _share(source.distanced, "attribution")]
    known = "yes" if source.identified else "no"
    return [
        source.label,
        source.kind or "–",
        known,
        percent(source.words),
        str(source.n),
        *shares,
        "; ".join(words) or "–",
    ]


def _share(measure: Measure, unit: str) -> str:
    if measure.value is None or not measure.n:
        return percent(measure.value)
    return f"{percent(measure.value)} of {count(measure.n, unit)} ({interval(measure)})"


def _told(told: stances.Told) -> str:
    places = ", ".join(str(number) for number, _ in told.sentences)
    driven = f" Driven by No. {places}." if places else ""
    words = ", ".join(f"“{word}”" for word in told.loaded)
    loaded = f" Loaded words there: {words}." if words else ""
    return escape(f"{told.text}{driven}{loaded}")


def _stance(stance: Stance) -> list[str]:
    kind = wording.ENTITIES[stance.type] if stance.type else "–"
    side = "in favour" if stance.valence > 0 else "against"
    direction = side if stance.clear else "not clear"
    numbers = [signed(stance.valence), stances.interval_text(stance), direction, str(stance.n)]
    return [*_cells([stance.entity, kind, stances.voice_label(stance.voice)]), *numbers]
