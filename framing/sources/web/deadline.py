"""A bound on a whole request, however slowly its bytes drip in."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock, Timer
from time import monotonic
from types import TracebackType


class Deadline:
    """Shuts the guarded connections down when the time is over, which ends any waiting for them."""

    def __init__(self, seconds: float) -> None:
        self._until = monotonic() + seconds
        self._lock = Lock()
        self._guarded: list[socket.socket] = []
        self._timer = Timer(max(0.0, seconds), self.end)
        self._timer.daemon = True
        self.over = False

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for connection in self._guarded:
                connection.close()
            self._guarded.clear()

    def left(self) -> float:
        """Seconds that are left, 0 where there are none."""
        return 0.0 if self.over else max(0.0, self._until - monotonic())

    def guard(self, connection: socket.socket) -> None:
        """Take a connection in charge (through a second handle on it, whatever is wrapped around it later)."""
        with self._lock:
            # The plain class: an encrypted connection cannot be duplicated, what it runs over can.
            handle = socket.socket(fileno=socket.dup(connection.fileno()))
            self._guarded.append(handle)
            if self.over:
                _shut(handle)

    def end(self) -> None:
        """End it now."""
        with self._lock:
            self.over = True
            for connection in self._guarded:
                _shut(connection)


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
