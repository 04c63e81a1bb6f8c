"""Labelled sentences for the tests of retraining: strings of words, of which some go with a class."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from framing.corpora.user_labels import LabelRow

SHARED = (
    *(
        [
            "the",
            "council",
            "market",
            "river",
            "bridge",
            "report",
            "school",
            "winter",
            "harbour",
            "engine",
            "letter",
            "window",
            "garden",
            "train",
            "budget",
            "office",
        ]
    ),
    *(
        [
            "morning",
            "village",
            "minister",
            "doctor",
            "farmer",
            "station",
            "paper",
            "road",
            "water",
            "night",
            "child",
            "street",
            "number",
            "result",
            "village",
        ]
    ),
)
TELLING = {
    "yes": ("rain", "storm", "snow", "wind", "cloud", "frost"),
    "no": ("bank", "loan", "price", "trade", "money", "wage"),
    "warm": ("rain", "storm", "snow"),
    "mild": ("bank", "loan", "price"),
    "cold": ("choir", "violin", "opera"),
}


def sentence(label: str, seed: int, words: int = 9) -> str:
    """Words in chance order, one of three of which tells the class."""
    rng = random.Random(f"{label}{seed}")
    chosen = [rng.choice(TELLING[label] if i % 3 == 0 else SHARED) for i in range(words)]
    rng.shuffle(chosen)
    return f"{' '.join(chosen)} {seed}.".capitalize()


def row(label: str, number: int, group: str | None = None, split: str | None = None) -> LabelRow:
    """One row with a single label."""
    return LabelRow(sentence(label, number), (label,), None, group, split, f"labels.jsonl:{number + 1}")


def rows(n: int = 60, labels: Sequence[str] = ("no", "yes"), groups: int = 12) -> list[LabelRow]:
    """Rows of all labels in turn, in so many groups."""
    return [row(labels[i % len(labels)], i, f"a{i // len(labels) % groups}") for i in range(n)]


def parted(n: int = 60) -> list[LabelRow]:
    """Rows with the user's split, two of three to learn from, each a group of its own."""
    return [replace(r, group=f"g{i}", split="test" if i % 6 > 3 else "train") for i, r in enumerate(rows(n))]


def marked(n: int = 60) -> list[LabelRow]:
    """Rows for a head that marks words: the telling words of "yes" are spans, sentences of "no" have none."""
    found = []
    for i, given in enumerate(rows(n)):
        spans = []
        for word in TELLING["yes"]:
            start = given.text.casefold().find(word)
            if start >= 0 and given.votes == ("yes",):
                spans.append((start, start + len(word), "weather"))
        found.append(replace(given, votes=(), spans=tuple(sorted(spans)), group=f"g{i}"))
    return found
