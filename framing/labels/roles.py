"""Roles in an article: whom it names right beside one, by a title or in an apposition, and who has no name at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.labels import lexicon
from framing.labels.nounphrase import bare, parse, singular
from framing.labels.people import Person, PersonMention, pronoun_of
from framing.records import Attribution, Link, Sourcing

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
_HUMAN = (lexicon.PEOPLE | lexicon.HIDDEN | lexicon.GROUPS) - lexicon.BODIES - {"people", "authorities", "staff"}
_HEAD = re.compile(r"(?:A|An|One|Another|The) [^.;:!?“”\"\n]{3,60}")
_ENDS = (",", ".", ";", "")


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody whom a role alone stands for: where, who that is (a link without a name if unknown), the pronoun."""

    place: int
    who: Person | Link
    pronoun: str | None


def heads(text: str, starts: Sequence[int], mentions: Sequence[PersonMention]) -> tuple[Head, ...]:
    """Those with whose roles sentences begin ("A former aide was critical", "The mayor came")."""
    found = []
    for start in starts:
        if not (head := _HEAD.match(text, start)) or not (role := _human(head.group())):
            continue
        definite = head.group().startswith("The ")
        person = holder(text, mentions, office(role), start) if definite else None
        link = Link(None, Sourcing.PERSON if definite else Sourcing.ANONYMOUS)
        found.append(Head(start, person or link, person.pronoun if person else pronoun_of(role[-1])))
    return tuple(found)


def unnamed_speaker(said: Attribution) -> Head | None:
    """The source of a statement, if it is one human being and is not named."""
    link = said.chain[-1] if said.chain else Link(None, None)
    if link.name is not None or not said.source_text or link.sourcing not in (Sourcing.PERSON, Sourcing.ANONYMOUS):
        return None
    role = _human(said.source_text)
    own = "she" if bare(said.source_text) == "she" else "he" if bare(said.source_text) == "he" else None
    if not role and (own is None or link.sourcing is Sourcing.PERSON):
        return None
    return Head(said.source[0][0], link, pronoun_of(role[-1]) if role else own)


def _human(text: str) -> tuple[str, ...]:
    """The words of a phrase up to the first noun for one human being; none where there is none, or a name follows."""
    words = parse(text)[0].words
    for end, (word, following) in enumerate(pairwise([*words, ""]), 1):
        if word in _HUMAN or (pronoun_of(word) and word != "human"):
            return () if following[:1].isupper() else words[:end]
    return ()


def office(words: Sequence[str]) -> str:
    """A role with the words that tell it from others of its kind ("former president", "health minister")."""
    *others, head = (bare(word) for word in words)
    return " ".join([*(word for word in others if word in lexicon.OFFICES), singular(head)])


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
