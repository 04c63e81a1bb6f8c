"""Whose words a place in the text belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.records import OUTLET, UNNAMED, Attribution, AttributionType, Span

_WORD = re.compile(r"\S+")


class Voices:
    """Looks up voices in one article: the innermost content, an unattributed quotation, else the outlet."""

    def __init__(self, attributions: Sequence[Attribution], quotes: Sequence[Span]) -> None:
        statements = [found for found in attributions if found.type is AttributionType.STATEMENT]
        spans = [(found.voice, a, b) for found in statements for a, b in found.content]
        spans += [(UNNAMED, a, b) for a, b in quotes]
        spans.sort(key=lambda s: (s[0] != UNNAMED, s[1] - s[2]))
        self._names = [OUTLET, *dict.fromkeys(name for name, _, _ in spans)]
        number = {name: i for i, name in enumerate(self._names[1:], 1)}
        self._at = np.zeros(max((b for _, _, b in spans), default=0), np.int32)
        for name, a, b in spans:
            self._at[a:b] = number[name]

    def at(self, start: int, end: int) -> str:
        """The voice of the middle of `start:end`."""
        middle = max(start, (start + end - 1) // 2)
        return self._names[int(self._at[middle])] if middle < len(self._at) else OUTLET

    def outlet_share(self, text: str, start: int, end: int) -> float:
        """The share (0..1) of the words of `text[start:end]` that are the outlet's own."""
        words = np.array([m.span() for m in _WORD.finditer(text, start, end)], np.int64).reshape(-1, 2)
        return float(self.own(words).mean()) if len(words) else 1.0

    def own(self, spans: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the middle of each of the spans (n, 2) is in the outlet's own voice."""
        middle = np.maximum(spans[:, 0], (spans[:, 0] + spans[:, 1] - 1) // 2)
        inside = middle < len(self._at)
        result = np.ones(len(spans), np.bool_)
        result[inside] = self._at[middle[inside]] == 0
        return result
