"""Quotation marks: which parts of a text stand between them, also over several paragraphs and when never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.records import Span

_PARAGRAPH = re.compile(r"[^\r\n]+")
_OPEN = re.compile(r"[“„«]|(?<![\w”\"])\"(?=\S)|(?<![\w’'])[‘'](?=[A-Z]|\d(?!\ds?\b))")
_CLOSE = {"“": re.compile("”"), "„": re.compile("[“”]"), "«": re.compile("»"), '"': re.compile('"')}
_CLOSE_SINGLE = {"‘": re.compile(r"’(?!\w)"), "'": re.compile(r"'(?!\w)")}
_ENDS = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_PUNCTUATION = (",", ".", "!", "?", "…", "—")
_SINGLE_REACH = 1000
"""Single marks further apart than so many characters do not belong together."""
_SINGLE_WORDS = 3
"""Single marks count as quotation marks only around so many words or more: shorter, they are scare quotes or
apostrophes."""


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The spans between quotation marks, marks included, in order.

    A mark that its paragraph does not close reaches to the paragraph's end, and is taken up by the next paragraph only
    if that begins with an opening mark (the convention of newspapers).
    """
    return tuple(span for paragraph in _PARAGRAPH.finditer(text) for span in _in_paragraph(text, *paragraph.span()))


def run_together(text: str, quotes: Sequence[Span]) -> tuple[Span, ...]:
    """The quotations, one for each that its paragraph does not close and the next ones go on with."""
    result: list[Span] = []
    for start, end in quotes:
        first, last = result[-1] if result else (start, end)
        if text[last - 1] not in _ENDS.get(text[first], text[last - 1]) and text[last:start].isspace():
            result[-1] = first, end
        else:
            result.append((start, end))
    return tuple(result)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    while found := _OPEN.search(text, position, end):
        close = _closing(text, found.group(), found.end(), end)
        if close is None:
            position = found.end()
            continue
        yield found.start(), close
        position = close


def _closing(text: str, mark: str, start: int, end: int) -> int | None:
    if mark in _CLOSE:
        found = _CLOSE[mark].search(text, start, end)
        return found.end() if found else end
    return _closing_single(text, mark, start, end)


def _closing_single(text: str, mark: str, start: int, end: int) -> int | None:
    """The end of a quotation in single marks; past a plural's apostrophe, only a mark after punctuation ends it."""
    for number, found in enumerate(_CLOSE_SINGLE[mark].finditer(text, start, min(end, start + _SINGLE_REACH))):
        inside = text[start : found.start()]
        if number and _OPEN.search(inside):
            return None
        if len(inside.split()) >= _SINGLE_WORDS and (not number or inside.endswith(_PUNCTUATION)):
            return found.end()
    return None


def overlap(spans: tuple[Span, ...], start: int, end: int) -> int:
    """How many characters of `start:end` lie inside the spans (which do not overlap each other)."""
    return sum(max(0, min(end, right) - max(start, left)) for left, right in spans)
