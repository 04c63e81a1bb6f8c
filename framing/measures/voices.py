"""How hedged and how loaded the outlet's own voice is, and the voices that it quotes."""

from __future__ import annotations

from collections.abc import Sequence

from framing.measures.shares import share
from framing.records import LabelledSentence, Measure

NAMES = ("hedged_share", "epistemic_share", "loaded_share", "hedged_quoted_share", "loaded_quoted_share")
_FIELDS = ("p_hedged_outlet", "p_epistemic_outlet", "p_loaded_outlet", "p_hedged_quoted", "p_loaded_quoted")


def measures(sentences: Sequence[LabelledSentence]) -> tuple[Measure, ...]:
    """Shares (0..1) of the sentences that have words in that voice; higher means more are hedged or loaded there.

    A sentence's probability is given to a voice in proportion to that voice's strongest cue in the sentence.
    """
    return tuple(
        share(name, [p for s in sentences if (p := getattr(s, field)) is not None])
        for name, field in zip(NAMES, _FIELDS, strict=True)
    )
