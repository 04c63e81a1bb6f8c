"""Chains by the words around an outlet's name, and quotations that belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import attributions, read

from framing.labels.quotes import quoted_spans, run_together
from framing.records import Attribution, Link, Sourcing

MEDIA = Sourcing.MEDIA
COURIER, REUTERS = Link("Kestrel Courier", MEDIA), Link("Reuters", MEDIA)
OFFICIALS, QUIST = Link(None, Sourcing.ANONYMOUS), Link("Mary Quist", Sourcing.PERSON)


def chains(marked: str, outlet: str | None = None) -> list[tuple[Link, ...]]:
    return [a.chain for a in attributions(marked, outlet)]


def words(marked: str, found: Attribution) -> list[str]:
    """The content of an attribution in a marked text."""
    return [read(marked)[0][a:b] for a, b in found.content]


# What was told to an outlet


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("CNN", "CNN"),
        ("the BBC", "BBC"),
        ("BBC News", "BBC News"),
        ("Reuters Monday", "Reuters"),
        ("The Kestrel Courier", "Kestrel Courier"),
        ("the Journal of the Kestrel Press", "Journal of the Kestrel Press"),
        ("the News and Observer", "News and Observer"),
        ("Fox and Friends", "Fox and Friends"),
        ("Fox News Sunday", "Fox News Sunday"),
        ("Reuters and Axios", "Reuters"),
        ("the Kestrel Courier and the Morning Post", "Kestrel Courier"),
        ("CNN and other broadcasters", "CNN"),
    ],
)
def test_name_of_the_outlet_ends_before_what_was_told(told: str, name: str) -> None:
    assert chains(f"<s>Mary Quist</s> <k>told</k> {told} <c>the pier would close</c>.") == [(Link(name, MEDIA), QUIST)]
    assert chains(f"<s>Mary Quist</s> <k>told</k> {told} <c>that it would</c>.") == [(Link(name, MEDIA), QUIST)]


def test_outlet_told_the_same() -> None:
    assert chains("<s>Mary Quist</s> <k>told</k> the BBC the same.") == [(Link("BBC", MEDIA), QUIST)]


@pytest.mark.parametrize("own", ["this newspaper", "our magazine", "this website"])
def test_what_was_told_to_this_newspaper_is_first_hand(own: str) -> None:
    assert chains(f"<s>Mary Quist</s> <k>told</k> {own} <c>that the pier would close</c>.") == [(QUIST,)]
    assert chains(f"In an interview with {own}, <s>Mary Quist</s> <k>said</k> <c>it leaked</c>.") == [(QUIST,)]


# Outlets as places of speech


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("on CNN’s “The Harbour”", "CNN"),
        ("Sunday on NBC’s “Meet the Press”", "NBC"),
        ("on the television network CNN", "CNN"),
        ("in an interview on Sunday with Fox News", "Fox News"),
        ("during a Thursday appearance on “Fox & Friends”", "Fox & Friends"),
        ("in a CNN interview", "CNN"),
    ],
)
def test_outlet_right_after_on_is_where_it_was_said(place: str, name: str) -> None:
    assert chains(f"<c>“It leaks,”</c> <s>Mary Quist</s> <k>said</k> {place}.") == [(Link(name, MEDIA), QUIST)]


@pytest.mark.parametrize(
    "marked",
    [
        "<c>“It is the first sign of life on Mars,”</c> <s>Nicola Fox, the head of the survey,</s> <k>said</k>.",
        "<c>“It is on fire,”</c> <s>Nicola Fox</s> <k>said</k> on Tuesday.",
        "<s>Nicola Fox, who spoke on Sunday,</s> <k>said</k> <c>that it leaked</c>.",
    ],
)
def test_surname_is_no_outlet(marked: str) -> None:
    assert chains(marked) == [(Link("Nicola Fox", Sourcing.PERSON),)]


@pytest.mark.parametrize(
    "before", ["On Tuesday Vicente Fox interviewed her. ", "On Tuesday, after Vicente Fox interviews, she went home. "]
)
def test_interview_by_somebody_with_the_name_of_an_outlet(before: str) -> None:
    assert chains(f"{before}<s>Mary Quist</s> <k>said</k> <c>that it leaked</c>.") == [(QUIST,)]


# Whom an outlet cites


def main(marked: str) -> Attribution:
    """The one attribution that is not a link in the chain of another."""
    (found,) = [a for a in attributions(marked) if a.within is None]
    return found


@pytest.mark.parametrize("cited", ["<c2>people close to the talks</c2>", "<s2>people close to the talks</s2>"])
@pytest.mark.parametrize("verb", ["citing", "also quoting"])
def test_report_keeps_what_stands_before_citing(verb: str, cited: str) -> None:
    reported = "<s>Reuters</s> <k>reported</k> last week <c2>that the yard would close</c2>"
    marked = f"{reported}, <k2>{verb}</k2> {cited}."
    found = main(marked)
    assert found.chain == (REUTERS, OFFICIALS)
    assert words(marked, found) == ["that the yard would close"]


def test_contents_before_citing_are_not_those_who_are_cited() -> None:
    marked = "<s>Reuters</s> <k>reported</k> <c2>the closure</c2> and <c2>the strike</c2>, <k2>citing</k2> nobody."
    _, found = attributions(marked)
    assert words(marked, found) == ["the closure", "the strike"]


@pytest.mark.parametrize("cue", ["quoted", "also quoted", "has cited", "later quoted", "had also cited"])
def test_outlet_that_also_quotes(cue: str) -> None:
    marked = f"<s>The Kestrel Courier</s> <k>{cue}</k> <c>an official as saying that the yard would close</c>."
    assert chains(marked) == [(COURIER, OFFICIALS)]


@pytest.mark.parametrize("cue", ["was quoted", "were cited"])
def test_outlet_that_was_quoted_cites_nobody(cue: str) -> None:
    assert chains(f"<s>The Kestrel Courier</s> <k>{cue}</k> <c>an official as saying</c>.") == [(COURIER,)]


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ("Citing unnamed officials", OFFICIALS),
        ("Quoting Mary Quist", QUIST),
        ("Citing a court filing, obtained on Friday", Link(None, Sourcing.DOCUMENT)),
    ],
)
def test_source_cited_at_the_head_of_a_sentence(head: str, link: Link) -> None:
    assert chains(f"{head}, <s>Reuters</s> <k>said</k> <c>that the yard would close</c>.") == [(REUTERS, link)]


@pytest.mark.parametrize("head", ["Citing rising costs", "Citing the war", "Facing unnamed officials"])
def test_reason_given_at_the_head_of_a_sentence_is_no_source(head: str) -> None:
    assert chains(f"{head}, <s>Reuters</s> <k>said</k> <c>that the yard would close</c>.") == [(REUTERS,)]


def test_what_a_person_cites_at_the_head_is_no_chain() -> None:
    assert chains("Citing officials, <s>Mary Quist</s> <k>said</k> <c>that it leaked</c>.") == [(QUIST,)]


@pytest.mark.parametrize("cue", ["claimed", "also said", "have warned"])
def test_subject_read_as_content_is_the_source(cue: str) -> None:
    marked = f"<c>Sources in the ministry</c> <k>{cue}</k> <c>that the yard would close</c>."
    (found,) = attributions(marked)
    assert found.chain == (OFFICIALS,)
    assert words(marked, found) == ["that the yard would close"]


@pytest.mark.parametrize(
    "marked",
    [
        "<c>The yard</c> <k>reportedly</k> <c>would close</c>.",
        "<c>The yard</c>, <k>said</k> <c>to be old</c>.",
        "<c>“The yard is old”</c> <k>said</k> <c>the sign</c>.",
        "<c>The yard</c> <k>is said to</k> <c>be old</c>.",
    ],
)
def test_content_before_other_cues_stays_content(marked: str) -> None:
    (found,) = attributions(marked)
    assert (found.source, len(found.content)) == ((), 2)


# What is denied


@pytest.mark.parametrize(
    "said",
    [
        "<k>dismissed</k> <c>Martin Quill as “a reckless fool”</c>",
        "<k>rejected</k> <c>the accusation as “rubbish”</c>",
        "<k>rejected</k> <c>claims as absurd</c>",
        "<k>rejected</k> <c>the dishonest candidate, Martin Quill</c>",
        "<k>disputed</k> <c>the report as proof that it leaked</c>",
        "<k>did not reject</k> <c>claims that it leaked</c>",
    ],
)
def test_what_the_source_calls_somebody_is_its_own_words(said: str) -> None:
    (found,) = attributions(f"<s>Mary Quist</s> {said}.")
    assert not found.denied


@pytest.mark.parametrize(
    "said",
    [
        "<k>denied</k> <c>that Martin Quill was a fool</c>",
        "<k>denied</k> <c>any guilt</c>",
        "<k>denied</k> <c>having called him a fool</c>",
        "<k>disputed</k> <c>that it leaked</c>",
        "<k>rejected</k> <c>claims</c> <c>that Martin Quill was a fool</c>",
        "<k>rejected the idea</k> <c>that it leaked</c>",
        "<k>dismissed</k> <c>the allegations of fraud</c>",
        "<k>dismissed</k> <c>repeated suggestions he had lied</c>",
    ],
)
def test_claim_that_is_denied_is_somebody_elses(said: str) -> None:
    (found,) = attributions(f"<s>Mary Quist</s> {said}.")
    assert found.denied


# Quotations of many sentences


def contents(marked: str) -> list[tuple[str | None, int]]:
    """For each attribution its source's words and the number of its contents."""
    return [(a.source_text, len(a.content)) for a in attributions(marked)]


