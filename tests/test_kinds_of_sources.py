"""Kinds of sources that are easily mistaken for others; the phrases are written for these tests."""

from __future__ import annotations

import pytest
from marked import attributions

from framing.labels.sourcing import link_of
from framing.records import Link, Sourcing, Verb

PERSON, ORGANISATION, DOCUMENT = Sourcing.PERSON, Sourcing.ORGANISATION, Sourcing.DOCUMENT
MEDIA, ANONYMOUS, COLLECTIVE = Sourcing.MEDIA, Sourcing.ANONYMOUS, Sourcing.COLLECTIVE

NAMES_LIKE_NOUNS = {
    "Majority Leader Mitch McConnell": "Mitch McConnell",
    "Minority Whip Dario Quill": "Dario Quill",
    "majority owner Susan Hallam": "Susan Hallam",
    "Half Moon Bay Mayor Ines Varga": "Ines Varga",
    "Anita Hill": "Anita Hill",
    "Samantha R. Bee": "Samantha R. Bee",
    "Steve Forbes": "Steve Forbes",
    "Tyra Banks": "Tyra Banks",
    "Margaret Court": "Margaret Court",
    "Stephen King": "Stephen King",
    "the comedian Mike Judge": "Mike Judge",
    "Gary Player, a golfer,": "Gary Player",
}
NO_NAMES_OF_PEOPLE = {
    "a majority of voters": Link(None, COLLECTIVE),
    "the majority": Link(None, COLLECTIVE),
    "half the parents": Link(None, COLLECTIVE),
    "The Hill": Link("Hill", MEDIA),
    "Forbes": Link("Forbes", MEDIA),
    "Hallam Banks": Link("Hallam Banks", ORGANISATION),
    "the Hallam Court": Link("Hallam Court", ORGANISATION),
    "the Charlotte Mayor": Link(None, PERSON),
    "WHO": Link("WHO", ORGANISATION),
    "The WHO": Link("WHO", ORGANISATION),
    "who": Link(None, None),
    "Us": Link(None, None),
}


@pytest.mark.parametrize(("text", "name"), NAMES_LIKE_NOUNS.items(), ids=NAMES_LIKE_NOUNS)
def test_people_whose_names_are_also_nouns(text: str, name: str) -> None:
    assert link_of(text) == Link(name, PERSON)


@pytest.mark.parametrize(("text", "link"), NO_NAMES_OF_PEOPLE.items(), ids=NO_NAMES_OF_PEOPLE)
def test_nouns_that_are_no_names_of_people(text: str, link: Link) -> None:
    assert link_of(text) == link


LOOSE = [
    "Aid charities",
    "Human rights organisations",
    "campaign groups",
    "Several insurers",
    "two energy companies",
    "Universities",
    "Banks",
]
WITHOUT_NAMES = {
    "Court filings": DOCUMENT,
    "New figures": DOCUMENT,
    "Leaked e-mails": DOCUMENT,
    "Media reports": MEDIA,
    "Local newspapers": MEDIA,
}
WITH_NAMES = {
    "General Motors": Link("General Motors", ORGANISATION),
    "the security services": Link("security services", ORGANISATION),
    "Centers for Disease Control": Link("Centers for Disease Control", ORGANISATION),
    "The Harbour Charities": Link("Harbour Charities", ORGANISATION),
    "FBI files": Link("FBI files", DOCUMENT),
    "Pentagon documents": Link("Pentagon documents", DOCUMENT),
    "the Quill papers": Link("Quill papers", MEDIA),
    "New Harbour Board figures": Link("New Harbour Board figures", DOCUMENT),
    "RealClearPolitics": Link("RealClearPolitics", MEDIA),
}


@pytest.mark.parametrize("text", LOOSE)
def test_institutions_without_names_are_a_group(text: str) -> None:
    assert link_of(text) == Link(None, COLLECTIVE)


@pytest.mark.parametrize(("text", "kind"), WITHOUT_NAMES.items(), ids=WITHOUT_NAMES)
def test_capital_of_a_sentences_head_makes_no_name(text: str, kind: Sourcing) -> None:
    assert link_of(text) == Link(None, kind)


@pytest.mark.parametrize(("text", "link"), WITH_NAMES.items(), ids=WITH_NAMES)
def test_other_capitals_make_a_name(text: str, link: Link) -> None:
    assert link_of(text) == link


APPOSITIONS = {
    "Her rival, the outgoing prime minister Ludek Quill": Link("Ludek Quill", PERSON),
    "A friend, the former minister Ines Varga,": Link("Ines Varga", PERSON),
    "The architect, Orla Hallam": Link("Orla Hallam", PERSON),
    "Her agent, Dario Quill,": Link("Dario Quill", PERSON),
    "The airline, Skylark": Link("Skylark", ORGANISATION),
    "The charity, Oxfam,": Link("Oxfam", ORGANISATION),
    "A local newspaper, the Kestrel Courier": Link("Kestrel Courier", MEDIA),
    "Her rival, who met Ines Varga": Link(None, PERSON),
    "The mayor, a friend of Ines Varga": Link(None, PERSON),
    "The company, which makes bicycles": Link(None, ORGANISATION),
    "The ministry, on Tuesday": Link(None, ORGANISATION),
    "The Harbour Board, Port Hallam": Link("Harbour Board", ORGANISATION),
    "The report, Quill Review": Link(None, DOCUMENT),
    "It, Skylark": Link(None, None),
}


