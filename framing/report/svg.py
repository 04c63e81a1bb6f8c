"""A matplotlib figure as an SVG element that can stand in a page: named, with ids of its own, in the page's colours."""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from framing.report.phrases import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 360.0
"""Of every chart, in points: what a phone shows at full size."""
Point = tuple[float, float]
BREAK: Point = (math.nan, math.nan)
"""Between two lines of one path."""
INK = "#1c1b19"
SOFT = "#5d5a54"
LINE = "#c9c5bb"
FACT = "#8b877d"
CLAIM = "#1f5a96"
OWN = "#a8401a"
PAPER = "#fffefb"

_STYLE: Mapping[str, object] = {
    "svg.hashsalt": "framing",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "Helvetica", "sans-serif"],
    "font.size": 11,
    "text.color": INK,
    "hatch.linewidth": 1.4,
    "path.simplify": False,
}

_VARIABLES = {INK: "ink", SOFT: "soft", LINE: "line", FACT: "fact", CLAIM: "claim", OWN: "own", PAPER: "paper"}
_COLOUR = re.compile("#[0-9a-f]{6}")
_REFERENCE = re.compile(r"url\(#")
_POINTS_PER_INCH = 72


def settings() -> AbstractContextManager[None]:
    """The settings under which charts are drawn: the same figure always gives the same bytes."""
    from matplotlib import rc_context

    style: Any = dict(_STYLE)
    return rc_context(style)


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty figure of so many points, with one bare axes over all of it, in points from the lower left."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH), dpi=_POINTS_PER_INCH)
    FigureCanvasSVG(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    figure.patch.set_visible(False)
    return figure, axes


def element(figure: Figure, *, name: str, title: str, description: str) -> str:
    """The figure as `<svg role="img">` with a title and a description; `name` keeps its ids apart from others."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ET.fromstring(buffer.getvalue())
    _plain_names(root)
    for unwanted in ("metadata", "style"):
        for parent in list(root.iter()):
            for child in [c for c in parent if c.tag == unwanted]:
                parent.remove(child)
    for node in root.iter():
        _settle(node, name)
    _describe(root, name, visible(title), visible(description))
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def write(axes: Axes, at: Point, text: str, *, end: bool = False, bold: bool = False, small: bool = False) -> None:
    """A line of text from (or, with `end`, up to) a point; never a formula."""
    axes.text(
        *at,
        text,
        fontsize=10 if small else 11,
        fontweight="bold" if bold else "normal",
        color=SOFT if small else INK,
        horizontalalignment="right" if end else "left",
        parse_math=False,
    )


def line(axes: Axes, points: Sequence[Point], colour: str, width: float, *, broken: bool = False) -> None:
    """One path through the points, interrupted at every BREAK; nothing where there are none."""
    if points:
        style = (0, (2.2, 1.6)) if broken else "-"
        axes.plot([x for x, _ in points], [y for _, y in points], color=colour, linewidth=width, linestyle=style)


def marks(axes: Axes, points: Sequence[Point], shape: str, colour: str, *, hollow: bool = False) -> None:
    """A marker of that shape (as matplotlib names them) on every point."""
    axes.plot(
        [x for x, _ in points],
        [y for _, y in points],
        linestyle="none",
        marker=shape,
        markersize=7,
        color=colour,
        markerfacecolor=PAPER if hollow else colour,
    )


def _plain_names(root: ET.Element) -> None:
    """Leave the name spaces out: in a page, SVG elements need none."""
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
        node.attrib = {key.rpartition("}")[2]: value for key, value in node.attrib.items()}


def _settle(node: ET.Element, name: str) -> None:
    for key, value in node.attrib.items():
        if key == "id":
            node.set(key, f"{name}-{value}")
        elif key == "href":
            node.set(key, f"#{name}-{value[1:]}")
        elif key in ("clip-path", "style", "fill"):
            node.set(key, _COLOUR.sub(_variable, _REFERENCE.sub(f"url(#{name}-", value)))


def _variable(match: re.Match[str]) -> str:
    return f"var(--{_VARIABLES[match[0]]}, {match[0]})" if match[0] in _VARIABLES else match[0]


def _describe(root: ET.Element, name: str, title: str, description: str) -> None:
    width = root.attrib.get("viewBox", "0 0 0 0").split()[2]
    root.attrib = {
        "class": "chart",
        "role": "img",
        "aria-label": title,
        "aria-describedby": f"{name}-desc",
        "viewBox": root.attrib["viewBox"],
        "style": f"max-width: {width}px; stroke-linejoin: round; stroke-linecap: butt",
    }
    for tag, text in (("desc", description), ("title", title)):
        node = ET.Element(tag, {"id": f"{name}-{tag}"})
        node.text = text
        root.insert(0, node)
