"""One request to one address, without redirects or repeats."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError, SSLError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Timeout

from framing.sources.web.address import Location, resolve
from framing.sources.web.deadline import Deadline
from framing.sources.web.errors import FetchError
from framing.sources.web.limits import FetchLimits
from framing.sources.web.unpack import mebibytes, unpack

OK = 200
_CHUNK = 2**16
_MOST_ADDRESSES = 3
_NOT_REACHED = (ConnectTimeoutError, NewConnectionError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the body is read only where the status is 200."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for: `check` sees the headers before the body is read, and raises FetchError to refuse it."""

    location: Location
    limits: FetchLimits
    agent: str
    check: Callable[[Mapping[str, str]], None]


def ask(request: Request, deadline: Deadline) -> Answer:
    """Send a request and read its answer. Raises FetchError for whatever goes wrong."""
    limits = request.limits
    addresses = resolve(request.location, limits, min(limits.connect, deadline.left()))
    for last, address in enumerate(addresses[:_MOST_ADDRESSES], 1 - len(addresses[:_MOST_ADDRESSES])):
        try:
            answer = _ask(request, address, deadline)
            if deadline.over:  # a connection that is shut down looks like one that has come to its end
                raise TimeoutError
            return answer
        except (HTTPError, OSError, ValueError) as error:
            if last == 0 or not isinstance(error, _NOT_REACHED) or deadline.left() == 0:
                raise _explained(error, deadline, limits) from error
    raise FetchError(f"the name {request.location.host} has no address")


def _ask(request: Request, address: str, deadline: Deadline) -> Answer:
    limits, location = request.limits, request.location
    left = max(deadline.left(), 0.001)
    timeout = Timeout(connect=min(limits.connect, left), read=min(limits.read, left))
    with _pool(location, address, deadline) as pool:
        response = pool.urlopen(
            "GET",
            location.target,
            headers={
                "Host": location.netloc,
                "User-Agent": request.agent,
                "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/*;q=0.8",
                "Accept-Encoding": "gzip",
                "Connection": "close",
            },
            retries=False,
            redirect=False,
            timeout=timeout,
            preload_content=False,
            decode_content=False,
        )
        try:
            body = _body(response, request) if response.status == OK else b""
            return Answer(response.status, response.reason or "", response.headers, body)
        finally:
            response.close()


def _body(response: BaseHTTPResponse, request: Request) -> bytes:
    limits, headers = request.limits, response.headers
    request.check(headers)
    stated = headers.get("Content-Length", "")
    declared = int(stated) if stated.isascii() and stated.isdigit() else None
    if declared is not None and declared > limits.wire:
        raise FetchError(f"it is {declared} bytes long, more than the {mebibytes(limits.wire)} that are read")
    data = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=False):
        data += chunk
        if len(data) > limits.wire:
            raise FetchError(f"it does not end within the {mebibytes(limits.wire)} that are read")
    if declared is not None and len(data) < declared:
        raise FetchError(f"it was cut off after {len(data)} of {declared} bytes", again=True)
    return unpack(bytes(data), headers.get("Content-Encoding", ""), limits.size)


def _explained(error: Exception, deadline: Deadline, limits: FetchLimits) -> FetchError:
    if deadline.left() == 0:
        return FetchError(f"no whole answer within {limits.total:g} s")
    if isinstance(error, ConnectTimeoutError) and not isinstance(error, NewConnectionError):
        return FetchError(f"no connection within {limits.connect:g} s", again=True)
    if isinstance(error, ReadTimeoutError):
        return FetchError(f"the server sent nothing for {limits.read:g} s", again=True)
    if isinstance(error, SSLError):
        return FetchError(f"no secure connection: {_short(error)}")
    return FetchError(f"the connection failed: {_short(error)}", again=True)


def _short(error: Exception) -> str:
    """The innermost reason, on one line."""
    while isinstance(error.__cause__, Exception):
        error = error.__cause__
    return f"{' '.join(str(error).split()) or type(error).__name__:.200}"


class _Plain(HTTPConnection):
    """A connection that a deadline is in charge of."""

    def __init__(self, *args: Any, deadline: Deadline, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        if self.sock is not None:
            self._deadline.guard(self.sock)


class _Secure(HTTPSConnection):
    """The same, encrypted; the handshake is bounded by the time for connecting."""

    def __init__(self, *args: Any, deadline: Deadline, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        if self.sock is not None:
            self._deadline.guard(self.sock)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


def _pool(location: Location, address: str, deadline: Deadline) -> HTTPConnectionPool:
    """Connections to the checked network address itself, so that the name is not looked up a second time."""
    if location.scheme == "http":
        return _PlainPool(address, location.port, deadline=deadline)
    return _SecurePool(
        address,
        location.port,
        deadline=deadline,
        server_hostname=location.host,
        assert_hostname=location.host,
        ssl_context=_trust(),
    )


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """The certificates that the system trusts, and those of certifi where it is installed."""
    context = ssl.create_default_context()
    try:
        import certifi
    except ImportError:
        return context
    context.load_verify_locations(certifi.where())
    return context
