"""Corpora with labelled spans: PolNeAR (attribution) and NewsMTSC (valence of targets)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from framing.corpora.examples import Example, LabelledSpan, Labels, Row, rows
from framing.records import Article, Role
from framing.sentences import split as split_sentences

PARTS = ("source", "cue", "content")
POLARITY = {-1: "negative", 0: "neutral", 1: "positive"}


def polnear(root: Path, split: str) -> Iterator[Example]:
    """PolNeAR (Newell et al. 2018) cut into sentences: token head `attribution`; splits train, dev.

    Spans that run over a sentence's end are clipped to it. `group` is the article.
    """
    return polnear_examples(rows(root / "polnear" / f"{split}.jsonl"))


def polnear_examples(table: Iterable[Row]) -> Iterator[Example]:
    """The sentences of a file of PolNeAR."""
    for row in table:
        article = Article(id=row["id"], text=row["text"])
        spans = sorted(
            (start, end, part) for found in row["attributions"] for part in PARTS for start, end in found[part]
        )
        for sentence in split_sentences(article):
            if sentence.role is not Role.FURNITURE:
                labels = Labels(tuple(_clip(spans, sentence.start, sentence.end)))
                tokens = {"attribution": labels}
                yield Example(text=sentence.text, group=row["id"], tokens=tokens, outlet=row.get("outlet"))


def _clip(spans: list[LabelledSpan], start: int, end: int) -> Iterator[LabelledSpan]:
    for left, right, part in spans:
        if left < end and right > start:
            yield max(left, start) - start, min(right, end) - start, part


def newsmtsc(root: Path, split: str) -> Iterator[Example]:
    """NewsMTSC (Hamborg & Donnay 2021): token head `valence` at the target's tokens; splits train, dev_mt."""
    return newsmtsc_examples(rows(root / "newsmtsc" / f"{split}.jsonl"))


def newsmtsc_examples(table: Iterable[Row]) -> Iterator[Example]:
    """The examples of a file of NewsMTSC."""
    for row in table:
        spans = tuple((t["start"], t["end"], POLARITY[t["polarity"]]) for t in row["targets"])
        yield Example(text=row["text"], group=row["story"], tokens={"valence": Labels(spans, exhaustive=False)})
