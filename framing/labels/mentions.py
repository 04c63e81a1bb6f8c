"""The targets of a sentence, by rules: persons, organisations, countries, governments and groups that it mentions."""

from __future__ import annotations

from collections.abc import Collection

from framing.labels.contextwords import ACTS, AS_ACTOR, AS_PLACE, FUNCTION, PHRASE_ENDS, SPEECH, TITLES
from framing.labels.gazetteer import Entry, Gazetteer, Known, gazetteer, government, people
from framing.labels.groupnames import STARTS, ends_phrase, group
from framing.labels.groupwords import BEFORE_OFFICIALS, BODY_NOUNS, PEOPLE_NOUNS, STATE_NOUNS
from framing.labels.lexicon import HONORIFICS, PEOPLE
from framing.labels.nametokens import Found, Mention, Style, Tokens, Use, tokenise
from framing.labels.namewords import GIVEN, TIMES
from framing.labels.orgnames import acronym, institution, organisation, partners
from framing.labels.personnames import given_name, namesake, person, titled, unknown
from framing.vocabulary import EntityType

__all__ = ["Mention", "mentions"]

_SHORT = frozenset({"US", "U.S.", "UK", "U.K.", "USA", "U.S.A."})
"""Countries whose short name stands before a noun as its adjective would."""
_SPOKEN_FOR = frozenset({"First", "Great"})
"""What follows America where no country is spoken of."""
_NEEDS_ARTICLE = frozenset(
    {"House", "Fed", "New Yorker", "Atlantic", "Hill", "Guardian", "Economist", "Telegraph", "Commons", "Treasury"}
)
_CAUCASUS = frozenset(
    [
        "Tbilisi",
        "Georgian",
        "Georgians",
        "Russia",
        "Russian",
        "Abkhazia",
        "Ossetia",
        "Ukraine",
        "Armenia",
        "Azerbaijan",
        "Caucasus",
        "Moldova",
    ]
)
"""Without one of them in the sentence, Georgia is the state of the USA."""
_SEAT_AS_PLACE = frozenset(
    [
        "in",
        "at",
        "outside",
        "inside",
        "near",
        "into",
        "around",
        "to",
        "left",
        "leaving",
        "visit",
        "visited",
        "enter",
        "entered",
    ]
)
_RUNNING = frozenset(["run", "runs", "running", "ran", "race", "bid", "compete", "competing"])
_ABBREVIATED = HONORIFICS | {"rep", "sen", "gov"}
_OFFICIALS = frozenset({"officials", "leaders", "authorities"})
_SERVING = frozenset({"troops", "soldiers", "forces", "media", "press"})
_RULERS = frozenset({"government", "regime", "administration", "junta", "rulers", "leadership", "authorities"})
"""Those in a capital who are the state ("the regime in Tehran")."""
_TOGETHER = frozenset({"and", "or"})
_RULING = frozenset({"government", "regime", "administration", "junta", "authorities"})
"""Those who are a country's government where its name follows with "of"."""
_MINISTRIES = frozenset({"ministry", "ministries"})
_WITHIN = frozenset({"in", "into", "from", "across", "throughout", "inside", "outside", "near", "visit", "visited"})
"""What stands before a country that is a place, and hardly before a surname."""
_PERSONS = (
    frozenset({"leader", "ruler", "rulers", "ministers", "presidents", "lawyers", "judges", "doctors"})
    | (PEOPLE - {"model", "star", "figure", "icon", "anchor", "comic", "counsel", "head", "child", "chair", "general"})
    | (PEOPLE_NOUNS - {"states", "countries", "nations", "communities", "parties", "forces", "troops", "soldiers"})
)
"""Those whose praise or blame is their own, not that of the country that they belong to."""
_QUALITIES = 3
"""Words that may stand between a country and whom or what it has."""


def mentions(text: str, start: int = 0) -> tuple[Mention, ...]:
    """What one sentence mentions, in order and never overlapping; `start` is the place of the sentence in its article.

    A mention that is not `sure` counts only if the rest of the article knows its name (see `entities`). In a headline
    with capitals throughout, only names of the gazetteer are sure.
    """
    t = tokenise(text, start)
    known = gazetteer()
    found: list[Mention] = []
    i = t.begin
    while i < len(t.words):
        word = t.words[i]
        step = _at(t, i, known) if word[0].isupper() or word in STARTS or word in known.longest else None
        if step is None:
            i += 1
        else:
            found += step[0]
            i = max(i + 1, step[1])
    return tuple(found)


