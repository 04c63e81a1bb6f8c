"""Statistics as plain functions over numpy arrays: intervals, F1, AUC, calibration, agreement."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Classes = Sequence[str] | NDArray[np.str_] | NDArray[np.int64] | NDArray[np.bool_]
Statistic = Callable[[Indices], float]
Precision = TypeVar("Precision", bound=np.floating[Any])
Z95 = 1.959963984540054
Spans = Sequence[tuple[int, int]]


def softmax(logits: NDArray[Precision]) -> NDArray[Precision]:
    """Probabilities along the last axis, in the logits' own precision."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: NDArray[Precision] = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def wilson(mean: float, n: int) -> tuple[float, float]:
    """The 95% score interval (Wilson 1927) of a share `mean` (0..1) over `n` > 0 independent units."""
    centre = mean + Z95**2 / (2 * n)
    half = Z95 * math.sqrt(mean * (1 - mean) / n + Z95**2 / (4 * n * n))
    scale = 1 + Z95**2 / n
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def mean(values: Floats | NDArray[np.bool_]) -> float:
    """The mean of what is defined; NaN where nothing is."""
    known = np.asarray(values, np.float64)
    known = known[~np.isnan(known)]
    return float(known.mean()) if len(known) else math.nan


def f1(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    """F1 of the positive class, 0..1; NaN where there is neither a true nor a guessed positive."""
    hit = int((truth & guess).sum())
    total = int(truth.sum()) + int(guess.sum())
    return 2 * hit / total if total else math.nan


def macro_f1(truth: Classes, guess: Classes) -> float:
    """Unweighted mean F1 over the classes that occur in `truth`, 0..1; NaN if empty."""
    t, g = np.asarray(truth), np.asarray(guess)
    return float(np.mean([f1(t == c, g == c) for c in np.unique(t)])) if len(t) else math.nan


def weighted_f1(truth: Classes, guess: Classes) -> float:
    """Mean F1 over the classes that occur in `truth`, each weighing as often as it occurs there, 0..1; NaN if empty."""
    t, g = np.asarray(truth), np.asarray(guess)
    classes, counts = np.unique(t, return_counts=True)
    return float(np.average([f1(t == c, g == c) for c in classes], weights=counts)) if len(t) else math.nan


def balanced_accuracy(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    """The mean of both classes' recalls, 0..1: accuracy if both were equally many; NaN with one class."""
    if truth.all() or not truth.any():
        return math.nan
    return float((guess[truth].mean() + (~guess[~truth]).mean()) / 2)


def auc(truth: NDArray[np.bool_], score: Floats) -> float:
    """Area under the ROC curve (Hanley & McNeil 1982), ties counted half; NaN with one class only."""
    positives, negatives = int(truth.sum()), int((~truth).sum())
    if not positives or not negatives:
        return math.nan
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[inverse]
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * negatives))


@dataclass(frozen=True, slots=True)
class Bin:
    """The mean probability and the share of true ones among `n` > 0 items whose probabilities are neighbours."""

    n: int
    predicted: float
    observed: float

    @property
    def gap(self) -> float:
        """How far they are apart, 0..1."""
        return abs(self.observed - self.predicted)


def adaptive_bins(truth: NDArray[np.bool_], p: Floats, bins: int = 15) -> list[Bin]:
    """Bins of equal mass in the order of `p`, at most one an item: adaptive ones (Nguyen & O'Connor 2015)."""
    parts = np.array_split(np.argsort(p, kind="stable"), min(bins, len(p))) if len(p) else []
    return [Bin(len(part), float(p[part].mean()), float(truth[part].mean())) for part in parts]


def ece(truth: NDArray[np.bool_], p: Floats, bins: int = 15) -> float:
    """Expected calibration error over adaptive bins, 0 is best, 1 worst; NaN if empty. See `unbiased`."""
    return sum(b.n * b.gap for b in adaptive_bins(truth, p, bins)) / len(p) if len(p) else math.nan


