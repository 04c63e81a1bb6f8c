"""The charts of a report, as inline SVG: small, the same bytes every time, readable on a phone and without colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from framing.records import Kind, Measure, Report, Sourcing
from framing.report.phrases import count, interval, kinds_text, one_line, percent
from framing.report.svg import CLAIM, FACT, INK, LINE, OWN, PAPER, SOFT, canvas, element, settings
from framing.report.wording import measure_words, sourcing_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.story import Comparison, Side

WIDTH = 360.0
_UNNAMED = (Sourcing.ANONYMOUS, Sourcing.COLLECTIVE, None)
_MOST_CELLS = 240
_MOST_SOURCES = 8
_MOST_SIDES = 10
_LONGEST_LABEL = 44
_MARKERS = "osD^vP"
_ROW = 13.0
_Point = tuple[float, float]
_BREAK: _Point = (math.nan, math.nan)


class _Look(NamedTuple):
    """How a kind is drawn: share of the height, fill, and hatching."""

    height: float
    face: str
    edge: str
    hatch: str | None


_LOOKS = {
    Kind.FACT: _Look(0.34, FACT, FACT, None),
    Kind.CLAIM: _Look(0.62, PAPER, CLAIM, "////"),
    Kind.COMMENTARY: _Look(1.0, OWN, OWN, None),
}


def flow(report: Report) -> str:
    """The kinds of the sentences in their order: low grey facts, hatched claims, tall solid commentary."""
    kinds = [s.kind for s in report.scored if s.kind]
    return strip(kinds, name="flow", title="Kinds of the sentences, in order", description=kinds_text(report.scored))


def strip(kinds: Sequence[Kind], *, name: str, title: str, description: str, height: float = 34.0) -> str:
    """A row of cells, one a sentence; in very long articles a cell stands for several, by their most frequent kind."""
    cells = _cells(kinds)
    with settings():
        figure, axes = canvas(WIDTH, height)
        axes.plot([0, WIDTH], [1, 1], color=LINE, linewidth=1)
        for kind in Kind:
            _draw_cells(axes, [i for i, cell in enumerate(cells) if cell is kind], len(cells), kind)
        return element(figure, name=name, title=title, description=description)


def voices(report: Report) -> str:
    """Whose words the article consists of: one bar for the outlet, one for every source, largest first."""
    bars = _voice_bars(report)
    row = 30.0
    with settings():
        height = row * max(len(bars), 1) + 4
        figure, axes = canvas(WIDTH, height)
        for i, bar in enumerate(bars):
            _draw_voice(axes, bar, height - (i + 1) * row)
        told = "; ".join(f"{bar.label}: {percent(bar.share)}" for bar in bars)
        return element(figure, name="voices", title="Share of the words by voice", description=told)


def compare_measures(comparison: Comparison) -> str:
    """Every measure as a row of dots with their 95% intervals, one marker shape for every article."""
    sides = comparison.scored[:_MOST_SIDES]
    names = comparison.measure_names
    key = 22.0 + 16.0 * len(sides)
    height = _block(len(sides)) * len(names) + key
    with settings():
        figure, axes = canvas(WIDTH, height)
        _draw_measures(axes, sides, names, height - key)
        title = "Measures with their 95% intervals, by article"
        return element(figure, name="measures", title=title, description=_measures_told(sides, names))


def _cells(kinds: Sequence[Kind]) -> list[Kind]:
    size = -(-len(kinds) // _MOST_CELLS) or 1
    blocks = [kinds[i : i + size] for i in range(0, len(kinds), size)]
    return [max(Kind, key=lambda kind: (block.count(kind), kind)) for block in blocks]


def _draw_cells(axes: Axes, places: Sequence[int], n: int, kind: Kind) -> None:
    """All cells of one kind as one path, so that the picture stays small."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if not places:
        return
    look = _LOOKS[kind]
    step = WIDTH / n
    gap = min(2.5, step * 0.18)
    top = 1 + look.height * (axes.get_ylim()[1] - 2)
    boxes = []
    for i in places:
        left, right = round(i * step + gap / 2, 1), round((i + 1) * step - gap / 2, 1)
        boxes.append(Path([(left, 1), (left, top), (right, top), (right, 1), (left, 1)], closed=True))
    shape = Path.make_compound_path(*boxes)
    axes.add_patch(PathPatch(shape, facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0.8))


class _Bar(NamedTuple):
    label: str
    share: float
    face: str
    hatch: str | None


