"""Several hosts at once, each address of one host after the other."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from types import TracebackType

from framing.sources.web.address import locate
from framing.sources.web.errors import FetchError
from framing.sources.web.fetch import Fetched, Fetcher
from framing.sources.web.limits import FetchLimits


class Pool:
    """Fetches in the background. A context manager: leaving it cuts off what is under way."""

    def __init__(self, limits: FetchLimits) -> None:
        self._fetcher = Fetcher(limits)
        self._threads = ThreadPoolExecutor(limits.hosts, thread_name_prefix="framing-fetch")
        self._lock = Lock()
        self._queues: dict[str, deque[tuple[str, Future[Fetched]]]] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._fetcher.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def submit(self, url: str) -> Future[Fetched]:
        """Fetch an address when it is its turn. The result raises FetchError, and nothing else."""
        future: Future[Fetched] = Future()
        try:
            host = locate(url).host
        except FetchError as error:
            future.set_exception(error)
            return future
        with self._lock:
            queue = self._queues.get(host)
            if queue is not None:
                queue.append((url, future))
            else:
                self._queues[host] = deque([(url, future)])
                self._threads.submit(self._work_off, host)
        return future

    def _work_off(self, host: str) -> None:
        """Fetch what is asked of one host until nothing more is."""
        while True:
            with self._lock:
                if not self._queues[host]:
                    del self._queues[host]
                    return
                url, future = self._queues[host].popleft()
            try:
                future.set_result(self._fetcher.get(url))
            except FetchError as error:
                future.set_exception(error)
            except Exception as error:  # a server can do more than anybody foresees; it costs its own row alone
                future.set_exception(FetchError(f"unexpected {type(error).__name__}: {error}"))
