"""Statistics as plain functions over numpy arrays: intervals, F1, AUC, calibration, agreement."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Z95 = 1.959963984540054
Spans = Sequence[tuple[int, int]]


def wilson(mean: float, n: int) -> tuple[float, float]:
    """The 95% score interval (Wilson 1927) of a share `mean` (0..1) over `n` > 0 independent units."""
    centre = mean + Z95**2 / (2 * n)
    half = Z95 * math.sqrt(mean * (1 - mean) / n + Z95**2 / (4 * n * n))
    scale = 1 + Z95**2 / n
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def f1(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    """F1 of the positive class, 0..1; NaN where there is neither a true nor a guessed positive."""
    hit = int((truth & guess).sum())
    total = int(truth.sum()) + int(guess.sum())
    return 2 * hit / total if total else math.nan


def macro_f1(truth: Sequence[str] | NDArray[np.str_], guess: Sequence[str] | NDArray[np.str_]) -> float:
    """Unweighted mean F1 over the classes that occur in `truth`, 0..1; NaN if empty."""
    t, g = np.asarray(truth), np.asarray(guess)
    return float(np.mean([f1(t == c, g == c) for c in np.unique(t)])) if len(t) else math.nan


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


def ece(truth: NDArray[np.bool_], p: Floats, bins: int = 15) -> float:
    """Expected calibration error with equal-mass bins (Nguyen & O'Connor 2015), 0 is best, 1 worst; NaN if empty."""
    if not len(p):
        return math.nan
    order = np.argsort(p, kind="stable")
    parts = np.array_split(order, min(bins, len(p)))
    return float(sum(len(part) * abs(truth[part].mean() - p[part].mean()) for part in parts) / len(p))


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa (1960) of two annotators, 1 is full agreement, 0 is chance; NaN if empty or chance agrees fully."""
    a, b = np.asarray(first), np.asarray(second)
    if not len(a):
        return math.nan
    chance = sum(float((a == c).mean() * (b == c).mean()) for c in np.union1d(a, b))
    return float(((a == b).mean() - chance) / (1 - chance)) if chance < 1 else math.nan


def span_f1(truth: Sequence[Spans], guess: Sequence[Spans]) -> float:
    """F1 of exactly matching spans over all texts, 0..1; NaN where there are none."""
    hits = sum(len(set(t) & set(g)) for t, g in zip(truth, guess, strict=True))
    total = sum(len(set(t)) + len(set(g)) for t, g in zip(truth, guess, strict=True))
    return 2 * hits / total if total else math.nan


def bootstrap(
    groups: Sequence[str], statistic: Callable[[NDArray[np.int64]], float], *, rounds: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """A 95% percentile interval of `statistic(indices)`, resampling whole groups (Efron & Tibshirani 1993).

    Rounds in which the statistic is undefined (NaN) are left out; NaN where it is never defined, or without any group.
    """
    if not len(groups):
        return math.nan, math.nan
    rng = np.random.default_rng(seed)
    names, owner = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(owner == i) for i in range(len(names))]
    values = []
    for _ in range(rounds):
        drawn = rng.integers(0, len(names), len(names))
        values.append(statistic(np.concatenate([members[i] for i in drawn])))
    defined = [value for value in values if not math.isnan(value)]
    low, high = np.percentile(defined, [2.5, 97.5]) if defined else (math.nan, math.nan)
    return float(low), float(high)
