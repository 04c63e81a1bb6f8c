"""Fits the combinations on served outputs: kind, commentary type, opinion, loaded, hedged, epistemic.

Logistic models (Platt 1999; Zadrozny & Elkan 2002) of a few named features, fitted on whole news articles that the
encoder was not trained on, so that the probabilities hold for news as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from framing.bundle import Combination
from framing.corpora import UNSURE, Example
from framing.corpora.news_labels import NewsSentence, news_sentences
from framing.encoder import Encoder, Scores
from framing.errors import InputError
from framing.labels.features import Place, features
from framing.labels.hedges import HEAD as HEDGE
from framing.labels.hedges import cues
from framing.labels.quotes import quoted_spans
from framing.labels.spans import Found, io_spans
from framing.metrics import balanced_accuracy, macro_f1, span_f1
from framing.records import CommentaryType, Kind

NOTE = "fitted on the tuning articles of seeds/labels/news.jsonl, whole news articles as they come"
OPINION = {"opinion_babe.0": -1.0, "opinion_checkthat.1": 1.0, "opinion_penn.2": 1.0, "kind.2": 1.0}
"""The three corpora's own outputs and that for commentary in our own labels, each as log-odds of opinion; their mean is
scaled and shifted, none is preferred."""
FEATURES: Mapping[str, tuple[str, ...]] = {
    "kind": (
        "kind.0",
        "kind.1",
        "kind.2",
        "opinion_babe.0",
        "opinion_checkthat.1",
        "opinion_penn.0",
        "opinion_penn.2",
        "opinion_penn.3",
        "attribution.content",
        "attribution.cue",
        "hedge.1",
        "hedge.2",
        "commentary_type.1",
        "commentary_type.2",
        "place.quoted",
        "place.runs_on",
    ),
    "commentary_type": ("commentary_type.0", "commentary_type.1", "commentary_type.2", "hedge.1", "loaded_news.1"),
    "loaded": ("loaded.1", "loaded_news.1", "loaded_words.any"),
    "hedged": ("hedge.any",),
    "epistemic": ("hedge.1",),
}


@dataclass(frozen=True, slots=True)
class Tuning:
    """Labelled news sentences with what the served encoder says of them."""

    sentences: Sequence[NewsSentence]
    scores: Sequence[Scores]

    @property
    def values(self) -> list[dict[str, float]]:
        """The features of each sentence."""
        return [features(s, place_of(n)) for s, n in zip(self.scores, self.sentences, strict=True)]


def tuning(encoder: Encoder, data: Path, split: str) -> Tuning:
    """Scores one split of the labelled articles."""
    sentences = list(news_sentences(data, split))
    return Tuning(sentences, encoder.score([s.example.text for s in sentences]))


def place_of(sentence: NewsSentence) -> Place:
    """Where a labelled sentence stands among its article's quotation marks."""
    return Place.of(sentence.start, sentence.end, quoted_spans(sentence.text))


def top(example: Example, head: str) -> str:
    """The label with the largest share, the first of equals."""
    return max(sorted(example.sentence[head]), key=lambda label: example.sentence[head][label])


def is_hedged(example: Example, kind: str | None = None) -> bool:
    """Whether the readings agree on a hedge (of that type)."""
    return any(label not in (UNSURE,) and kind in (None, label) for *_, label in example.tokens["hedge"].spans)


def fit_combinations(data: Tuning) -> list[Combination]:
    """All combinations of a bundle."""
    values = data.values
    examples = [s.example for s in data.sentences]
    kinds = [top(e, "kind") for e in examples]
    types = [top(e, "commentary_type") if "commentary_type" in e.sentence else None for e in examples]
    typed = [i for i, t in enumerate(types) if t is not None]
    loaded = [e.sentence["loaded_news"].get("loaded", 0.0) > 0.5 for e in examples]  # noqa: PLR2004
    hedge_cut = _word_threshold(data, "hedge")
    loaded_cut = _word_threshold(data, "loaded_words")
    return [
        _classes("kind", values, kinds, tuple(Kind)),
        _classes("commentary_type", [values[i] for i in typed], [types[i] or "" for i in typed], tuple(CommentaryType)),
        _opinion(values, np.array([k == "commentary" for k in kinds])),
        _binary("loaded", values, np.array(loaded), {"words": loaded_cut}),
        _binary("hedged", values, np.array([is_hedged(e) for e in examples]), {"words": hedge_cut}),
        _binary("epistemic", values, np.array([is_hedged(e, "epistemic") for e in examples]), {}),
    ]


