"""A model for a store: opened when it is needed, several blocks at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import BundleError

if TYPE_CHECKING:
    from framing.analyzer import Analyzer
    from framing.bundle import Bundle
    from framing.records import Article, Report


class BlockScorer:
    """Scores blocks of articles, as many at once as there are threads; no number depends on how many there are."""

    def __init__(self, analyzer: Analyzer, threads: int | None) -> None:
        self._analyzer = analyzer
        self._threads = threads

    @property
    def bundle(self) -> Bundle:
        """The model's folder."""
        return self._analyzer.bundle

    def blocks(self, articles: Iterable[Article]) -> Iterator[list[Report]]:
        """The reports of articles, in order, a block at a time."""
        from framing.batch import cut, made, usable_cores
        from framing.batch.ahead import in_order

        blocks = cut(articles, "article")
        yield from in_order(
            lambda block: made(self._analyzer, block, "article", _itself), blocks, self._threads or usable_cores()
        )


def opener(model: Path | None, threads: int | None, names: Mapping[str, str]) -> Callable[[], BlockScorer]:
    """A function that opens the model."""

    def open_model() -> BlockScorer:
        from framing.analyzer import load

        return BlockScorer(load(model, threads=1, names=names), threads)

    return open_model


def identity_of(model: Path | None) -> str:
    """The identity of a model, without loading it. Raises BundleError where there is none."""
    from framing.bundle import MANIFEST, find

    folder = find(model)
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError as error:
        message = f"{folder}: no model here ({MANIFEST}: {error.strerror}); give one with --model or FRAMING_MODEL"
        raise BundleError(message) from error


def _itself(report: Report) -> Report:
    return report
