"""Quotation marks: curly, straight, single, nested, unclosed, over paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.labels.quotes import overlap, quoted_spans


def quoted(text: str) -> list[str]:
    return [text[a:b] for a, b in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nothing is quoted here.", []),
        ("", []),
        ("“We leave,” she said.", ["“We leave,”"]),
        ('"We leave," she said.', ['"We leave,"']),
        ("«We leave», she said.", ["«We leave»"]),
        ("„We leave“, she said.", ["„We leave“"]),
        ("She said “yes” and then “no”.", ["“yes”", "“no”"]),
        ('She said "yes" and then "no".', ['"yes"', '"no"']),
        ("(“We leave,” she said, “soon.”)", ["“We leave,”", "“soon.”"]),
        ('She said,"We leave."', ['"We leave."']),
    ],
    ids=ascii,
)
def test_double_marks(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("‘We leave at noon,’ she said.", ["‘We leave at noon,’"]),
        ("'We leave at noon,' she said.", ["'We leave at noon,'"]),
        ("‘I don’t know what it’s for,’ he said.", ["‘I don’t know what it’s for,’"]),
        ("'The workers' rights are gone,' he said.", ["'The workers' rights are gone,'"]),
        ("The 'Big Deal' is off.", []),
        ("The workers' rights and the owners' claims", []),
        ("Rock ’n’ roll from the ’60s", []),
        ("In the '90s it was 'A very big deal' to some.", ["'A very big deal'"]),
        ("'Never closed, and so no quotation at all", []),
        ("The 'Big Deal' is off, 'We leave at noon,' she said.", ["'We leave at noon,'"]),
    ],
    ids=ascii,
)
def test_single_marks(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“He told me ‘never come back here’ twice,” she said.", ["“He told me ‘never come back here’ twice,”"]),
        ("\"He told me 'Never come back here' twice,\" she said.", ["\"He told me 'Never come back here' twice,\""]),
        ('“The 5" pipe broke,” he said.', ['“The 5" pipe broke,”']),
    ],
    ids=ascii,
)
def test_nested_marks_belong_to_the_outer_quotation(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert quoted("She said: “We leave.\nNobody answered.") == ["“We leave."]


@pytest.mark.parametrize("newline", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_quotation_over_paragraphs_is_opened_again_in_each(newline: str) -> None:
    text = f"She said: “We leave.{newline}“We leave at noon,” she said."
    assert quoted(text) == ["“We leave.", "“We leave at noon,”"]


def test_measure_marks_are_no_quotation() -> None:
    assert quoted('A man of 6\' 2" and a pipe of 5" stood there.') == []


@pytest.mark.parametrize("text", ["'A " * 20_000, "‘A " * 20_000, "“" * 5000, '"' * 5000], ids=["'", "‘", "“", '"'])
def test_many_open_marks_take_no_time(text: str) -> None:
    assert len(quoted_spans(text)) <= len(text)


MARKED = st.text(st.sampled_from("ab. ,“”\"'‘’«»„\n"), max_size=80)


@given(MARKED)
def test_spans_are_in_order_apart_and_inside_a_paragraph(text: str) -> None:
    spans = quoted_spans(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all("\n" not in text[a:b] for a, b in spans)
    assert all(text[a] in "“\"'‘«„" for a, b in spans)


@given(st.text(st.sampled_from("ab., "), max_size=40), st.text(st.sampled_from("ab., "), max_size=40))
def test_a_closed_pair_is_found_whatever_is_inside(inside: str, after: str) -> None:
    assert quoted(f"“{inside}”{after}") == [f"“{inside}”"]


@given(MARKED, st.integers(0, 80), st.integers(0, 80))
def test_overlap_counts_the_characters_inside(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    spans = quoted_spans(text)
    inside = {i for a, b in spans for i in range(a, b)}
    assert overlap(spans, start, end) == len(inside & set(range(start, end)))
