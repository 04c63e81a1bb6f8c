"""Organisations: names that end with an institution ("Ministry of Finance"), acronyms, and both joined by brackets."""

from __future__ import annotations

from dataclasses import replace

from framing.labels import outletwords
from framing.labels.contextwords import COMMON, FUNCTION, TITLES
from framing.labels.gazetteer import Known, gazetteer
from framing.labels.groupwords import MAKERS
from framing.labels.nametokens import Found, Mention, Style, Tokens, initials_fit
from framing.labels.namewords import BEFORE_THINGS, CONNECTED, GIVEN, INSTITUTIONS, NO_ACRONYMS, PLACES, SURNAMES, TIMES
from framing.vocabulary import EntityType

_FIELDS = frozenset(
    [
        "Committee",
        "Council",
        "Institute",
        "Center",
        "Centre",
        "Foundation",
        "Commission",
        "Campaign",
        "Coalition",
        "Organization",
        "Organisation",
        "Office",
        "Association",
        "Alliance",
        "Agency",
        "Fund",
        "Project",
        "Movement",
        "Society",
        "Forum",
        "Bureau",
        "Centers",
        "Board",
        "Network",
        "Union",
        "Federation",
        "League",
        "Partnership",
    ]
)
"""Institutions in whose names "for", "on" or "against" lead to what they care for."""
_AFTER_PLACES = frozenset({"Star", "Hill", "Today", "Standard", "Globe", "Mirror", "Sun", "Independent", "Magazine"})
_NO_BREAK = frozenset({"Foreign", "General", "Supreme", "Chief", "Republican", "Democratic", "Independent", "Private"})
"""Words of titles that stand in names of institutions too."""
_NO_MASTHEAD = COMMON | BEFORE_THINGS
_LINKS = frozenset({"for", "on", "against"})
_MAKES_GOVERNMENT = frozenset({"administration", "government", "regime", "cabinet"})
_SHORTEST, _LONGEST = 3, 6
"""Letters of an acronym that is not known."""
_BRACKET = 8
"""Words up to which a bracket is searched for its end."""


def institution(t: Tokens, i: int) -> Found | None:
    """The name of an institution that begins with the word at `i`."""
    if t.style is not Style.NORMAL or any(part[:1].islower() for part in t.words[i].split("-")[1:]):
        return None
    last = _last_institution(t, i)
    if last is None:
        return None
    end = last
    while (further := _extended(t, end)) > end:
        end = further
    if end == i + 1:
        return None
    if end == i + 2 and t.words[i + 1].lower() in MAKERS:
        return makers(t, i, end - 1)
    return organisation(t, i, end)


def partners(t: Tokens, i: int) -> Found | None:
    """A firm whose name "&" joins ("Harlan Gas & Electric"); no pair of persons, countries or places."""
    middle = _capitals(t, i)
    if t.style is not Style.NORMAL or middle == i or t.word(middle) != "&" or not t.capital(middle + 1):
        return None
    first, second = gazetteer().at(t.words, i), gazetteer().at(t.words, middle + 1)
    if t.owned[middle - 1] or second is not None or (first is not None and first[0].kind is not Known.PLACE):
        return None
    end = max(_capitals(t, middle + 1), middle + 2)
    if t.capital(end) or COMMON.issuperset(word for word in t.words[i:end] if word != "&"):
        return None
    return organisation(t, i, end)


def makers(t: Tokens, i: int, j: int, name: str | None = None) -> Found | None:
    """A politician's administration or campaign, whose noun stands at `j`, behind the name from `i` on."""
    noun = t.word(j).lower()
    if noun not in MAKERS or t.owned[j - 1] or t.word(j)[:1] in "'’":
        return None
    kind = EntityType.GOVERNMENT if noun in _MAKES_GOVERNMENT else EntityType.ORGANISATION
    return (t.mention(i, j + 1, kind, name=f"{name or t.span(j - 1, j)} {noun}"),), j + 1


