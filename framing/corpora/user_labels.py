"""Labels that a user brings in a table: one sentence a row, with a class, several people's votes, or spans."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from framing.corpora.examples import LabelledSpan
from framing.errors import InputError, UsageError
from framing.records import Article, Failure
from framing.sources import ReadOptions, read_articles
from framing.sources.options import TABLES, split_suffix

COLUMNS = ("text", "label", "votes", "group", "split")
"""The columns that are read; `votes` stands for `label` where both are there."""
NO, YES = "no", "yes"
"""The classes that 0 and 1, false and true mean where a table has no other labels."""
LONGEST = 60
"""Characters of a class name at most: it becomes part of a column's name."""
_TRUTHS: Mapping[str, str] = MappingProxyType({"0": NO, "1": YES, "false": NO, "true": YES})
_SHOWN = 5
"""How many faulty rows a message quotes."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One labelled sentence.

    `votes` are the classes that annotators gave, one each (a single label is one vote); empty where `spans` is not
    None: (start, end, class) in code points of the text, for a token head. `group` is the article or outlet that no
    split may cut, `split` what the user assigned the row to, `where` FILE:LINE.
    """

    text: str
    votes: tuple[str, ...]
    spans: tuple[LabelledSpan, ...] | None
    group: str | None
    split: str | None
    where: str


class _CellError(Exception):
    """A row cannot be used; the message says why."""


def read_labels(paths: Sequence[Path], columns: Mapping[str, str] = MappingProxyType({})) -> tuple[LabelRow, ...]:
    """All rows of tables (.jsonl .csv .tsv .parquet, each also with .gz), in order.

    `label` is a class, 0/1 or true/false (read as the classes "no" and "yes" where there are no other labels), a list
    of classes (one an annotator; also in the column `votes`), or a list of spans (`{"start", "end", "label"}` or
    `[start, end, label]`; `[]` is a sentence without any); in csv, lists are JSON. `group` is taken from the column
    `article` where there is no `group`. `columns` maps our column names to the tables' own.

    Raises:
        InputError: a file is no table or cannot be read, or rows lack a text or a usable label; the message names them.
        UsageError: `columns` names a column that is not read.
    """
    if unknown := sorted(set(columns) - set(COLUMNS)):
        raise UsageError(f"--column {unknown[0]}={columns[unknown[0]]}: allowed are {' '.join(COLUMNS)}")
    for path in paths:
        if not path.is_file() or split_suffix(path.name)[0] not in TABLES:
            what = "unknown suffix" if path.is_file() else "no such file"
            raise InputError(f"{path}: {what}; labels are read from {' '.join(TABLES)}, each also with .gz")
    given = {"text": columns["text"]} if "text" in columns else {}
    found = list(_rows(paths, ReadOptions(columns=given, unit="row"), {c: columns.get(c, c) for c in COLUMNS}))
    rows = [row for row in found if isinstance(row, LabelRow)]
    faults = [row for row in found if isinstance(row, str)]
    faults += _kinds_mixed(rows)
    if faults:
        more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise InputError(f"{len(faults)} of {len(found)} rows cannot be used: {'; '.join(faults[:_SHOWN])}{more}")
    if not rows:
        raise InputError(f"{', '.join(map(str, paths))}: no rows; a table with the columns text and label is needed")
    return tuple(_truths(rows))


def _rows(paths: Sequence[Path], options: ReadOptions, names: Mapping[str, str]) -> Iterator[LabelRow | str]:
    """Each row, or why it cannot be used."""
    for found in read_articles(list(paths), options):
        if isinstance(found, Failure):
            yield found.message
            continue
        try:
            yield _row(found, names)
        except _CellError as error:
            yield f"{found.id}: {error}"


def _row(found: Article, names: Mapping[str, str]) -> LabelRow:
    if not found.text.strip():
        raise _CellError(f"{names['text']!r} is empty")
    cells = found.extra
    column = names["votes"] if cells.get(names["votes"]) not in (None, "") else names["label"]
    if column not in cells:
        raise _CellError(f"no column {column!r}; the columns are: {', '.join([names['text'], *cells])}")
    votes, spans = _label(cells[column], column, len(found.text))
    group = _word(cells.get(names["group"]), names["group"]) or _word(cells.get("article"), "article")
    split = _word(cells.get(names["split"]), names["split"])
    return LabelRow(found.text, votes, spans, group, split.lower() if split else None, found.id)


def _label(cell: object, column: str, length: int) -> tuple[tuple[str, ...], tuple[LabelledSpan, ...] | None]:
    """The votes, or the spans; neither for an empty list, which the other rows explain."""
    value = _unpacked(cell, column)
    if value is None or value == "":
        raise _CellError(f"{column!r} is empty; leave out rows without a label (spans: [] is a sentence without any)")
    if not isinstance(value, list):
        return (_name(value, column),), None
    if any(isinstance(item, list | dict) for item in value):
        return (), tuple(sorted(_span(item, f"{column}[{i}]", length) for i, item in enumerate(value)))
    return tuple(_name(item, column) for item in value if item is not None), None


def _unpacked(cell: object, column: str) -> object:
    if not isinstance(cell, str) or not cell.lstrip().startswith("["):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        raise _CellError(f"{column!r} begins like a list but is not JSON: {cell!r:.60}") from None


def _name(value: object, column: str) -> str:
    """A class name: words as they are, numbers and truths as JSON writes them."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool | int):
        return str(value).lower()
    name = value.strip() if isinstance(value, str) else ""
    if not name or len(name) > LONGEST or not name.isprintable():
        raise _CellError(f"{column!r} is {value!r:.80}; a class is a name of at most {LONGEST} characters, or 0 or 1")
    return name


def _span(item: object, name: str, length: int) -> LabelledSpan:
    match item:
        case {"start": int() as start, "end": int() as end, "label": label} if _whole(start, end):
            pass
        case [int() as start, int() as end, label] if _whole(start, end):
            pass
        case _:
            raise _CellError(f'{name} is {item!r:.80}, not {{"start": ..., "end": ..., "label": ...}}')
    if not 0 <= start < end <= length:
        raise _CellError(f"{name} is [{start}, {end}], outside the text: 0 <= start < end <= {length} characters")
    return start, end, _name(label, name)


def _whole(start: object, end: object) -> bool:
    return not isinstance(start, bool) and not isinstance(end, bool)


def _word(value: object, column: str) -> str | None:
    if isinstance(value, list | dict):
        raise _CellError(f"{column!r} is {value!r:.60}, not a word or a number")
    return None if value is None or value == "" else str(value)


def _kinds_mixed(rows: Sequence[LabelRow]) -> list[str]:
    """What is wrong where one table has spans in one row and classes in another, or no label in its lists."""
    spanned = any(row.spans is not None for row in rows)
    if spanned:
        return [f"{r.where}: the label is a class, while other rows have spans" for r in rows if r.votes]
    return [f"{r.where}: the list of votes is empty" for r in rows if not r.votes]


def _truths(rows: Sequence[LabelRow]) -> Iterator[LabelRow]:
    """The rows with 0/1 and false/true as "no" and "yes" where nothing else occurs, and empty lists as no spans."""
    spanned = any(row.spans is not None for row in rows)
    binary = all(vote.lower() in _TRUTHS for row in rows for vote in row.votes)
    for row in rows:
        votes = tuple(_TRUTHS[vote.lower()] for vote in row.votes) if binary else row.votes
        yield replace(row, votes=votes, spans=row.spans or () if spanned else None)
