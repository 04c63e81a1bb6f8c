"""This project's own labels: whole news articles of public corpora by offsets, and sentences written for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.corpora.examples import UNSURE, Example, LabelledSpan, Labels, rows, votes
from framing.corpora.seeds import LABELS as SEEDS
from framing.errors import InputError, MissingCorpusError

FILES = {"allsides": ("articles.jsonl.gz",), "polnear": ("train.jsonl", "dev.jsonl")}
"""Where the texts of the labelled articles are, by corpus."""
KINDS = {"F": "fact", "C": "claim", "M": "commentary"}
TYPES = {"J": "judgement", "I": "interpretation", "P": "forecast"}
HEDGES = {"e": "epistemic", "h": "hearsay", "v": "vague"}


@dataclass(frozen=True, slots=True)
class NewsSentence:
    """A labelled sentence with the whole text that it stands in."""

    article: str
    text: str
    start: int
    end: int
    example: Example


def news(root: Path, split: str) -> Iterator[Example]:
    """Sentences of whole news articles, labelled twice.

    Heads `kind`, `commentary_type`, `hedge`, `loaded_words`, `loaded_news`; splits train, tune, test; `train` holds the
    written sentences as well. Soft labels are the share of the readings; a hedge that only one reading marked is unsure
    in training and decided in the other splits. `group` is the article.
    """
    yield from (sentence.example for sentence in news_sentences(root, split))
    if split == "train":
        for path in _label_files(root)[1]:
            for row in rows(path):
                yield _example(row["text"], "written", row)


def news_sentences(root: Path, split: str) -> Iterator[NewsSentence]:
    """The labelled sentences of whole articles, in order, with their place in the text; furniture is left out.

    Raises:
        InputError: an article is missing below `root`, or its text is not the one that was labelled.
    """
    articles = [row for row in rows(_label_files(root)[0]) if row["split"] == split]
    texts = article_texts(root, {(a["corpus"], a["id"]) for a in articles})
    for article in articles:
        text = texts[article["corpus"], article["id"]]
        if hashlib.sha256(text.encode()).hexdigest() != article["sha256"]:
            name = f"{article['corpus']}/{article['id']}"
            raise InputError(f"{root}: the text of {name} is not the one that was labelled")
        for label in article["sentences"]:
            if "X" not in label["kind"]:
                start, end = label["start"], label["end"]
                example = _example(text[start:end], article["id"], label)
                yield NewsSentence(article["id"], text, start, end, example)


def label_folder(root: Path) -> Path:
    """Where this project's labels are: `root/news` if there is one, else the seeds.

    Raises:
        MissingCorpusError: neither is there.
    """
    own = root / "news"
    if not own.is_dir() and not SEEDS.is_dir():
        raise MissingCorpusError(
            f"{own}: no such folder, and this installation has no labels of its own: copy seeds/labels there"
        )
    return own if own.is_dir() else SEEDS


def _label_files(root: Path) -> tuple[Path, Sequence[Path]]:
    """The labels of whole articles, and the written sentences."""
    folder = label_folder(root)
    return folder / ("news.jsonl" if folder == SEEDS else "labels.jsonl"), sorted(folder.glob("written*.jsonl"))


def article_texts(root: Path, wanted: Set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The texts of the wanted (corpus, id).

    Raises:
        MissingCorpusError: some are missing below `root`.
    """
    found = {
        (corpus, row["id"]): row["text"]
        for corpus in sorted({c for c, _ in wanted})
        for name in FILES[corpus]
        for row in rows(root / corpus / name)
        if (corpus, row["id"]) in wanted
    }
    if missing := wanted - set(found):
        raise MissingCorpusError(f"{root}: {len(missing)} labelled articles are missing, such as {min(missing)}")
    return found


def kind_of(label: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """The shares of a label's readings of `kind` and, where one is commentary, of `commentary_type`."""
    named = {"kind": [KINDS[k] for k in label["kind"]], "commentary_type": [TYPES[t] for t in label["type"]]}
    return {head: votes(readings) for head, readings in named.items() if readings}


def _example(text: str, group: str, label: Mapping[str, Any]) -> Example:
    sentence = kind_of(label)
    hedges: list[LabelledSpan] = [(s, e, HEDGES.get(t, UNSURE)) for s, e, t in label["hedges"]]
    loaded: list[LabelledSpan] = [(s, e, "loaded" if t == "l" else UNSURE) for s, e, t in label["loaded"]]
    share = 1.0 if any(t == "loaded" for *_, t in loaded) else 0.5 if loaded else 0.0
    sentence["loaded_news"] = {"loaded": share, "neutral": 1.0 - share}
    tokens = {"hedge": Labels(tuple(hedges)), "loaded_words": Labels(tuple(loaded))}
    return Example(text=text, group=group, sentence=sentence, tokens=tokens)
