"""The plain baseline that a head must beat: TF-IDF of words and pairs of words, and the same regression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.metrics import Indices
from framing.retrain.learn import Course, Make
from framing.retrain.serving import own_outline
from framing.retrain.spec import Wanted


def bag_of_words(course: Course, wanted: Wanted, texts: Sequence[str]) -> Make:
    """What the baseline learns from: words and their rarity are known from the rows that it may see alone."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    def make(learned: Indices) -> Course:
        vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        vectors.fit([texts[i] for i in learned.tolist()])
        return replace(course, shape=own_outline(wanted), x=vectors.transform(texts), values=None, old=None)

    return make
