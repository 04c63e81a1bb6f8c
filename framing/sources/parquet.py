"""Parquet tables, read in small batches; needs pyarrow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Any

from framing.errors import InputError, MissingExtraError
from framing.records import Article, Failure
from framing.sources.files import ReadError, Source, open_source
from framing.sources.options import ReadOptions
from framing.sources.rows import build, missing_text

_BATCH = 64
"""Rows in memory at once."""


def read_parquet(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The rows of a parquet file, numbered from 1; a row that cannot be decoded fails alone.

    Raises InputError where there is no text column, MissingExtraError without pyarrow.
    """
    with _opened(source) as table:
        _check_columns(table, source, options)
        number = 0
        for batch in _batches(table):
            for row in _rows(batch):
                number += 1
                where = f"{source.label}:{number}"
                if isinstance(row, ValueError):
                    yield Failure(where, f"{where}: the row cannot be decoded: {row}")
                else:
                    yield build(row, where, options)


def check_parquet(source: Source, options: ReadOptions) -> None:
    """Raise InputError where there is no text column; other troubles are left to the reading."""
    with _opened(source) as table:
        _check_columns(table, source, options)


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


def _check_columns(table: Any, source: Source, options: ReadOptions) -> None:  # noqa: ANN401 (pyarrow has no types)
    names = list(table.schema_arrow.names)
    if options.theirs("text") not in names:
        raise InputError(f"{source.label}: {missing_text(names, options)}")


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


def _rows(batch: Any) -> Iterator[dict[str, object] | ValueError]:  # noqa: ANN401
    batch = _in_microseconds(batch)
    for i in range(batch.num_rows):
        try:
            yield batch.slice(i, 1).to_pylist()[0]
        except ValueError as error:
            yield error


def _in_microseconds(batch: Any) -> Any:  # noqa: ANN401
    """The batch with nanosecond times cut to microseconds, which is what Python's own dates can hold."""
    import pyarrow as arrow

    for i, column in enumerate(batch.schema):
        if arrow.types.is_timestamp(column.type) and column.type.unit == "ns":
            cut = batch.column(i).cast(arrow.timestamp("us", column.type.tz), safe=False)
            batch = batch.set_column(i, column.name, cut)
    return batch
