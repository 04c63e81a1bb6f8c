"""The part of a model card that tells of a head the user trained (Mitchell et al. 2019), as markdown with charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from framing.bundle import BINARY
from framing.evaluate.results import Direction, Result
from framing.report.phrases import count
from framing.report.tables import escape, table
from framing.retrain import charts
from framing.retrain.origin import Origin
from framing.retrain.sentences import counts
from framing.retrain.study import Study
from framing.retrain.told import conclusions
from framing.train.card import CARD

CHARTS = "charts"
"""The folder of the charts inside a bundle."""
_LONGEST = 240


def write_card(folder: Path, study: Study, origin: Origin) -> None:
    """Writes the head's part behind the card that is there, in the place of an earlier part on the same head."""
    name = study.plan.head.name
    pictures = _pictures(study)
    for kind, picture in pictures.items():
        (folder / CHARTS).mkdir(exist_ok=True)
        (folder / CHARTS / f"{name}-{kind}.png").write_bytes(picture)
    path = folder / CARD
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    part = "\n".join([*_part(study, origin), *_shown(name, pictures)])
    path.write_text(f"{_without(before, name).rstrip()}\n\n{_begin(name)}\n{part}{_end(name)}\n", encoding="utf-8")


def _begin(name: str) -> str:
    return f"<!-- head {name} -->"


def _end(name: str) -> str:
    return f"<!-- end of head {name} -->"


def _without(card: str, name: str) -> str:
    return re.sub(f"{re.escape(_begin(name))}.*?{re.escape(_end(name))}\n?", "", card, flags=re.DOTALL)


def _pictures(study: Study) -> dict[str, bytes]:
    found = {}
    if study.bins:
        classes = study.plan.head.classes
        of = classes[1] if len(classes) == BINARY else "the most probable class"
        found["reliability"] = charts.reliability(study.bins, of)
    if any(len(points) > 1 for points in study.curves.values()):
        found["learning"] = charts.learning(study.curves)
    return found


def _part(study: Study, origin: Origin) -> Iterator[str]:
    yield from (f"## The head `{study.plan.head.name}`, trained on labels of the user's own", "")
    yield from (f"* {escape(line)}" for line in conclusions(study))
    yield ""
    yield from _served(study)
    yield from _labels(study, origin)
    yield from ("### Figures", "", f"Measured {study.how}.", "")
    yield "95% intervals resample whole groups (1,000 rounds, seed 0). Higher is better; for ECE, 0 is best."
    yield from ("", *table(["metric", "value", "95% interval", "baseline", "sentences"], map(_figure, study.figures)))
    yield from _confusion(study)
    yield from _mistakes(study)
    yield from _curve(study)
    yield from ("### How to train it again", "", *_origin(origin), "")


def _served(study: Study) -> Iterator[str]:
    wanted = study.plan.wanted
    if wanted.positive and wanted.listed:
        yield from (f"`p_{wanted.name}` is the calibrated probability of `{wanted.positive}`.", "")
    if study.choice:
        yield from (f"How it was fitted: {study.choice}.", "")


def _labels(study: Study, origin: Origin) -> Iterator[str]:
    plan = study.plan
    what = "spans" if plan.wanted.words else "sentences"
    groups = len({s.group for s in plan.sentences})
    yield from ("### Labels", "", f"{count(origin.rows, 'row')}, {len(plan.sentences)} sentences, {groups} groups.", "")
    rows = [[escape(label), str(c.items), str(c.groups)] for label, c in counts(plan.sentences, plan.wanted).items()]
    yield from table(["class", what, "groups"], rows)
    if study.agreement:
        a = study.agreement
        told = f"{a.value:.3f} ({a.low:.3f} to {a.high:.3f}) over {a.n} sentences with several votes"
        yield from (f"Agreement of the annotators: Krippendorff's alpha {told}; 1 is full agreement, 0 is chance.", "")
    if plan.notes:
        yield from (*(f"* {escape(note)}" for note in plan.notes), "")


def _figure(found: Result) -> list[str]:
    base = "" if found.about.baseline is None else f"{found.about.baseline:.3f}"
    lower = " (lower is better)" if found.about.direction is Direction.LOWER else ""
    return [
        escape(found.metric) + lower,
        f"{found.value:.3f}",
        f"{found.low:.3f} to {found.high:.3f}",
        base,
        str(found.n),
    ]


def _confusion(study: Study) -> Iterator[str]:
    if study.confusion is not None:
        classes = [escape(c) for c in study.plan.head.classes]
        yield from ("### Confusion", "", "Rows are what people said, columns what the head gave.", "")
        rows = [[f"**{c}**", *map(str, row)] for c, row in zip(classes, study.confusion.tolist(), strict=True)]
        yield from table(["", *classes], rows)


def _mistakes(study: Study) -> Iterator[str]:
    if study.mistakes:
        yield from ("### The worst mistakes", "", "The surer the wrong class, the higher it stands.", "")
        rows = [
            [escape(_place(m.where)), escape(_cut(m.text)), escape(m.truth), f"{escape(m.guess)} {m.p:.2f}"]
            for m in study.mistakes
        ]
        yield from table(["where", "sentence", "people said", "the head gave"], rows)


def _place(where: str) -> str:
    """FILE:LINE without the folders above the file."""
    return Path(where).name


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _curve(study: Study) -> Iterator[str]:
    if study.curves:
        yield from ("### Learning curve", "", "Macro-F1 by the number of sentences learned from.", "")
        sizes = sorted({p.size for points in study.curves.values() for p in points})
        rows = []
        for name, points in study.curves.items():
            by_size = {p.size: f"{p.value:.3f} ({p.low:.3f} to {p.high:.3f})" for p in points}
            rows.append([escape(name), *(by_size.get(size, "") for size in sizes)])
        yield from table(["learned from", *map(str, sizes)], rows)


def _origin(origin: Origin) -> Iterator[str]:
    yield from (f"`{origin.command}`", "")
    yield f"* Model before: {escape(origin.base)}"
    yield from (f"* Labels: {escape(name)}, sha256 `{digest}`" for name, digest in origin.files.items())
    yield f"* Versions: {', '.join(f'{name} {number}' for name, number in origin.versions.items())}"
    licence = f"{escape(origin.licence)}, that of the model before; the terms of the labels come on top"
    yield f"* Licence of the weights: {licence}. The folder holds no sentence of the labels but those quoted above."


def _shown(name: str, pictures: Iterable[str]) -> Iterator[str]:
    told = {
        "reliability": "How often it was so, by probability; the dashes are perfect calibration",
        "learning": "Macro-F1 by the number of sentences learned from",
    }
    for kind in pictures:
        yield from (f"![{told[kind]}]({CHARTS}/{name}-{kind}.png)", "")
