"""Whose words: the kind, the name and the chain of a source, for sources of every kind written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.labels.nounphrase import parse, singular
from framing.labels.sourcing import behind, chain_of, link_of, name_of, sourcing_of
from framing.records import Link, Sourcing

PERSON, ORGANISATION, DOCUMENT = Sourcing.PERSON, Sourcing.ORGANISATION, Sourcing.DOCUMENT
MEDIA, ANONYMOUS, COLLECTIVE = Sourcing.MEDIA, Sourcing.ANONYMOUS, Sourcing.COLLECTIVE

PEOPLE = {
    "MARY HALLAM": "MARY HALLAM",
    "(Donald J. Quill)": "Donald J. Quill",
    "Former secretary of state Mary Rodham Hallam": "Mary Rodham Hallam",
    "Two military analysts, Ada Quist and Dario Quill,": "Ada Quist and Dario Quill",
    "The 46-year-old": None,
    "Ada Quist": "Ada Quist",
    "Quist": "Quist",
    "Mr. Quist": "Quist",
    "Mr. King and Ms. Varga": "King and Varga",
    "Ada Quist, the mayor of Port Hallam,": "Ada Quist",
    "Ada Quist of the Harbour Board": "Ada Quist",
    "Prof. Ines M. Varga": "Ines M. Varga",
    "President Ines Varga": "Ines Varga",
    "former Prime Minister Dario Quill": "Dario Quill",
    "Secretary of State John F. Hallam": "John F. Hallam",
    "Sen. Mara Ellingsen (R-Ohio)": "Mara Ellingsen",
    "House Speaker Paul D. Orrin": "Paul D. Orrin",
    "State Department official Mara Ellingsen": "Mara Ellingsen",
    "IMF chief economist Dario Quill": "Dario Quill",
    "Ledger News host Mara Ellingsen": "Mara Ellingsen",
    "CNN’s Dario Quill": "Dario Quill",
    "the presidential candidate Dario Quill": "Dario Quill",
    "A spokeswoman for the harbour ministry, Ada Quist": "Ada Quist",
    "The company’s spokesman, Dario Quill,": "Dario Quill",
    "An attorney for the family, Mr. Quill": "Quill",
    "The Prime Minister, Keir Hallam,": "Keir Hallam",
    "Ludwig van Aalst": "Ludwig van Aalst",
    "Mayor Bill de Rossi": "Bill de Rossi",
    "O'Shea": "O'Shea",
    "Quist's": "Quist",
    "the mayor": None,
    "The Prime Minister": None,
    "his lawyer": None,
    "the New York businessman": None,
    "Dario Quill’s doctor": None,
}
UNIDENTIFIED = [
    "an eyewitness",
    "sources",
    "The sources",
    "one source in the room",
    "an insider",
    "officials",
    "US officials",
    "Officials familiar with the matter",
    "two people aware of the talks",
    "a person close to the board",
    "people briefed on the plan",
    "a railway official who did not wish to be named",
    "a senior administration official",
    "a Homeland Security Department official",
    "Lawmakers",
    "several aides to Ms. Varga",
    "federal investigators",
    "one of the mayor's closest advisers",
    "Western diplomats",
    "a nurse at the hospital",
    "One analyst",
    "a former employee",
    "A third source",
    "a 46-year-old from Port Hallam",
]
GROUPS = [
    "the opposition",
    "the jury",
    "analysts",
    "Some analysts",
    "critics",
    "Critics of the plan",
    "many economists",
    "supporters of Ms. Varga",
    "Others",
    "Some",
    "Democrats",
    "Many Republicans",
    "Pakistanis",
    "residents of the old town",
    "A group of doctors",
    "a majority of voters",
    "most of the parents",
    "The family",
    "high school administrators",
    "local leaders",
    "No one",
    "Nurses",
    "Farmers",
    "a growing number of investors",
    "Reporters at the scene",
    "those surveyed",
    "Those in the hall",
    "significant numbers of voters",
    "a third of the voters",
    "Democrats leaving a long discussion",
    "thousands of parents around the country",
    "neither side",
    "most people",
]
DOCUMENTS = {
    "the report": None,
    "a study": None,
    "The survey": None,
    "government figures": None,
    "its annual accounts": None,
    "a recent Reuters survey of voters": "Reuters survey",
    "the letter": None,
    "court documents": None,
    "A 2014 study that appeared in a journal": None,
    "a press release": None,
    "a research paper": None,
    "Video of the fire": None,
    "The transcript of the debate": None,
    "emails": None,
    "the ruling": None,
    "A new batch of ministry emails released this week": None,
    "early returns": None,
    "photographs from the scene": None,
    "The party’s manifesto": None,
    "the deposition": None,
    "a newly released email relating to the harbour": None,
    "text messages discovered on a phone": None,
    "more than 1,100 additional pages of her emails": None,
    "a paper from the Quill Institution": None,
}
INSTITUTIONS = {
    "Kiev and Moscow": "Kiev and Moscow",
    "the finance ministry": "finance ministry",
    "The Harbour Authority": "Harbour Authority",
    "the Bureau of Statistics": "Bureau of Statistics",
    "the Center for Federal Tax Policy at the Quill Foundation": "Center for Federal Tax Policy",
    "Congress": "Congress",
    "police": None,
    "Police": None,
    "the company": None,
    "a spokesman": None,
    "a spokesman for the company": None,
    "Washington": "Washington",
    "Beijing": "Beijing",
    "the White House": "White House",
    "the US": "US",
    "the FBI": "FBI",
    "the I.R.S.": "I.R.S",
    "The Republican National Committee": "Republican National Committee",
    "Pakistan Railways": "Pakistan Railways",
    "the Quill campaign": "Quill campaign",
    "Quill’s campaign": "Quill’s campaign",
    "A union representing pilots": None,
    "the European Union": "European Union",
    "Microsoft": "Microsoft",
    "General Motors": "General Motors",
    "Planned Parenthood": "Planned Parenthood",
    "Quill & Hallam": "Quill & Hallam",
    "American Express": "American Express",
    "the archdiocese": None,
    "A local insurer": "local insurer",
}
OUTLETS = {
    "the wire service": None,
    "Iranian state TV": None,
    "The Harbour Ledger": "Harbour Ledger",
    "the New York Times": "New York Times",
    "The Times": "Times",
    "The Post": "Post",
    "Kestrel Courier": "Kestrel Courier",
    "Reuters": "Reuters",
    "the BBC": "BBC",
    "Al Jazeera": "Al Jazeera",
    "the newspaper": None,
    "the daily": None,
    "The paper": None,
    "local media": None,
    "a news agency": None,
    "USA TODAY's": "USA TODAY",
    "Agence France-Presse": "Agence France-Presse",
    "the Financial Times": "Financial Times",
}


@pytest.mark.parametrize(("text", "name"), PEOPLE.items(), ids=PEOPLE)
def test_people(text: str, name: str | None) -> None:
    assert link_of(text) == Link(name, PERSON)


@pytest.mark.parametrize("text", UNIDENTIFIED)
def test_people_who_cannot_be_identified(text: str) -> None:
    assert link_of(text) == Link(None, ANONYMOUS)


@pytest.mark.parametrize("text", GROUPS)
def test_groups(text: str) -> None:
    assert link_of(text) == Link(None, COLLECTIVE)


@pytest.mark.parametrize(("text", "name"), DOCUMENTS.items(), ids=DOCUMENTS)
def test_documents(text: str, name: str | None) -> None:
    assert link_of(text) == Link(name, DOCUMENT)


@pytest.mark.parametrize(("text", "name"), INSTITUTIONS.items(), ids=INSTITUTIONS)
def test_institutions(text: str, name: str | None) -> None:
    assert link_of(text) == Link(name, ORGANISATION)


@pytest.mark.parametrize(("text", "name"), OUTLETS.items(), ids=OUTLETS)
def test_other_outlets(text: str, name: str | None) -> None:
    assert link_of(text) == Link(name, MEDIA)


@pytest.mark.parametrize("text", ["he", "She", "it", "They", "who", "which", "I", "", " ", ",", "’s", "a problem that"])
def test_what_tells_nothing(text: str) -> None:
    assert link_of(text) == Link(None, None)


LEDGER, UNNAMED = Link("Harbour Ledger", MEDIA), Link(None, ANONYMOUS)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Ada Quist", (Link("Ada Quist", PERSON),)),
        ("officials cited by the Harbour Ledger", (LEDGER, UNNAMED)),
        ("Sources quoted by the Harbour Ledger", (LEDGER, UNNAMED)),
        ("Sources quoted by the newspaper", (Link(None, MEDIA), UNNAMED)),
        ("The Harbour Ledger, citing two officials", (LEDGER, UNNAMED)),
        ("the Harbour Ledger’s sources", (LEDGER, UNNAMED)),
        ("the Harbour Ledger's sources in Port Hallam", (LEDGER, UNNAMED)),
        ("documents obtained by the Harbour Ledger", (LEDGER, Link(None, DOCUMENT))),
        ("The transcript–published by the Harbour Ledger–", (LEDGER, Link(None, DOCUMENT))),
        ("people close to her, who spoke to the Harbour Ledger", (LEDGER, UNNAMED)),
        ("Ada Quist, quoted by Reuters", (Link("Reuters", MEDIA), Link("Ada Quist", PERSON))),
        ("the Harbour Ledger’s Ada Quist", (LEDGER, Link("Ada Quist", PERSON))),
        ("the Harbour Ledger’s editor", (Link(None, PERSON),)),
        ("a survey published by Quill", (Link(None, DOCUMENT),)),
        ("the Harbour Ledger’s report", (Link("Harbour Ledger’s report", DOCUMENT),)),
        ("Ada Quist’s sources", (UNNAMED,)),
    ],
)
def test_chains(text: str, chain: tuple[Link, ...]) -> None:
    assert chain_of(text) == chain


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (", citing two officials.", "two officials"),
        (", quoting sources in the ministry, that", "sources in the ministry"),
        (", citing claims by sources who said so", "sources"),
        (" citing claims made by insiders; it", "insiders"),
        (" on Monday, citing documents that it saw", "documents"),
        (" last week, citing documents", "documents"),
        (" that officials agreed", None),
        (", citing", None),
        ("", None),
    ],
)
def test_source_behind_a_verb(rest: str, words: str | None) -> None:
    assert behind(f"The paper reported{rest}", len("The paper reported")) == words


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("officials", "official"),
        ("ministries", "ministry"),
        ("witnesses", "witness"),
        ("branches", "branch"),
        ("people", "person"),
        ("women", "woman"),
        ("analyses", "analysis"),
        ("analysis", "analysis"),
        ("press", "press"),
        ("census", "census"),
        ("s", "s"),
        ("", ""),
    ],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


@given(st.text(max_size=60))
def test_any_words_have_a_chain_of_one_or_two(text: str) -> None:
    chain = chain_of(text)
    assert 1 <= len(chain) <= 2
    assert parse(text)
    assert all(link.name is None or link.name.strip() for link in chain)


@given(
    st.sampled_from([*PEOPLE, *UNIDENTIFIED, *GROUPS, *DOCUMENTS, *INSTITUTIONS, *OUTLETS]),
    st.sampled_from([" ", ",", "  "]),
)
def test_what_stands_around_the_words_does_not_matter(text: str, around: str) -> None:
    assert sourcing_of(f"{around}{text}{around}") is sourcing_of(text)
    assert name_of(f"{around}{text}{around}") == name_of(text)
