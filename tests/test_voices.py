"""Whose words a place belongs to: the innermost statement, an unattributed quotation, else the outlet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing.labels.voices import Voices
from framing.records import OUTLET, UNNAMED, Attribution, AttributionType, Link, Quote, Sourcing, Span, Verb

TEXT = "Ada Quist said the board thinks “we must sell now” and left."


def attribution(name: str | None, *words: str, state: bool = False) -> Attribution:
    """A statement of these words of the text."""
    content = tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)
    return Attribution(
        id=0,
        type=AttributionType.STATE if state else AttributionType.STATEMENT,
        source=((0, 9),) if name else (),
        cue=((10, 14),),
        content=content,
        source_text=name,
        source_name=name,
        sourcing=Sourcing.PERSON if name else None,
        verb=Verb.NEUTRAL,
        quote=Quote.INDIRECT,
        chain=(Link(name, Sourcing.PERSON),) if name else (),
    )


def at(voices: Voices, word: str) -> str:
    start = TEXT.index(word)
    return voices.at(start, start + len(word))


QUOTATION: Span = (TEXT.index("“"), TEXT.index("”") + 1)
OUTER = attribution("Ada Quist", "the board thinks “we must sell now”")
INNER = attribution("the board", "“we must sell now”")


def test_without_attributions_all_words_are_the_outlets() -> None:
    voices = Voices([], [])
    assert at(voices, "sell") == OUTLET
    assert voices.outlet_share(TEXT, 0, len(TEXT)) == 1.0


def test_content_is_its_sources() -> None:
    voices = Voices([OUTER], [])
    assert [at(voices, w) for w in ("Ada", "said", "board", "sell", "left")] == [
        OUTLET,
        OUTLET,
        "Ada Quist",
        "Ada Quist",
        OUTLET,
    ]


@pytest.mark.parametrize("order", [[OUTER, INNER], [INNER, OUTER]])
def test_innermost_content_wins(order: list[Attribution]) -> None:
    voices = Voices(order, [])
    assert at(voices, "thinks") == "Ada Quist"
    assert at(voices, "sell") == "the board"


def test_quotation_that_nobody_is_given_for_is_unnamed() -> None:
    voices = Voices([], [QUOTATION])
    assert at(voices, "sell") == UNNAMED
    assert at(voices, "thinks") == OUTLET


def test_named_source_wins_over_the_quotation_marks() -> None:
    assert at(Voices([OUTER], [QUOTATION]), "sell") == "Ada Quist"


def test_content_without_a_source_is_unnamed() -> None:
    assert at(Voices([attribution(None, "the board thinks")], []), "board") == UNNAMED


def test_wish_or_belief_is_told_by_the_outlet() -> None:
    assert at(Voices([attribution("Ada Quist", "the board thinks", state=True)], []), "board") == OUTLET


def test_source_without_a_name_gives_its_words_as_the_voice() -> None:
    unnamed = attribution("two officials", "the board thinks")
    voices = Voices([replace(unnamed, source_name=None)], [])
    assert at(voices, "board") == "two officials"


def test_share_of_the_outlet_counts_words() -> None:
    voices = Voices([OUTER], [])
    words = len(TEXT.split())
    assert voices.outlet_share(TEXT, 0, len(TEXT)) == pytest.approx((words - 7) / words)
    assert voices.outlet_share(TEXT, TEXT.index("the board"), QUOTATION[1]) == 0.0


@pytest.mark.parametrize("span", [(0, 0), (3, 4), (len(TEXT), len(TEXT))])
def test_share_without_words_is_the_outlets(span: Span) -> None:
    assert Voices([OUTER], []).outlet_share(TEXT, *span) == 1.0


def test_places_behind_the_last_content_are_the_outlets() -> None:
    voices = Voices([attribution("Ada Quist", "the board")], [])
    assert voices.at(len(TEXT) + 5, len(TEXT) + 9) == OUTLET
    assert voices.at(0, 0) == OUTLET
