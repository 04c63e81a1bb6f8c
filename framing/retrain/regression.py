"""A linear head on given vectors: logistic regression with L2, its strength chosen by grouped cross-validation.

Annotators' votes are soft targets: a sentence counts for every class in proportion to its votes. Where a head of that
name is there already, going its way costs little: its outputs are given to the regression as further columns, and
since they are linear in the vectors as well, what comes out is one linear head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from framing.metrics import Floats, Indices, macro_f1, softmax
from framing.retrain.splits import grouped
from framing.train.calibrate import best_threshold

STRENGTHS = (0.1, 1.0, 10.0, 100.0)
"""Inverse penalties (C) that are tried, on vectors whose mean squared length is 1."""
ABSENT = -20.0
"""The logit of a class that does not occur in what is learned from."""
TRUST = 3.0
"""The length of the old head's columns, where that of the vectors is 1."""
_FLOOR = 1e-7
_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear head: `weight` is (classes, width), `bias` (classes,)."""

    weight: Floats
    bias: Floats

    def probabilities(self, x: Any) -> Floats:  # noqa: ANN401 (dense or sparse)
        """(n, classes) for vectors (n, width)."""
        return softmax(np.asarray(x @ self.weight.T, np.float64) + self.bias)


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What a head is fitted on.

    `x` is (n, width), an array or a sparse matrix; `shares` (n, classes) sum to 1; `groups` are the rows' groups; `old`
    is the weight (outputs, width) of a head that is there already.
    """

    x: Any
    shares: Floats
    groups: Sequence[str]
    old: Floats | None = None

    @property
    def codes(self) -> Indices:
        """The class with the largest share in each row, the first of equals."""
        codes: Indices = self.shares.argmax(axis=1)
        return codes

    def part(self, rows: Indices) -> Data:
        """Some of the rows."""
        groups = [self.groups[i] for i in rows.tolist()]
        return replace(self, x=self.x[rows], shares=self.shares[rows], groups=groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is tried: strengths, whether classes are weighed, and over how many folds with which seed."""

    strengths: tuple[float, ...] = STRENGTHS
    weigh: bool = True
    folds: int = 5
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A head with what was chosen for it, and the probabilities of its rows from folds that did not see them."""

    linear: Linear
    strength: float
    weighed: bool
    held_out: Floats


def fit(data: Data, search: Search) -> Fitted:
    """The head of the least cross-validated log-loss.

    Classes are weighed against their frequency only where that raises the cross-validated macro-F1.
    """
    splits = list(grouped(data.codes, data.groups, search.folds, search.seed))
    tried = {c: _held_out(data, splits, c, weighed=False) for c in search.strengths}
    best = min(tried, key=lambda c: _loss(tried[c], data.shares))
    held_out, weighed = tried[best], False
    if search.weigh:
        other = _held_out(data, splits, best, weighed=True)
        weighed = _decided(other, data.codes) > _decided(held_out, data.codes)
        held_out = other if weighed else held_out
    return Fitted(linear=solve(data, best, weighed=weighed), strength=best, weighed=weighed, held_out=held_out)


def _held_out(data: Data, splits: Sequence[tuple[Indices, Indices]], strength: float, *, weighed: bool) -> Floats:
    p = np.zeros(data.shares.shape)
    for learned, measured in splits:
        p[measured] = solve(data.part(learned), strength, weighed=weighed).probabilities(data.x[measured])
    return p


def solve(data: Data, strength: float, *, weighed: bool) -> Linear:
    """The head of one strength: the inverse penalty (C) on vectors whose mean squared length is 1."""
    from sklearn.linear_model import LogisticRegression

    rows, codes = np.nonzero(data.shares)
    weights = data.shares[rows, codes]
    if weighed:
        weights = weights * _balance(data.shares)[codes]
    frame = _frame(data)
    present = np.unique(codes)
    weight, bias = np.zeros((data.shares.shape[1], data.x.shape[1])), np.full(data.shares.shape[1], ABSENT)
    bias[present] = 0.0
    if len(present) > 1:
        model = LogisticRegression(C=strength, max_iter=_ROUNDS)
        model.fit(frame.columns(data.x)[rows], codes, sample_weight=weights)
        weight[present] = _per_class(frame.folded(model.coef_))
        bias[present] = _per_class(model.intercept_[:, None])[:, 0]
    return Linear(weight, bias - weight @ frame.centre)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How vectors are given to the regression: centred, so that their mean squared length is 1, then the old head."""

    centre: Floats
    scale: float
    old: Floats

    def columns(self, x: Any) -> Any:  # noqa: ANN401
        """The columns of the regression; sparse vectors stay as they are."""
        if not isinstance(x, np.ndarray):
            return x
        framed = (x - self.centre) / self.scale
        return np.concatenate([framed, framed @ self.old.T], axis=1)

    def folded(self, coefficients: Floats) -> Floats:
        """The weights (classes, width) that the coefficients of all columns come to."""
        width = len(self.centre)
        result: Floats = (coefficients[:, :width] + coefficients[:, width:] @ self.old) / self.scale
        return result


def _frame(data: Data) -> _Frame:
    width = data.x.shape[1]
    none = np.zeros((0, width))
    if not isinstance(data.x, np.ndarray):
        return _Frame(np.zeros(width), 1.0, none)
    centre: Floats = data.x.mean(axis=0, dtype=np.float64)
    scale = float(np.sqrt(((data.x - centre) ** 2).sum(axis=1).mean())) or 1.0
    if data.old is None:
        return _Frame(centre, scale, none)
    lengths = ((data.x - centre) / scale @ data.old.T).std(axis=0)
    return _Frame(centre, scale, TRUST * data.old / np.maximum(lengths, _FLOOR)[:, None])


def _balance(shares: Floats) -> Floats:
    """Weights by which every class counts as much."""
    totals = shares.sum(axis=0)
    result: Floats = totals.sum() / (len(totals) * np.maximum(totals, 1.0))
    return result


def _per_class(values: Floats) -> Floats:
    """One row a class; of two classes the regression has one row, whose halves stand for and against."""
    return np.concatenate([-values / 2, values / 2]) if len(values) == 1 else values


def _loss(p: Floats, shares: Floats) -> float:
    return float(-(shares * np.log(np.maximum(p, _FLOOR))).sum() / len(p))


def _decided(p: Floats, codes: Indices) -> float:
    """Macro-F1 of the most probable class, or of two classes at the best cut."""
    if p.shape[1] > 2:  # noqa: PLR2004
        return macro_f1(codes, p.argmax(axis=1))
    cut = best_threshold(p[:, 1], lambda c: macro_f1(codes, (p[:, 1] >= c).astype(np.int64)))
    return macro_f1(codes, (p[:, 1] >= cut).astype(np.int64))
