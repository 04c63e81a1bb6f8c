"""The page about one run: tables as markdown, the figures as JSON, and a chart of accuracy against speed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from comparison.accuracy import Accuracy
from comparison.engines import ENGINES
from comparison.machine import Machine
from comparison.speed import Speed, Whole
from framing.report.svg import CLAIM, FACT, INK, LINE, OWN, PAPER, settings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CHARTED = ("checkthat/dev_test: subjective", "news/test: commentary", "news/test: loaded")
"""The questions of the chart: those that a word list can be asked as well."""
DPI = 150
MARKS = "osD^vPX<>*hp"
LEARNED = ("TF-IDF", "transformers")
"""What learned from the same parts as our model."""
ACCURACY = """Macro-F1 on held-out sentences (on their targets for valence), its 95% interval over whole articles or
stories, and AUC where there are two classes. A dash: not a question for this tool, or not to be had here. BABE and
Penn are asked in five folds, of models that each left one out ({folds} of 5 were given). Word lists have their best cut
on the parts that our model was trained on; TF-IDF and the classifier of one head learn from the same parts.
"""
OTHERS = "Macro-F1 of the same model by engine:"
SPEED = """{n} sentences of {articles} AllSides articles; the median of the turns, which all took one after the other,
with the slowest and the fastest. TextBlob, VADER and TF-IDF use one thread, for they know no more.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Everything that one run found.

    `served` is the engine with which the model is served, `sample` how many sentences a part was thinned out to (0:
    all), `folds` how many of the five models were there that left a fold out.
    """

    machine: Machine
    model: str
    served: str
    threads: int
    articles: int
    sample: int
    folds: int
    accuracy: Sequence[Accuracy]
    speed: Sequence[Speed]
    whole: Whole

    def found(self, question: str, who: str) -> Accuracy | None:
        """One figure, None where there is none."""
        return next((a for a in self.accuracy if (a.question, a.who) == (question, who)), None)

    @property
    def speeds(self) -> list[Speed]:
        """The whole command first, then all that took turns."""
        return [self.whole.speed, *self.speed]


def write(run: Run, folder: Path) -> list[Path]:
    """Writes `README.md`, `benchmark.json` and `accuracy-speed.png` into the folder and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    page, figures, chart = (folder / name for name in ("README.md", "benchmark.json", "accuracy-speed.png"))
    page.write_text("\n".join(markdown(run, chart.name)) + "\n", encoding="utf-8")
    figures.write_text(json.dumps(asdict(run), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    draw(run, chart)
    return [page, figures, chart]


def markdown(run: Run, chart: str) -> Iterator[str]:
    """The page, line by line."""
    machine = run.machine
    yield f"# {run.model} beside other tools\n"
    packages = ", ".join(f"{name} {number}" for name, number in machine.versions.items())
    yield f"{machine.date}; {machine.processor}; {machine.cores} cores, {run.threads} threads; {machine.system},"
    yield f"Python {machine.python}, {packages}."
    load = "unknown" if machine.load is None else machine.load
    yield f"The model is served with {run.served}. Load average before the run: {load}."
    if machine.busy:
        yield "\n**The machine was busy with other work: speeds are too low and unsteady.**"
    if run.sample:
        yield f"\n**A sample: at most {run.sample} sentences of every part, not all of them.**"
    yield f"\n![accuracy against speed]({chart})\n"
    yield from _accuracy(run)
    yield from _speed(run)


def _accuracy(run: Run) -> Iterator[str]:
    yield "## Accuracy by corpus\n"
    yield ACCURACY.format(folds=run.folds)
    asked, names = list(dict.fromkeys(a.question for a in run.accuracy)), dict.fromkeys(a.who for a in run.accuracy)
    others = [engine.name for engine in ENGINES if engine.name in names]
    shown = [name for name in names if name not in others]
    yield f"| question | n | groups | {' | '.join(shown)} |"
    yield f"|{'---|' * (3 + len(shown))}"
    for key in asked:
        row = [run.found(key, name) for name in shown]
        known = next(a for a in run.accuracy if a.question == key)
        yield f"| {key} | {known.n} | {known.groups} | {' | '.join(_cell(a) for a in row)} |"
    if others:
        yield f"\n{OTHERS}\n"
        yield f"| question | {' | '.join(others)} |"
        yield f"|{'---|' * (1 + len(others))}"
        for key in asked:
            cells = [f"{a.macro_f1:.3f}" if (a := run.found(key, name)) else "-" for name in others]
            yield f"| {key} | {' | '.join(cells)} |"
    yield ""


def _cell(found: Accuracy | None) -> str:
    if found is None:
        return "-"
    area = "" if found.auc is None else f"; {found.auc:.3f}"
    return f"{found.macro_f1:.3f} ({found.low:.3f}-{found.high:.3f}){area}"


def _speed(run: Run) -> Iterator[str]:
    yield "## Speed\n"
    yield SPEED.format(n=run.whole.speed.sentences, articles=run.articles)
    yield "| what | gives | sentences/s | slowest to fastest |"
    yield "|---|---|---|---|"
    for speed in run.speeds:
        if speed.median is None:
            yield f"| {speed.name} | {speed.does} | - | {speed.why} |"
        else:
            span = f"{min(speed.turns):,.0f} to {max(speed.turns):,.0f}"
            yield f"| {speed.name} | {speed.does} | {speed.median:,.0f} | {span} |"
    yield f"\nPeak memory of the whole command: {run.whole.memory:,.0f} MB."


def draw(run: Run, path: Path) -> None:
    """The chart: a panel a question, a mark for everything that has both figures; right and up is better."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with settings():
        figure = Figure(figsize=(4.2 * len(CHARTED), 4.8), layout="constrained", facecolor=PAPER)
        FigureCanvasAgg(figure)
        panels = figure.subplots(1, len(CHARTED), sharey=True, sharex=True, squeeze=False)[0]
        for axes, question in zip(panels, CHARTED, strict=True):
            _panel(axes, run, question)
        panels[0].set_ylabel("macro-F1 (95% interval)")
        panels[len(panels) // 2].set_xlabel("sentences a second")
        named = {label: mark for axes in panels for mark, label in zip(*axes.get_legend_handles_labels(), strict=True)}
        figure.legend(list(named.values()), list(named), loc="outside lower center", ncols=4, frameon=False, fontsize=9)
        figure.savefig(path, dpi=DPI, metadata={"Software": None})


def _panel(axes: Axes, run: Run, question: str) -> None:
    axes.set_title(question, fontsize=11, color=INK)
    axes.set_facecolor(PAPER)
    axes.set_xscale("log")
    axes.grid(visible=True, color=LINE, linewidth=0.6)
    for number, speed in enumerate(run.speed):
        found = _of(run, question, speed.name)
        if not speed.median or found is None:
            continue
        ours = speed.name in {engine.name for engine in ENGINES}
        colour = OWN if ours else CLAIM if speed.name.startswith(LEARNED) else FACT
        axes.errorbar(
            speed.median,
            found.macro_f1,
            yerr=[[found.macro_f1 - found.low], [found.high - found.macro_f1]],
            fmt=MARKS[number % len(MARKS)],
            color=colour,
            markerfacecolor=colour if speed.name == run.served or not ours else PAPER,
            elinewidth=0.8,
            markersize=7,
            label=f"{speed.name} (as served)" if speed.name == run.served else speed.name,
        )


def _of(run: Run, question: str, name: str) -> Accuracy | None:
    """The accuracy that goes with a speed: its own, or that of the tool of which it is one batch size."""
    return run.found(question, name) or run.found(question, name.rpartition(", batch")[0])