@given(st.integers(1, 12))
def test_long_quotation_has_the_speaker_who_is_named_after_it(between: int) -> None:
    more = "<c>It leaked for years.</c> " * between
    last = "<c>Nobody came,”</c> <k>said</k> <s>Mary Quist</s>."
    assert contents(f"It rained. “{more}{last}") == [("Mary Quist", between + 1)]


@given(st.integers(1, 12))
def test_long_quotation_has_the_speaker_who_is_named_before_it(between: int) -> None:
    more = " ".join(["<c>It leaked for years.</c>"] * between)
    first = "<c>“Nobody came,”</c> <k>said</k> <s>Mary Quist</s>."
    assert contents(f"{first} “{more}” It rained.") == [("Mary Quist", between + 1)]


@given(st.integers(1, 8))
def test_quotation_goes_on_in_paragraphs_that_begin_with_a_mark(paragraphs: int) -> None:
    more = "“<c>It leaked.</c> <c>It leaked for years.</c>\n" * paragraphs
    marked = f"It rained.\n{more}<c>“Nobody came,”</c> <k>said</k> <s>Mary Quist</s>."
    assert contents(marked) == [("Mary Quist", 2 * paragraphs + 1)]


def test_quotation_without_a_speaker_is_one_attribution() -> None:
    closed = "“<c>We had no choice.</c> <c>The money is gone.</c> <c>Nobody helped us.</c> <c>It leaks.</c>”"
    assert contents(f"Mary Quist defended the yard.\n{closed}") == [(None, 4)]
    assert contents(f"It rained.\n{closed}\nIt snowed.\n{closed}") == [(None, 4), (None, 4)]


