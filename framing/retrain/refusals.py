"""What cannot be learned from or measured on, refused with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from framing.errors import InputError
from framing.retrain.copies import said
from framing.retrain.sentences import Labelled, counts, divided
from framing.retrain.spec import Wanted

LEAST = 10
"""Sentences (or spans) of a class that are needed at least."""
TWO = 2
_SHOWN = 3
"""How many pairs a message names."""


def without_repeats(sentences: Sequence[Labelled]) -> list[Labelled]:
    """Every sentence once; those with the same words are the same, and for spans those with the same letters.

    Raises:
        InputError: one has two labels, or is in two splits.
    """
    first: dict[str, Labelled] = {}
    kept = []
    for sentence in sentences:
        before = first.setdefault(sentence.text if sentence.example.tokens else said(sentence.text), sentence)
        if before is sentence:
            kept.append(sentence)
        elif _label(before) != _label(sentence):
            raise InputError(
                f"the same sentence has two labels: {before.where} says {_told(before)}, {sentence.where} "
                f"{_told(sentence)}; keep one, or give both as votes of one row"
            )
        elif before.part != sentence.part:
            raise InputError(f"duplicates across splits: {_pair(before, sentence)} are the same sentence; keep one")
    return kept


def _label(sentence: Labelled) -> tuple[object, ...]:
    if sentence.example.tokens:
        return tuple(labels.spans for labels in sentence.example.tokens.values())
    return (sentence.label,) if sentence.label else tuple(sorted(sentence.votes))


def _told(sentence: Labelled) -> str:
    return "other spans" if sentence.example.tokens else ", ".join(sentence.votes)


def _pair(one: Labelled, other: Labelled) -> str:
    return f"{one.where} ({one.part or 'no split'}) and {other.where} ({other.part or 'no split'})"


def check_counts(sentences: Sequence[Labelled], wanted: Wanted) -> None:
    """Raises InputError for one class only, fewer than ten of a class, or hardly a sentence without spans."""
    what = "spans" if wanted.words else "sentences"
    found = counts(sentences, wanted)
    present = [label for label, count in found.items() if count.items]
    if len(present) < TWO and not wanted.words:
        all_are = f"all {len(sentences)} sentences are {', '.join(map(repr, present)) or 'undecided'}"
        raise InputError(f"one class only: {all_are}; a head tells classes apart, so label another one too")
    if few := [f"{label!r} has {count.items}" for label, count in found.items() if count.items < LEAST]:
        raise InputError(
            f"fewer than {LEAST} {what} of a class: {', '.join(few)}; label more, or join the class with another"
        )
    bare = sum(not s.example.tokens[wanted.name].spans for s in sentences) if wanted.words else LEAST
    if bare < LEAST and wanted.head.pool != "span":
        raise InputError(
            f"{bare} of {len(sentences)} sentences have no spans; at least {LEAST} such sentences are needed, with the "
            "label [], to learn where nothing is to be marked"
        )


def check_spread(sentences: Sequence[Labelled], wanted: Wanted) -> None:
    """Raises InputError for a class that one group alone has: it could not be learned and measured apart."""
    single = [label for label, count in counts(sentences, wanted).items() if count.groups < TWO]
    if single:
        raise InputError(
            f"class {single[0]!r} occurs in one group only, so it cannot be learned from some groups and measured on "
            "others; label it in further articles, or leave the column 'group' out if the rows are independent"
        )


def check_parts(sentences: Sequence[Labelled], wanted: Wanted) -> None:
    """Raises InputError for splits that do not cover all rows, cut a group, or lack a class on either side."""
    if without := [s.where for s in sentences if s.part is None]:
        raise InputError(f"{without[0]}: no split, while other rows have one; give all of them one, or none")
    parts: dict[str, Labelled] = {}
    for sentence in sentences:
        before = parts.setdefault(sentence.group, sentence)
        if before.part != sentence.part:
            raise InputError(f"group {sentence.group!r} is cut by a split: {_pair(before, sentence)}; keep it in one")
    learned, measured = divided(sentences)
    for name, part in (("to learn from (train)", learned), ("to measure on (test, or dev without one)", measured)):
        present = counts([sentences[i] for i in part], wanted)
        if lacking := [label for label, count in present.items() if not count.items]:
            raise InputError(f"the part {name} has no {lacking[0]!r}; every class is needed on both sides of a split")


def check_copies(sentences: Sequence[Labelled], pairs: Sequence[tuple[int, int]]) -> None:
    """Raises InputError for near-copies (pairs of numbers) in two splits."""
    across = [(sentences[b], sentences[a]) for a, b in pairs if sentences[a].part != sentences[b].part]
    if across:
        shown = "; ".join(_pair(one, other) for one, other in across[:_SHOWN])
        more = f"; and {len(across) - _SHOWN} more pairs" if len(across) > _SHOWN else ""
        raise InputError(f"near-duplicates across splits: {shown}{more}; put each pair into one split, or keep one")
