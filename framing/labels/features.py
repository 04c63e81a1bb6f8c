"""Named numbers about one sentence, from head outputs and its place in the article, that the combinations weigh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.bundle import BEFORE
from framing.encoder import Scores
from framing.labels.quotes import overlap
from framing.records import Role, Span

Array = NDArray[np.float32]
_FLOOR = 1e-4
ATTRIBUTION, VALENCE = "attribution", "valence"
"""The token heads that are not read by their surest token."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the article tells of a sentence.

    Its role, the share of it inside quotation marks (0..1), and whether it begins inside a quotation that an earlier
    sentence opened. A sentence on its own is body text and stands in no open quotation.
    """

    role: Role = Role.BODY
    quoted: float = 0.0
    runs_on: bool = False

    @classmethod
    def of(cls, start: int, end: int, quotes: tuple[Span, ...], role: Role = Role.BODY) -> Place:
        """The place of `start:end` in a text with these quotations."""
        runs_on = any(a < start < b for a, b in quotes)
        return cls(role, overlap(quotes, start, end) / max(1, end - start), runs_on)


def features(scores: Scores, place: Place) -> dict[str, float]:
    """The features of a sentence by name.

    `HEAD.N` is the log-odds of the head's class N (sentence heads), or of the token that most probably has it (token
    heads, with `HEAD.any` over all classes but the first); `attribution.content` is the share of tokens inside
    contents, `attribution.source` the probability of the surest source token, `attribution.cue` the log-odds of the
    surest cue. A head that is kept as it was before it was retrained goes by its name with `_before`.
    """
    values: dict[str, float] = {}
    for head, p in scores.sentence.items():
        values |= {f"{head}.{i}": log_odds(float(x)) for i, x in enumerate(p)}
    for head, tokens in scores.tokens.items():
        kind = head.removesuffix(BEFORE)
        if kind == ATTRIBUTION:
            values |= _attribution(head, tokens)
        elif kind != VALENCE:
            values |= _strongest(head, tokens)
    values["place.headline"] = float(place.role is Role.HEADLINE)
    values["place.quoted"] = place.quoted
    values["place.runs_on"] = float(place.runs_on)
    return values


def _strongest(head: str, p: Array) -> dict[str, float]:
    if not len(p):
        p = np.eye(p.shape[1], dtype=np.float32)[:1]
    values = {f"{head}.{i}": log_odds(float(p[:, i].max())) for i in range(1, p.shape[1])}
    values[f"{head}.any"] = log_odds(float((1.0 - p[:, 0]).max()))
    return values


def _attribution(head: str, p: Array) -> dict[str, float]:
    if not len(p):
        return {f"{head}.content": 0.0, f"{head}.source": 0.0, f"{head}.cue": log_odds(0.0)}
    return {
        f"{head}.content": float(p[:, 5:7].sum(axis=1).mean()),
        f"{head}.source": float(p[:, 1:3].sum(axis=1).max()),
        f"{head}.cue": log_odds(float(p[:, 3:5].sum(axis=1).max())),
    }


def log_odds(p: float) -> float:
    """The logarithm of p : 1 - p; probabilities below 1 in 10,000, or above the same from 1, are taken as that."""
    p = min(max(p, _FLOOR), 1.0 - _FLOOR)
    return float(np.log(p / (1.0 - p)))
