"""The labelled sentences as the encoder reads them: vectors to fit on, and what the model says of them already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from framing.bundle import BINARY, Bundle, Head
from framing.corpora.examples import Labels
from framing.encoder import Encoder, Scores, Vectors
from framing.metrics import Floats, Indices
from framing.retrain.plan import Plan
from framing.retrain.sentences import Labelled
from framing.retrain.serving import Values, applied, cut_of, decided, values_of
from framing.train.recipe import HeadSpec

BLOCK = 256
"""Sentences that are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The sentences of a plan with what one model's encoder makes of them."""

    plan: Plan
    scores: Sequence[Scores]
    vectors: Sequence[Vectors]
    values: Sequence[Values]

    @property
    def sentences(self) -> Sequence[Labelled]:
        """The sentences."""
        return self.plan.sentences

    @property
    def head(self) -> HeadSpec:
        """The head that is learned."""
        return self.plan.head

    @property
    def pooled(self) -> Floats:
        """(n, width) vectors of the sentences."""
        return np.stack([v.pooled for v in self.vectors]).astype(np.float64)

    @property
    def shares(self) -> Floats:
        """(n, classes): how the votes for each sentence are spread."""
        rows = [s.example.sentence[self.head.name] for s in self.sentences]
        return np.array([[row.get(c, 0.0) for c in self.head.classes] for row in rows])

    @property
    def codes(self) -> Indices:
        """(n,): the class with the most votes, -1 where they tie."""
        return np.array([self.head.classes.index(s.label) if s.label else -1 for s in self.sentences])

    @property
    def groups(self) -> list[str]:
        """What no split may cut, by sentence."""
        return [s.group for s in self.sentences]

    def spans(self, number: int) -> Labels:
        """The labelled spans of a sentence."""
        return self.sentences[number].example.tokens[self.head.name]


def read(plan: Plan, base: Bundle, threads: int, advance: Callable[[int], None] = lambda _: None) -> Material:
    """Reads the sentences with a model's encoder; `advance` is told how many are done."""
    encoder = Encoder(base, threads=threads)
    texts = [s.text for s in plan.sentences]
    found: list[tuple[Scores, Vectors]] = []
    for start in range(0, len(texts), BLOCK):
        found += encoder.read(texts[start : start + BLOCK], states=plan.wanted.words)
        advance(len(found))
    return Material(
        plan=plan,
        scores=[s for s, _ in found],
        vectors=[v for _, v in found],
        values=[values_of(text, s) for text, (s, _) in zip(texts, found, strict=True)],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a model says of sentences: `p` (n, classes) as served, and `codes` (n,), the class that it decides for."""

    p: Floats
    codes: Indices


def before(material: Material, base: Bundle) -> Said | None:
    """What the model as it is says of the sentences, None where it has nothing of the name."""
    name = material.head.name
    model = base.combinations.get(name)
    if model is not None:
        p = applied(model, material.values)
    elif head := _sentence_head(base, name):
        p = np.stack([s.sentence[head.name] for s in material.scores]).astype(np.float64)
    else:
        return None
    return Said(p=p, codes=decided(p, cut_of(model)))


def _sentence_head(base: Bundle, name: str) -> Head | None:
    return next((h for h in base.heads if h.name == name and h.level == "sentence"), None)


def positive(p: Floats) -> Floats:
    """The probability of the second of two classes, or that of the most probable of several."""
    result: Floats = p[:, 1] if p.shape[1] == BINARY else p.max(axis=1)
    return result
