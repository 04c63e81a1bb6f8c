"""Lines and paragraphs of a text: a line end ends a paragraph unless the text was wrapped by hand at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from framing.records import Span
from framing.sentences.shape import has_letters, stop_of

BULLETS = frozenset("-•*·▪▫◦●○■□►▸‣⁃∙–")
"""Marks that open a list item; at the head of a line, before white space, they may stand outside all sentences."""

_RAW_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(rf"([{''.join(re.escape(c) for c in sorted(BULLETS))}])\1?\s+(?=\S)")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_GOES_ON = re.compile(r"(?!by\s)[a-zà-öø-ÿ]+[’'a-z]*[,;.]?\s")
_WIDEST = 100
_NARROWEST = 40
_ENOUGH = 2
_SHARE = 0.4
_TOLERANCE = 8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text between breaks: trimmed, without a leading bullet.

    `level` is that of a markdown heading (1 to 6), 0 for other text; `bullet` tells whether a list mark stood before.
    """

    start: int
    end: int
    text: str
    bullet: bool
    level: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_blank: bool


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order; together they hold every character but white space and leading bullets."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _joins(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(text, (group[0].start, group[-1].end)) for group in groups]


def _paragraph(text: str, span: Span) -> Paragraph:
    start, end = span
    whole = text[start:end]
    bullet = _BULLET.match(whole) if has_letters(whole) else None
    if bullet:
        start, whole = start + bullet.end(), whole[bullet.end() :]
    heading = _HEADING.match(whole)
    return Paragraph(start, end, whole, bullet is not None, len(heading[1]) if heading else 0)


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not empty, trimmed, with whether a blank line stands before."""
    last = 0
    for match in _RAW_LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        breaks = _BREAK.findall(text, last, start)
        yield _Line(start, start + len(stripped), stripped, len(breaks) > 1)
        last = start + len(stripped)


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width at which a text was wrapped by hand, None if it was not."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    running = [(a, b) for a, b in pairs if _runs_on(a, b) and len(a.text) >= _NARROWEST]
    if len(running) < _ENOUGH or len(running) < _SHARE * len(pairs):
        return None
    width = max(len(line.text) for pair in running for line in pair)
    return width if width <= _WIDEST else None


def _runs_on(line: _Line, following: _Line) -> bool:
    """Whether a sentence plainly goes on behind a line end."""
    return _GOES_ON.match(following.text) is not None and not stop_of(line.text) and line.text[-1] != ":"


def _joins(line: _Line, following: _Line, width: int | None) -> bool:
    """Whether a line end is no break: the next line goes on, and its first word had no room left."""
    if following.after_blank or _opens_block(following.text) or not has_letters(line.text):
        return False
    if width is None or len(line.text) > width + _TOLERANCE:
        return _runs_on(line, following) and len(line.text) >= _NARROWEST
    return len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width


def _opens_block(text: str) -> bool:
    return bool(_BULLET.match(text) or _HEADING.match(text)) or not has_letters(text)
