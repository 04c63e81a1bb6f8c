"""The chains of an article as a picture: the outlet on top, under every source those it has its statements from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.records import Report
from framing.report import chains
from framing.report.phrases import count, one_line, short
from framing.report.svg import (
    BREAK,
    CLAIM,
    FACT,
    OWN,
    WIDTH,
    Point,
    canvas,
    element,
    line,
    marks,
    settings,
    write,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STEP = 34.0
_ROW = 31.0
_TEXT = 14.0
_TOP = 22.0
_LEFT = 8.0
_DEEPEST = 4
"""Deeper links are drawn in one column, so that their names still fit."""
_WIDEST = 52


@dataclass
class _Ink:
    """What is to be drawn, gathered so that everything of one look is one path."""

    solid: list[Point] = field(default_factory=list)
    broken: list[Point] = field(default_factory=list)
    arrows: list[Point] = field(default_factory=list)
    filled: list[Point] = field(default_factory=list)
    hollow: list[Point] = field(default_factory=list)


def draw(report: Report) -> str:
    """The tree of the chains; empty where no statement has a source."""
    found = chains.chains(report)[: chains.MOST]
    if not found:
        return ""
    roots = chains.tree(found)
    height = _TOP + _ROW * sum(map(_size, roots)) + 6
    with settings():
        figure, axes = canvas(WIDTH, height)
        outlet = one_line(report.article.outlet) if report.article.outlet else "The outlet"
        top = (_LEFT, height - 11)
        write(axes, (_LEFT + _TEXT, top[1] - 4), f"{short(outlet, _WIDEST - 12)} (the outlet)", bold=True)
        ink = _Ink()
        _branches(axes, roots, top, ink)
        _draw(axes, ink, top)
        told = "; ".join(f"{chain.text}: {count(chain.n, 'statement')}" for chain in found)
        return element(figure, name="chains", title="Where the statements come from", description=told)


def _size(node: chains.Node) -> int:
    return 1 + sum(map(_size, node.children))


def _branches(axes: Axes, nodes: Sequence[chains.Node], parent: Point, ink: _Ink, depth: int = 1) -> float:
    """Everything under a parent; returns the height of the lowest row."""
    x = parent[0] + (_STEP if depth <= _DEEPEST else 0.0)
    lowest = last = parent[1]
    for node in nodes:
        y = lowest - _ROW
        known = chains.is_identified(node.link)
        (ink.filled if known else ink.hollow).append((x, y))
        (ink.solid if known else ink.broken).extend([(parent[0] + 5, y), (x - 6, y), BREAK])
        ink.arrows.append((parent[0] + 6.5, y))
        longest = _WIDEST - 6 * min(depth, _DEEPEST)
        write(axes, (x + _TEXT - 3, y - 1), short(chains.link_label(node.link), longest))
        write(axes, (x + _TEXT - 3, y - 12), node.note, small=True)
        last = y
        lowest = _branches(axes, node.children, (x, y), ink, depth + 1)
    if nodes:
        ink.solid.extend([(parent[0], parent[1] - 7), (parent[0], last), BREAK])
    return lowest


def _draw(axes: Axes, ink: _Ink, top: Point) -> None:
    line(axes, ink.solid, FACT, 1.2)
    line(axes, ink.broken, FACT, 1.2, broken=True)
    for points, shape, colour, hollow in (
        (ink.arrows, "<", FACT, False),
        (ink.filled, "s", CLAIM, False),
        (ink.hollow, "o", CLAIM, True),
        ([top], "D", OWN, False),
    ):
        if points:
            marks(axes, points, shape, colour, hollow=hollow)
