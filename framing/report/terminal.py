"""A report, or a comparison, as a short summary in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.records import Report
from framing.report import contrast, speakers, stances, wording
from framing.report.markup import commentary
from framing.report.phrases import glance, interval, one_line, percent, title_of, unnamed
from framing.report.wording import measure_words
from framing.story import Comparison

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


_MEASURES = ("commentary_share", "claim_share", "loaded_share", "hedged_share", "anonymous_share", "second_hand_share")
_MOST_REMARKS = 3
_MOST_UNNAMED = 4
_LONGEST = 72
_FOOT = "Labels are estimates; “fact” means stated in the outlet's own voice, not checked."


def render(report: Report, console: Console) -> None:
    """Print the summary of one article: kinds, sources, clear stances, shares with intervals, top commentary."""
    from rich.text import Text

    outlet = f"{one_line(report.article.outlet)}: " if report.article.outlet else ""
    console.print(Text(f"{outlet}{title_of(report)}", style="bold"))
    if report.message:
        console.print(Text(one_line(report.message), style="yellow" if report.status == "ok" else "red"))
    if report.status != "ok":
        return
    for line in (*glance(report), speakers.top_line(report), stances.own_line(report), stances.others_line(report)):
        if line:
            console.print(Text(line))
    if not report.scored:
        return
    console.print(_shares(report))
    _print_commentary(report, console)
    _print_unnamed(report, console)
    console.print(Text(_FOOT, style="dim"))


def render_comparison(comparison: Comparison, console: Console) -> None:
    """Print the summary of a comparison: one row an article, and how many origins they have between them."""
    from rich.text import Text

    for caution in contrast.cautions(comparison):
        console.print(Text(caution, style="yellow"))
    console.print(_sides(comparison))
    for side in comparison.sides:
        if side.status != "ok":
            reason = one_line(side.message or wording.NO_PROSE)
            console.print(Text(f"{one_line(side.label)}: not scored: {reason}", style="red"))
    if comparison.scored:
        console.print(Text(contrast.origins_line(comparison)))
        for line in contrast.single_lines(comparison):
            console.print(Text(line))
        console.print(Text(_FOOT, style="dim"))


def _grid(*columns: str) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for i, column in enumerate(columns):
        table.add_column(Text(column), justify="right" if i else "left")
    return table


def _shares(report: Report) -> Table:
    from rich.text import Text

    table = _grid("", "share", "95% interval", "over")
    further = [measure.name for measure in report.measures if measure.name not in wording.MEASURES]
    for name in (*_MEASURES, *further):
        measure = report.measure(name)
        if measure is not None:
            words = measure_words(name)
            cells = (words.label, percent(measure.value), interval(measure), f"{measure.n} {words.unit}")
            table.add_row(*map(Text, cells))
    return table


def _print_commentary(report: Report, console: Console) -> None:
    from rich.text import Text

    ranked = sorted(commentary(report), key=lambda pair: -(pair[1].p_kind or (0, 0, 0))[2])
    for number, labelled in ranked[:_MOST_REMARKS]:
        chance = percent((labelled.p_kind or (0, 0, 0))[2])
        text = one_line(labelled.sentence.text)
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        head = Text(f"◆ {labelled.commentary_type or 'commentary'} {chance} ", style="bold red")
        console.print(head.append(f"[{number}] {short}", style="not bold default"))


def _print_unnamed(report: Report, console: Console) -> None:
    from rich.text import Text

    found = unnamed(report.attributions)
    if found:
        more = len(found) - _MOST_UNNAMED
        tail = f"; and {more} more" if more > 0 else ""
        console.print(Text(f"Anonymous: {'; '.join(found[:_MOST_UNNAMED])}{tail}"))


def _sides(comparison: Comparison) -> Table:
    from rich.text import Text

    names = ("commentary_share", "claim_share", "loaded_share")
    table = _grid("article", "commentary", "claims", "loaded", "anonymous", "second-hand")
    for side in comparison.scored:
        measures = [side.measure(name) for name in names]
        shares = [f"{percent(m.value)} ({interval(m)})" if m else "undefined" for m in measures]
        unnamed, distant = (f"{n} of {side.n_sourced}" for n in (side.n_anonymous, side.n_second_hand))
        table.add_row(*map(Text, (one_line(side.label), *shares, unnamed, distant)))
    return table
