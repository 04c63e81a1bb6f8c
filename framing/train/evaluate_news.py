"""The combinations on held-out news articles: kind, commentary type, opinion, loaded, hedged, and calibration."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from framing.bundle import Bundle
from framing.evaluate import Indices, Result
from framing.labels import combine
from framing.metrics import auc, bootstrap, ece, f1, macro_f1
from framing.train.calibrate import Tuning, is_hedged, top

_HALF = 0.5


def evaluate_news(bundle: Bundle, data: Tuning, name: str) -> Iterator[Result]:
    """Every combination of the bundle on one split of the labelled articles."""
    values = data.values
    examples = [s.example for s in data.sentences]
    groups = [s.article for s in data.sentences]

    def result(metric: str, statistic: Callable[[Indices], float], keep: Indices | None = None) -> Result:
        chosen = np.arange(len(groups)) if keep is None else keep
        low, high = bootstrap([groups[i] for i in chosen], lambda drawn: statistic(chosen[drawn]))
        return Result(name, metric, statistic(chosen), low, high, len(chosen))

    def p(model: str) -> NDArray[np.float64]:
        return np.array([combine.apply(bundle.combinations[model], v) for v in values])

    kinds = np.array([top(e, "kind") for e in examples])
    classes = np.array(bundle.combinations["kind"].classes)
    pk = p("kind")
    guess = classes[pk.argmax(axis=1)]
    yield result("kind macro-F1", lambda i: macro_f1(kinds[i], guess[i]))
    yield result("kind accuracy", lambda i: float((kinds[i] == guess[i]).mean()))
    for number, kind in enumerate(classes):
        yield result(f"{kind} F1", lambda i, k=kind: f1(kinds[i] == k, guess[i] == k))  # type: ignore[misc]
        yield result(f"{kind} ECE", lambda i, k=kind, c=number: ece(kinds[i] == k, pk[i, c]))  # type: ignore[misc]
    typed = np.flatnonzero([("commentary_type" in e.sentence) for e in examples])
    types = np.array([top(e, "commentary_type") if "commentary_type" in e.sentence else "" for e in examples])
    said = np.array(bundle.combinations["commentary_type"].classes)[p("commentary_type").argmax(axis=1)]
    yield result("commentary type macro-F1", lambda i: macro_f1(types[i], said[i]), typed)
    truths = {
        "opinion": kinds == "commentary",
        "loaded": np.array([e.sentence["loaded_news"].get("loaded", 0.0) > _HALF for e in examples]),
        "hedged": np.array([is_hedged(e) for e in examples]),
    }
    for model, truth in truths.items():
        score, cut = p(model)[:, 1], bundle.combinations[model].threshold["natural"]
        yield result(f"{model} F1", lambda i, t=truth, s=score, c=cut: f1(t[i], s[i] >= c))  # type: ignore[misc]
        yield result(f"{model} AUC", lambda i, t=truth, s=score: auc(t[i], s[i]))  # type: ignore[misc]
        yield result(f"{model} ECE", lambda i, t=truth, s=score: ece(t[i], s[i]))  # type: ignore[misc]
