"""Opinion: CheckThat! (subjective or objective) and Penn (what three people called each sentence)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from framing.evaluate.classes import (
    HALF,
    Flagged,
    auc_figure,
    ece_figure,
    flag_f1,
    flag_figures,
    mean_figures,
)
from framing.evaluate.results import About, Result, Scored, share
from framing.metrics import Floats, auc, mean

OPINION = 2
"""Opinion among the classes of Penn's head."""


def evaluate_checkthat(scored: Scored) -> Iterator[Result]:
    """Subjectivity at .5: macro-F1 (the lab's figure), AUC, the other means, calibration; F1 of SUBJ.

    With a bundle also the AUC of `p_opinion`.
    """
    truth = np.array([share(e, "opinion_checkthat", "SUBJ") for e in scored.examples]) > HALF
    p = scored.p("opinion_checkthat")[:, 1].astype(np.float64)
    given = Flagged(name="", positive="subjective", truth=truth, p=p)
    macro, weighted, accuracy, area, calibration = flag_figures(scored, given)
    yield from (macro, area, weighted, accuracy, calibration)
    yield flag_f1(scored, "SUBJ F1", "subjective", (truth, p >= HALF))
    if scored.bundle is not None:
        yield auc_figure(scored, replace(given, name="p_opinion", p=scored.served("opinion")[:, 1]))


def evaluate_penn(scored: Scored) -> Iterator[Result]:
    """Opinion (majority of three) against the rest: AUC over all, within articles, and against fact alone.

    With a bundle the same of `p_opinion`, with its decisions and its calibration, for it is made for news as it comes.
    """
    truth = np.array([share(e, "opinion_penn", "opinion") for e in scored.examples]) > HALF
    fact = np.array([share(e, "opinion_penn", "fact") for e in scored.examples]) > HALF
    p = scored.p("opinion_penn")[:, OPINION].astype(np.float64)
    given = Flagged(name="opinion", positive="opinion", truth=truth, p=p)
    yield from _areas(scored, given)
    against = replace(given, name="opinion against fact", keep=np.flatnonzero(truth | fact))
    yield auc_figure(scored, against)
    if scored.bundle is not None:
        cut = scored.cut("opinion", "natural")
        served = replace(given, name="p_opinion", p=scored.served("opinion")[:, 1], cut=cut)
        yield from _areas(scored, served)
        yield auc_figure(scored, replace(against, name="p_opinion against fact", p=served.p))
        yield from mean_figures(scored, served.decided)
        yield ece_figure(scored, served)


def _areas(scored: Scored, given: Flagged) -> Iterator[Result]:
    """AUC over all sentences, and inside articles: what the topic and the outlet cannot give."""
    yield auc_figure(scored, given)
    inside = within([e.group for e in scored.examples], given)
    meaning = f"{given.positive} or not: the mean AUC inside articles that hold both, weighted by their sentences"
    about = About(meaning, HALF)
    keep = np.flatnonzero(~np.isnan(inside))
    yield scored.result(given.decided.metric("AUC within articles"), lambda i: mean(inside[i]), about, keep)


def within(groups: list[str], given: Flagged) -> Floats:
    """For each sentence the AUC inside its own group; NaN where that has one class only."""
    _, owner = np.unique(groups, return_inverse=True)
    inside = [auc(given.truth[owner == i], given.p[owner == i]) for i in range(int(owner.max()) + 1)]
    return np.array(inside)[owner]
