"""What `framing train` refuses to learn from, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import labelled
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import bundle as bundles
from framing.bundle import Bundle
from framing.corpora.user_labels import LabelRow
from framing.errors import FramingError, InputError, UsageError
from framing.retrain.copies import joined, near
from framing.retrain.place import check_place
from framing.retrain.plan import Plan, plan
from framing.retrain.spec import Wanted, wanted

Rows = list[LabelRow]


@pytest.fixture(scope="module")
def base(tiny_bundle: Path) -> Bundle:
    return bundles.load(tiny_bundle)


@pytest.fixture
def planned(base: Bundle) -> Callable[..., Plan]:
    def make(rows: Rows, name: str = "tone", positive: str | None = None) -> Plan:
        return plan(rows, wanted(rows, name, base, positive))

    return make


def changed(rows: Rows, number: int, **values: object) -> Rows:
    return [replace(r, **values) if i == number else r for i, r in enumerate(rows)]  # type: ignore[arg-type]


def one_class() -> Rows:
    return [replace(r, votes=("yes",)) for r in labelled.rows()]


def few_of_a_class() -> Rows:
    return [*(r for r in labelled.rows() if r.votes == ("yes",)), *(labelled.row("no", i) for i in range(90, 97))]


def one_group() -> Rows:
    return [replace(r, group="a0") if r.votes == ("yes",) else r for r in labelled.rows()]


def two_labels() -> Rows:
    rows = labelled.rows()
    return [*rows, replace(rows[0], text=f"  {rows[0].text.upper()}", votes=("yes",), where="labels.jsonl:99")]


def other_votes() -> Rows:
    rows = changed(labelled.rows(), 0, votes=("no", "yes"))
    return [*rows, replace(rows[0], votes=("no", "no", "yes", "yes"), where="labels.jsonl:99")]


def duplicate_across() -> Rows:
    rows = labelled.parted()
    return [*rows, replace(rows[0], split="test", group="other", where="labels.jsonl:99")]


def near_across() -> Rows:
    rows = labelled.parted()
    text = rows[0].text.replace("0.", "1!")
    return [*rows, replace(rows[0], text=text, split="test", group="other", where="labels.jsonl:99")]


def all_spans() -> Rows:
    return [r for r in labelled.marked() if r.spans]


def few_spans() -> Rows:
    return [r if i < 4 else replace(r, spans=()) for i, r in enumerate(labelled.marked())]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (one_class(), r"one class only: all 60 sentences are 'yes'; a head tells classes apart, so label another one"),
        (
            few_of_a_class(),
            r"fewer than 10 sentences of a class: 'no' has 7; label more, or join the class with another",
        ),
        (one_group(), r"class 'yes' occurs in one group only, so it cannot be learned from some groups"),
        (
            two_labels(),
            r"the same sentence has two labels: labels\.jsonl:1 says no, labels\.jsonl:99 yes; keep one, or",
        ),
        (other_votes(), r"two labels: labels\.jsonl:1 says no, yes, labels\.jsonl:99 no, no, yes, yes; keep one"),
        (
            duplicate_across(),
            r"duplicates across splits: labels\.jsonl:1 \(train\) and labels\.jsonl:99 \(test\) are the",
        ),
        (
            near_across(),
            r"near-duplicates across splits: labels\.jsonl:1 \(train\) and labels\.jsonl:99 \(test\); put each",
        ),
        (
            changed(labelled.parted(), 5, group="g0"),
            r"group 'g0' is cut by a split: labels\.jsonl:1 \(train\) and labels\.jsonl:6 \(test\); keep it in one",
        ),
        (
            changed(labelled.parted(), 2, split="later"),
            r"labels\.jsonl:3: split 'later' unknown; allowed are train, dev",
        ),
        (
            changed(labelled.parted(), 2, split=None),
            r"labels\.jsonl:3: no split, while other rows have one; give all of",
        ),
        (
            [replace(r, split="train") for r in labelled.parted()],
            r"the part to measure on \(test, or dev without one\) has",
        ),
        ([replace(r, split="test") for r in labelled.parted()], r"the part to learn from \(train\) has no 'no'"),
        (
            [replace(r, split="train") if r.votes == ("yes",) else r for r in labelled.parted()],
            r"the part to measure on .* has no 'yes'; every class is needed on both sides",
        ),
        (all_spans(), r"0 of 30 sentences have no spans; at least 10 such sentences are needed, with the label \[\]"),
        (few_spans(), r"fewer than 10 spans of a class: 'weather' has \d; label more"),
    ],
)
def test_labels_that_make_no_sense(planned: Callable[..., Plan], rows: Rows, message: str) -> None:
    with pytest.raises(InputError, match=message):
        planned(rows)


def test_spans_that_differ_in_the_same_sentence(planned: Callable[..., Plan]) -> None:
    rows = labelled.marked()
    with pytest.raises(InputError, match=r"the same sentence has two labels: labels\.jsonl:1 says other spans"):
        planned([*rows, replace(rows[0], spans=((0, 2, "weather"),), where="labels.jsonl:99")])


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        ("Tone", labelled.rows(), r"--head Tone: a head's name is small letters, digits and underscores"),
        ("kind_before", labelled.rows(), "does not end in _before, as in --head tone"),
        ("claim", labelled.rows(), r"--head claim: the column 'claim_share' is there already; choose another name"),
        ("judgement", labelled.rows(), r"the column 'judgement_share' is there already"),
        ("hedge", labelled.rows(), r"--head hedge: this head marks words, and labels\.jsonl:1 labels a whole sentence"),
        ("kind", labelled.marked(), r"--head kind: this head labels whole sentences, and labels\.jsonl:1 has spans"),
        (
            "kind",
            labelled.rows(),
            r"labels\.jsonl:1: label 'no' unknown; the classes of 'kind' are fact, claim, comment",
        ),
        (
            "hedge",
            labelled.marked(),
            r"labels\.jsonl:2: label 'weather' unknown; the classes of 'hedge' are epistemic, h",
        ),
        (
            "opinion",
            labelled.rows(labels=("warm", "cold")),
            "label 'warm' unknown; the classes of 'opinion' are no, yes",
        ),
    ],
)
def test_names_and_labels_that_do_not_go_together(
    planned: Callable[..., Plan], name: str, rows: Rows, message: str
) -> None:
    with pytest.raises(FramingError, match=message):
        planned(rows, name)


def test_a_positive_class_that_nothing_has(planned: Callable[..., Plan]) -> None:
    with pytest.raises(InputError, match=r"--positive warm: no row has that label; the labels are no, yes"):
        planned(labelled.rows(), positive="warm")


def test_spans_cannot_have_the_class_of_the_words_outside(planned: Callable[..., Plan]) -> None:
    rows = [replace(r, spans=tuple((a, b, "none") for a, b, _ in r.spans or ())) for r in labelled.marked()]
    with pytest.raises(InputError, match="the class 'none' is that of words outside all spans"):
        planned(rows)


@pytest.mark.parametrize(
    ("name", "labels", "positive", "expected"),
    [
        ("tone", ("no", "yes"), None, ("no", "yes")),
        ("tone", ("warm", "cold"), None, ("warm", "cold")),
        ("tone", ("warm", "cold"), "warm", ("cold", "warm")),
        ("warm", ("warm", "cold"), None, ("cold", "warm")),
        ("tone", ("mild", "warm", "cold"), None, ("cold", "mild", "warm")),
        ("loaded", ("no", "yes"), None, ("neutral", "loaded")),
        ("hedged", ("no", "yes"), None, ("no", "yes")),
    ],
)
def test_classes_of_a_head(
    base: Bundle, name: str, labels: tuple[str, ...], positive: str | None, expected: tuple[str, ...]
) -> None:
    """Of two new classes the second is served: the one asked for, the head's own name, "yes", or the rarer one."""
    rows = [*labelled.rows(labels=labels), *(labelled.row("warm", 100 + i) for i in range(5) if "warm" in labels)]
    found = wanted(rows, name, base, positive)
    assert found.head.classes == expected
    assert found.positive == (expected[1] if len(expected) == 2 else None)


