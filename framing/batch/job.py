"""What is to be scored, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.sources import ReadOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to score, and where to.

    `rows` says what one output row is: "articles", or "sentences", which it must be where `options.unit` is "sentence".
    `threads` None means: the usable cores, of this machine or of the cluster. `force` begins anew where an output or a
    run is there. `entities` is the user's table of entities, as `framing.load` takes it. With `processes`, worker
    processes that open the same model do the work where the input is long; a script that asks for them needs the usual
    `if __name__ == "__main__"`.
    """

    inputs: tuple[str, ...]
    out: Path
    options: ReadOptions
    rows: str = "articles"
    resume: bool = False
    force: bool = False
    threads: int | None = None
    entities: Mapping[str, str] = field(default_factory=dict)
    processes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many rows the output has, how many of the inputs are errors, and whether it was there already."""

    rows: int
    errors: int
    already: bool = False


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
