"""The table of corpora by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from framing.corpora import news_labels, own_sentences, sentence_corpora, span_corpora, unlabelled
from framing.corpora.examples import Example, checked
from framing.errors import UsageError

CORPORA: Mapping[str, Callable[[Path, str], Iterator[Example]]] = {
    "allsides": unlabelled.allsides,
    "annolexical": sentence_corpora.annolexical,
    "babe": sentence_corpora.babe,
    "certainty": sentence_corpora.certainty,
    "checkthat": sentence_corpora.checkthat,
    "hedges": own_sentences.hedges,
    "news": news_labels.news,
    "newsmtsc": span_corpora.newsmtsc,
    "penn": sentence_corpora.penn,
    "polnear": span_corpora.polnear,
    "targets": own_sentences.targets,
    "triples": own_sentences.triples,
    "wikiweasel": sentence_corpora.wikiweasel,
}

WRITTEN = frozenset({"triples"})
"""Those that were written for this project whole: they come with it, and need no folder of corpora."""


def read_corpus(name: str, root: Path, split: str) -> Iterator[Example]:
    """The examples of one corpus below `root`.

    Raises:
        UsageError: no corpus of that name.
        InputError: its files are missing or broken.
    """
    if name not in CORPORA:
        raise UsageError(f"corpus {name!r} is unknown; known are {', '.join(CORPORA)}")
    return checked(CORPORA[name](root, split), f"{root / name}: {split}")
