"""Stances of outlets towards targets: as measured, and shrunk where little is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framing.outlets.resample import Estimate, Values, generator, mean, values
from framing.outlets.results import OutletStance
from framing.outlets.summary import UNKNOWN, Summary, Target, Voiced

_LEAST = 1e-9
"""The least variance of a stance: none is known exactly."""


class Mention(NamedTuple):
    """What one article says of one target."""

    summary: Summary
    voiced: Voiced


Spoken = Mapping[Target, Mapping[str, Sequence[Mention]]]
"""Target -> outlet -> its articles that speak of it in their own voice."""


def spoken(summaries: Sequence[Summary]) -> Spoken:
    """Who speaks of whom, in the order of the summaries."""
    found: dict[Target, dict[str, list[Mention]]] = {}
    for summary in summaries:
        for voiced in summary.voiced:
            found.setdefault(voiced.target, {}).setdefault(summary.outlet, []).append(Mention(summary, voiced))
    return found


def columns(mentions: Sequence[Mention]) -> Values:
    """Mentions as columns of values."""
    return values([(m.voiced.mean, m.voiced.low, m.voiced.high, float(m.voiced.n)) for m in mentions])


def named(target: Target) -> str:
    """A target as one text."""
    return f"{target[0]}|{target[1] or ''}"


def stances(target: Target, by_outlet: Mapping[str, Sequence[Mention]]) -> dict[str, OutletStance]:
    """The stance of every outlet that speaks of a target; the interval is that of `resample.mean`.

    `shrunk` is an empirical Bayes estimate (Efron & Morris 1975): with the variance v of an outlet's own figure and the
    variance t between outlets it is centre + t / (t + v) * (raw - centre). Where several outlets that are known by name
    speak of the target, the centre is their mean weighted by 1 / v, and t comes by moments (DerSimonian & Laird 1986).
    Where one does, the centre is 0, neutral, and t is what its square exceeds v by. Few articles, or articles that
    disagree, make v large and so the shrunk figure small.
    """
    found = {o: mean(columns(m), generator("stance", o, named(target)), (-1, 1)) for o, m in by_outlet.items()}
    named_ones = [found[outlet] for outlet in found if outlet != UNKNOWN] or list(found.values())
    centre, between = _spread(named_ones)
    return {
        outlet: OutletStance(
            target=target,
            raw=one.value,
            low=one.low,
            high=one.high,
            shrunk=centre + _weight(one, centre, between) * (one.value - centre),
            centre=centre,
            n=sum(m.voiced.n for m in by_outlet[outlet]),
            n_articles=len(by_outlet[outlet]),
            n_outlets=len(named_ones),
        )
        for outlet, one in found.items()
    }


def _spread(found: Sequence[Estimate]) -> tuple[float, float | None]:
    """The centre of the outlets' figures and the variance between them, None for one outlet."""
    if len(found) == 1:
        return 0.0, None
    weights = [1 / _variance(one) for one in found]
    total = sum(weights)
    centre = sum(w * one.value for w, one in zip(weights, found, strict=True)) / total
    q = sum(w * (one.value - centre) ** 2 for w, one in zip(weights, found, strict=True))
    scale = total - sum(w * w for w in weights) / total
    return centre, max(0.0, (q - (len(found) - 1)) / scale)


def _weight(one: Estimate, centre: float, between: float | None) -> float:
    """How much of the distance from the centre is kept, 0..1."""
    variance = _variance(one)
    apart = max(0.0, (one.value - centre) ** 2 - variance) if between is None else between
    return apart / (apart + variance)


def _variance(one: Estimate) -> float:
    return max(_LEAST, one.variance)
