"""PolNeAR: the exact spans of source, cue and content."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from framing.evaluate.classes import flag_f1
from framing.evaluate.results import Result, Scored
from framing.evaluate.spans import alpha_figure, spans_figure
from framing.labels.spans import bio_spans

PARTS = ("source", "cue", "content")
HEAD = "attribution"


def evaluate_polnear(scored: Scored) -> Iterator[Result]:
    """Exact spans by part (clipped to sentences), whether a sentence has a cue at all (F1), word-level agreement."""
    truth = [e.tokens[HEAD].spans for e in scored.examples]
    guess = [
        [(f.start, f.end, PARTS[f.label - 1]) for f in bio_spans(e.text, s.offsets, s.tokens[HEAD])]
        for e, s in scored.pairs()
    ]
    for part in PARTS:
        true, given = ([[(a, b) for a, b, c in row if c == part] for row in rows] for rows in (truth, guess))
        yield spans_figure(scored, f"exact {part} F1", f"{part}s", (true, given))
    has, said = (np.array([any(c == "cue" for *_, c in row) for row in rows]) for rows in (truth, guess))
    yield flag_f1(scored, "sentence-level F1", "sentences with an attribution (a cue)", (has, said))
    yield alpha_figure(scored, "word-level alpha", PARTS, (truth, guess))
