"""Outlets side by side: as a page that needs nothing else, as csv, and as a short table in a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.outlets import OutletSummary, Slant
from framing.outlets.results import FEW
from framing.outlets.table import COLUMNS, rows, target_words
from framing.report import html, outlet_charts, outlet_words, wording
from framing.report.outlet_words import measure_text, outlet_name
from framing.report.phrases import count, one_line, signed
from framing.report.wording import measure_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MOST_SLANTS = 60
"""How many slants a page shows; the csv has all."""
_MEASURES = ("commentary_share", "claim_share", "loaded_share", "hedged_share", "anonymous_share")
_FEWEST_COLUMNS = 4
_TERMINAL_SLANTS = 8


def render(outlets: Sequence[OutletSummary], models: Sequence[str] = (), left_out: Sequence[str] = ()) -> str:
    """The page of some outlets; `left_out` says what is not in it (skipped articles, errors), a sentence each."""
    from markupsafe import Markup

    shown = outlet_words.ranked(outlets, len(outlets))
    names = measure_names(outlets)
    times = {name: outlet_charts.over_time(name, outlets) for name in names}
    slants = outlet_words.slants_in_order(outlets)
    return html._page(
        "outlets.html.j2",
        title="Outlets, side by side",
        outlets=shown,
        models=models,
        left_out=left_out,
        cautions=outlet_words.cautions(outlets),
        charts={name: Markup(outlet_charts.side_by_side(name, outlets)) for name in names},
        times={name: Markup(drawn) for name, drawn in times.items() if drawn},
        slants=[_slant_row(outlet, slant) for outlet, slant in slants[:MOST_SLANTS]],
        n_slants=len(slants),
        most_outlets=outlet_charts.MOST_OUTLETS,
        few=FEW,
        words=outlet_words,
        measure_words=measure_words,
        outlet_name=outlet_name,
        dates=_dates,
    )


def render_csv(outlets: Sequence[OutletSummary]) -> str:
    """The table of `framing.outlets.table` as csv, lines ending in a line feed."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(outlets):
        writer.writerow([cell.replace("\r", " ") if isinstance(cell, str) else cell for cell in row])
    return buffer.getvalue()


def print_summary(outlets: Sequence[OutletSummary], console: Console) -> None:
    """Print the outlets with their main measures, and the slants on enough articles that leave out 0."""
    from rich.text import Text

    for caution in outlet_words.cautions(outlets):
        console.print(Text(caution, style="yellow"))
    console.print(_measures_table(outlets))
    against = [(o, s) for o, s in outlet_words.slants_in_order(outlets) if s.clear and not s.few]
    for outlet, slant in against[:_TERMINAL_SLANTS]:
        console.print(Text(_slant_line(outlet, slant)))
    if len(against) > _TERMINAL_SLANTS:
        console.print(
            Text(f"… and {count(len(against) - _TERMINAL_SLANTS, 'further slant')} with an interval that leaves out 0")
        )
    for note in (outlet_words.FEW_NOTE, wording.CLOSING[0], outlet_words.NOT_FOR):
        console.print(Text(note, style="dim"))


def measure_names(outlets: Sequence[OutletSummary]) -> list[str]:
    """The measures that are defined for some outlet."""
    return list(dict.fromkeys(m.name for o in outlets for m in o.measures if m.value is not None))


def _measures_table(outlets: Sequence[OutletSummary]) -> Table:
    from rich.table import Table
    from rich.text import Text

    taken = measure_names(outlets)
    names = [name for name in _MEASURES if name in taken] or taken[:_FEWEST_COLUMNS]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(Text("outlet"))
    for column in ("articles", "sentences", *(measure_words(name).label for name in names)):
        table.add_column(Text(column), justify="right")
    for one in outlet_words.ranked(outlets, len(outlets)):
        cells = [outlet_name(one), str(one.n_articles), str(one.n_sentences)]
        cells += [measure_text(one.measure(name)) for name in names]
        table.add_row(*map(Text, cells), style="dim" if one.few else "")
    return table


def _slant_line(outlet: OutletSummary, slant: Slant) -> str:
    way = outlet_words.slant_direction(slant)
    bounds = f"{signed(slant.low)} to {signed(slant.high)}"
    target = one_line(target_words(slant.target))
    figure = f"{signed(slant.value)} ({bounds})"
    return f"{outlet_name(outlet)} on {target}: {figure}, {way} {slant.reference}; {outlet_words.evidence(slant)}"


def _slant_row(outlet: OutletSummary, slant: Slant) -> dict[str, object]:
    stance = outlet.stance(slant.target)
    own = f"{signed(stance.raw)} (cautious: {signed(stance.shrunk)})" if stance else "undefined"
    return {
        "outlet": outlet_name(outlet),
        "few": slant.few,
        "clear": slant.clear,
        "target": one_line(target_words(slant.target)),
        "value": signed(slant.value),
        "interval": f"{signed(slant.low)} to {signed(slant.high)}",
        "bar": _bar(slant),
        "reading": f"{outlet_words.slant_direction(slant)} {slant.reference}",
        "own": own,
        "evidence": outlet_words.evidence(slant),
        "examples": ", ".join(one_line(id_) for id_ in slant.examples),
    }


def _bar(slant: Slant) -> dict[str, float]:
    """Where a slant stands on a scale of 100 that runs from -1 to 1; what goes beyond is cut off."""
    low, value, high = (max(0.0, min(100.0, 50 + 50 * bound)) for bound in (slant.low, slant.value, slant.high))
    return {"low": round(low, 1), "width": round(high - low, 1), "value": round(value, 1)}


def _dates(outlet: OutletSummary) -> str:
    if outlet.first is None or outlet.last is None:
        return "no dates"
    return str(outlet.first) if outlet.first == outlet.last else f"{outlet.first} to {outlet.last}"
