"""Where articles come from: files, tables, folders, standard input."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from framing.records import Article, Failure
from framing.sources.delimited import check_delimited, read_delimited
from framing.sources.digest import count_hint, input_digest
from framing.sources.files import READ_ERRORS, Inputs, Source, as_list, check_inputs, describe, find_sources
from framing.sources.jsonl import read_jsonl
from framing.sources.options import ReadOptions
from framing.sources.page import read_page
from framing.sources.parquet import check_parquet, read_parquet
from framing.sources.plain import read_plain

__all__ = ["ReadOptions", "count_hint", "input_digest", "read_articles"]

_LOG = logging.getLogger(__name__)
_DEFAULT = ReadOptions()
_READERS: dict[str, Callable[[Source, ReadOptions], Iterator[Article | Failure]]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".jsonl": read_jsonl,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".parquet": read_parquet,
}
_CHECKS = {".csv": check_delimited, ".tsv": check_delimited, ".parquet": check_parquet}


def read_articles(inputs: Inputs, options: ReadOptions = _DEFAULT) -> Iterator[Article | Failure]:
    """The articles of files, tables, folders and standard input ("-"), in the order given, one at a time.

    All paths and all table headers are checked before the first is read; what cannot be read later becomes a Failure
    in its place. Memory holds one article (or a small batch of rows), and one number an id, to warn of equal ids.

    Raises InputError for no input, a missing path, a suffix that is not read, a folder without articles, or a table
    without a text column; MissingExtraError for .parquet without pyarrow.
    """
    given = as_list(inputs)
    check_inputs(given)
    for source in find_sources(given, options):
        if isinstance(source, Source) and source.path is not None and source.suffix in _CHECKS:
            _check_header(source, options)
    return _warn_of_equal_ids(_read_all(given, options))


def _check_header(source: Source, options: ReadOptions) -> None:
    try:
        _CHECKS[source.suffix](source, options)
    except READ_ERRORS:
        return  # the reading says it again, in the file's place


def _read_all(given: list[str], options: ReadOptions) -> Iterator[Article | Failure]:
    for source in find_sources(given, options, warn=True):
        if isinstance(source, Failure):
            yield source
        else:
            yield from _read(source, options)


def _read(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    try:
        yield from _READERS[source.suffix](source, options)
    except READ_ERRORS as error:
        yield Failure(source.label, f"{source.label}: {describe(error)}")


def _warn_of_equal_ids(articles: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    seen: set[int] = set()
    repeated = 0
    for article in articles:
        mark = hash(article.id)
        if mark in seen:
            repeated += 1
            if repeated == 1:
                _LOG.warning("the id %r occurs more than once; every article with it is kept", article.id)
        seen.add(mark)
        yield article
    if repeated > 1:
        _LOG.warning("%d articles have an id that had occurred before; all are kept", repeated)
