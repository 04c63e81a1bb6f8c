"""How the inputs and weights of a product are rounded to bytes, chosen by the error that it makes on calibration data.

Weights are rounded to signed bytes with a scale for each output; their inputs to unsigned bytes, with a scale that no
other sentence has a say in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.train.observe import Seen

STRENGTHS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Strengths of smoothing that are tried: 0 leaves the channels as they are, 1 would make them all equally large."""
TINY = 1e-5
BYTE, SIGNED = 255, 127
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fixed:
    """One scale (> 0) for all tokens; `zero` (0..255) is the byte that means 0."""

    scale: float
    zero: int

    def of(self, x: Array) -> Array:
        """(1, 1), the scale."""
        return np.full((1,) * x.ndim, self.scale, np.float32)


@dataclass(frozen=True, slots=True)
class Rows:
    """A scale for each token: the largest of its values lies `levels` steps above the byte that means 0.

    `two_sided` takes the largest absolute value; `least` (> 0) is the largest value below which steps get no finer.
    """

    levels: int
    zero: int
    least: float
    two_sided: bool

    def of(self, x: Array) -> Array:
        """(n, 1), the scale of each row."""
        top = (np.abs(x) if self.two_sided else x).max(axis=1, keepdims=True)
        result: Array = np.maximum(top, np.float32(self.least)) / np.float32(self.levels)
        return result


CENTRED = Rows(levels=SIGNED, zero=128, least=TINY, two_sided=True)
RECTIFIED = Rows(levels=223, zero=32, least=1.19, two_sided=False)
"""For what GELU gives, never less than -.17: 32 steps reach that far down where a token's largest value is 1.19."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How a tensor is rounded: its channels are divided by `smooth` (width,), then counted in `steps`.

    `strength` is that of the smoothing; `error` the relative error (RMS) of the tensor's products on calibration data.
    """

    smooth: Array
    steps: Fixed | Rows
    strength: float
    error: float

    @property
    def is_smooth(self) -> bool:
        """Whether the channels are divided at all."""
        return self.strength > 0.0


def choose(seen: Seen, weight: Array, origin: str) -> Rounding:
    """The rounding with the least error among the strengths of smoothing.

    What a normalisation gives has one scale for all tokens once its channels are evened out (SmoothQuant, Xiao et al.
    2023). Elsewhere a few tokens are many times as large as the others, so each has its own.

    Args:
        seen: what the tensor holds over the calibration sentences.
        weight: (width, outputs), all that it is multiplied by.
        origin: the operator that gives the tensor.
    """
    if origin == "Gelu":
        return _measured(seen, weight, 0.0, RECTIFIED)
    rows = None if origin == "LayerNormalization" else CENTRED
    return min((_measured(seen, weight, strength, rows) for strength in STRENGTHS), key=lambda r: r.error)


def weight_scale(weight: Array) -> Array:
    """(outputs,) the scale of signed bytes for weights (width, outputs)."""
    result: Array = np.maximum(np.abs(weight).max(axis=0), np.float32(TINY)) / np.float32(SIGNED)
    return result


def _measured(seen: Seen, weight: Array, strength: float, rows: Rows | None) -> Rounding:
    smooth = _smoothing(seen, weight, strength)
    steps = rows or _fixed(seen, smooth)
    found = _input(seen.rows / smooth, steps) @ _weight(weight * smooth[:, None])
    wanted = seen.rows @ weight
    spread = ((wanted - wanted.mean(axis=0)) ** 2).sum()
    error = float(np.sqrt(((found - wanted) ** 2).sum() / spread))
    return Rounding(smooth=smooth, steps=steps, strength=strength, error=error)


def _smoothing(seen: Seen, weight: Array, strength: float) -> Array:
    """Divisors of the channels: large where inputs are and weights are not; their geometric mean is 1."""
    if strength == 0.0:
        return np.ones(len(weight), np.float32)
    inputs = np.maximum(np.maximum(np.abs(seen.low), np.abs(seen.high)), TINY)
    weights = np.maximum(np.abs(weight).max(axis=1), TINY)
    logs = strength * np.log(inputs) - (1.0 - strength) * np.log(weights)
    result: Array = np.exp(logs - logs.mean()).astype(np.float32)
    return result


def _fixed(seen: Seen, smooth: Array) -> Fixed:
    low, high = min(0.0, float((seen.low / smooth).min())), max(0.0, float((seen.high / smooth).max()))
    scale = max(high - low, TINY) / BYTE
    return Fixed(scale=float(np.float32(scale)), zero=round(-low / scale))


def _input(x: Array, steps: Fixed | Rows) -> Array:
    scale, zero = steps.of(x), np.float32(steps.zero)
    result: Array = (np.clip(np.rint(x / scale) + zero, 0, BYTE) - zero) * scale
    return result


def _weight(weight: Array) -> Array:
    scale = weight_scale(weight)
    result: Array = np.rint(weight / scale) * scale
    return result
