"""Opening a store: made whole or not at all, one writer at a time, errors in plain words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError, InputError, MissingExtraError, UsageError
from framing.store.arrow import as_table, clean

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SUFFIX = ".duckdb"
"""How the name of a store ends."""
# Nothing is fetched from elsewhere, and memory stays bounded whatever the size of the store.
_CONFIG: dict[str, str | int | float | list[str]] = {
    "threads": 2,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
}
_INTERRUPTED = "Query interrupted"
_HOLDER = re.compile(r"held in (.+?) \(PID (\d+)\)")


class Store:
    """An open store. `path` is its file; whoever reads or writes tables does it through this."""

    def __init__(self, path: Path, connection: DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self._columns: dict[str, dict[str, str]] = {}

    def run(self, sql: str, *values: object) -> None:
        """Execute a statement, or several without values."""
        self._connection.execute(sql, [clean(value) for value in values] or None)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self._connection.execute(sql, [clean(value) for value in values] or None).fetchall()

    def one(self, sql: str, *values: object) -> tuple[Any, ...]:
        """The only row of a query."""
        (row,) = self.rows(sql, *values)
        return row

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written inside is there whole, and on the disk, or not at all."""
        self.run("BEGIN")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(Exception):
                self.run("ROLLBACK")
            raise

    def insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows to a table; a column that a row lacks is null. A lone surrogate becomes U+FFFD."""
        if not rows:
            return
        self._connection.register("incoming", as_table(rows, self.columns(table)))
        try:
            self.run(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        finally:
            self._connection.unregister("incoming")

    def columns(self, table: str) -> Mapping[str, str]:
        """The columns of a table with their SQL types, in order."""
        if table not in self._columns:
            sql = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ?"
            self._columns[table] = dict(self.rows(f"{sql} ORDER BY ordinal_position", table))
        return self._columns[table]

    def tables(self) -> list[str]:
        """The names of all tables."""
        return [n for (n,) in self.rows("SELECT table_name FROM information_schema.tables ORDER BY table_name")]


@contextmanager
def opened(path: Path, *, write: bool = False) -> Iterator[Store]:
    """The store in a file, of the present version: an older one is migrated, and one that is to be written is made.

    While a process writes a store, no other may open it; several may read it at once.

    Raises:
        UsageError: another process has it, it is of a newer version, it is no store, or it is missing and only read.
        InputError: the file is no DuckDB file.
        FramingError: DuckDB cannot go on (a full disk).
        MissingExtraError: duckdb or pyarrow is not installed.
    """
    _check(path, write=write)
    if write and not path.exists():
        _create(path)
    with _told(path):
        if not write:
            _bring_up_to_date(path)
        with _connected(path, write=write) as store:
            if write:
                _migrate(store)
            yield store


def _check(path: Path, *, write: bool) -> None:
    try:
        import duckdb  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MissingExtraError(feature="a store of coverage", extra="tables") from error
    if path.suffix != SUFFIX:
        raise UsageError(f"{path}: a store's name ends in {SUFFIX}, as in coverage{SUFFIX}")
    if path.is_dir():
        raise UsageError(f"{path}: this is a folder; name the file of the store")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}; make it first")
    if not write and not path.exists():
        raise UsageError(f"{path}: no such store; framing ingest INPUT --into {path} makes one")


def _create(path: Path) -> None:
    """Make an empty store under another name, and give it its own at once, so that no half store is ever met."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    scratch.unlink(missing_ok=True)
    try:
        with _told(path), _connected(scratch, write=True) as store:
            _migrate(store)
        with suppress(FileExistsError):  # another process was faster
            _give_name(scratch, path)
    finally:
        for left in (scratch, scratch.with_name(f"{scratch.name}.wal")):
            left.unlink(missing_ok=True)


def _give_name(scratch: Path, path: Path) -> None:
    try:
        os.link(scratch, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if path.exists():
            raise FileExistsError(path) from None
        scratch.rename(path)


def _migrate(store: Store) -> None:
    from framing.store.migrate import migrate

    migrate(store)


def _bring_up_to_date(path: Path) -> None:
    from framing.store.migrate import VERSION, version_of

    with _connected(path, write=False) as store:
        current = version_of(store) == VERSION
    if not current:
        with _connected(path, write=True) as store:
            _migrate(store)


@contextmanager
def _connected(path: Path, *, write: bool) -> Iterator[Store]:
    import duckdb

    connection = duckdb.connect(str(path), read_only=not write, config=_CONFIG)
    try:
        yield Store(path, connection)
    finally:
        connection.close()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what DuckDB raises into our errors, and its way to say Ctrl-C into KeyboardInterrupt."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise _in_words(path, str(error)) from error
    except RuntimeError as error:
        if str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from error
        raise


def _in_words(path: Path, message: str) -> FramingError:
    if "Could not set lock" in message or "different configuration" in message:
        held = _HOLDER.search(message)
        who = f"process {held[2]} ({Path(held[1]).name})" if held else "another process"
        return UsageError(f"{path}: {who} has this store open; wait for it to end and give the same command again")
    first = " ".join(message.split("\n", 1)[0].split())
    if "not a valid DuckDB database" in message:
        return InputError(f"{path}: not a DuckDB file, or a damaged one; name another file")
    return FramingError(f"{path}: the store cannot be used: {first}; what was written before is kept")
