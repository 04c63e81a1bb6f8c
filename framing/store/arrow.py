"""Rows as arrow tables, which DuckDB takes in bulk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def as_table(rows: Sequence[Mapping[str, object]], columns: Mapping[str, str]) -> Any:  # noqa: ANN401 (no types)
    """The rows with the given columns and SQL types. Raises ValueError for a cell that no column takes."""
    import pyarrow as arrow

    types = {
        "BIGINT": arrow.int64(),
        "INTEGER": arrow.int32(),
        "DOUBLE": arrow.float64(),
        "BOOLEAN": arrow.bool_(),
        "VARCHAR": arrow.string(),
        "VARCHAR[]": arrow.list_(arrow.string()),
        "DATE": arrow.date32(),
        "TIMESTAMP": arrow.timestamp("us"),
    }
    if unknown := {name for row in rows for name in row} - set(columns):
        raise ValueError(f"no such columns: {', '.join(sorted(unknown))}; known are {', '.join(columns)}")
    arrays = {
        name: arrow.array([clean(row.get(name)) for row in rows], types[type_]) for name, type_ in columns.items()
    }
    return arrow.table(arrays)


def clean(value: object) -> object:
    """A cell without lone surrogates, which UTF-8 cannot hold: they become U+FFFD, so that offsets stay."""
    if isinstance(value, str):
        return str(value) if value.isascii() else _SURROGATE.sub("\ufffd", value)
    return [clean(one) for one in value] if isinstance(value, list | tuple) else value
