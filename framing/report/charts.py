"""The charts of a report, as inline SVG: small, the same bytes every time, readable on a phone and without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from framing.records import Kind, Measure, Report
from framing.report.phrases import interval, kinds_text, one_line, percent, short
from framing.report.svg import (
    BREAK,
    CLAIM,
    FACT,
    INK,
    LINE,
    OWN,
    PAPER,
    WIDTH,
    Point,
    canvas,
    element,
    line,
    marks,
    settings,
    write,
)
from framing.report.wording import measure_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.story import Comparison, Side

_MOST_CELLS = 240
_MOST_SIDES = 10
_MARKERS = "osD^vP"
_ROW = 13.0


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


def _draw_measures(axes: Axes, sides: Sequence[Side], names: Sequence[str], top: float) -> None:
    """Lines of one look are one path, dots of one article one row of markers, so that the picture stays small."""
    block = _block(len(sides))
    dots: list[list[Point]] = [[] for _ in sides]
    ranges: list[Point] = []
    grid: list[Point] = []
    for row, name in enumerate(names):
        y = top - row * block
        write(axes, (0, y - 12), measure_words(name).label, bold=True)
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            grid += [(_x(share), y - 20 - _ROW * len(sides)), (_x(share), y - 18), BREAK]
        for i, side in enumerate(sides):
            _place(axes, side.measure(name), y - 18 - _ROW * (i + 0.5), dots[i], ranges)
    line(axes, grid, LINE, 0.8)
    line(axes, ranges, INK, 1.6)
    for i, side in enumerate(sides):
        y = axes.get_ylim()[1] - 12 - 16.0 * i
        write(axes, (20, y - 4), short(one_line(side.label)))
        _markers(axes, [(8.0, y), *dots[i]], i)


def _block(n_sides: int) -> float:
    return 34.0 + _ROW * n_sides


def _place(axes: Axes, measure: Measure | None, y: float, dots: list[Point], ranges: list[Point]) -> None:
    if measure is None or measure.value is None:
        write(axes, (_x(0) + 2, y - 4), "undefined", small=True)
        return
    dots.append((_x(measure.value), y))
    write(axes, (WIDTH, y - 4), percent(measure.value), end=True, small=True)
    if measure.low is not None and measure.high is not None:
        ranges += [(_x(measure.low), y), (_x(measure.high), y), BREAK]


def _markers(axes: Axes, points: Sequence[Point], i: int) -> None:
    hollow = (i // len(_MARKERS)) % 2 == 1
    colour = (OWN, CLAIM, INK)[i % 3]
    marks(axes, points, _MARKERS[i % len(_MARKERS)], colour, hollow=hollow)


def _x(share: float) -> float:
    return 6.0 + (WIDTH - 48.0) * share


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
