"""Inputs that could not be read or analysed: kept with the reason until they can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.records import Article, Failure
from framing.store.rows import Row

if TYPE_CHECKING:
    from framing.store.connection import Store


class FailureLog:
    """The table `failures`: one row for each input (and model) that failed, written once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def unreadable(self, failure: Failure) -> Row:
        """The row of an input that could not be read: no key."""
        return {"id": failure.id, "message": failure.message}

    def unscored(self, article: Article, key: str, message: str | None) -> Row:
        """The row of an article that could not be analysed."""
        own = {"key": key, "id": article.id, "outlet": article.outlet, "date": article.date, "url": article.url}
        return {**own, "message": message or "no reason given"}

    def new(self, rows: Sequence[Row], model: int | None) -> list[Row]:
        """Those of the rows that are not in the table."""
        found = []
        for row in rows:
            of = model if row.get("key") else None
            sql = f"SELECT 1 FROM failures WHERE {_SAME} AND message = ?"
            if not self._store.rows(sql, row["id"], row.get("key"), of, row["message"]):
                found.append({**row, "model": of})
        return found

    def write(self, rows: Sequence[Row], run: int, model: int | None) -> None:
        """Write the rows that are not yet in the table, in the place of what was said of the same inputs before."""
        new = self.new(rows, model)
        for row in new:
            self._store.run(f"DELETE FROM failures WHERE {_SAME}", row["id"], row.get("key"), row["model"])
        self._store.insert("failures", [{**row, "run": run} for row in new])

    def mended(self, keys: Sequence[str], model: int | None) -> None:
        """Remove the failures of articles that were scored now."""
        if keys and self._store.rows("SELECT 1 FROM failures LIMIT 1"):
            self._store.run("DELETE FROM failures WHERE model = ? AND list_contains(?, key)", model, list(keys))


_SAME = "id = ? AND key IS NOT DISTINCT FROM ? AND model IS NOT DISTINCT FROM ?"
