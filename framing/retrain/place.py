"""Where a finished model goes: never over another one unasked, never over a better one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from framing.bundle import MANIFEST
from framing.errors import UsageError
from framing.retrain.compare import Comparison


@dataclass(frozen=True, slots=True)
class Contest:
    """A model in the place that has the head already; None where it cannot be compared with the new one."""

    comparison: Comparison | None

    @property
    def won(self) -> bool:
        """Whether the new one has the higher macro-F1 on the same sentences."""
        return self.comparison is not None and self.comparison.difference > 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a model went. `kept` is the model that was left in the place that was asked for, `why` says why."""

    folder: Path
    kept: Path | None = None
    why: str = ""


def check_place(out: Path, *, replace: bool) -> None:
    """Raises UsageError where `out` is there and is not to be replaced, or is no model."""
    if not out.exists():
        return
    if not (out / MANIFEST).is_file():
        raise UsageError(f"{out}: no model ({MANIFEST} is missing), so it is not replaced; name another place with -o")
    if not replace:
        raise UsageError(f"{out}: there is a model already; name another place with -o, or replace it with --replace")


def settle(fresh: Path, out: Path, contest: Contest | None, *, anyway: bool) -> Placed:
    """Moves a finished folder to its place, or beside it where the model there is as good or cannot be compared with.

    `contest` is None where nothing there has the head; with `anyway`, it is replaced whatever the contest says.
    """
    if out.exists() and _same(fresh, out):
        shutil.rmtree(fresh)
        return Placed(out, why=f"{out} is this very model already, and is left as it is")
    if out.exists() and contest is not None and not contest.won and not anyway:
        place = next(p for n in count(1) if not (p := out.with_name(f"{out.name}-new{n if n > 1 else ''}")).exists())
        fresh.rename(place)
        return Placed(place, kept=out, why=_why(out, contest))
    out.parent.mkdir(parents=True, exist_ok=True)
    _put(fresh, out)
    return Placed(out)


def _same(one: Path, other: Path) -> bool:
    return (one / MANIFEST).read_bytes() == (other / MANIFEST).read_bytes()


def _why(out: Path, contest: Contest) -> str:
    found = contest.comparison
    if found is None:
        reason = "cannot be compared with the new one, since it was trained on these sentences"
    else:
        scores = f"{found.metric} {found.before:.3f}, new {found.after:.3f}"
        reason = f"is not beaten on the same {found.n} sentences ({scores})"
    return f"{out} {reason}, so it is left; --replace-anyway replaces it"


def _put(fresh: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
