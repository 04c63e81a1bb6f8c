"""Two models against the same labels: who is right more often, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from framing.evaluate.answers import Question, decided, probabilities, spans
from framing.evaluate.own_labels import truth_of
from framing.evaluate.results import ROUNDS, SEED, Scored
from framing.evaluate.valence import targets
from framing.metrics import bootstrap, mcnemar

SIGNIFICANT = 0.05
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Two models on `n` labelled sentences, of which the first gets `right_a` right, the second `right_b`.

    `only_a` and `only_b` count those that one alone gets right, `low` and `high` are the 95% interval of `difference`,
    resampling whole groups.
    """

    n: int
    right_a: int
    right_b: int
    only_a: int
    only_b: int
    low: float
    high: float

    @property
    def difference(self) -> float:
        """The share that the second gets right less that of the first, -1..1."""
        return (self.only_b - self.only_a) / self.n

    @property
    def p(self) -> float:
        """McNemar's exact p: how likely so uneven a split of what one alone gets right is by chance."""
        return mcnemar(self.only_a, self.only_b)

    @property
    def better(self) -> str | None:
        """Which model is right more often ("a" or "b"), None where that may be chance (p of .05 or more)."""
        if self.p >= SIGNIFICANT:
            return None
        return "a" if self.only_a > self.only_b else "b"

    def as_json(self) -> dict[str, object]:
        """The comparison as plain values."""
        return {**asdict(self), "difference": self.difference, "p": self.p, "better": self.better}


def paired(first: Flags, second: Flags, groups: Sequence[str]) -> Paired:
    """The comparison of two models by which sentences (n,) each gets right; n > 0."""
    gain = second.astype(np.int64) - first.astype(np.int64)
    low, high = bootstrap(groups, lambda chosen: float(gain[chosen].mean()), rounds=ROUNDS, seed=SEED)
    return Paired(
        n=len(first),
        right_a=int(first.sum()),
        right_b=int(second.sum()),
        only_a=int((gain < 0).sum()),
        only_b=int((gain > 0).sum()),
        low=low,
        high=high,
    )


def right(scored: Scored, question: Question) -> Flags:
    """Whether each sentence is right as a whole: its class, all its spans with their classes, or all its targets."""
    if question.level == "sentence":
        return np.equal(truth_of(scored.examples, question), decided(question, probabilities(scored, question)))
    if question.level == "target":
        found = targets(scored)
        return np.bincount(found.owner[found.truth != found.guess], minlength=len(found.sizes)) < 1
    truth = [set(e.tokens[question.name].spans) for e in scored.examples]
    return np.array([t == set(g) for t, g in zip(truth, spans(scored, question), strict=True)], np.bool_)
