"""Who is asked for which sentence next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.label.decisions import Decision, Decisions
from framing.label.learner import Learner
from framing.label.order import BATCH, Order, useful


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How sentences are asked for.

    `overlap` (0..100) is how many of a hundred sentences are ones that somebody else has labelled, where there are any:
    the agreement is measured on them.
    """

    order: Order = Order.USEFUL
    seed: int = 0
    overlap: int = 20


class Queue:
    """The sentences that are next: a batch at a time, between which the model learns.

    Args:
        keys: the sentences of the pool, the first rows of the learner's matrix, in the order of the pool.
        learner: what it learns by; its further rows are labelled sentences outside the pool.
        decisions: what was said so far.
        asking: in which order.
    """

    def __init__(self, keys: Sequence[str], learner: Learner, decisions: Decisions, asking: Asking) -> None:
        self._keys = keys
        self._learner = learner
        self._decisions = decisions
        self._asking = asking
        self._batch: list[int] = []

    def next(self, annotator: str, rows: Mapping[str, int]) -> int | None:
        """The row of the sentence that an annotator is asked for, None when there is none left.

        `rows` says in which row every sentence stands.
        """
        mine = self._decisions.of(annotator)
        percent, done = self._asking.overlap, len(mine)
        second = self._labelled_by_others(mine)
        if second is not None and (done + 1) * percent // 100 > done * percent // 100:
            return second
        found = self._open(mine)
        if found is None:
            self._refill(mine, rows)
            found = self._open(mine)
        return second if found is None else found

    def _open(self, mine: Mapping[str, Decision]) -> int | None:
        return next((row for row in self._batch if self._free(row, mine)), None)

    def _free(self, row: int, mine: Mapping[str, Decision]) -> bool:
        key = self._keys[row]
        return key not in mine and not self._decisions.votes(key)

    def _labelled_by_others(self, mine: Mapping[str, Decision]) -> int | None:
        """The sentence of the pool that has waited longest for a second label."""
        places = {key: row for row, key in enumerate(self._keys)}
        return next((places[key] for key in self._decisions.labelled if key in places and key not in mine), None)

    def _refill(self, mine: Mapping[str, Decision], rows: Mapping[str, int]) -> None:
        """Learn from what was said, and choose the next batch."""
        votes = {key: list(self._decisions.votes(key).values()) for key in self._decisions.labelled}
        self._learner.learn({rows[key]: given for key, given in votes.items() if key in rows})
        free = [row for row in range(len(self._keys)) if self._free(row, mine)]
        if self._asking.order is Order.USEFUL:
            seed = (self._asking.seed, len(votes))
            self._batch = useful(self._learner.x, self._learner.p, np.array(free, np.int64), seed=seed)
        else:
            self._batch = free[:BATCH]
