"""Groups of people: by their noun ("farmers", "Republicans") or by what kind of people they are ("black voters")."""

from __future__ import annotations

from types import MappingProxyType

from framing.labels import groupwords
from framing.labels.contextwords import ACTS, PHRASE_ENDS
from framing.labels.gazetteer import Known, gazetteer
from framing.labels.nametokens import Found, Style, Tokens
from framing.vocabulary import EntityType

_KINDS = MappingProxyType({word.lower(): word for word in sorted(groupwords.MODIFIERS, reverse=True)})
_MAJORITY = ("-majority", "-led", "-dominated", "-populated")
_LIKE_ADJECTIVES = frozenset({"US", "U.S.", "UK", "U.K.", "UN", "EU", "GOP", "Labour", "House", "Senate"})
_NOUNS = groupwords.PEOPLE_NOUNS | groupwords.GROUPS
_SPELLINGS = MappingProxyType(
    {
        "protestors": "protesters",
        "police officers": "police",
        "African-Americans": "African Americans",
        "Asian-Americans": "Asian Americans",
        "Arab-Americans": "Arab Americans",
        "Mexican-Americans": "Mexican Americans",
        "Dems": "Democrats",
        "Uyghurs": "Uighurs",
        "Shias": "Shiites",
        "Shi'ites": "Shiites",
        "Blacks": "blacks",
        "Whites": "whites",
        "Evangelicals": "evangelicals",
        "Millennials": "millennials",
        "Baby Boomers": "baby boomers",
        "DREAMers": "Dreamers",
        "illegal aliens": "illegal immigrants",
        "jihadis": "jihadists",
        "nazis": "Nazis",
        "islamists": "Islamists",
    }
)
"""Other spellings of a group's name."""
_NO_GROUP_BEFORE = frozenset(
    [
        "department",
        "departments",
        "chief",
        "chiefs",
        "station",
        "stations",
        "custody",
        "report",
        "reports",
        "brutality",
        "shooting",
        "shootings",
        "union",
        "unions",
        "rights",
        "affairs",
        "league",
        "hospital",
        "march",
        "health",
        "scene",
        "car",
        "cars",
        "cruiser",
        "dog",
        "dogs",
        "state",
        "force",
        "forces",
        "academy",
        "commissioner",
        "misconduct",
        "work",
        "work-force",
        "compensation",
        "comp",
        "loan",
        "loans",
        "day",
        "home",
        "shelter",
        "shelters",
        "suffrage",
        "magazine",
        "program",
        "lounge",
    ]
)
STARTS = frozenset(_KINDS) | _NOUNS
"""Words in small letters with which a group can begin."""


def group(t: Tokens, i: int) -> Found | None:
    """The group that begins with the word at `i`, if one does."""
    k, kinds = _kinds(t, i)
    noun, end = _noun(t, k, bare=k == i)
    if noun is None and k - i > 1 and not t.owned[k - 2]:
        k, kinds = k - 1, kinds[:-1]
        noun, end = _noun(t, k, bare=False)
    if noun is None:
        return None
    if k == i and t.word(end).lower() in _NO_GROUP_BEFORE:
        return (), end
    entry = gazetteer().entries.get(noun) if k == i else None
    name = " ".join([*kinds, noun])
    country = entry.country if entry else None
    known = entry.name if entry and entry.kind is Known.PEOPLE else None
    found = t.mention(i, end, EntityType.GROUP, name=_SPELLINGS.get(name, name), known=known, country=country)
    return (found,), end


def ends_phrase(t: Tokens, i: int) -> bool:
    """Whether the word at `i` cannot be a noun that goes on with what stands before it."""
    word = t.word(i)
    if not word[:1].isalpha() or not word[0].islower():
        return not t.capital(i)
    return word in ACTS or word in PHRASE_ENDS or word.endswith(("ed", "ing", "ly"))


def _kinds(t: Tokens, i: int) -> tuple[int, list[str]]:
    """The place after the words that say what kind of people, and these as they are usually written."""
    kinds: list[str] = []
    k = i
    while k < len(t.words) and (k == i or t.goes_on(k)):
        step = _kind(t, k)
        if step is None:
            break
        kinds.append(step[0])
        k = step[1]
    return k, kinds


def _kind(t: Tokens, k: int) -> tuple[str, int] | None:
    word = t.words[k]
    for ending in _MAJORITY:
        if word.endswith(ending):
            kind = _KINDS.get(word.removesuffix(ending).lower())
            return (kind + ending, k + 1) if kind else None
    if word == "democratic":
        return word, k + 1
    if word.lower() in _KINDS:
        return _KINDS[word.lower()], k + 1
    found = gazetteer().at(t.words, k, t.style is Style.UPPER)
    if found is None or any(t.owned[k : found[1]]):
        return None
    entry, end = found
    if entry.kind is Known.ADJECTIVE or (word in _LIKE_ADJECTIVES and entry.country and entry.kind is Known.COUNTRY):
        return gazetteer().countries[entry.name].adjectives[0], end
    return (word, end) if word in _LIKE_ADJECTIVES else None


def _noun(t: Tokens, k: int, bare: bool) -> tuple[str | None, int]:
    """The group's noun at `k` and the place after it; `bare` if nothing says what kind of people."""
    if k >= len(t.words) or not (bare or t.goes_on(k)):
        return None, k
    word = t.words[k]
    small = word.lower() if t.style is not Style.NORMAL or t.initial(k) else word
    if small in (groupwords.GROUPS if bare else _NOUNS):
        return _police(t, small, k)
    found = gazetteer().at(t.words, k, t.style is Style.UPPER)
    if found and found[0].kind is Known.GROUP:
        return found[0].name, found[1]
    if found and found[0].kind is Known.PEOPLE and not _adjective_too(found[0].country, word):
        return " ".join(t.words[k : found[1]]), found[1]
    return None, k


def _police(t: Tokens, noun: str, k: int) -> tuple[str, int]:
    if noun == "police" and t.word(k + 1).lower() == "officers":
        return "police officers", k + 2
    return noun, k + 1


def _adjective_too(country: str | None, word: str) -> bool:
    return country is not None and word in gazetteer().countries[country].adjectives
