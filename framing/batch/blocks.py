"""Blocks of the input, and what is made of each article in them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from framing.errors import BundleError, MissingExtraError, UsageError
from framing.records import Article, Failure, Report

if TYPE_CHECKING:
    from framing.bundle import Bundle

Item = Article | Failure
T = TypeVar("T")
MAX_ITEMS = {"article": 32, "sentence": 512}
"""How many inputs a block holds at most, by unit."""
MAX_CHARS = 250_000
"""A block also ends once its texts have so many characters: a few seconds of work, and bounded memory."""
_LOG = logging.getLogger(__name__)
_FATAL = (BundleError, MissingExtraError, UsageError)


class Scorer(Protocol):
    """What a batch needs of `Analyzer`."""

    @property
    def bundle(self) -> Bundle:
        """The model."""

    def analyze_many(self, articles: Iterable[Article], *, unit: str = "article") -> Iterator[Report]:
        """The reports of the articles, in order."""


def cut(items: Iterable[Item], unit: str) -> Iterator[list[Item]]:
    """Consecutive blocks of the input; where one ends depends on nothing but the input from its own start on."""
    block: list[Item] = []
    size = 0
    for item in items:
        block.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if len(block) >= MAX_ITEMS[unit] or size >= MAX_CHARS:
            yield block
            block, size = [], 0
    if block:
        yield block


def made(scorer: Scorer, block: Sequence[Item], unit: str, make: Callable[[Report], T]) -> list[T]:
    """What `make` makes of the report of every item, in order.

    A Failure has an error report. Where the block as a whole raises, its articles are taken one at a time, and those
    that raise again have an error report; only trouble with the model itself ends the run.
    """
    articles = [item for item in block if isinstance(item, Article)]
    try:
        results = [make(report) for report in scorer.analyze_many(articles, unit=unit)]
        if len(results) != len(articles):
            raise RuntimeError(f"{len(articles)} articles gave {len(results)} reports")
    except _FATAL:
        raise
    except Exception:
        _LOG.info("a block of %d articles failed and is taken one at a time", len(articles), exc_info=True)
        results = [_alone(scorer, article, unit, make) for article in articles]
    scored = iter(results)
    return [
        next(scored) if isinstance(item, Article) else make(error_report(scorer, item.id, item.message, item))
        for item in block
    ]


def error_report(scorer: Scorer, id_: str, message: str, source: Item) -> Report:
    """The report of what could not be read or analysed; it keeps the input's further columns."""
    article = Article(id=id_, text="", extra=source.extra) if isinstance(source, Failure) else source
    return Report(article=article, status="error", message=message, model=scorer.bundle.label)


def _alone(scorer: Scorer, article: Article, unit: str, make: Callable[[Report], T]) -> T:
    try:
        (report,) = scorer.analyze_many([article], unit=unit)
        return make(report)
    except _FATAL:
        raise
    except Exception as error:  # one article must not end the run
        message = f"could not be analysed: {type(error).__name__}: {error}"
        _LOG.info("%s: %s", article.id, message, exc_info=True)
        return make(error_report(scorer, article.id, message, article))
