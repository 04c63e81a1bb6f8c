"""What is known of names in advance: countries, their people and seats of government, organisations, places, groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from framing.labels import groupwords, namewords

_HERE = Path(__file__).parent
_AMBIGUOUS = frozenset({"Victoria", "Kingston", "Georgetown", "Male", "Nassau", "San Jose", "Santiago", "St. John's"})
"""Capitals whose names mean somebody or something else more often."""
_UNLIKE_SEATS = frozenset({"Beehive", "Chancellery", "Union Buildings", "Hague"})


class Known(StrEnum):
    """What a known name stands for."""

    COUNTRY = "country"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name: what it stands for, the entity's name, and the country that it belongs to, if any."""

    kind: Known
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A row of the table of countries; the first of the adjectives is the usual one."""

    name: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All known names.

    `entries` maps a name's words, joined by one space, to what it is; `capitals` does so for names in capitals;
    `longest` tells how many words a name may have that begins with a word (either way of writing).
    """

    countries: Mapping[str, Country]
    entries: Mapping[str, Entry]
    capitals: Mapping[str, Entry]
    longest: Mapping[str, int]

    def at(self, words: Sequence[str], i: int, upper: bool = False) -> tuple[Entry, int] | None:
        """The longest known name that begins with the word at `i`, and the place after its last word."""
        entries = self.capitals if upper else self.entries
        for n in range(min(self.longest.get(words[i], 0), len(words) - i), 0, -1):
            found = entries.get(words[i] if n == 1 else " ".join(words[i : i + n]))
            if found is not None:
                return found, i + n
        return None

    def named(self, name: str) -> Entry | None:
        """What a name by itself stands for, however its letters are written."""
        return self.entries.get(name) or self.capitals.get(name.upper())


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once a process."""
    countries = {country.name: country for country in _countries()}
    entries: dict[str, Entry] = {place: Entry(Known.PLACE, place) for place in namewords.PLACES}
    entries.update({group: Entry(Known.GROUP, group) for group in groupwords.PROPER_GROUPS})
    for country in countries.values():
        for name, entry in _of_country(country):
            entries.setdefault(name, entry)
    entries.update(_organisations())
    capitals = {name.upper(): entry for name, entry in reversed(entries.items())}
    longest: dict[str, int] = {}
    for name in (*entries, *capitals):
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Gazetteer(
        MappingProxyType(countries), MappingProxyType(entries), MappingProxyType(capitals), MappingProxyType(longest)
    )


def government(country: str) -> str:
    """The name of the entity that a country's government is."""
    return f"{country} (government)"


def people(country: str) -> str:
    """The name of the entity that a country's people are."""
    return f"{country} (people)"


def _rows(file: str) -> Iterator[list[str]]:
    lines = (_HERE / file).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])


def _several(cell: str) -> tuple[str, ...]:
    return tuple(name.removeprefix("The ") for name in cell.split("|") if name)


def _countries() -> Iterator[Country]:
    for name, *cells in _rows("places.tsv"):
        yield Country(name, *map(_several, cells))


def _of_country(country: Country) -> Iterator[tuple[str, Entry]]:
    name = country.name
    for other in (name, *country.others):
        yield other, Entry(Known.COUNTRY, name, name)
    for adjective in country.adjectives:
        yield adjective, Entry(Known.ADJECTIVE, name, name)
    for plural in country.people:
        yield plural, Entry(Known.PEOPLE, people(name), name)
    for capital in country.capital:
        if capital not in _AMBIGUOUS:
            yield capital, Entry(Known.CAPITAL, government(name), name)
    for seat in country.seats:
        if seat not in _UNLIKE_SEATS:
            yield seat, Entry(Known.SEAT, government(name), name)


def _organisations() -> Iterator[tuple[str, Entry]]:
    for name, others, country, seats in _rows("organisations.tsv"):
        for other in (name, *_several(others)):
            yield other, Entry(Known.ORGANISATION, name, country or None)
        for seat in _several(seats):
            yield seat, Entry(Known.CAPITAL, name)
