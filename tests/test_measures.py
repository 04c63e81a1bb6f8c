"""Measures from records made by hand: values, intervals, and None where nothing can be measured."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import measures
from framing.measures import kinds, sourcing, voices
from framing.measures.shares import share
from framing.records import (
    Attribution,
    AttributionType,
    Hedge,
    HedgeType,
    LabelledSentence,
    Link,
    Measure,
    Quote,
    Role,
    Sentence,
    Sourcing,
    Span,
    Verb,
)

TEXT = "Quist said it may rain. Officials claimed it will not rain at all today."
FIRST, SECOND = (0, 23), (24, 73)
FURNITURE = LabelledSentence(sentence=Sentence(0, 4, "Menu", Role.FURNITURE), index=0)


def sentence(**labels: object) -> LabelledSentence:
    """A scored sentence with these labels."""
    known = {"sentence": Sentence(0, 5, "It is", Role.BODY), "index": 0, "p_kind": (1.0, 0.0, 0.0), **labels}
    return LabelledSentence(**known)  # type: ignore[arg-type]


def attribution(number: int, *chain: Link, **known: object) -> Attribution:
    """A statement with this chain."""
    fields = {
        "id": number,
        "type": AttributionType.STATEMENT,
        "source": ((0, 5),) if chain else (),
        "cue": ((6, 10),),
        "content": ((11, 22),),
        "source_text": "words" if chain else None,
        "source_name": chain[0].name if chain else None,
        "sourcing": chain[0].sourcing if chain else None,
        "verb": Verb.NEUTRAL,
        "quote": Quote.INDIRECT,
        "chain": chain,
        **known,
    }
    return Attribution(**fields)  # type: ignore[arg-type]


QUIST = Link("Quist", Sourcing.PERSON)
OFFICIALS = Link(None, Sourcing.ANONYMOUS)
LEDGER = Link("Ledger", Sourcing.MEDIA)


def values(found: Sequence[Measure]) -> dict[str, float | None]:
    return {m.name: m.value for m in found}


def test_every_measure_is_taken_once_and_by_its_name() -> None:
    taken = measures.take([sentence()], [])
    assert tuple(m.name for m in taken) == measures.NAMES
    assert len(set(measures.NAMES)) == len(measures.NAMES)


@pytest.mark.parametrize("sentences", [[], [FURNITURE]])
def test_nothing_scored_leaves_everything_undefined(sentences: Sequence[LabelledSentence]) -> None:
    for measure in measures.take(sentences, []):
        assert (measure.value, measure.low, measure.high, measure.n) == (None, None, None, 0)


def test_kinds_are_means_of_probabilities() -> None:
    rows = [
        sentence(p_kind=(0.1, 0.1, 0.8), p_type=(0.5, 0.25, 0.25)),
        sentence(p_kind=(0.2, 0.6, 0.2), p_type=(1.0, 0.0, 0.0)),
        FURNITURE,
    ]
    found = values(kinds.measures(rows))
    assert found == {
        "commentary_share": pytest.approx(0.5),
        "judgement_share": pytest.approx((0.4 + 0.2) / 2),
        "claim_share": pytest.approx(0.35),
    }


def test_judgement_without_a_type_is_none_of_it() -> None:
    assert values(kinds.measures([sentence(p_kind=(0.0, 0.0, 1.0))]))["judgement_share"] == 0.0


def test_voices_count_only_sentences_that_speak_in_them() -> None:
    rows = [
        sentence(p_hedged_outlet=0.9, p_epistemic_outlet=0.5, p_loaded_outlet=0.1),
        sentence(p_hedged_outlet=0.1, p_epistemic_outlet=0.1, p_loaded_outlet=0.3, p_hedged_quoted=0.4),
        sentence(p_loaded_quoted=1.0),
    ]
    found = voices.measures(rows)
    assert values(found) == {
        "hedged_share": pytest.approx(0.5),
        "epistemic_share": pytest.approx(0.3),
        "loaded_share": pytest.approx(0.2),
        "hedged_quoted_share": pytest.approx(0.4),
        "loaded_quoted_share": pytest.approx(1.0),
    }
    assert [m.n for m in found] == [2, 2, 2, 1, 1]


def test_sourcing_looks_at_the_end_of_the_chain() -> None:
    found = [
        attribution(0, QUIST),
        attribution(1, LEDGER, OFFICIALS),
        attribution(2, OFFICIALS),
        attribution(3, LEDGER),
    ]
    anonymous, second_hand = sourcing.measures(found)
    assert anonymous.value == pytest.approx(0.5)
    assert second_hand.value == pytest.approx(0.25)
    assert (anonymous.n, second_hand.n) == (4, 4)


@pytest.mark.parametrize(
    "left_out",
    [
        attribution(1, OFFICIALS, type=AttributionType.STATE),
        attribution(1, OFFICIALS, within=0),
        attribution(1),
    ],
    ids=["a state", "a link of another", "without a source"],
)
def test_what_does_not_count_as_a_source(left_out: Attribution) -> None:
    anonymous, second_hand = sourcing.measures([attribution(0, QUIST), left_out])
    assert (anonymous.value, anonymous.n) == (0.0, 1)
    assert (second_hand.value, second_hand.n) == (0.0, 1)


def test_no_attributions_leave_sourcing_undefined() -> None:
    assert [m.value for m in sourcing.measures([])] == [None, None]


PROBABILITIES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@given(PROBABILITIES)
def test_interval_contains_the_value(probabilities: list[float]) -> None:
    measure = share("x", probabilities)
    assert measure.low is not None
    assert measure.value is not None
    assert measure.high is not None
    assert 0.0 <= measure.low <= measure.value <= measure.high <= 1.0
    assert measure.n == len(probabilities)


@given(PROBABILITIES, st.integers(2, 5))
def test_more_of_the_same_sentences_narrow_the_interval(probabilities: list[float], times: int) -> None:
    few, many = share("x", probabilities), share("x", probabilities * times)
    assert None not in {few.low, few.high, many.low, many.high}
    assert many.value == pytest.approx(few.value)
    assert many.high - many.low < few.high - few.low  # type: ignore[operator]


def test_share_of_certain_labels_is_wilsons() -> None:
    measure = share("x", [1.0] * 5 + [0.0] * 5)
    assert measure.low == pytest.approx(0.2366, abs=1e-4)
    assert measure.high == pytest.approx(0.7634, abs=1e-4)


def scored(span: Span, *hedges: str) -> LabelledSentence:
    start, end = span
    marks = tuple(
        Hedge(start=TEXT.index(h), end=TEXT.index(h) + len(h), text=h, p=0.9, type=HedgeType.EPISTEMIC, voice="x")
        for h in hedges
    )
    return sentence(sentence=Sentence(start, end, TEXT[start:end], Role.BODY), hedges=marks)


def test_summaries_of_sources() -> None:
    rows = [scored(FIRST, "may"), scored(SECOND, "claimed")]
    officials = {"content": ((42, 72),), "verb": Verb.DISTANCING}
    found = [attribution(0, QUIST, content=((11, 22),)), attribution(1, OFFICIALS, **officials)]
    second, first = sourcing.summaries(TEXT, rows, found)
    words = len(TEXT.split())
    assert (first.name, second.name) == ("Quist", None)
    assert (second.sourcing, second.n) == (Sourcing.ANONYMOUS, 1)
    assert second.word_share == pytest.approx(len(TEXT[42:72].split()) / words)
    assert first.word_share == pytest.approx(3 / words)
    assert (first.hedged_share, first.distanced_share) == (1.0, 0.0)
    assert (second.hedged_share, second.distanced_share) == (0.0, 1.0)


def test_summary_joins_what_one_source_said() -> None:
    rows = [scored(FIRST), scored(SECOND)]
    (summary,) = sourcing.summaries(TEXT, rows, [attribution(0, QUIST), attribution(1, QUIST, verb=Verb.DISTANCING)])
    assert (summary.name, summary.n, summary.distanced_share) == ("Quist", 2, 0.5)


def test_source_without_a_content_has_no_hedged_share() -> None:
    (summary,) = sourcing.summaries(TEXT, [scored(FIRST)], [attribution(0, QUIST, content=())])
    assert summary.hedged_share is None
    assert summary.word_share == 0.0


def test_summary_of_an_article_without_words() -> None:
    (summary,) = sourcing.summaries("", [], [attribution(0, QUIST, content=())])
    assert summary.word_share is None


def test_hearsay_is_no_source() -> None:
    assert sourcing.summaries(TEXT, [scored(FIRST)], [attribution(0)]) == ()
