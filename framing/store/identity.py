"""What makes two articles one: outlet, address (or id) and text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from framing.records import Article


def article_key(article: Article) -> str:
    """SHA-256 (64 hex digits) over the outlet, the url (else the id) and the text.

    So wire copy that two outlets ran is two articles, and a page whose text was changed is another one.
    """
    outlet = " ".join((article.outlet or "").split())
    return _digest(json.dumps([outlet, article.url or article.id, text_digest(article.text)]))


def text_digest(text: str) -> str:
    """SHA-256 (64 hex digits) of a text's UTF-8."""
    return _digest(text)


def entities_digest(entities: Mapping[str, str]) -> str | None:
    """SHA-256 (64 hex digits) of a table of entities, None for an empty one."""
    return _digest(json.dumps(sorted(entities.items()))) if entities else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
