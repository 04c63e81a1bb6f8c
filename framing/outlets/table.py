"""Outlets as rows of one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.outlets.results import Change, OutletMeasure, OutletStance, OutletSummary, Slant
from framing.outlets.summary import Target

COLUMNS = ("outlet", "period", "kind", "name", "value", "low", "high", "n_articles", "n", "reference")
"""The columns; an empty `period` means all dates, an empty cell undefined."""
Row = tuple[str | float | int | None, ...]


def rows(outlets: Sequence[OutletSummary]) -> Iterator[Row]:
    """One row for each outlet and measure (also by period), stance as measured and shrunk, slant, and marked change.

    Kinds: `measure`, `stance`, `stance_shrunk` (no interval; `reference` says towards what), `slant` (`reference` says
    from what it differs), `change` (the difference from the period in `reference`). Numbers have four decimals.
    """
    for one in outlets:
        for measure in (*one.measures, *one.periods):
            yield one.outlet, *_measure(measure)
        for change in one.changes:
            if change.marked:
                yield one.outlet, *_change(change, one)
        for stance in one.stances:
            yield one.outlet, *_stance(stance)
            yield one.outlet, *_shrunk(stance)
        for slant in one.slants:
            yield one.outlet, *_slant(slant)


def target_words(target: Target) -> str:
    """A target with its type."""
    name, type_ = target
    return f"{name} ({type_})" if type_ else name


def _measure(m: OutletMeasure) -> Row:
    return m.period, "measure", m.name, *map(_four, (m.value, m.low, m.high)), m.n_articles, m.n, None


def _change(c: Change, outlet: OutletSummary) -> Row:
    (after,) = (m for m in outlet.periods if (m.name, m.period) == (c.name, c.after))
    reference = f"{c.before}, p={c.p_holm:.2g}"
    return c.after, "change", c.name, _four(c.difference), None, None, after.n_articles, after.n, reference


def _stance(s: OutletStance) -> Row:
    name = target_words(s.target)
    return None, "stance", name, *map(_four, (s.raw, s.low, s.high)), s.n_articles, s.n, None


def _shrunk(s: OutletStance) -> Row:
    towards = "mean of outlets" if s.n_outlets > 1 else "neutral"
    return None, "stance_shrunk", target_words(s.target), _four(s.shrunk), None, None, s.n_articles, s.n, towards


def _slant(s: Slant) -> Row:
    name = target_words(s.target)
    return None, "slant", name, *map(_four, (s.value, s.low, s.high)), s.n_articles, s.n, s.reference


def _four(value: float | None) -> float | None:
    return None if value is None else round(value, 4) + 0.0
