"""The figures of labelled spans: exact F1, and agreement word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from framing.corpora.examples import LabelledSpan
from framing.evaluate.results import About, Result, Scored
from framing.metrics import Indices, alpha

Marked = Sequence[Sequence[tuple[int, int] | LabelledSpan]]
"""The spans of every sentence, with their class where that has to match too."""
_WORD = re.compile(r"\w+|[^\w\s]")


def spans_figure(
    scored: Scored,
    metric: str,
    what: str,
    spans: tuple[Marked, Marked],
    keep: Indices | None = None,
) -> Result:
    """F1 of exactly matching spans, true and found (`spans`), over all texts; NaN where there are none."""
    truth, guess = ([set(row) for row in rows] for rows in spans)
    hits = np.array([len(t & g) for t, g in zip(truth, guess, strict=True)])
    totals = np.array([len(t) + len(g) for t, g in zip(truth, guess, strict=True)])

    def statistic(chosen: Indices) -> float:
        total = int(totals[chosen].sum())
        return 2 * int(hits[chosen].sum()) / total if total else float("nan")

    about = About(f"{what}: F1 of spans that match from the first character to the last", 0.0)
    return scored.result(metric, statistic, about, keep)


def alpha_figure(
    scored: Scored, metric: str, classes: Sequence[str], spans: tuple[Sequence[Sequence[LabelledSpan]], ...]
) -> Result:
    """Krippendorff's alpha of the true and the found class of every word; words outside all spans have a class too."""
    tables = np.array(
        [
            _table(example.text, classes, truth, guess)
            for example, truth, guess in zip(scored.examples, *spans, strict=True)
        ]
    )
    meaning = (
        f"agreement beyond chance on the class of every word ({', '.join(classes)} or none), nearer for near misses"
    )
    return scored.result(metric, lambda i: alpha(tables[i].sum(axis=0)), About(meaning, 0.0))


def _table(text: str, classes: Sequence[str], truth: Sequence[LabelledSpan], guess: Sequence[LabelledSpan]) -> Indices:
    """How often each pair of classes (0 is none) occurs among the words."""
    table = np.zeros((len(classes) + 1, len(classes) + 1), np.int64)
    starts = [m.start() for m in _WORD.finditer(text)]
    pair = (_classes(starts, classes, truth), _classes(starts, classes, guess))
    np.add.at(table, pair, 1)
    return table


def _classes(starts: Sequence[int], classes: Sequence[str], spans: Sequence[LabelledSpan]) -> list[int]:
    """The class of each word by the span in which it begins, the last one where several do."""
    found = [0] * len(starts)
    for a, b, name in spans:
        for i, start in enumerate(starts):
            if a <= start < b:
                found[i] = classes.index(name) + 1
    return found
