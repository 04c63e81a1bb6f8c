"""The core of a vague origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.labels.hedgecore import core, is_quantity

CORES = {
    "sources": "sources",
    "US officials familiar with the matter": "officials",
    "a senior administration official": "official",
    "people familiar with the talks": "people",
    "some Republicans": "some Republicans",
    "some of his critics": "critics",
    "one of the diplomats": "diplomats",
    "many independent experts on the region": "experts",
    "many experts": "many experts",
    "supporters of the bill": "supporters",
    "Some": "Some",
    "two people who were there": "people",
}


@pytest.mark.parametrize(("phrase", "wanted"), CORES.items(), ids=CORES)
def test_core(phrase: str, wanted: str) -> None:
    text = f"In the end, {phrase} said so."
    start = text.index(phrase)
    a, b = core(text, start, start + len(phrase))
    assert text[a:b] == wanted


def test_a_core_is_its_own_core() -> None:
    for wanted in CORES.values():
        assert core(wanted, 0, len(wanted)) == (0, len(wanted))


@given(st.text(alphabet="ab of ,.’some", max_size=30), st.data())
def test_core_lies_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = core(text, start, end)
    assert start <= a <= b <= end


def test_quantity_of_a_phrase_that_goes_on() -> None:
    text = "Many of his supporters and some neighbours believe it."
    assert is_quantity(text, 0, 4)
    assert not is_quantity(text, text.index("some"), text.index("some") + 4)
