"""Token outputs to character spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_EDGE = " \t\r\n\u00a0,;"
Array = NDArray[np.float32]
_INSIDE_WORDS = "'’-‐"


@dataclass(frozen=True, slots=True)
class Found:
    """A span of one class: offsets in the sentence, its class, and its highest token probability."""

    start: int
    end: int
    label: int
    p: float


def io_spans(text: str, offsets: NDArray[np.int64], p: Array, threshold: float) -> list[Found]:
    """Runs of tokens whose probability of being anything but class 0 reaches `threshold`.

    `p` is (tokens, classes). Where the most probable class changes, a new span begins; a word (also one with an
    apostrophe or a hyphen) is taken whole, with the class of its surest piece. Labels are 1 for the second class, 2 for
    the third, ...
    """
    if not len(p) or (1.0 - p[:, 0]).max() < threshold:
        return []
    labels = [0] * len(p)
    start = 0
    for end in range(1, len(p) + 1):
        if end < len(p) and (_continues(text, offsets, end) or _hyphenated(text, offsets, end)):
            continue
        surest = start + int(p[start:end, 0].argmin())
        if 1.0 - p[surest, 0] >= threshold:
            labels[start:end] = [int(p[surest, 1:].argmax()) + 1] * (end - start)
        start = end
    return _runs(text, offsets, p, labels, [])


def bio_spans(text: str, offsets: NDArray[np.int64], p: Array) -> list[Found]:
    """Spans from outputs O, B-x, I-x, B-y, ... (`p` is (tokens, outputs)); labels are 1 for x, 2 for y, ...

    The best sequence in which I-x follows only B-x or I-x (Viterbi).
    """
    if not len(p) or p[:, 0].min() > 0.9:  # noqa: PLR2004
        return []
    path = _viterbi(np.log(np.maximum(p, 1e-9)))
    labels = (path + 1) // 2
    begins = [i for i, tag in enumerate(path) if tag % 2 == 1]
    kinds = np.stack([p[:, 0], *(p[:, i] + p[:, i + 1] for i in range(1, p.shape[1], 2))], axis=1)
    return _runs(text, offsets, kinds, _whole_words(text, offsets, labels), begins)


def _viterbi(scores: Array) -> NDArray[np.int64]:
    count, states = scores.shape
    allowed = np.zeros((states, states), np.float32)
    for inner in range(2, states, 2):
        allowed[:, inner] = -np.inf
        allowed[[inner - 1, inner], inner] = 0.0
    best = scores[0].copy()
    best[2::2] = -np.inf
    back = np.zeros((count, states), np.int64)
    for step in range(1, count):
        total = best[:, None] + allowed
        back[step] = total.argmax(axis=0)
        best = total[back[step], np.arange(states)] + scores[step]
    path = np.zeros(count, np.int64)
    path[-1] = best.argmax()
    for step in range(count - 1, 0, -1):
        path[step - 1] = back[step, path[step]]
    return path


def _whole_words(text: str, offsets: NDArray[np.int64], labels: NDArray[np.int64]) -> list[int]:
    """A word piece that continues a word takes the label of the word's first piece."""
    result = [int(label) for label in labels]
    for i in range(1, len(result)):
        if _continues(text, offsets, i):
            result[i] = result[i - 1]
    return result


def _continues(text: str, offsets: NDArray[np.int64], token: int) -> bool:
    """Whether a token goes on with the word of the token before."""
    start = int(offsets[token][0])
    joined = 0 < start < len(text) and start == int(offsets[token - 1][1])
    return joined and text[start - 1].isalnum() and text[start].isalnum()


def _hyphenated(text: str, offsets: NDArray[np.int64], token: int) -> bool:
    """Whether a token is an apostrophe or hyphen between letters, or what follows it."""
    start = int(offsets[token][0])
    if start != int(offsets[token - 1][1]) or start >= len(text):
        return False
    mark = start if text[start] in _INSIDE_WORDS else start - 1
    inside = 0 < mark < len(text) - 1 and text[mark] in _INSIDE_WORDS
    return inside and text[mark - 1].isalnum() and text[mark + 1].isalnum()


def _runs(text: str, offsets: NDArray[np.int64], p: Array, labels: Sequence[int], begins: Sequence[int]) -> list[Found]:
    cuts = set(begins)
    found: list[Found] = []
    start = 0
    while start < len(labels):
        end = start + 1
        while (
            end < len(labels)
            and labels[end] == labels[start]
            and not (end in cuts and not _continues(text, offsets, end))
        ):
            end += 1
        if labels[start]:
            left, right = trim(text, int(offsets[start][0]), int(offsets[end - 1][1]))
            if left < right:
                best = float((1.0 - p[start:end, 0]).max())
                found.append(Found(left, right, labels[start], best))
        start = end
    return found


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and commas at its edges."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
