"""Whom roles, pronouns and surnames mean where an article names several, or speaks of somebody without a name."""

from __future__ import annotations

import pytest
from marked import attributions

from framing.labels.entities import entities
from framing.labels.mentions import mentions
from framing.labels.people import People
from framing.records import Attribution, Link, Sourcing

PERSON, ANONYMOUS = Sourcing.PERSON, Sourcing.ANONYMOUS
LEAKS = "<k>said</k> <c>that it leaked</c>."
HE, SHE = f"<s>He</s> {LEAKS}", f"<s>She</s> {LEAKS}"


def last(marked: str) -> Attribution:
    """The last attribution of a marked text."""
    return attributions(marked)[-1]


# Roles


@pytest.mark.parametrize(
    "marked",
    [
        "<s>The governor</s> <k>said</k> <c>Martin Quill was a liar</c>.",
        "<s>The minister</s> <k>said</k> <c>that his careless deputy, Martin Quill, had lied</c>.",
        f"A judge in Hallam sent Martin Quill to prison. <s>The judge</s> {LEAKS}",
        f"The president praised Martin Quill on Monday. <s>The president</s> {LEAKS}",
        f"The lawyer of Martin Quill came late. <s>The lawyer</s> {LEAKS}",
        f"Ines Varga, angry about the mayor, left. <s>The mayor</s> {LEAKS}",
        f"Ines Varga, called the mayor arrogant. <s>The mayor</s> {LEAKS}",
        f"When she met the mayor, Ines Varga was late. <s>The mayor</s> {LEAKS}",
        f"Vice President Martin Quill came. <s>The president</s> {LEAKS}",
        f"<s>The minister</s> {LEAKS} Minister Martin Quill came later.",
        f"Judge Ines Varga ruled. Another judge disagreed. <s>The judge</s> {LEAKS}",
    ],
)
def test_role_is_not_that_of_somebody_who_is_only_named_near_it(marked: str) -> None:
    assert last(marked).source_name is None


@pytest.mark.parametrize(
    "before",
    [
        "The mayor, Ines Varga, came.",
        "The mayor of Port Hallam, Ines Varga, came.",
        "Mayor Ines Varga came.",
        "Mayor Dr. Ines Varga came.",
        "Ines Varga, 51, the mayor of Port Hallam, came.",
        "Ines Varga, who was then mayor, came.",
        "Ines Varga is the mayor of Port Hallam.",
        "Ines Varga, its first woman mayor, came.",
        "They talked about Ines Varga, the mayor.",
        "The mayor, Ines Varga, came. Mary Quist, called the mayor arrogant.",
    ],
)
def test_role_is_that_of_whoever_is_named_right_beside_it(before: str) -> None:
    found = last(f"{before} <s>The mayor</s> {LEAKS}")
    assert (found.source_name, found.sourcing, found.name_p) == ("Ines Varga", PERSON, 0.8)


def test_role_that_the_source_itself_explains() -> None:
    assert last(f"<s>The mayor, Ines Varga,</s> {LEAKS}").source_name == "Ines Varga"
    assert last(f"<s>The mayor</s>, Ines Varga, {LEAKS}").source_name == "Ines Varga"


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("Prosecutor Ines Varga opened the case.", "The prosecutor"),
        ("Ines Varga, a senior diplomat, came.", "The diplomat"),
        ("Ines Varga, an official at the ministry, came.", "The official"),
        ("Ines Varga, a spokeswoman for the bank, came.", "The spokeswoman"),
        ("Lawmaker Ines Varga came.", "The lawmaker"),
    ],
)
def test_every_definite_person_may_have_been_named(before: str, role: str) -> None:
    found = last(f"{before} <s>{role}</s> {LEAKS}")
    assert (found.source_name, found.sourcing) == ("Ines Varga", PERSON)


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("Ines Varga came.", "The official"),
        ("Official Ines Varga came.", "An official"),
        ("Ines Varga, an official, came.", "One of the officials"),
        ("Ines Varga, an official, came. Another senior official left.", "The official"),
    ],
)
def test_an_official_without_a_name_stays_one(before: str, role: str) -> None:
    found = last(f"{before} <s>{role}</s> {LEAKS}")
    assert (found.source_name, found.sourcing) == (None, ANONYMOUS)


# What is a person's name


@pytest.mark.parametrize(
    "words",
    [
        "Prime Minister",
        "Foreign Secretary",
        "Defence Minister",
        "Vice President",
        "Army Chief",
        "Black Sea",
        "Chief Judge",
    ],
)
def test_an_office_or_a_thing_is_no_person(words: str) -> None:
    text = f"The {words} was in the news."
    assert People(text).mentions == ()
    assert last(f"{text} {HE}").source_name is None


@pytest.mark.parametrize("name", ["Mary King", "Ysolde Bishop", "Mary Judge", "Hans Price", "Mary Secretary"])
def test_surname_that_is_a_role_as_well(name: str) -> None:
    assert {m.person.name for m in People(f"{name} was in the news.").mentions} == {name}


def test_office_with_and_without_its_holder() -> None:
    before = f"<s>Prime Minister Ysolde Varga</s> {LEAKS}"
    assert last(f"{before} <s>The Prime Minister</s> {LEAKS}").source_name == "Ysolde Varga"
    assert last(f"{before} <s>The prime minister</s> {LEAKS}").source_name == "Ysolde Varga"


# Somebody without a name


