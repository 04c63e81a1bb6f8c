"""Means over articles, and their intervals by resampling whole articles."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from framing.metrics import Z95, Floats

ROUNDS = 1000
SEED = 0
_CELLS = 1_000_000
"""How many numbers are drawn at once, so that memory stays bounded."""


class Values(NamedTuple):
    """One row an article: a value, its own 95% interval, and the number of units (above 0) that it is the mean of."""

    value: Floats
    low: Floats
    high: Floats
    n: Floats

    @property
    def deviation(self) -> Floats:
        """The standard deviation that each article's own interval implies."""
        spread: Floats = (self.high - self.low) / (2 * Z95)
        return spread


class Estimate(NamedTuple):
    """A mean with its 95% interval and its variance."""

    value: float
    low: float
    high: float
    variance: float


def generator(*names: str) -> np.random.Generator:
    """Random numbers for what these names say: the same every time, and others for other names."""
    return np.random.default_rng([SEED, *(crc32(name.encode("utf-8", "surrogatepass")) for name in names)])


def values(rows: list[tuple[float, float, float, float]]) -> Values:
    """Rows of (value, low, high, n) as columns."""
    return Values(*np.array(rows, dtype=np.float64).T)


def mean(articles: Values, rng: np.random.Generator, bounds: tuple[float, float]) -> Estimate:
    """The mean over all units of some articles (one or more): sum(value * n) / sum(n).

    The interval is a percentile interval (Efron & Tibshirani 1993) of 1,000 rounds, in each of which as many articles
    are drawn, with replacement, as there are. Its variance is the larger of two: the one that the scatter of the
    articles gives, and the one that the articles' own intervals would give by themselves. The scatter holds both how
    articles differ and the uncertainty of the labels, which differs between articles too; deviations are stretched by
    `_stretch`, without which a bootstrap of few articles is too narrow (Hesterberg 2015). Where few articles happen to
    agree, normal noise of the deviations that their own intervals imply makes up for what is missing. So one article
    has its own interval. Errors that all labels share (of the calibration) are not in it. In simulations the interval
    holds the true mean in 89 to 98 of 100 cases from 5 articles on, in fewer below where articles differ much.
    """
    total = float(articles.n.sum())
    value = float((articles.value * articles.n).sum() / total)
    m = len(articles.n)
    own = float(((articles.n * articles.deviation / total) ** 2).sum())
    if m == 1:
        return Estimate(value, float(min(value, articles.low[0])), float(max(value, articles.high[0])), own)
    scatter = float(((articles.n * (articles.value - value) / total) ** 2).sum()) * m / (m - 1)
    draws = np.concatenate([_means(articles, rows) for rows in _drawn(m, rng)])
    low, high = _interval(value, _stretch(m, m - 1) * (draws - value), _missing(own, scatter), rng)
    return Estimate(value, max(bounds[0], low), min(bounds[1], high), max(own, scatter))


def difference(
    ours: NDArray[np.bool_], strata: NDArray[np.int64], articles: Values, rng: np.random.Generator
) -> Estimate:
    """How our articles differ from the others inside strata (weeks): every stratum holds articles of both sides.

    The strata's differences of means are weighted by a * b / (a + b) for a units of ours and b of theirs (Mantel &
    Haenszel 1959), which is least squares with an effect for each stratum. The interval is as that of `mean`: whole
    articles are drawn anew in 1,000 rounds, each article counting by its influence on the difference (a score
    bootstrap, Kline & Santos 2012, so that no round is left without one side); where the scatter is less than the
    articles' own intervals imply, normal noise makes up for it.
    """
    n, m = articles.n, len(articles.n)
    size = np.bincount(strata, n)
    side = ours - (np.bincount(strata, n * ours) / size)[strata]
    weight = float((n * side * side).sum())
    value = float((n * side * articles.value).sum() / weight)
    level = (np.bincount(strata, n * articles.value) / size)[strata]
    influence = n * side * (articles.value - level - value * side) / weight
    free = m - len(size) - 1
    scatter = float((influence**2).sum()) * m / free if free > 0 else 0.0
    own = float(((n * side * articles.deviation / weight) ** 2).sum())
    draws = np.concatenate([influence[rows].sum(axis=1) for rows in _drawn(m, rng)])
    low, high = _interval(value, _stretch(m, free) * draws, _missing(own, scatter), rng)
    return Estimate(value, max(-2.0, low), min(2.0, high), max(own, scatter))


def _drawn(m: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """The articles of every round, as many rounds at a time as fit."""
    step = max(1, _CELLS // m)
    for begin in range(0, ROUNDS, step):
        yield rng.integers(0, m, (min(step, ROUNDS - begin), m))


def _means(articles: Values, rows: NDArray[np.int64]) -> Floats:
    sums: Floats = (articles.value * articles.n)[rows].sum(axis=1) / articles.n[rows].sum(axis=1)
    return sums


def _missing(own: float, scatter: float) -> float:
    """The deviation of the noise that makes up for scatter that is less than the articles' own intervals imply."""
    return math.sqrt(max(0.0, own - scatter))


def _stretch(m: int, free: int) -> float:
    """The factor of deviations: the bootstrap's sqrt(m / free), and Student's t where there is little to go by.

    The quantile of t comes from that of the normal by Fisher & Cornish's (1960) expansion; fewer than two degrees of
    freedom count as two, so that two articles are not stretched beyond use. 0 where nothing is free to scatter.
    """
    if free <= 0:
        return 0.0
    z, f = Z95, max(free, 2)
    t = z + (z**3 + z) / (4 * f) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * f * f)
    return math.sqrt(m / free) * t / z


def _interval(value: float, deviations: Floats, noise: float, rng: np.random.Generator) -> tuple[float, float]:
    noisy = value + deviations + noise * rng.standard_normal(len(deviations))
    low, high = np.percentile(noisy, [2.5, 97.5])
    return min(value, float(low)), max(value, float(high))
