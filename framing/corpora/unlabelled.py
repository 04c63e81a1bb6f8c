"""Sentences of news articles without labels, for a teacher to label."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from framing.corpora.examples import Example, rows
from framing.errors import UsageError
from framing.records import Article, Role
from framing.sentences import split as split_sentences

SAMPLES = {"sample": 5, "small": 1, "wide": 12}
"""How many sentences of each article a split holds at most."""
PASSAGE = 2000
"""They are drawn from a passage of about so many characters, which begins with any of the article's paragraphs."""
WORDS = range(5, 71)
"""How many words a sentence may have."""


def allsides(root: Path, split: str) -> Iterator[Example]:
    """Sentences drawn from every AllSides article, the same ones every time; `group` is the article.

    Raises:
        UsageError: no split of that name.
    """
    if split not in SAMPLES:
        raise UsageError(f"allsides: split {split!r} is unknown; known are {', '.join(SAMPLES)}")
    for row in rows(root / "allsides" / "articles.jsonl.gz"):
        rng = random.Random(f"{split}/{row['id']}")
        article = Article(id=row["id"], text=_passage(row["text"], rng))
        texts = [s.text for s in split_sentences(article) if s.role is Role.BODY and len(s.text.split()) in WORDS]
        for text in rng.sample(texts, min(SAMPLES[split], len(texts))):
            yield Example(text=text, group=article.id)


def _passage(text: str, rng: random.Random) -> str:
    """Paragraphs that follow each other, PASSAGE characters or a little more, the whole text where it is short."""
    paragraphs = text.split("\n\n")
    latest, length = len(paragraphs), 0
    while latest and length < PASSAGE:
        latest -= 1
        length += len(paragraphs[latest])
    first = rng.randint(0, latest)
    last, length = first, 0
    while last < len(paragraphs) and length < PASSAGE:
        length += len(paragraphs[last])
        last += 1
    return "\n\n".join(paragraphs[first:last])