def _at(t: Tokens, i: int, gazetteer_: Gazetteer) -> Found | None:
    """What the first rule that fits the word at `i` finds."""
    word = t.words[i].capitalize() if t.style is Style.UPPER else t.words[i]
    if word in TIMES or (word in FUNCTION and (t.initial(i) or word not in GIVEN)):
        return namesake(t, i)
    known = gazetteer_.at(t.words, i, t.style is Style.UPPER)
    end = known[1] if known else i
    for rule in (given_name, institution, partners):
        found = rule(t, i)
        if found is not None and found[1] > end:
            return found
    if known is not None:
        return _known(t, i, *known)
    return group(t, i) or _joined(t, i, gazetteer_) or acronym(t, i) or unknown(t, i)


def _joined(t: Tokens, i: int, gazetteer_: Gazetteer) -> Found | None:
    """Two countries that a hyphen joins."""
    parts = t.words[i].split("-")
    entries = [gazetteer_.entries.get(part) for part in parts]
    if len(parts) == 1 or not all(entry and entry.kind is Known.COUNTRY for entry in entries):
        return None
    found: list[Mention] = []
    start = t.starts[i]
    for part, entry in zip(parts, entries, strict=True):
        place = t.offset + start
        name = entry.name if entry else part
        found.append(
            Mention(
                start=place,
                end=place + len(part),
                text=part,
                type=EntityType.COUNTRY,
                name=part,
                known=name,
                country=name,
            )
        )
        start += len(part) + 1
    return tuple(found), i + 1


def _known(t: Tokens, i: int, entry: Entry, j: int) -> Found | None:
    """What a known name means where it stands."""
    if i and t.words[i - 1].lower().rstrip(".") in _ABBREVIATED and j == i + 1 and entry.kind is not Known.ORGANISATION:
        return person(t, i, j, sure=True)
    if entry.kind is Known.ORGANISATION:
        return _organisation(t, i, entry, j)
    if entry.kind is Known.PLACE:
        return (), j
    if entry.kind in {Known.GROUP, Known.PEOPLE}:
        return group(t, i)
    found = _state(t, i, entry, j) or group(t, i)
    if found is not None:
        return found
    return _MEANINGS[entry.kind](t, i, entry, j)


def _organisation(t: Tokens, i: int, entry: Entry, j: int) -> Found | None:
    word = t.words[i]
    if t.span(i, j) in _NEEDS_ARTICLE:
        found = group(t, i)
        if found is not None:
            return found
        if t.word(i - 1).lower() != "the" or t.capital(j):
            return (), j
    elif word in {"GOP", "Labour", "Senate"} and (found := group(t, i)):
        return found
    return organisation(t, i, j, entry.name, entry.country)


def _state(t: Tokens, i: int, entry: Entry, j: int) -> Found | None:
    """A country's government or a body of its state: its name or adjective and a noun."""
    if entry.country is None or (t.owned[j - 1] and entry.kind is not Known.COUNTRY):
        return None
    if entry.kind is Known.COUNTRY and not t.owned[j - 1] and (first := _ruled_from(t, i)) is not None:
        name = government(entry.country)
        return (t.mention(first, j, EntityType.GOVERNMENT, known=name, country=entry.country),), j
    k = _head(t, j, _MINISTRIES) if entry.kind in {Known.COUNTRY, Known.ADJECTIVE} else None
    if k is not None:
        name = government(entry.country)
        return (t.mention(i, k + 1, EntityType.GOVERNMENT, known=name, country=entry.country),), k + 1
    k = j
    while t.word(k) in BEFORE_OFFICIALS and k < j + 2:
        k += 1
    if t.word(k) not in _OFFICIALS:
        k = j
    if t.word(k) in STATE_NOUNS:
        name = government(entry.country)
        return (t.mention(i, k + 1, EntityType.GOVERNMENT, known=name, country=entry.country),), k + 1
    noun = t.word(j)
    if noun not in BODY_NOUNS or entry.kind not in {Known.COUNTRY, Known.ADJECTIVE} or not ends_phrase(t, j + 1):
        return None
    kind = EntityType.GROUP if noun in _SERVING else EntityType.ORGANISATION
    name = f"{entry.country} ({noun.lower()})"
    return (t.mention(i, j + 1, kind, known=name, country=entry.country),), j + 1


def _ruled_from(t: Tokens, i: int) -> int | None:
    """The place of the noun that makes the country at `i` its government ("the corrupt regime of Syria")."""
    of = i - 2 if t.word(i - 1).lower() == "the" else i - 1
    return of - 1 if t.word(of) == "of" and t.word(of - 1) in _RULING and not t.capital(of - 2) else None


