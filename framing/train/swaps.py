"""Copies of sentences under other names, so that no name is good or bad by itself.

Counterfactual augmentation (Zmigrod et al. 2019; Hall Maudslay et al. 2019): a country's or a group's name is replaced
by another of its kind, wherever it stands in the sentence, and the labels stay.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from framing.corpora import Example, Labels
from framing.corpora.examples import LabelledSpan
from framing.labels.gazetteer import gazetteer

GROUPS = (
    ("Muslims", "Jews", "Christians", "Hindus", "Catholics", "Buddhists", "Sikhs", "Evangelicals", "Atheists"),
    ("Republicans", "Democrats", "conservatives", "liberals", "progressives", "libertarians", "socialists"),
    ("immigrants", "migrants", "refugees", "farmers", "teachers", "students", "veterans", "workers", "protesters"),
    ("Palestinians", "Israelis", "Pakistanis", "Indians", "Russians", "Ukrainians", "Iranians", "Americans", "Kurds"),
)
"""Groups by kind; within a kind every name may stand for every other."""


@cache
def _kinds() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Rows of names that are exchanged together: a country, its adjective and capital; and the groups by kind."""
    known = gazetteer().countries.values()
    states = tuple((c.name, c.adjectives[0], c.capital[0]) for c in known if c.adjectives and c.capital)
    return (states, *(tuple((name,) for name in group) for group in GROUPS))


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted({name for kind in _kinds() for row in kind for name in row}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


@cache
def _places() -> Mapping[str, tuple[int, int, int]]:
    """Name -> (kind, row, column)."""
    return {
        name: (k, r, c) for k, kind in enumerate(_kinds()) for r, row in enumerate(kind) for c, name in enumerate(row)
    }


def swapped(examples: Sequence[Example], copies: int, seed: int) -> list[Example]:
    """The examples, and `copies` of each that names a country or a group, under other names."""
    rng = random.Random(f"swaps/{seed}")
    result = list(examples)
    for _ in range(copies):
        result += [other for example in examples for other in _other(example, rng)]
    return result


def _other(example: Example, rng: random.Random) -> Iterator[Example]:
    found = list(_pattern().finditer(example.text))
    if not found or not example.tokens:
        return
    chosen: dict[tuple[int, int], int] = {}
    edits: list[tuple[int, int, str]] = []
    for match in found:
        kind, row, column = _places()[match.group()]
        names = _kinds()[kind]
        if (kind, row) not in chosen:
            free = [r for r in range(len(names)) if r != row and r not in chosen.values()]
            chosen[kind, row] = rng.choice(free or [r for r in range(len(names)) if r != row])
        edits.append((*match.span(), names[chosen[kind, row]][column]))
    text, tokens = example.text, dict(example.tokens)
    for start, end, name in reversed(edits):
        text = text[:start] + name + text[end:]
        tokens = {head: _moved(labels, start, end, len(name)) for head, labels in tokens.items()}
    yield replace(example, text=text, tokens=tokens)


def _moved(labels: Labels, start: int, end: int, length: int) -> Labels:
    """The spans after `start:end` was replaced by a name of that length."""
    shift = length - (end - start)

    def moved(place: int, *, right: bool) -> int:
        if place >= end:
            return place + shift
        return start + length if right and place > start else min(place, start) if place <= start else start

    spans: list[LabelledSpan] = [(moved(a, right=False), moved(b, right=True), label) for a, b, label in labels.spans]
    return replace(labels, spans=tuple(spans))
