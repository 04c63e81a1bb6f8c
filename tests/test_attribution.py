"""From spans to attributions: linking, hearsay, quotations that run on, verbs, and chains."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from framing.encoder import Scores
from framing.labels.attribution import CONTENT, CUE, SOURCE, Draft, add_hearsay, link, run_on
from framing.labels.attributions import assemble, attributions
from framing.labels.quotes import quoted_spans
from framing.labels.spans import Found
from framing.records import Article, Attribution, AttributionType, Link, Quote, Role, Sentence, Sourcing, Span, Verb
from framing.sentences import split

PARTS = {"source": SOURCE, "cue": CUE, "content": CONTENT}
Marked = Sequence[tuple[str, str]]


def found(text: str, *marked: tuple[str, str]) -> list[Found]:
    """Spans of a sentence: (part, words) pairs in any order."""
    rows = [Found(text.index(w), text.index(w) + len(w), PARTS[part], 0.9) for part, w in marked]
    return sorted(rows, key=lambda f: f.start)


def words(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[a:b] for a, b in spans]


def test_one_cue_takes_its_source_and_content() -> None:
    text = "The mayor said the pier would close."
    (draft,) = link(100, found(text, ("source", "The mayor"), ("cue", "said"), ("content", "the pier would close")), 3)
    assert draft == Draft(3, source=[(100, 109)], cue=[(110, 114)], content=[(115, 135)])


def test_each_cue_takes_what_is_nearest() -> None:
    text = "Quist said the pier was safe, and Varga replied that it was not."
    parts = found(
        text,
        ("source", "Quist"),
        ("cue", "said"),
        ("content", "the pier was safe"),
        ("source", "Varga"),
        ("cue", "replied"),
        ("content", "that it was not"),
    )
    first, second = link(0, parts, 0)
    assert (words(text, first.source), words(text, first.content)) == (["Quist"], ["the pier was safe"])
    assert (words(text, second.source), words(text, second.content)) == (["Varga"], ["that it was not"])


def test_second_source_goes_to_the_cue_without_one() -> None:
    text = "Quist and Varga said yes, he added, no."
    parts = found(text, ("source", "Quist"), ("cue", "said"), ("source", "he"), ("cue", "added"), ("content", "no"))
    first, second = link(0, parts, 0)
    assert words(text, first.source) == ["Quist"]
    assert words(text, second.source) == ["he"]


def test_content_on_both_sides_of_its_cue() -> None:
    text = "“It is late,” she said, “and I am tired.”"
    parts = found(
        text, ("content", "“It is late,”"), ("source", "she"), ("cue", "said"), ("content", "“and I am tired.”")
    )
    (draft,) = link(0, parts, 0)
    assert words(text, draft.content) == ["“It is late,”", "“and I am tired.”"]


def test_contents_without_a_cue_stand_by_themselves_and_sources_do_not() -> None:
    text = "“It is late.” Quist"
    drafts = link(0, found(text, ("content", "“It is late.”"), ("source", "Quist")), 0)
    assert [(words(text, d.content), d.source, d.cue) for d in drafts] == [(["“It is late.”"], [], [])]


def test_nothing_gives_nothing() -> None:
    assert link(0, [], 0) == []


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The pier is reportedly unsafe.", "reportedly", ["The pier is", "unsafe"]),
        ("Reportedly, the pier is unsafe.", "Reportedly", ["the pier is unsafe"]),
        ("The pier closed, allegedly.", "allegedly", ["The pier closed"]),
        ("He is said to have left.", "is said to", ["He", "have left"]),
        ("They were widely believed to be safe.", "were widely believed to", ["They", "be safe"]),
        ("It was understood that the pier would close.", "It was understood that", ["the pier would close"]),
        ("She is rumored to be leaving!", "rumored to", ["She is", "be leaving"]),
    ],
)
def test_hearsay_is_an_attribution_without_a_source(text: str, cue: str, content: list[str]) -> None:
    drafts: list[Draft] = []
    add_hearsay(text, 50, drafts, 2)
    (draft,) = drafts
    assert draft.sentence == 2
    assert draft.source == []
    assert words(text, [(a - 50, b - 50) for a, b in draft.cue]) == [cue]
    assert words(text, [(a - 50, b - 50) for a, b in draft.content]) == content


@pytest.mark.parametrize(
    "text", ["He reported to the board.", "The alleged thief left.", "It is said.", "They believed it."]
)
def test_what_is_no_hearsay(text: str) -> None:
    drafts: list[Draft] = []
    add_hearsay(text, 0, drafts, 0)
    assert [d for d in drafts if text[d.cue[0][0] : d.cue[0][1]] != "It is said"] == []


def test_hearsay_gives_its_cue_to_a_content_without_one() -> None:
    text = "The general reportedly fled."
    drafts = link(0, found(text, ("content", text)), 0)
    add_hearsay(text, 0, drafts, 0)
    (draft,) = drafts
    assert (words(text, draft.cue), words(text, draft.content)) == (["reportedly"], ["The general", "fled"])


def test_hearsay_inside_another_attribution_is_left_to_it() -> None:
    text = "Quist said the pier was reportedly unsafe."
    drafts = link(
        0, found(text, ("source", "Quist"), ("cue", "said"), ("content", "the pier was reportedly unsafe")), 0
    )
    add_hearsay(text, 0, drafts, 0)
    assert len(drafts) == 1


def joined(text: str, sentences: Sequence[str], marks: Sequence[Marked]) -> list[list[Draft]]:
    """The drafts of several sentences after joining."""
    spans = [(text.index(s), text.index(s) + len(s)) for s in sentences]
    drafts = [link(a, found(text[a:b], *rows), i) for i, ((a, b), rows) in enumerate(zip(spans, marks, strict=True))]
    run_on(drafts, spans, quoted_spans(text))
    return drafts


def test_quotation_runs_on_into_the_next_sentence() -> None:
    text = "Quist said: “The pier is old. It must close.”"
    drafts = joined(
        text,
        ["Quist said: “The pier is old.", "It must close.”"],
        [[("source", "Quist"), ("cue", "said"), ("content", "“The pier is old.")], [("content", "It must close.”")]],
    )
    assert words(text, drafts[0][0].content) == ["“The pier is old.", "It must close.”"]
    assert drafts[1][0].content == []


def test_quotation_begins_before_its_cue() -> None:
    text = "“The pier is old. It must close,” Quist said."
    drafts = joined(
        text,
        ["“The pier is old.", "It must close,” Quist said."],
        [[("content", "“The pier is old.")], [("content", "It must close,”"), ("source", "Quist"), ("cue", "said")]],
    )
    assert words(text, drafts[1][0].content) == ["“The pier is old.", "It must close,”"]


def test_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "Quist said: “The pier is old.\n“It must close.”"
    drafts = joined(
        text,
        ["Quist said: “The pier is old.", "“It must close.”"],
        [[("source", "Quist"), ("cue", "said"), ("content", "“The pier is old.")], [("content", "“It must close.”")]],
    )
    assert words(text, drafts[0][0].content) == ["“The pier is old.", "“It must close.”"]


MONDAY = "“The pier is old,” Quist said on Monday."
SPOKEN = (("content", "“The pier is old,”"), ("source", "Quist"), ("cue", "said"))


def test_speaker_is_kept_until_another_is_named() -> None:
    text = f"{MONDAY} “It must close.” “At once.”"
    marks: list[Marked] = [SPOKEN, [("content", "“It must close.”")], [("content", "“At once.”")]]
    drafts = joined(text, [MONDAY, "“It must close.”", "“At once.”"], marks)
    assert words(text, drafts[0][0].content) == ["“The pier is old,”", "“It must close.”", "“At once.”"]


@pytest.mark.parametrize("between", ["Varga laughed.", "Varga agreed that it was."])
def test_speaker_is_not_kept_over_a_sentence_of_somebody_else(between: str) -> None:
    text = f"{MONDAY} {between} “It must close.”"
    other: Marked = [("source", "Varga"), ("cue", "agreed")] if "agreed" in between else []
    drafts = joined(text, [MONDAY, between, "“It must close.”"], [SPOKEN, other, [("content", "“It must close.”")]])
    assert words(text, drafts[0][0].content) == ["“The pier is old,”"]
    assert words(text, drafts[2][0].content) == ["“It must close.”"]


def test_content_without_marks_does_not_run_on() -> None:
    text = "Quist said the pier was old. It must close."
    marks: list[Marked] = [
        [("source", "Quist"), ("cue", "said"), ("content", "the pier was old")],
        [("content", "It must close")],
    ]
    drafts = joined(text, ["Quist said the pier was old.", "It must close."], marks)
    assert words(text, drafts[0][0].content) == ["the pier was old"]


def test_second_verb_of_one_subject_has_its_source() -> None:
    text = "Quist called it a threat and urged a boycott."
    parts = found(
        text,
        ("source", "Quist"),
        ("cue", "called"),
        ("content", "it a threat"),
        ("cue", "urged"),
        ("content", "a boycott"),
    )
    assert [words(text, d.source) for d in link(0, parts, 0)] == [["Quist"], ["Quist"]]


def test_dateline_is_nobodys_words() -> None:
    text = "PORT HALLAM: The pier is old, Quist said."
    marked = (("content", "PORT HALLAM: The pier is old"), ("source", "Quist"), ("cue", "said"))
    assert words(text, one(text, *marked).content) == ["The pier is old"]


def analysed(text: str, marks: Mapping[str, Marked]) -> tuple[Attribution, ...]:
    """The attributions of a text whose sentences (keys) are marked so, as if the encoder had said it."""
    sentences, scores = [], []
    for sentence, marked in marks.items():
        start = text.index(sentence)
        sentences.append(Sentence(start, start + len(sentence), sentence, Role.BODY))
        scores.append(scored(sentence, found(sentence, *marked)))
    return attributions(text, sentences, scores, quoted_spans(text))


def scored(text: str, spans: Sequence[Found]) -> Scores:
    offsets = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    p = np.full((len(offsets), 7), 0.001, np.float32)
    for i, (a, b) in enumerate(offsets):
        inside = next((f for f in spans if f.start < b and a < f.end), None)
        tag = 0 if inside is None else 2 * inside.label - (1 if a <= inside.start else 0)
        p[i, tag] = 0.994
    return Scores({}, {"attribution": p}, np.array(offsets, np.int64))


def one(text: str, *marked: tuple[str, str]) -> Attribution:
    (result,) = analysed(text, {text: marked})
    return result


def test_attribution_of_a_named_person() -> None:
    text = "Ada Quist, the mayor, said the pier would close."
    result = one(text, ("source", "Ada Quist, the mayor"), ("cue", "said"), ("content", "the pier would close"))
    assert (result.source_text, result.source_name) == ("Ada Quist, the mayor", "Ada Quist")
    assert result.sourcing is Sourcing.PERSON
    assert result.chain == (Link("Ada Quist", Sourcing.PERSON),)
    assert (result.type, result.verb, result.quote) == (AttributionType.STATEMENT, Verb.NEUTRAL, Quote.INDIRECT)
    assert result.voice == "Ada Quist"
    assert not result.anonymous


@pytest.mark.parametrize(
    ("cue", "verb"),
    [
        ("said", Verb.NEUTRAL),
        ("told", Verb.NEUTRAL),
        ("claimed", Verb.DISTANCING),
        ("claims", Verb.DISTANCING),
        ("alleged", Verb.DISTANCING),
        ("insisted", Verb.DISTANCING),
        ("revealed", Verb.ENDORSING),
        ("shows", Verb.ENDORSING),
        ("underscored", Verb.ENDORSING),
        ("rightly noted", Verb.ENDORSING),
        ("proved", Verb.ENDORSING),
        ("refused to confirm", Verb.NEUTRAL),
        ("could neither confirm nor deny", Verb.NEUTRAL),
        ("did not acknowledge", Verb.NEUTRAL),
        ("failed to prove", Verb.NEUTRAL),
        ("has yet to confirm", Verb.NEUTRAL),
        ("aims to show", Verb.NEUTRAL),
        ("tried to prove", Verb.NEUTRAL),
        ("is understood to", Verb.DISTANCING),
    ],
)
def test_verbs(cue: str, verb: Verb) -> None:
    result = one(f"Quist {cue} it was so", ("source", "Quist"), ("cue", cue), ("content", "it was so"))
    assert result.verb is verb
    assert result.endorsed is (verb is Verb.ENDORSING)


@pytest.mark.parametrize("cue", ["wants", "hopes", "believed", "fears", "supports", "plans", "intended"])
def test_states(cue: str) -> None:
    marked = (("source", "Quist"), ("cue", cue), ("content", "a new pier"))
    assert one(f"Quist {cue} a new pier", *marked).type is AttributionType.STATE


def test_what_takes_a_verb_back_may_stand_before_the_cue() -> None:
    marked = (("source", "Quist"), ("cue", "confirm"), ("content", "it was so"))
    assert one("Quist would not confirm it was so", *marked).verb is Verb.NEUTRAL
    assert one("Nobody did. Quist would confirm it was so", *marked).verb is Verb.ENDORSING


@pytest.mark.parametrize("cue", ["voiced fears", "expressed hope", "said she hoped", "repeated her wish"])
def test_a_feeling_that_is_voiced_is_a_statement(cue: str) -> None:
    marked = (("source", "Quist"), ("cue", cue), ("content", "it was so"))
    assert one(f"Quist {cue} it was so", *marked).type is AttributionType.STATEMENT


@pytest.mark.parametrize(
    ("cue", "content", "denied"),
    [
        ("denied", "it was so", True),
        ("rejected the claim that", "it was so", True),
        ("did not deny", "it was so", False),
        ("denied", "“it was so”", False),
        ("said", "it was so", False),
    ],
)
def test_what_is_denied_is_not_its_sources(cue: str, content: str, denied: bool) -> None:
    text = f"Quist {cue} {content}"
    assert one(text, ("source", "Quist"), ("cue", cue), ("content", content)).denied is denied


def test_state_that_is_quoted_is_a_statement() -> None:
    marked = (("source", "Quist"), ("cue", "wants"), ("content", "“a new pier”"))
    assert one("Quist wants “a new pier”", *marked).type is AttributionType.STATEMENT


@pytest.mark.parametrize(
    ("content", "quote"),
    [
        ("“the pier is old”", Quote.DIRECT),
        ("the pier is “far too old to keep”", Quote.MIXED),
        ("the pier is old", Quote.INDIRECT),
    ],
)
def test_quotes(content: str, quote: Quote) -> None:
    assert one(f"Quist said {content}", ("source", "Quist"), ("cue", "said"), ("content", content)).quote is quote


def test_hearsay_has_no_source_and_keeps_its_distance() -> None:
    (result,) = analysed("The pier is reportedly unsafe.", {"The pier is reportedly unsafe.": ()})
    assert (result.source, result.source_text, result.chain, result.sourcing) == ((), None, (), None)
    assert result.verb is Verb.DISTANCING
    assert result.anonymous is None
    assert result.voice == "unnamed"


def test_outlet_passes_on_what_sources_claimed() -> None:
    text = "The pier is unsafe, sources claimed, the Harbour Ledger reported."
    outer_and_inner = analysed(
        text,
        {
            text: (
                ("content", "The pier is unsafe"),
                ("source", "sources"),
                ("cue", "claimed"),
                ("source", "the Harbour Ledger"),
                ("cue", "reported"),
            )
        },
    )
    inner, outer = outer_and_inner
    assert outer.chain == (Link("Harbour Ledger", Sourcing.MEDIA), Link(None, Sourcing.ANONYMOUS))
    assert inner.within == outer.id
    assert outer.within is None
    assert outer.second_hand
    assert outer.anonymous


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Ledger reported, citing two officials, that the pier is unsafe.",
        "The Harbour Ledger reported on Monday, quoting two officials, that the pier is unsafe.",
        "The Harbour Ledger, citing two officials, reported that the pier is unsafe.",
    ],
)
def test_outlet_names_whom_it_cites(text: str) -> None:
    marked = (("source", "The Harbour Ledger"), ("cue", "reported"), ("content", "that the pier is unsafe"))
    assert one(text, *marked).chain == (Link("Harbour Ledger", Sourcing.MEDIA), Link(None, Sourcing.ANONYMOUS))


def test_two_documents_do_not_stand_behind_each_other() -> None:
    text = "The report says it rained and the survey says it did not."
    marked = (
        ("source", "The report"),
        ("cue", "says"),
        ("content", "it rained"),
        ("source", "the survey"),
        ("content", "it did not"),
    )
    sentence = {text: marked}
    spans = found(text, *marked)
    second = text.rindex("says")
    spans.append(Found(second, second + 4, CUE, 0.9))
    scores = scored(text, sorted(spans, key=lambda f: f.start))
    results = attributions(text, [Sentence(0, len(text), text, Role.BODY)], [scores], ())
    assert len(sentence) == 1
    assert [r.within for r in results] == [None, None]
    assert [len(r.chain) for r in results] == [1, 1]


def test_content_alone_is_a_statement_only_in_a_claim_or_a_quotation() -> None:
    for text, mark in (("It was late that day.", ""), ("“It was late that day.”", "quoted")):
        sentences = split(Article(id="", text=text))
        drafts = [[Draft(0, content=[(0, len(text))])]]
        found = [len(assemble(text, sentences, drafts, quoted_spans(text), None, [claim])) for claim in (True, False)]
        assert found == [1, bool(mark)]


def test_quotation_over_sentences_is_one_attribution() -> None:
    text = "Quist said: “The pier is old. It must close.”"
    result = analysed(
        text,
        {
            "Quist said: “The pier is old.": (("source", "Quist"), ("cue", "said"), ("content", "“The pier is old.")),
            "It must close.”": (("content", "It must close.”"),),
        },
    )
    assert [r.id for r in result] == [0]
    assert result[0].quote is Quote.DIRECT
    assert words(text, result[0].content) == ["“The pier is old.", "It must close.”"]
