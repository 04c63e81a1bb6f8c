"""How far a run is, told to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, and out of how much."""


def quiet(what: str, done: int, total: int) -> None:
    """Tells nobody."""


class Steps:
    """Steps of one kind, counted as they are made.

    Args:
        what: what is counted, in the plural.
        total: how many there are.
        progress: who is told.
    """

    def __init__(self, what: str, total: int, progress: Progress) -> None:
        self._what = what
        self._total = total
        self._progress = progress
        self._done = 0

    def __call__(self) -> None:
        """One more is made."""
        self._done += 1
        self._progress(self._what, min(self._done, self._total), self._total)
