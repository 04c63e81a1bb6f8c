"""The persons of one article: their full names, where they are mentioned, and the pronoun that goes with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from framing.labels import lexicon
from framing.labels.first_names import FEMALE, FIRST_NAMES, KNOWN_BY_SURNAME, MALE
from framing.labels.namewords import AMBIGUOUS_SURNAMES, BEFORE_THINGS, THINGS
from framing.labels.nounphrase import bare
from framing.labels.sourcing import sourcing_of
from framing.records import Sourcing

_PART = r"(?:[A-Z][a-z]*[\w’'-]*[a-z]|[A-Z]\.|Mc[A-Z]\w+|O['’][A-Z]\w+|d[eu]|de la|van|von|bin|al-[A-Z]\w+)"
_NAME = re.compile(rf"(?<![\w.’'-]){_PART}(?: {_PART}){{1,4}}(?!\w)")
_WORD = re.compile(r"[A-Z][\w’'-]*\w")
_WHERE = r"\b(?:[Ii]n|near|(?:mayor|governor|city|town|village|county) of)"
_OWNER = re.compile(r"['’]s$")
_NEVER = lexicon.words(
    """
    the a an yet still even likely super also once now today many most some all former in on at by for from of and but
    or if it its this that these those he she they we i his her their our my as when while after before since until
    though although because so then there here what who how why where which not no yes monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october november
    december new north south east west northern southern eastern western united saint street avenue road city county
    river lake mount bay island airport american british russian chinese israeli iranian indian pakistani french
    german act bill court house senate congress department ministry university party committee
    """
)
_MONTH = re.compile(r"(?:\b(?:in|by|since|until|last|next|this|early|late|of|from) |\d )May\b|May \d", re.IGNORECASE)
IN_OFFICE = lexicon.TITLES - lexicon.HONORIFICS - lexicon.words("lady lord sir dame former retired prince princess")
"""Titles of somebody whom the surname alone means rather than a namesake."""
_RELATIVES = lexicon.words("son daughter wife husband mother father brother sister widow uncle aunt cousin lady")
_FAMILIES = frozenset(["Kim", "Lee", "Park", "Choe", "Choi", "Yoon", "Moon", "Li", "Wang", "Chen"])
_OFFICES = lexicon.TITLES | lexicon.PEOPLE | lexicon.OFFICES | lexicon.INSTITUTIONS
_HE, _SHE = frozenset(["mr", "king", "prince", "sir", "lord"]), frozenset(["mrs", "ms", "miss", "queen", "princess"])
_ROLES_OF_HER = re.compile(r"woman$|^(?:actress|mother|wife|daughter|sister|widow|queen)$")
_ROLES_OF_HIM = re.compile(r"(?<!wo)man$|^(?:father|husband|son|brother|king)$")


@dataclass(frozen=True, slots=True)
class Person:
    """One person of an article: the fullest name, its surname, and `he` or `she` where something tells."""

    name: str
    surname: str
    pronoun: str | None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Where the article names a person."""

    start: int
    end: int
    person: Person


