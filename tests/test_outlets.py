"""Articles to outlets: pooling, stances, slants, changes, the page and the table. All figures are made up."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from framing.metrics import wilson
from framing.outlets import UNKNOWN, OutletSummary, Summary, pool, summarise
from framing.outlets.changes import Pair, changes, holm
from framing.outlets.dates import period_of, read_date
from framing.outlets.resample import values
from framing.outlets.results import FEW
from framing.outlets.table import COLUMNS
from framing.records import OUTLET, Article, EntityType, Measure, Report, Stance
from framing.report import outlets as pages
from framing.report.outlet_words import cautions

COUNCIL = ("Port Hallam council", EntityType.GOVERNMENT)
START = date(2026, 1, 5)  # a Monday


def share(value: float | None, n: int, name: str = "loaded_share") -> Measure:
    if value is None:
        return Measure(name=name, value=None, low=None, high=None, n=0)
    low, high = wilson(value, n)
    return Measure(name=name, value=value, low=low, high=high, n=n)


def stance(valence: float, n: int = 2, voice: str = OUTLET, target: tuple[str, EntityType | None] = COUNCIL) -> Stance:
    half = 0.6 / n**0.5
    low, high = max(-1.0, valence - half), min(1.0, valence + half)
    return Stance(entity=target[0], type=target[1], voice=voice, valence=valence, low=low, high=high, n=n)


def article(  # noqa: PLR0913
    id_: str,
    outlet: str | None,
    *,
    loaded: float | None = None,
    n: int = 20,
    valence: float | None = None,
    day: date | None = None,
    genre: str | None = None,
) -> Summary:
    known = Article(id=id_, text="", outlet=outlet, date=str(day) if day else None, genre=genre)
    stances = (stance(valence),) if valence is not None else ()
    return summarise(
        Report(
            article=known,
            status="ok",
            message=None,
            model="t",
            measures=() if loaded is None else (share(loaded, n),),
            stances=stances,
        )
    )


def paper(outlet: str, valences: list[float], *, every: int | None = 7) -> list[Summary]:
    """An article a week (or undated), each with one valence."""
    days = [START + timedelta(days=every * i) if every else None for i in range(len(valences))]
    return [
        article(f"{outlet}{i}", outlet, valence=v, day=d) for i, (v, d) in enumerate(zip(valences, days, strict=True))
    ]


def around(centre: float, m: int, seed: int) -> list[float]:
    rng = random.Random(seed)
    return [max(-1.0, min(1.0, centre + rng.gauss(0, 0.2))) for _ in range(m)]


def one(outlets: tuple[OutletSummary, ...], name: str) -> OutletSummary:
    return next(o for o in outlets if o.outlet == name)


# Dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01T23:30:00Z", date(2026, 3, 1)),
        ("2026-03-01 late", date(2026, 3, 1)),
        ("Sun, 01 Mar 2026 10:00:00 GMT", date(2026, 3, 1)),
        ("last week", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_as_written(text: str | None, day: date | None) -> None:
    assert read_date(text) == day


def test_weeks_are_those_of_iso() -> None:
    assert period_of(date(2027, 1, 1), "week") == "2026-W53"
    assert period_of(date(2027, 1, 1), "month") == "2027-01"


# Summaries


def test_a_summary_keeps_the_outlets_own_voice_only() -> None:
    report = Report(
        article=Article(id="a", text="The pier.", outlet="  The  Ledger "),
        status="ok",
        message=None,
        model="t",
        stances=(stance(-0.5, 4), stance(0.9, 3, voice="Ines Varga")),
    )
    found = summarise(report)
    assert found.outlet == "The Ledger"
    assert [(v.target, v.total, v.n) for v in found.voiced] == [(COUNCIL, -2.0, 4)]
    assert "pier" not in repr(found)


def test_no_outlet_is_unknown() -> None:
    assert {article("a", outlet).outlet for outlet in (None, "", "  ")} == {UNKNOWN}


# Measures


def test_one_article_has_its_own_interval() -> None:
    (found,) = pool([article("a", "Ledger", loaded=0.3, n=25)])
    measure = found.measures[0]
    assert (measure.value, measure.low, measure.high) == (0.3, *wilson(0.3, 25))
    assert (measure.n, measure.n_articles, found.few) == (25, 1, True)


def test_a_measure_is_weighted_by_what_it_goes_over() -> None:
    (found,) = pool([article("a", "Ledger", loaded=0.5, n=10), article("b", "Ledger", loaded=0.1, n=30)])
    assert found.measures[0].value == pytest.approx(0.2)
    assert found.measures[0].n == 40


def test_articles_that_agree_keep_the_uncertainty_of_their_labels() -> None:
    (found,) = pool([article(f"a{i}", "Ledger", loaded=0.0, n=20) for i in range(5)])
    measure = found.measures[0]
    assert measure.low == 0.0
    assert measure.high is not None
    assert wilson(0.0, 100)[1] * 0.7 < measure.high < wilson(0.0, 20)[1]


def test_undefined_is_none() -> None:
    (found,) = pool([article("a", "Ledger", loaded=0.5), replace(article("b", "Ledger"), measures=(share(None, 0),))])
    assert found.measures[0].n_articles == 1
    (found,) = pool([replace(article("b", "Ledger"), measures=(share(None, 0),))])
    assert (found.measures[0].value, found.measures[0].low, found.measures[0].n) == (None, None, 0)


@pytest.mark.parametrize("spread", [0.0, 0.1])
def test_intervals_hold_the_truth_about_as_often_as_they_say(spread: float) -> None:
    rng = np.random.default_rng(7)
    held = 0
    for trial in range(120):
        chances = np.clip(rng.normal(0.3, spread, 12), 0.02, 0.98)
        articles = [
            article(str(i), f"o{trial}", loaded=float(rng.binomial(25, p)) / 25, n=25) for i, p in enumerate(chances)
        ]
        (found,) = pool(articles)
        low, high = found.measures[0].low, found.measures[0].high
        assert low is not None
        assert high is not None
        held += low <= 0.3 <= high
    assert held >= 108


shares_of_articles = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C"]), st.floats(0, 1), st.integers(1, 40), st.floats(-1, 1)), min_size=1
)


@settings(deadline=None, max_examples=15)
@given(shares_of_articles, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_intervals_hold_values(
    rows: list[tuple[str, float, int, float]], shuffler: random.Random
) -> None:
    articles = [article(str(i), o, loaded=p, n=n, valence=v, day=START) for i, (o, p, n, v) in enumerate(rows)]
    found = pool(articles, "week")
    shuffled = articles[:]
    shuffler.shuffle(shuffled)
    assert pool(shuffled, "week") == found
    for outlet in found:
        for m in (*outlet.measures, *outlet.periods):
            assert m.low is not None
            assert m.value is not None
            assert m.high is not None
            assert 0 <= m.low <= m.value <= m.high <= 1
        for s in outlet.stances:
            assert -1 <= s.low <= s.raw <= s.high <= 1
            assert min(s.raw, s.centre) - 1e-9 <= s.shrunk <= max(s.raw, s.centre) + 1e-9
        for slant in outlet.slants:
            assert -2 <= slant.low <= slant.value <= slant.high <= 2


def test_names_that_differ_in_capitals_are_one_outlet() -> None:
    names = ("The Ledger", "THE LEDGER", "The Ledger", "the ledger", "Unknown", UNKNOWN)
    found = pool([article(f"a{i}", name, loaded=0.5) for i, name in enumerate(names)])
    assert {outlet.outlet: outlet.n_articles for outlet in found} == {"The Ledger": 4, "Unknown": 1, UNKNOWN: 1}


def test_an_outlet_does_not_depend_on_its_company() -> None:
    own = [article(f"a{i}", "Ledger", loaded=0.1 * i) for i in range(6)]
    alone = one(pool(own), "Ledger").measures
    assert one(pool([*own, article("b", "Courier", loaded=0.9)]), "Ledger").measures == alone


# Stances and slants


def test_one_outlet_is_shrunk_towards_neutral_and_slants_from_it() -> None:
    (found,) = pool(paper("Ledger", [-0.4, -0.3]))
    (own,), (slant,) = found.stances, found.slants
    assert own.raw == pytest.approx(-0.35)
    assert own.raw < own.shrunk <= 0.0
    assert (own.centre, own.n_outlets, own.n_articles, own.n) == (0.0, 1, 2, 4)
    assert (slant.reference, slant.value, slant.n_others) == ("neutral", own.raw, 0)


def test_few_articles_are_shrunk_more_than_many() -> None:
    many = [*paper("Ledger", around(-0.5, 30, 1)), *paper("Courier", around(0.5, 30, 2))]
    found = pool([*many, article("x", "Review", valence=0.9)])
    kept = {}
    for outlet in found:
        (own,) = outlet.stances
        kept[outlet.outlet] = (own.shrunk - own.centre) / (own.raw - own.centre)
    assert kept["Review"] < kept["Ledger"]
    assert kept["Ledger"] > 0.9


def test_equal_outlets_have_no_slant() -> None:
    wording = around(-0.2, 20, 3)
    for outlet in pool([*paper("Ledger", wording), *paper("Courier", wording)]):
        (slant,) = outlet.slants
        assert slant.value == pytest.approx(0.0, abs=1e-9)
        assert slant.low < 0 < slant.high
        assert not slant.clear


def test_a_planted_difference_is_found_and_its_direction_told() -> None:
    found = pool([*paper("Ledger", around(0.2, 25, 4)), *paper("Courier", around(-0.4, 25, 5))])
    up, down = one(found, "Ledger").slants[0], one(found, "Courier").slants[0]
    assert up.low > 0.3
    assert up.high < 0.9
    assert down.value == pytest.approx(-up.value)
    assert down.clear
    assert (up.reference, up.n_weeks) == ("other outlets, same weeks", 25)
    assert (up.n_articles, up.n, up.n_other_articles, up.n_others) == (25, 50, 25, 50)


def test_slants_compare_within_weeks() -> None:
    """Both outlets are harsher in the same week; only how often they write then differs."""
    late = START + timedelta(days=7)
    ledger = [article(f"l{i}", "Ledger", valence=-0.8 if i else 0.0, day=late if i else START) for i in range(6)]
    courier = [article(f"c{i}", "Courier", valence=0.0 if i else -0.8, day=START if i else late) for i in range(6)]
    assert one(pool([*ledger, *courier]), "Ledger").slants[0].value == pytest.approx(0.0, abs=1e-9)


def test_only_shared_weeks_count_else_all_dates() -> None:
    ledger = [*paper("Ledger", [0.5, 0.5, -1.0])]
    courier = paper("Courier", [0.1, 0.1])
    slant = one(pool([*ledger, *courier]), "Ledger").slants[0]
    assert slant.value == pytest.approx(0.4)
    assert (slant.n_articles, slant.n_weeks) == (2, 2)
    undated = one(pool([*ledger, *paper("Courier", [0.1, 0.1], every=None)]), "Ledger").slants[0]
    assert (undated.reference, undated.n_articles, undated.n_weeks) == ("other outlets, all dates", 3, 0)
    assert undated.value == pytest.approx(0.0 - 0.1)


def test_names_with_two_types_are_two_targets() -> None:
    town = replace(article("a", "Ledger"), voiced=())
    both = [stance(0.5, target=("Hallam", EntityType.COUNTRY)), stance(-0.5, target=("Hallam", EntityType.GROUP))]
    report = Report(
        article=Article(id="a", text="", outlet="Ledger"), status="ok", message=None, model="t", stances=tuple(both)
    )
    (found,) = pool([town, summarise(report)])
    assert {s.target[1]: s.raw for s in found.stances} == {EntityType.COUNTRY: 0.5, EntityType.GROUP: -0.5}


def test_what_names_no_outlet_is_no_reference_and_has_no_slant() -> None:
    found = pool([*paper("Ledger", [0.5]), article("x", None, valence=-0.5, day=START)])
    assert one(found, "Ledger").slants[0].reference == "neutral"
    assert one(found, UNKNOWN).slants == ()
    assert one(found, UNKNOWN).stances[0].raw == -0.5


def test_examples_are_the_articles_that_go_that_way_most() -> None:
    slant = one(pool([*paper("Ledger", [0.1, -0.6, -0.9, -0.2])]), "Ledger").slants[0]
    assert slant.examples == ("Ledger2", "Ledger1", "Ledger3")


# Change


def months(outlet: str, shares: list[float], m: int = 12) -> list[Summary]:
    """So many articles a month, scattered a little around that month's share."""
    return [
        article(f"{k}-{i}", outlet, loaded=p + 0.05 * (-1) ** i * (i % 3 > 0), day=date(2026, k + 1, 1 + i))
        for k, p in enumerate(shares)
        for i in range(m)
    ]


