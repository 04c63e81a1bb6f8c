"""The labelled sentences of a run: one of the user's rows each, with how often every class occurs among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framing.corpora import Example, Labels
from framing.corpora.examples import votes as shares_of
from framing.corpora.user_labels import LabelRow
from framing.errors import InputError
from framing.retrain.spec import Wanted, span_classes

PARTS: Mapping[str, str] = {
    "train": "train",
    **dict.fromkeys(("dev", "val", "valid", "validation", "development"), "dev"),
    "test": "test",
}
"""The names of splits that are understood, and what they are called here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One sentence to learn from or to measure on.

    `example` carries the label of the head alone: shares of the votes, or spans. `label` is the class with the most
    votes, None where they tie or spans are given. `part` is what the user assigned it to, `where` FILE:LINE.
    """

    example: Example
    label: str | None
    votes: tuple[str, ...]
    part: str | None
    where: str

    @property
    def text(self) -> str:
        """The sentence."""
        return self.example.text

    @property
    def group(self) -> str:
        """What no split may cut."""
        return self.example.group


class Count(NamedTuple):
    """How often a class occurs: in so many sentences (or spans), of so many groups."""

    items: int
    groups: int


def labelled(row: LabelRow, wanted: Wanted) -> Labelled:
    """The sentence of a row, a group of its own where the row names none.

    Raises:
        InputError: its split is unknown.
    """
    votes = tuple(wanted.meant.get(vote, vote) for vote in row.votes)
    group = row.group if row.group is not None else row.where
    part = _part(row)
    if row.spans is not None:
        labels = Labels(row.spans, exhaustive=wanted.head.pool != "span")
        example = Example(text=row.text, group=group, tokens={wanted.name: labels})
        return Labelled(example=example, label=None, votes=(), part=part, where=row.where)
    shares = shares_of(list(votes))
    top = [label for label, share in shares.items() if share == max(shares.values())]
    example = Example(text=row.text, group=group, sentence={wanted.name: shares})
    return Labelled(example=example, label=top[0] if len(top) == 1 else None, votes=votes, part=part, where=row.where)


def _part(row: LabelRow) -> str | None:
    if row.split is None:
        return None
    if row.split not in PARTS:
        raise InputError(f"{row.where}: split {row.split!r} unknown; allowed are train, dev and test, or none at all")
    return PARTS[row.split]


def counts(sentences: Sequence[Labelled], wanted: Wanted) -> dict[str, Count]:
    """How often each class occurs, in the head's order: in sentences, or in spans where it marks words."""
    found: dict[str, list[str]] = {c: [] for c in (span_classes(wanted.head) if wanted.words else wanted.head.classes)}
    for sentence in sentences:
        for label in _classes_of(sentence, wanted):
            found[label].append(sentence.group)
    return {label: Count(len(groups), len(set(groups))) for label, groups in found.items()}


def _classes_of(sentence: Labelled, wanted: Wanted) -> list[str]:
    if wanted.words:
        return [label for *_, label in sentence.example.tokens[wanted.name].spans]
    return [sentence.label] if sentence.label else []


def divided(sentences: Sequence[Labelled]) -> tuple[list[int], list[int]]:
    """The numbers of the sentences to learn from, and of those to measure on: `test`, or `dev` where there is none."""
    measured = "test" if any(s.part == "test" for s in sentences) else "dev"
    numbers = range(len(sentences))
    return [i for i in numbers if sentences[i].part != measured], [i for i in numbers if sentences[i].part == measured]
