"""What kind of source an attribution has, its name, and the chain of sources behind it."""

from __future__ import annotations

import re

from framing.labels import lexicon, outletwords
from framing.labels.first_names import FIRST_NAMES
from framing.labels.gazetteer import Known, gazetteer
from framing.labels.namewords import AMBIGUOUS_SURNAMES, TIMES
from framing.labels.nounphrase import NounPhrase, bare, parse, singular
from framing.records import Link, Sourcing

_QUOTED = re.compile(
    r",?\s+(?:as |and |was |were |who (?:was|were|is|are) )?(?:cited|quoted|interviewed)\s+(?:by|in)\s+", re.IGNORECASE
)
_PASSED = re.compile(
    r"[\s,–—]+(?:as |and |(?:that|which) (?:was|were) )?"
    r"(?:(?:reported|published|obtained|seen|reviewed|released)\s+(?:by|in)"
    r"|speaking (?:to|with)|who (?:spoke|talked) (?:to|with)|in remarks to)\s+",
    re.IGNORECASE,
)
_CITING = re.compile(
    r",?\s+(?:citing|quoting|which cited|which quoted|and cited)\s+(?:claims (?:made )?by\s+)?", re.IGNORECASE
)
_LATER = re.compile(r"(?:\s+(?:on|last|this|late|earlier))*\s+(?:\w+day|week|month|year|earlier)(?=[\s,])")
_OWNED = re.compile(
    r"^(?P<near>.+?)(?:['’]s|(?<=s)['’])\s+(?:own\s+)?"
    r"(?P<far>\w[\w-]*(?:\s+in\s+.*)?|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,3})$"
)
_REST = re.compile(r"[,.;—]|\s(?:that|which|who said)\s")
_ACRONYM = re.compile(r"(?!I{2,3}$|IV$)(?:[A-Z]{2,6}|(?:[A-Z]\.)+[A-Z]\.?)$")
_AGED = re.compile(r"\d+-year-olds?")
_SPEAKING = frozenset({Known.ORGANISATION, Known.COUNTRY, Known.CAPITAL, Known.SEAT})
_ROLES = lexicon.TITLES | lexicon.PEOPLE | lexicon.SPEAKERS
_WORD = 4
"""Letters that can be read as a word ("Nasa")."""
_UNIDENTIFIED = frozenset({Sourcing.ANONYMOUS, Sourcing.COLLECTIVE})


def sourcing_of(text: str) -> Sourcing | None:
    """The kind of source that a source's words name; None for a pronoun or where nothing tells."""
    if lexicon.SHARE.match(text) and not re.search(r"\b(?:of (?:the )?(?:members|board|court))\b", text):
        return Sourcing.COLLECTIVE
    first, *others = parse(text)
    kind = _kind(first)
    noun = kind is None and first.definite is not None and not first.capitals and not _pronoun(first)
    human = kind in {Sourcing.PERSON, *_UNIDENTIFIED} or noun or _speaks(first)
    if human and any(_apposed(p) for p in others):
        return Sourcing.PERSON
    return kind


def name_of(text: str) -> str | None:
    """The name in a source's words, without titles; None for a pronoun, a role, or a source that is not named."""
    first, *others = parse(text)
    kind = sourcing_of(text)
    if kind is Sourcing.PERSON:
        return _person(first) or next((p.name for p in others if _apposed(p)), None)
    if kind in {None, *_UNIDENTIFIED} or _speaks(first):
        return None
    if kind in {Sourcing.ORGANISATION, Sourcing.MEDIA} and others and _called(first, others[0]):
        return others[0].full
    if kind in {Sourcing.DOCUMENT, Sourcing.MEDIA} and len(first.words) > 1 and not _proper(first):
        return None
    return first.full if len(first.full.split()) > 1 or _named(first) else None


def chain_of(text: str) -> tuple[Link, ...]:
    """The chain inside one source's words, nearest first ("officials cited by the Courier": the Courier, officials)."""
    for pattern in (_QUOTED, _PASSED):
        found = pattern.search(text)
        near = link_of(text[found.end() :]) if found else None
        if found and near and (near.sourcing is Sourcing.MEDIA or (near.sourcing and pattern is _QUOTED)):
            return near, link_of(text[: found.start()])
    if found := _CITING.search(text):
        return link_of(text[: found.start()]), link_of(text[found.end() :])
    owned = _OWNED.match(text.strip(" ,"))
    if owned and sourcing_of(owned["near"]) is Sourcing.MEDIA:
        far = link_of(owned["far"])
        if far.sourcing in _UNIDENTIFIED or (far.sourcing is Sourcing.PERSON and far.name):
            return link_of(owned["near"]), far
    return (link_of(text),)


def link_of(text: str) -> Link:
    """One link of a chain."""
    return Link(name_of(text), sourcing_of(text))


