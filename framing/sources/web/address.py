"""From an address as written to the network addresses that may be connected to."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from framing.sources.web.errors import FetchError
from framing.sources.web.limits import FetchLimits

_PORTS = {"http": 80, "https": 443}
_LONGEST = 8192
_HIGHEST_PORT = 65535
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Location:
    """A checked http(s) address; `host` is in lower case and ASCII, without brackets, `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host, and port unless it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """The whole address in its plain form, without fragment."""
        return self.origin + self.target


def locate(url: str) -> Location:
    """The parts of an address. Raises FetchError for one that is not fetched from."""
    if len(url) > _LONGEST:
        raise FetchError(f"the address is longer than {_LONGEST} characters")
    try:
        parts = parse_url(url.strip())
    except LocationParseError as error:
        raise FetchError(f"no usable address: {error}") from None
    if parts.scheme not in _PORTS:
        raise FetchError(f"the scheme is {parts.scheme or 'missing'}; allowed are http and https")
    if parts.auth is not None:
        raise FetchError("the address holds a user name or password; only open pages are fetched")
    host = (parts.host or "").strip("[]").rstrip(".")
    if not host or "%" in host:
        raise FetchError("no usable host in the address")
    port = parts.port if parts.port is not None else _PORTS[parts.scheme]
    if not 0 < port <= _HIGHEST_PORT:
        raise FetchError(f"port {port} does not exist")
    return Location(parts.scheme, host, port, parts.request_uri)


def resolve(location: Location, limits: FetchLimits, seconds: float) -> list[str]:
    """The network addresses of the host that may be connected to, in the resolver's order, at least one.

    Connect to one of these very addresses: a name asked for a second time may answer otherwise.
    Raises FetchError where the name has none, or none that is allowed.
    """
    found = _look_up(location, seconds)
    port = location.port
    usable = [a for a in found if limits.allow_private or (a, port) in limits.allowed or is_public(a)]
    if not usable:
        shown = location.host if location.host == found[0] else f"{location.host} ({found[0]})"
        raise FetchError(
            f"{shown} is a private, local or reserved address; only public ones are fetched from, "
            "unless --allow-private is given"
        )
    return usable


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; one that wraps another counts as that other."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local or (ip.sixtofour is not None and not is_public(str(ip.sixtofour))):
            return False
    return ip.is_global and not (ip.is_private or ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _look_up(location: Location, seconds: float) -> list[str]:
    """Ask the resolver, which has no time limit of its own, in a thread that nobody waits for longer than asked."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def look() -> None:
        try:
            infos = socket.getaddrinfo(location.host, location.port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(info[4][0]) for info in infos)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=look, daemon=True, name="framing-resolve").start()
    try:
        answer = answers.get(timeout=max(0.0, seconds))
    except Empty:
        raise FetchError(f"the name {location.host} was not resolved within {seconds:g} s", again=True) from None
    if isinstance(answer, Exception) or not answer:
        again = isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN
        raise FetchError(f"the name {location.host} cannot be resolved", again=again)
    return answer
