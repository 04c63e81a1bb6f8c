"""Which words of a sentence mention a person, an organisation, a country, a government or a group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.labels.gazetteer import Known, gazetteer
from framing.labels.mentions import Mention, mentions
from framing.vocabulary import EntityType

PERSON, ORGANISATION, COUNTRY = EntityType.PERSON, EntityType.ORGANISATION, EntityType.COUNTRY
GOVERNMENT, GROUP = EntityType.GOVERNMENT, EntityType.GROUP


def sure(text: str) -> list[tuple[str, EntityType]]:
    return [(m.text, m.type) for m in mentions(text) if m.sure]


def texts(text: str) -> list[str]:
    return [name for name, _ in sure(text)]


def only(text: str) -> Mention:
    found = [m for m in mentions(text) if m.sure]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We met Senator Ted Cruz in the lobby.", "Ted Cruz"),
        ("They praised Prime Minister Imran Khan on Monday.", "Imran Khan"),
        ("The plan of Secretary of State John Kerry failed.", "John Kerry"),
        ("It annoyed Attorney General Jeff Sessions.", "Jeff Sessions"),
        ("It annoyed North Korean leader Kim Jong-un.", "Kim Jong-un"),
        ("A friend of Bashar al-Assad resigned.", "Bashar al-Assad"),
        ("The book by J.D. Vance sold well.", "J.D. Vance"),
        ("The memory of Martin Luther King Jr. lives on.", "Martin Luther King Jr."),
        ("He blamed Donald J. Trump for it.", "Donald J. Trump"),
        ("The mayor is Bill de Blasio today.", "Bill de Blasio"),
        ("A call to Mr. Rahami went unanswered.", "Rahami"),
        ("Russian President Vladimir Putin smiled.", "Vladimir Putin"),
        ("They like Jordan Peterson a lot.", "Jordan Peterson"),
        ("It is Trump’s plan.", "Trump"),
        ("Nobody expected Alexandria Ocasio-Cortez's answer.", "Alexandria Ocasio-Cortez"),
        ("Then Qalibaf said it was over.", "Qalibaf"),
    ],
)
def test_a_person_without_title_and_owner(text: str, name: str) -> None:
    found = only(text)
    assert (found.text, found.type, found.name) == (name, PERSON, name)


def test_a_title_is_kept_beside_the_name() -> None:
    assert only("A letter to Sen. Warner arrived.").title == "sen"
    assert only("A letter to Mark Warner arrived.").title is None


def test_a_capital_at_the_beginning_or_without_support_is_not_sure() -> None:
    found = mentions("Opponents of the bridge wrote to Pathmark.")
    assert [(m.text, m.sure) for m in found if m.text == "Pathmark"] == [("Pathmark", False)]
    assert not any(m.sure for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday in March nobody came.",
        "They import Russian gas and fly an American flag.",
        "She lives in Islamabad, near Quetta.",
        "The march ended near Moscow.",
        "He walked down Pennsylvania Avenue to Central Park.",
        "The Affordable Care Act and the Second Amendment are old.",
        "Hurricane Sandy hit New Jersey and Staten Island.",
        "The Mississippi River rises in Minnesota.",
        "It is NOT a TV show, and it NEVER was.",
        "The president asked the senator about the U.S. economy.",
        "However, This Is It.",
        "They followed @realname and #Topic all night.",
        "",
        "   ",
        "— “…” —",
    ],
)
def test_what_is_no_target(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "FBI",
        "Hamas",
        "Congress",
        "Supreme Court",
        "Fox News",
        "Republican Party",
        "House Intelligence Committee",
        "Department of Homeland Security",
        "Ministry of Health and Welfare",
        "Heritage Foundation",
        "University of California",
        "Council on Foreign Relations",
        "Bank of America",
        "American Civil Liberties Union",
        "Baltimore Sun",
        "PDMA",
    ],
)
def test_an_organisation(name: str) -> None:
    found = only(f"They wrote to the {name} yesterday.")
    assert (found.text, found.type) == (name, ORGANISATION)


def test_the_party_is_an_organisation_and_its_people_are_a_group() -> None:
    assert sure("The GOP lost, Republicans said.") == [("GOP", ORGANISATION), ("Republicans", GROUP)]


def test_the_house_needs_its_article() -> None:
    assert sure("A vote in the House failed.") == [("House", ORGANISATION)]
    assert texts("House Speaker Paul Ryan left.") == ["Paul Ryan"]
    assert sure("Then House Republicans left.") == [("House Republicans", GROUP)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The Federal Reserve (Fed) met.", "Federal Reserve", "Fed"),
        ("The Free Rivers Alliance (FRA) met.", "Free Rivers Alliance", "FRA"),
        ("The Inter-Services Intelligence (ISI) met.", "Inter-Services Intelligence", "ISI"),
    ],
)
def test_a_bracket_gives_another_name(text: str, first: str, second: str) -> None:
    full, short = mentions(text)
    assert (full.text, short.text, short.same) == (first, second, first)


def test_a_bracket_gives_the_full_name() -> None:
    short, full = mentions("They asked the FRA (Free Rivers Alliance) to help.")
    assert (short.text, short.same, full.text) == ("FRA", "Free Rivers Alliance", "Free Rivers Alliance")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A trip to Pakistan is long.", "Pakistan", "Pakistan"),
        ("Rain fell across the United States today.", "United States", "United States"),
        ("They fled to the U.S. last year.", "U.S.", "United States"),
        ("This hurt the UK.", "UK", "United Kingdom"),
        ("It is Iran’s fault.", "Iran", "Iran"),
        ("Many left South Korea.", "South Korea", "South Korea"),
    ],
)
def test_a_country(text: str, name: str, country: str) -> None:
    found = only(text)
    assert (found.text, found.type, found.known, found.country) == (name, COUNTRY, country, country)


def test_those_who_rule_in_a_capital() -> None:
    found = only("The regime in Tehran fell.")
    assert (found.text, found.type, found.country) == ("Tehran", EntityType.GOVERNMENT, "Iran")
    assert not texts("The talks in Tehran failed.")


def test_countries_that_a_hyphen_joins() -> None:
    text = "The India-Pakistan talks go on."
    assert [(m.text, text[m.start : m.end]) for m in mentions(text)] == [("India", "India"), ("Pakistan", "Pakistan")]


def test_georgia_is_a_state_unless_the_caucasus_is_spoken_of() -> None:
    assert sure("He campaigned in Georgia.") == []
    assert texts("Russian tanks rolled into Georgia.") == ["Georgia"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Washington said no.", "Washington", "United States"),
        ("He rejected Moscow’s offer.", "Moscow", "Russia"),
        ("The Kremlin denied it.", "Kremlin", "Russia"),
        ("He faulted the White House.", "White House", "United States"),
        ("The Pakistani government fell.", "Pakistani government", "Pakistan"),
        ("Two Iranian officials left.", "Iranian officials", "Iran"),
        ("The Syrian regime fell.", "Syrian regime", "Syria"),
        ("Pakistan’s government fell.", "Pakistan’s government", "Pakistan"),
        ("The U.S. administration fell.", "U.S. administration", "United States"),
    ],
)
def test_a_government(text: str, name: str, country: str) -> None:
    found = only(text)
    assert (found.text, found.type) == (name, GOVERNMENT)
    assert (found.known, found.country) == (f"{country} (government)", country)


def test_capitals_between_which_something_passes_act() -> None:
    assert sure("The talks between Islamabad and Washington failed.") == [
        ("Islamabad", GOVERNMENT),
        ("Washington", GOVERNMENT),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Islamabad failed.",
        "WASHINGTON (AP) — The talks failed.",
        "MOSCOW — The talks failed.",
        "Washington (CNN) The talks failed.",
        "They flew to Paris.",
        "He arrived at the White House late.",
        "She will run for the White House.",
    ],
)
def test_a_capital_as_a_place_is_no_target(text: str) -> None:
    assert sure(text) == []


def test_an_administration_belongs_to_its_politician() -> None:
    assert sure("The Trump administration and the Clinton campaign met.") == [
        ("Trump administration", GOVERNMENT),
        ("Clinton campaign", ORGANISATION),
    ]


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("Many Pakistanis voted.", "Pakistanis", "Pakistanis"),
        ("They admire the French.", "French", "French"),
        ("He spoke to black voters.", "black voters", "black voters"),
        ("It hurt Muslim-majority states.", "Muslim-majority states", "Muslim-majority states"),
        ("It hurt Arab countries.", "Arab countries", "Arab countries"),
        ("He defended white nationalists.", "white nationalists", "white nationalists"),
        ("It helps undocumented immigrants.", "undocumented immigrants", "undocumented immigrants"),
        ("Protesters filled the square.", "Protesters", "protesters"),
        ("It surprised Democrats.", "Democrats", "Democrats"),
        ("It surprised the police.", "police", "police"),
        ("It surprised U.S. voters.", "U.S. voters", "American voters"),
        ("It surprised African-Americans.", "African-Americans", "African Americans"),
    ],
)
def test_a_group(text: str, found: str, name: str) -> None:
    mention = only(text)
    assert (mention.text, mention.type, mention.name) == (found, GROUP, name)


def test_a_group_that_only_says_which_thing_is_none() -> None:
    assert sure("The police department called.") == []


@pytest.mark.parametrize(
    "text",
    ["Bank Robbers Fled With Cash After Chase", "BANK ROBBERS FLED WITH CASH AFTER CHASE", "WHO WILL STOP US NOW"],
)
def test_headline_capitals_are_no_names(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize("text", ["Pakistan Blames Donald Trump in Spat", "PAKISTAN BLAMES DONALD TRUMP IN SPAT"])
def test_a_headline_has_the_names_of_the_gazetteer(text: str) -> None:
    assert [(m.name.casefold(), m.type) for m in mentions(text) if m.sure] == [
        ("pakistan", COUNTRY),
        ("donald trump", PERSON),
    ]


def test_offsets_are_those_of_the_article() -> None:
    (found,) = mentions("We like Pakistan.", start=100)
    assert (found.start, found.end) == (108, 116)


def test_the_gazetteer_has_every_country_once() -> None:
    countries = gazetteer().countries
    assert len(countries) == 197
    assert {"Taiwan", "Palestine", "Kosovo", "Vatican City", "South Sudan"} <= set(countries)
    wrong = [name for name in countries if gazetteer().entries[name].name != name]
    assert wrong == []


def test_the_gazetteer_knows_names_however_they_are_written() -> None:
    named = gazetteer().named("united states")
    assert named is not None
    assert (named.kind, named.name) == (Known.COUNTRY, "United States")
    assert gazetteer().named("Nowhereland") is None


_PIECES = [
    "Trump", "Mr.", "U.S.", "the", "The", "White House", "(", ")", "’s", "'s", "-", "FBI", "Ted Cruz", "and", ",", ".",
    "“", "”", "black voters", "Pakistan", "Pakistani", "government", "al-", "de", "J.", "said", "Kim Jong-un", "of",
    "Ministry", "Muslim-majority", "states", "é", "İ", "ß", "🙂", "Washington", "between", "Republicans", "GOP", "\n",
]  # fmt: skip


def _check(text: str, start: int) -> None:
    last = start
    for m in mentions(text, start):
        assert text[m.start - start : m.end - start] == m.text
        assert last <= m.start < m.end
        assert m.name
        assert not m.text.endswith(("'s", "’s"))
        assert not m.text.lower().startswith("the ")
        last = m.end


@given(st.text(), st.integers(0, 10_000))
def test_spans_are_exact_in_any_text(text: str, start: int) -> None:
    _check(text, start)


@given(st.lists(st.sampled_from(_PIECES), max_size=25), st.sampled_from([" ", ""]), st.booleans())
def test_spans_are_exact_in_any_mixture_of_names(pieces: list[str], joint: str, upper: bool) -> None:
    text = joint.join(pieces)
    _check(text.upper() if upper else text, 7)