def _voice_bars(report: Report) -> list[_Bar]:
    bars = []
    own = _own_share(report)
    if own is not None:
        bars.append(_Bar("The outlet", own, OWN, None))
    known = [s for s in report.sources if s.word_share is not None]
    ranked = sorted(known, key=lambda s: -(s.word_share or 0.0))
    for source in ranked[:_MOST_SOURCES]:
        name = one_line(source.name) if source.name else "No name"
        hatch = None if source.sourcing in _UNNAMED else "////"
        label = f"{_short(name)} ({sourcing_words(source.sourcing)})"
        bars.append(_Bar(label, source.word_share or 0.0, PAPER, hatch))
    rest = ranked[_MOST_SOURCES:]
    if rest:
        share = sum(s.word_share or 0.0 for s in rest)
        bars.append(_Bar(count(len(rest), "further source"), share, PAPER, None))
    return bars


def _own_share(report: Report) -> float | None:
    """The part of the scored words that is in the outlet's own voice."""
    known = [(s.outlet_words, len(s.sentence.text.split())) for s in report.scored if s.outlet_words is not None]
    total = sum(words for _, words in known)
    return sum(share * words for share, words in known) / total if total else None


def _draw_voice(axes: Axes, bar: _Bar, bottom: float) -> None:
    from matplotlib.patches import Rectangle

    edge = bar.face if bar.face != PAPER else CLAIM
    _text(axes, (0, bottom + 17), bar.label)
    _text(axes, (WIDTH, bottom + 17), percent(bar.share), end=True)
    axes.add_patch(Rectangle((0.5, bottom + 2), WIDTH - 1, 9, facecolor="none", edgecolor=LINE, linewidth=0.8))
    width = max(1.0, (WIDTH - 1) * min(1.0, bar.share))
    box = Rectangle((0.5, bottom + 2), width, 9, facecolor=bar.face, edgecolor=edge, hatch=bar.hatch, linewidth=0.8)
    axes.add_patch(box)


def _draw_measures(axes: Axes, sides: Sequence[Side], names: Sequence[str], top: float) -> None:
    """Lines of one look are one path, dots of one article one row of markers, so that the picture stays small."""
    block = _block(len(sides))
    dots: list[list[_Point]] = [[] for _ in sides]
    ranges: list[_Point] = []
    grid: list[_Point] = []
    for row, name in enumerate(names):
        y = top - row * block
        _text(axes, (0, y - 12), measure_words(name).label, bold=True)
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            grid += [(_x(share), y - 20 - _ROW * len(sides)), (_x(share), y - 18), _BREAK]
        for i, side in enumerate(sides):
            _place(axes, side.measure(name), y - 18 - _ROW * (i + 0.5), dots[i], ranges)
    _lines(axes, grid, LINE, 0.8)
    _lines(axes, ranges, INK, 1.6)
    for i, side in enumerate(sides):
        y = axes.get_ylim()[1] - 12 - 16.0 * i
        _text(axes, (20, y - 4), _short(one_line(side.label)))
        _markers(axes, [(8.0, y), *dots[i]], i)


def _block(n_sides: int) -> float:
    return 34.0 + _ROW * n_sides


def _place(axes: Axes, measure: Measure | None, y: float, dots: list[_Point], ranges: list[_Point]) -> None:
    if measure is None or measure.value is None:
        _text(axes, (_x(0) + 2, y - 4), "undefined", small=True)
        return
    dots.append((_x(measure.value), y))
    _text(axes, (WIDTH, y - 4), percent(measure.value), end=True, small=True)
    if measure.low is not None and measure.high is not None:
        ranges += [(_x(measure.low), y), (_x(measure.high), y), _BREAK]


def _lines(axes: Axes, points: Sequence[_Point], colour: str, width: float) -> None:
    if points:
        axes.plot([x for x, _ in points], [y for _, y in points], color=colour, linewidth=width)


def _markers(axes: Axes, points: Sequence[_Point], i: int) -> None:
    hollow = (i // len(_MARKERS)) % 2 == 1
    colour = (OWN, CLAIM, INK)[i % 3]
    axes.plot(
        [x for x, _ in points],
        [y for _, y in points],
        linestyle="none",
        marker=_MARKERS[i % len(_MARKERS)],
        markersize=7,
        color=colour,
        markerfacecolor=PAPER if hollow else colour,
    )


def _x(share: float) -> float:
    return 6.0 + (WIDTH - 48.0) * share


def _text(
    axes: Axes, at: tuple[float, float], text: str, *, end: bool = False, bold: bool = False, small: bool = False
) -> None:
    axes.text(
        *at,
        text,
        fontsize=9 if small else 11,
        fontweight="bold" if bold else "normal",
        color=SOFT if small else INK,
        horizontalalignment="right" if end else "left",
        parse_math=False,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1]}…"


def _measures_told(sides: Sequence[Side], names: Sequence[str]) -> str:
    rows = []
    for name in names:
        cells = []
        for side in sides:
            measure = side.measure(name)
            shown = f"{percent(measure.value)} ({interval(measure)})" if measure else "undefined"
            cells.append(f"{one_line(side.label)} {shown}")
        rows.append(f"{measure_words(name).label}: {', '.join(cells)}.")
    return " ".join(rows)
