"""A store's tables as parquet files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.store.connection import Store

_ROWS_AT_ONCE = 100_000


def export(store: Store, folder: Path) -> list[Path]:
    """Write each table to `folder/TABLE.parquet`, rows in the order in which they were written; returns the files.

    Each file is whole or not there. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in store.tables():
        target = folder / f"{table}.parquet"
        scratch = folder / f".{table}.parquet.tmp"
        name = str(scratch).replace("'", "''")
        try:
            options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS_AT_ONCE}"
            store.run(f"COPY {table} TO '{name}' ({options})")
            scratch.replace(target)
        finally:
            scratch.unlink(missing_ok=True)
        written.append(target)
    return written
