"""Scoring in bulk: from inputs to one output file, resumable at every block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from framing.batch.ahead import in_order
from framing.batch.blocks import Item, Scorer, cut, made
from framing.batch.checks import check, existing
from framing.batch.files import sync, writing
from framing.batch.job import Job, Outcome, usable_cores
from framing.batch.record import conclude, described, recognised
from framing.batch.state import Place, RunState
from framing.batch.store import BlockStore
from framing.batch.table import Piece, RowMaker
from framing.batch.workers import Task, by_processes
from framing.batch.writers import write_output
from framing.sources import read_articles
from framing.sources.given import fleeting

BLOCKS_EACH = 2
"""Processes are worth their start where each has more than so many blocks to do."""


def score(
    job: Job, open_model: Callable[[int], Scorer], on_progress: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Score everything in a job and write its output.

    As many blocks are worked on at once as there are threads, each with a pass of one thread: the labels of one are
    made while another is in the pass, and no number depends on how many there are. Where the job asks for them and
    there are blocks enough, processes do what threads do otherwise. `open_model` gets that one thread, `on_progress`
    the number of inputs that are done, first those of the run that is resumed. Whatever ends it, all finished blocks
    stay in OUT.partial/ and `resume` goes on after them.

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
        state = described(self._job, self._model.bundle)
        if before is not None:
            done = recognised(self._job, self._place, before, state)
            if done is not None:
                return done
        self._place.write(state)
        self._store.recover()
        self._score(self._job.threads or usable_cores())
        return self._finish(state)

    def _score(self, workers: int) -> None:
        unit = self._job.options.unit
        done = self._store.totals.inputs
        self._on_progress(done)
        items = islice(read_articles(self._job.inputs, self._job.options), done, None)
        for pieces in self._made(cut(items, unit), workers):
            self._store.append(pieces)
            self._on_progress(self._store.totals.inputs)

    def _made(self, blocks: Iterator[list[Item]], workers: int) -> Iterator[Sequence[Piece]]:
        """The pieces of the blocks, by processes where they are asked for and worth their start, else by threads."""
        enough = BLOCKS_EACH * workers
        first = list(islice(blocks, enough + 1)) if self._job.processes and workers > 1 else []
        if len(first) > enough:
            return by_processes(self._task(), chain(first, blocks), workers)
        unit, maker = self._job.options.unit, self._maker()
        return in_order(lambda block: made(self._model, block, unit, maker.piece), chain(first, blocks), workers)

    def _task(self) -> Task:
        bundle, job = self._model.bundle, self._job
        names = tuple(sorted(job.entities.items()))
        return Task(bundle.folder, bundle.identity, names, str(job.rows), str(job.options.unit))

    def _maker(self) -> RowMaker:
        return RowMaker(self._model.bundle, rows=self._job.rows, unit=self._job.options.unit)

    def _finish(self, state: RunState) -> Outcome:
        """Make the output in the working folder, and put it in its place."""
        temporary = self._place.partial / "output.tmp"
        write_output(self._store, self._maker().columns, temporary, self._job.out.suffix)
        with temporary.open("rb+") as stream:
            sync(stream.fileno())
        totals = self._store.totals
        return conclude(self._job, self._place, state, temporary, Outcome(rows=totals.rows, errors=totals.errors))
