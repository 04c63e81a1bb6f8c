"""Models, and what changes from one to another, in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.cli.figures import between, grid, number
from framing.cli.model_diff import Found, Labelled
from framing.evaluate.catalogue import Entry
from framing.evaluate.difference import KIND, TYPE, Difference
from framing.report.phrases import count, one_line, short

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_MEGA = 1e6
_SHORT_ID = 12
_LONGEST = 160
_FIGURES = 4
"""How many figures are shown of a card that has none of those that models usually have."""


def print_models(entries: Sequence[Entry], console: Console) -> None:
    """Print each model: folder, name, version, id, size, heads, main figures, card; or why it cannot be used."""
    from rich.text import Text

    for entry in entries:
        mark = " *" if entry.served else ""
        console.print(Text(f"{entry.folder}{mark}", style="bold"), soft_wrap=True)
        if entry.error is not None:
            console.print(Text(f"  cannot be used: {one_line(entry.error)}", style="red"), soft_wrap=True)
            continue
        identity = entry.identity[:_SHORT_ID]
        console.print(Text(f"  {entry.name} {entry.version}, id {identity}, {entry.size / _MEGA:.1f} MB"))
        console.print(Text(f"  heads: {', '.join(entry.heads)}"), soft_wrap=True)
        figures = [f for f in entry.figures if f.main] or entry.figures[:_FIGURES]
        told = "; ".join(f"{f.data} {f.metric} {f.value:.3f}" for f in figures)
        console.print(Text(f"  measured: {told or 'its card tells nothing'}"), soft_wrap=True)
        console.print(Text(f"  card: {entry.card or 'none'}"), soft_wrap=True)
    if any(entry.served for entry in entries):
        console.print(Text("* what commands take where no --model is given", style="dim"))


def print_difference(found: Found, top: int, console: Console) -> None:
    """Print how often what changes, the labels that turn into others, the `top` sentences, and who is right."""
    from rich.text import Text

    difference = found.difference
    for name, folder, model in zip("AB", found.asked.models, found.models, strict=True):
        console.print(Text(f"{name}: {folder}, {model}", style="bold"), soft_wrap=True)
    left = [f"{n} {what}" for n, what in ((found.skipped, "skipped"), (found.errors, "that could not be scored")) if n]
    articles = "" if found.articles == difference.n else f" of {count(found.articles, 'article')}"
    console.print(Text(f"{count(difference.n, 'sentence')}{articles}{''.join(f'; {part}' for part in left)}"))
    console.print(_shares(difference))
    for line in (*_moves(difference), *_alone(difference)):
        console.print(Text(line))
    if found.labelled is not None:
        _print_labelled(found.labelled, console)
    _print_changes(found, top, console)
    foot = (
        f"A probability changes where it moves by {difference.threshold:g} or more; a move is above 0 where B gives "
        "more. Intervals resample whole articles, or the sentences of a single one."
    )
    console.print(Text(foot, style="dim"))


def _shares(difference: Difference) -> Table:
    from rich.text import Text

    table = grid(("column", "changes", "share", "95% interval", "mean move", "95% interval"))
    shifts = {shift.metric: shift for shift in difference.shifts}
    for share in difference.shares:
        shift = shifts.get(share.metric)
        move = ("", "") if shift is None else (f"{shift.value:+.3f}", f"{shift.low:+.3f} to {shift.high:+.3f}")
        cells = (str(round(share.value * share.n)), number(share.value), between(share.low, share.high), *move)
        table.add_row(*map(Text, (share.metric, *cells)))
    return table


def _moves(difference: Difference) -> Iterator[str]:
    """The labels that turn into others, the most frequent first."""
    for label in (KIND, TYPE):
        told = [f"{a} → {b} {n}" for (name, a, b), n in difference.moves.items() if name == label]
        if told:
            yield f"{label}: {', '.join(told)}"


def _alone(difference: Difference) -> Iterator[str]:
    for model, columns in zip("AB", difference.alone, strict=True):
        if columns:
            yield f"only {model} gives: {', '.join(columns)}"


def _print_changes(found: Found, top: int, console: Console) -> None:
    from rich.text import Text

    changes = found.difference.changes
    shown = changes[:top]
    if not shown:
        return
    console.print(
        Text(f"\nSentences that change, those that move most first ({len(shown)} of {len(changes)})", style="bold")
    )
    for change in shown:
        what = [f"{name} {a} → {b}" for name, (a, b) in change.labels.items()]
        what += [f"{name} {a:.2f} → {b:.2f}" for name, (a, b) in change.p.items()]
        place = (
            one_line(change.article)
            if found.asked.unit == "sentence"
            else f"{one_line(change.article)}, sentence {change.index}"
        )
        console.print(Text(f"{place}: {', '.join(what)}", style="cyan"))
        console.print(Text(f"  {short(one_line(change.text), _LONGEST)}"))


def _print_labelled(labelled: Labelled, console: Console) -> None:
    from rich.text import Text

    test = labelled.paired
    console.print(Text(f"\nAgainst the labels of {labelled.head}", style="bold"))
    for caution in labelled.cautions:
        console.print(Text(f"Caution: {one_line(caution)}", style="yellow"))
    console.print(
        Text(
            f"Of {count(test.n, 'sentence')}, A gets {test.right_a} right and B {test.right_b}; A alone {test.only_a}, "
            f"B alone {test.only_b}. B less A: {test.difference:+.3f} ({test.low:+.3f} to {test.high:+.3f}). "
            f"{_verdict(labelled)} (McNemar, exact: p = {test.p:.3g})."
        )
    )


def _verdict(labelled: Labelled) -> str:
    test = labelled.paired
    if not test.only_a and not test.only_b:
        return "They are right on the same sentences"
    return "That may be chance" if test.better is None else f"{test.better.upper()} is right more often"
