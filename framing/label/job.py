"""From what the user asks for to a session of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.bundle import Bundle
from framing.errors import InputError, UsageError
from framing.label.decisions import Decisions
from framing.label.encode import encode
from framing.label.inputs import read_items
from framing.label.journal import Journal
from framing.label.order import Order
from framing.label.plan import Plan, check_name, plan
from framing.label.pool import Item, draw, first
from framing.label.queue import Asking
from framing.label.session import Session, Work, labelled_elsewhere
from framing.sources import ReadOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is labelled, for which head, and where the labels go.

    `classes` are those of a new head, None for those that the model or the journal knows; `limit` is how many
    sentences are drawn from the inputs.
    """

    inputs: tuple[str, ...]
    head: str
    labels: Path
    classes: tuple[str, ...] | None = None
    options: ReadOptions = field(default_factory=ReadOptions)
    asking: Asking = field(default_factory=Asking)
    limit: int = 2000
    blind: bool = False

    def __post_init__(self) -> None:
        """Check the name of the head."""
        check_name(self.head)


def planned(job: Job, journal: Journal, bundle: Bundle) -> Plan:
    """The head, as the model, the journal and the user know it.

    Raises:
        UsageError: they do not fit together.
    """
    if journal.head not in (None, job.head):
        raise UsageError(
            f"{journal.path}: these are labels of the head {journal.head!r}, not {job.head!r}; give another --labels"
        )
    found = plan(job.head, job.classes or journal.classes or None, bundle)
    if lost := [name for name in journal.classes if name not in found.classes]:
        raise UsageError(
            f"{journal.path}: the class {lost[0]!r} is in use there and is none of {','.join(found.classes)}; classes "
            "can be added, not taken away"
        )
    return found


def pool(job: Job) -> list[Item]:
    """The sentences that are drawn from the inputs, equal ones once.

    Raises:
        InputError: there is none.
    """
    items = read_items(job.inputs, job.options)
    found = first(items, job.limit) if job.asking.order is Order.GIVEN else draw(items, job.limit, job.asking.seed)
    if not found:
        raise InputError(f"{', '.join(job.inputs)}: no sentence to label in there")
    return found


@dataclass(frozen=True, slots=True)
class Reader:
    """The model that reads the sentences, and with how many threads."""

    bundle: Bundle
    threads: int = 1


def begin(
    job: Job, journal: Journal, head: Plan, drawn: Sequence[Item], reader: Reader, on_progress: Callable[[int], None]
) -> Session:
    """Read the sentences, and take up the labels where they were left.

    Args:
        job: what was asked for.
        journal: open, and as long as the session is used.
        head: what `planned` gave.
        drawn: what `pool` gave.
        reader: the model.
        on_progress: gets the number of sentences of the pool that are read.
    """
    decisions = Decisions(journal.lines)
    items = [*drawn, *labelled_elsewhere(drawn, decisions)]
    encoded = encode(items, head, reader.bundle, reader.threads, lambda n: on_progress(min(n, len(drawn))))
    work = Work(plan=head, items=items, pool=len(drawn), encoded=encoded, asking=job.asking, blind=job.blind)
    journal.note(head)
    return Session(work, decisions, journal, job.labels)
