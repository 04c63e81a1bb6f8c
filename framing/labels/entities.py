"""The mentions of an article joined into entities, with the user's corrections."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from framing.errors import InputError
from framing.labels.gazetteer import Known, gazetteer
from framing.labels.nametokens import Mention, Use, initials_fit
from framing.labels.people import IN_OFFICE
from framing.vocabulary import EntityType

_COLUMNS = ("mention", "entity")
_SUFFIXES = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"})
_NONE: Mapping[str, str] = MappingProxyType({})
_TYPES = {
    Known.COUNTRY: EntityType.COUNTRY,
    Known.PEOPLE: EntityType.GROUP,
    Known.GROUP: EntityType.GROUP,
    Known.ORGANISATION: EntityType.ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom mentions mean: its name in the article, what it is, and the country that it belongs to, if any."""

    name: str
    type: EntityType
    country: str | None = None


def entities(mentions: Sequence[Mention], corrections: Mapping[str, str] = _NONE) -> tuple[Entity | None, ...]:
    """Whom each mention of a whole article means, in order; None if it is no target or cannot be told.

    `corrections` maps a mention's text or an entity's name (in small or capital letters, with "the" or without) to the
    name that is wanted, or to "" for no target. A country and its government under one new name are one country.
    """
    found = _Article(mentions).entities
    wanted = {_key(key): name.strip() for key, name in corrections.items()}
    named = {entity.name.casefold(): entity for entity in found if entity is not None}
    return tuple(_corrected(m, e, wanted, named) for m, e in zip(mentions, found, strict=True))


