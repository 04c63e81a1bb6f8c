"""Labelled sentences to measures: one family a file, pure functions, None where undefined."""

from __future__ import annotations

from collections.abc import Sequence

from framing.measures import kinds, sourcing, voices
from framing.records import Attribution, LabelledSentence, Measure

__all__ = ["NAMES", "take"]

NAMES = (*kinds.NAMES, *voices.NAMES, *sourcing.NAMES)
"""The names of all measures."""


def take(sentences: Sequence[LabelledSentence], attributions: Sequence[Attribution]) -> tuple[Measure, ...]:
    """All measures of an article."""
    return (*kinds.measures(sentences), *voices.measures(sentences), *sourcing.measures(attributions))
