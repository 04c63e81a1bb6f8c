"""An article's text as sentences with exact offsets and roles; what is not the article is kept, as furniture."""

from __future__ import annotations

from framing.sentences.split import split

__all__ = ["split"]
