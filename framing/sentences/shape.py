"""What a line looks like, apart from what it says: its stop, its capitals, its length."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MINOR = 3
_CLOSERS = "\"'”’»)]}*_ \u00a0"
_STOPS = ".!?…。！？"


def title_case(text: str) -> bool:
    """Whether at least two words are written with a capital, and every word of more than three letters is."""
    found = _WORD.findall(text)
    major = [w for w in found if len(w) > _MINOR]
    return len(found) > 1 and all(w[0].isupper() for w in major) and sum(w[0].isupper() for w in found) * 2 > len(found)


def upper_case(text: str) -> bool:
    """Whether the letters of a line of two words or more are capitals throughout."""
    return text.isupper() and len(_WORD.findall(text)) > 1


def stop_of(text: str) -> str:
    """The stop at the end of a line, behind closing quotation marks and brackets; empty if there is none."""
    last = text.rstrip(_CLOSERS)[-1:]
    return last if last in _STOPS else ""


def has_letters(text: str) -> bool:
    """Whether a line holds any letter or digit."""
    return any(c.isalnum() for c in text)
