"""Hedge cues: spans with types from the token head, and how far each voice hedges."""

from __future__ import annotations

from framing.encoder import Scores
from framing.labels.spans import io_spans
from framing.labels.voices import Voices
from framing.records import Hedge, HedgeType

HEAD = "hedge"
TYPES = tuple(HedgeType)


def hedges(text: str, start: int, scores: Scores, voices: Voices, threshold: float) -> tuple[Hedge, ...]:
    """The hedges of one sentence that begins at `start` (offsets of the result are absolute)."""
    return tuple(
        Hedge(
            start=start + f.start,
            end=start + f.end,
            text=text[f.start : f.end],
            p=f.p,
            type=TYPES[f.label - 1],
            voice=voices.at(start + f.start, start + f.end),
        )
        for f in io_spans(text, scores.offsets, scores.tokens[HEAD], threshold)
    )
