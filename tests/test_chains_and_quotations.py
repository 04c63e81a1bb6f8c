"""Chains by the words around an outlet's name, and quotations that belong together."""

from __future__ import annotations

import pytest
from marked import attributions, read

from framing.records import Attribution, Link, Sourcing

MEDIA = Sourcing.MEDIA
COURIER, REUTERS, CNN = Link("Kestrel Courier", MEDIA), Link("Reuters", MEDIA), Link("CNN", MEDIA)
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
