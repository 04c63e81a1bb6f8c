"""Stance from targets made by hand: exact intervals, one stance for each entity and voice, and what drives it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.measures.stance import TAIL, interval, stances
from framing.records import OUTLET, EntityType, LabelledSentence, LoadedWord, Role, Sentence, Stance, Target

P = tuple[float, float, float]
AGAINST, NEITHER, FOR = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
PARTS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).filter(any)
MENTIONS = st.builds(lambda n: tuple(x / sum(n) for x in n), PARTS)


def enumerated(mentions: Sequence[P]) -> dict[int, float]:
    """The probability of each sum of labels, over all combinations of labels."""
    found: dict[int, float] = dict.fromkeys(range(-len(mentions), len(mentions) + 1), 0.0)
    for labels in product((-1, 0, 1), repeat=len(mentions)):
        found[sum(labels)] += prod(p[label + 1] for label, p in zip(labels, mentions, strict=True))
    return found


# Interval


@given(st.lists(MENTIONS, min_size=1, max_size=4))
def test_interval_is_the_narrowest_with_its_tails(mentions: list[P]) -> None:
    """No more than `TAIL` lies beyond either end, and more than that if the end itself is counted."""
    low, high = interval(mentions)
    n = len(mentions)
    exact = enumerated(mentions)
    first, last = round(low * n), round(high * n)
    assert (low, high) == (pytest.approx(first / n), pytest.approx(last / n))
    slack = 1e-9
    assert sum(p for s, p in exact.items() if s < first) <= TAIL + slack
    assert sum(p for s, p in exact.items() if s <= first) >= TAIL - slack
    assert sum(p for s, p in exact.items() if s > last) <= TAIL + slack
    assert sum(p for s, p in exact.items() if s >= last) >= TAIL - slack


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([FOR], (1.0, 1.0)),
        ([AGAINST] * 5, (-1.0, -1.0)),
        ([NEITHER], (0.0, 0.0)),
        ([FOR, AGAINST], (0.0, 0.0)),
        ([(0.02, 0.96, 0.02)], (0.0, 0.0)),
        ([(0.03, 0.94, 0.03)], (-1.0, 1.0)),
        ([(0.1, 0.2, 0.7)] * 2, (-0.5, 1.0)),
    ],
)
def test_interval_worked_out_by_hand(mentions: list[P], expected: tuple[float, float]) -> None:
    assert interval(mentions) == pytest.approx(expected)


@given(st.lists(MENTIONS, min_size=1, max_size=30))
def test_interval_lies_in_its_range_and_turns_round_with_the_labels(mentions: list[P]) -> None:
    low, high = interval(mentions)
    assert -1.0 <= low <= high <= 1.0
    mirrored = interval([(c, b, a) for a, b, c in mentions])
    assert mirrored == pytest.approx((-high, -low), abs=1.01 / len(mentions))


@pytest.mark.parametrize("p", [(0.3, 0.4, 0.3), (0.05, 0.15, 0.8), (0.5, 0.5, 0.0), (0.6, 0.1, 0.3)])
def test_interval_narrows_with_more_mentions(p: P) -> None:
    widths = [high - low for low, high in (interval([p] * n) for n in (1, 10, 100, 1000))]
    assert widths == sorted(widths, reverse=True)
    assert widths[3] < widths[1] / 5
    low, high = interval([p] * 1000)
    assert low < p[2] - p[0] < high


def test_interval_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="mentions: none was received; an interval needs at least one"):
        interval([])


# Stances


def target(entity: str | None, p: P, voice: str = OUTLET, *, endorsed: bool = False) -> Target:
    negative, neutral, positive = p
    return Target(
        start=0,
        end=5,
        text="Quist",
        entity=entity,
        type=EntityType.PERSON,
        p_negative=negative,
        p_neutral=neutral,
        p_positive=positive,
        voice=voice,
        endorsed=endorsed,
    )


def sentence(index: int, *targets: Target, loaded: Sequence[tuple[str, str]] = ()) -> LabelledSentence:
    """A sentence with these targets; `loaded` are (word, voice)."""
    return LabelledSentence(
        sentence=Sentence(0, 5, "Quist", Role.BODY),
        index=index,
        p_kind=(1.0, 0.0, 0.0),
        targets=targets,
        loaded_words=tuple(LoadedWord(start=0, end=5, text=w, p=0.9, voice=voice) for w, voice in loaded),
    )


def keys(found: Sequence[Stance]) -> list[tuple[str, str, int]]:
    return [(s.entity, s.voice, s.n) for s in found]


def tilted(valence: float) -> P:
    """Probabilities with that valence and nothing neutral."""
    return ((1 - valence) / 2, 0.0, (1 + valence) / 2)


def test_no_mentions_give_no_stances() -> None:
    assert stances([]) == ()
    assert stances([sentence(0), sentence(1, target(None, FOR))]) == ()


def test_stance_is_the_mean_of_its_mentions() -> None:
    mentions = [(0.7, 0.2, 0.1), (0.1, 0.3, 0.6), (0.5, 0.5, 0.0)]
    (found,) = stances([sentence(i, target("Quist", p)) for i, p in enumerate(mentions)])
    assert (found.entity, found.voice, found.n, found.type) == ("Quist", OUTLET, 3, EntityType.PERSON)
    assert found.valence == pytest.approx((-0.6 + 0.5 - 0.5) / 3)
    assert (found.low, found.high) == pytest.approx(interval(mentions))


def test_mentions_without_an_entity_are_left_out() -> None:
    (found,) = stances([sentence(0, target("Quist", FOR), target(None, AGAINST))])
    assert (found.n, found.valence) == (1, 1.0)


def test_critic_and_supporter_stay_apart() -> None:
    rows = [sentence(0, target("Quist", FOR, "Ines Varga")), sentence(1, target("Quist", AGAINST, "Martin Quill"))]
    found = {s.voice: s for s in stances(rows)}
    assert {voice: s.valence for voice, s in found.items()} == {"Ines Varga": 1.0, "Martin Quill": -1.0}
    assert {voice: s.clear for voice, s in found.items()} == {"Ines Varga": True, "Martin Quill": True}


def test_quotes_do_not_change_the_outlets_stance() -> None:
    own = sentence(0, target("Quist", FOR))
    quoted = [sentence(i, target("Quist", AGAINST, "Martin Quill")) for i in range(1, 9)]
    assert stances([own])[0] == stances([own, *quoted])[0]


def test_entities_stay_apart() -> None:
    found = stances([sentence(0, target("Quist", FOR), target("Quill", AGAINST))])
    assert [(s.entity, s.valence) for s in found] == [("Quill", -1.0), ("Quist", 1.0)]


def test_endorsed_mention_counts_for_its_source_and_for_the_outlet() -> None:
    found = stances([sentence(0, target("Quist", AGAINST, "Ines Varga", endorsed=True))])
    assert keys(found) == [("Quist", OUTLET, 1), ("Quist", "Ines Varga", 1)]
    assert [s.valence for s in found] == [-1.0, -1.0]


def test_endorsed_mentions_join_the_outlets_own() -> None:
    rows = [
        sentence(0, target("Quist", FOR)),
        sentence(1, target("Quist", AGAINST, "Ines Varga", endorsed=True)),
        sentence(2, target("Quist", AGAINST, "Ines Varga")),
    ]
    outlet, source = stances(rows)
    assert (outlet.voice, outlet.n, outlet.valence) == (OUTLET, 2, 0.0)
    assert (source.voice, source.n, source.valence) == ("Ines Varga", 2, -1.0)


def test_order_is_outlet_then_number_then_names() -> None:
    rows = [
        sentence(0, *[target("Quill", FOR, "Varga")] * 3),
        sentence(1, target("Quist", FOR, "Varga"), target("Quist", FOR, "Brandt"), target("Adler", FOR, "Varga")),
        sentence(2, target("Quist", FOR), target("Quill", FOR), target("Quill", FOR)),
    ]
    expected = [
        ("Quill", OUTLET, 2),
        ("Quist", OUTLET, 1),
        ("Quill", "Varga", 3),
        ("Adler", "Varga", 1),
        ("Quist", "Brandt", 1),
        ("Quist", "Varga", 1),
    ]
    assert keys(stances(rows)) == expected
    assert keys(stances(rows[::-1])) == expected


def test_drivers_are_the_strongest_first_and_at_most_five() -> None:
    values = [-0.3, -0.9, -0.5, 0.8, -0.7, -0.4, -0.6, -0.1]
    (found,) = stances([sentence(10 + i, target("Quist", tilted(v))) for i, v in enumerate(values)])
    assert found.valence < 0
    assert found.sentences == (11, 14, 16, 12, 15)


def test_drivers_go_the_way_of_the_stance() -> None:
    values = [0.9, -0.4, 0.3, 0.05]
    (found,) = stances([sentence(i, target("Quist", tilted(v))) for i, v in enumerate(values)])
    assert found.valence > 0
    assert found.sentences == (0, 2)


def test_sentence_drives_once_by_its_strongest_mention() -> None:
    rows = [
        sentence(0, target("Quist", tilted(0.4))),
        sentence(1, target("Quist", tilted(0.2)), target("Quist", tilted(0.9)), target("Quist", tilted(0.3))),
    ]
    (found,) = stances(rows)
    assert found.sentences == (1, 0)


def test_neutral_mentions_drive_nothing() -> None:
    (found,) = stances([sentence(0, target("Quist", NEITHER), loaded=[("reckless", OUTLET)])])
    assert (found.valence, found.sentences, found.loaded) == (0.0, (), ())


def test_loaded_words_are_those_of_the_voice_in_its_drivers() -> None:
    words = [("reckless", OUTLET), ("sham", "Ines Varga"), ("reckless", OUTLET), ("shameful", OUTLET)]
    rows = [
        sentence(0, target("Quist", AGAINST), target("Quist", AGAINST, "Ines Varga"), loaded=words),
        sentence(1, target("Quist", FOR), loaded=[("brilliant", OUTLET)]),
        sentence(2, target("Quist", AGAINST), loaded=[("dithering", OUTLET)]),
        sentence(3, target("Quill", AGAINST), loaded=[("idle", OUTLET)]),
    ]
    found = {(s.entity, s.voice): s.loaded for s in stances(rows)}
    assert found == {
        ("Quist", OUTLET): ("reckless", "shameful", "dithering"),
        ("Quist", "Ines Varga"): ("sham",),
        ("Quill", OUTLET): ("idle",),
    }


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([OUTLET, "x", "y"]), MENTIONS, st.booleans()),
            max_size=3,
        ),
        max_size=6,
    )
)
def test_every_mention_counts_where_it_should(rows: list[list[tuple[str | None, str, P, bool]]]) -> None:
    mentions = [(e, v, end and v != OUTLET) for row in rows for e, v, _, end in row if e]
    found = stances(
        [
            sentence(i, *(target(e, p, v, endorsed=end and v != OUTLET) for e, v, p, end in row))
            for i, row in enumerate(rows)
        ]
    )
    assert len({(s.entity, s.voice) for s in found}) == len(found)
    assert sum(s.n for s in found) == len(mentions) + sum(endorsed for *_, endorsed in mentions)
    for one in found:
        assert one.low <= one.valence <= one.high
        assert len(one.sentences) <= 5
