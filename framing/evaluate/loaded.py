"""BABE: loaded wording and opinion, how they go together, and what the outlet alone would tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from framing.corpora import Example
from framing.evaluate.classes import HALF, Decided, Flagged, auc_figure, flag_figures, mean_figures
from framing.evaluate.results import About, Direction, Result, Scored, share
from framing.metrics import Indices, correlation

HEAD = "opinion_babe"
OPINIONS = ("factual", "mixed", "opinion")
BALANCED = "balanced"
"""The cut for data of which half is loaded; older bundles have none."""
Flags = NDArray[np.bool_]


def evaluate_babe(scored: Scored) -> Iterator[Result]:
    """Loaded wording and opinion (factual against the rest, and three-way): the two macro-F1 first.

    With a bundle also what is served: `p_loaded` at the cut for balanced data, and `p_opinion`.
    """
    loaded = _loaded(scored)
    opinion, three = _opinion(scored)
    every = [list(flag_figures(scored, flagged)) for flagged in (loaded, opinion)]
    yield from (figures[0] for figures in every)
    yield from (figure for figures in every for figure in figures[1:])
    yield from mean_figures(scored, three, ("macro-F1",))
    yield from _together(scored, loaded, opinion)
    if (alone := _outlet_alone(scored, loaded)) is not None:
        yield from mean_figures(scored, alone, ("macro-F1",))
    if scored.bundle is not None:
        yield from _served(scored, loaded, opinion)


def _loaded(scored: Scored) -> Flagged:
    truth = np.array([share(e, "loaded", "loaded") for e in scored.examples]) > HALF
    return Flagged(name="loaded", positive="loaded", truth=truth, p=scored.p("loaded")[:, 1].astype(np.float64))


def _opinion(scored: Scored) -> tuple[Flagged, Decided]:
    """Opinion or mixed against factual, over the sentences that have the label; and the three classes."""
    has = np.flatnonzero([HEAD in e.sentence for e in scored.examples])
    labels = np.full(len(scored.examples), -1)
    labels[has] = [_opinion_of(e) for e in scored.examples if HEAD in e.sentence]
    p = scored.p(HEAD).astype(np.float64)
    flagged = Flagged(name="opinion", positive="opinion (or mixed)", truth=labels > 0, p=1.0 - p[:, 0], keep=has)
    what = "factual, mixed or opinion, the most probable"
    three = Decided(name="opinion three-way", what=what, truth=labels, guess=p.argmax(axis=1), keep=has)
    return flagged, three


def _opinion_of(example: Example) -> int:
    return int(np.argmax([share(example, HEAD, label) for label in OPINIONS]))


def _together(scored: Scored, loaded: Flagged, opinion: Flagged) -> Iterator[Result]:
    """How closely opinion and loaded wording go together in the labels, and in the model's decisions."""
    meaning = "opinion (or mixed) and loaded: correlation (phi) of the two"
    pairs = {
        "labels": (opinion.truth, loaded.truth, "in the labels: what the other figure should be near"),
        "model": (opinion.p >= opinion.cut, loaded.p >= loaded.cut, "in what the model gives"),
    }
    for whose, (first, second, where) in pairs.items():
        about = About(f"{meaning} {where}", None, Direction.NEITHER)
        yield scored.result(
            f"opinion with loaded, {whose}",
            lambda i, a=first, b=second: correlation(a[i], b[i]),  # type: ignore[misc]
            about,
            opinion.keep,
        )


def _outlet_alone(scored: Scored, loaded: Flagged) -> Decided | None:
    """Loaded by the outlet's other articles alone; None where no outlet is named."""
    outlets = [e.outlet for e in scored.examples]
    if not any(outlets):
        return None
    guess = outlet_guess([o or "" for o in outlets], [e.group for e in scored.examples], loaded.truth)
    what = "loaded or not, by what is most frequent in the outlet's other articles, no word being read"
    return Decided(name="outlet alone: loaded", what=what, truth=loaded.decided.truth, guess=guess.astype(np.int64))


def outlet_guess(outlets: Sequence[str], groups: Sequence[str], truth: Flags) -> Flags:
    """What is most frequent among the sentences of the same outlet in other groups, else among all in other groups."""
    pairs = [f"{outlet}\n{group}" for outlet, group in zip(outlets, groups, strict=True)]
    true, n = _elsewhere(outlets, pairs, truth)
    true_at_all, n_at_all = _elsewhere([""] * len(groups), groups, truth)
    return np.where(n > 0, 2 * true > n, 2 * true_at_all > n_at_all)


def _elsewhere(outer: Sequence[str], inner: Sequence[str], truth: Flags) -> tuple[Indices, Indices]:
    """For each sentence, how many true ones, and how many at all, share its outer key but not its inner one."""
    _, a = np.unique(outer, return_inverse=True)
    _, b = np.unique(inner, return_inverse=True)
    n = np.bincount(a)[a] - np.bincount(b)[b]
    true = np.bincount(a[truth], minlength=len(truth))[a] - np.bincount(b[truth], minlength=len(truth))[b]
    return true, n


def _served(scored: Scored, loaded: Flagged, opinion: Flagged) -> Iterator[Result]:
    """The probabilities that every row of `framing score` has."""
    served = replace(loaded, name="p_loaded", p=scored.served("loaded")[:, 1])
    if scored.bundle is not None and BALANCED in scored.bundle.combinations["loaded"].threshold:
        served = replace(served, cut=scored.cut("loaded", BALANCED))
        yield from mean_figures(scored, served.decided, ("macro-F1",))
    yield auc_figure(scored, served)
    yield auc_figure(scored, replace(opinion, name="p_opinion", p=scored.served("opinion")[:, 1]))
