"""What must be right before a run begins."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.batch.state import Place, RunState
from framing.batch.writers import WRITERS, check_suffix
from framing.errors import UsageError
from framing.sources.given import fleeting, paths

if TYPE_CHECKING:
    from framing.batch.job import Job

PART = re.compile(r"part-\d{5,}\.parquet")
"""The name of a part of an output that is a folder."""
_LOG = logging.getLogger(__name__)


def check(job: Job) -> None:
    """Raise UsageError for options that do not fit together or an output that cannot be written."""
    check_suffix(job.out)
    _check_options(job)
    _check_file(job)


def check_folder(job: Job) -> None:
    """The same for an output that is a folder of parquet parts."""
    if job.out.suffix in WRITERS:
        raise UsageError(f"-o {job.out}: --engine ray writes a folder of parquet parts; name it without a suffix")
    check_suffix(Path("part.parquet"))
    _check_options(job)
    _check_folder(job)


def _check_options(job: Job) -> None:
    if job.rows not in ("articles", "sentences"):
        raise UsageError(f"--rows {job.rows}: allowed are articles and sentences")
    if job.resume and job.force:
        raise UsageError("--resume goes on with a run and --force begins it anew: give one of them")
    if job.resume and (reason := fleeting(job.inputs)):
        raise UsageError(f"--resume: {reason}")
    if job.options.unit == "sentence" and job.rows != "sentences":
        raise UsageError("--rows articles: with --unit sentence a row is a sentence; leave --rows out")
    if not job.out.parent.is_dir():
        raise UsageError(f"-o {job.out}: there is no folder {job.out.parent}; make it first")


def _check_file(job: Job) -> None:
    if job.out.is_dir():
        raise UsageError(f"-o {job.out}: this is a folder; name the file to write")
    if any(Path(given).resolve() == job.out.resolve() for given in paths(job.inputs)):
        raise UsageError(f"-o {job.out}: this is an input; write to another file")
    if inside(job.out, job.inputs):
        _LOG.warning("%s lies in a folder that is read; scoring that folder again would take it for articles", job.out)


def _check_folder(job: Job) -> None:
    if job.out.exists() and not job.out.is_dir():
        raise UsageError(f"-o {job.out}: this is a file; name the folder to write")
    others = [path.name for path in job.out.glob("*") if not PART.fullmatch(path.name)]
    if others:
        raise UsageError(f"-o {job.out}: {others[0]} is in this folder and is no part of an output; name a new folder")
    if inside(job.out, job.inputs):
        raise UsageError(f"-o {job.out}: this lies in a folder that is read; name a folder elsewhere")


def existing(job: Job, place: Place) -> RunState | None:
    """The run to go on with, None where one begins. Raises UsageError where what is there forbids it."""
    if job.force:
        return None
    found = [str(path) for path, there in ((place.out, place.made), (place.partial, place.begun)) if there]
    if not job.resume:
        if found:
            raise UsageError(
                f"{found[0]} is there already: --resume goes on with a run that was cut off (and leaves a finished one "
                "as it is), --force begins anew and overwrites"
            )
        return None
    state = place.read()
    if state is None and found:
        raise UsageError(
            f"{found[0]} is there but {place.record} is not, so nothing says which run it belongs to; "
            "move it away, or begin anew with --force"
        )
    return state


def inside(out: Path, inputs: Sequence[str]) -> bool:
    """Whether the output lies in a folder that is read."""
    folders = [Path(given).resolve() for given in paths(inputs) if Path(given).is_dir()]
    return any(out.resolve().is_relative_to(folder) for folder in folders)
