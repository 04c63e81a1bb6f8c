"""Copies of sentences under other names: labels move with the names, and names stay within their kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpora import Example, Labels
from framing.train.swaps import GROUPS, swapped

STATES = {
    "Iran": ("Iran", "Iranian", "Tehran"),
    "France": ("France", "French", "Paris"),
    "Saudi Arabia": ("Saudi Arabia", "Saudi", "Riyadh"),
    "Japan": ("Japan", "Japanese", "Tokyo"),
}
NAMES = [name for row in STATES.values() for name in row] + [name for group in GROUPS for name in group]
PLAIN = ["the", "reckless", "plan", "of", "blames", "for", "pier,", "franchise", "non-Iranian", "and"]
LABELS = ("negative", "neutral", "positive")


def example(*words: str, label: str = "negative", **known: object) -> Example:
    """The words as a sentence, each of them labelled."""
    text, spans = "", []
    for word in words:
        spans.append((len(text), len(text) + len(word), label))
        text += f"{word} "
    return Example(text=text.rstrip(), group="g", tokens={"valence": Labels(tuple(spans), exhaustive=False)}, **known)  # type: ignore[arg-type]


def labelled(one: Example, head: str = "valence") -> list[str]:
    return [one.text[a:b] for a, b, _ in one.tokens[head].spans]


def copy_of(one: Example, seed: int = 0) -> Example:
    """The one copy under other names."""
    before, after = swapped([one], 1, seed)
    assert before == one
    return after


SENTENCES = st.lists(st.sampled_from([*NAMES, *PLAIN]), min_size=1, max_size=6).filter(lambda w: set(w) & set(NAMES))


@given(SENTENCES, st.integers(0, 5))
def test_labels_move_exactly_with_the_words(words: list[str], seed: int) -> None:
    """Every labelled piece is a word as it was, or a name in place of a name; nothing else is in the text."""
    one = example(*words)
    other = copy_of(one, seed)
    pieces = labelled(other)
    assert other.text == " ".join(pieces)
    assert [label for *_, label in other.tokens["valence"].spans] == ["negative"] * len(words)
    for before, after in zip(words, pieces, strict=True):
        assert (before == after) is (before in PLAIN)


@given(SENTENCES, st.integers(0, 5))
def test_one_name_is_swapped_in_one_way_and_two_names_in_two(words: list[str], seed: int) -> None:
    pairs = set(zip(words, labelled(copy_of(example(*words), seed)), strict=True))
    assert len({before for before, _ in pairs}) == len(pairs)
    assert len({after for _, after in pairs}) == len(pairs)


@given(st.sampled_from(GROUPS), st.integers(0, 20))
def test_groups_stay_within_their_kind(group: Sequence[str], seed: int) -> None:
    for name in group:
        (after,) = labelled(copy_of(example(name), seed))
        assert after in group
        assert after != name


@pytest.mark.parametrize("group", GROUPS)
def test_all_names_of_a_kind_in_one_sentence(group: Sequence[str]) -> None:
    for seed in range(100):
        after = labelled(copy_of(example(*group), seed))
        assert set(after) <= set(group)
        assert all(a != b for a, b in zip(group, after, strict=True))


@pytest.mark.parametrize("seed", range(20))
def test_country_its_adjective_and_its_capital_go_together(seed: int) -> None:
    country, adjective, capital = labelled(copy_of(example("Iran", "Iranian", "Tehran"), seed))
    again = labelled(copy_of(example(capital, country), seed))
    assert {country, adjective, capital}.isdisjoint({"Iran", "Iranian", "Tehran", *(n for g in GROUPS for n in g)})
    assert len(again) == 2
    known = {row[0]: row for row in STATES.values()}
    assert known.get(country, (country, adjective, capital)) == (country, adjective, capital)


def test_labels_around_and_beside_a_name() -> None:
    text = "The reckless Saudi Arabia plan failed in Iran."
    words = ("The reckless Saudi Arabia plan", "reckless", "Saudi Arabia", "plan", "Iran", " in Iran.", text)
    spans = tuple((text.index(w), text.index(w) + len(w), "negative") for w in words)
    one = Example(text=text, group="g", tokens={"valence": Labels(spans), "hedge": Labels(spans[1:2])})
    other = copy_of(one)
    first, second = labelled(other)[2], labelled(other)[4]
    expected = [w.replace("Saudi Arabia", first).replace("Iran", second) for w in words]
    assert labelled(other) == expected
    assert labelled(other, "hedge") == ["reckless"]


def test_the_rest_of_an_example_stays() -> None:
    one = example("France", "left", sentence={"kind": {"fact": 1.0}})
    other = copy_of(one)
    assert (other.group, other.sentence) == (one.group, one.sentence)
    assert other.tokens["valence"].exhaustive is False
    assert re.fullmatch(r"\S.* left", other.text)


@pytest.mark.parametrize(
    "text", ["Ada Quist left the pier.", "The franchise failed.", "a non-Iranian plan", "iran", ""]
)
def test_sentences_without_a_name_get_no_copy(text: str) -> None:
    one = Example(text=text, group="g", tokens={"valence": Labels(())})
    assert swapped([one], 3, 0) == [one]


def test_sentences_without_labelled_words_get_no_copy() -> None:
    one = Example(text="France left.", group="g", sentence={"kind": {"fact": 1.0}})
    assert swapped([one], 3, 0) == [one]


@pytest.mark.parametrize("copies", [0, 1, 4])
def test_number_of_copies(copies: int) -> None:
    given_ = [example("France", "left"), example("Nobody", "left"), example("Muslims", "and", "Jews")]
    found = swapped(given_, copies, 0)
    assert found[:3] == given_
    assert len(found) == 3 + 2 * copies


def test_same_seed_same_names() -> None:
    sentences = [example("France", "and", "Iran"), example("Muslims", "left"), example("Japanese", "plan")]
    assert swapped(sentences, 3, 7) == swapped(sentences, 3, 7)
    assert len({tuple(e.text for e in swapped(sentences, 3, seed)) for seed in range(5)}) > 1


def test_copies_differ_among_themselves() -> None:
    assert len({e.text for e in swapped([example("France", "and", "Iran")], 20, 0)}) > 10
