"""The synced blocks of an unfinished run: one file each, a line about the block, then its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.batch.files import replace_with
from framing.batch.table import Piece, merged
from framing.errors import FramingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the blocks so far hold together."""

    blocks: int = 0
    inputs: int = 0
    rows: int = 0
    errors: int = 0
    kinds: Mapping[str, str] = field(default_factory=dict)


class BlockStore:
    """Blocks in a folder, numbered from 0 without a gap."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._totals = Totals()

    @property
    def totals(self) -> Totals:
        """What the blocks hold together."""
        return self._totals

    def recover(self) -> None:
        """Take up the whole blocks that a run left behind, up to the first gap; what lies beyond it is removed."""
        number = 0
        while (head := _head(self._path(number))) is not None:
            self._count(head)
            number += 1
        for path in self._folder.glob("*.rows"):
            if path.stem >= self._path(number).stem:
                path.unlink()

    def append(self, pieces: Sequence[Piece]) -> None:
        """Write the next block, one piece an input, and wait until it is on the disk. Raises OSError."""
        body = b"".join(line for piece in pieces for line in piece.lines)
        head = {
            "inputs": len(pieces),
            "rows": sum(len(piece.lines) for piece in pieces),
            "errors": sum(piece.errors for piece in pieces),
            "kinds": merged(piece.kinds for piece in pieces),
            "bytes": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        data = json.dumps(head).encode() + b"\n" + body
        replace_with(self._path(self._totals.blocks), data, scratch=self._folder / "block.tmp")
        self._count(head)

    def bodies(self) -> Iterator[bytes]:
        """The rows of every block, in JSON lines. Raises FramingError where a block is not what was written."""
        for number in range(self._totals.blocks):
            path = self._path(number)
            head, _, body = path.read_bytes().partition(b"\n")
            if hashlib.sha256(body).hexdigest() != json.loads(head)["sha256"]:
                raise FramingError(f"{path}: damaged, its checksum does not match; delete it and go on with --resume")
            yield body

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of every block."""
        for body in self.bodies():
            for line in body.splitlines():
                yield json.loads(line)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:08d}.rows"

    def _count(self, head: Mapping[str, Any]) -> None:
        was = self._totals
        self._totals = Totals(
            blocks=was.blocks + 1,
            inputs=was.inputs + head["inputs"],
            rows=was.rows + head["rows"],
            errors=was.errors + head["errors"],
            kinds=merged([was.kinds, head["kinds"]]),
        )


def _head(path: Path) -> dict[str, Any] | None:
    """What a block says of itself, None where there is no whole block."""
    try:
        with path.open("rb") as stream:
            line = stream.readline()
            head: dict[str, Any] = json.loads(line)
            whole = path.stat().st_size == len(line) + head["bytes"]
    except (OSError, ValueError, KeyError):
        return None
    return head if whole else None
