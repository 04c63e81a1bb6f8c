"""How often the further heads of a model apply, class by class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.measures.shares import share
from framing.records import LabelledSentence, Measure


def measures(sentences: Sequence[LabelledSentence]) -> tuple[Measure, ...]:
    """`NAME_share`, or `NAME_CLASS_share` for each of three classes or more, for every further head.

    Shares (0..1) of the scored sentences; higher means that more of them have the label.
    """
    found: dict[str, list[float]] = {}
    for labelled in sentences:
        for name, value in labelled.heads.items():
            by_class = {f"{name}_{c}": p for c, p in value.items()} if isinstance(value, Mapping) else {name: value}
            for label, p in by_class.items():
                found.setdefault(f"{label}_share", []).append(p)
    return tuple(share(name, probabilities) for name, probabilities in found.items())
