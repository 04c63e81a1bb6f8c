"""Learning a sentence head on the frozen encoder, and what it says of sentences that it did not learn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from framing.bundle import Combination
from framing.metrics import Floats, Indices
from framing.retrain.material import Said
from framing.retrain.regression import Data, Fitted, Linear, Search, fit
from framing.retrain.serving import Values, applied, calibrated, cut_of, decided, own_values
from framing.retrain.splits import Division
from framing.train.calibrate import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What is learned from: vectors, votes, classes (-1: undecided), groups, and the other features of a combination.

    `old` is the weight of the head that is there already, `cuts` are thresholds that the combination keeps; without
    `values` it weighs the head alone.
    """

    shape: Outline
    x: Any
    shares: Floats
    codes: Indices
    groups: Sequence[str]
    values: Sequence[Values] | None = None
    old: Floats | None = None
    cuts: Mapping[str, float] = field(default_factory=dict)

    def data(self, rows: Indices) -> Data:
        """Some of the rows, to fit a head on."""
        groups = [self.groups[i] for i in rows.tolist()]
        return Data(x=self.x[rows], shares=self.shares[rows], groups=groups, old=self.old)

    def features(self, rows: Indices, p: Floats) -> list[Values]:
        """The features of some of the rows, of which a new head says `p`."""
        own = own_values(self.shape.name, p)
        if self.values is None:
            return own
        return [{**self.values[i], **mine} for i, mine in zip(rows.tolist(), own, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A head with the combination that calibrates it, and how it was chosen."""

    fitted: Fitted
    combination: Combination

    @property
    def linear(self) -> Linear:
        """The head."""
        return self.fitted.linear

    def says(self, course: Course, rows: Indices) -> Said:
        """What it says of some of the rows."""
        p = applied(self.combination, course.features(rows, self.linear.probabilities(course.x[rows])))
        return Said(p=p, codes=decided(p, cut_of(self.combination)))


def learn(course: Course, rows: Indices, search: Search) -> Learned:
    """Learns from some of the rows: the head, then the combination on what folds that did not see a row said of it."""
    fitted = fit(course.data(rows), search)
    sure = np.flatnonzero(course.codes[rows] >= 0)
    values = course.features(rows[sure], fitted.held_out[sure])
    combination = calibrated(course.shape, values, course.codes[rows][sure], course.cuts)
    return Learned(fitted=fitted, combination=combination)


Make = Callable[[Indices], Course]
"""What is learned from, for the rows that may be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What is said of sentences by heads that did not learn from them; `rows` are the sentences' numbers."""

    rows: Indices
    said: Said


def crossed(make: Make, division: Division, search: Search, advance: Callable[[], None]) -> Measured:
    """What heads that learn from one side of every split say of the other."""
    rows, p, codes = [], [], []
    for learned, measured in division.splits:
        course = make(learned)
        said = learn(course, learned, search).says(course, measured)
        rows.append(measured)
        p.append(said.p)
        codes.append(said.codes)
        advance()
    order = np.argsort(np.concatenate(rows), kind="stable")
    said = Said(p=np.concatenate(p)[order], codes=np.concatenate(codes)[order])
    return Measured(rows=np.concatenate(rows)[order], said=said)
