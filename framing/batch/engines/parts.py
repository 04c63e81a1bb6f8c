"""The parts of an output: parquet files that are whole or not there, and say themselves which run they belong to."""

from __future__ import annotations

import hashlib
import io
import json
import os
import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from framing.batch.engines.plan import Block, Plan
from framing.batch.files import replace_with
from framing.batch.job import Outcome
from framing.batch.state import RunState
from framing.batch.table import Piece
from framing.batch.writers import Columns, write_parquet
from framing.errors import FramingError

_NOTE = "framing.part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What part `number` holds: of how many inputs, how many rows, and how many of the inputs are errors."""

    number: int
    inputs: int
    rows: int
    errors: int


def run_key(state: RunState) -> str:
    """What tells one run from another: a hash (64 hex digits) of its input, its model and its options."""
    facts = [state.version, state.input, state.model, state.options]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def write_part(path: Path, number: int, pieces: Sequence[Piece], columns: Columns, run: str) -> Done:
    """Write a part, in place of one that is there, and wait until it is on the disk; the same rows give the same bytes.

    Until it is whole it has a hidden name that no other process writes to. Raises OSError.
    """
    lines = [line for piece in pieces for line in piece.lines]
    errors = sum(piece.errors for piece in pieces)
    done = Done(number=number, inputs=len(pieces), rows=len(lines), errors=errors)
    note = json.dumps({"run": run, **asdict(done)})
    made = io.BytesIO()
    write_parquet(map(json.loads, lines), columns, made, notes={_NOTE: note})
    scratch = path.with_name(f".{path.name}.{platform.node()}.{os.getpid()}.tmp")
    replace_with(path, made.getvalue(), scratch=scratch)
    return done


def read_part(path: Path, run: str) -> Done | None:
    """What a part says that it holds; None where there is no whole part of this run."""
    from pyarrow import parquet

    try:
        noted: Mapping[bytes, bytes] = parquet.read_metadata(path).metadata
        note = json.loads(noted[_NOTE.encode()])
        return Done(**note) if note.pop("run") == run else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


class Parts:
    """The parts of one run, in the folder that becomes the output."""

    def __init__(self, folder: Path, plan: Plan, run: str) -> None:
        self.folder = folder
        self.run = run
        self._plan = plan
        self._done: dict[int, Done] = {}
        self.inputs = 0
        """How many inputs are done."""

    @property
    def missing(self) -> list[Block]:
        """The blocks whose parts are not there."""
        return [block for block in self._plan.blocks if block.number not in self._done]

    @property
    def outcome(self) -> Outcome:
        """What the parts that are there hold together."""
        done = self._done.values()
        return Outcome(rows=sum(part.rows for part in done), errors=sum(part.errors for part in done))

    def recover(self) -> None:
        """Take up the parts of this run that are there, and remove whatever else is. Raises OSError."""
        self.folder.mkdir(exist_ok=True)
        for block in self._plan.blocks:
            found = read_part(self.folder / self._plan.name(block.number), self.run)
            if found is not None and found.number == block.number:
                self.add(found)
        self._tidy()

    def finish(self) -> None:
        """Leave nothing but the parts. Raises FramingError where one is missing."""
        if self.missing:
            raise FramingError(f"{self._plan.name(self.missing[0].number)} was not made; go on with --resume")
        self._tidy()

    def add(self, done: Done) -> None:
        """Count a part that is there, once however often it was written."""
        self.inputs += done.inputs if done.number not in self._done else 0
        self._done[done.number] = done

    def _tidy(self) -> None:
        """Remove what is no part that was counted: what a process that died was writing, and parts of another run."""
        known = {self._plan.name(number) for number in self._done}
        for path in self.folder.iterdir():
            if path.name not in known:
                with suppress(FileNotFoundError):
                    path.unlink()
