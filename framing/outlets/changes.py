"""Which measures changed from one period to the next: permutation tests over articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from framing.outlets.resample import Values, generator
from framing.outlets.results import LEVEL, Change

PERMUTATIONS = 2000
MOST_PERMUTATIONS = 1_000_000
_ENOUGH = 50
_CELLS = 500_000
_EQUAL = 1e-12
"""Differences within rounding count as equal."""


class Pair(NamedTuple):
    """A measure of one outlet in two periods that follow each other: (period, its articles) twice."""

    outlet: str
    name: str
    before: tuple[str, Values]
    after: tuple[str, Values]


def changes(pairs: Sequence[Pair]) -> list[Change]:
    """A test for each pair, in order.

    A two-sided permutation test (Pitman 1937): whole articles change places between the two periods at random, and p is
    the share of arrangements (the one found included) whose pooled measures differ as much as those found. All p are
    then corrected together (Holm 1979). There are 2,000 arrangements; where so many tests are made that the least p of
    2,000 could not pass the correction, there are as many more as it needs, a million at most, and a test ends early
    once 50 arrangements differ as much (Besag & Clifford 1991).
    """
    rounds = min(MOST_PERMUTATIONS, max(PERMUTATIONS, int(2 * len(pairs) / LEVEL)))
    found = [_test(pair, rounds) for pair in pairs]
    return [replace(one, p_holm=p) for one, p in zip(found, holm([one.p for one in found]), strict=True)]


def holm(p: Sequence[float]) -> list[float]:
    """The p after Holm's correction (1979), in the order given."""
    corrected = [0.0] * len(p)
    least = 0.0
    for rank, i in enumerate(sorted(range(len(p)), key=p.__getitem__)):
        least = max(least, min(1.0, p[i] * (len(p) - rank)))
        corrected[i] = least
    return corrected


def _test(pair: Pair, rounds: int) -> Change:
    (before, first), (after, second) = pair.before, pair.after
    n = np.concatenate([first.n, second.n])
    total = np.concatenate([first.value * first.n, second.value * second.n])
    k, m = len(first.n), len(n)
    found = float(total[k:].sum() / n[k:].sum() - total[:k].sum() / n[:k].sum())
    rng = generator("change", pair.outlet, pair.name, before, after)
    hits = done = 0
    while done < rounds and (done < PERMUTATIONS or hits < _ENOUGH):
        left = (PERMUTATIONS if done < PERMUTATIONS else rounds) - done
        rows = rng.random((min(left, max(1, _CELLS // m)), m)).argsort(axis=1)[:, :k]
        sums, units = total[rows].sum(axis=1), n[rows].sum(axis=1)
        drawn = (total.sum() - sums) / (n.sum() - units) - sums / units
        hits += int((np.abs(drawn) >= abs(found) - _EQUAL).sum())
        done += len(rows)
    p = (1 + hits) / (1 + done)
    return Change(name=pair.name, before=before, after=after, difference=found, p=p, p_holm=p)
