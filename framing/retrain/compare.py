"""Two models on the same sentences: who is right where the other is wrong, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from framing.evaluate.results import ROUNDS, SEED
from framing.metrics import Indices, Spans, bootstrap, macro_f1, mcnemar, span_f1

SIGNIFICANT = 0.05


class Verdict(StrEnum):
    """What a comparison says of the second model."""

    BETTER = "better"
    WORSE = "worse"
    UNDECIDED = "not told apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two models on the same `n` sentences.

    `before` and `after` are their scores (0..1; `metric` says which), `low` and `high` the 95% interval of `difference`
    by a paired bootstrap of whole groups; `gained` counts the sentences that only the second gets right, `lost` those
    that only the first does; `p` is McNemar's exact p of so uneven a split.
    """

    n: int
    before: float
    after: float
    low: float
    high: float
    gained: int
    lost: int
    metric: str = "macro-F1"

    @property
    def difference(self) -> float:
        """The second's score less that of the first."""
        return self.after - self.before

    @property
    def p(self) -> float:
        """How likely so uneven a split of the sentences that one alone gets right is by chance."""
        return mcnemar(self.lost, self.gained)

    @property
    def verdict(self) -> Verdict:
        """Better or worse where the interval of the difference leaves out 0."""
        if self.low > 0:
            return Verdict.BETTER
        return Verdict.WORSE if self.high < 0 else Verdict.UNDECIDED


def compare(truth: Indices, before: Indices, after: Indices, groups: list[str]) -> Comparison:
    """The comparison of the classes that two models give, (n,) each, with the true ones."""

    def difference(chosen: Indices) -> float:
        return macro_f1(truth[chosen], after[chosen]) - macro_f1(truth[chosen], before[chosen])

    low, high = bootstrap(groups, difference, rounds=ROUNDS, seed=SEED)
    return Comparison(
        n=len(truth),
        before=macro_f1(truth, before),
        after=macro_f1(truth, after),
        low=low,
        high=high,
        gained=int(np.sum((after == truth) & (before != truth))),
        lost=int(np.sum((before == truth) & (after != truth))),
    )


def compare_spans(
    truth: Sequence[Spans], before: Sequence[Spans], after: Sequence[Spans], groups: list[str]
) -> Comparison:
    """The comparison of the spans that two models find in sentences; a sentence is right where all its spans are."""

    def score(found: Sequence[Spans], chosen: Sequence[int]) -> float:
        return span_f1([truth[i] for i in chosen], [found[i] for i in chosen])

    def difference(chosen: Indices) -> float:
        return score(after, chosen.tolist()) - score(before, chosen.tolist())

    low, high = bootstrap(groups, difference, rounds=ROUNDS, seed=SEED)
    everything = range(len(truth))
    right = [(set(b) == set(t), set(a) == set(t)) for t, b, a in zip(truth, before, after, strict=True)]
    return Comparison(
        n=len(truth),
        before=score(before, everything),
        after=score(after, everything),
        low=low,
        high=high,
        gained=sum(a and not b for b, a in right),
        lost=sum(b and not a for b, a in right),
        metric="exact span F1",
    )
