"""Temperature of the valence head (Guo et al. 2017), fitted on labelled targets that were never trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from framing.bundle import Head
from framing.corpora import UNSURE, Example
from framing.encoder import Scores
from framing.labels.targets import HEAD, mean_logs

GRID = np.round(np.exp(np.linspace(np.log(0.5), np.log(4.0), 43)), 3)
"""Temperatures that are tried."""
LEAST = 50
"""Fewer labelled targets leave the temperature at 1."""


def tempered(heads: Sequence[Head], examples: Sequence[Example], scores: Sequence[Scores]) -> tuple[Head, ...]:
    """The heads, the valence head with the temperature of the least log-loss; `scores` are those at temperature 1."""
    logs, truth = _targets(heads, examples, scores)
    if len(truth) < LEAST:
        return tuple(heads)
    losses = [_loss(logs / t, truth) for t in GRID]
    best = float(GRID[int(np.argmin(losses))])
    return tuple(replace(h, temperature=best) if h.name == HEAD else h for h in heads)


def _targets(
    heads: Sequence[Head], examples: Sequence[Example], scores: Sequence[Scores]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Mean log-probabilities (targets, classes) and classes (targets,)."""
    classes = next((h.classes for h in heads if h.name == HEAD), ())
    logs, truth = [], []
    for example, score in zip(examples, scores, strict=True):
        for start, end, label in example.tokens[HEAD].spans:
            found = mean_logs(score, start, end)
            if label != UNSURE and label in classes and found is not None:
                logs.append(found)
                truth.append(classes.index(label))
    return np.array(logs, np.float64).reshape(-1, max(1, len(classes))), np.array(truth, np.int64)


def _loss(logits: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-log_p[np.arange(len(truth)), truth].mean())
