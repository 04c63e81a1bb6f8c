"""`framing rescore` and `framing export`: a store's articles by another model, and its tables as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.errors import INTERRUPTED, SOME_ERRORS, emit, guarded, say
from framing.cli.ingest import stopped
from framing.cli.logs import set_up
from framing.cli.options import Entities, Model, Threads, Verbose, entity_table
from framing.cli.progress import shown
from framing.cli.scoring import identity_of, opener

if TYPE_CHECKING:
    from framing.store.run import Tally

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="A store: a .duckdb file.", show_default=False)]


def rescore(
    path: StorePath,
    threads: Threads = None,
    model: Model = None,
    entities: Entities = None,
    renew: Annotated[
        bool,
        typer.Option("--renew", help="Also replace the scores that another version of framing made with this model."),
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Score the articles of a store that lack scores by a model.

    Scores by other models stay beside them. Whatever ends the command, what is done stays, and the same command goes
    on.

    Example: framing rescore coverage.duckdb --model models/newer
    """
    set_up(verbose=verbose)
    with guarded():
        from framing import __version__
        from framing.store import opened
        from framing.store import rescore as score_again
        from framing.store.lacking import Wanted, count_lacking
        from framing.store.run import Tally

        tally = Tally()
        try:
            names = entity_table(entities)
            wanted = Wanted(identity=identity_of(model), entities=names, version=__version__ if renew else None)
            with opened(path, write=path.exists()) as store:
                total = count_lacking(store, wanted)
                with shown("articles", lambda: total) as advance:
                    score_again(store, wanted, opener(model, threads, names), tally=tally, on_progress=advance)
        except KeyboardInterrupt:
            say(stopped(tally, path, "articles scored by this model"))
            raise typer.Exit(INTERRUPTED) from None
        _tell(path, tally, total)
    if tally.failures:
        raise typer.Exit(SOME_ERRORS)


def _tell(path: Path, tally: Tally, total: int) -> None:
    articles = "article" if tally.new == 1 else "articles"
    failed = f"; {tally.failures} could not be analysed (see the table failures)" if tally.failures else ""
    left = total - tally.seen
    say(f"{path}: {tally.new} {articles} scored by this model{f', {left} left to do' if left else ''}{failed}")


def export(
    path: StorePath,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder to write to.")] = Path("tables"),
) -> None:
    """Write each table of a store to DIR as a parquet file.

    Example: framing export coverage.duckdb -o tables
    """
    set_up(verbose=False)
    with guarded():
        from framing.store import export as write_tables
        from framing.store import opened

        with opened(path) as store:
            written = write_tables(store, out)
        emit("".join(f"{file}\n" for file in written))
