"""Two models on the same sentences: which labels and probabilities change, how often, and in which direction."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from framing.evaluate.evaluation import defined
from framing.evaluate.results import ROUNDS, SEED, About, Direction, Result
from framing.metrics import Floats, Indices, bootstrap, wilson
from framing.records import Kind, Report
from framing.rows import sentence_rows

KIND, TYPE = "kind", "commentary_type"
ANY = "any of these"
P = "p_"
_PLACES = 4
"""Decimals of the probabilities in rows, and so of by how much they move."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one model says of one sentence: its labels, and its probabilities by their columns in `framing score`."""

    article: str
    index: int
    text: str
    labels: Mapping[str, str | None]
    p: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence of which two models say something else.

    `labels` and `p` hold what changes, before and after; `size` is the most that any probability moves (0..1).
    """

    article: str
    index: int
    text: str
    labels: Mapping[str, tuple[str | None, str | None]]
    p: Mapping[str, tuple[float, float]]
    size: float

    def as_json(self) -> dict[str, object]:
        """The change as plain values."""
        both = {**self.labels, **self.p}
        changes = {name: {"a": a, "b": b} for name, (a, b) in both.items()}
        return {"article": self.article, "index": self.index, "text": self.text, "size": self.size, "changes": changes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changes from one model to another over `n` sentences of some articles.

    `shares` say how many sentences change, by column and in any of them; `shifts` by how much a probability moves in
    the mean (-1..1, above 0 where the second model gives more). `moves` counts the labels that turn into others, as
    (column, before, after). `changes` are the sentences, those that move most first; `alone` are the columns that only
    one of the models has.
    """

    n: int
    threshold: float
    shares: tuple[Result, ...]
    shifts: tuple[Result, ...]
    moves: Mapping[tuple[str, str | None, str | None], int]
    changes: tuple[Change, ...]
    alone: tuple[tuple[str, ...], tuple[str, ...]]

    def as_json(self) -> dict[str, object]:
        """The difference as plain values; what is undefined is None."""
        return {
            "n": self.n,
            "threshold": self.threshold,
            "shares": [_figure(r) for r in self.shares],
            "mean_shifts": [_figure(r) for r in self.shifts],
            "moves": [{"label": m[0], "a": m[1], "b": m[2], "n": n} for m, n in self.moves.items()],
            "only_in_a": list(self.alone[0]),
            "only_in_b": list(self.alone[1]),
            "changes": [change.as_json() for change in self.changes],
        }


def said(report: Report) -> list[Said]:
    """What a model says of the sentences of a report; furniture, and what was not scored, is left out."""
    rows = sentence_rows(report)
    return [
        Said(
            str(row["article"]),
            int(str(row["index"])),
            str(row["text"]),
            {KIND: _label(row[KIND]), TYPE: _label(row[TYPE])},
            {name: float(p) for name, p in row.items() if name.startswith(P) and isinstance(p, float)},
        )
        for row in rows
        if row[KIND] is not None
    ]


