"""Worker processes, each with the model in it: where the rules of one run in Python, the others need not wait.

They write nothing: what they make goes to the process that began them, and they end with it, however it ends.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from framing.batch.ahead import in_order
from framing.batch.blocks import Item, made
from framing.batch.table import Piece, RowMaker
from framing.errors import FramingError

if TYPE_CHECKING:
    from framing.analyzer import Analyzer

_ROOT = "framing"
_LOOKS = 0.5
"""Every so many seconds a worker looks whether the process that began it is still there."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for all blocks: the model's folder and hash, the user's table of entities, and what a row is."""

    model: Path
    identity: str
    names: tuple[tuple[str, str], ...]
    rows: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of a block: its pieces, what was logged on the way, or why there is none."""

    pieces: Sequence[Piece] = ()
    logged: Sequence[tuple[str, int, str]] = ()
    failed: str | None = None


def by_processes(task: Task, blocks: Iterable[list[Item]], workers: int) -> Iterator[Sequence[Piece]]:
    """The pieces of every block, in order, made by so many processes; at most one block more is kept waiting.

    Raises FramingError where a worker cannot open the model, or ends before its time.
    """
    level = logging.getLogger(_ROOT).getEffectiveLevel()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=(os.getpid(), level))
    told: set[tuple[str, int, str]] = set()
    try:
        for done in in_order(partial(_block, task), blocks, workers, pool):
            if done.failed is not None:
                raise FramingError(done.failed)
            for name, at, message in done.logged:
                if at < logging.WARNING or (name, at, message) not in told:
                    logging.getLogger(name).log(at, "%s", message)
                told.add((name, at, message))
            yield done.pieces
    except BrokenProcessPool as error:
        raise FramingError(
            "a worker process ended before its time (was memory short?); what is done is kept, fewer --threads need "
            "less memory"
        ) from error


def _begin(parent: int, level: int) -> None:
    """Prepare a worker: Ctrl-C is the parent's affair, and without the parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger(_ROOT).setLevel(level)
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOKS)
    os._exit(1)


class _Kept(logging.Handler):
    """Keeps what is logged, to be told by the process that has the terminal."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record's text."""
        self.records.append((record.name, record.levelno, self.format(record)))


def _block(task: Task, block: list[Item]) -> _Done:
    """What a worker does with a block."""
    kept, logger = _Kept(), logging.getLogger(_ROOT)
    logger.addHandler(kept)
    try:
        analyzer, maker = _opened(task)
        return _Done(made(analyzer, block, task.unit, maker.piece), kept.records)
    except FramingError as error:
        return _Done(failed=str(error))
    finally:
        logger.removeHandler(kept)


@cache
def _opened(task: Task) -> tuple[Analyzer, RowMaker]:
    """The model, opened once a process."""
    from framing.analyzer import load

    analyzer = load(task.model, threads=1, names=dict(task.names))
    if analyzer.bundle.identity != task.identity:
        raise FramingError(f"{task.model}: the model was changed while it was at work")
    return analyzer, RowMaker(analyzer.bundle, rows=task.rows, unit=task.unit)
