"""Where sentences end inside one paragraph: one pass over the stops, each judged by the words around it.

No quotation marks are paired, so an unclosed quotation cannot break anything: a closing mark belongs to the stop
before it, and a stop inside a quotation is a stop like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.records import Span
from framing.sentences import words
from framing.sentences.shape import title_case

LONGEST = 2000
"""A sentence of more characters than this is cut at a clause or a white space."""
_LOOK_BACK = 300
_LOOK_AHEAD = 200
_WORD = 32

_STOP = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++|[。！？]++)
        (?P<close>(?:["'”’»)\]}*_]|\[\d{1,3}\]|[¹²³⁰-⁹]|[ \u00a0][”»](?!\w)|[ \u00a0]["'](?=\s|\Z))*+)
        (?P<note>\d{1,2}(?=\s+["“]?[A-Z]))?
        (?=[\s\0\u00ad\u200b\u200e\u200f\u2060\ufeff]|(?P<glued>[“A-Z])|(?<=[。！？]))
        |[(\[](?:LAUGHTER|APPLAUSE|CROSSTALK|CHEER|MUSIC|BOOING|SOUNDBITE|INAUDIBLE)[^()\[\]]{0,40}[)\]](?=\s)""",
    re.VERBOSE,
)
_NEXT_WORD = re.compile(r"[\w’'.-]+")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LABEL = re.compile(r"(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})")
_GLUED_AFTER = re.compile(r"“|[A-Z][a-z’']*(?=[\s,])")
_SITE = re.compile(r"(?i)(?:com|org|net|gov|edu|js|io|co|tv|uk|us|info|me|ai)\b")
_CONTINUES = frozenset(",;:.!?…%)]}-–—/&=+")
_OPENING = frozenset("\"'“‘«([{*_$€£¥#@•▪►")
_QUOTE_OPEN = frozenset("\"'“‘«")
_LOWER_NAME = re.compile(r"(?:al|el|ash|as)-[A-Z]|[a-z][A-Z]")
_TAG = re.compile(
    rf"(?!(?:He|She|It|They|We|I|The|And|But|Then|So)\s)(?:[A-Z][\w.’'-]*\s+){{1,4}}(?:{words.SPEECH})"
    r"(?=[.,;:]|\s+(?:in|on|at|during|before|after|as|when|while|with|from|to|of|about)\b)"
)
_NAMED = re.compile(r"[“\"‘']((?:[^“”\"‘]){3,80})[?!][”\"’']$")
_SPACE = re.compile(r"\s")
_UNSEEN = frozenset("\0\u00ad\u200b\u200e\u200f\u2060\ufeff")
"""Characters without a shape that may stand between two sentences."""
_CLAUSE = re.compile(r"[.!?;:,—–]\s")


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of `text[start:end]` as spans that follow each other and leave out only white space."""
    first = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends(text, first, match, end):
            yield from shortened(text, first, match.end())
            first = match.end()
    yield from shortened(text, first, end)


def shortened(text: str, start: int, end: int) -> Iterator[Span]:
    """Trim a span and cut what is too long, at a clause if there is one, never inside a word."""
    start, end = trim(text, start, end)
    while end - start > LONGEST:
        cut = _cut(text, start, end)
        if cut >= end:
            break
        yield trim(text, start, cut)
        start, end = trim(text, cut, end)
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    """The best place to cut a long span: the last clause end in its second half, else white space."""
    clauses = [m.start() + 1 for m in _CLAUSE.finditer(text, start + LONGEST // 2, start + LONGEST)]
    if clauses:
        return clauses[-1]
    inside = [m.start() for m in _SPACE.finditer(text, start + LONGEST // 2, start + LONGEST)]
    if inside:
        return inside[-1]
    after = _SPACE.search(text, start + LONGEST, end)
    return after.start() if after else end


def trim(text: str, start: int, end: int) -> Span:
    """Move both ends of a span inwards past white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _blank(char: str) -> bool:
    """Whether a character is white space, or has no shape."""
    return char.isspace() or char in _UNSEEN


def _ends(text: str, first: int, match: re.Match[str], end: int) -> bool:
    """Whether a stop ends the sentence that began at `first`."""
    following = match.end()
    while following < end and _blank(text[following]):
        following += 1
    if following >= end or not _can_open(text, following):
        return False
    if match["glued"] is not None and not _glued_ends(text, first, match, end):
        return False
    if _inside_parentheses(text, first, match.start(), end):
        return False
    stop = match["stop"]
    if stop is None:
        return True
    if "?" in stop or "!" in stop or stop[0] in "。！？":
        return _question_ends(text, first, match, following)
    return _period_ends(text, first, match, following)


