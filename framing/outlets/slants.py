"""Slants: how an outlet's stance differs from the other outlets' on the same target, in the same weeks if it can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from framing.outlets.dates import period_of
from framing.outlets.resample import Estimate, difference, generator
from framing.outlets.results import OutletStance, Reference, Slant
from framing.outlets.stances import Mention, columns, named
from framing.outlets.summary import UNKNOWN, Target

_EXAMPLES = 3


def slants(
    target: Target, by_outlet: Mapping[str, Sequence[Mention]], found: Mapping[str, OutletStance]
) -> dict[str, Slant]:
    """The slant of every outlet that speaks of a target; what names no outlet has none and is no reference.

    The reference is the other outlets in the ISO weeks in which both speak of the target; where there is no such week,
    the other outlets over all dates; where no other outlet speaks of it, neutral (0).
    """
    outlets = {outlet: mentions for outlet, mentions in by_outlet.items() if outlet != UNKNOWN}
    return {
        outlet: _slant(outlet, target, mentions, _others(outlet, outlets)) or _from_neutral(found[outlet], mentions)
        for outlet, mentions in outlets.items()
    }


def _others(outlet: str, outlets: Mapping[str, Sequence[Mention]]) -> list[Mention]:
    return [mention for other, mentions in outlets.items() if other != outlet for mention in mentions]


def _slant(outlet: str, target: Target, own: Sequence[Mention], others: Sequence[Mention]) -> Slant | None:
    if not others:
        return None
    shared = {_week(m) for m in own} & {_week(m) for m in others} - {None}
    if shared:
        own, others = ([m for m in side if _week(m) in shared] for side in (own, others))
    both = [*own, *others]
    weeks = sorted(week for week in shared if week)
    strata = [weeks.index(_week(m) or "") if weeks else 0 for m in both]
    ours = np.arange(len(both)) < len(own)
    rng = generator("slant", outlet, named(target))
    found = difference(ours, np.array(strata, dtype=np.int64), columns(both), rng)
    reference: Reference = "other outlets, same weeks" if weeks else "other outlets, all dates"
    return _result(target, found, reference, (own, others), len(weeks))


def _from_neutral(stance: OutletStance, own: Sequence[Mention]) -> Slant:
    found = Estimate(stance.raw, stance.low, stance.high, 0.0)
    return _result(stance.target, found, "neutral", (own, ()), 0)


def _result(
    target: Target,
    found: Estimate,
    reference: Reference,
    sides: tuple[Sequence[Mention], Sequence[Mention]],
    n_weeks: int,
) -> Slant:
    own, others = sides
    return Slant(
        target=target,
        value=found.value,
        low=found.low,
        high=found.high,
        reference=reference,
        n=sum(m.voiced.n for m in own),
        n_articles=len(own),
        n_others=sum(m.voiced.n for m in others),
        n_other_articles=len(others),
        n_weeks=n_weeks,
        examples=_examples(own, 1.0 if found.value >= 0 else -1.0),
    )


def _examples(own: Sequence[Mention], side: float) -> tuple[str, ...]:
    """The articles that go that way most, by their sum of valences."""
    pulls = [(side * m.voiced.total, m.summary.id) for m in own]
    ranked = sorted((pull, id_) for pull, id_ in pulls if pull > 0)
    return tuple(id_ for _, id_ in reversed(ranked[-_EXAMPLES:]))


def _week(mention: Mention) -> str | None:
    return period_of(mention.summary.date, "week") if mention.summary.date else None
