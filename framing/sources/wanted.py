"""A page that is to be fetched, and the article that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.records import Article
from framing.sources.decode import decode, page_charset, zero_note
from framing.sources.files import ReadError
from framing.sources.page import parse_page

if TYPE_CHECKING:
    from framing.sources.web.fetch import Fetched

_FEED_ROOT = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]")
_BEGINNING = 2048


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address, and what the feed that names it says of the page; the page's own word comes first."""

    url: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()


def to_article(wanted: Wanted, fetched: Fetched) -> Article:
    """The article of a fetched page, its id the address as it was asked for. Raises ReadError where there is none."""
    if _FEED_ROOT.search(fetched.body[:_BEGINNING]):
        raise ReadError(f"a feed, not an article; read it as feed:{wanted.url}")
    text, notes = decode(fetched.body, page_charset(fetched.body, fetched.charset))
    if fetched.content_type == "text/plain":
        article = Article(id=wanted.url, text=text, notes=notes + zero_note(text))
    else:
        article = parse_page(text, wanted.url, notes)
    return replace(
        article,
        title=article.title or wanted.title,
        outlet=article.outlet or wanted.outlet,
        date=article.date or wanted.date,
        authors=article.authors or wanted.authors,
        url=article.url or fetched.url,
    )
