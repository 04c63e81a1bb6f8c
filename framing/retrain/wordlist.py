"""The plain baseline of a head that marks words: whatever was marked in what is learned from, wherever it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from framing.metrics import Indices
from framing.retrain.material import Material

HALF = 0.5


class WordList:
    """The words and phrases that are marked in at least half of the places where some sentences have them."""

    def __init__(self, material: Material, rows: Indices) -> None:
        marked: dict[str, Counter[str]] = defaultdict(Counter)
        texts = [material.sentences[i].text for i in rows.tolist()]
        for i, text in zip(rows.tolist(), texts, strict=True):
            for start, end, label in material.spans(i).spans:
                marked[text[start:end].casefold()][label] += 1
        whole = "\n".join(texts).casefold()
        places = {phrase: len(_pattern([phrase]).findall(whole)) for phrase in marked}
        self._labels = {
            phrase: labels.most_common(1)[0][0]
            for phrase, labels in marked.items()
            if labels.total() >= HALF * max(1, places[phrase])
        }
        self._found = _pattern(sorted(self._labels, key=lambda phrase: (-len(phrase), phrase)))

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """The phrases of the list in a text, the longest first where they overlap."""
        return [(*m.span(), self._labels[m[0].casefold()]) for m in self._found.finditer(text) if m[0]]


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    one = "|".join(map(re.escape, phrases)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE)