class People:
    """All persons of a text and their mentions, in order.

    `named` are names that are known to be persons' from elsewhere (sources with a title, for example).
    """

    def __init__(self, text: str, named: Sequence[str] = ()) -> None:
        self._text = text
        full = dict.fromkeys(name for name in named if " " in name and " and " not in name)
        found = (_as_person(m.group()) for m in _NAME.finditer(text))
        full |= dict.fromkeys(name for name in found if name and not _place(text, name))
        surnames: dict[str, list[str]] = {}
        for name in full:
            surnames.setdefault(name.split()[-1], []).append(name)
        surnames |= {name: [name] for name in named if name not in surnames and _titled(text, name)}
        self._by_surname = {last: _longest(names) for last, names in surnames.items()}
        self._people = {
            name: Person(name, name.split()[-1], self._pronoun(name))
            for names in self._by_surname.values()
            for name in names
        }
        several = [name for names in self._by_surname.values() if len(names) > 1 for name in names]
        self._ranks = {name: _rank(text, name) for name in several}
        self.mentions = tuple(self._find())

    def of(self, name: str, place: int | None = None) -> Person | None:
        """The one person whom a name (full, or the surname alone) can mean at a place; None where none or several can.

        Of namesakes only those count who are named in full before the place, if there are any.
        """
        words = _OWNER.sub("", name).split()
        names = self._bearers(words) if words else []
        if len(names) > 1 and place is not None:
            names = [n for n in names if n in self._text[:place]] or names
            names = self._called(names, words[-1], place)
        if len(names) > 1:
            names = self._leading(names)
        return self._people[names[0]] if len(names) == 1 else None

    def _bearers(self, words: Sequence[str]) -> list[str]:
        """The persons whom the words of a name fit: by the surname, and the first name where there is one."""
        names = self._by_surname.get(words[-1], [])
        if len(words) == 1:
            return names or [n for n in self._people if n.startswith(f"{words[0]} ") and _family_first(n)]
        return [n for n in names if _agree(words[0], n.split()[0])]

    def _called(self, names: Sequence[str], surname: str, place: int) -> list[str]:
        """Those of several namesakes who may be called as it is done at a place ("Mrs. Quill")."""
        near = re.search(rf"(\w+)\.? {re.escape(surname)}\b", self._text[max(0, place - 12) : place + 30])
        own = pronoun_of(near[1].lower()) if near and bare(near[1]) in lexicon.HONORIFICS else None
        return [n for n in names if own is None or self._people[n].pronoun in (None, own)]

    def _leading(self, names: Sequence[str]) -> list[str]:
        """The one of several namesakes who holds an office, else whom the article names in full by far most often."""
        ranks = {name: self._ranks.get(name, 0) for name in names}
        first = [name for name in names if ranks[name] == max(ranks.values())]
        if len(first) == 1:
            return first
        counts = sorted(((self._text.count(name), name) for name in first), reverse=True)
        return [counts[0][1]] if counts[0][0] >= 2 * counts[1][0] else first

    def knows(self, surname: str) -> bool:
        """Whether the surname is that of one person or several of the article, or of somebody whom everybody knows."""
        return surname in KNOWN_BY_SURNAME or surname in self._by_surname

    def introduced(self, surname: str) -> bool:
        """Whether the article gives a full name with this surname, or everybody knows whom it means."""
        return surname in KNOWN_BY_SURNAME or any(" " in n for n in self._by_surname.get(surname, ()))

    def _find(self) -> list[PersonMention]:
        found = []
        for match in _WORD.finditer(self._text):
            word = _OWNER.sub("", match.group())
            if word not in self._by_surname or _goes_on(self._text, match.end()) or _is_month(self._text, match):
                continue
            start = self._begin(match.start())
            person = self.of(self._text[start : match.start() + len(word)], start)
            if person is not None:
                found.append(PersonMention(start, match.start() + len(word), person))
        return found

    def _begin(self, start: int) -> int:
        """Where the name that ends with the surname at `start` begins: with the first names before it."""
        surname = _WORD.match(self._text, start)
        names = self._by_surname.get(_OWNER.sub("", surname.group()) if surname else "", [])
        for name in names:
            first = name.rsplit(" ", 1)[0]
            if self._text.endswith(first + " ", 0, start):
                return start - len(first) - 1
        return start

    def _pronoun(self, name: str) -> str | None:
        parts = name.split()
        first = "" if _family_first(name) else parts[0].lower()
        if first in MALE and first not in FEMALE:
            return "he"
        if first in FEMALE and first not in MALE:
            return "she"
        titles = re.findall(rf"(\w+)\.? (?:\w+\.? )?{re.escape(parts[-1])}\b", self._text)
        return next((own for title in titles if (own := pronoun_of(title.lower()))), None)


def pronoun_of(role: str) -> str | None:
    """The pronoun that goes with a title or a role, where it tells."""
    if role in _HE or _ROLES_OF_HIM.search(role):
        return "he"
    return "she" if role in _SHE or _ROLES_OF_HER.search(role) else None


def _rank(text: str, name: str) -> int:
    """Who of a family is called by the surname alone: rather somebody in office than a relative of somebody."""
    before = re.findall(rf"(?:(\w+) )?(\w+)\.? {re.escape(name)}\b", text)
    titles = [(bare(further), bare(title)) for further, title in before]
    if any(title in IN_OFFICE and further not in ("former", "ex") for further, title in titles):
        return 1
    return -1 if any(title in _RELATIVES for _, title in titles) else 0


