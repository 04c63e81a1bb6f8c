"""Where articles come from: files, tables, archives, folders, standard input, feeds and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from framing.records import Article, Failure
from framing.sources.delimited import check_delimited, read_delimited
from framing.sources.digest import cheap_to_count, count_hint, input_digest
from framing.sources.equal_ids import warn_of_equal_ids
from framing.sources.files import READ_ERRORS, Inputs, Source, as_list, check_inputs, describe, find_sources
from framing.sources.jsonl import read_jsonl
from framing.sources.online import Online, check_online
from framing.sources.options import ReadOptions
from framing.sources.page import read_page
from framing.sources.parquet import check_parquet, read_parquet
from framing.sources.plain import read_plain
from framing.sources.warc import check_warc, read_warc

__all__ = ["ReadOptions", "cheap_to_count", "count_hint", "input_digest", "read_articles", "read_source"]

_DEFAULT = ReadOptions()
_READERS: dict[str, Callable[[Source, ReadOptions], Iterator[Article | Failure]]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".warc": read_warc,
    ".jsonl": read_jsonl,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".parquet": read_parquet,
}
_CHECKS: dict[str, Callable[[Source, ReadOptions], None]] = {
    ".warc": check_warc,
    ".csv": check_delimited,
    ".tsv": check_delimited,
    ".parquet": check_parquet,
}


def read_articles(inputs: Inputs, options: ReadOptions = _DEFAULT) -> Iterator[Article | Failure]:
    """The articles of files, tables, folders, addresses and standard input ("-"), in the order given, one at a time.

    All paths and all headers of tables that are named are checked before the first is read; what cannot be read or
    fetched later becomes a Failure in its place, and so does a table in a folder that lacks a text column. Memory holds
    one article (a small batch of rows, or of pages that are fetched ahead), and one number an id, to warn of equal ids.
    An address is fetched once, however often it is named.

    Raises InputError for no input, a missing path, a suffix that is not read, a folder without articles, or a table
    that is named and has no text column; MissingExtraError for .parquet without pyarrow, and for .warc, feeds and
    addresses without the packages of the extra "feeds".
    """
    given = as_list(inputs)
    check_inputs(given)
    for source in find_sources(given, options):
        if isinstance(source, Source):
            _check(source, options)
    return warn_of_equal_ids(_read_all(given, options))


def _check(source: Source, options: ReadOptions) -> None:
    """See whether a source can be read at all, without reading what cannot be read twice."""
    if source.online:
        check_online(source)
    if source.path is None or source.suffix not in _CHECKS:
        return
    try:
        _CHECKS[source.suffix](source, options)
    except READ_ERRORS:
        return  # the reading says it again, in the file's place


def _read_all(given: list[str], options: ReadOptions) -> Iterator[Article | Failure]:
    with Online(options.fetch) as online:
        for fetched, sources in groupby(find_sources(given, options, warn=True), _is_online):
            if fetched:
                yield from online.read(source for source in sources if isinstance(source, Source))
                continue
            for source in sources:
                yield from [source] if isinstance(source, Failure) else read_source(source, options)


def _is_online(source: Source | Failure) -> bool:
    return isinstance(source, Source) and source.online


def read_source(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The articles of one source that is not fetched; a Failure in the place of what cannot be read."""
    try:
        yield from _READERS[source.suffix](source, options)
    except READ_ERRORS as error:
        yield Failure(source.label, f"{source.label}: {describe(error)}")
