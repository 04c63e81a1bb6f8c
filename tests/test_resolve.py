"""Whom the words of a source mean in their article: pronouns, surnames, roles, short forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import attributions

from framing.labels.people import People
from framing.records import Attribution, Link, Sourcing

PERSON, ORGANISATION, MEDIA = Sourcing.PERSON, Sourcing.ORGANISATION, Sourcing.MEDIA
COLLECTIVE, DOCUMENT = Sourcing.COLLECTIVE, Sourcing.DOCUMENT
LEAKS = "<k>said</k> <c>that it leaked</c>."
HE, SHE = f"<s>He</s> {LEAKS}", f"<s>She</s> {LEAKS}"


def last(marked: str) -> Attribution:
    """The last attribution of a marked text."""
    return attributions(marked)[-1]


def meant(marked: str) -> Link:
    """The source of the last attribution, whose chain it is alone."""
    found = last(marked)
    assert found.chain == (Link(found.source_name, found.sourcing),)
    return found.chain[0]


# Pronouns


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        ("Martin Quill came to the pier.", "He", "Martin Quill"),
        ("Mary Hallam came to the pier.", "She", "Mary Hallam"),
        ("Martin Quill spoke first. Mary Hallam spoke second.", "He", "Martin Quill"),
        ("Mary Hallam spoke first. Martin Quill spoke second.", "She", "Mary Hallam"),
        ("Martin Quill and Mary Hallam came to the pier.", "She", "Mary Hallam"),
        ("Actress Ysolde Varga came to the pier. Martin Quill stayed.", "She", "Ysolde Varga"),
        ("King Ottokar Brandt came to the pier. Mary Hallam stayed.", "He", "Ottokar Brandt"),
        ("Ysolde Varga came to the pier.", "He", "Ysolde Varga"),
    ],
    ids=["he", "she", "he before her", "she before him", "beside him", "by her role", "by his title", "unknown"],
)
def test_pronoun_by_gender(before: str, pronoun: str, name: str) -> None:
    assert meant(f"{before} <s>{pronoun}</s> {LEAKS}") == Link(name, PERSON)


def test_pronoun_by_nearness() -> None:
    found = last(f"Martin Quill opened the pier on Monday. A band played. Peter Hallam closed it on Friday. {HE}")
    assert found.source_name == "Peter Hallam"
    assert found.name_p is not None
    assert 0.5 < found.name_p < 1.0


def test_speaker_is_meant_rather_than_somebody_spoken_of() -> None:
    spoken = "<s>Peter Hallam</s> <k>said</k> <c>that the old pier had been closed by the engineer Martin Quill</c>."
    assert meant(f"{spoken} {HE}").name == "Peter Hallam"


def test_person_inside_a_quotation_counts_less() -> None:
    spoken = "<c>“Martin Quill is a liar and a cheat,”</c> <s>Peter Hallam</s> <k>said</k>."
    assert meant(f"{spoken} {HE}").name == "Peter Hallam"


@pytest.mark.parametrize(
    "before",
    [
        "Martin Quill met Peter Hallam on the pier.",
        "Martin Quill and Peter Hallam came to the pier.",
        "Mary Hallam came to the pier.",
        "Nobody came to the pier.",
        "Martin Quill left. It rained. It rained. It rained. It rained. It rained. It rained. It rained.",
    ],
    ids=["two men", "two men together", "a woman alone", "nobody", "too long ago"],
)
def test_nobody_is_named_where_it_would_be_a_guess(before: str) -> None:
    found = last(f"{before} {HE}")
    assert (found.source_name, found.sourcing, found.name_p) == (None, PERSON, None)


def test_pronoun_does_not_look_ahead() -> None:
    assert meant(f"{HE} Martin Quill came to the pier.") == Link(None, PERSON)


@given(st.integers(0, 5))
def test_pronoun_of_the_only_man_is_sure_where_he_is_near(sentences: int) -> None:
    found = last(f"Martin Quill came to the pier. {'It rained. ' * sentences}{HE}")
    assert found.source_name == "Martin Quill"
    assert found.name_p is not None
    assert (0.9 if sentences < 2 else 0.5) < found.name_p < 1.0


def test_pronoun_goes_on_over_several_statements() -> None:
    found = attributions(f"<s>Martin Quill</s> {LEAKS} {HE} {HE} {HE}")
    assert {a.source_name for a in found} == {"Martin Quill"}
    assert [a.source_text for a in found] == ["Martin Quill", "He", "He", "He"]


@pytest.mark.parametrize(
    ("marked", "link"),
    [
        ("The pier belongs to Ines Varga, <s>who</s>", Link("Ines Varga", PERSON)),
        ("The pier belongs to three officials <s>who</s>", Link(None, COLLECTIVE)),
        ("They lost a survey of residents, <s>which</s>", Link(None, DOCUMENT)),
    ],
)
def test_relative_pronoun_means_what_stands_before_it(marked: str, link: Link) -> None:
    assert meant(f"{marked} {LEAKS}") == link


@pytest.mark.parametrize(
    ("before", "pronoun", "link"),
    [
        ("Residents", "They", Link(None, COLLECTIVE)),
        ("Martin Quill", "They", Link(None, COLLECTIVE)),
        ("The Harbour Board", "It", Link("Harbour Board", ORGANISATION)),
        ("The Harbour Board", "They", Link("Harbour Board", ORGANISATION)),
        ("The Kestrel Courier", "It", Link("Kestrel Courier", MEDIA)),
        ("A report", "It", Link(None, DOCUMENT)),
        ("Residents", "It", Link(None, None)),
        ("Martin Quill", "It", Link(None, None)),
        ("Residents", "One", Link(None, None)),
    ],
)
def test_they_and_it_mean_the_last_source_that_fits(before: str, pronoun: str, link: Link) -> None:
    assert meant(f"<s>{before}</s> {LEAKS} <s>{pronoun}</s> {LEAKS}") == link


def test_they_and_it_do_not_look_far_back() -> None:
    rain = "It rained. " * 4
    assert meant(f"<s>The Harbour Board</s> {LEAKS} {rain}<s>It</s> {LEAKS}") == Link(None, None)


# Quoted speakers


@pytest.mark.parametrize(
    "marked",
    [
        "<s>Ines Varga</s> <k>said</k>: <c>“<s1>I</s1> <k1>told them</k1> <c1>it leaked</c1>.”</c>",
        "<c>“<s1>I</s1> <k1>told them</k1> <c1>it leaked</c1>,”</c> <s>Ines Varga</s> <k>said</k>.",
    ],
    ids=["before", "after"],
)
def test_i_is_the_speaker_of_the_quotation(marked: str) -> None:
    inner = next(a for a in attributions(marked) if a.source_text == "I")
    assert (inner.chain, inner.source_name) == ((Link("Ines Varga", PERSON),), "Ines Varga")


def test_i_outside_every_quotation_is_nobody() -> None:
    assert meant(f"<s>Ines Varga</s> {LEAKS} <s>I</s> {LEAKS}") == Link(None, None)


@pytest.mark.parametrize(
    ("speaker", "link"),
    [("the Harbour Board", Link("Harbour Board", ORGANISATION)), ("Ines Varga", Link(None, None))],
)
def test_we_is_an_organisation_that_speaks_and_no_single_person(speaker: str, link: Link) -> None:
    marked = f"<c>“<s1>We</s1> <k1>told them</k1> <c1>it leaked</c1>,”</c> <s>{speaker}</s> <k>said</k>."
    assert next(a for a in attributions(marked) if a.source_text == "We").chain == (link,)


# Names


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Varga", "Ines Varga"),
        ("Ms. Varga", "Ines Varga"),
        ("Dr. Varga", "Ines Varga"),
        ("I. Varga", "Ines Varga"),
    ],
)
@pytest.mark.parametrize("before", ["Ines Varga came.", f"<s>Ines Varga</s> {LEAKS}", f"<s>Dr. Ines Varga</s> {LEAKS}"])
def test_surname_means_the_full_name(before: str, name: str, full: str) -> None:
    found = last(f"{before} <s>{name}</s> {LEAKS}")
    assert (found.source_name, found.name_p) == (full, 0.95)


@pytest.mark.parametrize("surname", ["Page", "Church", "Banks", "Price", "Varga"])
def test_surname_that_is_a_noun_as_well(surname: str) -> None:
    assert meant(f"Mary {surname} came on Monday. <s>{surname}</s> {LEAKS}") == Link(f"Mary {surname}", PERSON)


def test_surname_in_capitals_as_a_transcript_has_it() -> None:
    assert meant(f"Mary Hallam was on the show. <s>HALLAM</s> {LEAKS}") == Link("Mary Hallam", PERSON)


def test_surname_in_capitals_of_somebody_who_is_never_written_otherwise() -> None:
    assert meant(f"MARY HALLAM: Good evening. <s>HALLAM</s> {LEAKS}") == Link("MARY HALLAM", PERSON)


def test_first_name_alone_is_a_person_also_beside_a_company() -> None:
    assert meant(f"The company closed on Monday. Then <s>Rebecca</s> {LEAKS}") == Link("Rebecca", PERSON)


@pytest.mark.parametrize("surname", ["McQuill", "LaQuist", "DeVarga", "O’Hallam", "Quist"])
def test_surname_alone_is_a_person(surname: str) -> None:
    marked = f"{surname}’s chief strategist left. Then <s>{surname}</s> {LEAKS}"
    assert meant(marked) == Link(surname, PERSON)


def test_noun_at_the_head_of_a_sentence_is_nobodys_surname() -> None:
    assert meant(f"The banks closed on Monday. <s>Banks</s> {LEAKS}").sourcing is COLLECTIVE


def test_full_name_is_certain() -> None:
    assert last(f"<s>Ines Varga</s> {LEAKS}").name_p == 1.0


def test_full_name_may_come_later() -> None:
    assert meant(f"<s>Varga</s> {LEAKS} Ines Varga came on Monday.").name == "Ines Varga"


def test_surname_of_namesakes_is_not_given_to_one_of_them() -> None:
    found = last(f"Mary Quist and Martin Quist opened the pier. <s>Quist</s> {LEAKS}")
    assert (found.source_name, found.sourcing) == ("Quist", PERSON)
    assert found.name_p is not None
    assert found.name_p < 0.95


def test_surname_of_the_namesake_whom_the_article_is_about() -> None:
    before = "Mary Quist opened the pier. Mary Quist built it. Martin Quist, her father, paid."
    assert meant(f"{before} <s>Quist</s> {LEAKS}").name == "Mary Quist"


def test_surname_after_two_who_spoke_together() -> None:
    assert meant(f"<s>Martin Quill and Ines Varga</s> {LEAKS} <s>Varga</s> {LEAKS}").name == "Ines Varga"


def test_surname_that_is_never_introduced_is_kept_with_less_confidence() -> None:
    found = last(f"<s>Varga</s> {LEAKS}")
    assert (found.source_name, found.sourcing, found.name_p) == ("Varga", PERSON, 0.6)


def test_pronoun_after_a_surname_with_an_honorific() -> None:
    spoken = f"<s>Mr. Quill</s> {LEAKS}"
    assert meant(f"{spoken} {HE}") == Link("Quill", PERSON)
    assert meant(f"{spoken} {SHE}") == Link(None, PERSON)


def test_place_is_no_person() -> None:
    before = "Mary Quist is the mayor of Port Hallam. It rained in Port Hallam."
    assert {m.person.name for m in People(before).mentions} == {"Mary Quist"}
    assert meant(f"{before} {SHE}").name == "Mary Quist"


@given(st.lists(st.sampled_from(["Mary Quist", "Martin Quill", "Ines Varga", "rain", "the pier", "Quill"]), max_size=8))
def test_mentions_stand_where_they_say(words: list[str]) -> None:
    text = " saw ".join(words) + "."
    for mention in People(text).mentions:
        assert text[mention.start : mention.end] in (mention.person.name, mention.person.surname)


# Roles, campaigns, organisations, outlets


@pytest.mark.parametrize(
    ("before", "role", "name"),
    [
        ("Finance Minister Martin Quill opened the pier.", "The minister", "Martin Quill"),
        ("Martin Quill, the finance minister, opened the pier.", "The minister", "Martin Quill"),
        ("<s>Ines Varga</s>, a nurse, <k>said</k> <c>it was late</c>.", "The nurse", "Ines Varga"),
        ("Martin Quill, the finance minister, met Mary Quist, the mayor.", "The minister", "Martin Quill"),
        ("Martin Quill, the finance minister, met Mary Quist, the mayor.", "The mayor", "Mary Quist"),
        ("Finance Minister Martin Quill, Mayor Mary Quist and a band came.", "The mayor", "Mary Quist"),
        ("Martin Quill, who came late, left.", "The minister", None),
        ("Martin Quill, the finance minister, came late.", "The doctor", None),
        ("Martin Quill, the finance minister, came late.", "His doctor", None),
        ("Martin Quill came late.", "Quill’s lawyer", None),
    ],
)
def test_role_means_whoever_was_given_it(before: str, role: str, name: str | None) -> None:
    found = last(f"{before} <s>{role}</s> {LEAKS}")
    assert (found.source_name, found.sourcing) == (name, PERSON)


def test_role_is_not_read_over_the_end_of_a_sentence() -> None:
    found = last(f"They all came with Ines Varga, who sang. <s>The minister</s> {LEAKS}")
    assert found.source_name is None


@pytest.mark.parametrize(
    ("before", "campaign", "name"),
    [
        ("Martin Quill wants to be mayor.", "His campaign", "Martin Quill’s campaign"),
        ("Mary Quist wants to be mayor.", "Her campaign", "Mary Quist’s campaign"),
        ("Mary Quist wants to be mayor.", "His campaign", None),
        ("Martin Quill and Peter Hallam want to be mayor.", "His campaign", None),
    ],
)
def test_campaign_of_him_or_her(before: str, campaign: str, name: str | None) -> None:
    assert meant(f"{before} <s>{campaign}</s> {LEAKS}") == Link(name, ORGANISATION)


@pytest.mark.parametrize("words", ["The newspaper", "The daily", "The paper"])
def test_newspaper_is_the_one_outlet_that_was_named(words: str) -> None:
    assert meant(f"<s>The Kestrel Courier</s> {LEAKS} <s>{words}</s> {LEAKS}") == Link("Kestrel Courier", MEDIA)


def test_newspaper_after_two_outlets_is_less_sure() -> None:
    both = f"<s>The Kestrel Courier</s> {LEAKS} <s>The Harbour Ledger</s> {LEAKS}"
    one = last(f"<s>The Harbour Ledger</s> {LEAKS} <s>The newspaper</s> {LEAKS}")
    two = last(f"{both} <s>The newspaper</s> {LEAKS}")
    assert one.source_name == two.source_name == "Harbour Ledger"
    assert one.name_p is not None
    assert two.name_p is not None
    assert two.name_p < one.name_p


def test_newspaper_that_nobody_named() -> None:
    assert meant(f"<s>The newspaper</s> {LEAKS}") == Link(None, MEDIA)


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Safety Authority (HSA) met on Monday. <s>The HSA</s>",
        "The Harbour Safety Authority met on Monday. <s>HSA</s>",
    ],
)
def test_acronym_means_the_long_name(text: str) -> None:
    found = last(f"{text} {LEAKS}")
    assert (found.source_name, found.sourcing, found.name_p) == ("Harbour Safety Authority", ORGANISATION, 0.95)


def test_acronym_without_a_long_name_is_kept() -> None:
    assert meant(f"The Harbour Board met. <s>The HSA</s> {LEAKS}") == Link("HSA", ORGANISATION)


@pytest.mark.parametrize(
    ("before", "words", "name"),
    [
        (f"<s>The Harbour Board</s> {LEAKS}", "The board", "Harbour Board"),
        ("The Finance Ministry met on Monday.", "The ministry", "Finance Ministry"),
        (f"<s>The Harbour Board</s> {LEAKS}", "A ministry", None),
        ("Nobody met on Monday.", "The ministry", None),
    ],
)
def test_common_noun_means_the_institution_that_has_it_in_its_name(before: str, words: str, name: str | None) -> None:
    assert meant(f"{before} <s>{words}</s> {LEAKS}") == Link(name, ORGANISATION)


@pytest.mark.parametrize(
    "before",
    [f"<s>Kelvaro</s> {LEAKS}", "<s>Kelvaro</s>, a shipping company, <k>said</k> <c>it was sorry</c>."],
)
def test_company_of_one_word(before: str) -> None:
    marked = f"{before} <s>The company</s> {LEAKS}"
    assert [a.chain for a in attributions(marked)] == [(Link("Kelvaro", ORGANISATION),)] * 2


@pytest.mark.parametrize("name", ["KelVaro", "Kelvaro.example", "KLV"])
def test_word_that_looks_like_a_company(name: str) -> None:
    assert meant(f"On Monday <s>{name}</s> {LEAKS}") == Link(name, ORGANISATION)


@pytest.mark.parametrize("words", ["Workers", "Dockers", "Nurses", "Residents"])
def test_common_noun_at_the_head_of_a_sentence_is_no_name(words: str) -> None:
    assert meant(f"It rained. <s>{words}</s> {LEAKS}") == Link(None, COLLECTIVE)


@pytest.mark.parametrize("share", ["21 percent", "Nearly a third of the residents", "Two in three", "Just 4% of them"])
def test_share_of_people_is_a_group(share: str) -> None:
    assert meant(f"<s>{share}</s> {LEAKS}") == Link(None, COLLECTIVE)


# Sources that are not said again


@pytest.mark.parametrize(
    "rest",
    [
        "and <k1>urged</k1> <c1>the board to close it</c1>",
        "but <k1>denied</k1> <c1>any guilt</c1>",
        "and later <k1>urged</k1> <c1>the board to close it</c1>",
        ", <k1>adding</k1> <c1>that it was old</c1>",
    ],
)
def test_verb_without_a_subject_has_the_one_before_it(rest: str) -> None:
    first, second = attributions(f"<s>Ines Varga</s> <k>said</k> <c>it leaked</c> {rest}.")
    assert second.source == first.source
    assert second.source_name == "Ines Varga"


@pytest.mark.parametrize(
    "rest",
    [
        "<k1>added</k1> <c1>that it was old</c1>",
        "and Peter Hallam <k1>added</k1> <c1>that it was old</c1>",
    ],
)
def test_verb_with_a_subject_of_its_own_has_no_other(rest: str) -> None:
    _, second = attributions(f"<s>Ines Varga</s> <k>said</k> <c>it leaked</c> {rest}.")
    assert (second.source, second.chain) == ((), ())


def test_verb_in_the_next_sentence_has_no_subject_of_the_last() -> None:
    _, second = attributions(f"<s>Ines Varga</s> {LEAKS} Nobody <k>added</k> <c>that it was old</c>.")
    assert second.source_text is None


NAMES = {"Ines Varga", "Martin Quill", "Martin Quill’s campaign", "Ines Varga’s campaign"}
SOURCES = ["Ines Varga", "He", "She", "They", "It", "Varga", "The minister", "The newspaper", "Workers", "His campaign"]


@given(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=7))
def test_names_come_from_the_article_and_confidence_is_a_share(sources: list[str]) -> None:
    text = "Martin Quill, the finance minister, met Ines Varga. " + " ".join(f"<s>{s}</s> {LEAKS}" for s in sources)
    found = attributions(text)
    assert [a.source_text for a in found] == sources
    for one in found:
        assert one.source_name in {None, *NAMES}
        assert one.name_p is None or 0.5 < one.name_p <= 1.0
        assert (one.name_p is None) or one.source_name is not None
        assert one.chain == (Link(one.source_name, one.sourcing),)


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("President Karl Brandt came.", "The former president"),
        ("Finance Minister Mary Hallam resigned.", "The health minister"),
        ("President Karl Brandt met President Mary Hallam.", "The president"),
    ],
)
def test_role_of_another_is_nobodys_name(before: str, role: str) -> None:
    assert last(f"{before} <s>{role}</s> {LEAKS}").source_name is None


@pytest.mark.parametrize("noun", ["company", "bank", "university", "party", "court"])
def test_a_ministry_is_no_other_institution(noun: str) -> None:
    before = f"<s>The Ministry of Health</s> {LEAKS}"
    assert last(f"{before} <s>The {noun}</s> {LEAKS}").source_name is None
    assert last(f"{before} <s>The ministry</s> {LEAKS}").source_name == "Ministry of Health"


def test_a_country_is_no_company() -> None:
    assert last(f"<s>Iran</s> {LEAKS} <s>The company</s> {LEAKS}").source_name is None
    assert last(f"<s>Iran</s> {LEAKS} <s>The government</s> {LEAKS}").source_name == "Iran"


# Voices of those who are not named


def voices(marked: str) -> list[str]:
    return [found.voice for found in attributions(marked)]


def test_two_residents_are_two_voices() -> None:
    assert voices(f"<s>A resident</s> {LEAKS} <c>It did not</c>, <s>a resident</s> <k>said</k>.") == [
        "a resident",
        "a resident (2)",
    ]
    assert voices(f"{HE} The band played on. {HE}") == ["he", "he (2)"]


def test_a_group_is_one_voice_whatever_its_capital() -> None:
    assert voices(f"<s>Critics</s> {LEAKS} <c>It did</c>, <s>critics</s> <k>said</k>.") == ["critics", "critics"]
    assert voices(f"<s>Pakistani officials</s> {LEAKS}") == ["Pakistani officials"]


def test_the_sources_are_the_sources_that_were_named_before() -> None:
    assert voices(f"<s>Sources</s> {LEAKS} <s>The sources</s> {LEAKS}") == ["sources", "sources"]
    assert voices(f"<s>The sources</s> {LEAKS}") == ["the sources"]


def test_verbs_of_one_subject_are_one_voice() -> None:
    marked = "<s1>A resident</s1> <k1>said</k1> <c1>it leaked</c1> and <k2>added</k2> <c2>that it stank</c2>."
    assert voices(marked) == ["a resident", "a resident"]
