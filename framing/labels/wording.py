"""Loaded words: spans from the token head."""

from __future__ import annotations

from framing.encoder import Scores
from framing.labels.spans import io_spans
from framing.labels.voices import Voices
from framing.records import LoadedWord

HEAD = "loaded_words"


def loaded_words(text: str, start: int, scores: Scores, voices: Voices, threshold: float) -> tuple[LoadedWord, ...]:
    """The loaded words of one sentence that begins at `start` (offsets of the result are absolute)."""
    return tuple(
        LoadedWord(
            start=start + f.start,
            end=start + f.end,
            text=text[f.start : f.end],
            p=f.p,
            voice=voices.at(start + f.start, start + f.end),
        )
        for f in io_spans(text, scores.offsets, scores.tokens[HEAD], threshold)
    )
