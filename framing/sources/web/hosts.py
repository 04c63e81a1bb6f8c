"""One request at a time for each host, with a pause between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic

from framing.sources.web.errors import FetchError

STOPPED = "stopped before it was fetched"


@dataclass(slots=True)
class _Host:
    pause: float
    free_at: float = 0.0
    lock: Lock = field(default_factory=Lock)


class Hosts:
    """Whose turn it is; waiting ends with a FetchError as soon as `stop` is set."""

    def __init__(self, pause: float, stop: Event) -> None:
        self._pause = pause
        self._stop = stop
        self._lock = Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Hold the host for one request, which begins when the pause after the last one is over."""
        host = self._host(name)
        with host.lock:
            while (left := host.free_at - monotonic()) > 0:
                if self._stop.wait(left):
                    break
            if self._stop.is_set():
                raise FetchError(STOPPED)
            try:
                yield
            finally:
                host.free_at = max(host.free_at, monotonic() + host.pause)

    def hold(self, name: str, seconds: float) -> None:
        """Send nothing to the host for so long."""
        host = self._host(name)
        host.free_at = max(host.free_at, monotonic() + seconds)

    def slow_down(self, name: str, pause: float) -> None:
        """Make the pause of a host at least so long."""
        host = self._host(name)
        host.pause = max(host.pause, pause)

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host(self._pause))
