"""The figures of an evaluation as tables in a terminal."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from framing.evaluate import Result
from framing.evaluate.evaluation import Evaluation
from framing.report.phrases import count, one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def rendered(draw: Callable[[Console], None]) -> str:
    """What is drawn, as wide and as colourful as the terminal is."""
    from rich.console import Console

    console = Console(highlight=False)
    with console.capture() as captured:
        draw(console)
    return captured.get()


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print what was measured, the figures with their meanings, those of parts, and what to bear in mind."""
    from rich.text import Text

    signed = evaluation.signature
    of = f"{signed.corpus} {signed.head}" if signed.head else signed.corpus
    console.print(Text(f"{of}: {signed.file}{f', {signed.split}' if signed.split else ''}", style="bold"))
    groups = count(signed.groups, "group") if signed.groups < signed.n else "each its own group"
    console.print(Text(f"{count(signed.n, 'sentence')}, {groups}; model {signed.model}"))
    for caution in evaluation.cautions:
        console.print(Text(f"Caution: {one_line(caution)}", style="yellow"))
    console.print(_figures(evaluation.results))
    if evaluation.unseen:
        console.print(Text(f"\nOf articles and stories that are not in {signed.seen}", style="bold"))
        console.print(_figures(evaluation.unseen))
    if evaluation.outlets:
        console.print(Text("\nBy outlet (95% interval)", style="bold"))
        console.print(_outlets(evaluation.outlets))
    console.print(Text("\nWhat they say", style="bold"))
    for about, metrics in _meanings(evaluation.results).items():
        meaning = Text(f"{', '.join(metrics)}: ", style="bold").append(about[0], style="not bold")
        console.print(meaning.append(f" ({about[1]})", style="dim"))
    if evaluation.note:
        console.print(Text(evaluation.note, style="dim"))
    foot = f"Intervals: {signed.rounds} bootstrap rounds over whole groups, seed {signed.seed}. "
    console.print(Text(f"{foot}Baseline: the most frequent class every time, or chance.", style="dim"))


def grid(columns: Sequence[str], left: int = 1) -> Table:
    """An empty table, its first `left` columns flush left, the others flush right."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, column in enumerate(columns):
        table.add_column(Text(column), justify="left" if place < left else "right")
    return table


def number(value: float | None) -> str:
    """A figure with three decimals; a dash where there is none, "undefined" for NaN."""
    if value is None:
        return "–"
    return "undefined" if math.isnan(value) else f"{value:.3f}"


def between(low: float, high: float) -> str:
    """An interval with three decimals."""
    return "undefined" if math.isnan(low) else f"{low:.3f} to {high:.3f}"


def _meanings(results: Iterable[Result]) -> dict[tuple[str, str], list[str]]:
    """The metrics by what they mean and which way they read, in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for r in results:
        found.setdefault((r.about.meaning, r.about.direction), []).append(r.metric)
    return found


def _figures(results: Iterable[Result]) -> Table:
    from rich.text import Text

    table = grid(("metric", "value", "95% interval", "sentences", "baseline"))
    for r in results:
        cells = (r.metric, number(r.value), between(r.low, r.high), str(r.n), number(r.about.baseline))
        table.add_row(*map(Text, cells))
    return table


def _outlets(results: Sequence[Result]) -> Table:
    """One row an outlet, one column a metric."""
    from rich.text import Text

    metrics = list(dict.fromkeys(r.metric for r in results))
    table = grid(("outlet", "sentences", *metrics))
    by_outlet: dict[str, list[Result]] = {}
    for r in results:
        by_outlet.setdefault(r.corpus, []).append(r)
    for outlet, rows in by_outlet.items():
        cells = [f"{number(r.value)} ({between(r.low, r.high)})" for r in rows]
        table.add_row(*map(Text, (one_line(outlet), str(rows[0].n), *cells)))
    return table
