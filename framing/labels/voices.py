"""Whose words a place in the text belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.records import OUTLET, UNNAMED, Attribution, AttributionType, Span

_WORD = re.compile(r"\S+")
Mask = NDArray[np.bool_]


class Voices:
    """Looks up voices in one article: the innermost content, an unattributed quotation, else the outlet.

    What the outlet endorses ("the figures show that ...") is its source's voice and the outlet's as well. What a source
    denies is the voice of whoever says so, who is not named.
    """

    def __init__(self, attributions: Sequence[Attribution], quotes: Sequence[Span]) -> None:
        statements = [found for found in attributions if found.type is AttributionType.STATEMENT]
        spans = [(UNNAMED if f.denied else f.voice, a, b) for f in statements for a, b in f.content]
        spans += [(UNNAMED, a, b) for a, b in quotes]
        spans.sort(key=lambda s: (s[0] != UNNAMED, s[1] - s[2]))
        self._names = [OUTLET, *dict.fromkeys(name for name, _, _ in spans)]
        number = {name: i for i, name in enumerate(self._names[1:], 1)}
        length = max((b for _, _, b in spans), default=0)
        self._at = np.zeros(length, np.int32)
        for name, a, b in spans:
            self._at[a:b] = number[name]
        self._endorsed = np.zeros(length, np.bool_)
        for found in statements:
            if found.endorsed and found.cue and self.at(*found.cue[0]) == OUTLET:
                for a, b in found.content:
                    self._endorsed[a:b] = self._at[a:b] == number[found.voice]

    def at(self, start: int, end: int) -> str:
        """The voice of the middle of `start:end`."""
        middle = max(start, (start + end - 1) // 2)
        return self._names[int(self._at[middle])] if middle < len(self._at) else OUTLET

    def endorsed(self, start: int, end: int) -> bool:
        """Whether the middle of `start:end` is somebody else's and the outlet endorses it."""
        middle = max(start, (start + end - 1) // 2)
        return middle < len(self._at) and bool(self._endorsed[middle])

    def outlet_share(self, text: str, start: int, end: int) -> float:
        """The share (0..1) of the words of `text[start:end]` that are the outlet's own or endorsed by it."""
        words = np.array([m.span() for m in _WORD.finditer(text, start, end)], np.int64).reshape(-1, 2)
        return float(self.own(words).mean()) if len(words) else 1.0

    def own(self, spans: NDArray[np.int64]) -> Mask:
        """Whether the middle of each of the spans (n, 2) is in the outlet's own voice, or endorsed by it."""
        middle, inside = self._middle(spans)
        result = np.ones(len(spans), np.bool_)
        result[inside] = (self._at[middle[inside]] == 0) | self._endorsed[middle[inside]]
        return result

    def quoted(self, spans: NDArray[np.int64]) -> Mask:
        """Whether the middle of each of the spans (n, 2) is in another voice than the outlet's."""
        middle, inside = self._middle(spans)
        result = np.zeros(len(spans), np.bool_)
        result[inside] = self._at[middle[inside]] != 0
        return result

    def _middle(self, spans: NDArray[np.int64]) -> tuple[NDArray[np.int64], Mask]:
        middle = np.maximum(spans[:, 0], (spans[:, 0] + spans[:, 1] - 1) // 2)
        return middle, middle < len(self._at)