def _family_first(name: str) -> bool:
    """Whether a name begins with the family's ("Kim Jong Un", "Park Geun-hye"), which tells nothing of the pronoun."""
    family, _, given = name.partition(" ")
    words = given.split()
    twofold = len(words) == 2 or "-" in given  # noqa: PLR2004
    return family in _FAMILIES and (not given or (twofold and words[0].lower() not in FIRST_NAMES))


def _goes_on(text: str, end: int) -> bool:
    """Whether a capitalised word follows, so that what was found is no surname ("Clinton Foundation")."""
    following = re.match(r" ([A-Z]\w+)", text[end : end + 30])
    return bool(following and following.group(1).lower() in lexicon.INSTITUTIONS | lexicon.BODIES)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether the surname May is the month here."""
    return match.group() == "May" and bool(_MONTH.search(text, max(0, match.start() - 7), match.end() + 2))


def _as_person(words: str) -> str | None:
    """A run of capitalised words as a person's full name, without titles; None where it is none."""
    parts = words.split()
    titles = lexicon.TITLES | lexicon.PEOPLE | lexicon.HIDDEN
    last_title = max((i + 1 for i, w in enumerate(parts[:-1]) if bare(w) in titles), default=0)
    parts = parts[last_title:]
    while parts and (bare(parts[0]) in _NEVER or parts[0] in ("de", "van", "von", "bin")):
        parts = parts[1:]
    namesake = parts[-1:] == ["May"] and bare(parts[0]) in FIRST_NAMES
    never = any(bare(p) in _NEVER for p in parts[: -1 if namesake else None])
    if never or len(parts) < 2 or len(parts[-1].strip(".")) < 2:  # noqa: PLR2004
        return None
    name = _OWNER.sub("", " ".join(parts))
    known = bare(parts[0]) in FIRST_NAMES
    if not known and _noun(parts):
        return None
    return name if known or (sourcing_of(name) is Sourcing.PERSON and last_title) or _plain(parts) else None


def _titled(text: str, surname: str) -> bool:
    """Whether a name is one word and the article puts an honorific before it ("Mr. Quill")."""
    return " " not in surname and any(
        bare(m[1]) in lexicon.HONORIFICS for m in re.finditer(rf"(\w+)\.? {re.escape(surname)}\b", text)
    )


def _place(text: str, name: str) -> bool:
    """Whether a name whose first word is no first name is used as a place's ("the mayor of Port Hallam")."""
    if name.split(maxsplit=1)[0].lower() in FIRST_NAMES:
        return False
    return bool(re.search(rf"{_WHERE} {re.escape(name)}\b", text))


def _noun(parts: Sequence[str]) -> bool:
    """Whether a run of capitalised words ends with an office or an institution, or is a thing ("Black Sea")."""
    first, last = parts[0], _OWNER.sub("", parts[-1])
    if bare(last) in _OFFICES or (last in THINGS and first in BEFORE_THINGS):
        return last not in AMBIGUOUS_SURNAMES or bare(first) in lexicon.OFFICES or first in BEFORE_THINGS
    return False


def _plain(parts: Sequence[str]) -> bool:
    """Whether a name of two or three plain words could be a person's."""
    name = " ".join(parts)
    return len(parts) <= 3 and sourcing_of(name) is Sourcing.PERSON and not name.endswith(("s", "ion", "ment", "ing"))  # noqa: PLR2004


def _longest(names: Sequence[str]) -> list[str]:
    """The names without those that are another with words before it ("Icon Ted Cruz"), or a shorter form of it."""
    plain = [
        n for n in names if not any(n.endswith(f" {o}") and n.split()[0].lower() not in FIRST_NAMES for o in names)
    ]
    return [
        n for n in plain if not any(o != n and _agree(n.split()[0], o.split()[0]) and len(o) > len(n) for o in plain)
    ]


def _agree(one: str, other: str) -> bool:
    """Whether two first names can be of one person: equal, or the one an initial or a short form of the other."""
    a, b = one.strip(".").lower(), other.strip(".").lower()
    return a.startswith(b) or b.startswith(a)