def _can_open(text: str, at: int) -> bool:
    """Whether a sentence can begin with the character at this place."""
    char = text[at]
    if char.islower():
        return _LOWER_NAME.match(text, at) is not None
    return char not in _CONTINUES


def _glued_ends(text: str, first: int, match: re.Match[str], end: int) -> bool:
    """Whether a stop without white space after it ("the end.Then") is one, and not part of a name or address."""
    before = _last_word(text, first, match.start())
    word = _GLUED_AFTER.match(text, match.end(), end)
    if word is None or _SITE.match(text, match.end()) or any(c in before for c in "/@.\\_"):
        return False
    return (len(before) > 1 and before[-1].islower()) or bool(match["close"])


def _inside_parentheses(text: str, first: int, at: int, end: int) -> bool:
    """Whether a parenthesis that was opened inside the sentence is still open, and is closed soon."""
    opened = text.rfind("(", max(first, at - _LOOK_BACK), at)
    if opened <= first or text.rfind(")", opened, at) >= 0:
        return False
    closed = text.find(")", at, min(end, at + _LOOK_AHEAD)) > at
    return closed and not _at_head(text, first, opened)


def _at_head(text: str, first: int, at: int) -> bool:
    """Whether only opening marks and white space stand between the head of a sentence and a place."""
    return not text[first : min(at, first + _WORD)].strip("\"'“‘[(*_ \u00a0\n\r\t")


def _question_ends(text: str, first: int, match: re.Match[str], following: int) -> bool:
    """Judge a question or exclamation mark: names ("Yahoo!"), quoted titles and speech tags go on."""
    token = text[max(first, match.start() - _WORD) : match.start() + 1].split()
    if token and token[-1].lstrip("“\"‘'(") in words.EXCLAIMED_NAMES:
        return _opens(text, following)
    if match["close"] and _TAG.match(text, following, following + 2 * _WORD):
        return False
    if not match["close"] or _opens(text, following):
        return True
    named = _NAMED.search(text[max(first, match.end() - _LOOK_BACK) : match.end()])
    return named is None or not title_case(named[1]) or text[following] in _QUOTE_OPEN


def _period_ends(text: str, first: int, match: re.Match[str], following: int) -> bool:
    """Judge a full stop or an ellipsis by the word before and the word after it."""
    at, stop = match.start(), match["stop"]
    if len(stop) > 1 or stop == "…" or text[max(first, at - 2) : at] == ". ":
        omission = at > first and text[at - 1].isspace() and len(stop) <= len("...") and not match["close"]
        return _opens(text, following) if omission else True
    word = _last_word(text, first, at)
    if _LABEL.fullmatch(word) and not match["close"] and _at_head(text, first, at - len(word)):
        return False
    return _word_ends(text, word, following)


def _word_ends(text: str, word: str, following: int) -> bool:
    """Whether a full stop after this word ends a sentence, given where the next one would begin."""
    low, capital = word.lower(), word[:1].isupper()
    if low in words.NEVER_LAST or (capital and low in words.NAME_FOLLOWS):
        return False
    if low in words.NUMBER_FOLLOWS and text[following].isdigit():
        return False
    if low in words.CLOCK:
        return _next_word(text, following) not in words.AFTER_CLOCK and text[following] != "("
    if low == "etc":
        return True
    short = (len(word) == 1 and word.isalpha()) or _ACRONYM.fullmatch(word) is not None
    listed = low in words.OFTEN_LAST and (capital or low in words.LOWER_TOO)
    return _opens(text, following) if short or listed else True


def _opens(text: str, at: int) -> bool:
    """Whether what begins here surely opens a sentence: an opening quotation mark, or a word that opens sentences."""
    if text[at] in _QUOTE_OPEN:
        return True
    word = _NEXT_WORD.match(text, at, at + _WORD)
    if word is None:
        return text[at] in _OPENING and text[at] != "("
    if word[0] in {"I", "A"}:
        return text[at + 1 : at + 2].isspace()
    return word[0].lower().replace("’", "'").rstrip(".'") in words.OPENERS


def _next_word(text: str, at: int) -> str:
    word = _NEXT_WORD.match(text, at, at + _WORD)
    return word[0].lower().rstrip(".") if word else ""


def _last_word(text: str, first: int, at: int) -> str:
    """The word that ends at a place, without opening marks; it may hold inner stops ("U.S")."""
    pieces = text[max(first, at - _WORD) : at].split()
    word = pieces[-1] if pieces and not text[at - 1].isspace() else ""
    for mark in "—–(-/":
        word = word.rpartition(mark)[2]
    return word.lstrip("\"'“‘«[*_")
