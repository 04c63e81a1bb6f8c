"""What a head is worth: figures with intervals over whole groups, the confusion, the worst mistakes, agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.bundle import BINARY
from framing.evaluate.classes import Decided, Flagged, auc_figure, class_figures, ece_figure, mean_figures
from framing.evaluate.results import ROUNDS, SEED, Result, Scored
from framing.metrics import Bin, Floats, Indices, adaptive_bins, alpha, bootstrap
from framing.retrain.material import Said, positive
from framing.retrain.sentences import Labelled

WORST = 10
"""Mistakes that are listed."""
BINS = 10
"""Bins of the reliability plot."""
CORPUS = "your labels"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A sentence given the class `guess`, with probability `p`, where people said `truth`."""

    where: str
    text: str
    truth: str
    guess: str
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Krippendorff's alpha of the votes with its 95% interval, over `n` sentences that two people or more labelled."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What was said of the decided sentences, beside what people said.

    `truth` (n,) are numbers of `classes`.
    """

    classes: tuple[str, ...]
    sentences: Sequence[Labelled]
    truth: Indices
    said: Said

    @property
    def groups(self) -> list[str]:
        """The sentences' groups."""
        return [s.group for s in self.sentences]

    @property
    def figures(self) -> list[Result]:
        """Macro-F1, weighted F1, accuracy, F1 of each class, AUC, calibration."""
        scored = Scored(CORPUS, [s.example for s in self.sentences], ())
        return list(_figures(scored, self))

    @property
    def confusion(self) -> Indices:
        """(classes, classes): how many sentences of the class of the row were given that of the column."""
        table = np.zeros((len(self.classes), len(self.classes)), np.int64)
        np.add.at(table, (self.truth, self.said.codes), 1)
        return table

    @property
    def mistakes(self) -> list[Mistake]:
        """The worst: wrong with the greatest lead over the right class."""
        p, rows = self.said.p, np.arange(len(self.truth))
        lead = p[rows, self.said.codes] - p[rows, self.truth]
        wrong = np.flatnonzero(self.said.codes != self.truth)
        worst = wrong[np.argsort(-lead[wrong], kind="stable")][:WORST].tolist()
        return [self._mistake(i) for i in worst]

    @property
    def reliability(self) -> list[Bin]:
        """Bins of the served probability: of the second of two classes, or of the most probable of several."""
        return adaptive_bins(self.confirmed, positive(self.said.p), BINS)

    @property
    def confirmed(self) -> NDArray[np.bool_]:
        """(n,): whether what the served probability is of is so."""
        so: NDArray[np.bool_] = self.truth == (1 if len(self.classes) == BINARY else self.said.p.argmax(axis=1))
        return so

    def _mistake(self, i: int) -> Mistake:
        sentence, guess = self.sentences[i], int(self.said.codes[i])
        p = float(self.said.p[i, guess])
        truth = self.classes[int(self.truth[i])]
        return Mistake(sentence.where, sentence.text, truth, self.classes[guess], p)


def assess(classes: tuple[str, ...], sentences: Sequence[Labelled], codes: Indices, said: Said) -> Assessment:
    """Over the sentences whose votes do not tie (`codes` >= 0)."""
    sure = np.flatnonzero(codes >= 0)
    return Assessment(
        classes=classes,
        sentences=[sentences[i] for i in sure.tolist()],
        truth=codes[sure],
        said=Said(p=said.p[sure], codes=said.codes[sure]),
    )


def _figures(scored: Scored, found: Assessment) -> Iterator[Result]:
    truth, p = found.truth, found.said.p
    given = Decided(name="", what=" or ".join(found.classes), truth=truth, guess=found.said.codes)
    yield from mean_figures(scored, given)
    yield from class_figures(scored, given, found.classes)
    if len(found.classes) == BINARY:
        flag = Flagged(name="", positive=found.classes[1], truth=truth == 1, p=p[:, 1])
        yield auc_figure(scored, flag)
        yield ece_figure(scored, flag)
        return
    for k, name in enumerate(found.classes):
        yield auc_figure(scored, Flagged(name=name, positive=name, truth=truth == k, p=p[:, k]))
    yield ece_figure(scored, Flagged(name="", positive="the class given", truth=found.confirmed, p=positive(p)))


def agreement(sentences: Sequence[Labelled], classes: tuple[str, ...]) -> Agreement | None:
    """How far annotators agree where several labelled a sentence; None where nobody did so twice."""
    shared = [s for s in sentences if len(s.votes) > 1]
    if not shared:
        return None
    tables = np.stack([_coincidences(s.votes, classes) for s in shared])

    def over(chosen: Indices) -> float:
        return alpha(tables[chosen].sum(axis=0))

    low, high = bootstrap([s.group for s in shared], over, rounds=ROUNDS, seed=SEED)
    return Agreement(value=over(np.arange(len(shared))), low=low, high=high, n=len(shared))


def _coincidences(votes: Sequence[str], classes: tuple[str, ...]) -> Floats:
    """Half the coincidence matrix of one sentence: pairs of its votes, each vote counting once (Krippendorff 2004)."""
    counts = np.array([votes.count(c) for c in classes], np.float64)
    result: Floats = (np.outer(counts, counts) - np.diag(counts)) / (len(votes) - 1) / 2
    return result
