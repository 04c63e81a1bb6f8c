"""The record of a run: what it is, whether an earlier one is the same, and that its output is in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from framing.batch.checks import inside
from framing.batch.files import digest, move
from framing.batch.job import Job, Outcome
from framing.batch.state import Place, RunState
from framing.errors import UsageError
from framing.sources import input_digest
from framing.sources.given import fleeting

if TYPE_CHECKING:
    from framing.bundle import Bundle


def described(job: Job, bundle: Bundle) -> RunState:
    """The run that a job is with this model; reads the inputs once, for their hash."""
    from framing import __version__

    return RunState(
        version=__version__,
        input=None if fleeting(job.inputs) else input_digest(job.inputs),
        model=bundle.identity,
        model_label=bundle.label,
        options={
            "rows": str(job.rows),
            "unit": str(job.options.unit),
            "entities": dict(sorted(job.entities.items())),
            "columns": dict(sorted(job.options.columns.items())),
        },
    )


def recognised(job: Job, place: Place, before: RunState, now: RunState) -> Outcome | None:
    """The outcome of a run whose output is whole, even if it was cut off just before it could say so; None to go on.

    Raises UsageError for another run, and for an output that the run did not write.
    """
    whole = place.made and digest(job.out) == before.output
    if whole and before.input_after is None and inside(job.out, job.inputs):
        before = replace(before, input_after=now.input)
    before.refuse_other(now)
    if not place.made:
        return None
    if not whole:
        raise UsageError(f"{job.out}: not what this run wrote; move it away, or begin anew with --force")
    if not before.finished:
        place.write(replace(before, finished=True))
    place.close()
    return Outcome(rows=before.rows or 0, errors=before.errors or 0, already=True)


def conclude(job: Job, place: Place, state: RunState, temporary: Path, outcome: Outcome) -> Outcome:
    """Say what the output will be, put it in its place, say that it is there, and clear up; returns the outcome.

    `temporary` is the output, whole and synced, in the working folder. Raises OSError.
    """
    state = replace(state, rows=outcome.rows, errors=outcome.errors, output=digest(temporary))
    place.write(state)
    move(temporary, job.out)
    after = input_digest(job.inputs) if inside(job.out, job.inputs) and state.input else None
    place.write(replace(state, finished=True, input_after=after))
    place.close()
    return outcome
