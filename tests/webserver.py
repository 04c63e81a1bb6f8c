"""A web server in a thread that behaves as badly as a test asks for. It listens on 127.0.0.1 alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from framing.sources import ReadOptions
from framing.sources.web.limits import FetchLimits

FIRST = "The council voted on Tuesday to close the old bridge after a long debate about the budget."
SECOND = (
    "Residents who had gathered outside the hall said that they would appeal the decision in court. The mayor answered "
    "that the town had no money for repairs, and that a new bridge would be built further down the river by autumn."
)
Answer = Callable[["Handler"], None]


def page(head: str = "", first: str = FIRST) -> str:
    return (
        f"<!doctype html><html><head>{head}</head><body><article><p>{first}</p><p>{SECOND}</p></article></body></html>"
    )


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0]
        began = time.monotonic()
        with self.server.lock:
            self.server.asked.append(self.path)
            self.server.agents.add(self.headers.get("User-Agent") or "")
            self.server.open[host] = self.server.open.get(host, 0) + 1
            self.server.most[host] = max(self.server.most.get(host, 0), self.server.open[host])
        try:
            answer = self.server.routes.get(self.path.partition("?")[0])
            with suppress(OSError):
                (answer or status(404))(self)
        finally:
            with self.server.lock:
                self.server.open[host] -= 1
                self.server.spans.append((host, began, time.monotonic()))
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet."""

    def reply(self, body: bytes = b"", code: int = 200, **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, routes: Mapping[str, Answer]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes = dict(routes)
        self.lock = threading.Lock()
        self.done = threading.Event()
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.open: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.spans: list[tuple[str, float, float]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def pages(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path in self.asked if path != "/robots.txt"]

    def options(self, **limits: Any) -> ReadOptions:  # noqa: ANN401
        return ReadOptions(fetch=self.limits(**limits))

    def limits(self, **limits: Any) -> FetchLimits:  # noqa: ANN401
        """Small limits that permit this server's own address and port, and nothing else that is private."""
        small = {
            "connect": 2.0, "read": 5.0, "total": 10.0, "wire": 2**18, "size": 2**20, "redirects": 5, "attempts": 1,
            "backoff": 0.02, "longest_wait": 1.0, "pause": 0.0, "allowed": frozenset({("127.0.0.1", self.port)}),
        }  # fmt: skip
        return FetchLimits(**{**small, **limits})


@contextmanager
def serving(routes: Mapping[str, Answer]) -> Iterator[Server]:
    server = Server(routes)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        server.shutdown()
        server.server_close()
        thread.join()


def html(text: str | bytes | None = None, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    body = text if isinstance(text, bytes) else (page() if text is None else text).encode()
    return lambda handler: handler.reply(body, Content_Type=kind, **headers)


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.reply(b"no", code, **headers)


def redirect(target: str, code: int = 302) -> Answer:
    return lambda handler: handler.reply(b"", code, Location=target)


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other, the last one again and again."""
    left = list(answers)

    def send(handler: Handler) -> None:
        answer = left.pop(0) if len(left) > 1 else left[0]
        answer(handler)

    return send


def drip(before: bytes, drop: bytes, every: float = 0.04) -> Answer:
    """Bytes at once, then a few from time to time without end."""

    def send(handler: Handler) -> None:
        handler.wfile.write(before)
        while not handler.server.done.wait(every):
            handler.wfile.write(drop)
            handler.wfile.flush()

    return send


def silent(before: bytes = b"") -> Answer:
    """Bytes at once, then nothing."""

    def send(handler: Handler) -> None:
        handler.wfile.write(before)
        handler.wfile.flush()
        handler.server.done.wait(5)

    return send


def flood(before: bytes) -> Answer:
    """A body that never ends, as fast as it is taken."""

    def send(handler: Handler) -> None:
        handler.wfile.write(before)
        while not handler.server.done.is_set():
            handler.wfile.write(b"<p>" + b"a" * 2**16)

    return send
