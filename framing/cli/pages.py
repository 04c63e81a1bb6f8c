"""The files of `framing report`: safe names, and each file whole or not there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from framing.errors import UsageError
from framing.records import Report

if TYPE_CHECKING:
    from framing.story import Comparison

LONGEST = 100
"""Bytes of a name without its suffix."""
_UNSAFE = re.compile(r"[^\w.]+|_{2,}|\.{2,}")
_PLAIN = (".txt", ".md", ".html", ".htm", ".gz")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(10))}


@dataclass(frozen=True, slots=True)
class Format:
    """One format of reports; `index` is the name of the comparison."""

    suffix: str
    index: str
    render: Callable[[Report], str]
    render_comparison: Callable[[Comparison, Mapping[str, str]], str]


def find_format(name: str) -> Format:
    """The format of that name. Raises UsageError."""
    if name == "html":
        from framing.report import html

        return Format(".html", "index.html", html.render, html.render_comparison)
    if name == "markdown":
        from framing.report import markdown

        return Format(".md", "comparison.md", markdown.render, markdown.render_comparison)
    if name == "json":
        from framing.report import comparisonfile, jsonfile

        return Format(".json", "comparison.json", jsonfile.render, comparisonfile.render)
    raise UsageError(f"--format {name}: allowed are html, json and markdown")


class Names:
    """File names from ids: readable, unique whatever the case, and never outside the folder."""

    def __init__(self, form: Format) -> None:
        self._suffix = form.suffix
        self._taken = {Path(form.index).stem.casefold()}

    def name(self, article_id: str) -> str:
        """The name for the next article of that id; a name that is taken gets a number."""
        stem = safe_stem(article_id)
        number, unique = 1, stem
        while unique.casefold() in self._taken:
            number += 1
            unique = f"{stem}-{number}"
        self._taken.add(unique.casefold())
        return unique + self._suffix


def safe_stem(article_id: str) -> str:
    """An id as the stem of a file name: the file's own name where the id is a path of a plain file, else all of it."""
    path = PurePosixPath(article_id.replace("\\", "/"))
    plain = path.suffix.lower() in _PLAIN
    while plain and path.suffix.lower() in _PLAIN:
        path = path.with_suffix("")
    words = unicodedata.normalize("NFC", path.name if plain else article_id)
    stem = _UNSAFE.sub("-", words).strip("-._")
    stem = stem.encode("utf-8", "ignore")[:LONGEST].decode("utf-8", "ignore").strip("-._") or "article"
    return f"{stem}-article" if stem.casefold().split(".")[0] in _DEVICES else stem
