"""Which sentences are asked for next: those that the model is unsure of, and that differ from each other."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from framing.metrics import Floats, Indices

BATCH = 5
"""So many sentences are chosen at once; then the model learns from what was said of them."""
SHARPNESS = 4
"""How strongly uncertainty counts against distance (see benchmarks/README.md)."""
_LEAST = 1e-6
"""Keeps sentences that are sure, or equal to others, in the draw: they come last."""


class Order(StrEnum):
    """The orders in which sentences are asked for."""

    USEFUL = "useful"
    RANDOM = "random"
    GIVEN = "given"


def useful(x: Floats, p: Floats, rows: Indices, *, seed: Sequence[int]) -> list[int]:
    """At most `BATCH` of `rows`: uncertain ones, far from each other.

    A batch is drawn as k-means++ draws its centres (Arthur & Vassilvitskii 2007), each sentence by its squared distance
    to those already drawn, as in BADGE (Ash et al. 2020, ICLR), and by its uncertainty as in Zhdanov (2019, "Diverse
    mini-batch active learning"). Distances are those of directions, for otherwise odd sentences are preferred.
    Uncertain is who lies near the border: 1 less the margin between the two likeliest classes (Scheffer et al. 2001).

    Args:
        x: framed vectors of all sentences, (n, width).
        p: probabilities of their classes, (n, classes); all equal while nothing is known, so that distance decides.
        rows: the sentences that may be chosen.
        seed: of the draw.
    """
    if len(rows) <= BATCH:
        return [int(row) for row in rows]
    lengths = np.linalg.norm(x[rows], axis=1, keepdims=True)
    directions: Floats = x[rows] / np.maximum(lengths, np.finfo(np.float64).tiny)
    second, best = np.sort(p[rows], axis=1)[:, -2:].T
    unsure: Floats = np.maximum(1.0 - (best - second), _LEAST) ** SHARPNESS
    return [int(rows[place]) for place in _spread(directions, unsure, np.random.default_rng(seed))]


def _spread(directions: Floats, weights: Floats, rng: np.random.Generator) -> list[int]:
    """`BATCH` places, the first drawn by weight, the others by weight and squared distance to those drawn before."""
    chosen: list[int] = []
    chance = weights.copy()
    nearest = np.full(len(weights), np.inf)
    while len(chosen) < BATCH:
        chosen.append(int(rng.choice(len(chance), p=chance / chance.sum())))
        apart = np.maximum(2.0 - 2.0 * directions @ directions[chosen[-1]], _LEAST)
        nearest = np.minimum(nearest, apart)
        chance = weights * nearest
        chance[chosen] = 0.0
    return chosen