class Tally:
    """Takes what two models say, an article at a time, and keeps numbers and the sentences that change.

    A sentence changes where its kind does, its type of commentary does, or a probability moves by `threshold` or more.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._owner = array("q")
        self._moved: dict[str, array[float]] = {}
        self._relabelled = {KIND: array("d"), TYPE: array("d")}
        self._changes: list[Change] = []
        self._alone: tuple[dict[str, None], dict[str, None]] = ({}, {})
        self._articles = 0

    def add(self, first: Sequence[Said], second: Sequence[Said]) -> None:
        """The sentences of one article, by both models."""
        for a, b in zip(first, second, strict=True):
            moved = {name: round(b.p[name] - a.p[name], _PLACES) for name in a.p if name in b.p}
            self._note(a, b, moved)
            self._keep(moved)
        self._articles += 1

    def difference(self) -> Difference:
        """What all of it comes to."""
        moved = {name: np.array(column) for name, column in self._moved.items()}
        return Difference(
            n=len(self._owner),
            threshold=self._threshold,
            shares=tuple(self._shares(moved)),
            shifts=tuple(self._shift(name, values) for name, values in moved.items()),
            moves=_moves(self._changes),
            changes=tuple(sorted(self._changes, key=lambda change: -change.size)),
            alone=(tuple(self._alone[0]), tuple(self._alone[1])),
        )

    def _note(self, a: Said, b: Said, moved: Mapping[str, float]) -> None:
        """Keep what changes of a sentence."""
        labels = {name: (a.labels[name], b.labels[name]) for name in _differing(a, b)}
        far = {name: (a.p[name], b.p[name]) for name, by in moved.items() if abs(by) >= self._threshold}
        if labels or far:
            size = max(map(abs, moved.values()), default=0.0)
            self._changes.append(Change(a.article, a.index, a.text, labels, far, size))
        for name, column in self._relabelled.items():
            column.append(name in labels)
        for alone, mine, other in zip(self._alone, (a, b), (b, a), strict=True):
            alone.update(dict.fromkeys(name for name in mine.p if name not in other.p))

    def _keep(self, moved: Mapping[str, float]) -> None:
        """Keep by how much each probability of a sentence moves, NaN where a model lacks it."""
        for name in moved:
            self._moved.setdefault(name, array("d", [math.nan]) * len(self._owner))
        for name, column in self._moved.items():
            column.append(moved.get(name, math.nan))
        self._owner.append(self._articles)

    def _shares(self, moved: Mapping[str, Floats]) -> Iterator[Result]:
        flags = {name: np.array(column) for name, column in self._relabelled.items()}
        for name, values in moved.items():
            flags[name] = np.where(np.isnan(values), np.nan, np.abs(values) >= self._threshold)
        for name, changed in flags.items():
            what = "gets another label" if name in self._relabelled else f"moves by {self._threshold:g} or more"
            yield self._share(name, changed, f"share of sentences of which {name} {what}")
        anything = np.any([changed == 1.0 for changed in flags.values()], axis=0).astype(np.float64)
        yield self._share(ANY, anything, "share of sentences of which any of these changes")

    def _share(self, name: str, changed: Floats, what: str) -> Result:
        """A share; where none or all change, resampling shows nothing, and the interval is Wilson's over articles."""
        found = self._mean(name, changed, what)
        if found.value not in (0.0, 1.0):
            return found
        low, high = wilson(found.value, self._articles if self._articles > 1 else found.n)
        return replace(found, low=low, high=high)

    def _shift(self, name: str, values: Floats) -> Result:
        return self._mean(name, values, f"mean of {name} by the second model less that by the first")

    def _mean(self, metric: str, values: Floats, what: str) -> Result:
        """The mean of what is defined; the interval resamples articles, or sentences where there is one article."""
        keep = np.flatnonzero(~np.isnan(values))
        owner = np.array(self._owner)[keep] if self._articles > 1 else np.arange(len(keep))
        sizes = np.bincount(owner)
        sums, sizes = np.bincount(owner, values[keep])[sizes > 0], sizes[sizes > 0]

        def mean(chosen: Indices) -> float:
            return float(sums[chosen].sum() / sizes[chosen].sum()) if len(chosen) else math.nan

        low, high = bootstrap([str(i) for i in range(len(sums))], mean, rounds=ROUNDS, seed=SEED)
        about = About(what, None, Direction.NEITHER)
        return Result("", metric, mean(np.arange(len(sums))), low, high, len(keep), about)


def _differing(a: Said, b: Said) -> Iterator[str]:
    """The labels that differ; of the type only where both call it commentary."""
    if a.labels[KIND] != b.labels[KIND]:
        yield KIND
    elif a.labels[KIND] == Kind.COMMENTARY and a.labels[TYPE] != b.labels[TYPE]:
        yield TYPE


def _moves(changes: Sequence[Change]) -> Mapping[tuple[str, str | None, str | None], int]:
    counts = Counter((name, *pair) for change in changes for name, pair in change.labels.items())
    return dict(counts.most_common())


def _label(value: object) -> str | None:
    return None if value is None else str(value)


def _figure(result: Result) -> dict[str, object]:
    figures = {"value": defined(result.value), "low": defined(result.low), "high": defined(result.high)}
    return {"column": result.metric, **figures, "n": result.n, "meaning": result.about.meaning}
