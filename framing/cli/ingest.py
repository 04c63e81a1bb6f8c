"""`framing ingest`: new articles into a store of coverage."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.errors import INTERRUPTED, SOME_ERRORS, guarded, say
from framing.cli.logs import set_up
from framing.cli.options import (
    AllowPrivate,
    Columns,
    Entities,
    Inputs,
    Model,
    Suffix,
    Threads,
    Verbose,
    entity_table,
    read_options,
)
from framing.cli.progress import shown
from framing.cli.scoring import identity_of, opener
from framing.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from framing.sources import ReadOptions
    from framing.store.run import Tally


def ingest(
    inputs: Inputs,
    into: Annotated[Path, typer.Option("--into", metavar="STORE", help="Store to add to or to make: a .duckdb file.")],
    threads: Threads = None,
    model: Model = None,
    columns: Columns = None,
    suffix: Suffix = None,
    allow_private: AllowPrivate = False,
    entities: Entities = None,
    verbose: Verbose = False,
) -> None:
    """Score what is new and keep it in a store, one DuckDB file.

    An article is its outlet, its url (or id) and its text; what the store has is not scored again. Articles that repeat
    another are kept and linked. Whatever ends the command, what is done stays, and the same command goes on.

    Example: framing ingest articles.jsonl --into coverage.duckdb
    """
    set_up(verbose=verbose)
    with guarded():
        from framing.store.run import Tally

        tally = Tally()
        try:
            how = read_options(columns, suffix, allow_private=allow_private)
            _run(inputs, how, into, tally, (model, threads, entity_table(entities)))
        except KeyboardInterrupt:
            say(stopped(tally, into, f"new {_articles(tally.new)}"))
            raise typer.Exit(INTERRUPTED) from None
        _tell(inputs, into, tally)
    if tally.failures:
        raise typer.Exit(SOME_ERRORS)


def stopped(tally: Tally, into: Path, what: str) -> str:
    """What Ctrl-C says."""
    again = f"framing {shlex.join(sys.argv[1:])}"
    return f"stopped; {tally.new} {what} of this run are kept in {into}. Go on with the same command: {again}"


def _run(
    inputs: list[str],
    how: ReadOptions,
    into: Path,
    tally: Tally,
    scoring: tuple[Path | None, int | None, Mapping[str, str]],
) -> None:
    from framing.cli.counting import count
    from framing.sources import read_articles
    from framing.store import ingest, opened
    from framing.store.lacking import Wanted, count_lacking

    model, threads, names = scoring
    items = read_articles(inputs, how)  # complains of what can be seen beforehand
    identity = identity_of(model)
    with opened(into, write=True) as store:
        with shown("articles", lambda: count(inputs, how)) as advance:
            ingest(store, items, opener(model, threads, names), entities=names, tally=tally, on_progress=advance)
        lacking = count_lacking(store, Wanted(identity=identity, entities=names))
    if lacking and tally.known:
        say(f"{lacking} {_articles(lacking)} of {into} lack scores by this model: framing rescore {into}")


def _tell(inputs: list[str], into: Path, tally: Tally) -> None:
    if not tally.seen:
        raise InputError(f"{', '.join(inputs)}: no article in there")
    more = (
        (tally.known, "known already"),
        (tally.skipped, "of the new skipped (not English, or no prose)"),
        (tally.copies, "of the new linked to an article that they repeat (see the table copies)"),
        (tally.failures, "could not be read or analysed (see the table failures)"),
    )
    say("; ".join([f"{into}: {tally.new} new {_articles(tally.new)}", *(f"{n} {what}" for n, what in more if n)]))


def _articles(n: int) -> str:
    return "article" if n == 1 else "articles"
