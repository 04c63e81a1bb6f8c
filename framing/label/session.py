"""One run of the page: what is shown to whom, and what becomes of an answer. Safe for several threads."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from framing.errors import UsageError
from framing.label import export
from framing.label.agreement import Agreement, agreement
from framing.label.decisions import Decision, Decisions, decision
from framing.label.encode import Encoded
from framing.label.journal import Journal
from framing.label.learner import Learner
from framing.label.plan import Plan
from framing.label.pool import Item, Passage
from framing.label.queue import Asking, Queue
from framing.records import Role, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the labelling is: by one annotator, by all, and what is left of the pool."""

    mine: int
    skipped: int
    labelled: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One sentence as it is shown to an annotator.

    `p` are the model's probabilities in the order of the classes, None while it has nothing to say. `mine` is what the
    annotator said of it before. `earlier` and `later` are the keys of the neighbours among the sentences already
    decided; `later` is None where the next one is the sentence to be decided.
    """

    item: Item
    p: tuple[float, ...] | None
    mine: Decision | None
    earlier: str | None
    later: str | None

    @property
    def suggested(self) -> int | None:
        """The place of the most probable class."""
        return None if self.p is None else max(range(len(self.p)), key=self.p.__getitem__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is labelled, and how.

    `items` are the pool and after it, from `pool` on, sentences that were labelled before and are not in it; `encoded`
    has a row for each. With `blind`, the model's opinion is not shown.
    """

    plan: Plan
    items: Sequence[Item]
    pool: int
    encoded: Encoded
    asking: Asking
    blind: bool = False


def labelled_elsewhere(pool: Sequence[Item], decisions: Decisions) -> list[Item]:
    """The labelled sentences that are not in the pool, without their articles."""
    there = {item.key for item in pool}
    return [_alone(made) for key, made in decisions.labelled.items() if key not in there]


def _alone(made: Decision) -> Item:
    sentence = Sentence(made.start, made.start + len(made.text), made.text, Role.BODY)
    return Item(Passage(article=made.article, group=made.group, sentences=(sentence,)), 0, made.index)


class Session:
    """The page's memory. Every answer is on the disk before its method returns.

    Args:
        work: what is labelled.
        decisions: what the journal says so far.
        journal: where answers go.
        labels: the table that is kept up with them.
    """

    def __init__(self, work: Work, decisions: Decisions, journal: Journal, labels: Path) -> None:
        self.labels = labels
        self.plan = work.plan
        self.asking = work.asking
        self.blind = work.blind
        self._work = work
        self._decisions = decisions
        self._journal = journal
        self._rows = {item.key: row for row, item in enumerate(work.items)}
        self._learner = Learner(work.encoded, work.plan.classes, known=work.plan.known)
        keys = [item.key for item in work.items[: work.pool]]
        self._queue = Queue(keys, self._learner, decisions, work.asking)
        self._pool = frozenset(keys)
        self._lock = threading.Lock()
        if labels.exists() or decisions.labelled:
            export.write(labels, decisions)

    def ask(self, annotator: str, key: str | None = None) -> Question | None:
        """The sentence of that key, or the next to be decided; None where there is none."""
        with self._lock:
            row = self._rows.get(key) if key else self._queue.next(annotator, self._rows)
            return None if row is None else self._question(annotator, row)

    def decide(self, annotator: str, key: str, label: str | None) -> None:
        """Record a label, or that the sentence is skipped (None).

        Raises:
            UsageError: there is no such sentence or class.
            FramingError: the disk takes nothing more; nothing was recorded, or only the table could not be written.
        """
        if label is not None and label not in self.plan.classes:
            raise UsageError(f"{label!r} is no class of {self.plan.name}: {', '.join(self.plan.classes)}")
        with self._lock:
            if key not in self._rows:
                raise UsageError(f"{key!r} is no sentence of this run; go back to the page and reload it")
            row = self._rows[key]
            question = self._question(annotator, row)
            suggested = None if question.suggested is None else self.plan.classes[question.suggested]
            item = self._work.items[row]
            made = decision(item, annotator, label, suggested=suggested, time=_now())
            self._journal.append(made.line)
            self._decisions.add(made)
            export.write(self.labels, self._decisions)

    def undo(self, annotator: str) -> str | None:
        """Take back the annotator's latest answer; gives the sentence's key, None where there is nothing to take back.

        Raises:
            FramingError: as `decide`.
        """
        with self._lock:
            last = self._decisions.last(annotator)
            if last is None:
                return None
            self._journal.append({"annotator": annotator, "undo": last.key, "time": _now()})
            self._decisions.undo(annotator)
            export.write(self.labels, self._decisions)
            return last.key if last.key in self._rows else None

    def last(self, annotator: str) -> Decision | None:
        """The annotator's latest answer that stands."""
        with self._lock:
            return self._decisions.last(annotator)

    def progress(self, annotator: str) -> Progress:
        """How far it is."""
        with self._lock:
            mine = self._decisions.of(annotator)
            labelled = self._decisions.labelled
            return Progress(
                mine=sum(made.label is not None for made in mine.values()),
                skipped=sum(made.label is None for made in mine.values()),
                labelled=len(labelled),
                left=len(self._pool - set(labelled)),
            )

    def agreement(self) -> Agreement:
        """How far annotators agree so far."""
        with self._lock:
            return agreement(self._decisions, self.plan.classes)

    @property
    def annotators(self) -> tuple[str, ...]:
        """Everybody who labelled something."""
        with self._lock:
            return self._decisions.annotators

    def _question(self, annotator: str, row: int) -> Question:
        item = self._work.items[row]
        mine = self._decisions.of(annotator)
        shown = self._learner.telling and not self.blind
        done = [key for key in mine if key in self._rows]
        place = done.index(item.key) if item.key in mine else len(done)
        return Question(
            item=item,
            p=tuple(float(p) for p in self._learner.p[row]) if shown else None,
            mine=mine.get(item.key),
            earlier=done[place - 1] if place else None,
            later=_at(done, place + 1),
        )


def _at(keys: Sequence[str], place: int) -> str | None:
    return keys[place] if place < len(keys) else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