def organisation(t: Tokens, i: int, j: int, known: str | None = None, country: str | None = None) -> Found:
    """The words from `i` up to `j` as an organisation, with its other name in brackets behind it."""
    entry = gazetteer().entries.get(" ".join(t.words[i:j]))
    if known is None and entry and entry.kind is Known.ORGANISATION:
        known, country = entry.name, entry.country
    found = t.mention(i, j, EntityType.ORGANISATION, known=known, country=country)
    second = _in_bracket(t, j, found)
    if second is None:
        return (found,), j
    if initials_fit(found.name, second.name):
        return (replace(found, same=second.name), second), j + 1 + len(second.name.split())
    return (found, replace(second, same=found.known or found.name)), j + 2


def acronym(t: Tokens, i: int) -> Found | None:
    """An organisation by its letters."""
    letters = t.words[i].replace(".", "")
    if t.style is Style.UPPER or not (letters.isalpha() and letters.isupper()):
        return None
    if not _SHORTEST <= len(letters) <= _LONGEST or letters in NO_ACRONYMS or t.word(i - 1) in {"@", "#", "$"}:
        return None
    if _stressed(t, i - 1) or _stressed(t, i + 1):
        return (), i + 1
    return organisation(t, i, i + 1)


def _stressed(t: Tokens, i: int) -> bool:
    word = t.word(i)
    return len(word) > _SHORTEST and word.isalpha() and word.isupper()


def _last_institution(t: Tokens, i: int) -> int | None:
    """The place after the last institution word of the capitals that begin at `i`."""
    last = None
    for k in range(i, len(t.words)):
        word = t.words[k]
        if not (k == i or t.goes_on(k)) or not (t.capital(k) or word == "&") or word in TIMES or word in FUNCTION:
            break
        if word in INSTITUTIONS or (k > i and _is_masthead(t, i, word)):
            last = k + 1
        elif word.lower().strip(".") in TITLES and word not in _NO_BREAK:
            if last or t.word(k + 1) not in INSTITUTIONS:
                break
        elif last and word in GIVEN:
            break
    return last


def _is_masthead(t: Tokens, i: int, word: str) -> bool:
    """Whether a word ends the name of a newspaper; some do so only after the name of a place."""
    if word not in outletwords.MASTHEADS or (t.word(i + 1) == word and t.words[i] in _NO_MASTHEAD):
        return False
    place = gazetteer().at(t.words, i) if word in _AFTER_PLACES else None
    return word not in _AFTER_PLACES or (place is not None and place[0].kind in {Known.PLACE, Known.CAPITAL})


def _extended(t: Tokens, last: int) -> int:
    """The place after the words that go on with an institution's name: "of the Interior"."""
    noun, link = t.words[last - 1], t.word(last)
    if t.owned[last - 1] or noun in outletwords.MASTHEADS:
        return last
    if link != "of" and not (link in _LINKS and noun in _FIELDS) and not (link == "to" and noun == "Committee"):
        return last
    first = last + 2 if t.word(last + 1) == "the" else last + 1
    end = _capitals(t, first)
    if end > first and noun in CONNECTED and t.word(end) == "and" and not t.owned[end - 1]:
        end = max(end, _capitals(t, end + 1))
    return end if end > first else last


def _capitals(t: Tokens, first: int) -> int:
    """The place after the capitals that begin at `first` and can be part of an institution's name."""
    k = first
    while t.capital(k) and (k == first or t.goes_on(k)) and not _begins_other(t.words[k]):
        k += 1
    return k


def _begins_other(word: str) -> bool:
    return (
        word in TIMES
        or word in FUNCTION
        or word in SURNAMES
        or (word in GIVEN and word not in PLACES and gazetteer().entries.get(word) is None)
    )


def _in_bracket(t: Tokens, j: int, found: Mention) -> Mention | None:
    """The organisation's other name, if the bracket behind it holds one."""
    if t.word(j) != "(" or t.owned[j - 1]:
        return None
    inside = t.words[j + 1 : j + 1 + _BRACKET]
    end = j + 1 + inside.index(")") if ")" in inside else j + 1
    if end == j + 1 or not t.capital(j + 1):
        return None
    other = t.mention(j + 1, end, EntityType.ORGANISATION)
    if len(other.name.split()) != end - j - 1 or not _same(found, other.name):
        return None
    return other


def _same(found: Mention, other: str) -> bool:
    if initials_fit(found.name, other) or initials_fit(other, found.name):
        return True
    entry = gazetteer().entries.get(other)
    return " " not in other and (
        other in found.name.split() or (entry is not None and found.known is not None and entry.name == found.known)
    )