def read_corrections(path: str | Path) -> Mapping[str, str]:
    """The corrections of a table (.csv, or .tsv with tabs) with the columns `mention` and `entity`.

    Raises:
        InputError: the file cannot be read, lacks a column, or has a row that cannot be used.
    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _table(path, file, delimiter="\t" if path.suffix == ".tsv" else ",")
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise InputError(f"{path}: the corrections cannot be read ({problem}); a table in UTF-8 is needed") from problem


def _table(path: Path, lines: Iterable[str], delimiter: str) -> Mapping[str, str]:
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    columns = [name.strip().lower() for name in next(rows, [])]
    if sorted(columns) != sorted(_COLUMNS):
        raise InputError(
            f"{path}: line 1: received the columns {', '.join(columns) or 'none'}; allowed are exactly"
            f" {' and '.join(_COLUMNS)}"
        )
    table: dict[str, str] = {}
    for row in rows:
        if not any(map(str.strip, row)):
            continue
        where = f"{path}: line {rows.line_num}"
        if len(row) != len(_COLUMNS):
            raise InputError(f"{where}: received {len(row)} fields, {len(_COLUMNS)} are allowed: {', '.join(columns)}")
        cells = {column: cell.strip() for column, cell in zip(columns, row, strict=True)}
        _add(table, where, **cells)
    return MappingProxyType(table)


def _add(table: dict[str, str], where: str, mention: str, entity: str) -> None:
    if not mention:
        raise InputError(f"{where}: received no mention; the column 'mention' must hold the words that are corrected")
    key = mention.casefold()
    if table.get(key, entity) != entity:
        raise InputError(
            f"{where}: received {entity!r} for {mention!r}, which already has {table[key]!r}; one is allowed"
        )
    table[key] = entity


def _corrected(
    mention: Mention, found: Entity | None, wanted: Mapping[str, str], named: Mapping[str, Entity]
) -> Entity | None:
    keys = [mention.text, mention.name, *([found.name] if found else [])]
    name = next((wanted[key] for key in map(_key, keys) if key in wanted), None)
    if name is None:
        return found
    if not name:
        return None
    known = gazetteer().named(name)
    if name.casefold() in named:
        return named[name.casefold()]
    if known is not None and known.kind in _TYPES:
        return Entity(known.name, _TYPES[known.kind], known.country)
    kind = EntityType.COUNTRY if mention.type is EntityType.GOVERNMENT else mention.type
    return Entity(name, kind, found.country if found else mention.country)


def _key(words: str) -> str:
    """Words as they are compared: in small letters, without "the"."""
    return words.strip().casefold().removeprefix("the ")


class _Article:
    """What the mentions of one article tell of each other."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._aliases = _aliases(mentions)
        self._persons = _persons(mentions)
        self._surnames: Mapping[str, set[str]] = _by(self._persons, last=True)
        self._words: Mapping[str, set[str]] = _by(self._persons, last=False)
        self._titles: Mapping[tuple[str, str], set[str]] = self._with_titles(mentions)
        self._sure = {m.name.casefold() for m in mentions if m.type is EntityType.PERSON and m.sure}
        self._introduced: dict[str, None] = {}
        self._spoken_of = {m.country for m in mentions if m.type is not EntityType.COUNTRY or m.use is Use.PLACE}
        self._speakers = {m.text.casefold() for m in mentions if m.use is Use.SURNAME}
        self.entities = tuple(map(self._entity, mentions))

    def _entity(self, mention: Mention) -> Entity | None:
        if mention.name.casefold() in self._aliases and mention.type in (EntityType.ORGANISATION, EntityType.PERSON):
            name, country = self._aliases[mention.name.casefold()]
            return Entity(name, EntityType.ORGANISATION, country)
        if mention.type is EntityType.PERSON:
            return self._person(mention)
        if mention.type is EntityType.ORGANISATION and mention.known is None and mention.text.isupper():
            meant = {full for full in self._persons.values() if initials_fit(mention.text, full)}
            if len(meant) == 1:
                return _as_person(meant.pop())
        if mention.type is EntityType.COUNTRY and self._is_surname(mention):
            return self._person(mention)
        return Entity(mention.known or mention.name, mention.type, mention.country)

    def _is_surname(self, mention: Mention) -> bool:
        """Whether a country's name is a person's here: it speaks, or speaks elsewhere and the country plays no part."""
        name = mention.text.casefold()
        if name not in self._surnames or mention.use is not Use.OPEN:
            return name in self._surnames and mention.use is Use.SURNAME
        return name in self._speakers and mention.country not in self._spoken_of

    def _person(self, mention: Mention) -> Entity | None:
        name = mention.name.casefold()
        if name in self._persons:
            self._introduced[self._persons[name]] = None
            return _as_person(self._persons[name])
        fitting = self._fitting(name)
        if len(fitting) > 1 and mention.title is not None:
            fitting = fitting & self._titles.get((name, mention.title), set()) or fitting
        if len(fitting) > 1 and len(fitting & self._introduced.keys()) == 1:
            fitting = fitting & self._introduced.keys()
        if len(fitting) > 1 and mention.title is None:
            fitting = self._in_office(name, fitting)
        if fitting:
            return _as_person(next(iter(fitting))) if len(fitting) == 1 else None
        return _as_person(mention.name) if name in self._sure else None

    def _fitting(self, name: str) -> set[str]:
        """The persons whose surname it is; else those whose names hold all its words."""
        if name in self._surnames:
            return self._surnames[name]
        holding = [self._words.get(word, set()) for word in name.split()]
        return set.intersection(*holding)

    def _in_office(self, surname: str, persons: set[str]) -> set[str]:
        """Of namesakes the first who was introduced, if only that one is called by an office."""
        titled = {
            who for (n, title), all_ in self._titles.items() if n == surname and title in IN_OFFICE for who in all_
        }
        first = next((who for who in self._introduced if who in persons), None)
        return {first} if first is not None and titled & persons == {first} else persons

    def _with_titles(self, mentions: Sequence[Mention]) -> Mapping[tuple[str, str], set[str]]:
        """Surname and title -> the persons who are called so in full."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for m in mentions:
            name = m.name.casefold()
            if m.title is not None and name in self._persons:
                found[_surname(name), m.title].add(self._persons[name])
        return found


def _as_person(name: str) -> Entity:
    return Entity(name, EntityType.PERSON)


def _aliases(mentions: Sequence[Mention]) -> dict[str, tuple[str, str | None]]:
    """Other names of organisations -> the name that the article, or the gazetteer, gives in full, and the country."""
    organisations = [m for m in mentions if m.type is EntityType.ORGANISATION]
    full = {m.name: m for m in organisations if " " in m.name}
    found: dict[str, tuple[str, str | None]] = {}
    for m in organisations:
        if m.known is not None:
            continue
        given = m.same or next((name for name in full if m.text.isupper() and initials_fit(m.text, name)), None)
        if given is not None:
            whole = full.get(given)
            found[m.name.casefold()] = ((whole.known if whole else None) or given, whole.country if whole else None)
    return found


def _persons(mentions: Sequence[Mention]) -> dict[str, str]:
    """Names of several words in small letters -> the fullest name with the same first name and surname."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for m in mentions:
        words = _plain(m.name)
        if m.type is EntityType.PERSON and m.sure and len(words) > 1:
            groups[words[0], words[-1]].append(m.name)
    return {
        name.casefold(): max(names, key=lambda n: (len(n.split()), len(n)))
        for names in groups.values()
        for name in names
    }


def _plain(name: str) -> list[str]:
    """The words of a name in small letters, without Jr. and the like."""
    return [word for word in name.casefold().split() if word not in _SUFFIXES]


def _surname(name: str) -> str:
    words = _plain(name)
    return words[-1] if words else name


def _by(persons: Mapping[str, str], last: bool) -> dict[str, set[str]]:
    """Surname (or each word) in small letters -> the persons who have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, full in persons.items():
        words = _plain(name)
        for word in words[-1:] if last else words:
            found[word].add(full)
    return dict(found)