def behind(sentence: str, end: int) -> str | None:
    """The source that a sentence names behind the one that ends at `end` ("..., citing claims by sources"), or None."""
    later = _LATER.match(sentence, end)
    found = _CITING.match(sentence, later.end() if later else end)
    return _REST.split(sentence[found.end() :], maxsplit=1)[0].strip() or None if found else None


def _kind(phrase: NounPhrase) -> Sourcing | None:
    """The kind by the phrase alone: a title, a known name, the head as a common noun, else a name as such."""
    if phrase.those:
        return Sourcing.COLLECTIVE
    if not phrase.words or _pronoun(phrase):
        return None
    if _AGED.fullmatch(phrase.head):
        return Sourcing.ANONYMOUS if phrase.definite is False else Sourcing.PERSON
    titled = phrase.titled and phrase.name and not _role(phrase) and phrase.head not in lexicon.INSTITUTIONS
    if titled and not _in_gazetteer(phrase):
        return Sourcing.PERSON
    return _by_name(phrase) or (Sourcing.PERSON if _person(phrase) else _by_head(phrase))


def _pronoun(phrase: NounPhrase) -> bool:
    """Whether it is one pronoun; the names of states and bodies in capitals ("US", "WHO") are none."""
    return len(phrase.words) == 1 and phrase.head in lexicon.PRONOUNS and phrase.last not in gazetteer().entries


def _by_name(phrase: NounPhrase) -> Sourcing | None:
    """Outlets, states and institutions by their names, and nouns that mean something else together."""
    if _first_and_surname(phrase):
        return None
    words = [word.strip(".,") for word in phrase.words]
    capitals = " ".join([*(word.strip(".,") for word in phrase.capitals[:-1]), phrase.last.strip(".,")])
    together = lexicon.PHRASES.get(" ".join(words[-2:]).lower())
    masthead = phrase.last.rpartition("-")[2] in outletwords.MASTHEADS and (
        len(phrase.capitals) > 1 or phrase.definite is True
    )
    known = capitals in outletwords.MEDIA_NAMES or capitals in outletwords.PROGRAMMES or phrase.last == "TV"
    if together or masthead or phrase.last in outletwords.AGENCIES or known:
        return together or Sourcing.MEDIA
    ending = len(phrase.capitals) > 1 and phrase.last in lexicon.MEMBERS | lexicon.FIRMS
    if ending or "&" in phrase.capitals or _in_gazetteer(phrase) or _as_word(phrase):
        return Sourcing.ORGANISATION
    if _people(phrase):
        return Sourcing.COLLECTIVE
    if not phrase.capitals or _role(phrase) or _common(phrase) is Sourcing.COLLECTIVE:
        return None
    institution = any(word.lower() in lexicon.INSTITUTIONS for word in phrase.capitals)
    shouted = len(words) > 1 and words[0].isupper() and words[0].lower() in FIRST_NAMES
    acronym = _ACRONYM.match(phrase.last) and not shouted
    organisation = (len(words) > 1 and institution) or acronym or capitals in lexicon.STATES
    return Sourcing.ORGANISATION if organisation else None


def _in_gazetteer(phrase: NounPhrase) -> bool:
    """Whether it is the known name of an organisation, a state, its capital or its seat of government, or several."""
    entries = [gazetteer().entries.get(name) for name in phrase.full.split(" and ")]
    return all(entry is not None and entry.kind in _SPEAKING for entry in entries)


def _as_word(phrase: NounPhrase) -> bool:
    """Whether it is an organisation's first letters written as a word ("Nasa")."""
    entry = gazetteer().entries.get(phrase.last.upper()) if len(phrase.words) == 1 and phrase.last.istitle() else None
    return (
        entry is not None
        and entry.kind is Known.ORGANISATION
        and len(phrase.last) >= _WORD
        and phrase.head not in FIRST_NAMES
    )


def _people(phrase: NounPhrase) -> bool:
    """Whether the phrase is one capitalised plural with a determiner: a people or a family ("the Khans")."""
    alone = len(phrase.words) == 1 and phrase.plural and phrase.last[:1].isupper() and not phrase.last.isupper()
    several = phrase.definite is not None or phrase.partitive is not None
    return alone and several and phrase.last not in lexicon.STATES and singular(phrase.head) not in lexicon.INSTITUTIONS


def _person(phrase: NounPhrase) -> str | None:
    """The phrase's name where it is a person's: capitals at its end that are no common noun, role or institution."""
    if not phrase.capitals or _role(phrase):
        return None
    if _first_and_surname(phrase):
        return phrase.name
    noun = _common(phrase) if len(phrase.words) == 1 or phrase.plural else None
    people = phrase.plural and singular(phrase.head) in lexicon.PEOPLE
    if not phrase.titled and (noun or people or _by_name(phrase)):
        return None
    return phrase.name


