"""What a reader needs to know besides the inputs themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal

from framing.errors import UsageError
from framing.sources.web.limits import FetchLimits

TABLES = (".jsonl", ".csv", ".tsv", ".parquet")
SINGLES = (".txt", ".md", ".html", ".htm")
"""The formats in which a file is one article."""
ARCHIVE = ".warc"
FEEDS = (".rss", ".atom", ".xml", ".feed")
LIST = ".urls"
SUFFIXES = (*SINGLES, ARCHIVE, *TABLES)
"""The formats that are read, also from folders; each also with `.gz` behind it."""
NAMED = (*FEEDS, LIST)
"""The formats that are read only where the user names the file, since what they list is fetched from the web."""
ALLOWED = (
    f"allowed are {' '.join(SUFFIXES)}, each also with .gz; feeds ({' '.join(FEEDS[:-1])}), lists of addresses "
    f"({LIST}), and addresses (http://, https://, feed:https://)"
)
COLUMNS = ("text", "id", "outlet", "title", "date", "url", "authors", "language", "genre", "targets")
"""The table columns that framing defines; `targets` only with `unit="sentence"`."""


def split_suffix(name: str) -> tuple[str, bool]:
    """The format suffix of a file name in lower case, without `.gz`, and whether `.gz` was there."""
    lower = PurePath(name.lower())
    gzipped = lower.suffix == ".gz"
    return PurePath(lower.stem if gzipped else lower.name).suffix, gzipped


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read.

    `columns` maps our column names to those of the table (`{"text": "body"}`), `suffix` is the format of standard
    input (None: text; that of a feed holds for http(s) addresses too), `unit` says what one table row is (a "row" is
    known by its FILE:LINE alone, and all its columns but the text are passed on), and `fetch` bounds what is fetched
    from the web. Raises UsageError for an unknown column or suffix.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    suffix: str | None = None
    unit: Literal["article", "sentence", "row"] = "article"
    fetch: FetchLimits = field(default_factory=FetchLimits)

    def __post_init__(self) -> None:
        """Check the values."""
        if self.unit not in ("article", "sentence", "row"):
            raise UsageError(f"--unit {self.unit}: allowed are article and sentence")
        if unknown := sorted(set(self.columns) - set(COLUMNS)):
            raise UsageError(
                f"--column {unknown[0]}={self.columns[unknown[0]]}: {unknown[0]!r} is no column of ours; "
                f"allowed are {' '.join(COLUMNS)}, as in --column text=body"
            )
        if self.suffix is not None and self.stdin_format[0] not in SUFFIXES + NAMED:
            raise UsageError(f"--from {self.suffix}: unknown suffix; {ALLOWED}")

    @property
    def stdin_format(self) -> tuple[str, bool]:
        """The format of standard input as (suffix, gzipped)."""
        return split_suffix("-." + (self.suffix or ".txt").lstrip("."))

    @property
    def taken(self) -> tuple[str, ...]:
        """Which of our columns are read."""
        return {"article": COLUMNS[:-1], "sentence": COLUMNS, "row": COLUMNS[:1]}[self.unit]

    def theirs(self, name: str) -> str:
        """The table's name for our column `name`."""
        return self.columns.get(name, name)