def test_a_planted_change_is_marked_and_steadiness_is_not() -> None:
    found = pool([*months("Ledger", [0.2, 0.2, 0.6]), *months("Courier", [0.2, 0.2, 0.2])], "month")
    marked = [(o.outlet, c.before, c.after) for o in found for c in o.changes if c.marked]
    assert marked == [("Ledger", "2026-02", "2026-03")]
    assert sum(len(o.changes) for o in found) == 4
    assert [m.period for m in one(found, "Ledger").periods] == ["2026-01", "2026-02", "2026-03"]


def test_periods_with_few_articles_are_shown_and_not_tested() -> None:
    (found,) = pool(months("Ledger", [0.1, 0.9], m=FEW - 1), "month")
    assert len(found.periods) == 2
    assert found.changes == ()


def test_by_weeks_leaves_undated_articles_out() -> None:
    (found,) = pool([*months("Ledger", [0.2]), article("x", "Ledger", loaded=1.0)], "month")
    assert (found.n_undated, found.periods[0].n_articles, found.measures[0].n_articles) == (1, 12, 13)


def test_holm() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


def test_many_tests_get_as_many_permutations_as_the_correction_needs() -> None:
    low, high = (values([(p, p, p, 10.0)] * 9) for p in (0.1, 0.9))
    pairs = [Pair("L", str(i), ("a", low), ("b", high)) for i in range(30)]
    assert all(c.marked for c in changes(pairs))


