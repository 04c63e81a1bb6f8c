"""`framing score`: many articles to one table."""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.errors import SOME_ERRORS, guarded, say
from framing.cli.logs import set_up
from framing.cli.options import (
    AllowPrivate,
    Columns,
    Entities,
    Inputs,
    Model,
    Suffix,
    Threads,
    Unit,
    Verbose,
    entity_table,
    read_options,
)
from framing.cli.progress import shown
from framing.errors import UsageError

if TYPE_CHECKING:
    from framing.batch import Job, Outcome


class Engine(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


class Rows(StrEnum):
    """What one row of the output is."""

    ARTICLES = "articles"
    SENTENCES = "sentences"


Out = Annotated[
    Path,
    typer.Option(
        "-o",
        "--out",
        metavar="OUT",
        help="File to write: .jsonl, .csv or .parquet; with --engine ray, a folder of parquet parts.",
    ),
]
OneIn = Annotated[Unit, typer.Option("--unit", help="What one row of the input is.")]
OneOut = Annotated[
    Rows | None,
    typer.Option("--rows", help="What one row of the output is [default: articles; with --unit sentence, sentences]."),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where a run was cut off, or start it.")]
Force = Annotated[bool, typer.Option("--force", help="Begin anew and overwrite what is there.")]
Where = Annotated[Engine, typer.Option("--engine", help="Where the work is done: in this process, or on Ray.")]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="auto|HOST:PORT",
        help="Ray cluster to join, from a machine of it [default: one of this machine, for the time of the job].",
    ),
]


def score(
    inputs: Inputs,
    out: Out,
    unit: OneIn = Unit.ARTICLE,
    rows: OneOut = None,
    resume: Resume = False,
    force: Force = False,
    engine: Where = Engine.LOCAL,
    address: Address = None,
    threads: Threads = None,
    model: Model = None,
    columns: Columns = None,
    suffix: Suffix = None,
    allow_private: AllowPrivate = False,
    entities: Entities = None,
    verbose: Verbose = False,
) -> None:
    """Score articles, or single sentences, in bulk.

    Rows come in the order of the input. OUT appears when it is whole; until then OUT.partial/ keeps what is done, and
    the same command with --resume goes on there. OUT.run.json stays and says what the run was. With --engine ray, the
    inputs are parquet and OUT is a folder of parquet parts, with the same rows; --threads is the number of actors.

    Example: framing score articles.jsonl -o scores.csv --rows sentences --resume
    """
    set_up(verbose=verbose)
    with guarded(_how_to_resume(inputs)):
        from framing.batch import Job

        how = read_options(columns, suffix, unit, allow_private=allow_private)
        kind = rows or (Rows.SENTENCES if unit is Unit.SENTENCE else Rows.ARTICLES)
        table = entity_table(entities)
        job = Job(
            inputs=tuple(inputs),
            out=out,
            options=how,
            rows=kind,
            threads=threads,
            entities=table,
            processes=engine is Engine.LOCAL,
            resume=resume,
            force=force,
        )
        outcome = _on_ray(job, model, address) if engine is Engine.RAY else _here(job, model, address)
        _tell(out, outcome)
    if outcome.errors and not outcome.already:
        raise typer.Exit(SOME_ERRORS)


def _here(job: Job, model: Path | None, address: str | None) -> Outcome:
    from framing.analyzer import load
    from framing.batch import score
    from framing.cli.counting import count

    if address is not None:
        raise UsageError(f"--address {address}: only --engine ray joins a cluster; give that too")
    what = f"{job.options.unit}s"
    with shown(what, lambda: count(job.inputs, job.options)) as advance:
        return score(job, lambda threads: load(model, threads=threads, names=job.entities), advance)


def _on_ray(job: Job, model: Path | None, address: str | None) -> Outcome:
    from framing.batch.engines import Listener, score_on_ray

    totals: list[int] = []
    with shown(f"{job.options.unit}s", lambda: totals[-1]) as advance:
        listener = Listener(total=totals.append, progress=advance)
        return score_on_ray(job, address=address, model=model, listener=listener)


def _tell(out: Path, outcome: Outcome) -> None:
    if outcome.already:
        say(f"{out} is finished already and left as it is ({outcome.rows} rows)")
        return
    errors = f"; {outcome.errors} of the inputs are errors (see status and message)" if outcome.errors else ""
    say(f"{out}: {outcome.rows} rows{errors}")


def _how_to_resume(inputs: list[str]) -> str:
    from framing.sources.given import fleeting

    if fleeting(inputs):
        what = "standard input" if "-" in inputs else "what is fetched from the web"
        return f"stopped; a run over {what} cannot be resumed"
    again = [argument for argument in sys.argv[1:] if argument not in ("--resume", "--force")]
    return f"stopped; what is done is kept. Go on with: framing {shlex.join([*again, '--resume'])}"
