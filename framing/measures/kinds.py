"""How much of an article is commentary, judgement, and passed-on claims."""

from __future__ import annotations

from collections.abc import Sequence

from framing.measures.shares import share
from framing.records import LabelledSentence, Measure

NAMES = ("commentary_share", "judgement_share", "claim_share")


def measures(sentences: Sequence[LabelledSentence]) -> tuple[Measure, ...]:
    """Shares (0..1) of the scored sentences; higher means more of them are of that kind.

    `judgement_share` is the mean of p_commentary times the probability of judgement given commentary.
    """
    scored = [(s.p_kind, s.p_type or (0.0, 0.0, 0.0)) for s in sentences if s.p_kind is not None]
    return (
        share(NAMES[0], [kind[2] for kind, _ in scored]),
        share(NAMES[1], [kind[2] * type_[0] for kind, type_ in scored]),
        share(NAMES[2], [kind[1] for kind, _ in scored]),
    )
