"""The options that commands share."""

from __future__ import annotations

from collections.abc import Mapping
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
    "Files (.txt .md .html .warc .jsonl .csv .tsv .parquet, each also with .gz), folders of these, feeds (.rss .atom"
    " .xml, feed:https://...), lists of addresses (.urls), addresses (https://...), or - for standard input."
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
    typer.Option(
        "--from",
        metavar="SUFFIX",
        help="Format of standard input, as in --from .jsonl [default: .txt]; --from feed: addresses are feeds.",
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private and local network addresses too.")
]
Entities = Annotated[
    Path | None,
    typer.Option(
        "--entities",
        metavar="FILE",
        help="Table (.csv, .tsv) with the columns mention and entity that joins or parts targets; an empty entity"
        " leaves a mention out.",
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on standard error.")]


def read_options(
    columns: list[str] | None, suffix: str | None, unit: Unit = Unit.ARTICLE, *, allow_private: bool = False
) -> ReadOptions:
    """How to read the inputs. Raises UsageError for what cannot be meant."""
    from framing.sources import ReadOptions
    from framing.sources.web.limits import FetchLimits

    return ReadOptions(
        columns=column_names(columns),
        suffix=suffix,
        unit="sentence" if unit is Unit.SENTENCE else "article",
        fetch=FetchLimits(allow_private=allow_private),
    )


def entity_table(path: Path | None) -> Mapping[str, str]:
    """The user's table of entities; empty without one. Raises InputError for a table that cannot be used."""
    from framing.labels.entities import read_corrections

    return read_corrections(path) if path else {}


def column_names(given: list[str] | None) -> dict[str, str]:
    """Our names of columns with a table's own. Raises UsageError for what is no pair, and for a name given twice."""
    named: dict[str, str] = {}
    for pair in given or []:
        ours, equals, theirs = pair.partition("=")
        if not (ours and equals and theirs):
            raise UsageError(f"--column {pair}: two names are needed, ours first, as in --column text=body")
        if ours in named:
            raise UsageError(f"--column {pair}: {ours!r} is given twice")
        named[ours] = theirs
    return named
