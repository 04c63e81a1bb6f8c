"""RSS and Atom feeds: which pages they name."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from framing.records import Failure
from framing.sources.files import ReadError
from framing.sources.wanted import Wanted

MAX_FEED = 32 * 2**20
"""The largest feed that is read."""


def read_feed(data: bytes, label: str, base: str = "", content_type: str = "") -> Iterator[Wanted | Failure]:
    """The pages that a feed names, in its order; an entry without a link is a Failure.

    `base` is the feed's own address, `content_type` the HTTP header that it came with, where known.
    Raises ReadError for what is no feed.
    """
    found = _parsed(data, content_type)
    if not found.get("entries") and not found.get("version"):
        reason = " ".join(str(found.get("bozo_exception", "")).split())
        raise ReadError(f"no RSS or Atom feed ({reason:.200})" if reason else "no RSS or Atom feed")
    outlet = _word(found.get("feed", {}).get("title"))
    for number, entry in enumerate(found.get("entries", ()), 1):
        link = _word(entry.get("link"))
        if link is None:
            yield Failure(f"{label}:{number}", f"{label}: entry {number} has no link to a page")
            continue
        yield Wanted(
            url=urljoin(base, link),
            title=_word(entry.get("title")),
            outlet=outlet,
            date=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
            authors=tuple(name for a in entry.get("authors", ()) if (name := _word(a.get("name")))),
        )


def _parsed(data: bytes, content_type: str) -> Any:  # noqa: ANN401 (feedparser has no types)
    """The feed as feedparser reads it. It gets a stream: bytes by themselves it might take for a file's name."""
    import feedparser

    headers = {"content-type": content_type} if content_type else {}
    try:
        return feedparser.parse(
            BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as error:
        raise ReadError(f"the feed cannot be parsed: {error!r:.200}") from error


def _word(value: object) -> str | None:
    """A value as one line of text, None where it is none or empty."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(parsed: Any) -> str | None:  # noqa: ANN401
    """The day of a time as feedparser gives it (UTC), None without one."""
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}" if parsed else None
