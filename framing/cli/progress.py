"""How far a command is: a bar on a terminal, a log line every half minute elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from framing.cli.logs import PROGRESS

EVERY = 30.0
"""Seconds between two log lines."""
_LOG = logging.getLogger(PROGRESS)
_MINUTE, _HOUR = 60, 3600


@contextmanager
def shown(what: str, count: Callable[[], int | None], *, lines: bool = True) -> Iterator[Callable[[int], None]]:
    """Yields a function to be called with the number done; what the first call says was done before.

    Args:
        what: what is counted, in the plural.
        count: says how many there are, None where unknown; asked at the first call.
        lines: whether to log where standard error is no terminal.
    """
    if sys.stderr.isatty():
        with _bar(what, count) as advance:
            yield advance
    elif lines:
        yield _Lines(what, count)
    else:
        yield lambda _: None


class Pace:
    """How fast it goes, and how long it will still take."""

    def __init__(self, total: int | None, clock: Callable[[], float]) -> None:
        self._total = total
        self._clock = clock
        self._first: tuple[int, float] | None = None

    def told(self, done: int) -> str:
        """The rate and the time left, as far as they are known."""
        now = self._clock()
        first, since = self._first = self._first or (done, now)
        if done <= first or now <= since:
            return ""
        rate = (done - first) / (now - since)
        left = f", {duration((self._total - done) / rate)} left" if self._total is not None else ""
        return f"{rate:.3g} a second{left}"


def duration(seconds: float) -> str:
    """A time in words: 40 s, 12 min, 3 h 20 min."""
    whole = max(0, round(seconds))
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"


class _Lines:
    def __init__(self, what: str, count: Callable[[], int | None]) -> None:
        self._what = what
        self._count = count
        self._pace: Pace | None = None
        self._last = time.monotonic()

    def __call__(self, done: int) -> None:
        told = (self._pace or self._begin()).told(done)
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            _LOG.info("%d %s done%s", done, self._what, f" ({told})" if told else "")

    def _begin(self) -> Pace:
        total = self._count()
        self._what = self._what if total is None else f"of {total} {self._what}"
        self._pace = Pace(total, time.monotonic)
        return self._pace


@contextmanager
def _bar(what: str, count: Callable[[], int | None]) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False) as bar:
        begun: list[tuple[TaskID, Pace]] = []

        def advance(done: int) -> None:
            if not begun:
                total = count()
                begun.append((bar.add_task(what, total=total, pace=""), Pace(total, time.monotonic)))
            task, pace = begun[0]
            bar.update(task, completed=done, pace=pace.told(done))

        yield advance
