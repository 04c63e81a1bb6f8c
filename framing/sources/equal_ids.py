"""A word to the user where articles have the same id."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from framing.records import Article, Failure

_LOG = logging.getLogger(__name__)


def warn_of_equal_ids(articles: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    """The articles as they come, with a warning at the first id that had occurred before, and their number at the end.

    Memory holds one number an id.
    """
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
