"""From articles to outlets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from framing.outlets.changes import Pair, changes
from framing.outlets.dates import Grain, period_of
from framing.outlets.resample import Values, generator, mean, values
from framing.outlets.results import FEW, OutletMeasure, OutletStance, OutletSummary, Slant
from framing.outlets.slants import slants
from framing.outlets.stances import spoken, stances
from framing.outlets.summary import Summary, in_order, most_common_genres
from framing.records import Measure

Periods = dict[str, list[Summary]]


def pool(summaries: Iterable[Summary], by: Grain | None = None) -> tuple[OutletSummary, ...]:
    """The outlets of some articles, in the order of their names, whatever the order of the articles.

    An outlet's measure is sum(value * n) / sum(n) over its articles, with the interval of `resample.mean`; stances and
    slants are those of `stances.stances` and `slants.slants`. With `by`, each outlet also has its measures by ISO week
    or by month (articles without a date are left out of those), and a test for every two periods that follow each
    other among those in which the outlet has articles, where both have FEW or more.
    """
    ordered = in_order(list(summaries))
    grouped: dict[str, list[Summary]] = {}
    for summary in ordered:
        grouped.setdefault(summary.outlet, []).append(summary)
    toward, apart = _targets(ordered)
    found = [_outlet(name, articles, toward.get(name, []), apart.get(name, [])) for name, articles in grouped.items()]
    if by is None:
        return tuple(found)
    return _over_time(found, [_periods(grouped[one.outlet], by) for one in found])


def _targets(summaries: Sequence[Summary]) -> tuple[dict[str, list[OutletStance]], dict[str, list[Slant]]]:
    """The stances and slants of every outlet."""
    toward: dict[str, list[OutletStance]] = {}
    apart: dict[str, list[Slant]] = {}
    for target, by_outlet in spoken(summaries).items():
        found = stances(target, by_outlet)
        for outlet, stance in found.items():
            toward.setdefault(outlet, []).append(stance)
        for outlet, slant in slants(target, by_outlet, found).items():
            apart.setdefault(outlet, []).append(slant)
    return toward, apart


def _outlet(
    name: str, articles: Sequence[Summary], toward: Sequence[OutletStance], apart: Sequence[Slant]
) -> OutletSummary:
    days = [s.date for s in articles if s.date]
    return OutletSummary(
        outlet=name,
        n_articles=len(articles),
        n_undated=len(articles) - len(days),
        n_sentences=sum(s.n_sentences for s in articles),
        first=min(days, default=None),
        last=max(days, default=None),
        genres=most_common_genres(list(articles)),
        measures=_measures(name, articles, None),
        stances=tuple(sorted(toward, key=lambda s: (-s.n_articles, -s.n, s.target[0], s.target[1] or ""))),
        slants=tuple(sorted(apart, key=lambda s: (-s.n_articles, -s.n, s.target[0], s.target[1] or ""))),
    )


def _measures(outlet: str, articles: Sequence[Summary], period: str | None) -> tuple[OutletMeasure, ...]:
    names = dict.fromkeys(m.name for s in articles for m in s.measures)
    return tuple(_measure(outlet, name, articles, period) for name in names)


def _measure(outlet: str, name: str, articles: Sequence[Summary], period: str | None) -> OutletMeasure:
    found = _values(articles, name)
    if found is None:
        return OutletMeasure(name=name, period=period, value=None, low=None, high=None, n=0, n_articles=0)
    one = mean(found, generator("measure", outlet, name, period or ""), (0.0, 1.0))
    n, n_articles = round(float(found.n.sum())), len(found.n)
    return OutletMeasure(
        name=name, period=period, value=one.value, low=one.low, high=one.high, n=n, n_articles=n_articles
    )


def _values(articles: Sequence[Summary], name: str) -> Values | None:
    """The articles in which the measure is defined, None if it is in none."""
    taken = [_row(m) for s in articles if (m := s.measure(name)) is not None]
    rows = [row for row in taken if row is not None]
    return values(rows) if rows else None


def _row(m: Measure) -> tuple[float, float, float, float] | None:
    if m.value is None or m.n <= 0:
        return None
    low, high = (m.value if bound is None else bound for bound in (m.low, m.high))
    return m.value, low, high, float(m.n)


def _periods(articles: Sequence[Summary], by: Grain) -> Periods:
    found: Periods = {}
    for summary in articles:
        if summary.date:
            found.setdefault(period_of(summary.date, by), []).append(summary)
    return dict(sorted(found.items()))


def _over_time(outlets: Sequence[OutletSummary], periods: Sequence[Periods]) -> tuple[OutletSummary, ...]:
    pairs = [_pairs(one, own) for one, own in zip(outlets, periods, strict=True)]
    tested = iter(changes([pair for own in pairs for pair in own]))
    return tuple(
        replace(
            one,
            periods=tuple(m for period, articles in own.items() for m in _measures(one.outlet, articles, period)),
            changes=tuple(next(tested) for _ in own_pairs),
        )
        for one, own, own_pairs in zip(outlets, periods, pairs, strict=True)
    )


def _pairs(outlet: OutletSummary, periods: Periods) -> list[Pair]:
    found = []
    for (before, first), (after, second) in pairwise(periods.items()):
        for measure in outlet.measures:
            a, b = _values(first, measure.name), _values(second, measure.name)
            if a is not None and b is not None and min(len(a.n), len(b.n)) >= FEW:
                found.append(Pair(outlet.outlet, measure.name, (before, a), (after, b)))
    return found
