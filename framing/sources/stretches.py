"""Parquet files read a stretch at a time, by whoever has a stretch to do: the way of engines that spread the work."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice

from framing.errors import UsageError
from framing.records import Article, Failure
from framing.sources.files import READ_ERRORS, Inputs, Source, as_list, check_inputs, describe, find_sources
from framing.sources.options import ReadOptions
from framing.sources.parquet import ParquetRows, open_parquet

_ONLY = (
    "--engine ray reads parquet files and folders of them; for anything else take --engine local, or make a parquet "
    "file of it first"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """`count` rows of the source of that number, from row `first` on; both are counted from 0."""

    source: int
    first: int
    count: int


def parquet_sources(inputs: Inputs, options: ReadOptions) -> tuple[Source | Failure, ...]:
    """The parquet files that the inputs stand for, by absolute paths; a Failure for an unreadable folder.

    Raises InputError as `framing.sources.read_articles` does, UsageError for anything that is not parquet.
    """
    given = as_list(inputs)
    check_inputs(given)
    return tuple(_absolute(source) for source in find_sources(given, options, warn=True))


class StretchReader:
    """Reads stretches of sources; where one lies further on in the open file than the last, it goes on from there."""

    def __init__(self, sources: Sequence[Source | Failure], options: ReadOptions) -> None:
        self._sources = sources
        self._options = options
        self._open = ExitStack()
        self._at: int | None = None
        self._rows: ParquetRows | None = None

    def read(self, stretch: Stretch) -> list[Article | Failure]:
        """The rows of a stretch; fewer where the source has no more, a Failure where it cannot be read further."""
        source = self._sources[stretch.source]
        if isinstance(source, Failure):
            return [source]
        found: list[Article | Failure] = []
        try:
            for item in islice(self._rows_from(source, stretch), stretch.count):
                found.append(item)
        except READ_ERRORS as error:
            self.close()
            found.append(Failure(source.label, f"{source.label}: {describe(error)}"))
        return found

    def close(self) -> None:
        """Close the file that is open."""
        self._open.close()
        self._at, self._rows = None, None

    def _rows_from(self, source: Source, stretch: Stretch) -> ParquetRows:
        rows = self._rows
        if rows is None or self._at != stretch.source or rows.row > stretch.first:
            self.close()
            rows = self._rows = self._open.enter_context(open_parquet(source, self._options))
            self._at = stretch.source
        rows.pass_over(stretch.first - rows.row)
        return rows


def _absolute(source: Source | Failure) -> Source | Failure:
    if isinstance(source, Failure):
        return source
    if source.suffix != ".parquet" or source.path is None:
        raise UsageError(f"{source.label}: {_ONLY}")
    return replace(source, path=source.path.absolute())
