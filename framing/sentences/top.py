"""Headline and deck: which of the first paragraphs they are, if the text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.sentences.boundaries import sentences
from framing.sentences.lines import LONG, Line
from framing.sentences.shape import title_case

_TOP = 12
"""Headline and deck stand among this many paragraphs."""
_FEWEST, _MOST = 3, 30
_KICKER = 4
_STANDFIRST = 22
_GROWTH = 1.3
"""A standfirst with a stop is followed by a first paragraph that is longer by this factor at least."""
_DECK_LINES = 8
_SPEAKER = re.compile(r"(?:Q|A|[A-Z][A-Z.’' -]{2,30}|[A-Z]\w+(?: [A-Z]\w+)?):\s")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_NOT_WORD = re.compile(r"[\W_]+")
_ACRONYM_LAST = re.compile(r"\b(?:[A-Z]\.){2,}[’”\"']?$")
_PERSON = r"[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+"
_PERSONS = re.compile(rf"{_PERSON}(?:,? (?:and|&) {_PERSON}|, {_PERSON})*")
_HIGHLIGHTS = re.compile(
    r"(?i)(?:story\s+)?highlights|key\s+(?:points|takeaways)|in\s+this\s+(?:article|story)|summary"
)
_GLUED_HIGHLIGHTS = re.compile(r"(?i)story\s+highlights\s+\S")
_REPORTING = re.compile(
    r"(?i)[\"“”]|\b(?:said|says|told|announced|according|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|i|we|you)\b"
)
_SOURCES = frozenset({"agency_credit", "byline", "metadata"})
_PUBLISHED = frozenset({"date_line", "byline", "icons", "share_bar", "reading_time"})


def headlines(lines: Sequence[Line], title: str | None) -> list[int]:
    """Indices of the headline's paragraphs: those that equal the title, markdown titles, or what looks like one."""
    wanted = {_plain(title), _plain(_SITE.sub("", title))} - {""} if title else set()
    equal = [i for i, line in enumerate(lines[:_TOP]) if _plain(line.text) in wanted]
    if equal:
        return equal[:1]
    titles = [i for i, line in enumerate(lines) if line.at.level == 1]
    if titles:
        return titles
    first = next((i for i, line in enumerate(lines[:_TOP]) if line.rule is None and not _signed(lines, i)), None)
    if first is None or not any(line.prose for line in lines[first + 1 :]):
        return []
    return [first] if lines[first].at.level or _looks(lines[first], known_title=title is not None) else []


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip().casefold()


def _looks(line: Line, *, known_title: bool) -> bool:
    """Whether the first paragraph looks like a headline: short, without a stop, not speech and not a list item.

    Where the title is known and is another one, two words are a name or a section rather than a headline.
    """
    text, cased = line.text, title_case(line.text)
    fewest = _FEWEST - 1 if cased and not known_title else _FEWEST
    stop = "" if _ACRONYM_LAST.search(text) else line.stop
    if line.at.bullet or line.intro or _GLUED_HIGHLIGHTS.match(text) or not fewest <= line.words <= _MOST:
        return False
    if stop not in {"", "?", "!"} or (stop and not cased):
        return False
    return not text[0].islower() and _SPEAKER.match(text) is None


def kickers(lines: Sequence[Line], headline: Sequence[int], *, known_title: bool) -> Iterator[int]:
    """Short labels without a stop above the headline, or above the text where it has none and the title is known."""
    if headline:
        top = range(headline[0])
    else:
        body = next((i for i, line in enumerate(lines) if line.prose), 0)
        top = range(min(body, _TOP)) if known_title else range(0)
    for i in top:
        line = lines[i]
        if line.rule is None and not line.prose and line.words <= (_KICKER if headline else _FEWEST - 1):
            yield i


def decks(lines: Sequence[Line], after: int, *, headline: bool) -> list[int]:
    """Indices of the summary between headline and body: lines without a stop, list items, or one standfirst."""
    found: list[int] = []
    for i in range(after, min(len(lines), after + _TOP)):
        line = lines[i]
        if line.rule is not None or _is_person(line):
            continue
        if not (line.at.bullet or _summary(lines, i, headline=headline)):
            break
        found.append(i)
    found += [i for i in _highlights(lines) if i not in found]
    body = sum(line.prose and not line.at.bullet for i, line in enumerate(lines) if i not in found)
    return found if found and len(found) <= min(body, _DECK_LINES) else []


def _summary(lines: Sequence[Line], i: int, *, headline: bool) -> bool:
    line = lines[i]
    if not headline or line.at.level:
        return False
    if not line.prose:
        return line.words > _FEWEST and line.words <= LONG and not _SPEAKER.match(line.text)
    return _standfirst(lines, i)


def _standfirst(lines: Sequence[Line], i: int) -> bool:
    """Whether one sentence with a stop right under the headline sums up, rather than opens, the article."""
    line = lines[i]
    if i + 1 >= len(lines) or line.intro or any(above.prose for above in lines[:i]):
        return False
    following = lines[i + 1]
    if line.words <= LONG and following.rule in _PUBLISHED:
        return True
    short = line.words <= _STANDFIRST and _GROWTH * line.words < following.words and following.prose
    return short and not _REPORTING.search(line.text) and len(list(sentences(line.text, 0, len(line.text)))) == 1


def _highlights(lines: Sequence[Line]) -> Iterator[int]:
    """Lines of a summary under (or run together with) a label such as "Story highlights"."""
    under = False
    for i, line in enumerate(lines[: 2 * _TOP]):
        if _GLUED_HIGHLIGHTS.match(line.text):
            yield i
        elif line.rule == "label" and _HIGHLIGHTS.match(line.text):
            under = True
        elif under and line.rule is None and (line.prose and not line.at.bullet):
            return
        elif under and line.rule is None:
            yield i


def bylines(lines: Sequence[Line], after: int) -> Iterator[int]:
    """Lines that are only names of persons, between headline and body, or above the name of their agency."""
    for i in range(after, min(len(lines), after + _TOP)):
        if lines[i].prose:
            return
        if _is_person(lines[i]) if after else _signed(lines, i):
            yield i


def _signed(lines: Sequence[Line], i: int) -> bool:
    """Whether a line holds only names of persons and the next one names their agency."""
    return i + 1 < len(lines) and _is_person(lines[i]) and lines[i + 1].rule in _SOURCES


def _is_person(line: Line) -> bool:
    return line.rule is None and not line.stop and _PERSONS.fullmatch(line.text) is not None
