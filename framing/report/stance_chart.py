"""The stances of an article as a picture: a block an entity, a row a voice, from against to in favour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.records import OUTLET, Report, Stance
from framing.report.phrases import count, one_line, short, signed
from framing.report.stances import Towards, interval_text, towards, voice_kinds, voice_label
from framing.report.svg import (
    BREAK,
    CLAIM,
    INK,
    LINE,
    OWN,
    SOFT,
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

_HEAD = 30.0
_ENTITY = 23.0
_ROW = 17.0
_LEFT, _RIGHT = 140.0, 284.0
_VALUE = 330.0
_LONGEST_VOICE = 19


@dataclass
class _Ink:
    """Points by look, so that everything of one look is one path; markers by (shape, hollow)."""

    grid: list[Point] = field(default_factory=list)
    zero: list[Point] = field(default_factory=list)
    clear: list[Point] = field(default_factory=list)
    unclear: list[Point] = field(default_factory=list)
    dots: dict[tuple[str, bool], list[Point]] = field(default_factory=dict)


def draw(report: Report) -> str:
    """The stances with their 95% intervals; empty where there are none."""
    found = towards(report)
    if not found:
        return ""
    kinds = voice_kinds(report)
    height = _HEAD + sum(map(_block, found)) + 4
    with settings():
        figure, axes = canvas(WIDTH, height)
        ink = _Ink()
        y = height - _HEAD
        for group in found:
            _group(axes, group, y, kinds, ink)
            y -= _block(group)
        _scale(axes, height)
        _draw(axes, ink)
        title = "Wording towards whom, by voice, with 95% intervals"
        return element(figure, name="stances", title=title, description=" ".join(map(_told, found)))


def _block(group: Towards) -> float:
    return _ENTITY + _ROW * (len(group.stances) + bool(group.more))


def _group(axes: Axes, group: Towards, top: float, kinds: Mapping[str, bool], ink: _Ink) -> None:
    write(axes, (0, top - 15), short(group.label), bold=True)
    bottom = top - _block(group)
    ink.grid += [point for v in (-1.0, -0.5, 0.5, 1.0) for point in ((_x(v), bottom), (_x(v), top - _ENTITY), BREAK)]
    ink.zero += [(_x(0.0), bottom), (_x(0.0), top - _ENTITY), BREAK]
    for i, stance in enumerate(group.stances):
        _row(axes, stance, top - _ENTITY - _ROW * (i + 0.5), kinds, ink)
    if group.more:
        write(axes, (10, bottom + 5), f"and {count(group.more, 'further voice')}", small=True)


def _row(axes: Axes, stance: Stance, y: float, kinds: Mapping[str, bool], ink: _Ink) -> None:
    write(axes, (10, y - 4), short(voice_label(stance.voice), _LONGEST_VOICE))
    write(axes, (_VALUE, y - 4), signed(stance.valence), end=True, bold=stance.clear)
    write(axes, (WIDTH, y - 4), str(stance.n), end=True, small=True)
    reach = ink.clear if stance.clear else ink.unclear
    reach += [(_x(stance.low), y), (_x(stance.high), y), BREAK]
    look = (_shape(stance.voice, kinds), not stance.clear)
    ink.dots.setdefault(look, []).append((_x(stance.valence), y))


def _shape(voice: str, kinds: Mapping[str, bool]) -> str:
    if voice == OUTLET:
        return "s"
    return "o" if kinds.get(voice, False) else "D"


def _scale(axes: Axes, height: float) -> None:
    write(axes, (_LEFT - 6, height - 11), "−1 against", small=True)
    write(axes, (_RIGHT + 6, height - 11), "for +1", end=True, small=True)
    write(axes, (_x(0) - 3, height - 24), "0", small=True)
    write(axes, (_VALUE, height - 24), "valence", end=True, small=True)
    write(axes, (WIDTH, height - 24), "n", end=True, small=True)


def _draw(axes: Axes, ink: _Ink) -> None:
    line(axes, ink.grid, LINE, 0.7)
    line(axes, ink.zero, SOFT, 1.2)
    line(axes, ink.unclear, SOFT, 1.1)
    line(axes, ink.clear, INK, 2.6)
    for (shape, hollow), points in sorted(ink.dots.items()):
        marks(axes, points, shape, OWN if shape == "s" else CLAIM, hollow=hollow)


def _x(valence: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (valence + 1) / 2


def _told(group: Towards) -> str:
    rows = [
        f"{voice_label(s.voice)} {signed(s.valence)} ({interval_text(s)}, {count(s.n, 'mention')}"
        f"{'' if s.clear else ', no clear direction'})"
        for s in group.stances
    ]
    more = [f"and {count(group.more, 'further voice')}"] if group.more else []
    return f"{one_line(group.entity)}: {'; '.join([*rows, *more])}."
