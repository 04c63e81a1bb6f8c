"""Corpora with one label a sentence: BABE, CheckThat!, Penn, WikiWeasel, certainty, anno-lexical."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from framing.corpora.examples import Example, Labels, Row, rows, votes
from framing.errors import UsageError

WHOLE = "train"
"""The split that is a whole file of BABE or Penn."""
_FOLDS = re.compile(r"train|(?P<others>not)?fold(?P<fold>[0-4])")


def babe(root: Path, split: str) -> Iterator[Example]:
    """BABE SG2 (Spinde et al. 2021): heads `loaded`, `loaded_words`, `opinion_babe`.

    `split` is `train` (all folds), `fold0` to `fold4`, or `notfold0` to `notfold4` (all the others); folds keep
    the sentences of one article together.
    """
    return babe_examples(rows(root / "babe" / "train.jsonl"), split)


def babe_examples(table: Iterable[Row], split: str = WHOLE) -> Iterator[Example]:
    """The examples of a file of BABE, or of some of its folds."""
    for row in table:
        if split != WHOLE and _left_out(split, row["fold"]):
            continue
        text = row["text"]
        sentence = {"loaded": {"loaded" if row["biased"] else "neutral": 1.0}}
        if row["opinion"]:
            sentence["opinion_babe"] = {row["opinion"]: 1.0}
        spans = tuple(span for word in row["biased_words"] for span in _find(text, word))
        tokens = {"loaded_words": Labels(spans)}
        yield Example(text=text, group=row["group"], sentence=sentence, tokens=tokens, outlet=row.get("outlet"))


def _left_out(split: str, fold: int) -> bool:
    found = _FOLDS.fullmatch(split)
    if not found:
        raise UsageError(f"split {split!r} is unknown; known are train, fold0 to fold4, notfold0 to notfold4")
    return found["fold"] is not None and (int(found["fold"]) == fold) == bool(found["others"])


def _find(text: str, word: str) -> Iterator[tuple[int, int, str]]:
    """The first place where the words stand by themselves, else the first where they stand at all."""
    words = re.escape(word.strip())
    found = re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) or re.search(words, text, re.IGNORECASE)
    if words and found:
        yield *found.span(), "loaded"


def checkthat(root: Path, split: str) -> Iterator[Example]:
    """CheckThat! subjectivity in English: head `opinion_checkthat`; splits train, dev, dev_test."""
    return checkthat_examples(rows(root / "checkthat" / f"{split}.jsonl"))


def checkthat_examples(table: Iterable[Row]) -> Iterator[Example]:
    """The examples of a file of CheckThat!."""
    for row in table:
        yield Example(text=row["text"], group=row["id"], sentence={"opinion_checkthat": {row["label"]: 1.0}})


def penn(root: Path, split: str) -> Iterator[Example]:
    """Penn's human validation labels: head `opinion_penn`, three people's votes as a soft label.

    `split` is `train` (all), `fold0` to `fold4`, or `notfold0` to `notfold4`; articles are dealt to the folds by their
    votes for opinion, since a few of them hold most of it.
    """
    return penn_examples(rows(root / "penn" / "train.jsonl"), split)


def penn_examples(rows_given: Iterable[Row], split: str = WHOLE) -> Iterator[Example]:
    """The examples of a file of Penn's labels, or of some of the folds that its articles are dealt to."""
    table = list(rows_given)
    opinions = Counter({row["article"]: 0 for row in table})
    opinions.update(row["article"] for row in table for vote in row["types"] if vote == "opinion")
    ranked = sorted(opinions, key=lambda article: (opinions[article], article))
    fold = {article: i % 5 for i, article in enumerate(ranked)}
    for row in table:
        if _left_out(split, fold[row["article"]]):
            continue
        sentence = {"opinion_penn": votes(row["types"])}
        yield Example(text=row["text"], group=row["article"], sentence=sentence, outlet=row.get("outlet"))


def wikiweasel(root: Path, split: str) -> Iterator[Example]:
    """CoNLL-2010 Wikipedia sentences (Farkas et al. 2010): auxiliary head `weasel`; split train."""
    return wikiweasel_examples(rows(root / "wikiweasel" / f"{split}.jsonl"))


def wikiweasel_examples(table: Iterable[Row]) -> Iterator[Example]:
    """The examples of a file of WikiWeasel."""
    for row in table:
        label = "uncertain" if row["uncertain"] else "certain"
        yield Example(text=row["text"], group=row["id"], sentence={"weasel": {label: 1.0}})


def certainty(root: Path, split: str) -> Iterator[Example]:
    """Certainty of science findings (Pei & Jurgens 2021), 1..6 as a soft label: auxiliary head `certainty`."""
    for row in rows(root / "certainty" / f"{split}.jsonl"):
        uncertain = (6.0 - float(row["certainty"])) / 5.0
        label = {"certain": 1.0 - uncertain, "uncertain": uncertain}
        yield Example(text=row["text"], group=row["id"], sentence={"certainty": label})


def annolexical(root: Path, split: str) -> Iterator[Example]:
    """anno-lexical, labelled by language models: head `loaded`, for pre-training only, never for measuring."""
    for number, row in enumerate(rows(root / "annolexical" / f"{split}.jsonl.gz")):
        label = "loaded" if row["biased"] else "neutral"
        yield Example(text=row["text"], group=str(number), sentence={"loaded": {label: 1.0}})
