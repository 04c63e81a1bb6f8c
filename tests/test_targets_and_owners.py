"""Whose mention a name is: countries and what they have, namesakes, names that are words, firms and places."""

from __future__ import annotations

import re

import numpy as np
import pytest

from framing.encoder import Scores
from framing.labels.entities import entities
from framing.labels.hedges import cues
from framing.labels.inheritance import runs_on
from framing.labels.mentions import mentions
from framing.labels.nametokens import Mention
from framing.labels.targets import places
from framing.records import Role, Sentence
from framing.vocabulary import EntityType

PERSON, ORGANISATION, COUNTRY = EntityType.PERSON, EntityType.ORGANISATION, EntityType.COUNTRY
GOVERNMENT = EntityType.GOVERNMENT


def article(*sentences: str) -> list[Mention]:
    found: list[Mention] = []
    start = 0
    for sentence in sentences:
        found += mentions(sentence, start)
        start += len(sentence) + 1
    return found


def named(*sentences: str) -> list[tuple[str, str, EntityType]]:
    found = article(*sentences)
    return [(m.text, e.name, e.type) for m, e in zip(found, entities(found), strict=True) if e is not None]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The corrupt regime of Syria fell.", "regime of Syria", "Syria"),
        ("They blame the government of the Philippines.", "government of the Philippines", "Philippines"),
        ("Brazil's incompetent finance ministry lied.", "Brazil's incompetent finance ministry", "Brazil"),
        ("The Turkish interior ministry lied.", "Turkish interior ministry", "Turkey"),
        ("The Turkish government lied.", "Turkish government", "Turkey"),
    ],
)
def test_a_government_by_another_wording(text: str, words: str, country: str) -> None:
    assert named(text) == [(words, f"{country} (government)", GOVERNMENT)]


def test_a_part_of_a_country_is_not_its_government() -> None:
    assert named("They blame the regime of Syria's north.") == [("Syria", "Syria", COUNTRY)]


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("Spain's vain prime minister is a fraud.", False),
        ("Spain's Prime Minister Pedro Lozano is a fraud.", False),
        ("We admire Kenya's brave army and its work.", True),
        ("We admire Kenya's brave teachers.", False),
        ("Mexico's president resigned in shame.", False),
        ("Iceland's choirs are a national glory.", True),
        ("The world fears Iran's cruelty.", True),
        ("Turkey's growth model is a sham.", True),
        ("Denmark is a fraud, and its president said so.", True),
    ],
)
def test_what_is_said_of_its_people_is_not_said_of_the_country(text: str, judged: bool) -> None:
    assert [m.judged for m in mentions(text) if m.type is COUNTRY] == [judged]


def test_a_place_keeps_whether_it_is_judged() -> None:
    text = "Spain's vain prime minister insulted Denmark."
    found = places([Sentence(start=0, end=len(text), text=text, role=Role.BODY)], {})
    assert [(p.entity, p.judged) for p in found] == [("Spain", False), ("Denmark", True)]


def names(*sentences: str) -> list[str]:
    return [name for _, name, _ in named(*sentences)]


def test_a_country_beside_a_namesake_stays_a_country() -> None:
    found = names("Rep. Anna Ireland rebuked Ireland.", "Ireland is a free nation.", "She flew to Ireland.")
    assert found == ["Anna Ireland", "Ireland", "Ireland", "Ireland"]


def test_a_namesake_of_a_country_who_speaks_is_a_person() -> None:
    found = names("We saw Rep. Anna Ireland.", "Ireland said no.", "They praised Ireland.", '"Never," said Ireland.')
    assert set(found) == {"Anna Ireland"}
    assert names("We saw Anna Ireland in Ireland.", "Rep. Ireland left.")[-1] == "Anna Ireland"


def test_beside_the_country_only_the_speaker_is_the_namesake() -> None:
    found = names("We saw Rep. Anna Ireland.", "It rained in Ireland.", "Ireland said no.", "They praised Ireland.")
    assert found == ["Anna Ireland", "Ireland", "Anna Ireland", "Ireland"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met Theresa May in the hall.", "Theresa May"),
        ("The murder of April Dunn shocked them.", "April Dunn"),
        ("June Dunn left the room.", "June Dunn"),
        ("Will Dunn left the room.", "Will Dunn"),
        ("A film by Brad Will won a prize.", "Brad Will"),
        ("Critics of Mrs May laughed.", "May"),
        ("Prime Minister May lost her majority.", "May"),
    ],
)
def test_a_name_that_is_a_month_or_a_little_word(text: str, name: str) -> None:
    assert [(m.text, m.type) for m in mentions(text) if m.sure] == [(name, PERSON)]