def brier(truth: NDArray[np.bool_], p: Floats) -> float:
    """Mean squared error of probabilities (Brier 1950), 0 is best, 1 worst; NaN if empty."""
    return float(np.mean((p - truth) ** 2)) if len(p) else math.nan


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa (1960) of two annotators, 1 is full agreement, 0 is chance; NaN if empty or chance agrees fully."""
    a, b = np.asarray(first), np.asarray(second)
    if not len(a):
        return math.nan
    chance = sum(float((a == c).mean() * (b == c).mean()) for c in np.union1d(a, b))
    return float(((a == b).mean() - chance) / (1 - chance)) if chance < 1 else math.nan


def alpha(table: NDArray[np.int64] | Floats) -> float:
    """Krippendorff's alpha (2004) of coders, 1 is full agreement, 0 is chance; NaN where one class alone occurs.

    `table[i, j]` counts the units that the first of two coders gives the class i and the second the class j; of more
    coders it is half their coincidence matrix.
    """
    pairs = table + table.T
    n, totals = float(pairs.sum()), pairs.sum(axis=0).astype(np.float64)
    expected = n * n - float((totals**2).sum())
    return 1.0 - (n - 1.0) * (n - float(np.trace(pairs))) / expected if expected > 0 else math.nan


def correlation(
    first: NDArray[np.float64] | NDArray[np.bool_], second: NDArray[np.float64] | NDArray[np.bool_]
) -> float:
    """Pearson's r, -1..1; of two flags it is phi. NaN where one of them does not vary."""
    a, b = np.asarray(first, np.float64), np.asarray(second, np.float64)
    if len(a) < 2 or a.min() == a.max() or b.min() == b.max():  # noqa: PLR2004
        return math.nan
    return float(np.corrcoef(a, b)[0, 1])


def mcnemar(first: int, second: int) -> float:
    """Two-sided exact p of McNemar's test (1947): how likely so uneven a split of the discordant pairs is by chance.

    Args:
        first: pairs of which only the first is right.
        second: pairs of which only the second is right.
    """
    n = first + second
    tail = sum(math.comb(n, k) for k in range(min(first, second) + 1))
    return min(1.0, 2 * tail / (1 << n))


def span_f1(truth: Sequence[Spans], guess: Sequence[Spans]) -> float:
    """F1 of exactly matching spans over all texts, 0..1; NaN where there are none."""
    hits = sum(len(set(t) & set(g)) for t, g in zip(truth, guess, strict=True))
    total = sum(len(set(t)) + len(set(g)) for t, g in zip(truth, guess, strict=True))
    return 2 * hits / total if total else math.nan


def positions(sizes: Indices, chosen: Indices) -> Indices:
    """Where the items of the chosen rows are in one list of all items, of which each row has so many (`sizes`)."""
    lengths = sizes[chosen]
    shifts = (np.cumsum(sizes) - sizes)[chosen] - (np.cumsum(lengths) - lengths)
    return np.repeat(shifts, lengths) + np.arange(lengths.sum())


def resampled(groups: Sequence[str], statistic: Statistic, *, rounds: int = 1000, seed: int = 0) -> Floats:
    """`statistic(indices)` in every round of drawing whole groups with replacement (Efron & Tibshirani 1993).

    Rounds in which it is undefined (NaN) are left out.
    """
    if not len(groups):
        return np.zeros(0)
    rng = np.random.default_rng(seed)
    names, owner = np.unique(np.asarray(groups), return_inverse=True)
    members = np.argsort(owner, kind="stable")
    sizes = np.bincount(owner)
    values = np.empty(rounds)
    for number in range(rounds):
        drawn = rng.integers(0, len(names), len(names))
        values[number] = statistic(members[positions(sizes, drawn)])
    defined: Floats = values[~np.isnan(values)]
    return defined


def bootstrap(groups: Sequence[str], statistic: Statistic, *, rounds: int = 1000, seed: int = 0) -> tuple[float, float]:
    """A 95% percentile interval of `statistic(indices)`, resampling whole groups (see `resampled`).

    NaN where the statistic is never defined, or without any group.
    """
    values = resampled(groups, statistic, rounds=rounds, seed=seed)
    low, high = np.percentile(values, [2.5, 97.5]) if len(values) else (math.nan, math.nan)
    return float(low), float(high)


def unbiased(
    groups: Sequence[str], statistic: Statistic, *, rounds: int = 1000, seed: int = 0
) -> tuple[float, float, float]:
    """Value and 95% interval of a statistic of at least 0 that sampling alone makes too large, as it does ECE.

    The value is twice the plain one less the mean of the rounds, the interval the basic one, both cut off at 0 (Efron &
    Tibshirani 1993, chapters 10 and 13); for ECE this is the correction of Kumar, Liang & Ma (2019) with whole groups
    resampled. Some of the excess of a perfectly calibrated model stays. NaN where the statistic is never defined.
    """
    values = resampled(groups, statistic, rounds=rounds, seed=seed)
    if not len(values):
        return math.nan, math.nan, math.nan
    plain = statistic(np.arange(len(groups)))
    low, high = np.percentile(values, [2.5, 97.5])
    corrected = 2 * plain - np.array([float(values.mean()), float(high), float(low)])
    value, least, most = np.maximum(corrected, 0.0).tolist()
    return value, least, most