def _head(t: Tokens, j: int, nouns: Collection[str]) -> int | None:
    """The place of the first of the nouns behind a country that ends at `j`, with a few words of quality before it."""
    for k in range(j, min(j + _QUALITIES + 1, len(t.words))):
        word = t.words[k]
        title = word.lower() in TITLES
        if word in nouns or (title and word.lower() in nouns):
            return k
        if not (word[0].islower() or title) or word in ACTS or word in PHRASE_ENDS:
            return None
    return None


def _has_people(t: Tokens, j: int) -> bool:
    """Whether people or an office of a country that ends at `j` follow: what is said of them is not said of it."""
    k = _head(t, j, _PERSONS) if t.owned[j - 1] else None
    return k is not None and (t.owned[k] or t.capital(k + 1) or ends_phrase(t, k + 1))


def _country(t: Tokens, i: int, entry: Entry, j: int) -> Found | None:
    word = t.words[i]
    if word in _SHORT and not t.owned[j - 1] and not ends_phrase(t, j):
        return (), j
    if t.word(j) == "-" and t.starts[j] == t.ends[j - 1]:
        return (), j
    if entry.name == "Georgia" and j == i + 1 and _CAUCASUS.isdisjoint(t.words):
        return (), j
    if word == "America" and t.word(j) in _SPOKEN_FOR:
        return (), j
    if word == "US" and t.style is Style.UPPER and t.word(i - 1) not in {"", "THE", "IN", "OF"}:
        return (), j
    more = {"known": entry.name, "country": entry.country, "judged": not _has_people(t, j), "use": _use(t, i, j)}
    return (t.mention(i, j, EntityType.COUNTRY, **more),), j


def _use(t: Tokens, i: int, j: int) -> Use:
    """Whether a country's name stands as a speaker's would (beside a verb of speech, behind a title), or as no surname.

    A namesake whom the same sentence names in full would be a pronoun when he is meant again.
    """
    if t.before(i) in _WITHIN:
        return Use.PLACE
    inverted = t.word(i - 1) in SPEECH and not t.word(i - 2)[:1].isalnum()
    speaks = not t.owned[j - 1] and (t.word(j) in SPEECH or inverted)
    if speaks or titled(t, i):
        return Use.SURNAME
    beside = any(t.words[k] == t.words[i] and t.words[k - 1] in GIVEN for k in range(1, i))
    return Use.PLACE if beside else Use.OPEN


def _adjective(t: Tokens, i: int, entry: Entry, j: int) -> Found | None:
    country = gazetteer().countries[entry.name]
    if t.word(i - 1).lower() != "the" or t.span(i, j) not in country.people or not ends_phrase(t, j):
        return (), j
    return (t.mention(i, j, EntityType.GROUP, known=people(entry.name), country=entry.country),), j


def _capital(t: Tokens, i: int, entry: Entry, j: int) -> Found | None:
    if not _acts(t, i, j) and not (t.word(i - 1) == "in" and t.word(i - 2).lower() in _RULERS):
        return (), j
    kind = EntityType.GOVERNMENT if entry.country else EntityType.ORGANISATION
    return (t.mention(i, j, kind, known=entry.name, country=entry.country),), j


def _seat(t: Tokens, i: int, entry: Entry, j: int) -> Found | None:
    if t.before(i) == "for" and _RUNNING.intersection(t.words[max(0, i - 4) : i]):
        return (), j
    if t.before(i) in _SEAT_AS_PLACE or (not t.owned[j - 1] and not ends_phrase(t, j)):
        return (), j
    return (t.mention(i, j, EntityType.GOVERNMENT, known=entry.name, country=entry.country),), j


_MEANINGS = {Known.COUNTRY: _country, Known.ADJECTIVE: _adjective, Known.CAPITAL: _capital, Known.SEAT: _seat}


def _acts(t: Tokens, i: int, j: int) -> bool:
    """Whether a capital stands for those who govern there: it does something, owns something, or is dealt with."""
    if (t.word(j) == "," and t.capital(j + 1)) or (t.capital(j) and not t.owned[j - 1]) or t.before(i) in AS_PLACE:
        return False
    if t.owned[j - 1] or _is_act(t.word(j)) or t.before(i) in AS_ACTOR:
        return True
    if t.word(j) in _TOGETHER:
        after = gazetteer().at(t.words, j + 1) if j + 1 < len(t.words) else None
        return after is not None and _is_act(t.word(after[1]))
    return t.word(i - 1) in _TOGETHER and "between" in t.words[max(0, i - 5) : i - 1]


def _is_act(word: str) -> bool:
    return word in ACTS or (word.endswith("ed") and word.islower())
