"""Whose words a place belongs to: the innermost statement, an unattributed quotation, else the outlet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
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


def test_what_is_denied_is_nobodys_whom_we_know() -> None:
    voices = Voices([replace(OUTER, denied=True)], [])
    assert at(voices, "sell") == UNNAMED
    assert voices.at(0, 9) == OUTLET


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


# What the outlet endorses


ENDORSED = replace(attribution("Ada Quist", "the board thinks"), verb=Verb.ENDORSING)


def spans(*words: str) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.array([(TEXT.index(w), TEXT.index(w) + len(w)) for w in words], np.int64)


def endorsed(voices: Voices, word: str) -> bool:
    start = TEXT.index(word)
    return voices.endorsed(start, start + len(word))


def test_endorsed_content_is_its_sources_and_the_outlets() -> None:
    voices = Voices([ENDORSED], [])
    assert at(voices, "board") == "Ada Quist"
    assert [endorsed(voices, w) for w in ("Ada", "said", "board", "left")] == [False, False, True, False]
    assert voices.own(spans("Ada", "board", "left")).tolist() == [True, True, True]
    assert voices.quoted(spans("Ada", "board", "left")).tolist() == [False, True, False]
    assert voices.outlet_share(TEXT, 0, len(TEXT)) == 1.0


@pytest.mark.parametrize("verb", [Verb.NEUTRAL, Verb.DISTANCING])
def test_other_content_is_its_sources_alone(verb: Verb) -> None:
    voices = Voices([replace(ENDORSED, verb=verb)], [])
    assert not endorsed(voices, "board")
    assert voices.own(spans("Ada", "board")).tolist() == [True, False]
    assert voices.quoted(spans("Ada", "board")).tolist() == [False, True]
    assert voices.outlet_share(TEXT, 0, len(TEXT)) < 1.0


def test_endorsement_by_a_source_is_not_the_outlets() -> None:
    """Quist says that somebody showed it: the cue stands in her words."""
    shown = replace(INNER, verb=Verb.ENDORSING, cue=((TEXT.index("thinks"), TEXT.index("thinks") + 6),))
    voices = Voices([OUTER, shown], [])
    assert at(voices, "sell") == "the board"
    assert not endorsed(voices, "sell")
    assert voices.own(spans("sell")).tolist() == [False]


@pytest.mark.parametrize("order", [1, -1])
def test_what_an_endorsed_source_passes_on_is_not_endorsed(order: int) -> None:
    found = [replace(OUTER, verb=Verb.ENDORSING), INNER][::order]
    voices = Voices(found, [])
    assert [endorsed(voices, w) for w in ("thinks", "sell")] == [True, False]
    assert voices.own(spans("thinks", "sell")).tolist() == [True, False]


@pytest.mark.parametrize(
    "found", [replace(ENDORSED, cue=()), replace(ENDORSED, type=AttributionType.STATE)], ids=["no cue", "a state"]
)
def test_what_is_not_endorsed(found: Attribution) -> None:
    assert not endorsed(Voices([found], []), "board")


def test_nothing_behind_the_last_content_is_endorsed() -> None:
    voices = Voices([ENDORSED], [])
    assert not voices.endorsed(len(TEXT) + 5, len(TEXT) + 9)
    assert not Voices([], []).endorsed(0, 4)
    far = np.array([(len(TEXT) + 5, len(TEXT) + 9)], np.int64)
    assert (voices.own(far).tolist(), voices.quoted(far).tolist()) == ([True], [False])


def test_own_and_quoted_of_no_spans() -> None:
    none = np.zeros((0, 2), np.int64)
    assert Voices([ENDORSED], []).own(none).shape == Voices([], []).quoted(none).shape == (0,)
