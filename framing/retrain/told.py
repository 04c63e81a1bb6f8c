"""What a study comes to, in plain sentences: whether retraining helped, against what, and how sure that is."""

from __future__ import annotations

from framing.retrain.compare import Comparison, Verdict
from framing.retrain.study import Study

_HELPED = {
    Verdict.BETTER: "Retraining helped: it is better than",
    Verdict.WORSE: "Retraining did not help: it is worse than",
    Verdict.UNDECIDED: "Retraining did not clearly help: it cannot be told apart from",
}
_THAN = {
    Verdict.BETTER: "It is better than",
    Verdict.WORSE: "It is worse than",
    Verdict.UNDECIDED: "It cannot be told apart from",
}


def conclusions(study: Study) -> list[str]:
    """The figure that counts, then every comparison, then what is to be said of them."""
    found = study.figures[0]
    lines = [f"{found.metric} {found.value:.3f} ({found.low:.3f} to {found.high:.3f}), measured {study.how}."]
    if study.before:
        lines.append(f"{_HELPED[study.before.verdict]} {_against(study.before, 'the model before')}.")
    if study.baseline:
        lines.append(than(study.baseline, study.baseline_name))
    always = found.about.baseline
    if always is not None and not found.low > always:
        lines.append(f"It is not clearly better than always giving the most frequent class ({always:.3f}).")
    return [*lines, *study.remarks]


def than(found: Comparison, other: str) -> str:
    """What a comparison with another way of doing it says, in a sentence."""
    return f"{_THAN[found.verdict]} {_against(found, other)}."


def _against(found: Comparison, other: str) -> str:
    scores = f"{found.before:.3f} where this has {found.after:.3f} on the same {found.n} sentences"
    return (
        f"{other}, whose {found.metric} is {scores} (difference {found.difference:+.3f}, {found.low:+.3f} to "
        f"{found.high:+.3f}; {found.gained} sentences right that it gets wrong, {found.lost} the other way round, "
        f"McNemar p {_chance(found.p)})"
    )


def _chance(p: float) -> str:
    return f"= {p:.3f}" if p >= 0.001 else "< 0.001"  # noqa: PLR2004
