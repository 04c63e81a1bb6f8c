"""How many inputs there are, for the time left."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from framing.sources import ReadOptions, cheap_to_count, count_hint, read_articles


def count(inputs: Sequence[str], options: ReadOptions) -> int | None:
    """The number of inputs; tables are read once for it. None for standard input, archives and what is fetched."""
    if not cheap_to_count(inputs):
        return None
    known = count_hint(inputs)
    if known is not None:
        return known
    with _quiet(logging.getLogger("framing.sources")):
        return sum(1 for _ in read_articles(inputs, options))


@contextmanager
def _quiet(logger: logging.Logger) -> Iterator[None]:
    """Warnings come when the inputs are read for good."""
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
