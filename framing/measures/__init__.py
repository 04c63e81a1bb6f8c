"""Labelled sentences to measures: one family a file, pure functions, None where undefined."""

from __future__ import annotations

from collections.abc import Sequence

from framing.measures import heads, kinds, sourcing, voices
from framing.records import Attribution, LabelledSentence, Measure

__all__ = ["NAMES", "take"]

NAMES = (*kinds.NAMES, *voices.NAMES, *sourcing.NAMES)
"""The names of the measures that every model gives."""


def take(sentences: Sequence[LabelledSentence], attributions: Sequence[Attribution]) -> tuple[Measure, ...]:
    """All measures of an article, those of the model's further heads last."""
    own = (*kinds.measures(sentences), *voices.measures(sentences), *sourcing.measures(attributions))
    return (*own, *heads.measures(sentences))
