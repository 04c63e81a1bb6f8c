"""What our answers are compared with: word lists, TF-IDF with logistic regression, a stock classifier of one head.

Every rival may learn from the parts that the model was trained on, and what it gives is judged as ours is; the cut of a
word list is the best one on those parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from comparison.questions import YES_NO, Question
from framing.errors import MissingExtraError
from framing.metrics import Floats, Indices, macro_f1
from framing.train.calibrate import best_threshold
from framing.train.prepare import normal

LEAST = 20
"""Fewer training items teach a rival nothing."""
STOCK_EPOCHS, STOCK_RATE, STOCK_BATCH = 4, 1e-4, 32


@dataclass(frozen=True, slots=True)
class Items:
    """The texts of a question's items and their true classes."""

    texts: Sequence[str]
    truth: Indices

    def without(self, others: Sequence[str]) -> Items:
        """Those whose text is not among the others."""
        forbidden = {normal(text) for text in others}
        keep = [i for i, text in enumerate(self.texts) if normal(text) not in forbidden]
        return Items([self.texts[i] for i in keep], self.truth[keep])


@dataclass(frozen=True, slots=True)
class Answers:
    """The class of every item, and a score that is higher the more it is the second of two classes (None: no score)."""

    guess: Indices
    score: Floats | None = None


class Rival(Protocol):
    """Something else that answers."""

    @property
    def name(self) -> str:
        """As it stands in the table."""

    def answer(self, question: Question, train: Items, test: Items) -> Answers | None:
        """The answers to the held-out items; None where this question is not for it."""


@dataclass(frozen=True, slots=True)
class WordList:
    """A word list: `tone` says how subjective a text is (0..1), `polarity` how positive (-1..1)."""

    name: str
    tone: Callable[[str], float]
    polarity: Callable[[str], float]

    def answer(self, question: Question, train: Items, test: Items) -> Answers | None:
        """Tone above a cut, or polarity beyond one on either side; the cut is the best one in the training part."""
        if question.sense == "tone":
            known, score = _scores(self.tone, train), _scores(self.tone, test)
            cut = _cut(known, lambda c: macro_f1(train.truth, (known >= c).astype(np.int64)))
            return Answers((score >= cut).astype(np.int64), score)
        if question.sense == "polarity":
            known = _scores(self.polarity, train)
            cut = _cut(np.abs(known), lambda c: macro_f1(train.truth, _sides(known, c)))
            return Answers(_sides(_scores(self.polarity, test), cut))
        return None


def _scores(tool: Callable[[str], float], items: Items) -> Floats:
    return np.array([tool(text) for text in items.texts], np.float64)


def _cut(p: Floats, score: Callable[[float], float]) -> float:
    """The best cut above nothing at all, for most sentences have none of the words."""
    some = p[p > 0]
    return best_threshold(some, score) if len(some) else 1.0


def _sides(polarity: Floats, cut: float) -> Indices:
    """Negative, neutral, positive."""
    return 1 + (polarity >= cut).astype(np.int64) - (polarity <= -cut).astype(np.int64)


def textblob() -> WordList:
    """TextBlob (its lexicon of subjectivity and polarity)."""
    try:
        from textblob import TextBlob
    except ImportError as error:
        raise MissingExtraError(feature="TextBlob", extra="bench") from error
    return WordList(
        "TextBlob",
        lambda text: float(TextBlob(text).sentiment.subjectivity),
        lambda text: float(TextBlob(text).sentiment.polarity),
    )


def vader() -> WordList:
    """VADER (Hutto & Gilbert 2014); it has no subjectivity: how far from neutral stands for it."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError as error:
        raise MissingExtraError(feature="VADER", extra="bench") from error
    tool = SentimentIntensityAnalyzer()

    def polarity(text: str) -> float:
        return float(tool.polarity_scores(text)["compound"])

    return WordList("VADER", lambda text: abs(polarity(text)), polarity)


WORD_LISTS: Mapping[str, Callable[[], WordList]] = {"TextBlob": textblob, "VADER": vader}
"""The word lists by name; each raises MissingExtraError where its package is not installed."""


@dataclass(frozen=True, slots=True)
class Tfidf:
    """TF-IDF of words and pairs of words with balanced logistic regression, scikit-learn's defaults otherwise."""

    name: str = "TF-IDF + logistic regression"

    def fitted(self, train: Items) -> Any:  # noqa: ANN401 (scikit-learn has no types)
        """The model that learned from these items."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        return make_pipeline(words, LogisticRegression(class_weight="balanced", max_iter=2000)).fit(
            train.texts, train.truth
        )

    def answer(self, question: Question, train: Items, test: Items) -> Answers | None:
        """The most probable class; None where there is too little to learn from."""
        if len(train.texts) < LEAST or len(np.unique(train.truth)) < 2:
            return None
        model = self.fitted(train)
        score = model.predict_proba(test.texts)[:, 1] if question.classes == YES_NO else None
        return Answers(model.predict(test.texts).astype(np.int64), score)


def quiet() -> None:
    """Tells transformers not to warn of a head that is new, which is what is wanted here, and to show no progress."""
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()


@dataclass(frozen=True, slots=True)
class Stock:
    """transformers as its documentation shows it: the same base encoder, one head, fine-tuned on one corpus.

    `only` are the corpora for which that is done (minutes each).
    """

    encoder: str
    threads: int
    only: frozenset[str] = field(default_factory=frozenset)
    name: str = "transformers pipeline, one head"

    def pipeline(self, train: Items | None, batch: int) -> Callable[[Sequence[str]], list[Any]]:
        """The text-classification pipeline; without items to learn from its head knows nothing."""
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

        quiet()
        torch.set_num_threads(self.threads)
        torch.manual_seed(0)
        tokenizer = AutoTokenizer.from_pretrained(self.encoder)
        model = AutoModelForSequenceClassification.from_pretrained(self.encoder, num_labels=2)
        if train is not None:
            _fine_tune(model, tokenizer, train)
        classify = pipeline(
            "text-classification", model=model.eval(), tokenizer=tokenizer, device="cpu", batch_size=batch
        )

        def work(texts: Sequence[str]) -> list[Any]:
            torch.set_num_threads(self.threads)  # one number for the whole process, and others set it, too
            return list(classify(list(texts), truncation=True))

        return work

    def answer(self, question: Question, train: Items, test: Items) -> Answers | None:
        """The more probable of two classes."""
        if question.corpus not in self.only or question.classes != YES_NO:
            return None
        found = self.pipeline(train, 32)(test.texts)
        score = np.array([r["score"] if r["label"] == "LABEL_1" else 1.0 - r["score"] for r in found])
        return Answers((score >= 0.5).astype(np.int64), score)


def _fine_tune(model: Any, tokenizer: Any, train: Items) -> None:  # noqa: ANN401
    """Plain cross-entropy, the rate falling linearly to nothing; seed 0."""
    import torch

    rng = np.random.default_rng(0)
    steps = STOCK_EPOCHS * -(-len(train.texts) // STOCK_BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=STOCK_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0 - step / steps)
    model.train()
    for _ in range(STOCK_EPOCHS):
        for rows in _batches(rng.permutation(len(train.texts))):
            texts = [train.texts[i] for i in rows]
            batch = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")
            model(**batch, labels=torch.from_numpy(train.truth[rows])).loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()


def _batches(order: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    return [order[i : i + STOCK_BATCH] for i in range(0, len(order), STOCK_BATCH)]
