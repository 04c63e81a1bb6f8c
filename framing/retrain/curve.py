"""How much further labels would help: macro-F1 of what is learned from more and more sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from framing.evaluate.results import ROUNDS, SEED
from framing.metrics import Indices, bootstrap, macro_f1
from framing.retrain.learn import Make, learn
from framing.retrain.regression import Search
from framing.retrain.splits import Division

SIZES = (50, 100, 200, 400, 800)
"""Sentences learned from, as far as there are so many."""
FOLDS = 3
"""Folds inside what is learned from, for the points of a curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Macro-F1 (0..1) with its 95% interval, learned from `size` sentences."""

    size: int
    value: float
    low: float
    high: float


def sizes(division: Division, codes: Indices) -> list[int]:
    """The sizes of a curve: those of `SIZES` that are less than every split learns from, with enough of every class."""
    parts = [codes[learned] for learned, _ in division.splits]
    rarest = min(float(np.mean(part == code)) for part in parts for code in np.unique(codes[codes >= 0]))
    return [s for s in SIZES if s < min(map(len, parts)) and s * rarest >= FOLDS]


def curve(make: Make, division: Division, at: Sequence[int], seed: int, advance: Callable[[], None]) -> list[Point]:
    """Macro-F1 on all that is measured on, by size (see `given_at`)."""
    return [point(size, *given_at(make, division, size, seed, advance)) for size in at]


def given_at(
    make: Make, division: Division, size: int, seed: int, advance: Callable[[], None]
) -> tuple[Indices, Indices, list[str]]:
    """The true classes of all that is measured on, those given after learning from so many sentences, and the groups.

    `make` gives what is learned from, for the rows that may be seen. Smaller samples are part of the larger ones and
    keep the shares of the classes. The strength is chosen in the first split and kept in the others.
    """
    search = Search(weigh=False, folds=FOLDS, seed=seed)
    codes, truth, groups = [], [], []
    for number, (learned, measured) in enumerate(division.splits):
        course = make(learned)
        found = learn(course, sample(course.codes, learned, size, seed + number), search)
        search = replace(search, strengths=(found.fitted.strength,))
        sure = measured[course.codes[measured] >= 0]
        codes.append(found.says(course, sure).codes)
        truth.append(course.codes[sure])
        groups += [course.groups[i] for i in sure.tolist()]
        advance()
    return np.concatenate(truth), np.concatenate(codes), groups


def point(size: int, truth: Indices, codes: Indices, groups: list[str]) -> Point:
    """One point, from the true classes and those given, (n,) each."""
    low, high = bootstrap(groups, lambda i: macro_f1(truth[i], codes[i]), rounds=ROUNDS, seed=SEED)
    return Point(size=size, value=macro_f1(truth, codes), low=low, high=high)


def sample(codes: Indices, rows: Indices, size: int, seed: int) -> Indices:
    """So many of the rows, the classes in the shares that they have in all of them."""
    shuffled = np.random.default_rng(seed).permutation(rows)
    place = np.empty(len(shuffled))
    for code in np.unique(codes[shuffled]):
        own = np.flatnonzero(codes[shuffled] == code)
        place[own] = (np.arange(len(own)) + 0.5) / len(own)
    return np.sort(shuffled[np.argsort(place, kind="stable")][:size])
