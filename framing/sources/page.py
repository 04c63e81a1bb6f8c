"""An HTML page to the article on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from framing.records import Article, Failure
from framing.sources.decode import declared_charset, decode, zero_note
from framing.sources.files import ReadError, Source, read_whole
from framing.sources.options import ReadOptions

_LARGEST = 32 * 2**20
_NO_TEXT = "no article text found in the HTML"
_GENRES = {
    "opinion": re.compile(r"opinionnewsarticle|opinions?|op-?eds?|editorials?|commentary|columns|columnists?", re.I),
    "analysis": re.compile(r"analysisnewsarticle|(news )?analysis", re.I),
}
_SECTIONS = "//meta[@property='article:section' or @name='article:section' or @property='og:section']/@content"


def read_page(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The article of an HTML page with what the page says about it; an empty text and a note where there is none.

    The headline stands first in the text where the page shows it (`h1`). Comments and tables are left out, tables only
    where other text is found.
    """
    data = read_whole(source, _LARGEST)
    page, notes = decode(data, declared_charset(data))
    yield parse_page(page, source.label, notes)


def parse_page(page: str, label: str, notes: tuple[str, ...] = ()) -> Article:
    """The article of a decoded page. Raises ReadError where the page cannot be parsed."""
    notes += zero_note(page)
    tree = _tree(page.replace("\0", ""))
    if tree is None:
        return Article(id=label, text="", notes=(*notes, _NO_TEXT))
    genre, headings = _genre(tree), {_plain(h.text_content()) for h in tree.iter("h1")}
    found = _extract(tree, tables=False) or _extract(tree, tables=True)
    if found is None:
        return Article(id=label, text="", genre=genre, notes=(*notes, _NO_TEXT))
    text = (found.text or "").strip()
    if found.title and _plain(found.title) in headings and _plain(found.title) not in _plain(text[:1000]):
        text = f"{found.title.strip()}\n{text}"
    return Article(
        id=label,
        text=text,
        outlet=found.sitename or None,
        title=found.title or None,
        date=found.date or None,
        url=found.url or None,
        authors=tuple(name for a in (found.author or "").split(";") if (name := a.strip())),
        genre=genre,
        notes=notes,
    )


def _tree(page: str) -> Any:  # noqa: ANN401 (lxml has no types)
    """The parsed page, None where there is nothing in it."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def _extract(tree: Any, *, tables: bool) -> Any:  # noqa: ANN401
    """The article as trafilatura finds it, None where it finds none; the tree is left as it is."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            deepcopy(tree),
            include_comments=False,
            include_tables=tables,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:
        raise ReadError(f"the HTML cannot be parsed: {error!r:.200}") from error
    return found if found is not None and getattr(found, "text", None) else None


def _genre(tree: Any) -> str | None:  # noqa: ANN401
    """`opinion` or `analysis` where the page's metadata say so in as many words, else None."""
    said = [str(s) for s in tree.xpath(_SECTIONS)]
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            said.extend(_said_in_json(script.text or ""))
    for genre, words in _GENRES.items():
        if any(words.fullmatch(s.strip()) for s in said):
            return genre
    return None


def _said_in_json(script: str) -> Iterator[str]:
    """Types, genres and sections of the articles in a JSON-LD script."""
    try:
        pending: list[object] = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending.extend(value)
        elif isinstance(value, dict):
            pending.append(value.get("@graph"))
            types = _strings(value.get("@type"))
            if any(t.lower().endswith(("article", "posting")) for t in types):
                yield from (*types, *_strings(value.get("genre")), *_strings(value.get("articleSection")))


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, str)]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