def test_a_name_of_the_model_is_served_where_it_was(base: Bundle) -> None:
    def of(name: str) -> Wanted:
        return wanted(labelled.rows(), name, base)

    assert [(of(n).old, of(n).listed) for n in ("loaded", "hedged", "weasel", "tone")] == [
        (True, False),
        (True, False),
        (True, True),
        (False, True),
    ]


def test_repeated_rows_count_once_and_ties_are_told(planned: Callable[..., Plan]) -> None:
    rows = changed(labelled.rows(), 3, votes=("yes", "no"))
    found = planned([*rows, replace(rows[0], where="labels.jsonl:99")])
    assert len(found.sentences) == 60
    assert found.notes == (
        "1 rows repeat a sentence with the same label; each counts once.",
        "In 1 sentences the votes tie; they are learned from as such, and not measured on.",
    )


def test_near_copies_of_different_groups_are_kept_together(planned: Callable[..., Plan]) -> None:
    rows = labelled.rows()
    copy = replace(rows[0], text=rows[0].text.replace("0.", "1!"), group="elsewhere", where="labels.jsonl:99")
    found = planned([*rows, copy, labelled.row("yes", 500, "elsewhere")])
    assert {s.group for s in found.sentences if s.where in (rows[0].where, copy.where)} == {"a0"}
    assert found.sentences[-1].group == "a0"
    assert found.notes == ("1 pairs of near-copies from different groups are kept on one side of every split.",)


WORDS = st.lists(st.sampled_from(labelled.SHARED), min_size=6, max_size=14)


@given(WORDS, st.sampled_from(["{}", "  {}", "{}!", "“{}”"]))
def test_a_sentence_with_other_punctuation_is_a_copy(words: list[str], form: str) -> None:
    text = " ".join(words)
    assert list(near([text, "Quite another sentence about nothing of the kind.", form.format(text).upper()])) == [
        (2, 0)
    ]


def test_an_edited_sentence_is_a_near_copy_and_another_one_is_not() -> None:
    one = "The harbour master closed the northern bridge for repairs on Monday morning, officials said."
    other = "The harbour master closed the northern bridge for repairs on Tuesday morning, officials said."
    assert list(near([one, other])) == [(1, 0)]
    assert (
        list(near([one, "The bridge in the north was shut on Monday, the master of the harbour told reporters."])) == []
    )


def test_groups_that_copies_connect_become_one() -> None:
    assert joined(["a", "b", "c", "d", "b"], [(1, 0), (3, 4)]) == ["a", "a", "c", "a", "a"]


def test_a_place_that_is_taken(tmp_path: Path, tiny_bundle: Path) -> None:
    check_place(tmp_path / "new", replace=False)
    with pytest.raises(
        UsageError, match="there is a model already; name another place with -o, or replace it with --rep"
    ):
        check_place(tiny_bundle, replace=False)
    with pytest.raises(UsageError, match=r"no model \(manifest\.json is missing\), so it is not replaced"):
        check_place(tmp_path, replace=True)
