"""By which models a store's articles are scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.store.connection import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredBy:
    """One model, with one table of entities or none: scores that may be compared with each other.

    `entities` is the table's digest. `n_articles` counts the articles with its scores, `n_lacking` the others;
    `versions` are those of framing that made the scores.
    """

    number: int
    identity: str
    label: str
    entities: str | None
    n_articles: int
    n_lacking: int
    versions: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes it the same in another store."""
        return self.identity, self.entities


def models_in(store: Store) -> tuple[ScoredBy, ...]:
    """Every model of a store, the one with most articles first (the latest of those)."""
    (total,) = store.one("SELECT count(*) FROM articles")
    sql = """
        SELECT m.model, m.identity, m.label, m.entities, count(s.article),
            coalesce(list_sort(list(DISTINCT r.framing)), [])
        FROM models m LEFT JOIN scores s USING (model) LEFT JOIN runs r USING (run)
        GROUP BY ALL ORDER BY count(s.article) DESC, m.model DESC
    """
    return tuple(
        ScoredBy(
            number=number,
            identity=identity,
            label=label,
            entities=entities,
            n_articles=n,
            n_lacking=total - n,
            versions=tuple(v for v in versions if v),
        )
        for number, identity, label, entities, n, versions in store.rows(sql)
    )


def find_model(store: Store, identity: str, entities: str | None) -> int | None:
    """The number of a model in a store, None where it has no scores there."""
    sql = "SELECT model FROM models WHERE identity = ? AND entities IS NOT DISTINCT FROM ?"
    known = store.rows(sql, identity, entities)
    return int(known[0][0]) if known else None


def add_model(store: Store, identity: str, label: str, entities: str | None) -> int:
    """The number of a model, a new one where it is not yet known. Must run inside a transaction."""
    known = find_model(store, identity, entities)
    if known is not None:
        return known
    (number,) = store.one("SELECT coalesce(max(model), 0) + 1 FROM models")
    store.insert("models", [{"model": number, "identity": identity, "label": label, "entities": entities}])
    return int(number)