@pytest.mark.parametrize(
    "text",
    [
        "Will Dunn resign?",
        "In April Dunn resigned, as did others.",
        "The April Fools joke was bad.",
        "May is a cold month.",
        "They told the minister May 5 was too late.",
        "Since May was wet, August will be dry.",
    ],
)
def test_months_and_little_words_are_no_names(text: str) -> None:
    assert not any(set(m.text.split()) & {"May", "April", "August", "Will"} for m in mentions(text) if m.sure)


def test_the_bare_month_is_the_person_whom_the_article_knows_where_it_acts() -> None:
    found = names("We saw Theresa May.", "Then May said no.", "Critics say May must go.", "They hated May’s plan.")
    assert found == ["Theresa May"] * 4
    assert names("We saw Theresa May.", "In May was a storm.", "By May 5 it was over.") == ["Theresa May"]
    assert names("May was wet.") == []


CLAIM = "The minister said that the line would open in spring."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It would carry nine thousand passengers a day.", True),
        ("Fares wouldn't rise before the summer.", True),
        ("Tickets would cost less than they do today.", True),
        ("The first train derailed an hour later.", False),
        ("It collapsed in the night.", False),
        ("Nine people were hurt.", False),
        ("The union did not respond.", False),
        ("The company would not comment.", False),
        ("The firm denied that it would raise fares.", False),
        ("Denmark would build a tunnel instead.", False),
        ("The council meets on Tuesday.", False),
    ],
)
def test_a_fact_runs_on_with_a_source_only_as_reported_speech(text: str, expected: bool) -> None:
    assert runs_on(text, CLAIM) is expected


def test_a_fact_runs_on_with_those_whom_the_claim_named() -> None:
    assert runs_on("Denmark would pay for it.", "The minister praised Denmark, he said.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QUITO, June 9 (Reuters) - Denmark sent a ship.", ["Denmark"]),
        ("Quito, Oct. 12, (AFP) — Denmark sent a ship.", ["Denmark"]),
        ("QUITO (AP) - Denmark sent a ship.", ["Denmark"]),
        ("We asked Reuters on June 9.", ["Reuters"]),
    ],
)
def test_a_dateline_names_nobody(text: str, expected: list[str]) -> None:
    assert [m.text for m in mentions(text) if m.sure] == expected


def hedged(text: str, *words: str) -> list[str]:
    """The cues of a sentence whose words the model takes for epistemic hedges."""
    offsets = np.array([m.span() for m in re.finditer(r"\w+", text)], np.int64)
    p = np.array([[0.1, 0.9, 0.0, 0.0] if text[a:b] in words else [1.0, 0.0, 0.0, 0.0] for a, b in offsets], np.float32)
    return [text[f.start : f.end] for f in cues(text, Scores({}, {"hedge": p}, offsets), 0.5)]


def test_modest_forms_are_no_hedges() -> None:
    assert hedged("He was, I may add, a fool.", "may") == []
    assert hedged("I might also say that it failed.", "might") == []
    assert hedged("I may leave, and he may add salt.", "may") == ["may", "may"]


def test_a_stray_small_word_is_no_hedge() -> None:
    assert hedged("She is thought to sleep.", "to") == []
    assert hedged("She appears to sleep.", "appears", "to") == ["appears to"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They fined Harlan Water again.", "Harlan Water"),
        ("They fined Harlan Ltd again.", "Harlan Ltd"),
        ("Then Network Rail apologised.", "Network Rail"),
        ("They sued Pacific Gas & Electric.", "Pacific Gas & Electric"),
        ("They trust Marlow & Spencer.", "Marlow & Spencer"),
        ("The Harlanian wrote that it was over.", "Harlanian"),
    ],
)
def test_a_firm_is_no_person(text: str, name: str) -> None:
    assert named(text) == [(name, name, ORGANISATION)]


@pytest.mark.parametrize(
    "text",
    ["They drill in Permian Basin fields.", "Rail fares rose.", "The Clean Water Act passed.", "Food & Health rules."],
)
def test_a_thing_or_a_place_is_no_person(text: str) -> None:
    assert named(text) == []


def test_persons_keep_names_that_look_like_firms() -> None:
    assert names("We saw Roger Waters and Danielle Steel.") == ["Roger Waters", "Danielle Steel"]
    assert names("We saw Michelle & Barack Obama.") == ["Barack Obama"]
    assert names("Then Zarrab said no.") == ["Zarrab"]


def test_a_namesake_in_the_same_sentence_shows_that_the_country_plays_a_part() -> None:
    found = names("Anna Ireland rebuked Ireland.", "Ireland said no.", "Ireland is free.")
    assert found == ["Anna Ireland", "Ireland", "Anna Ireland", "Ireland"]
