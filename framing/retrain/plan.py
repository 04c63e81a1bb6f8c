"""From labelled rows to sentences that can be learned from and measured on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.corpora.user_labels import LabelRow
from framing.retrain.copies import joined, near
from framing.retrain.refusals import check_copies, check_counts, check_parts, check_spread, without_repeats
from framing.retrain.sentences import Labelled, labelled
from framing.retrain.spec import Wanted
from framing.train.recipe import HeadSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is learned from what. `notes` say in whole sentences what was done to the rows."""

    wanted: Wanted
    sentences: tuple[Labelled, ...]
    notes: tuple[str, ...]

    @property
    def head(self) -> HeadSpec:
        """The head that is learned."""
        return self.wanted.head

    @property
    def divided(self) -> bool:
        """Whether the user said which sentences to measure on."""
        return any(s.part for s in self.sentences)


def plan(rows: Sequence[LabelRow], wanted: Wanted) -> Plan:
    """The sentences of the rows.

    Where the user gives no splits, near-copies are put into one group, so that none of ours parts them.

    Raises:
        InputError: one class only, fewer than ten of a class, a class in one group only, the same sentence with two
            labels, copies or near-copies or parts of one group across the user's splits, an unknown split, or a split
            without a part to learn from and one to measure on.
    """
    sentences = without_repeats([labelled(row, wanted) for row in rows])
    notes = []
    if repeated := len(rows) - len(sentences):
        notes.append(f"{repeated} rows repeat a sentence with the same label; each counts once.")
    check_counts(sentences, wanted)
    pairs = list(near([s.text for s in sentences]))
    if any(s.part for s in sentences):
        check_parts(sentences, wanted)
        check_copies(sentences, pairs)
    else:
        if apart := sum(sentences[a].group != sentences[b].group for a, b in pairs):
            notes.append(f"{apart} pairs of near-copies from different groups are kept on one side of every split.")
        sentences = _together(sentences, pairs)
        check_spread(sentences, wanted)
    if ties := sum(s.label is None for s in sentences if not wanted.words):
        notes.append(f"In {ties} sentences the votes tie; they are learned from as such, and not measured on.")
    return Plan(wanted=wanted, sentences=tuple(sentences), notes=tuple(notes))


def _together(sentences: Sequence[Labelled], pairs: Sequence[tuple[int, int]]) -> list[Labelled]:
    groups = joined([s.group for s in sentences], pairs)
    return [replace(s, example=replace(s.example, group=g)) for s, g in zip(sentences, groups, strict=True)]
