"""What a reader of outlets is told: which outlets are shown, how figures read, and what must not be concluded."""

from __future__ import annotations

from collections.abc import Sequence

from framing.outlets import UNKNOWN, OutletMeasure, OutletSummary, Slant
from framing.outlets.results import FEW
from framing.outlets.table import target_words
from framing.records import Measure
from framing.report.phrases import count, interval, listed, one_line, percent

NOT_FOR = "Not for ranking outlets or judging people: figures stand in order only so that they can be read."
FEW_NOTE = f"Figures that rest on fewer than {FEW} articles are shown in grey: so few say little about an outlet."
INTERVAL_NOTE = (
    "Lines are 95% intervals: whole articles are drawn anew 1,000 times, and where there are few, the uncertainty of "
    "the labels is added. Errors that all labels share are not in them. Where two lines overlap, take the outlets as "
    "not told apart."
)
SLANT_NOTE = (
    "Slant is how favourable an outlet's own wording about somebody is, compared with the other outlets' wording about "
    "the same in the same weeks, or, where that cannot be had, over all dates or with neutral (0). Above 0: more "
    "favourable; below 0: less. It is wording, not truth, and outlets may tell of different events."
)
SHRUNK_NOTE = (
    "Own wording runs from −1 (against) to 1 (in favour). The cautious figure is drawn towards the mean of the outlets "
    "(towards 0 where only one speaks of the target), the more the less there is to go by."
)
CHANGE_NOTE = (
    "A triangle in place of a dot marks a change from the period before (p < .01 in a permutation test over articles, "
    f"after Holm's correction for all tests made). Only periods with {FEW} articles or more are tested; no mark does "
    "not mean no change."
)
_MANY = 20


def ranked(outlets: Sequence[OutletSummary], most: int) -> list[OutletSummary]:
    """The outlets with the most articles, in the order of their names."""
    chosen = sorted(outlets, key=lambda o: (-o.n_articles, o.outlet))[:most]
    return sorted(chosen, key=lambda o: (o.outlet == UNKNOWN, o.outlet.casefold(), o.outlet))


def outlet_name(outlet: OutletSummary) -> str:
    """The outlet's name, or that the articles name none."""
    return one_line(outlet.outlet) if outlet.known else f"{UNKNOWN} (no outlet named)"


def as_measure(m: OutletMeasure) -> Measure:
    """The measure as that of an article, to be put in the same words."""
    return Measure(name=m.name, value=m.value, low=m.low, high=m.high, n=m.n)


def measure_text(m: OutletMeasure | None) -> str:
    """Value and interval."""
    return "undefined" if m is None or m.value is None else f"{percent(m.value)} ({interval(as_measure(m))})"


def slant_direction(slant: Slant) -> str:
    """Which way a slant goes, in words."""
    if not slant.clear:
        return "not told apart from"
    return "more favourable than" if slant.value > 0 else "less favourable than"


def evidence(slant: Slant) -> str:
    """What a slant rests on."""
    own = f"{count(slant.n, 'mention')} in {count(slant.n_articles, 'article')}"
    if slant.reference == "neutral":
        return own
    weeks = f", {count(slant.n_weeks, 'week')}" if slant.n_weeks else ""
    others = f"{count(slant.n_others, 'mention')} in {count(slant.n_other_articles, 'article')}"
    return f"{own}; others: {others}{weeks}"


def slants_in_order(outlets: Sequence[OutletSummary]) -> list[tuple[OutletSummary, Slant]]:
    """All slants: those on enough articles first, then against other outlets, then clear ones, then by evidence."""
    found = [(o, s) for o in outlets for s in o.slants]
    return sorted(
        found,
        key=lambda p: (
            *(p[1].few, p[1].reference == "neutral", not p[1].clear, -p[1].n_articles, -p[1].n),
            *(target_words(p[1].target), p[0].outlet),
        ),
    )


def cautions(outlets: Sequence[OutletSummary]) -> list[str]:
    """What a reader must know before comparing these outlets."""
    said = []
    genres = sorted({genre for o in outlets for genre, _ in o.genres})
    if len(genres) > 1:
        said.append(f"The articles are of several genres ({listed(genres)}); compare within a genre only.")
    if any(not o.known for o in outlets):
        missing = sum(o.n_articles for o in outlets if not o.known)
        said.append(
            f"{count(missing, 'article names', 'articles name')} no outlet: shown as “{UNKNOWN}”, without slants."
        )
    undated = sum(o.n_undated for o in outlets)
    if undated:
        said.append(f"{count(undated, 'article has', 'articles have')} no date that can be read.")
    if sum(o.known for o in outlets) == 1:
        said.append("There is only one outlet, so slants are differences from neutral wording, not from other outlets.")
    n = sum(len(o.slants) for o in outlets)
    if n >= _MANY:
        said.append(f"Of {n} slants, about {round(n * 0.05)} are expected to leave out 0 by chance alone.")
    return said