def _first_and_surname(phrase: NounPhrase) -> bool:
    """Whether it ends with a known first name and a surname that is also a noun ("Anita Hill", "Mike Judge")."""
    *others, last = phrase.capitals or ("",)
    before = [word for word in others if not word.endswith(".")]
    first = before[-1] if before and (phrase.definite is None or len(phrase.words) > len(phrase.capitals)) else ""
    known = first.lower() in FIRST_NAMES and first.istitle() and first not in gazetteer().entries
    return known and last.istitle() and (phrase.last in AMBIGUOUS_SURNAMES or phrase.head in _ROLES)


def _proper(phrase: NounPhrase) -> bool:
    """Whether a capital in it is not just that of a sentence's head."""
    first, *others = phrase.words
    known = first.isupper() or first in gazetteer().entries or first in outletwords.AGENCIES
    inside = known or phrase.definite is not None or len(phrase.full.split()) > len(phrase.words)
    return (first[:1].isupper() and inside) or any(word[:1].isupper() for word in others)


def _named(phrase: NounPhrase) -> bool:
    """Whether a phrase of one word is a proper name and not just a noun at the head of a sentence."""
    return bool(phrase.capitals) and _by_name(phrase) is not None and phrase.head not in outletwords.OUTLETS


def _apposed(phrase: NounPhrase) -> bool:
    """Whether an apposition is a person's whole name, or a role and one ("Sana Mirza", "the actor Sana Mirza")."""
    before = phrase.words[: len(phrase.words) - len(phrase.capitals)]
    whole = (not before or bare(before[-1]) in _ROLES | lexicon.HIDDEN) and (len(phrase.capitals) > 1 or phrase.titled)
    return whole and _person(phrase) is not None and _by_name(phrase) is None


def _called(phrase: NounPhrase, apposed: NounPhrase) -> bool:
    """Whether an apposition is the name of the institution or outlet before it ("the airline, Skylark")."""
    noun = phrase.definite is not None and not phrase.plural and not any(w[:1].isupper() for w in phrase.words)
    return noun and apposed.capitals == apposed.words and apposed.last not in TIMES


def _role(phrase: NounPhrase) -> bool:
    """Whether the phrase ends in a role and not in a name ("the Prime Minister")."""
    role = phrase.head in _ROLES and len(phrase.words) > 1 and bare(phrase.words[-2]) not in lexicon.HONORIFICS
    return role and not _first_and_surname(phrase)


def _speaks(phrase: NounPhrase) -> bool:
    return singular(phrase.head) in lexicon.SPEAKERS or phrase.head in lexicon.SPEAKERS


def _by_head(phrase: NounPhrase) -> Sourcing | None:
    """The head as a common noun; one who holds an office is a person."""
    if phrase.definite is True and phrase.head in lexicon.HOLDERS and phrase.partitive is None:
        return Sourcing.PERSON
    kind = _common(phrase) or _human(phrase)
    return Sourcing.ANONYMOUS if kind is Sourcing.COLLECTIVE and phrase.partitive == "one" else kind


def _common(phrase: NounPhrase) -> Sourcing | None:
    """What the word lists say of the head as a common noun."""
    forms = {phrase.head, singular(phrase.head), singular(phrase.head.rpartition("-")[2])}
    if phrase.head == "paper" and phrase.definite is False:
        return Sourcing.DOCUMENT
    if phrase.head in lexicon.GROUPS or (phrase.plural and forms & lexicon.GROUPS):
        several = phrase.plural or phrase.head in lexicon.BODIES
        return Sourcing.COLLECTIVE if several else _human(phrase)
    loose = phrase.plural and phrase.head not in lexicon.INSTITUTIONS and not _proper(phrase)
    if loose and forms & lexicon.INSTITUTIONS:
        return Sourcing.COLLECTIVE
    return next((kind for nouns, kind in _NOUNS if forms & nouns), None)


_NOUNS = (
    (lexicon.HIDDEN, Sourcing.ANONYMOUS),
    (lexicon.SPEAKERS, Sourcing.ORGANISATION),
    (outletwords.OUTLETS, Sourcing.MEDIA),
    (lexicon.DOCUMENTS, Sourcing.DOCUMENT),
    (lexicon.INSTITUTIONS, Sourcing.ORGANISATION),
)


def _human(phrase: NounPhrase) -> Sourcing | None:
    """A role: a person where it is a definite one, unidentified where indefinite; several are a group."""
    if phrase.plural:
        return Sourcing.COLLECTIVE
    nouns = {phrase.head, *phrase.head.split("-")}
    known = nouns & lexicon.PEOPLE or phrase.head in lexicon.GROUPS or lexicon.PEOPLE_ENDING.search(phrase.head)
    if not known or phrase.head in lexicon.THINGS:
        return None
    return Sourcing.ANONYMOUS if phrase.definite is False else Sourcing.PERSON
