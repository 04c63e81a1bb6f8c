"""One run over a store: articles scored a block at a time, each block a transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from framing.records import Article, Failure, Report
from framing.store.copies import link
from framing.store.failures import FailureLog
from framing.store.identity import entities_digest
from framing.store.models import add_model, find_model
from framing.store.rows import Row, article_row, found_rows, score_row
from framing.store.schema import SCORED
from framing.undisturbed import undisturbed

if TYPE_CHECKING:
    from framing.bundle import Bundle
    from framing.store.connection import Store


class Model(Protocol):
    """What a run needs of a model."""

    @property
    def bundle(self) -> Bundle:
        """The model's folder."""

    def blocks(self, articles: Iterable[Article]) -> Iterator[list[Report]]:
        """A report of each article, in order, a block at a time; an article that cannot be analysed has status error.

        May read articles ahead of the reports.
        """


@dataclass(slots=True)
class Tally:
    """What a run has done so far; what is counted here is in the store for good. `label` names the model, once used."""

    new: int = 0
    known: int = 0
    skipped: int = 0
    failures: int = 0
    copies: int = 0
    label: str | None = None

    @property
    def seen(self) -> int:
        """How many articles were dealt with."""
        return self.new + self.known + self.failures


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to score; `number` is its own in the store, None where it is not there yet."""

    article: Article
    key: str
    number: int | None = None


class Run:
    """Scores entries and writes what is found."""

    def __init__(self, store: Store, command: str, entities: Mapping[str, str], tally: Tally) -> None:
        self.store = store
        self.tally = tally
        self.waiting: deque[Entry] = deque()
        """Entries that are being scored: read, and not yet in the store."""
        self.unreadable: list[Failure] = []
        """Inputs that could not be read, to be written with the next block."""
        self._command = command
        self._entities = entities_digest(entities)
        self._began = datetime.now(UTC).replace(tzinfo=None)
        self._number: int | None = None
        self._model: int | None = None

    def go(self, entries: Iterator[Entry], open_model: Callable[[], Model], on_progress: Callable[[int], None]) -> None:
        """Score all entries. The model is opened at the first."""
        first = next(entries, None)
        if first is not None:
            model = open_model()
            for reports in model.blocks(self._fed(chain([first], entries))):
                scored = [(self.waiting[i], report) for i, report in enumerate(reports)]
                with undisturbed():
                    self._commit(model.bundle, scored)
                on_progress(self.tally.seen)
        self.flush()
        if self._number is not None:
            with self.store.transaction():
                ended = datetime.now(UTC).replace(tzinfo=None)
                self.store.run("UPDATE runs SET ended = ? WHERE run = ?", ended, self._number)

    def _fed(self, entries: Iterable[Entry]) -> Iterator[Article]:
        for entry in entries:
            self.waiting.append(entry)
            yield entry.article

    def _commit(self, bundle: Bundle | None, scored: Sequence[tuple[Entry, Report]]) -> None:
        """Write a block, and then count it."""
        log = FailureLog(self.store)
        unreadable = list(self.unreadable)
        bad = [(entry, report) for entry, report in scored if report.status == "error"]
        good = [(entry, report) for entry, report in scored if report.status != "error"]
        lines = [*map(log.unreadable, unreadable), *(log.unscored(e.article, e.key, r.message) for e, r in bad)]
        copies = 0
        if good or log.new(lines, self._known_model(bundle)):
            with self.store.transaction():
                run = self._begin(bundle)
                log.write(lines, run, self._model)
                copies = self._write(run, good) if good else 0
                log.mended([entry.key for entry, _ in good], self._model)
        self.tally.new += len(good)
        self.tally.skipped += sum(report.status == "skipped" for _, report in good)
        self.tally.failures += len(lines)
        self.tally.copies += copies
        del self.unreadable[: len(unreadable)]
        for _ in scored:
            self.waiting.popleft()

    def flush(self) -> None:
        """Write what could not be read so far."""
        with undisturbed():
            self._commit(None, [])

    def _known_model(self, bundle: Bundle | None) -> int | None:
        if bundle is None or self._model is not None:
            return self._model
        return find_model(self.store, bundle.identity, self._entities)

    def _begin(self, bundle: Bundle | None) -> int:
        """The run's number; its row is written with the first block, and again once its model is known."""
        from framing import __version__

        if bundle is not None and self._model is None:
            self._model = add_model(self.store, bundle.identity, bundle.label, self._entities)
            self.tally.label = bundle.label
            if self._number is not None:
                self.store.run("UPDATE runs SET model = ? WHERE run = ?", self._model, self._number)
        if self._number is None:
            (self._number,) = self.store.one("SELECT coalesce(max(run), 0) + 1 FROM runs")
            row = {"command": self._command, "framing": __version__, "model": self._model, "began": self._began}
            self.store.insert("runs", [{"run": self._number, **row}])
        return int(self._number)

    def _write(self, run: int, scored: Sequence[tuple[Entry, Report]]) -> int:
        """Write articles and what was found in them; returns how many are copies of earlier ones."""
        (last,) = self.store.one("SELECT coalesce(max(article), 0) FROM articles")
        numbers: list[int] = []
        articles: list[Row] = []
        for entry, _ in scored:
            numbers.append(entry.number or last + len(articles) + 1)
            if entry.number is None:
                articles.append({"article": numbers[-1], "key": entry.key, "run": run, **article_row(entry.article)})
        self.store.insert("articles", articles)
        self._forget([n for n, (entry, _) in zip(numbers, scored, strict=True) if entry.number is not None])
        rows: dict[str, list[Row]] = {"scores": []}
        for number, (_, report) in zip(numbers, scored, strict=True):
            own: Row = {"article": number, "model": self._model}
            rows["scores"].append({**own, "run": run, **score_row(report)})
            for table, found in found_rows(report).items():
                rows.setdefault(table, []).extend({**own, **row} for row in found)
        for table, many in rows.items():
            self.store.insert(table, many)
        return link(self.store, last + 1, last + len(articles)) if articles else 0

    def _forget(self, numbers: Sequence[int]) -> None:
        """Remove what this model had found in these articles before."""
        if not numbers:
            return
        listed = ", ".join(str(int(number)) for number in numbers)
        (had,) = self.store.one(f"SELECT count(*) FROM scores WHERE model = ? AND article IN ({listed})", self._model)
        for table in ("scores", *SCORED) if had else ():
            self.store.run(f"DELETE FROM {table} WHERE model = ? AND article IN ({listed})", self._model)
