"""Parquet tables, read in small batches; needs pyarrow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Any

from framing.errors import MissingExtraError
from framing.records import Article, Failure
from framing.sources.files import ReadError, Source, open_source, unfit
from framing.sources.options import ReadOptions
from framing.sources.rows import build, missing_text

_BATCH = 64
"""Rows in memory at once."""


class ParquetRows:
    """The rows of an open parquet file from the first on; those that are passed over are decoded but not built."""

    def __init__(self, table: Any, source: Source, options: ReadOptions) -> None:  # noqa: ANN401 (pyarrow has no types)
        self._source = source
        self._options = options
        self._batches = _batches(table)
        self._batch: Any = None
        self._used = 0
        self.row = 0
        """The next row, counted from 0."""

    def __iter__(self) -> Iterator[Article | Failure]:
        return self

    def __next__(self) -> Article | Failure:
        """The next row. Raises ReadError where the rest of the table cannot be read."""
        if not self._here():
            raise StopIteration
        row = _decoded(self._batch, self._used)
        self._used += 1
        self.row += 1
        where = f"{self._source.label}:{self.row}"
        if isinstance(row, ValueError):
            return Failure(where, f"{where}: the row cannot be decoded: {row}")
        return build(row, where, self._options)

    def pass_over(self, count: int) -> None:
        """Go on `count` rows, or to the end. Raises ReadError as reading does."""
        while count and (here := min(count, self._here())):
            self._used += here
            self.row += here
            count -= here

    def _here(self) -> int:
        """How many rows the batch in memory still has: none at the end of the file."""
        while self._batch is None or self._used == self._batch.num_rows:
            batch = next(self._batches, None)
            if batch is None:
                return 0
            self._batch, self._used = _in_microseconds(batch), 0
        return int(self._batch.num_rows) - self._used


@contextmanager
def open_parquet(source: Source, options: ReadOptions) -> Iterator[ParquetRows]:
    """A parquet file to read rows from.

    Raises InputError (ReadError in a folder) where there is no text column, MissingExtraError without pyarrow,
    ReadError for another format.
    """
    with _opened(source) as table:
        _check_columns(table, source, options)
        yield ParquetRows(table, source, options)


def read_parquet(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The rows of a parquet file, numbered from 1; a row that cannot be decoded fails alone.

    Raises as `open_parquet` does.
    """
    with open_parquet(source, options) as rows:
        yield from rows


def check_parquet(source: Source, options: ReadOptions) -> None:
    """Raise InputError where a file that was named has no text column; all else is left to the reading."""
    with open_parquet(source, options):
        return


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    """The open table. What cannot be sought in (gzip, standard input) is laid in a temporary file first."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(feature="reading .parquet", extra="tables") from error
    with open_source(source) as stream, TemporaryFile() as spool:
        seekable = source.path is not None and not source.gzipped
        if not seekable:
            shutil.copyfileobj(stream, spool)
            spool.seek(0)
        try:
            table = parquet.ParquetFile(stream if seekable else spool, buffer_size=2**20)
        except (ValueError, OSError) as error:
            raise ReadError(f"not readable as parquet: {error}") from error
        with table:
            yield table


def _check_columns(table: Any, source: Source, options: ReadOptions) -> None:  # noqa: ANN401
    names = list(table.schema_arrow.names)
    if options.theirs("text") not in names:
        raise unfit(source, missing_text(names, options))


def _batches(table: Any) -> Iterator[Any]:  # noqa: ANN401
    batches = table.iter_batches(batch_size=_BATCH, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
        except (ValueError, OSError) as error:
            raise ReadError(f"the rest of the table cannot be read: {error}") from error
        if batch is None:
            return
        yield batch


def _decoded(batch: Any, i: int) -> dict[str, object] | ValueError:  # noqa: ANN401
    try:
        row: dict[str, object] = batch.slice(i, 1).to_pylist()[0]
    except ValueError as error:
        return error
    return row


def _in_microseconds(batch: Any) -> Any:  # noqa: ANN401
    """The batch with nanosecond times cut to microseconds, which is what Python's own dates can hold."""
    import pyarrow as arrow

    for i, column in enumerate(batch.schema):
        if arrow.types.is_timestamp(column.type) and column.type.unit == "ns":
            cut = batch.column(i).cast(arrow.timestamp("us", column.type.tz), safe=False)
            batch = batch.set_column(i, column.name, cut)
    return batch
