"""The articles that `framing outlets` compares: analysed now, or read from a store."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.errors import say
from framing.cli.progress import shown
from framing.errors import InputError

if TYPE_CHECKING:
    from framing.analyzer import Analyzer
    from framing.batch import Item
    from framing.outlets import Summary
    from framing.records import Report, Status
    from framing.sources import ReadOptions

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to analyse, which stores to read, and from which day on."""

    inputs: tuple[str, ...]
    stores: tuple[str, ...]
    options: ReadOptions
    since: date | None

    @property
    def named(self) -> str:
        """The inputs, for messages."""
        return ", ".join((*self.inputs, *self.stores))

    def left_out(self, written: str | None, done: Done) -> bool:
        """Whether --since leaves out an article of that date; if so, it is counted."""
        from framing.outlets.dates import read_date

        day = read_date(written)
        if self.since is None or (day and day >= self.since):
            return False
        if day is None:
            done.undated += 1
        else:
            done.before += 1
        return True


@dataclass(slots=True)
class Done:
    """What has been made so far; `errors` and `skipped` are lines that name the article and the reason."""

    summaries: list[Summary] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    models: dict[str, None] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list)
    seen: int = 0
    before: int = 0
    undated: int = 0
    lacking: int = 0

    def add(self, status: Status, message: str, summary: Summary | None) -> None:
        """Take an article's summary, or the line that says why it has none."""
        self.seen += 1
        if summary is not None:
            self.summaries.append(summary)
        else:
            (self.errors if status == "error" else self.skipped).append(message)

    def name(self) -> None:
        """Say which articles have no summary, and what --since left out."""
        _name("could not be analysed", self.errors)
        _name("skipped", self.skipped)
        for line in self.too_early():
            say(line)

    def interrupted(self) -> str:
        """What Ctrl-C says."""
        files = f"written: {', '.join(map(str, self.written))}" if self.written else "nothing was written"
        return f"stopped after {self.seen} articles; {files}"

    def left_out(self) -> list[str]:
        """What the figures do not rest on, a sentence each."""
        failed = (
            (len(self.errors), "could not be analysed"),
            (len(self.skipped), "not scored (not English, or no prose)"),
            (self.lacking, "of the store not scored by this model"),
        )
        return [*_counted(failed), *self.too_early()]

    def too_early(self) -> list[str]:
        """What --since left out, a sentence each."""
        before = self.before, "left out as before the first day asked for"
        return _counted((before, (self.undated, "left out for want of a date that can be read")))


def _counted(counts: Sequence[tuple[int, str]]) -> list[str]:
    return [f"{n} {'article' if n == 1 else 'articles'} {why}." for n, why in counts if n]


def check(wanted: Wanted) -> None:
    """Complain of what can be seen before anything is analysed: inputs, and whether any names its outlet."""
    from framing.records import Article
    from framing.sources import read_articles
    from framing.sources.given import fleeting

    articles = read_articles(wanted.inputs, wanted.options)
    if fleeting(wanted.inputs) or wanted.stores:
        return
    with _quiet(logging.getLogger("framing.sources")):
        n, failed = 0, False
        for item in articles:
            n += 1
            failed = failed or not isinstance(item, Article)
            if isinstance(item, Article) and (item.outlet or "").strip():
                return
    if not n:
        raise InputError(f"{wanted.named}: no article in there")
    if not failed:
        raise no_outlet(wanted, n)


@contextmanager
def _quiet(logger: logging.Logger) -> Iterator[None]:
    """Warnings come when the inputs are read for good."""
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def no_outlet(wanted: Wanted, n: int) -> InputError:
    """The error that none of n articles names its outlet."""
    return InputError(
        f"{wanted.named}: none of {n} articles names its outlet; a table says it in a column `outlet`, or in one that "
        "--column outlet=THEIRS names, and a page in its metadata"
    )


def analyse(wanted: Wanted, analyzer: Analyzer, threads: int | None, done: Done) -> None:
    """Analyse block by block, several at once, and keep of each article its summary alone."""
    from framing.batch import cut, made, usable_cores
    from framing.batch.ahead import in_order
    from framing.cli.counting import count

    blocks = cut(_since(wanted, done), "article")
    with shown("articles", lambda: count(wanted.inputs, wanted.options)) as advance:
        for block in in_order(lambda b: made(analyzer, b, "article", _kept), blocks, threads or usable_cores()):
            for status, message, summary, model in block:
                done.models.setdefault(model)
                done.add(status, message, summary)
            advance(done.seen + done.before + done.undated)


def _kept(report: Report) -> tuple[Status, str, Summary | None, str]:
    """Of a report: its status, a line on why it was not scored, its summary if it was, and the model."""
    from framing.outlets import summarise

    message = f"{report.article.id}: {report.message or 'no reason given'}"
    return report.status, message, summarise(report) if report.status == "ok" else None, report.model


def _since(wanted: Wanted, done: Done) -> Iterator[Item]:
    """The inputs from the first day on; what cannot be read goes on, to be named."""
    from framing.records import Article
    from framing.sources import read_articles

    for item in read_articles(wanted.inputs, wanted.options):
        if not isinstance(item, Article) or not wanted.left_out(item.date, done):
            yield item


def _name(what: str, lines: Sequence[str]) -> None:
    if lines:
        say(f"{len(lines)} {'article' if len(lines) == 1 else 'articles'} {what}:")
    for line in lines[:_MOST_NAMED]:
        say(f"  {' '.join(line.split())}")
    if len(lines) > _MOST_NAMED:
        say(f"  and {len(lines) - _MOST_NAMED} more")
