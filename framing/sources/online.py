"""Feeds, lists and addresses: their pages are fetched ahead, and come in the order in which they are named."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from importlib.util import find_spec
from typing import TYPE_CHECKING

from framing.errors import MissingExtraError
from framing.records import Article, Failure
from framing.sources.feeds import MAX_FEED, read_feed
from framing.sources.files import READ_ERRORS, ReadError, Source, describe, read_whole
from framing.sources.options import FEEDS, LIST
from framing.sources.urls import read_list
from framing.sources.wanted import Wanted, to_article
from framing.sources.web.errors import FetchError
from framing.sources.web.limits import FetchLimits

if TYPE_CHECKING:
    from framing.sources.web.fetch import Fetched
    from framing.sources.web.pool import Pool

AHEAD = 32
"""How many pages are asked for, or wait in memory, at once."""
_LOG = logging.getLogger(__name__)
_PACKAGES = ("feedparser", "idna", "protego", "urllib3")


def check_online(source: Source) -> None:
    """Raise MissingExtraError where the packages are missing that fetching needs."""
    if any(find_spec(name) is None for name in _PACKAGES):
        raise MissingExtraError(feature=f"fetching the pages of {source.label}", extra="feeds")


class Online:
    """What one run fetches: no address twice. A context manager; leaving it ends what is under way."""

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._stack = ExitStack()
        self._pool: Pool | None = None
        self._seen: set[str] = set()
        self._repeated = 0

    def __enter__(self) -> Online:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        if self._repeated:
            _LOG.warning("%d addresses were named more than once; each was fetched once", self._repeated)

    def read(self, sources: Iterable[Source]) -> Iterator[Article | Failure]:
        """The articles of the pages that the sources name; what cannot be fetched is a Failure in its place."""
        waiting: deque[tuple[Wanted, Future[Fetched]] | Failure] = deque()
        for source in sources:
            for item in self._named(source):
                if isinstance(item, Failure):
                    waiting.append(item)
                elif self._is_new(item.url):
                    waiting.append((item, self._background().submit(item.url)))
                while len(waiting) >= AHEAD:
                    yield _made(waiting.popleft())
        while waiting:
            yield _made(waiting.popleft())

    def _named(self, source: Source) -> Iterator[Wanted | Failure]:
        try:
            if source.suffix == LIST:
                yield from read_list(source)
            elif source.suffix in FEEDS:
                yield from self._feed(source)
            elif source.url is not None:
                yield Wanted(source.url)
        except READ_ERRORS as error:
            yield Failure(source.label, f"{source.label}: {describe(error)}")

    def _feed(self, source: Source) -> Iterator[Wanted | Failure]:
        if source.url is None:
            yield from read_feed(read_whole(source, MAX_FEED), source.label)
            return
        feed = self._background().submit(source.url).result()
        header = f"{feed.content_type}; charset={feed.charset}" if feed.charset else feed.content_type
        yield from read_feed(feed.body, source.label, feed.url, header)

    def _background(self) -> Pool:
        from framing.sources.web.pool import Pool

        if self._pool is None:
            self._pool = self._stack.enter_context(Pool(self._limits))
        return self._pool

    def _is_new(self, url: str) -> bool:
        from framing.sources.web.address import locate

        try:
            plain = locate(url).url
        except FetchError:
            plain = url
        if plain in self._seen:
            self._repeated += 1
            return False
        self._seen.add(plain)
        return True


def _made(item: tuple[Wanted, Future[Fetched]] | Failure) -> Article | Failure:
    if isinstance(item, Failure):
        return item
    wanted, future = item
    try:
        return to_article(wanted, future.result())
    except ReadError as error:
        return Failure(wanted.url, f"{wanted.url}: {error}")
