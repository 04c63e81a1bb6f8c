"""This project's own labels of single news sentences: hedges with their traps, and targets with their valence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.corpora.examples import UNSURE, Example, LabelledSpan, Labels, rows
from framing.corpora.news_labels import HEDGES, article_texts, kind_of, label_folder
from framing.corpora.span_corpora import POLARITY
from framing.errors import InputError

TYPES = {"p": "person", "o": "organisation", "c": "country", "g": "group"}


def hedges(root: Path, split: str) -> Iterator[Example]:
    """Sentences drawn for a hedge or for what only looks like one: token head `hedge`; splits train, test.

    `group` is what the sentence was drawn for (`trap_may`, `hearsay`, ...).
    """
    for text, row in _sentences(root, "hedges.jsonl", split):
        spans = tuple((s, e, HEDGES.get(t, UNSURE)) for s, e, t in row["hedges"])
        yield Example(text=text, group=row["bucket"], tokens={"hedge": Labels(spans)})


def targets(root: Path, split: str) -> Iterator[Example]:
    """Sentences with targets and the valence of their wording: token head `valence`; splits train, tune, test.

    `train` holds the written sentences as well. `group` is the article, `written` for those.
    """
    for text, row in _sentences(root, "targets.jsonl", split):
        yield _valued(text, row["id"], row)
    written = label_folder(root) / "targets_written.jsonl"
    if split == "train" and written.is_file():
        for row in rows(written):
            yield _valued(row["text"], "written", row)


def triples(root: Path, split: str) -> Iterator[Example]:
    """One event told plainly, with praise and with blame, in this order: token head `valence`, and `kind` where known.

    Written for this project; splits train, tune. `group` is the triple, the same for its three sentences; the first
    span of each is the target that the triple is about.
    """
    path = label_folder(root) / "triples.jsonl"
    for row in rows(path) if path.is_file() else ():
        if row["split"] == split:
            example = _valued(row["text"], f"triple {row['triple']}", row)
            yield replace(example, sentence=kind_of(row))


def target_types(root: Path, split: str) -> list[tuple[str, ...]]:
    """For each of the examples of `targets` of a split that is not `train`, the types of its targets in order."""
    found = _sentences(root, "targets.jsonl", split)
    return [tuple(TYPES[t] for *_, t in row["targets"]) for _, row in found]


def _valued(text: str, group: str, row: Mapping[str, Any]) -> Example:
    spans: list[LabelledSpan] = [(s, e, POLARITY.get(v, UNSURE)) for s, e, v, _ in row["targets"]]
    return Example(text=text, group=group, tokens={"valence": Labels(tuple(spans), exhaustive=False)})


def _sentences(root: Path, name: str, split: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The labelled sentences of one file and split, with their texts.

    Raises:
        InputError: an article is missing below `root`, or a sentence is not the one that was labelled.
    """
    path = label_folder(root) / name
    labelled = [row for row in rows(path) if row["split"] == split] if path.is_file() else []
    texts = article_texts(root, {(row["corpus"], row["id"]) for row in labelled})
    for row in labelled:
        text = texts[row["corpus"], row["id"]][row["start"] : row["end"]]
        if hashlib.sha256(text.encode()).hexdigest()[:16] != row["sha256"]:
            where = f"{row['corpus']}/{row['id']}:{row['start']}"
            raise InputError(f"{root}: the sentence {where} is not the one that was labelled")
        yield text, row
