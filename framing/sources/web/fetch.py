"""An address to the bytes behind it: robots.txt, redirects, repeats, and all limits kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from threading import Event, Lock
from time import monotonic
from urllib.parse import urljoin

from protego import Protego
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from framing.sources.web.address import Location, locate
from framing.sources.web.ask import OK, Answer, Request, ask
from framing.sources.web.deadline import Deadline
from framing.sources.web.errors import FetchError
from framing.sources.web.hosts import STOPPED, Hosts
from framing.sources.web.limits import FetchLimits

AGENT = "framing"
"""The name that robots.txt files know this program by, which is that of its package."""
_REDIRECTS = (301, 302, 303, 307, 308)
_TRY_AGAIN = (429, 500, 502, 503, 504)
_TOO_MANY, _CLIENT_ERRORS = 429, range(400, 500)
_ROBOTS_SIZE = 512 * 2**10
_TYPES = ("text/html", "text/plain", "text/xml", "application/xml", "application/xhtml+xml")

Check = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came; `url` is where the redirects ended, `charset` what the HTTP header says."""

    url: str
    content_type: str
    charset: str | None
    body: bytes


def text_alone(headers: Mapping[str, str]) -> None:
    """Raise FetchError for a content type that is neither HTML, XML nor text; none at all is let through."""
    kind, _ = content_type(headers)
    if kind and kind not in _TYPES and not (kind.startswith("application/") and kind.endswith("+xml")):
        raise FetchError(f"its content type is {kind:.80}; read are HTML, XML and plain text")


def content_type(headers: Mapping[str, str]) -> tuple[str, str | None]:
    """Content type ("" if unknown) and charset of HTTP headers."""
    kind, *parameters = (part.strip() for part in headers.get("Content-Type", "").split(";"))
    named = (p.partition("=") for p in parameters)
    charset = next((value.strip(" \"'") for name, _, value in named if name.strip().lower() == "charset"), None)
    return kind.lower(), charset or None


class Fetcher:
    """Fetches from any number of threads. `stop` ends whatever is under way."""

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._agent = f"{AGENT}/{import_module(AGENT).__version__}"
        self._stop = Event()
        self._hosts = Hosts(limits.pause, self._stop)
        self._lock = Lock()
        self._running: set[Deadline] = set()
        self._robots: dict[str, Protego | FetchError] = {}

    def get(self, url: str) -> Fetched:
        """The page at an address. Raises FetchError."""
        answer, location = self._insist(locate(url), text_alone, self._permit)
        kind, charset = content_type(answer.headers)
        return Fetched(location.url, kind, charset, answer.body)

    def stop(self) -> None:
        """Cut off what is under way; nothing more is fetched."""
        self._stop.set()
        with self._lock:
            running = list(self._running)
        for deadline in running:
            deadline.end()

    def _insist(self, start: Location, check: Check, permit: Callable[[Location], None]) -> tuple[Answer, Location]:
        """Follow an address to its end, again after failures that may pass."""
        left = [self._limits.total]
        for tried in range(1, self._limits.attempts + 1):
            try:
                return self._follow(start, check, permit, left)
            except FetchError as error:
                wait = self._limits.backoff * 2 ** (tried - 1) if error.wait is None else error.wait
                if not error.again or tried == self._limits.attempts or left[0] <= 0 or self._stop.is_set():
                    raise
                if wait > self._limits.longest_wait:
                    most = f"longer than the {self._limits.longest_wait:g} s that are waited at most"
                    raise FetchError(f"{error}, and asks to wait {wait:g} s, {most}", status=error.status) from None
                self._hosts.hold(start.host, wait)
        raise FetchError("no attempt is allowed")

    def _follow(
        self, start: Location, check: Check, permit: Callable[[Location], None], left: list[float]
    ) -> tuple[Answer, Location]:
        location = start
        for _ in range(self._limits.redirects + 1):
            permit(location)
            answer = self._hop(location, check, left)
            target = _header_text(answer.headers.get("Location", ""))
            if answer.status not in _REDIRECTS or not target:
                _judge(answer)
                return answer, location
            try:
                location = locate(urljoin(location.url, target))
            except (FetchError, ValueError) as error:
                raise FetchError(f"it redirects to {target!r:.200}: {error}") from None
        raise FetchError(f"more than {self._limits.redirects} redirects")

    def _hop(self, location: Location, check: Check, left: list[float]) -> Answer:
        request = Request(location, self._limits, self._agent, check)
        with self._hosts.turn(location.host):
            began = monotonic()
            with Deadline(left[0]) as deadline:
                with self._lock:
                    self._running.add(deadline)
                try:
                    if self._stop.is_set():  # set too late for the turn to see it
                        raise FetchError(STOPPED)
                    return ask(request, deadline)
                finally:
                    with self._lock:
                        self._running.discard(deadline)
                    left[0] -= monotonic() - began

    def _permit(self, location: Location) -> None:
        """Raise FetchError where the host's robots.txt does not let this program in, or cannot be read."""
        if location.origin not in self._robots:
            self._robots[location.origin] = self._rules(location)
        rules = self._robots[location.origin]
        if isinstance(rules, FetchError):
            raise FetchError(str(rules), status=rules.status)
        if not rules.can_fetch(location.url, AGENT):
            raise FetchError(f"{location.origin}/robots.txt does not allow it")
        self._hosts.slow_down(location.host, min(rules.crawl_delay(AGENT) or 0.0, self._limits.longest_wait))

    def _rules(self, location: Location) -> Protego | FetchError:
        """What robots.txt says: all is allowed where there is none, nothing where the server fails."""
        place = Location(location.scheme, location.host, location.port, "/robots.txt")
        try:
            answer, _ = self._insist(place, lambda _: None, lambda _: None)
        except FetchError as error:
            if error.status in _CLIENT_ERRORS and error.status != _TOO_MANY:
                return Protego.parse("")
            if error.status is None:
                return error
            return FetchError(f"{place.url}, which says what may be fetched: {error}", status=error.status)
        return Protego.parse(answer.body[:_ROBOTS_SIZE].decode("utf-8", "replace"))


def _judge(answer: Answer) -> None:
    """Raise FetchError for an answer that is not the page."""
    if answer.status == OK:
        return
    again = answer.status in _TRY_AGAIN
    message = f"the server answers {answer.status} {answer.reason}".rstrip()
    wait = _retry_after(answer.headers.get("Retry-After")) if again else None
    raise FetchError(message, again=again, wait=wait, status=answer.status)


def _retry_after(header: str | None) -> float | None:
    try:
        return max(0.0, Retry().parse_retry_after(header)) if header else None
    except (InvalidHeader, ValueError, OverflowError):
        return None


def _header_text(value: str) -> str:
    """A header's text: headers come as Latin-1, what servers write there is mostly UTF-8."""
    try:
        return value.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return value.strip()
