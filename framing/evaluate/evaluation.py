"""What an evaluation comes to: figures with the signature by which they can be taken again, also as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from framing.evaluate.results import ROUNDS, SEED, Result

_PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What was measured on what: whoever has the same of all these gets the same figures.

    `version` is that of framing, `bundle` the model's identity (sha256 of its manifest), `sha256` that of the file,
    `seen` the file that the model learned from, `n` the sentences and `groups` what the intervals resample.
    """

    version: str
    model: str
    bundle: str
    corpus: str
    head: str | None
    split: str | None
    seen: str | None
    file: str
    sha256: str
    n: int
    groups: int
    rounds: int = ROUNDS
    seed: int = SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of one model on one file.

    `outlets` are those of single outlets, `unseen` those of what shares nothing with a training file, `note` says what
    to bear in mind with the corpus, `cautions` what speaks against these figures.
    """

    signature: Signature
    results: tuple[Result, ...]
    outlets: tuple[Result, ...] = ()
    unseen: tuple[Result, ...] = ()
    note: str = ""
    cautions: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The evaluation as plain values; what is undefined is None."""
        return {
            "signature": asdict(self.signature),
            "results": _rows(self.results),
            "outlets": _rows(self.outlets),
            "unseen": _rows(self.unseen),
            "note": self.note,
            "cautions": list(self.cautions),
        }


def _rows(results: Iterable[Result]) -> list[dict[str, object]]:
    return [
        {
            "of": r.corpus,
            "metric": r.metric,
            "value": defined(r.value),
            "low": defined(r.low),
            "high": defined(r.high),
            "n": r.n,
            "baseline": None if r.about.baseline is None else defined(r.about.baseline),
            "direction": r.about.direction.value,
            "meaning": r.about.meaning,
        }
        for r in results
    ]


def defined(value: float) -> float | None:
    """A number with six decimals, None for NaN."""
    return None if math.isnan(value) else round(value, _PLACES) + 0.0
