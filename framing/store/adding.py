"""Articles into a store: only what is new is scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from framing.records import Article, Failure
from framing.store.identity import article_key
from framing.store.run import Entry, Model, Run, Tally

if TYPE_CHECKING:
    from framing.store.connection import Store

_MAX_ITEMS, _MAX_CHARS = 512, 4_000_000
"""So many inputs are looked up at once."""


def ingest(
    store: Store,
    items: Iterable[Article | Failure],
    open_model: Callable[[], Model],
    *,
    entities: Mapping[str, str],
    tally: Tally,
    on_progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Score the articles that a store has not, and keep them; `tally` counts what is there for good.

    An article that the store has, scored by whatever model, is known. One that cannot be analysed is not kept; it is
    among the failures, and is tried again another time. Whatever ends it, all blocks that are counted stay.

    Args:
        store: open for writing.
        items: the inputs.
        open_model: opens the model; called only where something is new.
        entities: the user's table of entities that the model was given.
        tally: all zero.
        on_progress: gets the number of inputs that are done.
    """
    run = Run(store, "ingest", entities, tally)
    run.go(_new(run, items, on_progress), open_model, on_progress)
    on_progress(tally.seen)


def _new(run: Run, items: Iterable[Article | Failure], on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """The articles that are neither in the store nor on their way there."""
    for chunk in _chunks(items):
        articles = [item for item in chunk if isinstance(item, Article)]
        run.unreadable += [item for item in chunk if isinstance(item, Failure)]
        keys = [article_key(article) for article in articles]
        seen = {entry.key for entry in run.waiting} | _known(run.store, keys)
        for article, key in zip(articles, keys, strict=True):
            if key in seen:
                run.tally.known += 1
                continue
            seen.add(key)
            yield Entry(article, key)
        if len(run.unreadable) >= _MAX_ITEMS:
            run.flush()
        on_progress(run.tally.seen)


def _chunks(items: Iterable[Article | Failure]) -> Iterator[list[Article | Failure]]:
    chunk: list[Article | Failure] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if len(chunk) >= _MAX_ITEMS or size >= _MAX_CHARS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _known(store: Store, keys: list[str]) -> set[str]:
    if not keys:
        return set()
    return {key for (key,) in store.rows("SELECT key FROM articles WHERE key IN (SELECT unnest(?))", keys)}
