"""A linear head in numpy, fitted at once while somebody labels; `framing train` fits the one that is kept.

Multinomial logistic regression with a Gaussian prior. What the model says already is an offset of the logits, so that
without labels the model stands, and with few of them it is corrected. Fitted by the steps of a fixed bound of the
curvature (Böhning 1992, Annals of the Institute of Statistical Mathematics 44), which always go up.
"""

from __future__ import annotations

import numpy as np

from framing.metrics import Floats, softmax

PRECISION = 0.1
"""How strongly weights are drawn to zero, where vectors have mean squared length 1 (chosen on Penn and NewsMTSC)."""
_BIAS_PRECISION = 1e-3
_ROUNDS = 200
_ENOUGH = 1e-4


def framed(vectors: Floats) -> Floats:
    """Vectors (n, width) centred, and scaled so that their mean squared length is 1."""
    centred: Floats = vectors - vectors.mean(axis=0)
    length = float(np.sqrt((centred**2).sum(axis=1).mean())) or 1.0
    return centred / length


def fit(x: Floats, shares: Floats, offset: Floats) -> Floats:
    """The weights (width + 1, classes), the last row the bias.

    Args:
        x: framed vectors (n, width).
        shares: the share of the votes that each class got, (n, classes), rows sum to 1.
        offset: logits that are there already, (n, classes).
    """
    data = _with_one(x)
    penalty = np.full((data.shape[1], 1), PRECISION)
    penalty[-1] = _BIAS_PRECISION
    bound = np.linalg.inv(0.5 * data.T @ data + np.diag(penalty[:, 0]))
    weights: Floats = np.zeros((data.shape[1], shares.shape[1]))
    for _ in range(_ROUNDS):
        slope = data.T @ (shares - softmax(offset + data @ weights)) - penalty * weights
        step = bound @ slope
        weights += step
        if np.abs(step).max() < _ENOUGH:
            break
    return weights


def predict(x: Floats, weights: Floats, offset: Floats) -> Floats:
    """The probabilities of the classes, (n, classes), for framed vectors."""
    return softmax(offset + _with_one(x) @ weights)


def _with_one(x: Floats) -> Floats:
    return np.concatenate([x, np.ones((len(x), 1))], axis=1)
