"""Persons: names that begin with a first name or follow a title, and capitals that may be a surname."""

from __future__ import annotations

from framing.labels import lexicon
from framing.labels.contextwords import ACTS, COMMON, FUNCTION, SPEECH, TITLES
from framing.labels.gazetteer import Known, gazetteer
from framing.labels.nametokens import Found, Style, Tokens
from framing.labels.namewords import (
    AMBIGUOUS_SURNAMES,
    BEFORE_THINGS,
    GIVEN,
    INSTITUTIONS,
    NAMESAKES,
    NO_ACRONYMS,
    SURNAMES,
    THINGS,
    TIMES,
    UTILITIES,
)
from framing.labels.orgnames import makers, organisation
from framing.vocabulary import EntityType

_LONGEST = 5
"""Words of a name."""
_AFTER_HYPHEN = frozenset(
    ["led", "era", "run", "held", "born", "made", "like", "free", "wide", "only", "tied", "era", "aged"]
)
_SUFFIXES = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
_PARTICLES = lexicon.PARTICLES - {"and", "&"} | {"du", "dos", "ben", "ul", "ur", "ter", "af", "zu"}
_INSIDE = frozenset({"in", "near", "at", "outside"})
_THINGS = THINGS | INSTITUTIONS
_UPPER_GIVEN = frozenset(map(str.upper, GIVEN))
_UPPER_SURNAMES = frozenset(map(str.upper, SURNAMES))
_NOT_NAMES = COMMON | THINGS | INSTITUTIONS | NO_ACRONYMS
_NO_SURNAME = frozenset({Known.ADJECTIVE, Known.GROUP, Known.PEOPLE})
_KINDS_OF_TITLE = frozenset(
    [
        "former",
        "retired",
        "republican",
        "democrat",
        "democratic",
        "libertarian",
        "independent",
        "acting",
        "deputy",
        "assistant",
        "supreme",
        "foreign",
        "prime",
        "vice",
        "private",
        "field",
        "majority",
        "minority",
        "chief",
        "general",
        "attorney",
        "crown",
        "count",
    ]
)
"""Words that stand before titles, and before much else."""
_VERBAL = ("ing", "ed", "ly")
_WHEN = frozenset({"in", "by", "since", "until", "till", "during", "last", "next", "this", "early", "late", "mid"})
_WHEN_AT_MOST = _WHEN | {"of", "from", "to", "before", "after", "through", "between", "for", "around", "and"}
"""What stands before a month; before a name, too, the second of them."""
_NO_VERBS = frozenset({"who", "whose", "himself", "herself", "continued"})
_FOOLS = frozenset({"Fool", "Fools"})


def given_name(t: Tokens, i: int) -> Found | None:
    """A person by first name and surname, the first at `i`; or the thing that is named after a person."""
    word = t.words[i]
    if not (word in GIVEN or _begins_with_initial(word) or (t.style is Style.UPPER and word in _UPPER_GIVEN)):
        return None
    end = _name_end(t, i)
    if end - i < 2 or t.word(end - 1) in _PARTICLES or _is_initial(t.word(end - 1)):  # noqa: PLR2004 (two words)
        return None
    if t.capital(end) and t.goes_on(end) and t.words[end] in _THINGS and t.style is Style.NORMAL:
        return None if t.words[end] in INSTITUTIONS else ((), end + 1)
    return person(t, i, end, sure=t.style is Style.NORMAL or _famous(t, end - 1))


def namesake(t: Tokens, i: int) -> Found | None:
    """A person at a word that is a month or a little word as well: "April Jones", "Mrs May", "May said".

    The bare surname is not sure: it counts if the article gives somebody that name.
    """
    if t.style is not Style.NORMAL or t.before(i) in _WHEN or t.word(i + 1)[:1].isdigit():
        return None
    if t.words[i] in GIVEN and "?" not in t.words and t.word(i + 1) not in _FOOLS:
        found = given_name(t, i)
        if found is not None:
            return found
    if t.words[i] not in NAMESAKES:
        return None
    if titled(t, i):
        return person(t, i, i + 1, sure=True)
    acts = t.owned[i] or t.word(i + 1) in ACTS
    return person(t, i, i + 1, sure=False) if acts and t.before(i) not in _WHEN_AT_MOST else None