def _matrix(values: Sequence[Mapping[str, float]], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[v[name] for name in names] for v in values], np.float64)


def _regression(x: NDArray[np.float64], y: Sequence[Any] | NDArray[Any], strength: float) -> LogisticRegression:
    """A regression on standardised features, given back in the features' own units."""
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=strength, max_iter=2000).fit((x - mean) / scale, y)
    model.coef_ = model.coef_ / scale
    model.intercept_ = model.intercept_ - model.coef_ @ mean
    return model


def _classes(
    name: str, values: Sequence[Mapping[str, float]], labels: Sequence[str], classes: tuple[str, ...]
) -> Combination:
    numbers = [list(classes).index(label) for label in labels]
    _check(name, numbers, len(classes))
    model = _regression(_matrix(values, FEATURES[name]), numbers, strength=0.1)
    return Combination(
        name=name,
        classes=tuple(str(c) for c in classes),
        features=FEATURES[name],
        weight=model.coef_.astype(np.float32),
        bias=model.intercept_.astype(np.float32),
        prior=tuple(numbers.count(i) / len(numbers) for i in range(len(classes))),
        threshold={},
        note=f"multinomial logistic regression, L2, {NOTE} (n={len(labels)})",
    )


def _check(name: str, found: Sequence[object] | NDArray[Any], wanted: int) -> None:
    if len(set(found)) < wanted:
        kinds = f"{len(set(found))} of {wanted} classes"
        raise InputError(f"{name!r} cannot be fitted: the tuning articles have {kinds} in {len(found)} sentences")


def _binary(
    name: str, values: Sequence[Mapping[str, float]], truth: NDArray[np.bool_], cuts: Mapping[str, float]
) -> Combination:
    _check(name, truth, 2)
    x = _matrix(values, FEATURES[name])
    model = _regression(x, truth, strength=1.0)
    fitted = _Fitted(FEATURES[name], model.coef_[0], float(model.intercept_[0]))
    return fitted.combination(name, x, truth, cuts)


def _opinion(values: Sequence[Mapping[str, float]], truth: NDArray[np.bool_]) -> Combination:
    _check("opinion", truth, 2)
    signs = np.array(list(OPINION.values())) / len(OPINION)
    x = _matrix(values, tuple(OPINION))
    model = _regression((x @ signs)[:, None], truth, strength=1e3)
    fitted = _Fitted(tuple(OPINION), signs * float(model.coef_[0, 0]), float(model.intercept_[0]))
    return fitted.combination("opinion", x, truth, {})


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A binary logistic model of named features."""

    features: tuple[str, ...]
    weight: NDArray[np.float64]
    bias: float

    def combination(
        self, name: str, x: NDArray[np.float64], truth: NDArray[np.bool_], cuts: Mapping[str, float]
    ) -> Combination:
        """The model with its best cut on what it was fitted on."""
        p = 1.0 / (1.0 + np.exp(-(x @ self.weight + self.bias)))
        natural = best_threshold(p, lambda cut: macro_f1(truth.astype(str), (p >= cut).astype(str)))
        balanced = best_threshold(p, lambda cut: balanced_accuracy(truth, p >= cut))
        return Combination(
            name=name,
            classes=("no", "yes"),
            features=self.features,
            weight=self.weight[None].astype(np.float32),
            bias=np.array([self.bias], np.float32),
            prior=(1.0 - float(truth.mean()), float(truth.mean())),
            threshold={"natural": natural, "balanced": balanced, **cuts},
            note=f"logistic regression, {NOTE} (n={len(truth)})",
        )


def best_threshold(p: NDArray[np.float64], score: Callable[[float], float]) -> float:
    """The cut among the quantiles of `p` with the best score, to three decimals."""
    cuts = np.unique(np.quantile(p, np.linspace(0.02, 0.98, 97)))
    return round(float(max(cuts, key=score)), 3)


def _word_threshold(data: Tuning, head: str) -> float:
    """The token probability at which exact spans agree best with the labels."""
    truth = [[(a, b) for a, b, c in s.example.tokens[head].spans if c != UNSURE] for s in data.sentences]

    def score(cut: float) -> float:
        rows = zip(data.sentences, data.scores, strict=True)
        found = [_found(s.example.text, o, head, cut) for s, o in rows]
        return span_f1(truth, [[(f.start, f.end) for f in row] for row in found])

    return round(float(max(np.linspace(0.1, 0.8, 15), key=score)), 3)


def _found(text: str, scores: Scores, head: str, cut: float) -> list[Found]:
    return cues(text, scores, cut) if head == HEDGE else io_spans(text, scores.offsets, scores.tokens[head], cut)
