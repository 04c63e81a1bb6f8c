"""`framing outlets`: many articles to outlets, side by side and over time."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.errors import INTERRUPTED, SOME_ERRORS, emit, guarded, say
from framing.cli.logs import set_up
from framing.cli.options import (
    INPUT_HELP,
    AllowPrivate,
    Columns,
    Entities,
    Model,
    Suffix,
    Threads,
    Verbose,
    entity_table,
    read_options,
)
from framing.cli.outlet_articles import Done, Wanted, analyse, check, no_outlet
from framing.cli.outlet_stores import SUFFIX, Choice, read_stores
from framing.cli.scoring import identity_of
from framing.errors import InputError, UsageError

if TYPE_CHECKING:
    from framing.outlets import OutletSummary

PAGE, TABLE = "outlets.html", "outlets.csv"


class By(StrEnum):
    """The periods of a course over time."""

    WEEK = "week"
    MONTH = "month"


def outlets(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help=f"{INPUT_HELP} Also stores (.duckdb).", show_default=False),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder to write to.")] = Path("reports"),
    by: Annotated[By | None, typer.Option(help="Also show the measures over time, by ISO week or by month.")] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Leave out articles before this day (YYYY-MM-DD), and those without a date."),
    ] = None,
    threads: Threads = None,
    model: Model = None,
    columns: Columns = None,
    suffix: Suffix = None,
    allow_private: AllowPrivate = False,
    entities: Entities = None,
    verbose: Verbose = False,
) -> None:
    """Compare outlets: measures, stances and slants pooled over their articles, with intervals.

    Writes outlets.html and outlets.csv into DIR and prints a table. Articles that name no outlet are shown as
    "unknown". Of each article only a few numbers are kept. A store (see framing ingest) is read without the model: by
    --model, else by the model that most of its articles are scored with.

    Example: framing outlets coverage.duckdb -o reports --by month --since 2026-01-01
    """
    set_up(verbose=verbose)
    done = Done()
    with guarded():
        try:
            options = read_options(columns, suffix, allow_private=allow_private)
            wanted = Wanted(*_parted(inputs), options, _day(since))
            _gather(wanted, (model, threads, entities), out, done)
            _write(_pooled(wanted, by, done), out, done)
        except KeyboardInterrupt:
            say(done.interrupted())
            raise typer.Exit(INTERRUPTED) from None
    if done.errors:
        raise typer.Exit(SOME_ERRORS)


def _parted(inputs: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is analysed, and the stores."""
    stores = tuple(given for given in inputs if given.endswith(SUFFIX))
    return tuple(given for given in inputs if given not in stores), stores


def _gather(wanted: Wanted, scoring: tuple[Path | None, int | None, Path | None], out: Path, done: Done) -> None:
    """Read the stores, then analyse the rest by the same model."""
    from framing.analyzer import load

    model, threads, entities = scoring
    if wanted.inputs:
        check(wanted)
    names = entity_table(entities)
    asked = wanted.inputs or model or os.environ.get("FRAMING_MODEL")
    identity = identity_of(model) if wanted.stores and asked else None
    read_stores(wanted, Choice(identity, names, plain=bool(wanted.inputs)), done)
    analyzer = load(model, threads=1, names=names) if wanted.inputs else None
    out.mkdir(parents=True, exist_ok=True)
    if analyzer is not None:
        analyse(wanted, analyzer, threads, done)
    done.name()


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"--since {given}: no such day; allowed is YYYY-MM-DD, as in --since 2026-03-01") from None


def _pooled(wanted: Wanted, by: By | None, done: Done) -> tuple[OutletSummary, ...]:
    from framing.outlets import UNKNOWN, pool

    if not done.summaries:
        reasons = " ".join(done.left_out()) or "There is none."
        raise InputError(f"{wanted.named}: no article could be scored. {reasons}")
    if all(summary.outlet == UNKNOWN for summary in done.summaries):
        raise no_outlet(wanted, len(done.summaries))
    return pool(done.summaries, None if by is None else by.value)


def _write(found: Sequence[OutletSummary], out: Path, done: Done) -> None:
    from framing.batch import replace_with
    from framing.report import outlets as pages

    left_out = done.left_out()
    for name, text in (
        (PAGE, pages.render(found, tuple(done.models), left_out)),
        (TABLE, pages.render_csv(found)),
    ):
        replace_with(out / name, text.encode("utf-8", "backslashreplace"))
        done.written.append(out / name)
    emit(_summary(found, done))


def _summary(found: Sequence[OutletSummary], done: Done) -> str:
    """What the terminal shows, as wide and as colourful as it is."""
    from rich.console import Console

    from framing.report import outlets as pages

    console = Console(highlight=False)
    with console.capture() as captured:
        pages.print_summary(found, console)
    return f"{captured.get()}\nWritten: {' and '.join(map(str, done.written))}\n"
