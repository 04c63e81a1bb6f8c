"""What the model thinks of the sentences, and how it learns from the labels as they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from framing.label.encode import Encoded
from framing.label.regression import fit, framed, predict
from framing.metrics import Floats, softmax

_TELLING = 2
"""Classes that must have a label before a head that began with none says anything."""


class Learner:
    """A head over the encoded sentences: the model's own where it has one, corrected by every label."""

    def __init__(self, encoded: Encoded, classes: Sequence[str], *, known: bool) -> None:
        self.x: Floats = framed(encoded.vectors)
        self._offset = encoded.offset
        self._classes = list(classes)
        self._known = known
        self.p: Floats = softmax(encoded.offset)
        self.telling = known

    def learn(self, votes: Mapping[int, Sequence[str]]) -> None:
        """Fit the head to all labels: row -> the classes that people gave it, at least one."""
        if not votes:
            self.p, self.telling = softmax(self._offset), self._known
            return
        rows = np.array(sorted(votes), np.int64)
        shares = np.array([[votes[row].count(name) for name in self._classes] for row in rows.tolist()], np.float64)
        shares /= shares.sum(axis=1, keepdims=True)
        weights = fit(self.x[rows], shares, self._offset[rows])
        self.p = predict(self.x, weights, self._offset)
        self.telling = self._known or int((shares.sum(axis=0) > 0).sum()) >= _TELLING
