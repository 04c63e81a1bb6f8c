"""Chains of sources: whom the outlet has it from, and whom those have it from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import attributions

from framing.labels.attribution import Draft, add_leading, add_quoted, join_quoted
from framing.labels.chains import RUNS
from framing.records import Attribution, Link, Sourcing, Span, Verb

COURIER, CNN = Link("Kestrel Courier", Sourcing.MEDIA), Link("CNN", Sourcing.MEDIA)
REUTERS, BBC = Link("Reuters", Sourcing.MEDIA), Link("BBC", Sourcing.MEDIA)
UNNAMED, RESIDENTS = Link(None, Sourcing.ANONYMOUS), Link(None, Sourcing.COLLECTIVE)
REPORT, PAPER = Link(None, Sourcing.DOCUMENT), Link(None, Sourcing.MEDIA)
QUIST, QUILL = Link("Mary Quist", Sourcing.PERSON), Link("Martin Quill", Sourcing.PERSON)
CONTENT = "<c>that the pier would close</c>"
INTERVIEW = f"<s>Mary Quist</s> <k>said</k> in an interview with CNN {CONTENT}."


def chains(marked: str, outlet: str | None = None) -> list[tuple[Link, ...]]:
    return [a.chain for a in attributions(marked, outlet)]


def outer(marked: str) -> Attribution:
    """The one attribution that is not a link in the chain of another."""
    (found,) = [a for a in attributions(marked) if a.within is None]
    return found


# Told to an outlet


@pytest.mark.parametrize(
    ("marked", "chain"),
    [
        (f"<s>Sources</s> <k>told the Kestrel Courier</k> {CONTENT}.", (COURIER, UNNAMED)),
        (f"<s>Sources</s> <k>told</k> the Kestrel Courier {CONTENT}.", (COURIER, UNNAMED)),
        (f"<s>Sources</s> <k>told</k> the newspaper {CONTENT}.", (PAPER, UNNAMED)),
        (f"<s>Mary Quist</s> <k>told CNN</k> {CONTENT}.", (CNN, QUIST)),
        (f"<s>Sources</s> <k>told</k> CNN’s Martin Quill {CONTENT}.", (CNN, UNNAMED)),
        (f"<s>Mary Quist</s> <k>said</k> in an interview with CNN {CONTENT}.", (CNN, QUIST)),
        (f"<s>Mary Quist</s> <k>said</k> during a long interview with the BBC {CONTENT}.", (BBC, QUIST)),
        (f"In an interview with the Kestrel Courier, <s>Mary Quist</s> <k>said</k> {CONTENT}.", (COURIER, QUIST)),
        (f"Speaking to the BBC on Monday, <s>Mary Quist</s> <k>said</k> {CONTENT}.", (BBC, QUIST)),
        (f"<s>Mary Quist</s> <k>wrote</k> in the Kestrel Courier {CONTENT}.", (COURIER, QUIST)),
        ("<c>“It leaks,”</c> <s>Mary Quist</s> <k>said</k> on CNN.", (CNN, QUIST)),
        (
            "<c>“It leaks,”</c> <s>Mary Quist</s> <k>said</k> on “Meet the Press”.",
            (Link("Meet the Press", Sourcing.MEDIA), QUIST),
        ),
        (f"<s>Residents</s> <k>told</k> Reuters {CONTENT}.", (REUTERS, RESIDENTS)),
    ],
)
def test_what_was_told_to_an_outlet_is_second_hand(marked: str, chain: tuple[Link, ...]) -> None:
    (found,) = attributions(marked)
    assert found.chain == chain
    assert found.second_hand
    assert (found.source_name, found.sourcing) == (chain[-1].name, chain[-1].sourcing)


@pytest.mark.parametrize(
    "marked",
    [
        f"<s>Mary Quist</s> <k>told reporters</k> {CONTENT}.",
        f"<s>Mary Quist</s> <k>told the board</k> {CONTENT}.",
        f"<s>Mary Quist</s> <k>told</k> Martin Quill {CONTENT}.",
        f"<s>Mary Quist</s> <k>said</k> {CONTENT}.",
        "<s>Mary Quist</s> <k>said</k> <c>she would give an interview with CNN</c>.",
        "<s>Mary Quist</s> <k>believes</k> <c>that it leaks</c> and told CNN so.",
    ],
)
def test_what_was_told_to_others_is_first_hand(marked: str) -> None:
    assert chains(marked) == [(QUIST,)]


def test_outlet_that_speaks_to_another_is_the_source() -> None:
    assert chains(f"<s>The Kestrel Courier</s> <k>told</k> Reuters {CONTENT}.") == [(COURIER,)]


@pytest.mark.parametrize("own", ["Kestrel Courier", "The Kestrel Courier", "kestrel courier", "KestrelCourier"])
def test_what_was_told_to_the_outlet_itself_is_first_hand(own: str) -> None:
    told = f"<s>Mary Quist</s> <k>told the Kestrel Courier</k> {CONTENT}."
    assert chains(told, own) == [(QUIST,)]
    assert chains(told, "Harbour Ledger") == [(COURIER, QUIST)]


# Reports of others


@pytest.mark.parametrize(
    ("marked", "chain"),
    [
        (f"<s>The Kestrel Courier</s> <k>reported</k>, citing officials, {CONTENT}.", (COURIER, UNNAMED)),
        (f"<s>The Kestrel Courier</s>, citing a report, <k>said</k> {CONTENT}.", (COURIER, REPORT)),
        (f"<s>Officials cited by the Kestrel Courier</s> <k>said</k> {CONTENT}.", (COURIER, UNNAMED)),
        (f"<s>Officials cited by the newspaper</s> <k>said</k> {CONTENT}.", (PAPER, UNNAMED)),
        (
            "<c>The pier would close</c>, <s>sources</s> <k>claimed</k>, <k1>according to</k1> <s1>the newspaper</s1>.",
            (PAPER, UNNAMED),
        ),
        (
            "<c>The pier would close</c>, <s>officials</s> <k>said</k>, <k1>according to</k1> <s1>a report</s1>.",
            (REPORT, UNNAMED),
        ),
        (
            "<s>The Kestrel Courier</s> <k>said</k> <c>that <s1>officials</s1> <k1>said</k1> <c1>it leaked</c1></c>.",
            (COURIER, UNNAMED),
        ),
        (
            "<s>The report</s> <k>says</k> <c>that <s1>Martin Quill</s1> <k1>said</k1> <c1>it leaked</c1></c>.",
            (REPORT, QUILL),
        ),
    ],
)
def test_report_of_what_others_said(marked: str, chain: tuple[Link, ...]) -> None:
    found = outer(marked)
    assert found.chain == chain
    assert found.anonymous is (chain[-1] == UNNAMED)


def test_source_behind_an_outlet_is_a_link_of_its_report() -> None:
    inner, report = attributions(
        "<c>It leaks</c>, <s>sources</s> <k>claimed</k>, <k1>according to</k1> <s1>the Kestrel Courier</s1>."
    )
    assert inner.within == report.id
    assert report.within is None
    assert inner.chain == (UNNAMED,)


def test_unnamed_outlet_of_a_chain_is_the_one_outlet_named_before() -> None:
    before = "<s>The Kestrel Courier</s> <k>reported</k> <c>that the pier was old</c>."
    told = f"<s>Sources</s> <k>told</k> the newspaper {CONTENT}."
    cited = f"<s>Officials cited by the newspaper</s> <k>said</k> {CONTENT}."
    assert chains(f"{before} {told} {cited}")[1:] == [(COURIER, UNNAMED)] * 2


def test_unnamed_outlet_of_a_chain_stays_so_after_two() -> None:
    before = "<s>The Kestrel Courier</s> <k>reported</k> <c>it</c>. <s>Reuters</s> <k>confirmed</k> <c>it</c>."
    assert chains(f"{before} <s>Sources</s> <k>told</k> the newspaper {CONTENT}.")[-1] == (PAPER, UNNAMED)


def test_person_who_passes_on_what_another_said() -> None:
    marked = "<s>Mary Quist</s> <k>said</k> <c>that <s1>Martin Quill</s1> <k1>said</k1> <c1>it leaked</c1></c>."
    passed_on, said = attributions(marked)
    assert passed_on.chain == (QUIST, QUILL)
    assert said.chain == (QUILL,)
    assert (passed_on.source_name, said.source_name) == ("Mary Quist", "Martin Quill")


def test_two_who_speak_in_one_sentence_do_not_stand_behind_each_other() -> None:
    marked = "<s>Mary Quist</s> <k>said</k> <c>it leaked</c> but <s1>Martin Quill</s1> <k1>denied</k1> <c1>it</c1>."
    assert chains(marked) == [(QUIST,), (QUILL,)]


# Interviews that go on


@pytest.mark.parametrize("joint", [", but", ", while", "; and", ", although", " but"])
def test_two_statements_beside_each_other_are_first_hand(joint: str) -> None:
    paper = f"<s1>The Kestrel Courier</s1> <k1>reported</k1> <c1>that the pier had closed</c1>{joint}"
    found = attributions(f"{paper} <s2>Mary Quist</s2> <k2>said</k2> <c2>that it was open</c2>.")
    assert [a.chain for a in found] == [(COURIER,), (QUIST,)]
    assert all(a.counts for a in found)


@pytest.mark.parametrize("words", ["Documents seen by the {}", "Emails obtained by the {}"])
def test_what_the_outlet_has_seen_itself_is_first_hand(words: str) -> None:
    marked = f"<s>{words.format('Kestrel Courier')}</s> <k>show</k> {CONTENT}."
    assert chains(marked, "The Kestrel Courier") == [(REPORT,)]
    (other,) = chains(marked, "The Morning Post")
    assert other == (COURIER, REPORT)


@pytest.mark.parametrize("own", ["AP", "The Times", "Courier"])
def test_an_outlet_is_not_another_whose_name_holds_its_own(own: str) -> None:
    assert chains(f"<s>Mary Quist</s> <k>told</k> the Japan Times Courier {CONTENT}.", own) == [
        (Link("Japan Times Courier", Sourcing.MEDIA), QUIST)
    ]


def test_interview_goes_on_with_the_speaker() -> None:
    marked = f"{INTERVIEW} <s>She</s> <k>added</k> <c>that it leaked</c>. <c>“At once,”</c> <s>Quist</s> <k>said</k>."
    assert chains(marked) == [(CNN, QUIST)] * 3


def test_interview_is_not_that_of_another_speaker() -> None:
    marked = f"{INTERVIEW} <s>Martin Quill</s> <k>said</k> <c>it leaked</c>. <s>Quist</s> <k>added</k> <c>it did</c>."
    assert chains(marked) == [(CNN, QUIST), (QUILL,), (CNN, QUIST)]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<s>She</s> <k>told</k> reporters <c>that it was old</c>.",
        "In a statement, <s>she</s> <k>said</k> <c>that it was old</c>.",
        "<s>Quist</s> <k>said</k> at a news conference <c>that it was old</c>.",
    ],
)
@pytest.mark.parametrize("begin", [INTERVIEW, f"{INTERVIEW} It rained.", "In an interview with CNN, Mary Quist spoke."])
def test_interview_ends_where_the_speaker_speaks_elsewhere(begin: str, elsewhere: str) -> None:
    found = chains(f"{begin} {elsewhere} <s>She</s> <k>added</k> <c>that it leaked</c>.")
    assert found[-2:] == [(QUIST,), (QUIST,)]


@given(st.integers(0, RUNS + 4))
def test_interview_ends_after_some_sentences(between: int) -> None:
    marked = f"{INTERVIEW} {'It rained. ' * between}<s>Quist</s> <k>said</k> <c>that it leaked</c>."
    assert chains(marked)[-1] == ((CNN, QUIST) if between < RUNS else (QUIST,))


@given(st.integers(1, 3 * RUNS))
def test_interview_goes_on_as_long_as_the_speaker_does(statements: int) -> None:
    more = "<s>Quist</s> <k>said</k> <c>that it leaked</c>. It rained. " * statements
    assert chains(f"{INTERVIEW} {more}") == [(CNN, QUIST)] * (statements + 1)


def test_interview_that_the_outlet_tells_of() -> None:
    told = "In an interview with CNN, Mary Quist spoke of the pier. <s>She</s> <k>said</k> <c>it leaked</c>."
    late = "In an interview with CNN, Mary Quist spoke. It rained. It rained. <s>She</s> <k>said</k> <c>it leaked</c>."
    assert chains(told) == [(CNN, QUIST)]
    assert chains(late) == [(QUIST,)]


def test_interview_is_that_of_a_person() -> None:
    marked = "<s>Residents</s> <k>told</k> CNN <c>that it leaked</c>. <s>Residents</s> <k>added</k> <c>it did</c>."
    assert chains(marked) == [(CNN, RESIDENTS), (RESIDENTS,)]


# Cues of two parts, and sources at the head


def spans(text: str, *words: str) -> list[Span]:
    return [(text.index(w), text.index(w) + len(w)) for w in words]


def drafted(text: str, source: str, *cues: str) -> list[Draft]:
    """One draft for each cue, the first with the source and the last with the content."""
    drafts = [Draft(0, cue=spans(text, cue)) for cue in cues]
    drafts[0].source = spans(text, source)
    drafts[-1].content += spans(text, "it leaked")
    return drafts


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Mary Quist was quoted by the Kestrel Courier as saying it leaked.", ("was quoted", "as saying")),
        ("Mary Quist was quoted in the Kestrel Courier as saying it leaked.", ("quoted", "saying")),
        ("Mary Quist was cited as claiming it leaked.", ("was cited", "as claiming")),
    ],
)
def test_quoted_as_saying_is_one_attribution(text: str, cues: tuple[str, str]) -> None:
    (draft,) = join_quoted(text, drafted(text, "Mary Quist", *cues))
    assert draft == Draft(0, spans(text, "Mary Quist"), spans(text, *cues), spans(text, "it leaked"))


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Mary Quist said so and later claimed it leaked.", ("said", "claimed")),
        (f"Mary Quist was quoted by the Courier{', and so on,' * 6} as saying it leaked.", ("was quoted", "as saying")),
    ],
)
def test_other_pairs_of_cues_stay_two(text: str, cues: tuple[str, str]) -> None:
    assert len(join_quoted(text, drafted(text, "Mary Quist", *cues))) == 2


def test_who_was_quoted_by_an_outlet_is_behind_it() -> None:
    marked = "<s>Mary Quist</s> <k>was quoted</k> by the Kestrel Courier <k>as saying</k> <c>it leaked</c>."
    assert chains(marked) == [(COURIER, QUIST)]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("As per the report, it leaked.", "As per", "the report"),
        ("Per a court filing, it leaked.", "Per", "a court filing"),
        ("Going by Kestrel Courier figures, it leaked.", "Going by", "Kestrel Courier figures"),
    ],
)
def test_source_at_the_head_of_a_sentence(text: str, cue: str, source: str) -> None:
    drafts = [Draft(0, content=[(100 + a, 100 + b) for a, b in spans(text, "it leaked")])]
    add_leading(text, 100, drafts)
    moved = [[(a - 100, b - 100) for a, b in part] for part in (drafts[0].cue, drafts[0].source)]
    assert moved == [spans(text, cue), spans(text, source)]


@pytest.mark.parametrize("text", ["As the report says, it leaked.", "For the report, it leaked.", "it leaked"])
def test_what_is_no_source_at_the_head(text: str) -> None:
    drafts = [Draft(0, content=spans(text, "it leaked"))]
    add_leading(text, 0, drafts)
    assert drafts == [Draft(0, content=spans(text, "it leaked"))]


def test_source_at_the_head_that_was_found_already() -> None:
    text = "As per the report, it leaked."
    known = Draft(0, source=spans(text, "the report"), cue=spans(text, "As per"))
    drafts = [known, Draft(0, content=spans(text, "it leaked"))]
    add_leading(text, 0, drafts)
    assert [d.cue for d in drafts] == [spans(text, "As per"), []]


def test_document_at_the_head_speaks() -> None:
    (found,) = attributions("<k>As per</k> <s>the report</s>, <c>the pier leaked</c>.")
    assert (found.chain, found.verb) == ((REPORT,), Verb.NEUTRAL)


# Sources inside contents, citations, and sentences that are nothing but a quotation


@pytest.mark.parametrize(
    ("marked", "chain"),
    [
        ("<k>According to</k> <s>the Kestrel Courier</s>, <c>sources claimed that the pier would close</c>.", UNNAMED),
        ("<s>The Kestrel Courier</s> <k>reported</k> <c>that residents further claimed it leaked</c>.", RESIDENTS),
        ("<c>The sources also said it leaked</c>, <s>the Kestrel Courier</s> <k>reported</k>.", UNNAMED),
    ],
)
def test_source_that_a_content_begins_with_is_behind(marked: str, chain: Link) -> None:
    (found,) = attributions(marked)
    assert found.chain == (COURIER, chain)


@pytest.mark.parametrize("content", ["the pier would close", "it said to leave", "that closing was said to be near"])
def test_content_without_a_source_of_its_own_is_first_hand(content: str) -> None:
    (found,) = attributions(f"<s>The Kestrel Courier</s> <k>reported</k> <c>{content}</c>.")
    assert found.chain == (COURIER,)


def test_citing_is_counted_with_the_statement_of_its_source() -> None:
    marked = (
        "<s1><s2>The Kestrel Courier</s2></s1> <k1>reported</k1> <c1>the closure</c1>, "
        "<k2>citing</k2> <c2>claims made by sources</c2>."
    )
    found = attributions(marked)
    (main,) = [a for a in found if a.within is None]
    assert main.chain == (COURIER, UNNAMED)
    assert [a.within for a in found if a is not main] == [main.id]


def test_citing_at_the_head_belongs_to_the_report() -> None:
    head = "<k1>Citing</k1> <c1>unnamed officials</c1>, <s2>the Kestrel Courier</s2>"
    found = outer(f"{head} <k2>reported</k2> <c2>that the pier would close</c2>.")
    assert found.chain == (COURIER, UNNAMED)


@pytest.mark.parametrize("cited", ["<c2>two officials</c2>", "<s2>two officials</s2>"])
def test_what_is_reported_after_citing_is_the_reports(cited: str) -> None:
    marked = f"<s1>The Kestrel Courier</s1> <k1>reported</k1>, <k2>citing</k2> {cited},"
    found = outer(f"{marked} <c2>that the pier would close</c2>.")
    assert found.chain == (COURIER, UNNAMED)
    text = "The Kestrel Courier reported, citing two officials, that the pier would close."
    assert [text[a:b] for a, b in found.content] == ["that the pier would close"]


def test_citing_alone_is_a_chain() -> None:
    found = outer("<s>The Kestrel Courier</s>, <k>citing</k> <c>residents</c>, put the cost at a million.")
    assert found.chain == (COURIER, RESIDENTS)


def test_sentence_that_is_nothing_but_a_quotation_is_its_content() -> None:
    text = "“It leaks. It has leaked for years.”"
    drafts: list[Draft] = []
    add_quoted(drafts, (0, len(text)), 3, [(0, len(text))])
    assert drafts == [Draft(3, content=[(0, len(text))])]
    add_quoted(drafts, (0, len(text)), 3, [(0, len(text))])
    assert len(drafts) == 1, "what has a draft is left alone"


def test_sentence_with_a_short_quotation_is_none() -> None:
    drafts: list[Draft] = []
    add_quoted(drafts, (0, 60), 0, [(10, 20)])
    assert drafts == []