def person(t: Tokens, i: int, j: int, sure: bool) -> Found:
    """The words from `i` up to `j` as a person, or as his government or campaign if that is what is said."""
    found = makers(t, i, j)
    if found is not None and t.style is Style.NORMAL:
        return found
    title = titled(t, i)
    name = " ".join(t.words[i:j])
    name = name.title() if t.style is Style.UPPER else name
    return (t.mention(i, j, EntityType.PERSON, name=name, title=title, sure=sure or title is not None),), j


def titled(t: Tokens, i: int) -> str | None:
    """The title that stands directly before the word at `i`, in lower case."""
    if i == 0 or not t.goes_on(i):
        return None
    word = t.words[i - 1].lower().rstrip(".")
    return word if word in TITLES and word not in _KINDS_OF_TITLE else None


def unknown(t: Tokens, i: int) -> Found | None:
    """Capitals that nothing is known of: a person if they look like one."""
    if t.words[i] in _PARTICLES and t.capital(i + 1) and titled(t, i):
        return person(t, i, i + 2, sure=True)
    if not t.capital(i) or _is_no_name(t, i):
        return None
    if t.style is not Style.NORMAL:
        return person(t, i, i + 1, sure=_famous(t, i))
    end = _name_end(t, i)
    beyond = _as_thing(t, i, end)
    if beyond is not None:
        return (), beyond
    if _is_abbreviated_after(t, i, end) or _is_firm(t, i, end):
        return organisation(t, i, end)
    return person(t, i, end, _looks_like_person(t, i, end))


def _is_firm(t: Tokens, i: int, end: int) -> bool:
    """Whether capitals end as firms do ("Harlan Water"), or speak as papers do ("the Courier wrote")."""
    if end == i + 1:
        return t.word(i - 1).lower() == "the" and t.word(end) in SPEECH - _NO_VERBS
    return t.words[end - 1] in UTILITIES and titled(t, i) is None


def _as_thing(t: Tokens, i: int, end: int) -> int | None:
    """The place to go on with if the capitals up to `end` are the name of a thing or a place, or begin too early."""
    if t.words[i] in BEFORE_THINGS and t.capital(i + 1) and t.goes_on(i + 1) and titled(t, i) is None:
        return i + 2
    if end - i > 2 and t.words[i + 1] in GIVEN:  # noqa: PLR2004 (a first name and a surname behind it)
        return i + 1
    if t.capital(end) and t.goes_on(end) and t.words[end] in _THINGS:
        return end + 1
    return end if _is_place(t, i, end) else None


def _looks_like_person(t: Tokens, i: int, end: int) -> bool:
    if t.words[end - 1] in SURNAMES or t.word(end) == "administration":
        return True
    if end == i + 1:
        return not t.initial(i) and t.word(end) in SPEECH
    if not t.initial(i):
        return True
    return not t.words[i].endswith(_VERBAL) and (t.word(end) in ACTS or t.word(end) == "," or t.owned[end - 1])


def _is_place(t: Tokens, i: int, end: int) -> bool:
    """Whether a state or country goes on after a comma, or the words stand as a place in the sentence."""
    if titled(t, i) or t.words[end - 1] in SURNAMES:
        return False
    if t.word(end) == ",":
        after = gazetteer().at(t.words, end + 1) if end + 1 < len(t.words) else None
        if after and after[0].kind in {Known.PLACE, Known.COUNTRY}:
            return True
    return end - i > 1 and t.before(i) in _INSIDE


