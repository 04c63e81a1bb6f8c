"""Mentions of an article joined into entities, and the user's corrections."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import InputError
from framing.labels.entities import Entity, entities, read_corrections
from framing.labels.mentions import Mention, mentions
from framing.vocabulary import EntityType


def article(*sentences: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    start = 0
    for sentence in sentences:
        found += mentions(sentence, start)
        start += len(sentence) + 1
    return tuple(found)


def named(*sentences: str, corrections: dict[str, str] | None = None) -> list[tuple[str, str | None]]:
    found = article(*sentences)
    result = entities(found, corrections or {})
    return [(m.text, e.name if e else None) for m, e in zip(found, result, strict=True)]


def test_a_surname_means_the_one_person_who_has_it() -> None:
    found = named("We saw Ted Cruz.", "Cruz left, and we saw Cruz’s car.", "Sen. Cruz waved.")
    assert found == [("Ted Cruz", "Ted Cruz"), *[("Cruz", "Ted Cruz")] * 3]


def test_a_surname_of_two_persons_means_nobody() -> None:
    assert named("We saw Ann Petrov and Bob Petrov.", "Then Petrov said no.")[-1] == ("Petrov", None)


def test_a_surname_means_the_only_one_who_was_introduced_so_far() -> None:
    found = named("We saw Ann Petrov.", "Then Petrov said no.", "We saw Bob Petrov.", "Then Petrov said no.")
    assert [name for text, name in found if text == "Petrov"] == ["Ann Petrov", None]


def test_a_title_tells_two_persons_apart() -> None:
    found = named("We saw President Ann Petrov and Bob Petrov.", "We like President Petrov.")
    assert found[-1] == ("Petrov", "Ann Petrov")


def test_the_fullest_name_counts() -> None:
    found = named("We saw Sarah Sanders.", "Then Sarah Huckabee Sanders left.", "Sanders said no.")
    assert {name for _, name in found} == {"Sarah Huckabee Sanders"}


def test_a_first_name_means_its_only_bearer() -> None:
    assert named("We saw Hillary Clinton.", "Then Hillary said no.")[-1] == ("Hillary", "Hillary Clinton")


def test_a_word_at_the_beginning_counts_if_the_article_knows_it_as_a_name() -> None:
    assert named("Price rises hurt.")[0] == ("Price", None)
    assert named("We saw Amarjit Zarrab.", "Zarrab is ill.")[-1] == ("Zarrab", "Amarjit Zarrab")
    assert named("Zarrab is ill.") == [("Zarrab", None)]


def test_a_headline_takes_names_from_the_article() -> None:
    found = named("Zarrab Wins Big Prize Again", "We saw Amarjit Zarrab.")
    assert found[0] == ("Zarrab", "Amarjit Zarrab")
    assert ("Wins", None) in found


def test_a_headline_in_capitals_takes_names_from_the_article() -> None:
    found = named("AMARJIT ZARRAB WINS BIG PRIZE", "We saw Amarjit Zarrab.")
    assert found[0][1] == found[1][1] == "Amarjit Zarrab"


def test_a_country_that_is_a_surname_in_the_article_is_the_person() -> None:
    assert named("We saw Jim Jordan.", "Then Jordan said no.")[-1] == ("Jordan", "Jim Jordan")
    assert named("We flew to Jordan.") == [("Jordan", "Jordan")]


def test_a_country_its_government_and_its_people_are_three_linked_entities() -> None:
    found = article("Islamabad said that Pakistan and Pakistanis are ready.", "The Pakistani government agreed.")
    result = entities(found)
    assert [e.name for e in result if e] == [
        "Pakistan (government)",
        "Pakistan",
        "Pakistan (people)",
        "Pakistan (government)",
    ]
    assert {e.country for e in result if e} == {"Pakistan"}
    assert [e.type for e in result if e][:3] == [EntityType.GOVERNMENT, EntityType.COUNTRY, EntityType.GROUP]


def test_all_names_of_a_country_are_one() -> None:
    found = named("They left the United States.", "They left the U.S. in 1990.", "They left America.")
    assert {name for _, name in found} == {"United States"}


@pytest.mark.parametrize(
    "first",
    [
        "The Free Rivers Alliance (FRA) met.",
        "They asked the FRA (Free Rivers Alliance) to help.",
        "The Free Rivers Alliance met.",
    ],
)
def test_an_acronym_means_the_full_name(first: str) -> None:
    found = named(first, "Nobody heard of the FRA.")
    assert {name for _, name in found} == {"Free Rivers Alliance"}


def test_known_organisations_have_one_name() -> None:
    found = named("The Federal Reserve (Fed) met.", "They blamed the Fed.")
    assert {name for _, name in found} == {"Federal Reserve"}


def test_letters_that_are_a_person_of_the_article() -> None:
    found = named("We saw Alexandria Ocasio-Cortez.", "Then AOC said no.")
    assert found[-1] == ("AOC", "Alexandria Ocasio-Cortez")


def test_groups_go_by_their_noun() -> None:
    found = named("Farmers met Republicans and black voters.", "It hurts farmers.")
    assert [name for _, name in found] == ["farmers", "Republicans", "black voters", "farmers"]


def test_a_correction_names_another_entity_of_the_article() -> None:
    texts = ("We saw Ann Petrov and Bob Petrov.", "Then Petrov said no.")
    assert named(*texts, corrections={"petrov": "ann petrov"})[-1] == ("Petrov", "Ann Petrov")


def test_a_correction_to_nothing_takes_the_target_away() -> None:
    assert named("We saw Ann Petrov.", corrections={"ANN PETROV": ""}) == [("Ann Petrov", None)]


def test_a_correction_goes_by_the_entity_too() -> None:
    assert named("They left the U.S. in 1990.", corrections={"united states": "Homeland"}) == [("U.S.", "Homeland")]


def test_a_correction_to_a_known_name_takes_its_type_and_country() -> None:
    (found,) = entities(article("We saw Ann Petrov."), {"Ann Petrov": "france"})
    assert found == Entity("France", EntityType.COUNTRY, "France")


def test_a_correction_to_a_new_name_keeps_the_type() -> None:
    (found,) = entities(article("We saw Ann Petrov."), {"Ann Petrov": "Anna P."})
    assert found == Entity("Anna P.", EntityType.PERSON)


def test_a_country_and_its_government_under_a_new_name_are_one() -> None:
    found = entities(
        article("Islamabad protested. They left Pakistan.", "The Pakistani government agreed."),
        dict.fromkeys(("Islamabad", "PAKISTAN", "the Pakistani government"), "The Junta"),
    )
    assert set(found) == {Entity("The Junta", EntityType.COUNTRY, "Pakistan")}


def test_corrections_leave_the_rest_alone() -> None:
    texts = ("We saw Ann Petrov in France.",)
    assert named(*texts, corrections={"Somebody": "Else"}) == named(*texts)


def test_no_mentions_no_entities() -> None:
    assert entities(()) == ()


@given(
    st.lists(st.sampled_from(["Ted Cruz", "Cruz", "AOC", "U.S.", "France", "Mr. Cruz", "Republicans", "x", "(", ")"]))
)
def test_there_is_one_answer_for_each_mention(words: list[str]) -> None:
    found = article(" ".join(words), "Then " + " and ".join(words))
    result = entities(found)
    assert len(result) == len(found)
    assert all(e is None or e.name for e in result)


@given(st.text())
def test_any_text_has_entities(text: str) -> None:
    found = mentions(text)
    assert len(entities(found)) == len(found)


@pytest.mark.parametrize(("name", "mark"), [("c.csv", ","), ("c.tsv", "\t")])
def test_corrections_are_read_from_a_table(tmp_path: Path, name: str, mark: str) -> None:
    path = tmp_path / name
    path.write_text(f"\ufeffMention{mark}entity\nPetrov{mark}Ann Petrov\n\nWins{mark}\n", encoding="utf-8")
    assert dict(read_corrections(path)) == {"petrov": "Ann Petrov", "wins": ""}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("mention,name\na,b\n", r"c\.csv: line 1: received the columns mention, name; allowed are exactly mention and"),
        ("", r"line 1: received the columns none"),
        ("mention,entity\na,b\nx\n", r"c\.csv: line 3: received 1 fields, 2 are allowed: mention, entity"),
        ("mention,entity\n,b\n", r"line 2: received no mention; the column 'mention' must"),
        ("mention,entity\na,b\nA,c\n", r"line 3: received 'c' for 'A', which already has 'b'; one is allowed"),
        ('mention,entity\n"a,b\n', r"c\.csv: the corrections cannot be read"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "c.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_corrections(path)


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: the corrections cannot be read"):
        read_corrections(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_bytes(b"mention,entity\n\xff\xfe,b\n")
    with pytest.raises(InputError, match="a table in UTF-8 is needed"):
        read_corrections(tmp_path / "b.csv")
