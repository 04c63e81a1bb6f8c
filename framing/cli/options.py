"""The options that commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.errors import UsageError

if TYPE_CHECKING:
    from framing.sources import ReadOptions


class Unit(StrEnum):
    """What one row is."""

    ARTICLE = "article"
    SENTENCE = "sentence"


INPUT_HELP = (
    "Files (.txt .md .html .jsonl .csv .tsv .parquet, each also with .gz), folders of these, or - for standard input."
)
Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help=INPUT_HELP, show_default=False)]
Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="DIR", help="Model folder [default: $FRAMING_MODEL, else the one that ships]."),
]
Threads = Annotated[
    int | None, typer.Option("--threads", metavar="N", min=1, help="Threads to use [default: the usable cores].")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="OURS=THEIRS", help="Column of a table under another name: text=body. Repeatable."
    ),
]
Suffix = Annotated[
    str | None,
    typer.Option("--from", metavar="SUFFIX", help="Format of standard input, as in --from .jsonl [default: .txt]."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on standard error.")]


def read_options(columns: list[str] | None, suffix: str | None, unit: Unit = Unit.ARTICLE) -> ReadOptions:
    """How to read the inputs. Raises UsageError for what cannot be meant."""
    from framing.sources import ReadOptions

    return ReadOptions(
        columns=_mapping(columns or []), suffix=suffix, unit="sentence" if unit is Unit.SENTENCE else "article"
    )


def _mapping(given: list[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for pair in given:
        ours, equals, theirs = pair.partition("=")
        if not (ours and equals and theirs):
            raise UsageError(f"--column {pair}: two names are needed, ours first, as in --column text=body")
        if ours in named:
            raise UsageError(f"--column {pair}: {ours!r} is given twice")
        named[ours] = theirs
    return named
