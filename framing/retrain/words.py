"""Learning a head that marks words, on the frozen encoder's token states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from framing.bundle import Bundle, Combination
from framing.corpora import Example
from framing.encoder import Array, Scores
from framing.labels.spans import Found, bio_spans
from framing.metrics import Floats, Indices
from framing.retrain.material import Material
from framing.retrain.regression import Data, Linear, Search, fit, solve
from framing.retrain.serving import NOTE, own_outline, values_of
from framing.retrain.spec import Wanted
from framing.retrain.splits import grouped, strata
from framing.train.calibrate import Outline, fit_binary, found_spans, word_threshold
from framing.train.recipe import HeadSpec

STRENGTHS = (1.0, 10.0, 100.0)
FOLDS = 3
PLAIN = 6
"""So many words outside all spans are learned from for each one inside; the others are made up for in the bias."""
OWNED: Mapping[str, Mapping[str, str | None]] = {
    "hedge": {"hedged": None, "epistemic": "epistemic"},
    "loaded_words": {"loaded": None},
}
"""The combinations that ask whether a sentence has a span of the head (of that class), and are fitted anew with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A head that marks words: the linear head, the cut of its words, and the combinations that weigh it."""

    linear: Linear
    cut: float
    combinations: tuple[Combination, ...]

    def scores(self, material: Material, rows: Indices) -> list[Scores]:
        """The scores of some of the sentences, with those of the head."""
        return [rescored(material, i, self.linear) for i in rows.tolist()]


def rescored(material: Material, i: int, linear: Linear) -> Scores:
    """The scores of a sentence with those of a new head."""
    p = linear.probabilities(material.vectors[i].states.astype(np.float64)).astype(np.float32)
    before = material.scores[i]
    return replace(before, tokens={**before.tokens, material.head.name: p})


def spans_of(head: HeadSpec, text: str, scores: Scores, cut: float) -> list[Found]:
    """The spans as they are served."""
    if head.tags == "bio":
        return bio_spans(text, scores.offsets, scores.tokens[head.name])
    return found_spans(text, scores, head.name, cut)


def tokens(material: Material, rows: Indices) -> tuple[Array, Indices, list[str]]:
    """The states (n, width), classes (n,) and groups of all labelled tokens of some of the sentences."""
    from framing.train.batches import IGNORED, tag_tokens

    states, codes, groups = [], [], []
    for i in rows.tolist():
        offsets = [(int(a), int(b)) for a, b in material.scores[i].offsets]
        tags = np.array(tag_tokens(material.spans(i), material.head, offsets), np.int64)
        kept = tags != IGNORED
        states.append(material.vectors[i].states[kept])
        codes.append(tags[kept])
        groups += [material.groups[i]] * int(kept.sum())
    return np.concatenate(states), np.concatenate(codes), groups


@dataclass(frozen=True, slots=True)
class Drawn:
    """Tokens to learn from; `kept` is the share of those outside all spans that are among them."""

    data: Data
    kept: float

    def solved(self, strength: float) -> Linear:
        """The head of one strength, with the bias put right for what was not drawn (King & Zeng 2001)."""
        linear = solve(self.data, strength, weighed=False)
        bias = linear.bias.copy()
        bias[0] -= np.log(self.kept)
        return Linear(linear.weight, bias)


def drawn(material: Material, rows: Indices, seed: int, old: Floats | None) -> Drawn:
    """All tokens inside spans, and at most six times as many outside."""
    x, codes, groups = tokens(material, rows)
    plain, marked = np.flatnonzero(codes == 0), np.flatnonzero(codes > 0)
    most = PLAIN * max(1, len(marked))
    some = np.sort(np.random.default_rng(seed).permutation(plain)[:most])
    chosen = np.sort(np.concatenate([some, marked]))
    shares = np.eye(len(material.head.outputs))[codes[chosen]]
    data = Data(x=x[chosen].astype(np.float64), shares=shares, groups=[groups[i] for i in chosen.tolist()], old=old)
    return Drawn(data, len(some) / len(plain) if len(plain) else 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """How a marker is learned: the model before, the seed, and the old head's weight where it may be trusted."""

    base: Bundle
    seed: int
    old: Floats | None

    def strength(self, material: Material, rows: Indices) -> float:
        """The strength of the least cross-validated log-loss."""
        search = Search(strengths=STRENGTHS, weigh=False, folds=FOLDS, seed=self.seed)
        return fit(drawn(material, rows, self.seed, self.old).data, search).strength

    def learn(self, material: Material, rows: Indices, strength: float) -> Marker:
        """A marker of some of the sentences; its cut and combinations rest on folds that did not see a sentence."""
        codes = strata([material.sentences[i] for i in rows.tolist()], material.plan.wanted)
        groups = [material.groups[i] for i in rows.tolist()]
        scores: dict[int, Scores] = {}
        for learned, measured in grouped(codes, groups, FOLDS, self.seed):
            linear = drawn(material, rows[learned], self.seed, self.old).solved(strength)
            scores |= {i: rescored(material, i, linear) for i in rows[measured].tolist()}
        examples = [material.sentences[i].example for i in rows.tolist()]
        held_out = [scores[i] for i in rows.tolist()]
        cut = 0.0 if material.head.tags == "bio" else word_threshold(examples, held_out, material.head.name)
        return Marker(
            linear=drawn(material, rows, self.seed, self.old).solved(strength),
            cut=cut,
            combinations=asked_for(material.plan.wanted, self.base, examples, held_out, cut),
        )


def asked_for(
    wanted: Wanted, base: Bundle, examples: Sequence[Example], scores: Sequence[Scores], cut: float
) -> tuple[Combination, ...]:
    """The combinations that ask for a head's spans: those of the model, or that of the head itself where it is listed.

    Fitted on sentences that it did not learn from; `cut` is the probability from which words are marked.
    """
    values = [values_of(e.text, s) for e, s in zip(examples, scores, strict=True)]
    if wanted.listed:
        return (fit_binary(own_outline(wanted), values, _has(examples, wanted.name, None), {"words": cut}),)
    result = []
    for name, label in OWNED.get(wanted.name, {}).items():
        old = base.combinations[name]
        cuts = {"words": cut} if "words" in old.threshold else {}
        shape = Outline(name=name, classes=old.classes, features=old.features, note=NOTE, strength=1.0)
        result.append(fit_binary(shape, values, _has(examples, wanted.name, label), cuts))
    return tuple(result)


def _has(examples: Sequence[Example], name: str, label: str | None) -> NDArray[np.bool_]:
    """Whether each sentence has a span of the head (of that class)."""
    return np.array([any(label in (None, c) for *_, c in e.tokens[name].spans) for e in examples], np.bool_)
