"""CSV and TSV: a header, then one record a row, streamed."""

from __future__ import annotations

import csv
import logging
import threading
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from framing.records import Article, Failure
from framing.sources.files import MAX_BYTES, ReadError, Source, open_source, unfit
from framing.sources.lines import Line, text_lines
from framing.sources.options import ReadOptions
from framing.sources.rows import build, missing_text

_LOG = logging.getLogger(__name__)
_LONGEST = 2**31 - 1
_LIMIT_LOCK = threading.Lock()
_STRAY = "a quotation mark is never closed, or not doubled inside a field"


def read_delimited(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The rows of a .csv or .tsv file; a row with too many or too few fields fails alone.

    Raises InputError (ReadError in a folder) where the header has no text column.
    """
    with open_source(source) as stream:
        records = _records(_Feed(text_lines(stream, bare_returns=True)), _delimiter(source))
        header = next(records, None)
        if header is None:
            yield Failure(source.label, f"{source.label}: the file is empty, not even a header row")
            return
        names = _header(header, source, options)
        for record in records:
            yield _row(record, names, f"{source.label}:{record.line}", options)


def check_delimited(source: Source, options: ReadOptions) -> None:
    """Raise InputError where a file that was named has no text column; all else is left to the reading."""
    with open_source(source) as stream:
        header = next(_records(_Feed(text_lines(stream, bare_returns=True)), _delimiter(source)), None)
    if header is not None:
        _header(header, source, options)


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    fields: list[str]
    notes: tuple[str, ...]
    error: str | None


class _Feed(Iterator[str]):
    """Lines for the csv reader, remembering what was said about those of the current record."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()
        self.begin()

    def resume(self) -> None:
        """Give all lines of the current record but its first once more, with a note."""
        note = f"follows line {self.first}, in which {_STRAY}"
        self._again.extendleft(Line(x.number, x.text, x.note or note, x.error) for x in reversed(self._read[1:]))

    def begin(self) -> None:
        """Forget the record before."""
        self.first = 0
        self.size = 0
        self._read: list[Line] = []
        self.ended = False
        self.error: str | None = None
        self.notes: dict[str, None] = {}

    @property
    def raw(self) -> list[str]:
        """The lines of the current record."""
        return [line.text for line in self._read]

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.first = self.first or line.number
        self.size += len(line.text)
        self._read.append(line)
        if self.size > MAX_BYTES and len(self._read) == 1:
            raise ReadError(f"line {self.first} is longer than {MAX_BYTES // 2**20} MiB")
        if self.size > MAX_BYTES:
            self.ended = True
            raise StopIteration
        self.error = self.error or line.error
        if line.note:
            self.notes[line.note] = None
        return line.text


@contextmanager
def _wide_fields() -> Iterator[None]:
    """Let fields be long while one record is read: the limit of the csv module is one for the whole process."""
    with _LIMIT_LOCK:
        before = csv.field_size_limit(_LONGEST)
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _records(feed: _Feed, delimiter: str) -> Iterator[_Record]:
    """The records that are not blank, from the header on.

    What a stray quotation mark joins is parted again: its first line is an error, the others are read by themselves. A
    line with quotation marks that quote no whole field is taken as it is written.
    """
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.begin()
        fields: list[str] | None = []
        error = None
        try:
            with _wide_fields():
                fields = next(reader, None)
        except csv.Error as problem:
            error = str(problem)
        if fields is None:
            return
        raw, notes = feed.raw, tuple(feed.notes)
        if feed.ended or not _well_quoted(raw, delimiter):
            fields = raw[0].rstrip("\r\n").split(delimiter)
            if feed.ended or len(raw) > 1:
                error = f"{_STRAY}; the lines after it are read by themselves"
                feed.resume()
                reader = csv.reader(feed, delimiter=delimiter)
            else:
                notes += ("quotation marks that quote no whole field were kept as they are",)
        if fields or error:
            yield _Record(feed.first, fields, notes, feed.error or error)


def _well_quoted(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every quoted field of a record ends before a delimiter."""
    if len(lines) == 1 and '"' not in lines[0]:
        return True
    try:
        with _wide_fields():
            return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _header(record: _Record, source: Source, options: ReadOptions) -> list[str]:
    names = [name.strip() for name in record.fields]
    where = f"{source.label}:{record.line}"
    if record.error:
        raise unfit(source, f"the header row cannot be read: {record.error}", record.line)
    needed = options.theirs("text")
    if needed not in names:
        raise unfit(source, f"{missing_text(names, options)}{_other_delimiter(names, source)}")
    twice = [name for name, count in Counter(names).items() if count > 1]
    if needed in twice:
        raise unfit(source, f"two columns are called {needed!r}; rename one of them", record.line)
    if twice:
        _LOG.warning("%s: several columns are called %r; the last one is taken", where, twice[0])
    for ours, theirs in options.columns.items():
        if theirs not in names:
            _LOG.warning("%s: no column %r, which --column names for %r", where, theirs, ours)
    return names


def _other_delimiter(names: list[str], source: Source) -> str:
    other = next((d for d in ";\t,|" if d in names[0]), None) if len(names) == 1 else None
    if other is None:
        return ""
    shown = {"\t": "tabs", ",": "','"}
    return (
        f"; the fields seem to be separated by {shown.get(other, repr(other))}, "
        f"while {source.suffix} is read with {shown[_delimiter(source)]} between them"
    )


def _delimiter(source: Source) -> str:
    return "\t" if source.suffix == ".tsv" else ","


def _row(record: _Record, names: list[str], where: str, options: ReadOptions) -> Article | Failure:
    if record.error:
        return Failure(where, f"{where}: {record.error}")
    if len(record.fields) != len(names):
        return Failure(where, f"{where}: the row has {len(record.fields)} fields, the header {len(names)}")
    return build(dict(zip(names, record.fields, strict=True)), where, options, record.notes)
