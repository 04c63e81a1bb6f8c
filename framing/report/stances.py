"""Stances in words and in order: whom the wording favours or disfavours, in whose voice, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.records import OUTLET, UNNAMED, Report, Sourcing, Stance
from framing.report.phrases import count, listed, one_line, signed
from framing.report.speakers import identified
from framing.report.wording import ENTITIES

MOST = 12
"""So many entities are shown in the chart."""
MOST_VOICES = 4
"""So many voices are shown of one entity, the outlet's own first."""
MOST_TOLD = 16
"""So many clear stances are told in a sentence each."""
LEANS = 0.2
"""From this valence on, a stance that is not clear is said to lean."""
_MOST_LISTED = 10
_MOST_LOADED = 6


@dataclass(frozen=True, slots=True)
class Towards:
    """An entity and the stances towards it, the outlet's own first; `more` voices are left out."""

    entity: str
    stances: tuple[Stance, ...]
    more: int

    @property
    def label(self) -> str:
        """The entity with its type."""
        kind = next((s.type for s in self.stances if s.type), None)
        told = kind is None or self.entity.endswith(")")
        return one_line(self.entity) if told or kind is None else f"{one_line(self.entity)} ({ENTITIES[kind]})"


@dataclass(frozen=True, slots=True)
class Told:
    """A clear stance as a sentence, the sentences that drive it (number, index), and the loaded words in them."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    loaded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One line of the outlet's own stances: which way, and towards whom."""

    term: str
    text: str


def towards(report: Report) -> tuple[Towards, ...]:
    """The stances by entity: entities with a clear stance first, then those with most mentions."""
    grouped: dict[str, list[Stance]] = {}
    for stance in report.stances:
        grouped.setdefault(stance.entity, []).append(stance)
    ranked = sorted(grouped.items(), key=lambda pair: (not any(s.clear for s in pair[1]), -sum(s.n for s in pair[1])))
    return tuple(_towards(entity, found) for entity, found in ranked[:MOST])


def further(report: Report) -> str:
    """The entities that the chart leaves out, in a line; empty where there are none."""
    more = len({s.entity for s in report.stances}) - MOST
    if more <= 0:
        return ""
    return f"{count(more, 'further entity', 'further entities')} {'is' if more == 1 else 'are'} in the table only."


def own_lines(report: Report) -> tuple[OwnLine, ...]:
    """Whom the outlet's own wording favours, disfavours, and leans towards or against without being clear."""
    own = [s for s in report.stances if s.voice == OUTLET]
    clear = [s for s in own if s.clear]
    leaning = [s for s in own if not s.clear and abs(s.valence) >= LEANS]
    return (
        OwnLine("Favours", _list([s for s in clear if s.valence > 0]) or "nobody clearly"),
        OwnLine("Disfavours", _list([s for s in clear if s.valence < 0]) or "nobody clearly"),
        OwnLine("Leaning, not certain", _list(leaning) or "nobody"),
    )


def own_line(report: Report) -> str:
    """The clear stances of the outlet's own voice as one sentence; empty where there are none."""
    own = [s for s in report.stances if s.voice == OUTLET and s.clear]
    sides = (("disfavours", [s for s in own if s.valence < 0]), ("favours", [s for s in own if s.valence > 0]))
    parts = [f"{verb} {_short(found)}" for verb, found in sides if found]
    return f"The outlet's own wording {' and '.join(parts)}." if parts else ""


def others_line(report: Report) -> str:
    """The clear stances of the sources' voices as one sentence; empty where there are none."""
    others = [s for s in report.stances if s.voice != OUTLET and s.clear]
    parts = [f"{voice_label(s.voice)} {_verb(s)} {one_line(s.entity)} ({signed(s.valence)})" for s in others[:3]]
    more = f", and {count(len(others) - 3, 'further')}" if len(others) > 3 else ""  # noqa: PLR2004
    return f"In the words it passes on: {', '.join(parts)}{more}." if parts else ""


def told(report: Report) -> tuple[Told, ...]:
    """A sentence for every clear stance, the outlet's own first."""
    numbers = {s.index: number for number, s in enumerate(report.scored, start=1)}
    clear = sorted((s for s in report.stances if s.clear), key=lambda s: s.voice != OUTLET)
    return tuple(_told(stance, numbers) for stance in clear[:MOST_TOLD])


def unclear(report: Report) -> str:
    """What has no clear direction, in a line; empty where everything has one."""
    found = [s for s in report.stances if not s.clear]
    if not found:
        return ""
    if len(found) == len(report.stances):
        return f"No direction is clear: every interval includes 0 ({count(len(found), 'stance')})."
    names = [f"{one_line(s.entity)} in {_voice_of(s.voice)}" for s in found[:_MOST_LISTED]]
    more = [f"{len(found) - _MOST_LISTED} more"] if len(found) > _MOST_LISTED else []
    return f"No direction is clear (the interval includes 0) towards {listed([*names, *more])}."


def voice_label(voice: str) -> str:
    """Whose voice, as a row of a table names it."""
    if voice == OUTLET:
        return "The outlet"
    return "A source not given" if voice == UNNAMED else one_line(voice)


def interval_text(stance: Stance) -> str:
    """The 95% interval of a stance."""
    return f"{signed(stance.low)} to {signed(stance.high)}"


def voice_kinds(report: Report) -> Mapping[str, bool]:
    """For the voice of every source, whether a reader can tell who it is."""
    found: dict[str, Sourcing | None] = {a.voice: a.sourcing for a in reversed(report.attributions)}
    named = {s.name: s.sourcing for s in report.sources if s.name}
    return {voice: identified(kind) for voice, kind in {**named, **found}.items()}


def _towards(entity: str, found: Sequence[Stance]) -> Towards:
    ranked = sorted(found, key=lambda s: (s.voice != OUTLET, not s.clear, -s.n))
    return Towards(entity, tuple(ranked[:MOST_VOICES]), max(0, len(ranked) - MOST_VOICES))


def _told(stance: Stance, numbers: Mapping[int, int]) -> Told:
    whose = "The outlet's own wording" if stance.voice == OUTLET else f"The wording of {_source(stance.voice)}"
    text = f"{whose} {_verb(stance)} {one_line(stance.entity)} ({_numbers(stance)})."
    places = tuple((numbers[i], i) for i in stance.sentences if i in numbers)
    return Told(text, places, tuple(one_line(word) for word in stance.loaded[:_MOST_LOADED]))


def _verb(stance: Stance) -> str:
    return "favours" if stance.valence > 0 else "disfavours"


def _voice_of(voice: str) -> str:
    return "the outlet's own voice" if voice == OUTLET else f"the voice of {_source(voice)}"


def _source(voice: str) -> str:
    return "a source not given" if voice == UNNAMED else one_line(voice)


def _numbers(stance: Stance) -> str:
    return f"{signed(stance.valence)}, {interval_text(stance)}, {count(stance.n, 'mention')}"


def _list(stances: Iterable[Stance]) -> str:
    return "; ".join(f"{one_line(s.entity)} ({_numbers(s)})" for s in stances)


def _short(stances: Sequence[Stance]) -> str:
    shown = [f"{one_line(s.entity)} ({signed(s.valence)})" for s in stances[:3]]
    return listed([*shown, *([f"{len(stances) - 3} more"] if len(stances) > 3 else [])])  # noqa: PLR2004
