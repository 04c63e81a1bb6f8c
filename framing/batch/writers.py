"""From the blocks of a finished run to the output: jsonl, csv or parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from framing.batch.store import BlockStore
from framing.errors import MissingExtraError, UsageError

_ROWS_AT_ONCE = 2048


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an output: our own, then those of the input by what they hold (see `framing.batch.table.kind`)."""

    own: tuple[str, ...]
    others: Mapping[str, str]


def check_suffix(out: Path) -> None:
    """Raise UsageError for a suffix that is not written, MissingExtraError for .parquet without pyarrow."""
    if out.suffix not in WRITERS:
        raise UsageError(f"-o {out}: unknown suffix {out.suffix!r}; allowed are {' '.join(WRITERS)}")
    if out.suffix == ".parquet":
        try:
            import pyarrow.parquet  # noqa: F401
        except ImportError as error:
            raise MissingExtraError(feature="writing .parquet", extra="tables") from error


def write_output(store: BlockStore, own: tuple[str, ...], target: Path, suffix: str) -> None:
    """Write all rows of the blocks to `target`; `own` are our columns, those of the input stand behind them.

    Memory holds a block, or a few thousand rows. Raises OSError, and FramingError for a damaged block.
    """
    WRITERS[suffix](store, own, target)


def _write_jsonl(store: BlockStore, own: tuple[str, ...], target: Path) -> None:
    """One object a line; an input's column is there where its row had it."""
    with target.open("wb") as stream:
        for body in store.bodies():
            stream.write(body)


def _write_csv(store: BlockStore, own: tuple[str, ...], target: Path) -> None:
    """A header, then a record a row, lines ending in a line feed; null is empty, lists and truth values are JSON."""
    columns = [*own, *store.totals.kinds]
    with target.open("wb") as stream:
        _write_record(stream, columns)
        for row in store.rows():
            _write_record(stream, [_cell(row.get(column)) for column in columns])


def _write_record(stream: BinaryIO, cells: list[str]) -> None:
    stream.write((",".join(map(_quoted, cells)) + "\n").encode("utf-8", "backslashreplace"))


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _quoted(cell: str) -> str:
    """The csv module leaves a lone carriage return bare, which readers take for the end of the record."""
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\r\n') else cell


def write_parquet(
    rows: Iterable[dict[str, object]],
    columns: Columns,
    target: Path | BinaryIO,
    *,
    notes: Mapping[str, str] | None = None,
) -> None:
    """Write rows as parquet: lists as lists of structs, an input's column as what all its values are, or else as JSON.

    `notes` are kept with the table's schema. Raises OSError.
    """
    import pyarrow as arrow
    from pyarrow import parquet

    from framing.batch.schema import schema

    fields = schema(columns.own, columns.others).with_metadata(dict(notes or {}))
    coded = _with_json(rows, columns.others)
    with parquet.ParquetWriter(target, fields, compression="zstd") as writer:
        while batch := list(islice(coded, _ROWS_AT_ONCE)):
            writer.write_table(arrow.Table.from_pylist(batch, fields))


def _write_parquet(store: BlockStore, own: tuple[str, ...], target: Path) -> None:
    write_parquet(store.rows(), Columns(own, store.totals.kinds), target)


def _with_json(rows: Iterable[dict[str, object]], kinds: Mapping[str, str]) -> Iterator[dict[str, object]]:
    coded = [name for name, kind in kinds.items() if kind == "json"]
    for row in rows:
        cells = {name: json.dumps(row[name], ensure_ascii=False) for name in coded if row.get(name) is not None}
        yield {**row, **cells}


WRITERS: dict[str, Callable[[BlockStore, tuple[str, ...], Path], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".parquet": _write_parquet,
}
"""The writers by the output's suffix."""