def test_p_is_small_no_more_often_than_it_says() -> None:
    rng = np.random.default_rng(5)
    drawn = [values([(float(p), 0.0, 1.0, 20.0) for p in rng.uniform(size=10)]) for _ in range(120)]
    pairs = [Pair("L", str(i), ("a", drawn[2 * i]), ("b", drawn[2 * i + 1])) for i in range(60)]
    assert sum(c.p < 0.05 for c in changes(pairs)) <= 8


# Page, table, terminal


@pytest.fixture(scope="module")
def some() -> tuple[OutletSummary, ...]:
    hostile = "</script><b>Bold</b> & Co"
    articles = [*months("Ledger", [0.2, 0.2, 0.6]), *months(hostile, [0.2, 0.2])]
    articles += [*paper("Ledger", around(0.2, 20, 4)), *paper("Courier", around(-0.4, 20, 5))]
    return pool([*articles, article("x", None, loaded=0.1, genre="opinion"), article("y", "Few", loaded=0.4)], "month")


def test_page_shows_what_it_must_and_needs_nothing_else(some: tuple[OutletSummary, ...]) -> None:
    page = pages.render(some, ["small 1"], ["2 articles could not be analysed."])
    words = (
        "Not for ranking outlets or judging people",
        "fewer than 5 articles",
        "What an article leaves out",
        "small 1",
    )
    for expected in (*words, "2 articles could not be analysed.", "Port Hallam council (government)", "1 article)"):
        assert expected in page
    assert "<b>Bold" not in page
    assert "<script" not in page
    assert 'src="' not in page
    assert "change from 2026-02 to 2026-03" in page
    assert page == pages.render(some, ["small 1"], ["2 articles could not be analysed."])


