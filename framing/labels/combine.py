"""Combinations applied: named features to calibrated probabilities (logistic models kept in the bundle)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from framing.bundle import Combination
from framing.errors import BundleError
from framing.metrics import softmax


def apply(model: Combination, values: Mapping[str, float]) -> tuple[float, ...]:
    """Probabilities in the order of the classes; they sum to 1.

    Raises:
        BundleError: the model weighs a feature that its heads do not give.
    """
    try:
        x = np.array([values[name] for name in model.features], np.float32)
    except KeyError as error:
        raise BundleError(f"combination {model.name!r} needs the feature {error}, which no head gives") from error
    logits = model.weight @ x + model.bias
    if len(logits) == 1:
        p = float(1.0 / (1.0 + np.exp(-logits[0])))
        return (1.0 - p, p)
    return tuple(float(v) for v in softmax(logits))
