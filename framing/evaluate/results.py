"""One figure with its interval, and a split of a corpus with what a model says of it, from which figures are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.bundle import Bundle, Combination
from framing.corpora import Example, read_corpus
from framing.encoder import Scorer, Scores
from framing.errors import UsageError
from framing.labels import combine
from framing.labels.features import Place, features
from framing.labels.quotes import quoted_spans
from framing.metrics import Floats, Indices, Statistic, bootstrap, ece, unbiased

ROUNDS, SEED = 1000, 0
"""Rounds and seed of every interval."""


class Direction(StrEnum):
    """Which way a figure reads."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEITHER = "neither is better"


@dataclass(frozen=True, slots=True)
class About:
    """What a figure says, which way it reads, and what somebody reaches who knows only how frequent the classes are."""

    meaning: str = ""
    baseline: float | None = None
    direction: Direction = Direction.HIGHER


PLAIN = About()


@dataclass(frozen=True, slots=True)
class Result:
    """One figure: what was measured on what, its value (0..1), 95% interval, and over how many sentences.

    Higher is better, except for calibration errors (ECE); `about` says it. Correlations are -1..1.
    """

    corpus: str
    metric: str
    value: float
    low: float
    high: float
    n: int
    about: About = PLAIN


@dataclass(frozen=True, slots=True)
class Scored:
    """A split of a corpus with what the encoder says of it."""

    name: str
    examples: Sequence[Example]
    scores: Sequence[Scores]
    bundle: Bundle | None = None

    def cut(self, combination: str, purpose: str) -> float:
        """A threshold of the bundle.

        Raises:
            UsageError: it was scored without one, or the bundle has no such threshold.
        """
        known = self._combination(combination).threshold
        if purpose not in known:
            raise UsageError(f"{self.name}: the bundle has no threshold {purpose!r} of {combination!r}")
        return known[purpose]

    def p(self, head: str) -> NDArray[np.float32]:
        """(n, classes) probabilities of a sentence head."""
        return np.stack([s.sentence[head] for s in self.scores])

    def served(self, combination: str) -> Floats:
        """(n, classes) probabilities as `framing score --unit sentence` gives them, from heads and quotation marks.

        Raises:
            UsageError: it was scored without a bundle, or the bundle has no such combination.
        """
        model = self._combination(combination)
        return np.array([combine.apply(model, features(s, _place(e.text))) for e, s in self.pairs()], np.float64)

    def pairs(self) -> Iterator[tuple[Example, Scores]]:
        """Each example with its scores."""
        return zip(self.examples, self.scores, strict=True)

    def part(self, name: str, keep: Indices) -> Scored:
        """Some of the examples, under another name."""
        chosen = keep.tolist()
        return replace(
            self, name=name, examples=[self.examples[i] for i in chosen], scores=[self.scores[i] for i in chosen]
        )

    def result(self, metric: str, statistic: Statistic, about: About = PLAIN, keep: Indices | None = None) -> Result:
        """The statistic over the kept examples with a grouped bootstrap interval (1,000 rounds, seed 0)."""
        chosen, groups = self._kept(keep)
        low, high = bootstrap(groups, lambda drawn: statistic(chosen[drawn]), rounds=ROUNDS, seed=SEED)
        return Result(self.name, metric, statistic(chosen), low, high, len(chosen), about)

    def calibration(
        self, metric: str, truth: NDArray[np.bool_], p: Floats, what: str, keep: Indices | None = None
    ) -> Result:
        """The expected calibration error of the probability `p` (n,) of what `truth` says, less what chance adds.

        Adaptive bins, corrected and with an interval by the grouped bootstrap (`framing.metrics.unbiased`).
        """
        chosen, groups = self._kept(keep)

        def error(drawn: Indices) -> float:
            return ece(truth[chosen[drawn]], p[chosen[drawn]])

        value, low, high = unbiased(groups, error, rounds=ROUNDS, seed=SEED)
        meaning = (
            f"how far the probability {what} is from how often it is so: the mean over 15 bins that hold equally many, "
            "less what chance adds"
        )
        return Result(self.name, metric, value, low, high, len(chosen), About(meaning, None, Direction.LOWER))

    def _kept(self, keep: Indices | None) -> tuple[Indices, list[str]]:
        chosen = np.arange(len(self.examples)) if keep is None else keep
        return chosen, [self.examples[i].group for i in chosen]

    def _combination(self, name: str) -> Combination:
        if self.bundle is None:
            raise UsageError(f"{self.name}: the bundle's thresholds are needed; none was given")
        if name not in self.bundle.combinations:
            known = ", ".join(self.bundle.combinations) or "none"
            raise UsageError(f"{self.name}: {self.bundle.label} has no combination {name!r}; it has {known}")
        return self.bundle.combinations[name]


Evaluator = Callable[[Scored], Iterator[Result]]


def score_corpus(encoder: Scorer, corpus: str, data: Path, split: str, bundle: Bundle | None = None) -> Scored:
    """Reads and scores one split."""
    examples = list(read_corpus(corpus, data, split))
    return Scored(f"{corpus}/{split}", examples, encoder.score([e.text for e in examples]), bundle)


def share(example: Example, head: str, label: str) -> float:
    """The share of a label among the readings of a sentence head."""
    return example.sentence[head].get(label, 0.0)


def majority(example: Example, head: str) -> str:
    """The label with the largest share, the first of equals by name."""
    return max(sorted(example.sentence[head]), key=lambda label: example.sentence[head][label])


def _place(text: str) -> Place:
    """The place of a sentence that stands alone."""
    return Place.of(0, len(text), quoted_spans(text))
