"""Furniture that only its neighbours give away: section labels, lists of links, and notes on the author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.records import Role
from framing.sentences.lines import Line
from framing.sentences.shape import title_case, upper_case

_LABEL_WORDS = 8
_CAPITAL_LABEL_WORDS = 14
_LINK_WORDS = 22
_PROSE_WORDS = 8
_LOOSE_SHARE = 0.4
"""Where more of the paragraphs than this have no stop, a missing stop says nothing."""
_BIO_WORDS = 90
_BIOS = 3
_NOT_LABEL = re.compile(
    r"[a-z\"“‘'(\[@#$]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]\s|\W*$|[^:]{1,40}:\s|.*[”\"’')\]%]$"
)
_BIO = re.compile(
    r"[•—–*_\s]*(?P<name>(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]+)(?:,[^.]{0,80},)?\s+(?:is|was|serves\s+as|writes|covers)\s"
    r".{0,160}?\b(?:columnist|contributor|contributing|correspondent|reporter|(?:senior|staff|opinion)\s+writer|editor|"
    r"fellow|professor|author\s+of|co-author|host\s+of|Board\s+of\s+Contributors)\b"
)


def section_labels(lines: Sequence[Line], found: Sequence[Role]) -> Iterator[int]:
    """Headings inside the article: short, without a stop (or a question in title case), between two pieces of prose."""
    body = [i for i, role in enumerate(found) if role is not Role.FURNITURE]
    loose = sum(not lines[i].prose for i in body) > _LOOSE_SHARE * len(body)
    for before, i, after in zip(body, body[1:], body[2:], strict=False):
        if found[i] is not Role.BODY:
            continue
        if lines[i].at.level or (
            _label_form(lines[i], loose=loose) and _closed(lines[before]) and _opens_section(lines[after])
        ):
            yield i
    if body and found[body[-1]] is Role.BODY and lines[body[-1]].at.level:
        yield body[-1]


def _label_form(line: Line, *, loose: bool) -> bool:
    cased = title_case(line.text) or upper_case(line.text)
    if line.at.bullet or line.stop not in {"", "?"} or _NOT_LABEL.match(line.text):
        return False
    if line.intro or ((line.stop or loose) and not cased):
        return False
    return line.words <= (_CAPITAL_LABEL_WORDS if cased else _LABEL_WORDS)


def _closed(line: Line) -> bool:
    return line.prose and not line.intro


def _opens_section(line: Line) -> bool:
    return line.prose and not line.at.bullet and line.words >= _PROSE_WORDS


def link_lists(lines: Sequence[Line], found: Sequence[Role]) -> Iterator[int]:
    """Titles of other pieces under a label such as "Read more": at the end of the text, or in title case."""
    last = max((i for i, role in enumerate(found) if role is Role.BODY and lines[i].prose), default=-1)
    under = False
    for i, line in enumerate(lines):
        if line.rule is not None:
            under = line.rule == "more_label" or (under and line.rule == "date_line")
        elif under and found[i] is Role.BODY and line.words <= _LINK_WORDS and line.stop in {"", "?"}:
            under = not line.intro and (i > last or title_case(line.text) or upper_case(line.text))
            if under:
                yield i
        else:
            under = False


def author_notes(lines: Sequence[Line], found: Sequence[Role], authors: Sequence[str]) -> Iterator[int]:
    """Notes on the author at the end, about somebody of whom the article itself does not speak."""
    body = [i for i, role in enumerate(found) if role is Role.BODY]
    for count, i in enumerate(reversed(body)):
        match = _BIO.match(lines[i].text) if lines[i].words <= _BIO_WORDS else None
        if match is None or count == _BIOS or len(body) <= 1:
            return
        surname = match["name"].split()[-1]
        spoken_of = any(surname in lines[k].text for k in body if k < i)
        if spoken_of and match["name"] not in authors:
            return
        yield i
