"""JSON lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from framing.records import Article, Failure
from framing.sources.files import Source, open_source
from framing.sources.lines import Line, text_lines
from framing.sources.options import ReadOptions
from framing.sources.rows import build


def read_jsonl(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The rows of a JSON lines file; blank lines are passed over, a broken line fails alone."""
    with open_source(source) as stream:
        for line in text_lines(stream):
            if line.text.strip():
                yield _row(line, f"{source.label}:{line.number}", options)


def _row(line: Line, where: str, options: ReadOptions) -> Article | Failure:
    if line.error:
        return Failure(where, f"{where}: {line.error}")
    try:
        row = json.loads(line.text.rstrip())
    except json.JSONDecodeError as error:
        return Failure(where, f"{where}: broken JSON at column {error.colno}: {error.msg}; one object a line is needed")
    except RecursionError:
        return Failure(where, f"{where}: nested too deeply to be read")
    except ValueError as error:
        return Failure(where, f"{where}: broken JSON: {error}")
    if not isinstance(row, dict):
        return Failure(where, f"{where}: the line holds {type(row).__name__} data; one object a line is needed")
    return build(row, where, options, (line.note,) if line.note else ())