@pytest.mark.parametrize(
    ("before", "pronoun"),
    [
        (f"Mayor Ines Varga came. <s>One nurse</s> {LEAKS}", SHE),
        (f"Mayor Mary Hallam came. <s>A doctor</s> {LEAKS}", SHE),
        ("Mayor Martin Quill came. A former aide was critical of the pier.", HE),
        (f"Mayor Martin Quill came. A former aide was critical of the pier. {HE}", HE),
        (f"Mayor Martin Quill came. <s>A policeman</s> {LEAKS}", HE),
        (f"<s>Martin Quill</s> {LEAKS} A former aide was critical of the pier.", HE),
        (f"<s>Martin Quill</s> {LEAKS} <s>A doctor</s> {LEAKS}", HE),
    ],
)
def test_pronoun_after_somebody_without_a_name(before: str, pronoun: str) -> None:
    found = last(f"{before} {pronoun}")
    assert (found.source_name, found.sourcing, found.name_p) == (None, ANONYMOUS, None)
    assert found.chain == (Link(None, ANONYMOUS),)


@pytest.mark.parametrize(
    "between",
    [
        "A policewoman came.",
        "A report by a doctor was read.",
        "A crowd came.",
        "A band played.",
        f"<s>Critics</s> {LEAKS}",
    ],
)
def test_pronoun_that_cannot_mean_who_was_between(between: str) -> None:
    assert last(f"<s>Martin Quill</s> {LEAKS} {between} {HE}").source_name == "Martin Quill"


def test_pronoun_after_a_role() -> None:
    before = "Mayor Mary Hallam and Ines Varga came."
    assert last(f"{before} The mayor looked tired. {SHE}").source_name == "Mary Hallam"
    assert last(f"Martin Quill came. The governor looked tired. {HE}").source_name is None


def test_speaker_who_is_named_again_is_meant_by_the_pronoun() -> None:
    assert last(f"<s>A nurse</s> {LEAKS} <s>Mary Hallam</s> {LEAKS} {SHE}").source_name == "Mary Hallam"


def test_pronoun_is_less_sure_where_nothing_tells_the_gender_or_the_name_is_far() -> None:
    unknown, near = last(f"Ysolde Varga came. {SHE}").name_p, last(f"Mary Varga came. {SHE}").name_p
    far = last(f"Mary Varga came. {'It rained. ' * 5}{SHE}").name_p
    assert unknown is not None and near is not None and far is not None
    assert max(unknown, far) <= 0.8 < near < 1.0


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [
        ("Kim Jong Un", None),
        ("Park Sol-mi", None),
        ("Kim Hallam", "she"),
        ("Lee Harvey Quist", "he"),
    ],
)
def test_family_name_that_comes_first_is_no_first_name(name: str, pronoun: str | None) -> None:
    assert {m.person.pronoun for m in People(f"It is said that {name} came.").mentions} == {pronoun}


def test_family_name_that_comes_first_is_the_surname() -> None:
    before = "Martin Quill met leader Kim Jong Ho in Hallam."
    assert last(f"{before} <s>Kim</s> {LEAKS}").source_name == "Kim Jong Ho"
    assert last(f"{before} <s>Kim</s> {LEAKS} {HE}").source_name == "Kim Jong Ho"
    assert last(f"Martin Quill met Kim Hallam. <s>Kim</s> {LEAKS}").source_name == "Kim"


def test_speaker_of_one_name_is_meant_by_the_pronoun() -> None:
    assert last(f"Martin Quill came. <s>Choe</s> {LEAKS} {HE}").source_name == "Choe"
    assert last(f"Mary Hallam met Martin Quill. <s>Critics</s> {LEAKS} {HE}").source_name == "Martin Quill"


def test_health_minister_is_not_the_finance_minister() -> None:
    assert last(f"Finance Minister Martin Quill left. The health minister came. {HE}").source_name is None


# Namesakes


@pytest.mark.parametrize(
    ("before", "name", "full"),
    [
        (
            "President Karl Brandt met his son Anton Brandt. Anton Brandt and Anton Brandt’s wife left.",
            "Brandt",
            "Karl Brandt",
        ),
        ("Karl Brandt spoke. His wife Maria Brandt waited.", "Brandt", "Karl Brandt"),
        ("Karl Brandt and Maria Brandt came.", "Mr. Brandt", "Karl Brandt"),
        ("Karl Brandt and Maria Brandt came.", "Mrs. Brandt", "Maria Brandt"),
        ("Former President Karl Brandt met Senator Maria Brandt.", "Brandt", "Maria Brandt"),
        ("Karl Brandt and Maria Brandt came.", "Brandt", "Brandt"),
    ],
)
def test_surname_of_a_family(before: str, name: str, full: str) -> None:
    assert last(f"{before} <s>{name}</s> {LEAKS}").source_name == full


def test_surname_means_who_has_been_introduced_so_far() -> None:
    found = attributions(f"Maria Brandt came. <s>Brandt</s> {LEAKS} Later Karl Brandt and Karl Brandt’s dog came.")
    assert found[0].source_name == "Maria Brandt"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Joe Petrov met his son Bob Petrov. Critics called Petrov a liar.", "Joe Petrov"),
        ("Bob Petrov met President Joe Petrov. Critics called Petrov a liar.", None),
        ("President Joe Petrov met Senator Bob Petrov. Critics called Petrov a liar.", None),
        ("President Joe Petrov met Ann Petrov. Critics called Mrs. Petrov a liar.", None),
    ],
)
def test_target_of_a_family_is_who_is_in_office_and_was_named_first(text: str, name: str | None) -> None:
    found = entities(mentions(text, 0))[-1]
    assert (found.name if found else None) == name
