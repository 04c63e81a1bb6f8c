"""Charts of outlets as inline SVG: dots with intervals side by side, and small multiples over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from framing.outlets import OutletMeasure, OutletSummary
from framing.outlets.results import Change
from framing.report.outlet_words import measure_text, outlet_name, ranked
from framing.report.phrases import count, percent, short
from framing.report.svg import (
    BREAK,
    CLAIM,
    FACT,
    INK,
    LINE,
    OWN,
    PAPER,
    SOFT,
    WIDTH,
    Point,
    canvas,
    element,
    line,
    settings,
)
from framing.report.wording import measure_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_OUTLETS = 30
_ROW, _PANEL, _AXIS = 32.0, 64.0, 16.0
_LEFT, _RIGHT = 5.0, 355.0
_LONGEST = 38
_TOPS = (0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8)
_PERIOD_LABELS = 4


class _Scale(NamedTuple):
    """A share from 0 to `top` on a line from `begin` to `end`."""

    top: float
    begin: float
    end: float

    def at(self, share: float) -> float:
        return self.begin + (self.end - self.begin) * min(1.0, share / self.top)


def side_by_side(name: str, outlets: Sequence[OutletSummary]) -> str:
    """One measure of all outlets: a dot and a 95% interval each, the highest first, those with few articles last."""
    found = [(o, m) for o in ranked(outlets, MOST_OUTLETS) if (m := o.measure(name)) is not None]
    rows = sorted(found, key=lambda row: (row[1].value is None, _grey(*row), -(row[1].value or 0.0)))
    scale = _Scale(_top(rows), _LEFT, _RIGHT)
    height = _ROW * len(rows) + _AXIS
    with settings():
        figure, axes = canvas(WIDTH, height)
        _grid(axes, scale, height, len(rows))
        for i, (outlet, measure) in enumerate(rows):
            _row(axes, outlet, measure, scale, height - _ROW * i)
        told = "; ".join(f"{outlet_name(o)}: {measure_text(m)}" for o, m in rows)
        title = f"{measure_words(name).label}, by outlet"
        return element(figure, name=f"outlets-{name}", title=title, description=told)


def over_time(name: str, outlets: Sequence[OutletSummary]) -> str | None:
    """One measure by period: a small panel for each outlet with enough articles and two periods, all on one scale.

    None where there is no such outlet.
    """
    shown = [o for o in ranked(outlets, MOST_OUTLETS) if len(_course(o, name)) > 1 and not o.few]
    if not shown:
        return None
    periods = sorted({m.period for o in shown for m in o.periods if m.period})
    top = _top([(o, m) for o in shown for m in _course(o, name)])
    height = _PANEL * len(shown) + _AXIS
    with settings():
        figure, axes = canvas(WIDTH, height)
        for i, outlet in enumerate(shown):
            _panel(axes, outlet, _course(outlet, name), periods, _Scale(top, *_room(height - _PANEL * i)))
        _period_labels(axes, periods)
        told = "; ".join(f"{outlet_name(o)}: {_told(o, name)}" for o in shown)
        title = f"{measure_words(name).label} over time, by outlet"
        return element(figure, name=f"time-{name}", title=title, description=told)


def _grey(outlet: OutletSummary, measure: OutletMeasure) -> bool:
    return outlet.few or measure.few


def _top(rows: Sequence[tuple[OutletSummary, OutletMeasure]]) -> float:
    """Where the scale ends: the first round share that holds all values, and the intervals of all that is not grey."""
    values = [measure.value or 0.0 for _, measure in rows]
    bounds = [measure.high or 0.0 for outlet, measure in rows if not _grey(outlet, measure)]
    highest = max((*values, *bounds), default=1.0)
    return next((top for top in _TOPS if highest <= top), 1.0)


def _grid(axes: Axes, scale: _Scale, height: float, n: int) -> None:
    """Marks of the scale behind each interval, so that they cross no name, and their shares at the foot."""
    xs = [scale.at(scale.top * quarter / 4) for quarter in range(5)]
    middles = [height - _ROW * i - 21 for i in range(n)]
    line(axes, [p for y in middles for x in xs for p in ((x, y - 5), (x, y + 5), BREAK)], LINE, 0.8)
    for x, side, quarter in zip(xs, ("left", *["center"] * 3, "right"), range(5), strict=True):
        _text(axes, (x, 3), f"{scale.top * quarter * 25:.3g}%", side, SOFT)


def _row(axes: Axes, outlet: OutletSummary, measure: OutletMeasure, scale: _Scale, top: float) -> None:
    few = _grey(outlet, measure)
    ink = SOFT if few else INK
    name = short(outlet_name(outlet), _LONGEST)
    label = f"{name} ({count(outlet.n_articles, 'article')})" if few else name
    _text(axes, (_LEFT, top - 11), label, "left", ink, 10)
    if measure.value is None:
        _text(axes, (_RIGHT, top - 11), "undefined", "right", SOFT)
        return
    _text(axes, (_RIGHT, top - 11), percent(measure.value), "right", ink, 10)
    low, high = (measure.value if bound is None else bound for bound in (measure.low, measure.high))
    line(axes, [(scale.at(low), top - 21), (scale.at(high), top - 21)], FACT if few else INK, 1.6)
    _dots(axes, [(scale.at(measure.value), top - 21)], hollow=few, size=7)


def _dots(axes: Axes, points: Sequence[Point], *, hollow: bool, size: float) -> None:
    axes.plot(
        [x for x, _ in points],
        [y for _, y in points],
        linestyle="none",
        marker="o",
        markersize=size,
        color=FACT if hollow else CLAIM,
        markerfacecolor=PAPER if hollow else CLAIM,
    )


def _course(outlet: OutletSummary, name: str) -> list[OutletMeasure]:
    return [m for m in outlet.periods if m.name == name and m.value is not None]


def _room(top: float) -> tuple[float, float]:
    """Where the plot of a panel begins and ends."""
    return top - _PANEL + 4, top - 20


def _panel(
    axes: Axes, outlet: OutletSummary, course: Sequence[OutletMeasure], periods: Sequence[str], scale: _Scale
) -> None:
    _text(axes, (_LEFT, scale.end + 6), short(outlet_name(outlet), _LONGEST), "left", INK, 10)
    _text(axes, (_RIGHT, scale.end + 6), percent(scale.top), "right", SOFT)
    line(axes, [p for y in (scale.begin, scale.end) for p in ((_LEFT, y), (_RIGHT, y), BREAK)], LINE, 0.7)
    places = {period: _x(periods, period) for period in periods}
    points = [(places[m.period or ""], scale.at(m.value or 0.0)) for m in course]
    line(axes, points, FACT, 0.8)
    for few in (True, False):
        chosen = [(m, point) for m, point in zip(course, points, strict=True) if m.few is few]
        ends = [p for m, (x, _) in chosen for p in ((x, scale.at(m.low or 0.0)), (x, scale.at(m.high or 0.0)), BREAK)]
        line(axes, ends, FACT if few else INK, 1.2)
        if chosen:
            _dots(axes, [point for _, point in chosen], hollow=few, size=5)
    for change in _marked(outlet, course[0].name):
        _mark(axes, change, next(p for m, p in zip(course, points, strict=True) if m.period == change.after))


def _mark(axes: Axes, change: Change, at: Point) -> None:
    """A triangle, up or down, in place of the dot."""
    up = change.difference > 0
    axes.plot([at[0]], [at[1]], linestyle="none", marker="^" if up else "v", markersize=10, color=OWN)


def _marked(outlet: OutletSummary, name: str) -> list[Change]:
    return [c for c in outlet.changes if c.name == name and c.marked]


def _period_labels(axes: Axes, periods: Sequence[str]) -> None:
    last = len(periods) - 1
    wanted = min(_PERIOD_LABELS, len(periods))
    chosen = sorted({round(i * last / (wanted - 1)) for i in range(wanted)})
    for i in chosen:
        side = "left" if i == 0 else "right" if i == last else "center"
        x = _LEFT if i == 0 else _RIGHT if i == last else _x(periods, periods[i])
        _text(axes, (x, 3), periods[i], side, SOFT)


def _x(periods: Sequence[str], period: str) -> float:
    return _LEFT + 8 + (_RIGHT - _LEFT - 16) * periods.index(period) / max(1, len(periods) - 1)


def _told(outlet: OutletSummary, name: str) -> str:
    course = ", ".join(f"{m.period} {percent(m.value)}" for m in _course(outlet, name))
    marks = [f"change from {c.before} to {c.after}" for c in _marked(outlet, name)]
    return "; ".join([course, *marks])


def _text(axes: Axes, at: Point, text: str, side: str, colour: str, size: float = 9) -> None:
    axes.text(*at, text, fontsize=size, color=colour, horizontalalignment=side, parse_math=False)
