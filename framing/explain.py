"""Why a sentence is called commentary or loaded: the words whose absence lowers its log-odds most.

Leave-one-out erasure (Li, Monroe & Jurafsky 2016): the sentence is scored again without each of its words. It costs a
pass a word, so it is done for reports, on the sentences in question alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from framing.bundle import Bundle, Combination
from framing.encoder import Encoder, Scores
from framing.labels import combine
from framing.labels.features import Place, features, log_odds
from framing.labels.quotes import quoted_spans
from framing.records import Kind, LabelledSentence, Report, Span

_WORD = re.compile(r"\w[\w’'.-]*\w|\w")
MAX_SENTENCES, MAX_WORDS, TOP = 40, 60, 4
LEAST, LEAST_ODDS = 0.02, 0.25
"""A word counts as evidence if leaving it out lowers the probability, or its log-odds, by so much: a probability near 1
hardly falls whatever is left out."""


def explain(report: Report, encoder: Encoder, bundle: Bundle) -> Report:
    """The report with `evidence` for its commentary and loaded sentences (the first 40, of each its first 60 words).

    A word's change is negative: by so much does the probability fall when the word is left out.
    """
    quotes = quoted_spans(report.article.text)
    cut = bundle.combinations["loaded"].threshold["natural"]
    chosen = [s for s in report.sentences if s.kind is Kind.COMMENTARY or (s.p_loaded or 0.0) >= cut][:MAX_SENTENCES]
    words = [_words(s) for s in chosen]
    texts = [_without(s.sentence.text, word) for s, row in zip(chosen, words, strict=True) for word in row]
    scores = iter(encoder.score(texts))
    evidence: dict[int, tuple[tuple[int, int, float], ...]] = {}
    for sentence, row in zip(chosen, words, strict=True):
        model, index, before = _question(sentence, bundle)
        place = Place.of(sentence.sentence.start, sentence.sentence.end, quotes, sentence.sentence.role)
        after = [_probability(model, index, next(scores), place) for _ in row]
        evidence[sentence.index] = _strongest(sentence, row, before, after)
    return replace(report, evidence=evidence)


def _words(sentence: LabelledSentence) -> list[Span]:
    return [m.span() for m in _WORD.finditer(sentence.sentence.text)][:MAX_WORDS]


def _without(text: str, word: Span) -> str:
    return text[: word[0]] + text[word[1] :].lstrip()


def _question(sentence: LabelledSentence, bundle: Bundle) -> tuple[Combination, int, float]:
    """Which probability is explained: that of commentary where it is commentary, else that of loaded."""
    if sentence.kind is Kind.COMMENTARY and sentence.p_kind is not None:
        return bundle.combinations["kind"], 2, sentence.p_kind[2]
    return bundle.combinations["loaded"], 1, sentence.p_loaded or 0.0


def _probability(model: Combination, index: int, scores: Scores, place: Place) -> float:
    return combine.apply(model, features(scores, place))[index]


def _strongest(
    sentence: LabelledSentence, words: Sequence[Span], before: float, after: Sequence[float]
) -> tuple[tuple[int, int, float], ...]:
    start = sentence.sentence.start
    falls = ((log_odds(p) - log_odds(before), p - before, word) for p, word in zip(after, words, strict=True))
    ranked = [(change, word) for odds, change, word in sorted(falls) if change <= -LEAST or odds <= -LEAST_ODDS]
    return tuple((start + a, start + b, round(change, 4)) for change, (a, b) in ranked[:TOP] if change < 0)
