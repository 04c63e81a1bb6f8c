"""Floors: the least that each figure may be, with the digest of the data that they were measured on, in a small file.

A floor is what was measured when it was pinned. Pinning again raises floors; lowering one takes a reason, and the file
keeps it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framing.batch.files import replace_with
from framing.errors import InputError, UsageError

ITEMS, LEAST = 2, 0.005
"""The noise that is allowed below a floor: what two items weigh, and at least this much.

On the same machine the figures come out the same; another processor, or another version of the runtime, moves a
probability by up to .005, which turns over an item or two whose probability lies at a cut.
"""
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number over `n` items: 0..1, higher is better, NaN where it is undefined."""

    name: str
    value: float
    n: int

    @property
    def margin(self) -> float:
        """How far it may fall below its floor by noise alone."""
        return max(LEAST, ITEMS / self.n) if self.n else LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What the file holds.

    `lowered` is the history: date, figure, from, to (None for one that is not measured any more) and the reason.
    """

    digest: str
    floors: Mapping[str, float]
    lowered: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure beside its floor; either is None where there is only the other."""

    name: str
    figure: Figure | None
    floor: float | None

    @property
    def least(self) -> float | None:
        """The floor less the noise that is allowed."""
        return None if self.floor is None or self.figure is None else self.floor - self.figure.margin

    @property
    def word(self) -> str:
        """`ok`, `below`, `new` (no floor yet) or `missing` (a floor, but nothing measured)."""
        if self.figure is None:
            return "missing"
        if self.least is None:
            return "new"
        return "ok" if self.figure.value >= self.least else "below"  # NaN is below everything

    @property
    def fails(self) -> bool:
        """Whether the change must not be taken."""
        return self.word != "ok"


def read(path: Path) -> Floors:
    """The floors in a file; none, of no data, where there is no file.

    Raises:
        InputError: it is not a file of floors.
    """
    if not path.is_file():
        return Floors(digest="", floors={})
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        floors = {str(name): float(value) for name, value in row["floors"].items()}
        return Floors(digest=str(row["digest"]), floors=floors, lowered=tuple(row["lowered"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: not a file of floors: {error!r}; `gate.py --pin` writes one") from error


def write(path: Path, floors: Floors) -> None:
    """Puts them into the file, at once."""
    row = {"digest": floors.digest, "floors": dict(floors.floors), "lowered": list(floors.lowered)}
    replace_with(path, (json.dumps(row, indent=1, ensure_ascii=False) + "\n").encode())


def verdicts(floors: Floors, figures: Sequence[Figure]) -> list[Verdict]:
    """Every figure beside its floor, then the floors without a figure."""
    names = {figure.name for figure in figures}
    missing = [Verdict(name, None, floor) for name, floor in floors.floors.items() if name not in names]
    return [*(Verdict(f.name, f, floors.floors.get(f.name)) for f in figures), *missing]


def pin(floors: Floors, figures: Sequence[Figure], digest: str, lower: tuple[str, str] | None = None) -> Floors:
    """The floors as they are after pinning: raised to what was measured, and lowered to it only with a reason.

    `lower` is the date and the reason.

    Raises:
        UsageError: a figure is undefined; the reason is empty; or there is nothing to lower.
    """
    undefined = [f.name for f in figures if math.isnan(f.value)]
    if undefined:
        raise UsageError(f"undefined, so that no floor can be set: {', '.join(undefined)}")
    measured = {f.name: math.floor(f.value * 10**DIGITS) / 10**DIGITS for f in figures}
    if lower is None:
        kept = {name: floor for name, floor in floors.floors.items() if name not in measured}
        raised = {name: max(value, floors.floors.get(name, 0.0)) for name, value in measured.items()}
        return replace(floors, digest=digest, floors={**raised, **kept})
    changes = list(_lowered(floors, measured, *lower))
    return replace(floors, digest=digest, floors=measured, lowered=(*floors.lowered, *changes))


def _lowered(floors: Floors, measured: Mapping[str, float], date: str, reason: str) -> Iterator[dict[str, Any]]:
    if not reason.strip():
        raise UsageError("--lower needs --reason TEXT: why it is right that a figure falls")
    falling = [n for n, floor in floors.floors.items() if n not in measured or measured[n] < floor]
    if not falling:
        raise UsageError("--lower: no figure is below its floor; --pin alone raises floors")
    for name in falling:
        old, new = floors.floors[name], measured.get(name)
        yield {"date": date, "figure": name, "from": old, "to": new, "reason": reason.strip()}
