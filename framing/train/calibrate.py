"""Fits the combinations on served outputs: kind, commentary type, opinion, loaded, hedged, epistemic.

Logistic models (Platt 1999; Zadrozny & Elkan 2002) of a few named features, fitted on whole news articles that the
encoder was not trained on, so that the probabilities hold for news as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.bundle import BINARY, Combination
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

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A combination before it is fitted: what it tells apart from which features, on what, and how freely.

    `strength` is the inverse of the penalty (C) on standardised features.
    """

    name: str
    classes: tuple[str, ...]
    features: tuple[str, ...]
    note: str
    strength: float


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
    hedge_cut = word_threshold(examples, data.scores, "hedge")
    loaded_cut = word_threshold(examples, data.scores, "loaded_words")
    typed_values, typed_labels = [values[i] for i in typed], [types[i] or "" for i in typed]
    return [
        fit_classes(_outline("kind", tuple(Kind)), values, kinds),
        fit_classes(_outline("commentary_type", tuple(CommentaryType)), typed_values, typed_labels),
        _opinion(values, np.array([k == "commentary" for k in kinds])),
        fit_binary(_outline("loaded"), values, np.array(loaded), {"words": loaded_cut}),
        fit_binary(_outline("hedged"), values, np.array([is_hedged(e) for e in examples]), {"words": hedge_cut}),
        fit_binary(_outline("epistemic"), values, np.array([is_hedged(e, "epistemic") for e in examples]), {}),
    ]


def _outline(name: str, classes: Sequence[str] = ("no", "yes")) -> Outline:
    """The outline of a served combination: many classes are fitted with a stronger penalty."""
    strength = 1.0 if len(classes) == BINARY else 0.1
    names = tuple(str(c) for c in classes)
    return Outline(name=name, classes=names, features=FEATURES[name], note=NOTE, strength=strength)


def _matrix(values: Sequence[Mapping[str, float]], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[v[name] for name in names] for v in values], np.float64)


def _regression(x: NDArray[np.float64], y: Sequence[Any] | NDArray[Any], strength: float) -> LogisticRegression:
    """A regression on standardised features, given back in the features' own units."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=strength, max_iter=2000).fit((x - mean) / scale, y)
    model.coef_ = model.coef_ / scale
    model.intercept_ = model.intercept_ - model.coef_ @ mean
    return model


def fit_classes(outline: Outline, values: Sequence[Mapping[str, float]], labels: Sequence[str]) -> Combination:
    """A combination of three classes or more.

    Raises:
        InputError: a class does not occur.
    """
    numbers = [outline.classes.index(label) for label in labels]
    _check(outline.name, numbers, len(outline.classes))
    model = _regression(_matrix(values, outline.features), numbers, outline.strength)
    return Combination(
        name=outline.name,
        classes=outline.classes,
        features=outline.features,
        weight=model.coef_.astype(np.float32),
        bias=model.intercept_.astype(np.float32),
        prior=tuple(numbers.count(i) / len(numbers) for i in range(len(outline.classes))),
        threshold={},
        note=f"multinomial logistic regression, L2, {outline.note} (n={len(labels)})",
    )


def _check(name: str, found: Sequence[object] | NDArray[Any], wanted: int) -> None:
    if len(set(found)) < wanted:
        kinds = f"{len(set(found))} of {wanted} classes"
        raise InputError(f"{name!r} cannot be fitted: the tuning articles have {kinds} in {len(found)} sentences")


def fit_binary(
    outline: Outline,
    values: Sequence[Mapping[str, float]],
    truth: NDArray[np.bool_],
    cuts: Mapping[str, float] = MappingProxyType({}),
) -> Combination:
    """A combination of two classes; `cuts` are further thresholds beside the two that are found.

    Raises:
        InputError: a class does not occur.
    """
    _check(outline.name, truth, BINARY)
    x = _matrix(values, outline.features)
    model = _regression(x, truth, outline.strength)
    return _Fitted(outline, model.coef_[0], float(model.intercept_[0])).combination(x, truth, cuts)


def _opinion(values: Sequence[Mapping[str, float]], truth: NDArray[np.bool_]) -> Combination:
    _check("opinion", truth, BINARY)
    signs = np.array(list(OPINION.values())) / len(OPINION)
    x = _matrix(values, tuple(OPINION))
    model = _regression((x @ signs)[:, None], truth, 1e3)
    outline = Outline(name="opinion", classes=("no", "yes"), features=tuple(OPINION), note=NOTE, strength=1e3)
    fitted = _Fitted(outline, signs * float(model.coef_[0, 0]), float(model.intercept_[0]))
    return fitted.combination(x, truth, {})


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A binary logistic model of named features."""

    outline: Outline
    weight: NDArray[np.float64]
    bias: float

    def combination(self, x: NDArray[np.float64], truth: NDArray[np.bool_], cuts: Mapping[str, float]) -> Combination:
        """The model with its best cut on what it was fitted on."""
        p = 1.0 / (1.0 + np.exp(-(x @ self.weight + self.bias)))
        natural = best_threshold(p, lambda cut: macro_f1(truth.astype(str), (p >= cut).astype(str)))
        balanced = best_threshold(p, lambda cut: balanced_accuracy(truth, p >= cut))
        return Combination(
            name=self.outline.name,
            classes=self.outline.classes,
            features=self.outline.features,
            weight=self.weight[None].astype(np.float32),
            bias=np.array([self.bias], np.float32),
            prior=(1.0 - float(truth.mean()), float(truth.mean())),
            threshold={"natural": natural, "balanced": balanced, **cuts},
            note=f"logistic regression, {self.outline.note} (n={len(truth)})",
        )


def best_threshold(p: NDArray[np.float64], score: Callable[[float], float]) -> float:
    """The cut among the quantiles of `p` with the best score, to three decimals."""
    cuts = np.unique(np.quantile(p, np.linspace(0.02, 0.98, 97)))
    return round(float(max(cuts, key=score)), 3)


def word_threshold(examples: Sequence[Example], scores: Sequence[Scores], head: str) -> float:
    """The token probability at which exact spans agree best with the labels."""
    truth = [[(a, b) for a, b, c in e.tokens[head].spans if c != UNSURE] for e in examples]

    def score(cut: float) -> float:
        found = [found_spans(e.text, o, head, cut) for e, o in zip(examples, scores, strict=True)]
        return span_f1(truth, [[(f.start, f.end) for f in row] for row in found])

    return round(float(max(np.linspace(0.1, 0.8, 15), key=score)), 3)


def found_spans(text: str, scores: Scores, head: str, cut: float) -> list[Found]:
    """The spans of a token head, as they are served."""
    return cues(text, scores, cut) if head == HEDGE else io_spans(text, scores.offsets, scores.tokens[head], cut)
