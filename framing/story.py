"""Several reports about one event, side by side. Origins are counted by name, so their number is an upper bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.measures.sourcing import counted
from framing.records import OUTLET, Attribution, CommentaryType, Kind, Link, Measure, Report, Sourcing, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence of the outlet's own commentary; `p` is the probability (0..1) that it is commentary."""

    index: int
    text: str
    type: CommentaryType | None
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One article in a comparison. `label` is unique: the outlet, with the id where two articles share it.

    `remarks` are sorted by probability, highest first; `loaded` and `hedges` are the distinct words in the outlet's own
    voice, in order; `n_sourced` counts the statements that give a source; `origins` are keys into
    `Comparison.origins`.
    """

    label: str
    id: str
    outlet: str | None
    title: str | None
    date: str | None
    genre: str | None
    status: Status
    message: str | None
    model: str
    kinds: tuple[Kind, ...]
    measures: tuple[Measure, ...]
    n_sourced: int
    n_anonymous: int
    n_second_hand: int
    remarks: tuple[Remark, ...]
    loaded: tuple[str, ...]
    hedges: tuple[str, ...]
    origins: tuple[str, ...]

    @property
    def single_origin(self) -> str | None:
        """The key of the only origin behind all of its sourced attributions, None if there are more or none."""
        return self.origins[0] if len(self.origins) == 1 else None

    def measure(self, name: str) -> Measure | None:
        """The measure of that name, None if it was not taken."""
        return next((m for m in self.measures if m.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One end of chains. `n` counts the attributions that go back to it, `labels` are the articles that use it.

    `name` is None for anonymous speakers, all of whom one publisher vouches for; `publisher` is then that publisher, as
    it is for a loose group ("analysts"), which is another group elsewhere.
    """

    key: str
    name: str | None
    publisher: str | None
    sourcing: Sourcing | None
    labels: tuple[str, ...]
    n: int

    @property
    def shared(self) -> bool:
        """Whether more than one article goes back to it."""
        return len(self.labels) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Whether the 95% intervals of one measure overlap in two articles; that they do proves no equality."""

    measure: str
    first: str
    second: str
    overlaps: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Articles side by side: their measures, which intervals overlap, and where their statements come from."""

    sides: tuple[Side, ...]
    overlaps: tuple[Overlap, ...]
    origins: tuple[Origin, ...]

    @property
    def scored(self) -> tuple[Side, ...]:
        """The sides that were scored."""
        return tuple(side for side in self.sides if side.status == "ok")

    @property
    def measure_names(self) -> tuple[str, ...]:
        """The names of all measures, in order of first appearance."""
        return tuple(dict.fromkeys(m.name for side in self.scored for m in side.measures))

    def origin(self, key: str) -> Origin | None:
        """The origin of that key."""
        return next((o for o in self.origins if o.key == key), None)


def compare(reports: Sequence[Report]) -> Comparison:
    """Put reports side by side, in the order given; those that were not scored keep their message and nothing else."""
    labels = _labels(reports)
    sides = tuple(_side(report, label) for report, label in zip(reports, labels, strict=True))
    return Comparison(sides=sides, overlaps=_overlaps(sides), origins=_origins(reports, labels))


def _labels(reports: Sequence[Report]) -> list[str]:
    names = [report.article.outlet or report.article.title or report.article.id for report in reports]
    often = Counter(names)
    wished = [
        f"{name} ({report.article.id})" if often[name] > 1 and name != report.article.id else name
        for name, report in zip(names, reports, strict=True)
    ]
    labels: list[str] = []
    for label in wished:
        number, unique = 2, label
        while unique in labels:
            unique, number = f"{label} #{number}", number + 1
        labels.append(unique)
    return labels


