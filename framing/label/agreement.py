"""How far annotators agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.label.decisions import Decisions
from framing.metrics import alpha

FEWEST = 2
"""Sentences that several people labelled, at least, for an alpha."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha over the `n` sentences that two people or more labelled: 1 is full agreement, 0 chance.

    None under two such sentences, or where all their labels are one class.
    """

    value: float | None
    n: int


def agreement(decisions: Decisions, classes: Sequence[str]) -> Agreement:
    """The agreement of the labels that stand; skipped sentences do not count."""
    voted = (list(decisions.votes(key).values()) for key in decisions.labelled)
    shared = [votes for votes in voted if len(votes) > 1]
    if len(shared) < FEWEST:
        return Agreement(None, len(shared))
    table = np.zeros((len(classes), len(classes)))
    for votes in shared:
        counts = np.array([votes.count(name) for name in classes], np.float64)
        table += (np.outer(counts, counts) - np.diag(counts)) / (len(votes) - 1) / 2
    value = alpha(table)
    return Agreement(None if math.isnan(value) else value, len(shared))