@pytest.mark.parametrize(("text", "link"), APPOSITIONS.items(), ids=APPOSITIONS)
def test_appositions(text: str, link: Link) -> None:
    assert link_of(text) == link


TITLED = {
    "Sergeant Paul Hallam": "Paul Hallam",
    "Premier Ines Varga": "Ines Varga",
    "Cllr Jane Quill": "Jane Quill",
    "Deputy Treasurer Dario Quill": "Dario Quill",
    "Commander Ada Quist": "Ada Quist",
    "Taoiseach Orla Hallam": "Orla Hallam",
    "President-elect Ines Varga": "Ines Varga",
    "Martin Baron Quill": "Martin Baron Quill",
    "Ludwig Field": "Ludwig Field",
}


@pytest.mark.parametrize(("text", "name"), TITLED.items(), ids=TITLED)
def test_titles_are_no_part_of_a_name(text: str, name: str) -> None:
    assert link_of(text) == Link(name, PERSON)


ROLES = {
    "The chief executive": Link(None, PERSON),
    "the company's chief executive": Link(None, PERSON),
    "The prosecutor": Link(None, PERSON),
    "A prosecutor": Link(None, ANONYMOUS),
    "Prosecutors": Link(None, ANONYMOUS),
    "the commanders": Link(None, ANONYMOUS),
    "one of the officers": Link(None, ANONYMOUS),
    "the official": Link(None, ANONYMOUS),
    "The director-general": Link(None, PERSON),
    "The president-elect": Link(None, PERSON),
    "the first lady": Link(None, PERSON),
    "a vice-president of the firm": Link(None, ANONYMOUS),
    "The coast guard": Link("coast guard", ORGANISATION),
    "the National Guard": Link("National Guard", ORGANISATION),
    "a prison guard": Link(None, ANONYMOUS),
}


@pytest.mark.parametrize(("text", "link"), ROLES.items(), ids=ROLES)
def test_who_holds_an_office(text: str, link: Link) -> None:
    assert link_of(text) == link


FIRMS = {
    "Hallam Water": Link("Hallam Water", ORGANISATION),
    "Quill Estates Ltd": Link("Quill Estates Ltd", ORGANISATION),
    "Kestrel Foods": Link("Kestrel Foods", ORGANISATION),
    "the Harbour Integrity Unit": Link("Harbour Integrity Unit", ORGANISATION),
    "Nasa": Link("Nasa", ORGANISATION),
    "Unesco": Link("Unesco", ORGANISATION),
    "Tass": Link("Tass", MEDIA),
    "Hallam Water chief executive Ines Varga": Link("Ines Varga", PERSON),
    "Rand": Link("Rand", PERSON),
    "Samantha Power": Link("Samantha Power", PERSON),
}


@pytest.mark.parametrize(("text", "link"), FIRMS.items(), ids=FIRMS)
def test_companies_and_acronyms(text: str, link: Link) -> None:
    assert link_of(text) == link


def meant(marked: str) -> Link:
    """The source of the last attribution of a marked text."""
    found = attributions(marked)[-1]
    return Link(found.source_name, found.sourcing)


LEAKS = "<k>said</k> <c>that it leaked</c>."


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("The Associated Press", "The AP", "Associated Press"),
        ("The New York Times", "The NYT", "New York Times"),
        ("The Associated Press", "The BBC", "BBC"),
    ],
)
def test_outlet_by_its_first_letters(first: str, second: str, name: str) -> None:
    assert meant(f"<s>{first}</s> {LEAKS} <s>{second}</s> {LEAKS}") == Link(name, MEDIA)


@pytest.mark.parametrize(("noun", "kind"), [("witness", ANONYMOUS), ("nurse", ANONYMOUS), ("mayor", PERSON)])
def test_unidentified_source_stays_so(noun: str, kind: Sourcing) -> None:
    first = "The mayor of Port Hallam" if kind is PERSON else f"A {noun}"
    assert meant(f"<s>{first}</s> {LEAKS} <s>The {noun}</s> {LEAKS}") == Link(None, kind)


@pytest.mark.parametrize(
    ("content", "verb"),
    [
        ("responsibility for the fire", Verb.NEUTRAL),
        ("full responsibility", Verb.NEUTRAL),
        ("housing benefits in two towns", Verb.NEUTRAL),
        ("the credit for it", Verb.NEUTRAL),
        ("that responsibility for the fire was shared", Verb.DISTANCING),
        ("benefits outweigh the costs", Verb.DISTANCING),
        ("that it leaked", Verb.DISTANCING),
        ("the pier was theirs", Verb.DISTANCING),
    ],
)
def test_what_is_claimed_without_being_stated(content: str, verb: Verb) -> None:
    assert attributions(f"<s>Ines Varga</s> <k>claimed</k> <c>{content}</c>.")[-1].verb is verb
