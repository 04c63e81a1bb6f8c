"""Reports as the lines of a block: rows in JSON, with what the output's header must know of them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.records import Report
from framing.rows import SENTENCE_COLUMNS, article_columns, article_row, measure_columns, sentence_rows

if TYPE_CHECKING:
    from framing.bundle import Bundle

_LOG = logging.getLogger(__name__)
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of one input or of a whole block; `kinds` tells what the columns that are not ours hold."""

    lines: tuple[bytes, ...]
    errors: int
    kinds: Mapping[str, str] = field(default_factory=dict)


class RowMaker:
    """Makes the rows of reports: one an article, or one a sentence.

    Args:
        bundle: the model, whose listed heads are columns (of sentences) or measures (of articles).
        rows: "articles" or "sentences".
        unit: "article", or "sentence" where a row also has the input's own columns.
    """

    def __init__(self, bundle: Bundle, *, rows: str, unit: str) -> None:
        self._sentences = rows == "sentences"
        self._unit = unit
        self.columns = _sentence_columns(bundle) if self._sentences else _article_columns(bundle)
        self._dropped: set[str] = set()

    def piece(self, report: Report) -> Piece:
        """The rows of one report."""
        rows = list(sentence_rows(report)) if self._sentences else [article_row(report)]
        if self._unit == "sentence":
            if len(rows) != 1:
                raise ValueError(f"one input row gave {len(rows)} output rows")
            rows = [{**rows[0], **self._others(report.article.extra)}]
        full = [{**dict.fromkeys(self.columns), **row} for row in rows]
        lines = tuple(_line(row) for row in full)
        kinds = merged({name: kind(row[name])} for row in full for name in row if name not in self.columns)
        return Piece(lines, int(report.status == "error"), kinds)

    def kinds(self, cells: Mapping[str, object]) -> dict[str, str]:
        """What the further columns of an input hold (its `extra`), as far as they are columns of the output too."""
        passed = self._others(cells) if self._unit == "sentence" else {}
        return {name: kind(value) for name, value in passed.items()}

    def _others(self, cells: Mapping[str, object]) -> dict[str, object]:
        """The input's columns, less those that have the name of one of ours, of which a warning tells."""
        taken = {name for name in cells if name in self.columns}
        for name in sorted(taken - self._dropped):
            _LOG.warning("the input's column %r is left out: the output has a column of that name", name)
        self._dropped |= taken
        return {name: value for name, value in cells.items() if name not in taken}


def kind(value: object) -> str:
    """What a cell holds: null, bool, int, float, str, or else json (also a number beyond 64 bits)."""
    if value is None:
        return "null"
    if isinstance(value, int) and not isinstance(value, bool) and not _SMALLEST <= value <= _LARGEST:
        return "json"
    return {bool: "bool", int: "int", float: "float", str: "str"}.get(type(value), "json")


def merged(many: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The kind that holds all that each column has held, columns in order of first appearance."""
    result: dict[str, str] = {}
    for kinds in many:
        for name, other in kinds.items():
            result[name] = _joined(result.get(name, "null"), other)
    return result


def _joined(one: str, other: str) -> str:
    known = {one, other} - {"null"}
    if len(known) <= 1:
        return known.pop() if known else "null"
    return "float" if known == {"int", "float"} else "json"


def _line(row: Mapping[str, object]) -> bytes:
    """A lone surrogate, which UTF-8 cannot hold, becomes its JSON escape."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace") + b"\n"


def _sentence_columns(bundle: Bundle) -> tuple[str, ...]:
    heads = [head for head in bundle.heads if head.listed]
    probabilities = [f"p_{label}" for head in heads for label in head.labels]
    spans = [f"spans_{head.name}" for head in heads if head.level == "token"]
    return (*SENTENCE_COLUMNS[:-2], *probabilities, *spans, *SENTENCE_COLUMNS[-2:])


def _article_columns(bundle: Bundle) -> tuple[str, ...]:
    labels = [label for head in bundle.heads if head.listed for label in head.labels]
    return article_columns(tuple(column for label in labels for column in measure_columns(f"{label}_share")))
