"""The charts of a card, as PNG: how reliable the probabilities are, and how much further labels would help."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from framing.metrics import Bin, wilson
from framing.report.svg import CLAIM, INK, LINE, OWN, PAPER, SOFT, settings
from framing.retrain.curve import Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = (5.2, 3.6)
_DPI = 120
_LOOKS = ((OWN, "o"), (CLAIM, "s"), (INK, "^"))
"""Colour and marker of each line, so that it is never colour alone."""


def reliability(bins: Sequence[Bin], of: str) -> bytes:
    """How often it was so, by probability of `of`; whiskers are Wilson's 95% intervals, the dashes perfection."""

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1, linestyle=(0, (4, 3)))
        for one in bins:
            low, high = wilson(one.observed, one.n)
            axes.plot([one.predicted] * 2, [low, high], color=LINE, linewidth=2)
        shown = [(one.predicted, one.observed) for one in bins]
        axes.plot([x for x, _ in shown], [y for _, y in shown], color=OWN, marker="o", linewidth=1.2)
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel=f"probability of {of}", ylabel="how often it was so")

    return _drawn(draw)


def learning(curves: Mapping[str, Sequence[Point]]) -> bytes:
    """Macro-F1 by the number of sentences learned from; whiskers are 95% intervals."""

    def draw(axes: Axes) -> None:
        for (name, points), (colour, marker) in zip(curves.items(), _LOOKS, strict=False):
            for one in points:
                axes.plot([one.size] * 2, [one.low, one.high], color=colour, linewidth=2, alpha=0.35)
            sizes, values = [p.size for p in points], [p.value for p in points]
            axes.plot(sizes, values, color=colour, marker=marker, linewidth=1.2, label=name)
        ticks = sorted({p.size for points in curves.values() for p in points})
        axes.set_xscale("log")
        axes.set_xticks(ticks, labels=map(str, ticks))
        axes.minorticks_off()
        axes.set(ylim=(0, 1), xlabel="sentences learned from", ylabel="macro-F1")
        axes.legend(loc="lower right", frameon=False)

    return _drawn(draw)


def _drawn(draw: Callable[[Axes], None]) -> bytes:
    """The picture in the colours of the reports, the same bytes every time."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with settings():
        figure = Figure(figsize=_SIZE, dpi=_DPI, facecolor=PAPER, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot(facecolor=PAPER)
        axes.grid(color=LINE, linewidth=0.6, alpha=0.6)
        axes.set_axisbelow(True)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        draw(axes)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()
