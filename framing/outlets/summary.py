"""What is kept of an article once it is analysed: a few numbers, none of its text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from framing.outlets.dates import read_date
from framing.records import OUTLET, EntityType, Measure, Report, Stance

UNKNOWN = "unknown"
"""The outlet of articles that name none."""
Target = tuple[str, EntityType | None]
"""An entity's name and type; one name with two types is two targets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """What the outlet's own voice gives to one target in one article.

    `total` is the sum of the valences (-1..1) of its `n` mentions; `low` and `high` bound their mean with 95%.
    """

    target: Target
    total: float
    n: int
    low: float
    high: float

    @property
    def mean(self) -> float:
        """The mean valence, -1 (against) to 1 (in favour)."""
        return self.total / self.n


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One article, as far as its outlet's figures rest on it."""

    id: str
    outlet: str
    date: date | None
    genre: str | None
    n_sentences: int
    measures: tuple[Measure, ...]
    voiced: tuple[Voiced, ...]

    def measure(self, name: str) -> Measure | None:
        """The measure of that name, None if it was not taken."""
        return next((m for m in self.measures if m.name == name), None)


def summarise(report: Report) -> Summary:
    """The summary of an article that was scored (`status` "ok")."""
    article = report.article
    return Summary(
        id=article.id,
        outlet=" ".join((article.outlet or "").split()) or UNKNOWN,
        date=read_date(article.date),
        genre=article.genre,
        n_sentences=len(report.scored),
        measures=report.measures,
        voiced=_voiced([s for s in report.stances if s.voice == OUTLET and s.n > 0]),
    )


def in_order(summaries: list[Summary]) -> list[Summary]:
    """The summaries in an order that does not depend on the one given.

    Outlets whose names differ in capitals alone are one, under the spelling that most articles have.
    """
    often = Counter(s.outlet for s in summaries)
    spelling: dict[str, str] = {}
    for name in sorted(often, key=lambda name: (-often[name], name)):
        spelling.setdefault(name.casefold(), name)
    known = [s if s.outlet == UNKNOWN else replace(s, outlet=spelling[s.outlet.casefold()]) for s in summaries]
    return sorted(known, key=lambda s: (s.outlet, str(s.date or ""), s.id, repr(s)))


def most_common_genres(summaries: list[Summary]) -> tuple[tuple[str, int], ...]:
    """How many articles there are of each genre that is known, the most frequent first."""
    counted = Counter(s.genre for s in summaries if s.genre)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _voiced(stances: list[Stance]) -> tuple[Voiced, ...]:
    return tuple(
        Voiced(target=(" ".join(s.entity.split()), s.type), total=s.valence * s.n, n=s.n, low=s.low, high=s.high)
        for s in stances
    )
