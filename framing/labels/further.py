"""The labels of a model's further heads: calibrated probabilities of sentences, and marked words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.bundle import Combination, Head
from framing.encoder import Scores
from framing.labels import combine
from framing.labels.spans import bio_spans, io_spans
from framing.labels.voices import Voices
from framing.records import Mark

CUT = 0.5
"""From this token probability on a word is marked, where the bundle does not say otherwise."""


def probabilities(
    heads: Sequence[Head], models: Mapping[str, Combination], scores: Scores, values: Mapping[str, float]
) -> Mapping[str, float | Mapping[str, float]]:
    """By head: one probability (binary; of any span for a token head), or one for each class.

    They come from the combination of the head's name where there is one, which is calibrated, else from the head.
    """
    return {head.name: _one(head, models.get(head.name), scores, values) for head in heads}


def _one(
    head: Head, model: Combination | None, scores: Scores, values: Mapping[str, float]
) -> float | Mapping[str, float]:
    if model is not None:
        p: Sequence[float] = combine.apply(model, values)
    elif head.level == "token":
        p = (0.0, float((1.0 - scores.tokens[head.name][:, 0]).max(initial=0.0)))
    else:
        p = [float(v) for v in scores.sentence[head.name]]
    return p[1] if len(head.labels) == 1 else dict(zip(head.classes, p, strict=True))


def marks(
    heads: Sequence[Head], models: Mapping[str, Combination], text: str, start: int, scores: Scores, voices: Voices
) -> Mapping[str, tuple[Mark, ...]]:
    """By token head: the spans in a sentence that begins at `start` (offsets of the result are absolute)."""
    result = {}
    for head in heads:
        if head.level == "token":
            cut = models[head.name].threshold.get("words", CUT) if head.name in models else CUT
            p = scores.tokens[head.name]
            spans = bio_spans(text, scores.offsets, p) if head.tags == "bio" else io_spans(text, scores.offsets, p, cut)
            result[head.name] = tuple(
                Mark(
                    start=start + f.start,
                    end=start + f.end,
                    text=text[f.start : f.end],
                    label=head.classes[f.label],
                    p=f.p,
                    voice=voices.at(start + f.start, start + f.end),
                )
                for f in spans
            )
    return result
