"""Hedging: WikiWeasel's uncertain sentences, and this project's own labels of cues, types and traps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from framing.corpora import UNSURE, Example
from framing.evaluate.classes import HALF, Flagged, auc_figure, ece_figure, flag_f1
from framing.evaluate.results import About, Result, Scored, share
from framing.evaluate.spans import spans_figure
from framing.labels.hedges import cues
from framing.labels.spans import Found
from framing.metrics import Indices, mean

HEDGES = ("epistemic", "hearsay", "vague")


def evaluate_wikiweasel(scored: Scored) -> Iterator[Result]:
    """F1 of the uncertain class (the shared task's figure) at .5, its precision and recall, AUC, calibration.

    With a bundle also the AUC of `p_hedged`, whose definition of a hedge is another one.
    """
    truth = np.array([share(e, "weasel", "uncertain") for e in scored.examples]) > HALF
    p = scored.p("weasel")[:, 1].astype(np.float64)
    given = Flagged(name="", positive="uncertain", truth=truth, p=p)
    guess = p >= HALF
    yield flag_f1(scored, "uncertain F1", "uncertain", (truth, guess))
    precision = About("the share of the sentences called uncertain that are", float(truth.mean()))
    yield scored.result("uncertain precision", lambda i: mean(truth[i][guess[i]]), precision)
    recall = About("the share of the uncertain sentences that are called so", 1.0)
    yield scored.result("uncertain recall", lambda i: mean(guess[i][truth[i]]), recall)
    yield auc_figure(scored, given)
    yield ece_figure(scored, given)
    if scored.bundle is not None:
        yield auc_figure(scored, replace(given, name="p_hedged", p=scored.served("hedged")[:, 1]))


def evaluate_hedges(scored: Scored, threshold: float | None = None) -> Iterator[Result]:
    """Cue spans (exact), their types where the span is right, and hedged sentences, at the bundle's cut or another."""
    cut = scored.cut("hedged", "words") if threshold is None else threshold
    found = [cues(e.text, s, cut) for e, s in scored.pairs()]
    truth = [[(a, b) for a, b, c in e.tokens["hedge"].spans if c != UNSURE] for e in scored.examples]
    guess = [[(f.start, f.end) for f in row] for row in found]
    yield spans_figure(scored, "hedge cue exact F1", "cues of hedges", (truth, guess))
    types = [_types(e, row) for e, row in zip(scored.examples, found, strict=True)]

    def right(chosen: Indices) -> float:
        flat = [pair for i in chosen for pair in types[i]]
        return sum(t == g for t, g in flat) / len(flat) if flat else float("nan")

    yield scored.result("hedge type accuracy", right, About("the share of cues found whose type is right"))
    has, said = np.array([bool(t) for t in truth]), np.array([bool(g) for g in guess])
    yield flag_f1(scored, "hedged sentence F1", "sentences with any cue", (has, said))
    traps = np.flatnonzero([e.group.startswith("trap") for e in scored.examples])
    what = "cues of hedges, in sentences drawn for words that only look like one"
    yield spans_figure(scored, "traps: hedge cue exact F1", what, (truth, guess), traps)


def _types(example: Example, found: Sequence[Found]) -> list[tuple[str, str]]:
    """The true and the found type of every cue whose span is right."""
    given = {(f.start, f.end): HEDGES[f.label - 1] for f in found}
    return [(c, given[a, b]) for a, b, c in example.tokens["hedge"].spans if c != UNSURE and (a, b) in given]
