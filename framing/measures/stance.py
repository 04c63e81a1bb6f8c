"""Stance: the valence that each voice's wording gives to each entity of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from framing.records import OUTLET, LabelledSentence, Stance, Target

TAIL = 0.025
"""The probability on either side of the interval."""
_DRIVES = 0.15
"""A sentence drives a stance where its mention has at least so much valence in the stance's direction."""
_SHOWN = 5

Key = tuple[str, str]
Spoken = tuple[Target, LabelledSentence]


def stances(sentences: Sequence[LabelledSentence]) -> tuple[Stance, ...]:
    """One stance for each entity and voice, the outlet's own first, then by number of mentions.

    A mention inside content that the outlet endorses counts for its source and for the outlet. Each source is a voice
    of its own; nothing is pooled over sources.
    """
    grouped: dict[Key, list[Spoken]] = {}
    for sentence in sentences:
        for target in sentence.targets:
            if target.entity is not None:
                for voice in (target.voice, OUTLET) if target.endorsed else (target.voice,):
                    grouped.setdefault((target.entity, voice), []).append((target, sentence))
    found = [_stance(key, group) for key, group in grouped.items()]
    return tuple(sorted(found, key=lambda s: (s.voice != OUTLET, -s.n, s.entity, s.voice)))


def interval(mentions: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """The 95% interval of the mean valence (-1..1) of these mentions, each (p_negative, p_neutral, p_positive).

    The exact distribution of the sum of independent labels of -1, 0 and 1 (a convolution), so it carries each label's
    own uncertainty. The mentions are all that the article has, so it carries no sampling of others; nor does it carry
    errors of the calibration.

    Raises:
        ValueError: no mention.
    """
    if not mentions:
        raise ValueError("mentions: none was received; an interval needs at least one")
    total = np.ones(1)
    for p in mentions:
        total = np.convolve(total, np.asarray(p, np.float64))
    below = np.cumsum(total / total.sum())
    n = len(mentions)
    low = int(np.searchsorted(below, TAIL, side="right"))
    high = int(np.searchsorted(below, 1.0 - TAIL, side="left"))
    return (low - n) / n, min(1.0, (high - n) / n)


def _stance(key: Key, group: Sequence[Spoken]) -> Stance:
    valence = _mean(t.valence for t, _ in group)
    low, high = interval([(t.p_negative, t.p_neutral, t.p_positive) for t, _ in group])
    drivers = _drivers(group, valence)
    return Stance(
        entity=key[0],
        voice=key[1],
        valence=valence,
        low=min(low, valence),
        high=max(high, valence),
        n=len(group),
        type=group[0][0].type,
        sentences=tuple(s.index for s in drivers),
        loaded=_loaded(drivers, key[1]),
    )


def _drivers(group: Sequence[Spoken], valence: float) -> list[LabelledSentence]:
    """The sentences whose mentions go the stance's way most, the strongest first."""
    side = 1.0 if valence >= 0 else -1.0
    strength: dict[int, tuple[float, LabelledSentence]] = {}
    for target, sentence in group:
        value = side * target.valence
        if value >= _DRIVES and value > strength.get(sentence.index, (0.0, sentence))[0]:
            strength[sentence.index] = value, sentence
    ranked = sorted(strength.values(), key=lambda pair: -pair[0])
    return [sentence for _, sentence in ranked[:_SHOWN]]


def _loaded(sentences: Iterable[LabelledSentence], voice: str) -> tuple[str, ...]:
    """The loaded words of that voice in these sentences, each once."""
    return tuple(dict.fromkeys(w.text for s in sentences for w in s.loaded_words if w.voice == voice))


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers)
