"""Token outputs to spans: the best tag sequence, whole words, trimmed edges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from framing.labels.spans import bio_spans, io_spans, trim
from framing.metrics import softmax

TEXT = "The so-called experts, unmoved, left Washington early."
B1, I1, B2, I2 = range(1, 5)


def pieces(text: str, size: int = 4) -> NDArray[np.int64]:
    """Word pieces of at most `size` letters, and every other sign by itself."""
    spans = [m.span() for m in re.finditer(rf"\w{{1,{size}}}|[^\w\s]", text)]
    return np.array(spans, np.int64).reshape(-1, 2)


def certain(tags: Sequence[int], outputs: int = 5, p: float = 0.96) -> NDArray[np.float32]:
    """Probabilities that give each token one tag."""
    rest = (1.0 - p) / (outputs - 1)
    return np.array([[p if i == tag else rest for i in range(outputs)] for tag in tags], np.float32)


def tagged(text: str, words: dict[str, int]) -> list[int]:
    """The tag of each piece: that of the word it begins in, else 0."""
    tags = [0] * len(pieces(text))
    for word, tag in words.items():
        at = text.index(word)
        for i, (a, b) in enumerate(pieces(text)):
            if a < at + len(word) and b > at:
                tags[i] = tag
    return tags


def test_softmax_is_a_distribution_even_far_out() -> None:
    p = softmax(np.array([[1e4, -1e4, 0.0], [0.0, 0.0, 0.0]], np.float32))
    assert p.tolist() == [pytest.approx([1.0, 0.0, 0.0]), pytest.approx([1 / 3, 1 / 3, 1 / 3])]


def test_io_span_of_a_word_in_pieces() -> None:
    found = io_spans(TEXT, pieces(TEXT), certain(tagged(TEXT, {"Washington": 2}), 3), 0.5)
    assert [(TEXT[f.start : f.end], f.label) for f in found] == [("Washington", 2)]
    assert found[0].p == pytest.approx(0.98, abs=0.01)


def test_io_spans_of_two_classes_side_by_side_stay_two() -> None:
    found = io_spans(TEXT, pieces(TEXT), certain(tagged(TEXT, {"so-called": 1, "experts": 2}), 3), 0.5)
    assert [(TEXT[f.start : f.end], f.label) for f in found] == [("so-called", 1), ("experts", 2)]


def test_word_takes_the_class_of_its_surest_piece() -> None:
    tags = tagged(TEXT, {"Washington": 1})
    p = certain(tags, 3)
    last = max(i for i, tag in enumerate(tags) if tag)
    p[last] = [0.0, 0.0, 1.0]
    found = io_spans(TEXT, pieces(TEXT), p, 0.5)
    assert [(TEXT[f.start : f.end], f.label) for f in found] == [("Washington", 2)]
    p[last] = [1.0, 0.0, 0.0]
    found = io_spans(TEXT, pieces(TEXT), p, 0.5)
    assert [(TEXT[f.start : f.end], f.label) for f in found] == [("Washington", 1)]


def test_hyphens_and_apostrophes_are_inside_words() -> None:
    text = "A hard-nosed deal, the mayor’s 'own' words - no more."
    offsets = np.array([m.span() for m in re.finditer(r"\w+|[^\w\s]", text)], np.int64)
    for marked, expected in (("nosed", "hard-nosed"), ("mayor", "mayor’s"), ("own", "own"), ("no", "no")):
        tags = [int(text[a:b] == marked) for a, b in offsets]
        found = io_spans(text, offsets, certain(tags, 2), 0.5)
        assert [text[f.start : f.end] for f in found] == [expected]


def test_io_span_is_trimmed_at_its_edges() -> None:
    found = io_spans(TEXT, pieces(TEXT), certain(tagged(TEXT, {", unmoved,": 1}), 3), 0.5)
    assert [TEXT[f.start : f.end] for f in found] == ["unmoved"]


@pytest.mark.parametrize(("threshold", "count"), [(0.0, 1), (0.5, 1), (0.97, 1), (0.99, 0)])
def test_io_threshold(threshold: float, count: int) -> None:
    text = "left"
    assert len(io_spans(text, pieces(text), certain([1], 3), threshold)) == count


def test_bio_spans_that_touch_are_two() -> None:
    text = "she he said"
    found = bio_spans(text, pieces(text), certain([B1, B1, B2]))
    assert [(text[f.start : f.end], f.label) for f in found] == [("she", 1), ("he", 1), ("said", 2)]


def test_bio_span_goes_on() -> None:
    text = "the old mayor said"
    found = bio_spans(text, pieces(text, 9), certain([B1, I1, I1, B2]))
    assert [(text[f.start : f.end], f.label) for f in found] == [("the old mayor", 1), ("said", 2)]


def test_bio_beginning_inside_a_word_does_not_cut_it() -> None:
    text = "Washington"
    found = bio_spans(text, pieces(text), certain([B1, B1, I1]))
    assert [text[f.start : f.end] for f in found] == ["Washington"]


def test_viterbi_prefers_the_best_sequence_to_the_best_tags() -> None:
    """An inside tag that is likely by itself but has no beginning loses to outside, or gets a beginning."""
    p = np.array([[0.6, 0.35, 0.05, 0, 0], [0.1, 0.0, 0.9, 0, 0]], np.float32)
    found = bio_spans("ab cd", pieces("ab cd"), p)
    assert [(f.start, f.end, f.label) for f in found] == [(0, 5, 1)]


def test_nothing_in_a_text_without_tokens() -> None:
    empty = np.zeros((0, 2), np.int64)
    assert bio_spans("", empty, np.zeros((0, 5), np.float32)) == []
    assert io_spans("", empty, np.zeros((0, 3), np.float32), 0.5) == []


Case = tuple[str, NDArray[np.float32]]


def cases(most_words: int, largest: float) -> st.SearchStrategy[Case]:
    """Texts with probabilities for their pieces."""
    words = st.sampled_from(["the", "so-called", "experts,", "Washington", "said", "€5", "“no”"])
    logits = st.floats(-largest, largest, width=32)
    return (
        st.lists(words, min_size=1, max_size=most_words)
        .map(" ".join)
        .flatmap(
            lambda text: st.tuples(
                st.just(text), arrays(np.float32, (len(pieces(text)), 5), elements=logits).map(softmax)
            )
        )
    )


CASES = cases(12, 4.0)


def whole(text: str, at: int) -> bool:
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


@given(cases(3, 0.5))
def test_bio_spans_never_begin_inside(case: Case) -> None:
    """Where no beginning is possible, there is no span: an inside tag never follows outside."""
    text, p = case
    without = p.copy()
    without[:, [B1, B2]] = 0.0
    assert bio_spans(text, pieces(text), without) == []


@given(CASES)
def test_bio_spans_are_whole_words_in_order(case: Case) -> None:
    text, p = case
    found = bio_spans(text, pieces(text), p)
    assert all(whole(text, f.start) and whole(text, f.end) for f in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(f.label in {1, 2} and 0.0 <= f.p <= 1.0 for f in found)
    assert all(text[f.start : f.end] == text[f.start : f.end].strip(" ,;") for f in found)


@given(CASES, st.floats(0, 1))
def test_io_spans_are_whole_words_in_order(case: Case, threshold: float) -> None:
    text, p = case
    found = io_spans(text, pieces(text), p, threshold)
    assert all(whole(text, f.start) and whole(text, f.end) for f in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(f.p >= threshold - 1e-6 for f in found)


@given(CASES)
def test_higher_threshold_marks_no_more_characters(case: Case) -> None:
    text, p = case
    marked = [sum(f.end - f.start for f in io_spans(text, pieces(text), p, cut)) for cut in (0.2, 0.5, 0.9)]
    assert marked == sorted(marked, reverse=True)


@pytest.mark.parametrize(
    ("text", "span", "kept"), [(" a, ", (0, 4), "a"), ("a", (0, 1), "a"), (" , ", (0, 3), ""), ("ab;", (1, 3), "b")]
)
def test_trim(text: str, span: tuple[int, int], kept: str) -> None:
    start, end = trim(text, *span)
    assert text[start:end] == kept
