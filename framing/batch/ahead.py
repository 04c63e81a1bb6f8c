"""Work on several blocks at once, results in order, with bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_order(work: Callable[[T], R], items: Iterable[T], workers: int, pool: Executor | None = None) -> Iterator[R]:
    """`work(item)` of every item, in the items' order, `workers` at a time; at most one result more is kept waiting.

    Whatever `work` or the items raise is raised in its place; what is not yet begun then is dropped. `pool` does the
    work, and is shut down at the end; by default threads do.
    """
    waiting: deque[Future[R]] = deque()
    pool = pool or ThreadPoolExecutor(workers, thread_name_prefix="framing")
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