def test_quotations_that_are_closed_stay_apart() -> None:
    marked = "It rained.\n“<c>It leaked.</c>”\nIt snowed.\n<c>“Nobody came,”</c> <k>said</k> <s>Mary Quist</s>."
    assert contents(marked) == [(None, 1), ("Mary Quist", 1)]


def test_whom_a_quotation_quotes_is_not_its_speaker() -> None:
    inner = "<s>My wife</s> <k>says</k> <c>that I am old</c>."
    marked = f"“<c>It leaks.</c> {inner} <c>It is a shame.</c> <c>It is late,”</c> <k>said</k> <s>Martin Quill</s>."
    assert contents(marked) == [("My wife", 1), ("Martin Quill", 3)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“It leaks.\n“It is old.”", ["“It leaks.\n“It is old.”"]),
        ("“It leaks.”\n“It is old.”", ["“It leaks.”", "“It is old.”"]),
        ('"It leaks.\n"It is old.\n"It is late."', ['"It leaks.\n"It is old.\n"It is late."']),
        ("“It leaks.\nIt is old.", ["“It leaks."]),
        ("“It leaks.\nShe said, “It is old.”", ["“It leaks.", "“It is old.”"]),
        ("It leaks.", []),
    ],
)
def test_quotations_of_several_paragraphs(text: str, pieces: list[str]) -> None:
    assert [text[a:b] for a, b in run_together(text, quoted_spans(text))] == pieces
