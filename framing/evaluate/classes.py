"""The figures of a classification: F1 in its two means, accuracy, AUC, calibration, each beside its baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.evaluate.results import About, Result, Scored
from framing.metrics import Floats, Indices, auc, f1, macro_f1, mean, weighted_f1

HALF = 0.5
Codes = NDArray[np.int64]
_MEANS = {
    "macro-F1": (macro_f1, "mean F1 of the classes, rare ones counting as much as frequent ones"),
    "weighted F1": (weighted_f1, "mean F1 of the classes, each weighing as often as it occurs"),
    "accuracy": (lambda truth, guess: mean(truth == guess), "share that is right"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The true and the given class of each sentence as numbers, and the words for them.

    `name` goes before every metric ("" for none), `what` says what is told apart and by which rule, `keep` are the
    sentences that have the label (None: all of them).
    """

    name: str
    what: str
    truth: Codes
    guess: Codes
    keep: Indices | None = None

    def metric(self, name: str) -> str:
        """The name of a figure."""
        return f"{self.name} {name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """Whether each sentence has a label, and its probability of having it.

    `positive` is the label in a word or two ("loaded"), `cut` the probability from which it is given; the rest is as in
    `Decided`.
    """

    name: str
    positive: str
    truth: NDArray[np.bool_]
    p: Floats
    cut: float = HALF
    keep: Indices | None = None

    @property
    def decided(self) -> Decided:
        """The decisions at the cut."""
        guess = (self.p >= self.cut).astype(np.int64)
        what = f"{self.positive} or not, at p {self.cut:.3g}"
        return Decided(name=self.name, what=what, truth=self.truth.astype(np.int64), guess=guess, keep=self.keep)


def mean_figures(scored: Scored, given: Decided, metrics: tuple[str, ...] = tuple(_MEANS)) -> Iterator[Result]:
    """Macro-F1, weighted F1 and accuracy, or some of them; the baseline always says the most frequent class."""
    truth, guess = given.truth, given.guess
    kept = truth if given.keep is None else truth[given.keep]
    always = np.full(len(kept), np.bincount(kept).argmax() if len(kept) else 0)
    for metric in metrics:
        measure, meaning = _MEANS[metric]
        about = About(f"{given.what}: {meaning}", measure(kept, always))
        yield scored.result(given.metric(metric), _of(measure, truth, guess), about, given.keep)


def class_figures(scored: Scored, given: Decided, classes: tuple[str, ...]) -> Iterator[Result]:
    """F1 of each class; the baseline gives it to every sentence."""
    for number, name in enumerate(classes):
        truth, guess = given.truth == number, given.guess == number
        yield flag_f1(scored, given.metric(f"{name} F1"), name, (truth, guess), given.keep)


def flag_f1(
    scored: Scored,
    metric: str,
    positive: str,
    flags: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    keep: Indices | None = None,
) -> Result:
    """F1 of one class, whose true and given flags are `flags`; the baseline gives it to every sentence."""
    truth, guess = flags
    kept = truth if keep is None else truth[keep]
    about = About(f"{positive}: F1 of these alone", f1(kept, np.ones(len(kept), np.bool_)))
    return scored.result(metric, _of(f1, truth, guess), about, keep)


def auc_figure(scored: Scored, given: Flagged) -> Result:
    """AUC of the probability; .5 is chance."""
    truth, p = given.truth, given.p
    meaning = f"how often a sentence that is {given.positive} has a higher probability than one that is not"
    about = About(meaning, HALF)
    return scored.result(given.decided.metric("AUC"), lambda i: auc(truth[i], p[i]), about, given.keep)


def ece_figure(scored: Scored, given: Flagged) -> Result:
    """Calibration of the probability."""
    return scored.calibration(given.decided.metric("ECE"), given.truth, given.p, f"of {given.positive}", given.keep)


def flag_figures(scored: Scored, given: Flagged) -> Iterator[Result]:
    """All figures of one label: both means of F1 and accuracy at the cut, AUC, calibration."""
    yield from mean_figures(scored, given.decided)
    yield auc_figure(scored, given)
    yield ece_figure(scored, given)


def _of(
    measure: Callable[..., float], truth: NDArray[np.generic], guess: NDArray[np.generic]
) -> Callable[[Indices], float]:
    return lambda chosen: measure(truth[chosen], guess[chosen])
