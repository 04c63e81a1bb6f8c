"""One table row to one article, whatever the table's format."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time

from framing.records import Article, Failure, Span
from framing.sources.decode import zero_note
from framing.sources.options import ReadOptions

_SCORED = ("text", "targets")
"""What a row that is one sentence is scored by: all its other columns are passed on as they are."""
_WORDS = ("outlet", "title", "date", "url", "language", "genre")


class RowError(Exception):
    """This row cannot be an article; the message says why."""


def build(
    row: Mapping[str, object], where: str, options: ReadOptions, notes: tuple[str, ...] = ()
) -> Article | Failure:
    """The article of a row found at `where` (FILE:LINE), or a Failure that keeps its other columns.

    The keys are the table's own column names; `options.columns` says which of them are ours.
    """
    try:
        cells = {str(k): jsonable(v) for k, v in row.items()}
        _refuse_surrogates(cells)
    except RecursionError:
        return Failure(where, f"{where}: nested too deeply to be read")
    except RowError as error:
        return Failure(where, f"{where}: {error}")
    ours = {name: cells[options.theirs(name)] for name in options.taken if options.theirs(name) in cells}
    used = _SCORED if options.unit == "sentence" else options.taken
    for name in used:
        cells.pop(options.theirs(name), None)
    try:
        return _article(ours, cells, where, options, notes)
    except RowError as error:
        return Failure(_name(ours.get("id")) or where, f"{where}: {error}", cells)


def jsonable(value: object) -> object:
    """A value as JSON can hold it: undefined numbers as None, and what JSON does not know as text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(v) for v in value]
    return _as_words(value)


def missing_text(found: list[str], options: ReadOptions) -> str:
    """What to say where the text column is not among those found."""
    name = options.theirs("text")
    asked = f" (asked for with --column text={name})" if name != "text" else ""
    return (
        f"no column {name!r}{asked}; the columns are: {', '.join(found) or 'none'}; "
        "say which one holds the text with --column text=NAME"
    )


def _article(
    ours: dict[str, object], extra: dict[str, object], where: str, options: ReadOptions, notes: tuple[str, ...]
) -> Article:
    if "text" not in ours:
        raise RowError(missing_text([*ours, *extra], options))
    text = ours["text"]
    if not isinstance(text, str):
        raise RowError(f"{options.theirs('text')!r} is {_kind(text)}, not a string")
    if isinstance(ours.get("id"), list | dict):
        raise RowError(f"{options.theirs('id')!r} is {_kind(ours['id'])}, not a string or a number")
    dropped = tuple(
        f"{options.theirs(name)!r} is {_kind(ours[name])} and was left out"
        for name in _WORDS
        if isinstance(ours.get(name), list | dict)
    )
    words = {name: _name(ours.get(name)) for name in _WORDS}
    return Article(
        id=_name(ours.get("id")) or where,
        text=text,
        authors=_authors(ours.get("authors")),
        targets=_targets(ours.get("targets"), len(text), options.theirs("targets")),
        notes=notes + zero_note(text) + dropped,
        extra=extra,
        **words,
    )


def _name(value: object) -> str | None:
    """A cell as a word: None where it is empty or no single value."""
    return None if value is None or value == "" or isinstance(value, list | dict) else str(value)


def _kind(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "an object", str: "a string"}
    return names.get(type(value), type(value).__name__)


def _authors(value: object) -> tuple[str, ...]:
    """A list of names, also as JSON in a string, or a string split on ";"."""
    if isinstance(value, str):
        listed = _json_list(value)
        value = value.split(";") if listed is None else listed
    if not isinstance(value, list):
        return ()
    return tuple(name for v in value if isinstance(v, str) and (name := v.strip()))


def _json_list(cell: str) -> list[object] | None:
    if not cell.lstrip().startswith("["):
        return None
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else None


def _targets(value: object, length: int, column: str) -> tuple[Span, ...] | None:
    if value is None or value == "":
        return None
    spans = _json_list(value) if isinstance(value, str) else value
    if not isinstance(spans, list):
        raise RowError(f"{column!r} is {value!r:.80}, not a list of [start, end]")
    return tuple(_span(span, f"{column}[{i}]", length) for i, span in enumerate(spans))


def _span(span: object, name: str, length: int) -> Span:
    match span:
        case [int() as start, int() as end] if not isinstance(start, bool) and not isinstance(end, bool):
            pass
        case _:
            raise RowError(f"{name} is {span!r:.80}, not [start, end] in whole numbers")
    if not 0 <= start < end <= length:
        raise RowError(f"{name} is [{start}, {end}], outside the text: 0 <= start < end <= {length} characters")
    return start, end


def _as_words(value: object) -> str:
    """Dates in ISO 8601, bytes as the text they are or else in hexadecimal, the rest as Python writes it."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if not isinstance(value, bytes):
        return str(value)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.hex()


def _refuse_surrogates(cells: Mapping[str, object]) -> None:
    for name, value in cells.items():
        try:
            (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).encode("utf-8")
            name.encode("utf-8")
        except UnicodeEncodeError as error:
            code = f"\\u{ord(error.object[error.start]):04x}"
            raise RowError(f"{name!a} holds an unpaired surrogate ({code}), which UTF-8 cannot hold") from error