def _side(report: Report, label: str) -> Side:
    article = report.article
    scored = report.scored
    attributions = counted(report.attributions)
    return Side(
        label=label,
        id=article.id,
        outlet=article.outlet,
        title=article.title,
        date=article.date,
        genre=article.genre,
        status=report.status,
        message=report.message,
        model=report.model,
        kinds=tuple(s.kind for s in scored if s.kind is not None),
        measures=report.measures,
        n_sourced=sum(bool(a.chain) for a in attributions),
        n_anonymous=sum(bool(a.anonymous) for a in attributions),
        n_second_hand=sum(a.second_hand for a in attributions),
        remarks=_remarks(report),
        loaded=_distinct(word.text for s in scored for word in s.loaded_words if word.voice == OUTLET),
        hedges=_distinct(hedge.text for s in scored for hedge in s.hedges if hedge.voice == OUTLET),
        origins=tuple(dict.fromkeys(_key(a, report) for a in attributions if a.chain)),
    )


def _remarks(report: Report) -> tuple[Remark, ...]:
    remarks = [
        Remark(index=s.index, text=s.sentence.text, type=s.commentary_type, p=s.p_kind[2])
        for s in report.scored
        if s.p_kind is not None and s.kind is Kind.COMMENTARY
    ]
    return tuple(sorted(remarks, key=lambda remark: (-remark.p, remark.index)))


def _overlaps(sides: Sequence[Side]) -> tuple[Overlap, ...]:
    found = []
    for first, second in combinations([side for side in sides if side.status == "ok"], 2):
        for a in first.measures:
            b = second.measure(a.name)
            verdict = None if b is None else _intervals_overlap(a, b)
            if verdict is not None:
                found.append(Overlap(measure=a.name, first=first.label, second=second.label, overlaps=verdict))
    return tuple(found)


def _intervals_overlap(a: Measure, b: Measure) -> bool | None:
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return None
    return a.low <= b.high and b.low <= a.high


def _origins(reports: Sequence[Report], labels: Sequence[str]) -> tuple[Origin, ...]:
    first: dict[str, tuple[Attribution, Report]] = {}
    users: dict[str, list[str]] = {}
    for report, label in zip(reports, labels, strict=True):
        for attribution in counted(report.attributions):
            if attribution.chain:
                key = _key(attribution, report)
                first.setdefault(key, (attribution, report))
                users.setdefault(key, []).append(label)
    origins = [_origin(key, *first[key], users[key]) for key in first]
    return tuple(sorted(origins, key=lambda o: (-len(o.labels), -o.n)))


def _origin(key: str, attribution: Attribution, report: Report, users: Sequence[str]) -> Origin:
    end = attribution.chain[-1]
    return Origin(
        key=key,
        name=end.name if _named(end) else None,
        publisher=None if _known(end) else _publisher(attribution, report),
        sourcing=end.sourcing,
        labels=tuple(dict.fromkeys(users)),
        n=len(users),
    )


def _key(attribution: Attribution, report: Report) -> str:
    """What makes two origins one: the name; the publisher that vouches for the unnamed of a kind; both for a group."""
    end = attribution.chain[-1]
    name = _named_as(end.name or "") if _named(end) else ""
    if _known(end):
        return f"{name}|"
    return f"{name}|{_named_as(_publisher(attribution, report))}|{end.sourcing or ''}"


def _named(link: Link) -> bool:
    return bool(link.name) and link.sourcing is not Sourcing.ANONYMOUS


def _known(link: Link) -> bool:
    """Whether the same name means the same source in another article."""
    return _named(link) and link.sourcing is not Sourcing.COLLECTIVE


def _publisher(attribution: Attribution, report: Report) -> str:
    named = [link.name for link in attribution.chain[:-1] if link.name and _known(link)]
    return named[-1] if named else report.article.outlet or report.article.id


def _named_as(name: str) -> str:
    """A name as it is compared: "The Courier" is the Courier."""
    return _normal(name).removeprefix("the ")


def _normal(words: str) -> str:
    return " ".join(words.casefold().split())


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """The words once each, whatever their case or spacing, as first written."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(_normal(word), word)
    return tuple(first.values())
