"""From a store of an older version, or an empty one, to the present version."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.errors import UsageError
from framing.store.copies import link
from framing.store.schema import VERSION_1, VERSION_2

if TYPE_CHECKING:
    from framing.store.connection import Store

_LOG = logging.getLogger(__name__)
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next: statements, and what must be computed of the articles that are there."""

    sql: str
    fill: Callable[[Store], None] = lambda _: None


def link_all(store: Store) -> None:
    """Find the copies among all articles."""
    (last,) = store.one("SELECT coalesce(max(article), 0) FROM articles")
    for begin in range(1, last + 1, _AT_ONCE):
        link(store, begin, min(last, begin + _AT_ONCE - 1))


STEPS = (Step(VERSION_1), Step(VERSION_2, link_all))
VERSION = len(STEPS)
"""The version that is written."""


def version_of(store: Store) -> int:
    """The version of an open store, 0 for a database without tables.

    Raises:
        UsageError: the database is no store, or one of a newer version.
    """
    tables = {name for (name,) in store.rows("SELECT table_name FROM information_schema.tables")}
    if not tables:
        return 0
    if not {"store", "articles", "scores"} <= tables:
        raise UsageError(f"{store.path}: a DuckDB file, but no store of framing; name another file")
    (found,) = store.one("SELECT max(version) FROM store")
    if found > VERSION:
        raise UsageError(
            f"{store.path}: a store of version {found}; this framing reads versions up to {VERSION}. Install a newer "
            "framing to use it"
        )
    return int(found)


def migrate(store: Store) -> None:
    """Bring a store that is open for writing to the present version, all at once or not at all."""
    found = version_of(store)
    if found == VERSION:
        return
    if found:
        _LOG.warning("%s: brought from version %d to %d", store.path, found, VERSION)
    with store.transaction():
        for step in STEPS[found:]:
            store.run(step.sql)
            step.fill(store)
        store.run("UPDATE store SET version = ?", VERSION)
