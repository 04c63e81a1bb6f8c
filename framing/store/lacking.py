"""The articles of a store, scored by a model that has not scored them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.records import Article
from framing.store.identity import entities_digest
from framing.store.models import find_model
from framing.store.run import Entry, Model, Run, Tally

if TYPE_CHECKING:
    from framing.store.connection import Store

_AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which scores an article should have: those of a model, given a table of entities (or an empty one).

    With `version`, only those that this version of framing made.
    """

    identity: str
    entities: Mapping[str, str]
    version: str | None = None

    def number(self, store: Store) -> int | None:
        """The model's number in a store."""
        return find_model(store, self.identity, entities_digest(self.entities))


_COLUMNS = ("article", "key", "id", "text", "outlet", "title", "date", "url", "authors", "language", "genre", "notes")
_LACKING = """
    FROM articles WHERE article > ? AND NOT EXISTS (
        SELECT 1 FROM scores s JOIN runs r USING (run)
        WHERE s.article = articles.article AND s.model = ? AND (? IS NULL OR r.framing = ?)
    )
"""


def rescore(
    store: Store,
    wanted: Wanted,
    open_model: Callable[[], Model],
    *,
    tally: Tally,
    on_progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Score the articles that lack scores by a model; those by other models stay beside them.

    Args:
        store: open for writing.
        wanted: the scores.
        open_model: opens that model; called only where scores are lacking.
        tally: all zero; counts what is there for good (`new` are the articles scored).
        on_progress: gets the number of articles that are done.
    """
    run = Run(store, "rescore", wanted.entities, tally)
    run.go(_lacking(store, wanted), open_model, on_progress)


def count_lacking(store: Store, wanted: Wanted) -> int:
    """How many articles lack the scores that are wanted."""
    (n,) = store.one(f"SELECT count(*) {_LACKING}", 0, wanted.number(store), wanted.version, wanted.version)
    return int(n)


def _lacking(store: Store, wanted: Wanted) -> Iterator[Entry]:
    model, version, last = wanted.number(store), wanted.version, 0
    sql = f"SELECT {', '.join(_COLUMNS)} {_LACKING} ORDER BY article LIMIT {_AT_ONCE}"
    while rows := store.rows(sql, last, model, version, version):
        for row in rows:
            known = dict(zip(_COLUMNS, row, strict=True))
            last = known["article"]
            yield Entry(_article(known), known["key"], known["article"])


def _article(row: Mapping[str, Any]) -> Article:
    given = {name: row[name] for name in ("id", "text", "outlet", "title", "date", "url", "language", "genre")}
    return Article(**given, authors=tuple(row["authors"] or ()), notes=tuple(row["notes"] or ()))
