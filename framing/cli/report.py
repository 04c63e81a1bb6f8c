"""`framing report`: a page for each article, and one that compares them."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.errors import SOME_ERRORS, emit, guarded
from framing.cli.logs import set_up
from framing.cli.options import (
    AllowPrivate,
    Columns,
    Entities,
    Inputs,
    Model,
    Suffix,
    Threads,
    Verbose,
    entity_table,
    read_options,
)
from framing.cli.progress import shown
from framing.errors import InputError

if TYPE_CHECKING:
    from framing.analyzer import Analyzer
    from framing.cli.pages import Format
    from framing.records import Report
    from framing.sources import ReadOptions
    from framing.story import Comparison


MOST_COMPARED = 400
"""How many articles one page compares at most; beyond, it would be of no use to a reader and take minutes to make."""
_LOG = logging.getLogger(__name__)


class Form(StrEnum):
    """What reports are written as."""

    HTML = "html"
    JSON = "json"
    MARKDOWN = "markdown"


def report(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder to write to.")] = Path("reports"),
    form: Annotated[Form, typer.Option("--format", help="What the reports are written as.")] = Form.HTML,
    model: Model = None,
    threads: Threads = None,
    columns: Columns = None,
    suffix: Suffix = None,
    allow_private: AllowPrivate = False,
    entities: Entities = None,
    verbose: Verbose = False,
) -> None:
    """Write a report on each article, and a page that compares them where several are given.

    A short summary goes to standard output. For many articles, see `framing score`.

    Example: framing report one.html two.html -o reports
    """
    set_up(verbose=verbose)
    with guarded():
        from framing.analyzer import load
        from framing.batch import usable_cores
        from framing.cli.pages import find_format
        from framing.sources import read_articles

        options = read_options(columns, suffix, allow_private=allow_private)
        read_articles(inputs, options)  # complains of what can be seen before the model is loaded
        analyzer = load(model, threads=threads or usable_cores(), names=entity_table(entities))
        out.mkdir(parents=True, exist_ok=True)
        written = _write_all(inputs, options, analyzer, out, find_format(form.value))
        emit(_summary(written))
    if written.counts["error"]:
        raise typer.Exit(SOME_ERRORS)


@dataclass(slots=True)
class _Written:
    """What has been made; `reports` holds no more than can be compared, `index` is the comparison's file."""

    folder: Path
    reports: list[Report] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    index: str | None = None
    comparison: Comparison | None = None

    def add(self, report: Report, name: str) -> None:
        """Note a report and the file that it went to."""
        self.counts[report.status] += 1
        if len(self.reports) < MOST_COMPARED:
            self.reports.append(report)
        self.files.append(name)


def _write_all(inputs: Sequence[str], options: ReadOptions, analyzer: Analyzer, out: Path, form: Format) -> _Written:
    from framing.batch import cut, made, replace_with
    from framing.cli.pages import Names
    from framing.sources import count_hint, read_articles

    names, written = Names(form), _Written(out)
    make = _maker(analyzer, form)
    with shown("articles", lambda: count_hint(inputs), lines=False) as advance:
        for block in cut(read_articles(inputs, options), "article"):
            for article, text in made(analyzer, block, "article", make):
                name = names.name(article.article.id)
                replace_with(out / name, text.encode("utf-8", "backslashreplace"))
                written.add(article, name)
                advance(len(written.files))
    if not written.files:
        raise InputError(f"{', '.join(inputs)}: no article in there")
    _write_comparison(written, form)
    return written


def _maker(analyzer: Analyzer, form: Format) -> Callable[[Report], tuple[Report, str]]:
    """Explains and renders a report; one that cannot be explained goes without."""

    def explained(found: Report) -> Report:
        try:
            return analyzer.explain(found) if found.status == "ok" else found
        except Exception as error:
            _LOG.warning("%s: the labels could not be explained: %s", found.article.id, error, exc_info=_verbose())
            return found

    def make(found: Report) -> tuple[Report, str]:
        report = explained(found)
        return report, form.render(report)

    return make


def _verbose() -> bool:
    return _LOG.isEnabledFor(logging.INFO)


def _write_comparison(written: _Written, form: Format) -> None:
    from framing.batch import replace_with
    from framing.story import compare

    if len(written.files) == 1:
        return
    if len(written.files) > MOST_COMPARED:
        _LOG.warning(
            "%d articles are too many for one page that compares them (at most %d)", len(written.files), MOST_COMPARED
        )
        return
    written.comparison = compare(written.reports)
    sides = written.comparison.sides
    links = {side.label: name for side, name in zip(sides, written.files, strict=True)}
    text = form.render_comparison(written.comparison, links)
    replace_with(written.folder / form.index, text.encode("utf-8", "backslashreplace"))
    written.index = form.index


def _summary(written: _Written) -> str:
    """What the terminal shows, as wide and as colourful as it is."""
    from rich.console import Console

    from framing.report import terminal

    console = Console(highlight=False)
    with console.capture() as captured:
        if len(written.files) == 1:
            terminal.render(written.reports[0], console)
        elif written.comparison is not None:
            terminal.render_comparison(written.comparison, console)
        else:
            console.print(", ".join(f"{status}: {written.counts[status]}" for status in ("ok", "skipped", "error")))
    first = written.index or written.files[0]
    others = len(written.files) - (0 if written.index else 1)
    more = f" and {others} {'report' if others == 1 else 'reports'}" if others else ""
    return f"{captured.get()}\nWritten: {written.folder / first}{more}\n"
