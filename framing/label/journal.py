"""The journal: every decision a line, on the disk before the page answers, and never rewritten.

The first line names the head and its classes; a later one of that kind adds classes. A line that was cut off by a crash
was never answered, and is taken away when the journal is opened again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from framing.batch.files import lock, sync, sync_folder, writing
from framing.errors import InputError, UsageError
from framing.label.plan import Plan

FORMAT = 1
_HINT = "nothing was recorded; make room or give another --labels"
Line = Mapping[str, Any]


class Journal:
    """An open journal, locked against other processes. `lines` are those that were there, without the header lines."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._head: str | None = None
        self._classes: tuple[str, ...] = ()
        self.lines: tuple[Line, ...] = tuple(self._read())

    @property
    def head(self) -> str | None:
        """The head whose labels these are, None in a new journal."""
        return self._head

    @property
    def classes(self) -> tuple[str, ...]:
        """Its classes, none in a new journal."""
        return self._classes

    def note(self, plan: Plan) -> None:
        """Write down the head and its classes, where they are not written yet."""
        if (self._head, self._classes) != (plan.name, plan.classes):
            self.append({"format": FORMAT, "head": plan.name, "classes": list(plan.classes)})
            self._head, self._classes = plan.name, plan.classes

    def append(self, line: Line) -> None:
        """Add a line; it is on the disk when this returns.

        Raises:
            FramingError: it cannot be written; then the journal is as it was.
        """
        data = (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
        end = os.lseek(self._descriptor, 0, os.SEEK_END)
        with writing(self.path, _HINT):
            try:
                _write(self._descriptor, data)
                sync(self._descriptor)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, end)
                raise

    def _read(self) -> Iterator[Line]:
        *whole, rest = self.path.read_bytes().split(b"\n")
        for number, data in enumerate(whole, 1):
            line = _parsed(data, f"{self.path}:{number}")
            if "head" in line:
                self._head, self._classes = line["head"], tuple(line["classes"])
                continue
            if line.get("label") not in (None, *self._classes):
                known = ", ".join(self._classes)
                raise InputError(f"{self.path}:{number}: label {line['label']!r} unknown; the classes are {known}")
            yield line
        if self._head is None and whole:
            raise InputError(f"{self.path}: no journal of labels: its first line names no head; give another --labels")
        if rest:
            os.ftruncate(self._descriptor, sum(len(data) + 1 for data in whole))


@contextmanager
def opened(path: Path) -> Iterator[Journal]:
    """The journal in a file, made where there is none, for this process alone.

    Raises:
        UsageError: another process has it open.
        InputError: the file is no journal, or a line of it is broken.
        FramingError: it cannot be made.
    """
    with writing(path, "give another --labels"):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        sync_folder(path.parent)
    try:
        if not lock(descriptor):
            raise UsageError(
                f"{path}: another framing label has these labels open; use its page (several people can), end it, or "
                "give another --labels"
            )
        try:
            yield Journal(path, descriptor)
        finally:
            if not os.fstat(descriptor).st_size:
                path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


_NEEDED: Sequence[frozenset[str]] = (
    frozenset({"format", "head", "classes"}),
    frozenset({"annotator", "undo"}),
    frozenset({"annotator", "text", "label", "article", "index", "start", "group"}),
)


def _parsed(data: bytes, where: str) -> Line:
    try:
        line = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not a line of a journal of labels ({error}); mend or remove it") from error
    if not isinstance(line, dict) or not any(needed <= set(line) for needed in _NEEDED):
        raise InputError(f"{where}: not a line of a journal of labels: {data[:80]!r}; mend or remove it")
    if line.get("format", FORMAT) != FORMAT:
        raise InputError(f"{where}: format {line['format']!r}; this version reads {FORMAT}: use a newer framing")
    return line
