"""Two models on the same sentences: who is right where the other is wrong, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np

from framing.evaluate.paired import Flags
from framing.evaluate.results import ROUNDS, SEED
from framing.metrics import Indices, Spans, bootstrap, macro_f1, mcnemar, span_f1


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
    metric: str

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

    def score(found: Indices, chosen: Indices) -> float:
        return macro_f1(truth[chosen], found[chosen])

    return _compared(
        (partial(score, before), partial(score, after)), (before == truth, after == truth), groups, "macro-F1"
    )


def compare_spans(
    truth: Sequence[Spans], before: Sequence[Spans], after: Sequence[Spans], groups: list[str]
) -> Comparison:
    """The comparison of the spans that two models find in sentences; a sentence is right where all its spans are."""

    def score(found: Sequence[Spans], chosen: Indices) -> float:
        return span_f1([truth[i] for i in chosen], [found[i] for i in chosen])

    def right(found: Sequence[Spans]) -> Flags:
        return np.array([set(mine) == set(true) for mine, true in zip(found, truth, strict=True)], np.bool_)

    return _compared(
        (partial(score, before), partial(score, after)), (right(before), right(after)), groups, "exact span F1"
    )


def _compared(
    scores: tuple[Callable[[Indices], float], Callable[[Indices], float]],
    right: tuple[Flags, Flags],
    groups: list[str],
    metric: str,
) -> Comparison:
    """The comparison by how each model scores on chosen sentences, and by which sentences (n,) each gets right."""
    before, after = scores
    low, high = bootstrap(groups, lambda chosen: after(chosen) - before(chosen), rounds=ROUNDS, seed=SEED)
    everything = np.arange(len(groups))
    return Comparison(
        n=len(groups),
        before=before(everything),
        after=after(everything),
        low=low,
        high=high,
        gained=int(np.sum(right[1] & ~right[0])),
        lost=int(np.sum(right[0] & ~right[1])),
        metric=metric,
    )
