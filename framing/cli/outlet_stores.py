"""Outlets from stores: the scores of one model, read without loading it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.errors import say
from framing.errors import InputError, UsageError

if TYPE_CHECKING:
    from framing.cli.outlet_articles import Done, Wanted
    from framing.store import ScoredBy

SUFFIX = ".duckdb"
Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose scores to read: those of a model (any if None), and with a table of entities (any if empty).

    `plain` asks for scores without a table where none is given, to stand beside articles that are analysed without.
    """

    identity: str | None
    entities: Mapping[str, str]
    plain: bool

    def takes(self, found: ScoredBy) -> bool:
        """Whether these scores are what is asked for."""
        from framing.store.identity import entities_digest

        any_table = not self.entities and not self.plain
        right_table = any_table or found.entities == entities_digest(self.entities)
        return right_table and self.identity in (None, found.identity)


def read_stores(wanted: Wanted, choice: Choice, done: Done) -> None:
    """Take the summaries of all stores, by one model, and say which, and how many articles lack its scores.

    Without a choice it is the model that has scored most articles of all stores together.
    """
    from framing.store import models_in, opened

    found: list[tuple[Path, Sequence[ScoredBy]]] = []
    for given in wanted.stores:
        with opened(Path(given)) as store:
            found.append((Path(given), models_in(store)))
            if not store.one("SELECT count(*) FROM articles")[0]:
                raise InputError(f"{given}: no article in there; framing ingest INPUT --into {given} adds some")
    key = _chosen(found, choice) if found else None
    for path, models in found:
        _read(path, next((m for m in models if m.key == key), None), wanted, done)


def _chosen(found: Sequence[tuple[Path, Sequence[ScoredBy]]], choice: Choice) -> Key:
    counts: dict[Key, int] = {}
    for _, models in found:
        for model in filter(choice.takes, models):
            counts[model.key] = counts.get(model.key, 0) + model.n_articles
    if not counts:
        known = ", ".join(dict.fromkeys(_described(m) for _, models in found for m in models)) or "no model"
        where = ", ".join(str(path) for path, _ in found)
        raise UsageError(
            f"{where}: no scores by this model; there are those by {known}. framing rescore adds them; without "
            "--model, --entities and further inputs the scores that are there are read"
        )
    return max(counts, key=counts.__getitem__)


def _read(path: Path, model: ScoredBy | None, wanted: Wanted, done: Done) -> None:
    from framing.store import opened
    from framing.store.summaries import kept

    with opened(path) as store:
        if model is None:
            (lacking,) = store.one("SELECT count(*) FROM articles")
            done.lacking += lacking
            say(f"{path}: none of its {lacking} articles is scored by this model: framing rescore {path}")
            return
        done.models.setdefault(model.label)
        done.lacking += model.n_lacking
        _tell(path, model)
        for one in kept(store, model):
            if not one.read or not wanted.left_out(one.date, done):
                done.add(one.status, f"{one.id}: {one.message or 'no reason given'}", one.summary)


def _tell(path: Path, model: ScoredBy) -> None:
    lacking = f"; {model.n_lacking} lack its scores: framing rescore {path}" if model.n_lacking else ""
    articles = "article" if model.n_articles == 1 else "articles"
    say(f"{path}: {model.n_articles} {articles} as scored by {_described(model)}{lacking}")
    if len(model.versions) > 1:
        say(
            f"{path}: these scores were made by framing {' and '.join(model.versions)}, which may differ: "
            f"framing rescore {path} --renew"
        )


def _described(model: ScoredBy) -> str:
    table = f" with a table of entities ({model.entities[:12]})" if model.entities else ""
    return f"{model.label}{table}"
