"""The core of a vague origin: the words that a hedge of the type `vague` is marked by."""

from __future__ import annotations

import re

from framing.labels import lexicon

_WORD = re.compile(r"[\w’'.-]*\w")
_QUANTITIES = lexicon.words("some many several most few")
_PART_OF = re.compile(
    r"(?:(?:a|the) )?(?:some|many|several|most|few|one|two|three|dozens|hundreds|number|couple|group|majority) of ",
    re.IGNORECASE,
)


def core(text: str, start: int, end: int) -> tuple[int, int]:
    """The head noun of the phrase `text[start:end]` with a quantity right before it: no more, so that readers agree.

    "US officials familiar with the matter" gives "officials", "some of his critics" gives "critics", "some Republicans"
    stays. A phrase without a word stays as it is.
    """
    part = _PART_OF.match(text, start, end)
    words = [m.span() for m in _WORD.finditer(text, part.end() if part else start, end)]
    if not words:
        return start, end
    ends = (i for i, (a, b) in enumerate(words) if i and text[a:b].lower() in lexicon.PHRASE_ENDS)
    last = next(ends, len(words)) - 1
    before = text[slice(*words[last - 1])].lower() if last else ""
    return words[last - (before in _QUANTITIES)][0], words[last][1]


def is_quantity(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is only the quantity of a phrase that goes on ("many" in "many of his supporters")."""
    return text[start:end].lower() in _QUANTITIES and text[end : end + 4].lower() == " of "
