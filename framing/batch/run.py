"""Scoring in bulk: from inputs to one output file, resumable at every block."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from framing.batch.ahead import in_order
from framing.batch.blocks import Scorer, cut, made
from framing.batch.checks import check, existing, inside
from framing.batch.files import move, sync, writing
from framing.batch.state import Place, RunState
from framing.batch.store import BlockStore
from framing.batch.table import RowMaker
from framing.batch.writers import write_output
from framing.bundle import sha256
from framing.errors import UsageError
from framing.sources import ReadOptions, input_digest, read_articles
from framing.sources.given import fleeting

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to score, and where to.

    `rows` says what one output row is: "articles", or "sentences", which it must be where `options.unit` is "sentence".
    `threads` None means: the usable cores. `force` begins anew where an output
    or a run is there. `entities` is the user's table of entities, as `framing.load` takes it.
    """

    inputs: tuple[str, ...]
    out: Path
    options: ReadOptions
    rows: str = "articles"
    resume: bool = False
    force: bool = False
    threads: int | None = None
    entities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many rows the output has, how many of the inputs are errors, and whether it was there already."""

    rows: int
    errors: int
    already: bool = False


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def score(
    job: Job, open_model: Callable[[int], Scorer], on_progress: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Score everything in a job and write its output.

    As many blocks are worked on at once as there are threads, each with a pass of one thread: the labels of one are
    made while another is in the pass, and no number depends on how many there are. `open_model` gets that one thread,
    `on_progress` the number of inputs that are done, first those of the run that is resumed. Whatever ends it, all
    finished blocks stay in OUT.partial/ and `resume` goes on after them.

    Raises:
        UsageError: options that do not fit, an output in the way, or a run that cannot be resumed as asked.
        FramingError: an input, the model or the disk.
    """
    check(job)
    place = Place(job.out)
    before = existing(job, place)
    read_articles(job.inputs, job.options)  # complains of what can be seen beforehand
    model = open_model(1)
    hint = "begin again when that is mended" if fleeting(job.inputs) else "what is done is kept; go on with --resume"
    with writing(job.out, hint), place.locked():
        try:
            return _Run(job, place, model, on_progress).go(before)
        finally:
            place.leave()


class _Run:
    """One call of `score`, with the working folder locked."""

    def __init__(self, job: Job, place: Place, model: Scorer, on_progress: Callable[[int], None]) -> None:
        self._job = job
        self._place = place
        self._model = model
        self._on_progress = on_progress
        self._store = BlockStore(place.partial)

    def go(self, before: RunState | None) -> Outcome:
        if self._job.force:
            self._place.clear()
        state = self._state()
        if before is not None:
            done = self._recognised(before, state)
            if done is not None:
                return done
        self._place.write(state)
        self._store.recover()
        self._score(self._job.threads or usable_cores())
        return self._finish(state)

    def _state(self) -> RunState:
        job = self._job
        return RunState(
            version=_version(),
            input=None if fleeting(job.inputs) else input_digest(job.inputs),
            model=self._model.bundle.identity,
            model_label=self._model.bundle.label,
            options={
                "rows": str(job.rows),
                "unit": str(job.options.unit),
                "entities": dict(sorted(job.entities.items())),
                "columns": dict(sorted(job.options.columns.items())),
            },
        )

    def _recognised(self, before: RunState, now: RunState) -> Outcome | None:
        """The outcome of a run whose output is whole, even if it was cut off just before it could say so."""
        out = self._job.out
        whole = out.exists() and sha256(out) == before.output
        if whole and before.input_after is None and inside(out, self._job.inputs):
            before = replace(before, input_after=now.input)
        before.refuse_other(now)
        if not out.exists():
            return None
        if not whole:
            raise UsageError(f"{out}: not what this run wrote; move it away, or begin anew with --force")
        if not before.finished:
            self._place.write(replace(before, finished=True))
        self._place.close()
        return Outcome(rows=before.rows or 0, errors=before.errors or 0, already=True)

    def _score(self, workers: int) -> None:
        unit = self._job.options.unit
        done = self._store.totals.inputs
        self._on_progress(done)
        maker = self._maker()
        items = islice(read_articles(self._job.inputs, self._job.options), done, None)
        blocks = cut(items, unit)
        for pieces in in_order(lambda block: made(self._model, block, unit, maker.piece), blocks, workers):
            self._store.append(pieces)
            self._on_progress(self._store.totals.inputs)

    def _maker(self) -> RowMaker:
        return RowMaker(self._model.bundle, rows=self._job.rows, unit=self._job.options.unit)

    def _finish(self, state: RunState) -> Outcome:
        """Make the output, say what it will be, put it in its place, say that it is there, and clear up."""
        out = self._job.out
        temporary = self._place.partial / "output.tmp"
        write_output(self._store, self._maker().columns, temporary, out.suffix)
        with temporary.open("rb+") as stream:
            sync(stream.fileno())
        totals = self._store.totals
        state = replace(state, rows=totals.rows, errors=totals.errors, output=sha256(temporary))
        self._place.write(state)
        move(temporary, out)
        after = input_digest(self._job.inputs) if inside(out, self._job.inputs) and state.input else None
        self._place.write(replace(state, finished=True, input_after=after))
        self._place.close()
        return Outcome(rows=totals.rows, errors=totals.errors)


def _version() -> str:
    from framing import __version__

    return __version__
