"""Who holds a role in an article: whom it names right beside that role, by a title or in an apposition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.labels import lexicon
from framing.labels.people import Person, PersonMention

_NEAR = 80
"""So many characters before a name its title may begin."""
_BETWEEN = r"(?:(?!(?:the|an?|of|in|at|for|to|by|with|from|on|whom?|that)\b)[\w’'&.-]+ ){0,6}?"
_APPOSED = (
    rf"(?:,(?: \d+,)?| (?:is|was|became)) (?:(?:now|then|who (?:is|was)) )?(?:(?:an?|the|his|her|their) )?{_BETWEEN}"
)
_CLOSED = r"(?=[,.;:!?)”\"\n]|$| [–—-] | (?:of|for|in|at|from|with|on|under|who|whose|since|to|during)\b)"
_OF_NAMED = r"(?: (?:of|for|in|at) (?:the )?[A-Z][\w’'&-]*(?: (?:(?:of|and|the) )*[A-Z][\w’'&-]*)*)?"
_FURTHER = rf"(?:[ -](?:elect|(?i:{'|'.join(sorted(lexicon.TITLES))})\b\.?))*"
_OTHER_OFFICE = ("former", "ex", "vice", "deputy", "assistant")
_NOT_OTHER = "".join(rf"(?<!{word}[ -])" for word in _OTHER_OFFICE)
_ENDS = (",", ".", ";", "")


def holder(text: str, mentions: Sequence[PersonMention], role: str, place: int) -> Person | None:
    """The one person who is given that role before `place`, or in an apposition to what stands there.

    None for several, and where somebody else without a name has the role as well since then ("another minister").
    """
    other = "" if role.split(maxsplit=1)[0].removesuffix("-") in _OTHER_OFFICE else _NOT_OTHER
    word = rf"(?i:(?<![\w-]){other}{re.escape(role)})"
    title = re.compile(rf"{word}(?:{_FURTHER}|{_OF_NAMED},) $")
    apposed = re.compile(rf"{_APPOSED}{word}{_CLOSED}")
    own = re.compile(rf"(?:[Tt]he )?(?:[\w-]+ ){{0,3}}?{word}{_OF_NAMED},? $")
    holders, taken, told = set[Person](), 0, 0
    for mention in mentions:
        if mention.start >= place and not own.match(text[place : mention.start]):
            continue
        before = title.search(text[max(taken, mention.start - _NEAR) : mention.start])
        between_commas = before is not None and before.group().endswith(", ")
        closed = not between_commas or text[mention.end : mention.end + 1] in _ENDS
        after = apposed.match(text, mention.end)
        taken = after.end() if after else mention.end
        if after or (before and closed):
            holders.add(mention.person)
            told = taken
    another = re.compile(rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ne) (?:[\w-]+ ){{0,3}}?{word}\b")
    return holders.pop() if len(holders) == 1 and not another.search(text, told, max(told, place)) else None
