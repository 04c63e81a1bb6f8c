"""The sentences of stores and of everything else that articles are read from."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from framing.label.pool import Item, Passage, items_of
from framing.language import is_english
from framing.records import Article, Failure, Role, Sentence
from framing.sentences import split
from framing.sources import ReadOptions, read_articles
from framing.store import SUFFIX, opened

if TYPE_CHECKING:
    from framing.store import Store

_LOG = logging.getLogger(__name__)
_AT_ONCE = 64
_COLUMNS = ("id", "text", "outlet", "title", "date", "language")


def read_items(inputs: Sequence[str], options: ReadOptions) -> Iterator[Item]:
    """Every sentence that may be asked for, in the order of the inputs; stores end in `.duckdb`.

    What cannot be read, or is not English, is left out, and the log says so. With the unit "sentence" each row is one
    sentence, and rows that follow each other with the same `article` are each other's context.

    Raises:
        FramingError: an input is missing or of an unknown kind (see `framing.sources` and `framing.store`).
    """
    for given in inputs:
        if given.endswith(SUFFIX):
            with opened(Path(given)) as store:
                yield from _articles(_stored(store))
    others = [given for given in inputs if not given.endswith(SUFFIX)]
    if not others:
        return
    read = _readable(read_articles(others, options))
    yield from _rows(read) if options.unit == "sentence" else _articles(read)


def _readable(found: Iterable[Article | Failure]) -> Iterator[Article]:
    for one in found:
        if isinstance(one, Failure):
            _LOG.warning("left out: %s", one.message)
        else:
            yield one


def _stored(store: Store) -> Iterator[Article]:
    last = 0
    sql = f"SELECT article, {', '.join(_COLUMNS)} FROM articles WHERE article > ? ORDER BY article LIMIT {_AT_ONCE}"
    while rows := store.rows(sql, last):
        for number, *cells in rows:
            last = number
            yield Article(**dict(zip(_COLUMNS, cells, strict=True)))


def _articles(articles: Iterable[Article]) -> Iterator[Item]:
    for article in articles:
        language = is_english(article.text, article.language)
        if not language.english:
            _LOG.info("left out: %s: %s", article.id, language.message)
            continue
        yield from items_of(_passage(article, article.id, split(article), article.text))


def _rows(rows: Iterable[Article]) -> Iterator[Item]:
    for article, group in groupby(rows, key=_article_of):
        members = list(group)
        sentences = [_sentence(row) for row in members]
        passage = _passage(members[0], article, sentences, "")
        indices = [_whole(row.extra, "index", number) for number, row in enumerate(members)]
        yield from (Item(passage, item.number, indices[item.number]) for item in items_of(passage))


def _passage(article: Article, name: str, sentences: Sequence[Sentence], text: str) -> Passage:
    extra = article.extra
    known = {key: getattr(article, key) or _word(extra, key) for key in ("outlet", "title", "date")}
    return Passage(article=name, group=_word(extra, "group") or name, sentences=sentences, text=text, **known)


def _article_of(row: Article) -> str:
    """The article that a row names, else the row's own id."""
    return _word(row.extra, "article") or row.id


def _sentence(row: Article) -> Sentence:
    start, role = _whole(row.extra, "start", 0), _word(row.extra, "role")
    return Sentence(start, start + len(row.text), row.text, Role(role) if role in set(Role) else Role.BODY)


def _word(extra: Mapping[str, object], key: str) -> str | None:
    value = extra.get(key)
    return None if value is None or value == "" or isinstance(value, list | dict) else str(value)


def _whole(extra: Mapping[str, object], key: str, otherwise: int) -> int:
    """A column's number; csv has it as a string."""
    value = extra.get(key)
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
