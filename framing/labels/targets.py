"""The targets of a sentence and the valence that its wording gives them, all from the one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.encoder import Array, Scores
from framing.labels.entities import Entity, entities
from framing.labels.mentions import mentions
from framing.labels.voices import Voices
from framing.metrics import softmax
from framing.records import EntityType, Sentence, Span, Target

HEAD = "valence"
_NEUTRAL = (0.0, 1.0, 0.0)
_FLOOR = 1e-9


@dataclass(frozen=True, slots=True)
class Place:
    """A span of the article whose valence is asked for, and the entity that it means where that is known.

    What is not `judged` is neutral whatever its tokens say.
    """

    start: int
    end: int
    entity: str | None = None
    type: EntityType | None = None
    judged: bool = True


def places(sentences: Sequence[Sentence], corrections: Mapping[str, str]) -> list[Place]:
    """The mentions of persons, organisations, countries, governments and groups in an article's sentences, in order.

    `corrections` is the user's table: a mention or an entity -> the entity that it means, "" for none.
    """
    found = [m for s in sentences for m in mentions(s.text, s.start)]
    return [
        Place(m.start, m.end, entity.name, entity.type, m.judged)
        for m, entity in zip(found, entities(found, corrections), strict=True)
        if isinstance(entity, Entity)
    ]


def targets(
    text: str, sentence: Sentence, scores: Scores, wanted: Sequence[Place], voices: Voices
) -> tuple[Target, ...]:
    """The wanted places of the article's `text` that belong to the sentence, in the order given, with their valence.

    The valence is that of the mean of their tokens' log-probabilities; a span that holds no word is neutral.
    """
    if HEAD not in scores.tokens:
        return ()
    return tuple(
        _target(text, place, _valence(sentence, scores, (place.start, place.end)) if place.judged else _NEUTRAL, voices)
        for place in wanted
        if sentence.start <= place.start < sentence.end
    )


def mean_logs(scores: Scores, start: int, end: int) -> Array | None:
    """The mean of the log-probabilities (classes,) of the tokens in `start:end` of the sentence; None without any."""
    inside = (scores.offsets[:, 0] < end) & (scores.offsets[:, 1] > start)
    if not inside.any():
        return None
    result: Array = np.log(np.maximum(scores.tokens[HEAD][inside], _FLOOR)).mean(axis=0)
    return result


def _valence(sentence: Sentence, scores: Scores, span: Span) -> tuple[float, ...]:
    logs = mean_logs(scores, span[0] - sentence.start, span[1] - sentence.start)
    return _NEUTRAL if logs is None else tuple(map(float, softmax(logs)))


def _target(text: str, place: Place, p: Sequence[float], voices: Voices) -> Target:
    return Target(
        start=place.start,
        end=place.end,
        text=text[place.start : place.end],
        entity=place.entity,
        type=place.type,
        p_negative=p[0],
        p_neutral=p[1],
        p_positive=p[2],
        voice=voices.at(place.start, place.end),
        endorsed=voices.endorsed(place.start, place.end),
    )
