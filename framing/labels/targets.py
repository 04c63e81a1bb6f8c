"""The valence that wording gives to targets whose places are given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.encoder import Scores
from framing.labels.spans import softmax
from framing.labels.voices import Voices
from framing.records import Sentence, Span, Target

HEAD = "valence"


_NEUTRAL = (0.0, 1.0, 0.0)


def targets(
    text: str, sentence: Sentence, scores: Scores, wanted: Sequence[Span], voices: Voices
) -> tuple[Target, ...]:
    """The wanted spans of the article's `text` that belong to the sentence, in the order given, with their valence.

    The valence is that of the mean of their tokens' log-probabilities; a span that holds no word is neutral.
    """
    if HEAD not in scores.tokens:
        return ()
    return tuple(
        _target(text, start, end, _valence(sentence, scores, start, end), voices)
        for start, end in wanted
        if sentence.start <= start < sentence.end
    )


def _valence(sentence: Sentence, scores: Scores, start: int, end: int) -> tuple[float, ...]:
    inside = (scores.offsets[:, 0] + sentence.start < end) & (scores.offsets[:, 1] + sentence.start > start)
    if not inside.any():
        return _NEUTRAL
    return tuple(map(float, softmax(np.log(np.maximum(scores.tokens[HEAD][inside], 1e-9)).mean(axis=0))))


def _target(text: str, start: int, end: int, p: Sequence[float], voices: Voices) -> Target:
    return Target(
        start=start,
        end=end,
        text=text[start:end],
        entity=None,
        p_negative=p[0],
        p_neutral=p[1],
        p_positive=p[2],
        voice=voices.at(start, end),
    )
