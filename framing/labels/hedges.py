"""Hedge cues: spans with types from the token head, and how far each voice hedges."""

from __future__ import annotations

import re
from dataclasses import replace

from framing.encoder import Scores
from framing.labels.hedgecore import core, is_quantity
from framing.labels.spans import Found, io_spans
from framing.labels.voices import Voices
from framing.records import Hedge, HedgeType

HEAD = "hedge"
TYPES = tuple(HedgeType)
VAGUE = TYPES.index(HedgeType.VAGUE) + 1
_POLITE = re.compile(r"\bI (?:may|might) (?:just |also )?(?:add|say)\b", re.IGNORECASE)
"""Modest forms that leave nothing uncertain."""
_NO_CUE = frozenset({"to", "that"})
"""Small words of a longer cue ("is thought to"), which by themselves are none."""


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
        for f in cues(text, scores, threshold)
    )


def cues(text: str, scores: Scores, threshold: float) -> list[Found]:
    """The cues of a sentence, of vague origins the core alone; label 1 is the first type, 2 the second, 3 the third."""
    found = io_spans(text, scores.offsets, scores.tokens[HEAD], threshold)
    kept = [f for f in found if not (_is_none(text, f) or (f.label == VAGUE and is_quantity(text, f.start, f.end)))]
    return [_cored(text, f) if f.label == VAGUE else f for f in kept]


def _is_none(text: str, found: Found) -> bool:
    """Whether the words are no cue: a stray small word, or the verb of a modest form."""
    polite = any(m.start() <= found.start and found.end <= m.end() for m in _POLITE.finditer(text))
    return polite or text[found.start : found.end].lower() in _NO_CUE


def _cored(text: str, found: Found) -> Found:
    start, end = core(text, found.start, found.end)
    return replace(found, start=start, end=end)
