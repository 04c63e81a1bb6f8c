"""What a model serves of a head: the combination that calibrates it, and what becomes of the head it replaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from framing.bundle import BEFORE, BINARY, Bundle, Combination
from framing.corpora.user_labels import NO, YES
from framing.encoder import Scores
from framing.labels import combine
from framing.labels.features import Place, features, log_odds
from framing.labels.quotes import quoted_spans
from framing.metrics import Floats
from framing.retrain.spec import Wanted
from framing.train.calibrate import Outline, fit_binary, fit_classes

Values = Mapping[str, float]
HALF = 0.5
NOTE = "fitted on out-of-fold outputs over the user's labels"


def values_of(text: str, scores: Scores) -> Values:
    """The features of a sentence that stands alone."""
    return features(scores, Place.of(0, len(text), quoted_spans(text)))


def set_aside(base: Bundle, name: str, anew: Sequence[str]) -> Bundle:
    """The model with its head `name` under the name NAME_before, for the combinations that are not fitted `anew`.

    So their labels stay what they are. Where none weighs it, the head is left out; without one, nothing changes.
    """
    prefix, kept = f"{name}.", f"{name}{BEFORE}"
    others = {c.name: c for c in base.combinations.values() if c.name not in anew}
    weighed = any(f.startswith(prefix) for c in others.values() for f in c.features)
    heads = [h for h in base.heads if h.name != name]
    heads += [replace(h, name=kept, listed=False) for h in base.heads if h.name == name and weighed]
    combinations = {n: c if n in anew else _renamed(c, prefix, f"{kept}.") for n, c in base.combinations.items()}
    return replace(base, heads=tuple(heads), combinations=combinations)


def _renamed(model: Combination, prefix: str, other: str) -> Combination:
    names = tuple(other + f.removeprefix(prefix) if f.startswith(prefix) else f for f in model.features)
    return replace(model, features=names)


def outline(wanted: Wanted, base: Bundle) -> Outline:
    """The combination that serves the head: that of the model where it has one of the name, else of its own outputs."""
    own = own_outline(wanted)
    old = base.combinations.get(wanted.name)
    if old is not None and set(old.features) != set(own.features):
        there = any(f.startswith(f"{wanted.name}.") for f in old.features)
        strength = 1.0 if len(old.classes) == BINARY else 0.1
        names = old.features if there else (*old.features, *own.features)
        return Outline(name=wanted.name, classes=old.classes, features=names, note=NOTE, strength=strength)
    return own


def own_outline(wanted: Wanted) -> Outline:
    """The combination of a head's own outputs alone; of a head that marks words, whether a sentence has any."""
    classes = (NO, YES) if wanted.words else wanted.head.classes
    numbers = ["any"] if wanted.words else ["1"] if len(classes) == BINARY else [str(k) for k in range(len(classes))]
    names = tuple(f"{wanted.name}.{number}" for number in numbers)
    strength = 1e3 if len(names) == 1 else 1.0
    return Outline(name=wanted.name, classes=classes, features=names, note=NOTE, strength=strength)


def own_values(name: str, p: Floats) -> list[Values]:
    """The features that a sentence head with the probabilities `p` (n, classes) gives."""
    return [{f"{name}.{k}": log_odds(float(v)) for k, v in enumerate(row)} for row in p]


def calibrated(
    shape: Outline, values: Sequence[Values], codes: NDArray[np.int64], cuts: Mapping[str, float] = MappingProxyType({})
) -> Combination:
    """The combination, fitted to the classes `codes` (n,) of the sentences whose features are `values`.

    `cuts` are thresholds for other purposes that it keeps (see `kept_cuts`).
    """
    if len(shape.classes) == BINARY:
        return fit_binary(shape, values, codes == 1, cuts)
    return fit_classes(shape, values, [shape.classes[code] for code in codes.tolist()])


def kept_cuts(name: str, base: Bundle) -> dict[str, float]:
    """The thresholds of a combination that do not depend on its probabilities: from where on words are marked."""
    old = base.combinations.get(name)
    return {"words": old.threshold["words"]} if old is not None and "words" in old.threshold else {}


def applied(model: Combination, values: Sequence[Values]) -> Floats:
    """(n, classes) probabilities as they are served."""
    return np.array([combine.apply(model, v) for v in values], np.float64).reshape(-1, len(model.classes))


def decided(p: Floats, cut: float = HALF) -> NDArray[np.int64]:
    """The class given: of two classes the second from the cut on, else the most probable."""
    codes: NDArray[np.int64] = (p[:, 1] >= cut).astype(np.int64) if p.shape[1] == BINARY else p.argmax(axis=1)
    return codes


def cut_of(model: Combination | None) -> float:
    """From which probability on a sentence of the labelled table counts as positive."""
    return float(model.threshold.get("natural", HALF)) if model else HALF
