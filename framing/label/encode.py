"""What the model makes of the sentences: a vector each, and its own opinion of the classes where it has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from framing.bundle import Bundle
from framing.encoder import Encoder, Scores
from framing.label.plan import Plan
from framing.label.pool import Item
from framing.labels import combine
from framing.labels.features import Place, features
from framing.labels.quotes import quoted_spans
from framing.metrics import Floats

AT_ONCE = 100
_FLOOR = 1e-6


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors (n, width) of sentences, and the logits (n, classes) that the model gives: zero for a new head."""

    vectors: Floats
    offset: Floats


def encode(
    items: Sequence[Item], plan: Plan, bundle: Bundle, threads: int, on_progress: Callable[[int], None]
) -> Encoded:
    """One pass over the sentences; `on_progress` gets the number of those done.

    Raises:
        BundleError: the model cannot be opened.
    """
    encoder = Encoder(bundle, threads=threads)
    vectors = np.zeros((len(items), bundle.width))
    offset = np.zeros((len(items), len(plan.classes)))
    for begin in range(0, len(items), AT_ONCE):
        block = items[begin : begin + AT_ONCE]
        for row, (scores, found) in enumerate(encoder.read([item.text for item in block]), begin):
            vectors[row] = found.pooled
            if plan.known:
                offset[row] = np.log(np.maximum(_said(items[row], scores, plan, bundle), _FLOOR))
        on_progress(begin + len(block))
    return Encoded(vectors, offset)


def _said(item: Item, scores: Scores, plan: Plan, bundle: Bundle) -> Sequence[float]:
    """The model's probabilities of the classes: from the calibrated combination of the head's name, else the head."""
    model = bundle.combinations.get(plan.name)
    if model is None or len(model.classes) != len(plan.classes):
        return [float(p) for p in scores.sentence[plan.name]]
    passage, sentence = item.passage, item.sentence
    quotes = quoted_spans(passage.text)
    place = Place.of(sentence.start, sentence.end, quotes, sentence.role) if passage.text else Place(sentence.role)
    return combine.apply(model, features(scores, place))
