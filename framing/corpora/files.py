"""One file of a public corpus, and which corpus a file is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from framing.corpora import sentence_corpora, span_corpora
from framing.corpora.examples import Example, Row, checked, rows
from framing.errors import InputError, UsageError
from framing.sources.options import split_suffix

SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """How a file of one corpus is read, and the columns by which it is known.

    `split` reads some folds of it, and is None where a file of the corpus has none.
    """

    columns: frozenset[str]
    examples: Callable[[Iterable[Row]], Iterator[Example]]
    split: Callable[[Iterable[Row], str], Iterator[Example]] | None = None


FILES: Mapping[str, FileFormat] = {
    "penn": FileFormat(
        columns=frozenset({"types", "article"}),
        examples=sentence_corpora.penn_examples,
        split=sentence_corpora.penn_examples,
    ),
    "babe": FileFormat(
        columns=frozenset({"biased", "biased_words"}),
        examples=sentence_corpora.babe_examples,
        split=sentence_corpora.babe_examples,
    ),
    "checkthat": FileFormat(columns=frozenset({"label"}), examples=sentence_corpora.checkthat_examples),
    "wikiweasel": FileFormat(columns=frozenset({"uncertain"}), examples=sentence_corpora.wikiweasel_examples),
    "polnear": FileFormat(columns=frozenset({"attributions"}), examples=span_corpora.polnear_examples),
    "newsmtsc": FileFormat(columns=frozenset({"targets", "story"}), examples=span_corpora.newsmtsc_examples),
}
"""The corpora of which a single file can be read, in the form that docs/training.md gives."""
_SUBJECTIVITY = frozenset({"SUBJ", "OBJ"})
"""The labels of CheckThat!: its one column of its own is that of any table of labels."""


def read_file(name: str, path: Path, split: str | None = None) -> list[Example]:
    """The examples of one file, or of those of its rows that are in a split (`fold0`, `notfold0`, ...).

    Raises:
        InputError: the file is missing, broken, of another form, or without any example.
        UsageError: the corpus has no such split.
    """
    if split_suffix(path.name)[0] != SUFFIX:
        raise InputError(f"{path}: a file of {name} is {SUFFIX} or {SUFFIX}.gz, one JSON object a line")
    form = FILES[name]
    if split is None:
        made = form.examples(rows(path))
    elif form.split is None:
        raise UsageError(f"--split {split}: a file of {name} has no splits")
    else:
        made = form.split(rows(path), split)
    found = list(checked(made, f"{path}: as {name} it"))
    if not found:
        raise InputError(f"{path}: no sentence in there{f' is in the split {split}' if split else ''}")
    return found


def guess(path: Path) -> str | None:
    """The corpus that a file's first row has the columns of; None where they are those of none, or of several.

    Raises:
        InputError: the file is missing or broken, or holds no row.
    """
    first = next(rows(path), None)
    if first is None:
        raise InputError(f"{path}: no sentence in there")
    found = [name for name, form in FILES.items() if form.columns <= set(first)]
    if found == ["checkthat"] and str(first["label"]) not in _SUBJECTIVITY:
        return None
    return found[0] if len(found) == 1 else None
