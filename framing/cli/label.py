"""`framing label`: a page on this machine to label sentences."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.errors import emit, guarded, say
from framing.cli.logs import set_up
from framing.cli.options import (
    INPUT_HELP,
    AllowPrivate,
    Columns,
    Model,
    Suffix,
    Threads,
    Unit,
    Verbose,
    read_options,
)
from framing.cli.progress import shown
from framing.errors import MissingExtraError

if TYPE_CHECKING:
    from framing.label.job import Job
    from framing.label.session import Session


class Order(StrEnum):
    """In which order sentences are asked for."""

    USEFUL = "useful"
    RANDOM = "random"
    GIVEN = "given"


def label(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="STORE_OR_FILE", help=f"A store (.duckdb), or: {INPUT_HELP}", show_default=False),
    ],
    head: Annotated[str, typer.Option("--head", metavar="NAME", help="Head to label for: the model's, or a new one.")],
    classes: Annotated[
        str | None, typer.Option("--classes", metavar="A,B", help="Classes of a new head, as in --classes no,yes.")
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option(
            "--labels",
            metavar="FILE",
            help="Table to keep the labels in, which framing train reads [default: NAME.labels.jsonl, in this folder].",
        ),
    ] = None,
    annotator: Annotated[
        str | None, typer.Option("--annotator", metavar="NAME", help="Who labels [default: the login name].")
    ] = None,
    unit: Annotated[Unit, typer.Option(help="What one row of the input is.")] = Unit.ARTICLE,
    order: Annotated[
        Order, typer.Option(help="Which sentences come first: those the model learns most from, any, or as given.")
    ] = Order.USEFUL,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="How many sentences to draw from the input.")
    ] = 2000,
    overlap: Annotated[
        int, typer.Option(metavar="PERCENT", min=0, max=100, help="How many sentences get a second annotator's label.")
    ] = 20,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="What the drawing begins from.")] = 0,
    blind: Annotated[bool, typer.Option("--blind", help="Do not show the model's guess.")] = False,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port of the page; 0 is any free one.")
    ] = 0,
    model: Model = None,
    threads: Threads = None,
    columns: Columns = None,
    suffix: Suffix = None,
    allow_private: AllowPrivate = False,
    verbose: Verbose = False,
) -> None:
    """Label sentences on a page in the browser, by keys alone.

    Prints the page's address, which only this machine can reach, and serves it until Ctrl-C. Every answer is on the
    disk before the next sentence is shown; the same command goes on where it was left.

    Example: framing label coverage.duckdb --head urgency --classes no,yes
    """
    set_up(verbose=verbose)
    with guarded():
        _need_extra()
        from framing.label import Asking, Job
        from framing.label import Order as Wanted
        from framing.label.names import annotator_name, login_name

        job = Job(
            inputs=tuple(inputs),
            head=head,
            labels=labels or Path(f"{head}.labels.jsonl"),
            classes=_split(classes),
            options=read_options(columns, suffix, unit, allow_private=allow_private),
            asking=Asking(order=Wanted(order.value), seed=seed, overlap=overlap),
            limit=limit,
            blind=blind,
        )
        _run(job, annotator_name(annotator) if annotator else login_name(), port, (model, threads))


def _run(job: Job, annotator: str, port: int, reading: tuple[Path | None, int | None]) -> None:
    from framing import bundle as bundles
    from framing.batch import usable_cores
    from framing.label import Reader, begin, journal_of, opened, planned, pool

    model, threads = reading
    bundle = bundles.load(model)
    with opened(journal_of(job.labels)) as journal:
        head = planned(job, journal, bundle)
        drawn = pool(job)
        with shown("sentences", lambda: len(drawn)) as advance:
            session = begin(job, journal, head, drawn, Reader(bundle, threads or usable_cores()), advance)
        _serve(session, annotator, port)


def _serve(session: Session, annotator: str, port: int) -> None:
    from framing.label.server import address, create_app, listening, serve
    from framing.report.phrases import count

    listener = listening(port)
    left = count(session.progress(annotator).left, "sentence")
    say(f"{left} to label for {session.plan.name} ({', '.join(session.plan.classes)}); Ctrl-C ends")
    emit(f"{address(listener)}\n")
    with suppress(KeyboardInterrupt):
        serve(create_app(session, annotator), listener)
    say(f"{session.labels}: {count(session.progress(annotator).labelled, 'labelled sentence')}")


def _split(classes: str | None) -> tuple[str, ...] | None:
    return None if classes is None else tuple(name.strip() for name in classes.split(","))


def _need_extra() -> None:
    try:
        import fastapi  # noqa: F401
        import python_multipart  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingExtraError(feature="the labelling page", extra="label") from error