def _is_abbreviated_after(t: Tokens, i: int, end: int) -> bool:
    """Whether the first letters of the words follow in brackets."""
    letters = "".join(word[0] for part in t.words[i:end] for word in part.split("-") if word)
    return end - i > 1 and t.word(end) == "(" and t.word(end + 1).replace(".", "") == letters and t.word(end + 2) == ")"


def _is_no_name(t: Tokens, i: int) -> bool:
    word = t.words[i]
    if t.word(i - 1) in {"@", "#"} and t.ends[i - 1] == t.starts[i]:
        return True
    if t.style is Style.UPPER:
        word = word.capitalize()
    if word.isupper() or not word.replace("-", "").replace("'", "").replace("’", "").isalpha() or _is_compound(word):
        return True
    if word.lower() in TITLES or word in FUNCTION or word in TIMES or word[1] == "-":
        return True
    return word in _NOT_NAMES and titled(t, i) is None


def _is_compound(word: str) -> bool:
    """Whether a hyphen leads on to a small word ("Trump-backed")."""
    return any(part[:1].islower() for part in word.split("-")[1:])


def _is_given_pair(word: str) -> bool:
    """Whether a hyphen joins two parts of a name, the second small ("Jong-un")."""
    first, _, second = word.partition("-")
    return first.isalpha() and 1 < len(second) < _LONGEST and second not in _AFTER_HYPHEN and second.islower()


def _begins_with_initial(word: str) -> bool:
    return _is_initial(word) and word not in gazetteer().entries


def _is_initial(word: str) -> bool:
    return len(word) > 1 and word[1] == "." and word[0].isupper() and len(word) <= 4  # noqa: PLR2004 (J.D.)


def _famous(t: Tokens, i: int) -> bool:
    return t.words[i] in SURNAMES or (t.style is Style.UPPER and t.words[i] in _UPPER_SURNAMES)


def _name_end(t: Tokens, i: int) -> int:
    """The place after the last word of the name that begins at `i`."""
    longest = _LONGEST if t.style is Style.NORMAL else 2
    second = True
    j = i + 1
    while j < len(t.words) and j - i < longest and t.goes_on(j):
        word = t.words[j]
        if word in _SUFFIXES or _ends_as_namesake(t, i, j):
            return j + 1
        if _is_initial(word) or (word in _PARTICLES and _particles_lead_on(t, j)):
            j += 1
        elif t.capital(j) and _may_be_surname(t, j, second):
            j, second = j + 1, False
        else:
            break
    return j


def _ends_as_namesake(t: Tokens, i: int, j: int) -> bool:
    """Whether a surname that is a month or a little word as well ends a name at `j` that begins with a first name."""
    begins = t.words[i] in GIVEN and t.style is Style.NORMAL
    return begins and t.words[j] in NAMESAKES and not t.word(j + 1)[:1].isdigit()


def _particles_lead_on(t: Tokens, j: int) -> bool:
    return not t.owned[j] and (t.capital(j + 1) or (t.word(j + 1) in _PARTICLES and t.capital(j + 2)))


def _may_be_surname(t: Tokens, j: int, second: bool) -> bool:
    word = t.words[j].capitalize() if t.style is Style.UPPER else t.words[j]
    if word in AMBIGUOUS_SURNAMES and (second or not t.capital(j + 1) or t.word(j + 1) in _SUFFIXES):
        return True
    if _never_surname(word) or (word.isupper() and t.style is not Style.UPPER):
        return False
    entry = gazetteer().at(t.words, j)
    return entry is None or (second and entry[1] == j + 1 and entry[0].kind not in _NO_SURNAME)


def _never_surname(word: str) -> bool:
    if _is_compound(word) and not _is_given_pair(word):
        return True
    return (
        word in TIMES
        or word in FUNCTION
        or word in _NOT_NAMES
        or word.lower() in TITLES
        or not word.replace("-", "").replace("'", "").replace("’", "").isalpha()
    )