def test_page_of_outlets_without_anything() -> None:
    page = pages.render(pool([article("a", "Ledger")]))
    assert "No outlet speaks of anybody in its own voice." in page
    assert "Over time" not in page


def test_csv_has_a_row_for_everything(some: tuple[OutletSummary, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(pages.render_csv(some))))
    assert tuple(rows[0]) == COLUMNS
    assert {row["kind"] for row in rows} == {"measure", "stance", "stance_shrunk", "slant", "change"}
    (slant,) = [r for r in rows if r["kind"] == "slant" and r["outlet"] == "Courier"]
    assert slant["reference"] == "other outlets, same weeks"
    assert slant["name"] == "Port Hallam council (government)"
    assert float(slant["low"]) <= float(slant["value"]) <= float(slant["high"]) < 0
    overall = [r for r in rows if (r["kind"], r["outlet"], r["period"]) == ("measure", "Ledger", "")]
    assert [r["n_articles"] for r in overall] == ["36"]
    (change,) = [r for r in rows if r["kind"] == "change"]
    assert change["reference"].startswith("2026-02, p=")


def test_terminal_tells_clear_slants(some: tuple[OutletSummary, ...]) -> None:
    console = Console(width=200, record=True, file=io.StringIO())
    pages.print_summary(some, console)
    told = console.export_text()
    assert "less favourable than other outlets, same weeks" in told
    assert "unknown (no outlet named)" in told
    assert "Not for ranking outlets" in told


def test_cautions() -> None:
    mixed = [article("a", "L", loaded=0.1, genre="news"), article("b", "L", loaded=0.1, genre="opinion", day=START)]
    said = " ".join(cautions(pool([*mixed, article("c", None)])))
    for expected in ("news and opinion", "1 article names no outlet", "2 articles have no date", "only one outlet"):
        assert expected in said
