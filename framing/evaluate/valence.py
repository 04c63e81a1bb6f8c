"""Valence of given targets: NewsMTSC, and this project's own labels of targets of all types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.corpora import UNSURE
from framing.encoder import Scores
from framing.evaluate.results import About, Result, Scored
from framing.labels.targets import mean_logs
from framing.metrics import Floats, Indices, f1, macro_f1, mean, positions, softmax

VALENCES = ("negative", "neutral", "positive")
HEAD = "valence"
NEUTRAL = VALENCES.index("neutral")
SEVERAL = 2
SENTENCES_EACH = 3
"""The sentences of a triple: plain, praising, blaming."""


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets of all sentences, in order: how many each sentence has, the true and the given class, and its p."""

    sizes: Indices
    truth: Indices
    guess: Indices
    p: Floats

    def of(self, chosen: Indices) -> tuple[Indices, Indices]:
        """The true and the given classes of the targets of the chosen sentences."""
        where = positions(self.sizes, chosen)
        return self.truth[where], self.guess[where]

    @property
    def owner(self) -> Indices:
        """The sentence of each target."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


def targets(scored: Scored, classes: Sequence[str] = VALENCES) -> Targets:
    """The labelled targets, undecided ones left out, as they are served."""
    rows: list[list[tuple[int, int, float]]] = []
    for example, scores in scored.pairs():
        row = []
        for start, end, label in example.tokens[HEAD].spans:
            if label != UNSURE:
                p = _served(scores, start, end, len(classes))
                row.append((classes.index(label), int(p.argmax()), float(p.max())))
        rows.append(row)
    flat = np.array([target for row in rows for target in row], np.float64).reshape(-1, 3)
    sizes = np.array([len(row) for row in rows], np.int64)
    return Targets(sizes, flat[:, 0].astype(np.int64), flat[:, 1].astype(np.int64), flat[:, 2])


def _served(scores: Scores, start: int, end: int, classes: int = len(VALENCES)) -> NDArray[np.floating[Any]]:
    """The probabilities (classes,) of a span as they are served: neutral where it holds no word."""
    logs = mean_logs(scores, start, end)
    return np.eye(classes)[NEUTRAL] if logs is None else softmax(logs)


def evaluate_newsmtsc(scored: Scored) -> Iterator[Result]:
    """Polarity of targets: macro-F1 over all of them, accuracy, F1 by class; several targets; calibration."""
    found = targets(scored)
    yield from _macro(scored, found, "valence macro-F1", "all targets")
    truth, guess = found.truth, found.guess
    usual = np.bincount(truth, minlength=len(VALENCES)).argmax() if len(truth) else NEUTRAL
    about = About("the share of targets whose valence is right", mean(truth == usual))
    yield scored.result("valence accuracy", lambda i: mean(np.equal(*found.of(i))), about)
    yield from _by_class(scored, found)
    several = np.flatnonzero(found.sizes >= SEVERAL)
    if len(several) < len(found.sizes):
        what = "sentences with two targets or more"
        yield from _macro(scored, found, "several targets: valence macro-F1", what, several)
    apart = np.flatnonzero([len(set(row.tolist())) > 1 for row in np.split(truth, np.cumsum(found.sizes)[:-1])])
    what = "sentences whose targets differ in valence, so that no tone of the whole sentence is right for all"
    yield from _macro(scored, found, "targets that differ: valence macro-F1", what, apart)
    by_target = scored.part(scored.name, found.owner)
    calibration = by_target.calibration("valence ECE", truth == guess, found.p, "of the valence given")
    yield replace(calibration, n=len(scored.examples))


def evaluate_targets(scored: Scored) -> Iterator[Result]:
    """Valence of targets of all types on news as it comes, undecided ones left out: macro-F1, and by class F1."""
    found = targets(scored)
    yield from _macro(scored, found, "valence macro-F1", "all targets")
    yield from _by_class(scored, found)


def evaluate_triples(scored: Scored) -> Iterator[Result]:
    """Whether wording moves the valence of a triple's target the right way: praise over plain, plain over blame."""
    first = [_served(scores, *example.tokens[HEAD].spans[0][:2]) for example, scores in scored.pairs()]
    plain, praise, blame = np.array([p[-1] - p[0] for p in first], np.float64).reshape(-1, SENTENCES_EACH).T
    right = np.column_stack([np.zeros(len(plain), np.bool_), praise > plain, plain > blame]).ravel()
    place = np.arange(len(right)) % SENTENCES_EACH
    about = "pairs of one event told twice whose valences are in the right order: {}; 0.5 is what chance gives"
    for metric, what, kept in (
        ("pairs in order", "praise over plain, plain over blame", place > 0),
        ("praise over plain", "praise over plain", place == 1),
        ("plain over blame", "plain over blame", place > 1),
    ):
        yield scored.result(metric, lambda i: mean(right[i]), About(about.format(what), 0.5), np.flatnonzero(kept))


def _macro(scored: Scored, found: Targets, metric: str, what: str, keep: Indices | None = None) -> Iterator[Result]:
    chosen = np.arange(len(found.sizes)) if keep is None else keep
    truth, _ = found.of(chosen)
    always = np.full(len(truth), np.bincount(truth).argmax() if len(truth) else NEUTRAL)
    meaning = f"{what}: mean F1 of negative, neutral and positive, rare ones counting as much as frequent ones"
    yield scored.result(metric, lambda i: macro_f1(*found.of(i)), About(meaning, macro_f1(truth, always)), keep)


def _by_class(scored: Scored, found: Targets) -> Iterator[Result]:
    for number, name in enumerate(VALENCES):

        def one(chosen: Indices, number: int = number) -> float:
            truth, guess = found.of(chosen)
            return f1(truth == number, guess == number)

        everywhere = f1(found.truth == number, np.ones(len(found.truth), np.bool_))
        yield scored.result(f"{name} F1", one, About(f"{name} targets: F1 of these alone", everywhere))
