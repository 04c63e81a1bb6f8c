"""`framing models`: bundles with their figures and cards, and what changes from one to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from framing.cli.errors import NOTHING_DONE, SOME_ERRORS, emit, guarded
from framing.cli.evaluate import Head, Json, JsonFile, as_text, check_out, keep
from framing.cli.logs import set_up
from framing.cli.options import (
    AllowPrivate,
    Columns,
    Inputs,
    Suffix,
    Threads,
    Unit,
    Verbose,
    column_names,
    read_options,
)
from framing.errors import UsageError

if TYPE_CHECKING:
    from framing.evaluate.data import Task

LIST = "list"
First = Annotated[Path, typer.Argument(metavar="A", help="The model before.", show_default=False)]
Second = Annotated[Path, typer.Argument(metavar="B", help="The model after.", show_default=False)]
RowUnit = Annotated[Unit, typer.Option(help="What one row of a table is.")]
Threshold = Annotated[
    float, typer.Option(metavar="P", min=0.0001, max=1.0, help="From which move of a probability on it changes.")
]
Top = Annotated[int, typer.Option(metavar="N", min=0, help="How many sentences the table shows.")]
SplitOfLabels = Annotated[
    str | None, typer.Option(metavar="NAME", help="With --head: only the rows of this split of the labels.")
]


class DefaultList(TyperGroup):
    """A group whose command `list` is meant where none is named: `framing models DIR` lists the models in DIR."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 (the type differs between versions)
        """Put `list` in front of what is no command."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        parsed: list[str] = super().parse_args(ctx, args if named else [LIST, *args])
        return parsed


app = typer.Typer(
    cls=DefaultList,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="List models, show the card of one, say what changes between two. Without a command: list.",
    subcommand_metavar="[DIR]... | COMMAND [ARGS]...",
)


@app.command(LIST)
def list_models(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[DIR]...",
            help="Models, or folders of models [default: the one that commands take, the one that ships, models/*].",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    verbose: Verbose = False,
) -> None:
    """List models: name, version, id, size, heads, main figures, card.

    Figures are those of the model's card; * is the model that commands take where none is named.

    Example: framing models training/
    """
    set_up(verbose=verbose)
    with guarded():
        from framing.cli.figures import rendered
        from framing.cli.model_figures import print_models
        from framing.evaluate.catalogue import catalogue

        entries = catalogue(folders or ())
        listed = {"models": [entry.as_json() for entry in entries]}
        emit(as_text(listed) if as_json else rendered(lambda console: print_models(entries, console)))
    broken = sum(entry.error is not None for entry in entries)
    if broken:
        raise typer.Exit(SOME_ERRORS if broken < len(entries) else NOTHING_DONE)


@app.command()
def show(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A model.", show_default=False)] = None,
) -> None:
    """Print the card of a model: what it learned from, what was measured, what it is not for.

    Example: framing models show models/small
    """
    set_up(verbose=False)
    with guarded():
        from framing.bundle import find
        from framing.evaluate.catalogue import card_of

        emit(card_of(find(folder)))


@app.command()
def diff(
    first: First,
    second: Second,
    inputs: Inputs,
    unit: RowUnit = Unit.ARTICLE,
    threshold: Threshold = 0.1,
    top: Top = 10,
    head: Head = None,
    split: SplitOfLabels = None,
    as_json: Json = False,
    out: JsonFile = None,
    threads: Threads = None,
    columns: Columns = None,
    suffix: Suffix = None,
    allow_private: AllowPrivate = False,
    verbose: Verbose = False,
) -> None:
    """Say which sentences change from model A to model B, those that move most first.

    A sentence changes where its kind or its type of commentary does, or a probability moves by --threshold or more.
    With --head NAME, INPUT is one table of labels (columns text and label): an exact test says which model is right
    more often.

    Example: framing models diff models/small models/newer coverage.jsonl
    """
    set_up(verbose=verbose)
    with guarded():
        from framing.cli.figures import rendered
        from framing.cli.model_diff import Asked, compare
        from framing.cli.model_figures import print_difference

        check_out(out)
        options = read_options(columns if head is None else None, suffix, unit, allow_private=allow_private)
        labels = _labels(inputs, head, split, columns)
        asked = Asked((first, second), tuple(inputs), options, labels, threshold, threads)
        found = compare(asked)
        keep(found.as_json(), out)
        emit(as_text(found.as_json()) if as_json else rendered(lambda console: print_difference(found, top, console)))
    if found.errors:
        raise typer.Exit(SOME_ERRORS)


def _labels(inputs: list[str], head: str | None, split: str | None, columns: list[str] | None) -> Task | None:
    """The labels that both models are measured by, None without any. Raises UsageError for what cannot be meant."""
    from framing.evaluate.data import OWN, Task

    if head is None:
        if split is not None:
            raise UsageError(f"--split {split}: splits are those of labels; --head NAME says what they are of")
        return None
    if len(inputs) > 1:
        raise UsageError(f"--head {head}: labels are read from one table; {len(inputs)} inputs are given")
    return Task(path=Path(inputs[0]), corpus=OWN, head=head, split=split, columns=column_names(columns))
