"""A comparison in words: what can be told apart, where statements come from, what to be careful with."""

from __future__ import annotations

from collections.abc import Mapping

from framing.records import Sourcing
from framing.report.phrases import count, listed, one_line
from framing.report.wording import measure_words
from framing.story import Comparison, Origin, Side

_MOST_PAIRS = 6


def cautions(comparison: Comparison) -> tuple[str, ...]:
    """What makes the articles hard to compare: several genres, several models, nothing scored."""
    sides = comparison.scored
    if not sides:
        return ("None of these articles could be scored.",)
    found = []
    genres = list(dict.fromkeys(one_line(side.genre) for side in sides if side.genre))
    if len(genres) > 1:
        found.append(f"The articles are of different genres ({listed(genres)}); shares compare within a genre only.")
    models = list(dict.fromkeys(one_line(side.model) for side in sides))
    if len(models) > 1:
        found.append(f"The articles were scored by different models ({listed(models)}).")
    return tuple(found)


_UNNAMED: Mapping[Sourcing | None, str] = {
    Sourcing.ANONYMOUS: "unnamed speakers",
    Sourcing.PERSON: "persons without a name",
    Sourcing.ORGANISATION: "organisations without a name",
    Sourcing.DOCUMENT: "documents without a name",
    Sourcing.MEDIA: "media without a name",
    Sourcing.COLLECTIVE: "loose groups",
}


def origin_name(origin: Origin) -> str:
    """An origin in words."""
    name = one_line(origin.name) if origin.name else _UNNAMED.get(origin.sourcing, "unnamed sources")
    return f"{name}, on the word of {one_line(origin.publisher)}" if origin.publisher else name


def origins_line(comparison: Comparison) -> str:
    """How many origins the articles have between them."""
    sourced = sum(side.n_sourced for side in comparison.scored)
    if not sourced:
        return "No statement in these articles gives a source."
    shared = sum(origin.shared for origin in comparison.origins)
    tail = f"{shared} {'is' if shared == 1 else 'are'} used by more than one article" if shared else "none is shared"
    return (
        f"{count(sourced, 'sourced statement')} in {count(len(comparison.scored), 'article')} go back to "
        f"{count(len(comparison.origins), 'origin')} that can be told apart; {tail}."
    )


def single_lines(comparison: Comparison) -> tuple[str, ...]:
    """Which articles rest on one origin alone."""
    return tuple(_single(comparison, side) for side in comparison.scored if side.single_origin)


def apart(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """For every measure, which pairs of articles have intervals that do not overlap."""
    return tuple((measure_words(name).label, _pairs(comparison, name)) for name in comparison.measure_names)


def _single(comparison: Comparison, side: Side) -> str:
    origin = comparison.origin(side.single_origin or "")
    named = origin_name(origin) if origin else "one origin"
    several = f"all {side.n_sourced} of its sourced statements go"
    given = "its only sourced statement goes" if side.n_sourced == 1 else several
    return f"{one_line(side.label)} relies on a single origin: {given} back to {named}."


def _pairs(comparison: Comparison, name: str) -> str:
    pairs = [overlap for overlap in comparison.overlaps if overlap.measure == name]
    if not pairs:
        return "nothing to compare"
    told = [f"{one_line(p.first)} and {one_line(p.second)}" for p in pairs if not p.overlaps]
    if not told:
        return "none: all intervals overlap"
    more = f"; and {count(len(told) - _MOST_PAIRS, 'more pair')}" if len(told) > _MOST_PAIRS else ""
    return "; ".join(told[:_MOST_PAIRS]) + more
