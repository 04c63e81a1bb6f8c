"""The file that a model is evaluated on: of which corpus it is, its examples, and whether the model can answer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.bundle import Bundle
from framing.corpora import UNSURE, Example
from framing.corpora.files import FILES, SUFFIX, guess, read_file
from framing.corpora.user_labels import LabelRow, read_labels
from framing.errors import InputError, UsageError
from framing.evaluate.answers import Question, find, names
from framing.evaluate.own_labels import examples_of, truth_of
from framing.sources.options import split_suffix

OWN = "labels"
CORPORA = (*FILES, OWN)
"""What `--corpus` takes."""
HEADS: Mapping[str, tuple[str, ...]] = {
    "penn": ("opinion_penn",),
    "babe": ("loaded", "opinion_babe"),
    "checkthat": ("opinion_checkthat",),
    "wikiweasel": ("weasel",),
    "polnear": ("attribution",),
    "newsmtsc": ("valence",),
}
"""The heads that learn from each corpus, and are measured by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is evaluated: a file, its corpus (None: by its columns), and for own labels the head that they are of.

    `split` chooses some of the rows, `seen` is a file of the same corpus that the model learned from, `columns` maps
    our names of the columns of own labels to the table's.
    """

    path: Path
    corpus: str | None = None
    head: str | None = None
    split: str | None = None
    seen: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The examples of a file, and what speaks against figures from them."""

    corpus: str
    examples: Sequence[Example]
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData(Data):
    """Own labels: what they answer, and for each example its votes and where it stands (FILE:LINE)."""

    question: Question
    votes: Sequence[Sequence[str]]
    where: Sequence[str]


def read_data(task: Task, bundle: Bundle) -> Data:
    """Read and check the file of a task.

    Raises:
        InputError: it is missing, broken, of another form, or has labels that the model does not know.
        UsageError: options that do not fit it, or a model without the heads that it is about.
    """
    corpus = corpus_of(task)
    if corpus == OWN:
        return read_own(task, bundle)
    if task.head is not None or task.columns:
        option = "--head" if task.head is not None else "--column"
        raise UsageError(f"{option} is for one's own labels; {task.path} is read as {corpus} (--corpus labels)")
    _check_heads(corpus, bundle)
    examples = read_file(corpus, task.path, task.split)
    _check_labels(task.path, corpus, examples, bundle)
    return Data(corpus=corpus, examples=examples, cautions=tuple(_trained_on(corpus, task, bundle)))


def corpus_of(task: Task) -> str:
    """The corpus that is named, else the only one whose columns the file has.

    Raises:
        InputError: there is no such file, or it cannot be read.
        UsageError: no corpus of that name, or it cannot be told from the columns.
    """
    if not task.path.is_file():
        what = "a folder" if task.path.is_dir() else "no such file"
        raise InputError(f"{task.path}: {what}; a file of a corpus or a table of labels is needed")
    if task.corpus is not None:
        if task.corpus not in CORPORA:
            raise UsageError(f"--corpus {task.corpus}: allowed are {', '.join(CORPORA)}")
        return task.corpus
    if task.head is not None:
        return OWN
    found = guess(task.path) if split_suffix(task.path.name)[0] == SUFFIX else None
    if found is None:
        raise UsageError(
            f"{task.path}: its columns do not tell which corpus it is; say it with --corpus {'|'.join(CORPORA)} "
            "(labels: your own, with --head)"
        )
    return found


def _check_heads(corpus: str, bundle: Bundle) -> None:
    known = [head.name for head in bundle.heads]
    if missing := [name for name in HEADS[corpus] if name not in known]:
        raise UsageError(
            f"--corpus {corpus}: {bundle.label} has no head {', '.join(missing)}; it has {', '.join(known)} "
            "(--corpus labels --head NAME measures any of them)"
        )


def _check_labels(path: Path, corpus: str, examples: Iterable[Example], bundle: Bundle) -> None:
    """Refuse a label that the head does not have: it would count as an error of the model."""
    for head in bundle.heads:
        if head.name not in HEADS[corpus]:
            continue
        for number, example in enumerate(examples, 1):
            given = set(example.sentence.get(head.name, ()))
            if head.name in example.tokens:
                given |= {name for *_, name in example.tokens[head.name].spans}
            if unknown := given - {*head.classes, UNSURE}:
                allowed = ", ".join(head.classes)
                raise InputError(f"{path}: sentence {number} has the label {min(unknown)!r}; allowed are {allowed}")


def _trained_on(corpus: str, task: Task, bundle: Bundle) -> Iterable[str]:
    facts = bundle.facts
    left_out = facts.get("held_out_babe_fold")
    folded = FILES[corpus].split is not None and left_out is not None
    if corpus not in facts.get("corpora", ()) or (folded and task.split == f"fold{left_out}"):
        return
    if folded:
        yield f"{bundle.label} learned from all of {corpus} but fold {left_out}: measure it with --split fold{left_out}"
    else:
        yield (
            f"{bundle.label} learned from {corpus}: unless this file was kept out of its training, it has seen these "
            "very sentences, and the figures are too high for new ones"
        )


def read_own(task: Task, bundle: Bundle) -> OwnData:
    """Read and check a table of own labels.

    Raises:
        InputError: it cannot be used, has labels that the head does not know, or none that is clear.
        UsageError: options that do not fit it, or a model without such a head.
    """
    if task.head is None:
        raise UsageError(
            f"{task.path}: labels of your own need --head NAME, what they are of; it may be {', '.join(names(bundle))}"
        )
    if task.seen is not None:
        raise UsageError("--seen is for a public corpus; of your own labels, choose rows with --split")
    given = read_labels([task.path], task.columns)
    question = find(bundle, task.head, spanned=given[0].spans is not None)
    splits = sorted({row.split for row in given if row.split is not None})
    rows = _of_split(given, task, splits)
    examples = examples_of(rows, question, bundle)
    cautions = []
    if task.split is None and len(splits) > 1:
        cautions.append(f"all splits of the file together ({', '.join(splits)}); --split {splits[0]} takes one")
    if question.level == "sentence" and (tied := int((truth_of(examples, question) < 0).sum())):
        cautions.append(f"{tied} of {len(examples)} sentences have votes that tie and are left out of the figures")
        if tied == len(examples):
            raise InputError(f"{task.path}: the votes of every sentence tie; none has a label")
    return OwnData(
        corpus=OWN,
        examples=examples,
        question=question,
        votes=[row.votes for row in rows],
        where=[row.where for row in rows],
        cautions=tuple(cautions),
    )


def _of_split(rows: Sequence[LabelRow], task: Task, splits: Sequence[str]) -> Sequence[LabelRow]:
    if task.split is None:
        return rows
    kept = [row for row in rows if row.split == task.split.lower()]
    if not kept:
        known = f"its splits are {', '.join(splits)}" if splits else "it has no column split"
        raise UsageError(f"--split {task.split}: no row of {task.path} is in it; {known}")
    return kept
