"""What every corpus is turned into: a text with soft sentence labels and labelled spans, a head at a time."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from framing.errors import InputError, MissingCorpusError

LabelledSpan = tuple[int, int, str]
UNSURE = "?"
"""The class of a span that the annotators disagree on: its tokens get no loss."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labelled spans of one token head.

    `spans` are (start, end, class), offsets in code points of the text. Where `exhaustive`, every token outside them
    has the head's first class; otherwise only the tokens inside carry a label (targets of a valence).
    """

    spans: tuple[LabelledSpan, ...]
    exhaustive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One labelled sentence. `sentence` maps a head to a distribution over its classes (they sum to 1).

    `group` is what no split may cut (an article, a story), `outlet` who published it, where the corpus says so.
    """

    text: str
    group: str
    sentence: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    tokens: Mapping[str, Labels] = field(default_factory=dict)
    outlet: str | None = None


class Row(dict[str, Any]):
    """One line of a file; a key that it lacks is an error that names the line."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        super().__init__(values)
        self._where = where

    def __missing__(self, key: str) -> NoReturn:
        raise InputError(f"{self._where}: {key!r} is missing; given are {', '.join(map(repr, self)) or 'no keys'}")


def rows(path: Path) -> Iterator[Row]:
    """Reads a `.jsonl` or `.jsonl.gz` file; empty lines are passed over.

    Raises:
        InputError: the file is missing (`MissingCorpusError`) or broken, a line is not a JSON object, or lacks a key
            that is asked for.
    """
    if not path.is_file():
        raise MissingCorpusError(f"{path}: no such file; a corpus folder as described in docs/training.md is expected")
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(line, f"{path}:{number}")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def _row(line: str, where: str) -> Row:
    try:
        values = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({error})") from error
    if not isinstance(values, dict):
        raise InputError(f"{where}: an object is expected, got {type(values).__name__}")
    return Row(values, where)


def checked(examples: Iterable[Example], where: str) -> Iterator[Example]:
    """The examples as they are made.

    Raises:
        InputError: a value of a row is not what the corpus has there; the message says after how many examples.
    """
    count = 0
    try:
        for example in examples:
            yield example
            count += 1
    except (AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise InputError(f"{where} is malformed after {count} examples: {error!r}") from error


def votes(labels: list[str]) -> dict[str, float]:
    """The share of each label among several people's votes."""
    return {label: labels.count(label) / len(labels) for label in sorted(set(labels))}
