"""Scoring in bulk on Ray: from parquet to a folder of parquet parts, on one machine or many."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing import bundle as bundles
from framing.batch.checks import check_folder, existing
from framing.batch.engines.cluster import check_ray, joined
from framing.batch.engines.parts import Parts, run_key
from framing.batch.engines.plan import Plan, make_plan
from framing.batch.engines.pool import parts_made
from framing.batch.engines.worker import Task, order
from framing.batch.files import writing
from framing.batch.job import Job, Outcome
from framing.batch.record import conclude, described, recognised
from framing.batch.state import Place, RunState
from framing.batch.table import RowMaker
from framing.sources import read_articles
from framing.sources.stretches import parquet_sources

if TYPE_CHECKING:
    from framing.bundle import Bundle
    from framing.records import Failure
    from framing.sources.files import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who is told how far a run is: `total` the number of inputs, then `progress` how many are done."""

    total: Callable[[int], None] = lambda _: None
    progress: Callable[[int], None] = lambda _: None


def score_on_ray(
    job: Job, *, address: str | None = None, model: str | Path | None = None, listener: Listener | None = None
) -> Outcome:
    """Score the parquet files of a job into a folder of parquet parts, with an actor a core.

    The parts are the blocks of `framing.batch.score`, named in the order of the input, and have its very rows. They
    lie in OUT.partial/ until all are there; whatever ends a run, `resume` makes only those that are missing.

    Args:
        job: what to score; `out` is the folder, and `threads` the number of actors.
        address: the cluster, "auto" or HOST:PORT; None starts one on this machine that goes down at the end.
        model: the model's folder, under the same path on all machines; None means `FRAMING_MODEL`, else the model that
            ships with the package, wherever it is on each.
        listener: who is told how far it is; what a resumed run had done is told first.

    Raises:
        UsageError: options that do not fit, an output in the way, or a run that cannot be resumed as asked.
        MissingExtraError: Ray or pyarrow is not installed.
        FramingError: an input, the model, the disk or the cluster.
    """
    check_ray(address)
    check_folder(job)
    place = Place(job.out)
    before = existing(job, place)
    sources = parquet_sources(job.inputs, job.options)
    read_articles(job.inputs, job.options)  # complains of what can be seen beforehand
    run = _Run(job, place, sources, _Model.found(model))
    with writing(job.out, "what is done is kept; go on with --resume"), place.locked():
        try:
            return run.go(before, address, listener or Listener())
        finally:
            place.leave()


@dataclass(frozen=True, slots=True)
class _Model:
    """The model's description, and the folder that all machines are to take it from (None: their own)."""

    bundle: Bundle
    folder: Path | None

    @classmethod
    def found(cls, given: str | Path | None) -> _Model:
        named = given or os.environ.get("FRAMING_MODEL")
        return cls(bundles.load(given), Path(named).absolute() if named else None)


@dataclass(frozen=True, slots=True)
class _Run:
    """One call of `score_on_ray`, with the working folder locked."""

    job: Job
    place: Place
    sources: tuple[Source | Failure, ...]
    model: _Model

    def go(self, before: RunState | None, address: str | None, listener: Listener) -> Outcome:
        if self.job.force:
            self.place.clear()
        state = described(self.job, self.model.bundle)
        if before is not None:
            finished = recognised(self.job, self.place, before, state)
            if finished is not None:
                return finished
        self.place.write(state)
        plan = self._plan()
        parts = Parts(self.place.parts.absolute(), plan, run_key(state))
        parts.recover()
        listener.total(plan.inputs)
        listener.progress(parts.inputs)
        orders = [order(block, plan.name(block.number)) for block in parts.missing]
        if orders:
            with joined(address, self.job.threads) as actors:
                for done in parts_made(self._task(state, plan, parts), orders, actors):
                    parts.add(done)
                    listener.progress(parts.inputs)
        parts.finish()
        return conclude(self.job, self.place, state, parts.folder, parts.outcome)

    def _plan(self) -> Plan:
        maker = RowMaker(self.model.bundle, rows=self.job.rows, unit=self.job.options.unit)
        return make_plan(self.sources, self.job.options, maker)

    def _task(self, state: RunState, plan: Plan, parts: Parts) -> Task:
        return Task(
            sources=plan.sources,
            options=self.job.options,
            rows=str(self.job.rows),
            entities=dict(self.job.entities),
            kinds=plan.kinds,
            model=self.model.folder,
            identity=state.model,
            version=state.version,
            folder=parts.folder,
            run=parts.run,
        )
