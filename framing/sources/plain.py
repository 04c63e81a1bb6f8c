"""Text and Markdown files: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from framing.records import Article, Failure
from framing.sources.decode import decode, zero_note
from framing.sources.files import Source, read_whole
from framing.sources.options import ReadOptions


def read_plain(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The article of a text file; its text is the decoded bytes less a byte-order mark."""
    text, notes = decode(read_whole(source))
    yield Article(id=source.label, text=text, notes=notes + zero_note(text))
