"""What a store knows of its articles, as outlets are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from framing.outlets import Summary
from framing.outlets.summary import summarise
from framing.records import OUTLET, Article, EntityType, Measure, Report, Stance, Status

if TYPE_CHECKING:
    from framing.store.connection import Store
    from framing.store.models import ScoredBy

_AT_ONCE = 4096
_UNREADABLE = "SELECT id, message, NULL, NULL, false FROM failures WHERE model IS NULL"
_UNSCORED = "SELECT id, message, outlet, date, true FROM failures WHERE model = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One article with one model's scores: its summary, or why it has none.

    `date` is the article's, as it was given; `read` is false for an input that could not even be read.
    """

    id: str
    status: Status
    message: str | None
    date: str | None
    summary: Summary | None = None
    read: bool = True


def kept(store: Store, model: ScoredBy) -> Iterator[Kept]:
    """Every article that a model has scores of, then every input that it failed on, a few thousand at a time.

    The summaries are those that `framing.outlets.summarise` makes of the articles' reports.
    """
    (last,) = store.one("SELECT coalesce(max(article), 0) FROM articles")
    for begin in range(0, last + 1, _AT_ONCE):
        yield from _between(store, model, begin, begin + _AT_ONCE - 1)
    for id_, message, _, date, read in store.rows(f"{_UNREADABLE} UNION ALL {_UNSCORED}", model.number):
        yield Kept(id=id_, status="error", message=message, date=date, read=read)


def _between(store: Store, model: ScoredBy, begin: int, end: int) -> Iterator[Kept]:
    where = f"s.model = {int(model.number)} AND s.article BETWEEN {int(begin)} AND {int(end)}"
    measures: dict[int, list[Measure]] = {}
    for number, name, value, low, high, n in store.rows(
        f"SELECT article, name, value, low, high, n FROM measures s WHERE {where} ORDER BY article, position"
    ):
        measures.setdefault(number, []).append(Measure(name=name, value=value, low=low, high=high, n=n))
    stances: dict[int, list[Stance]] = {}
    sql = f"SELECT article, entity, type, valence, low, high, n FROM stances s WHERE {where} AND voice = ?"
    for number, *row in store.rows(f"{sql} ORDER BY article, position", OUTLET):
        stances.setdefault(number, []).append(_stance(*row))
    sql = f"""
        SELECT article, a.id, a.outlet, a.date, a.genre, s.status, s.message, s.n_sentences
        FROM scores s JOIN articles a USING (article) WHERE {where} ORDER BY article
    """
    for number, id_, outlet, date, genre, status, message, n in store.rows(sql):
        summary = None
        if status == "ok":
            article = Article(id=id_, text="", outlet=outlet, date=date, genre=genre)
            found = tuple(measures.get(number, ())), tuple(stances.get(number, ()))
            summary = replace(_summary(article, *found), n_sentences=n)
        yield Kept(id=id_, status=status, message=message, date=date, summary=summary)


def _summary(article: Article, measures: tuple[Measure, ...], stances: tuple[Stance, ...]) -> Summary:
    """By the same way as of a report, so that both agree."""
    return summarise(Report(article=article, status="ok", message=None, model="", measures=measures, stances=stances))


def _stance(*row: Any) -> Stance:  # noqa: ANN401 (a row of a query)
    entity, type_, valence, low, high, n = row
    kind = EntityType(type_) if type_ else None
    return Stance(entity=entity, voice=OUTLET, valence=valence, low=low, high=high, n=n, type=kind)
