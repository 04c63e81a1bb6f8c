"""A head on the frozen encoder: `framing train --mode head`, in seconds."""

from __future__ import annotations

from framing.bundle import Bundle
from framing.errors import UsageError
from framing.retrain import curve
from framing.retrain.compare import Comparison
from framing.retrain.made import Made, Means, learned_from
from framing.retrain.material import Material
from framing.retrain.plan import Plan
from framing.retrain.seen import seen
from framing.retrain.splits import Division, divide
from framing.retrain.study import study_sentences, with_before
from framing.retrain.study_words import marks_before, study_words
from framing.retrain.write import Change


def frozen(plan: Plan, base: Bundle, means: Means) -> Made:
    """A head, measured and ready.

    Raises:
        UsageError: the head cannot be learned on the frozen encoder.
    """
    if plan.head.pool == "span":
        raise UsageError(f"--head {plan.head.name}: this head is learned with the encoder; train it with --mode full")
    material = means.read(plan, base)
    division = divide(plan, means.seed)
    return (_words if plan.wanted.words else _sentences)(material, base, division, means)


def _sentences(material: Material, base: Bundle, division: Division, means: Means) -> Made:
    plan = material.plan
    splits = len(division.splits)
    total = 2 * splits + 1 + 2 * splits * len(curve.sizes(division, material.codes))
    study, learned, measured = study_sentences(material, base, division, means.setting(base, plan, total))

    def against(other: Bundle) -> Comparison | None:
        return with_before(means.read(plan, other), other, measured, seen(other, plan.head.name))[0]

    change = Change(wanted=plan.wanted, linear=learned.linear, combinations=(learned.combination,))
    return Made(study=study, change=change, source=base, seen=learned_from(plan, division.served), against=against)


def _words(material: Material, base: Bundle, division: Division, means: Means) -> Made:
    plan = material.plan
    setting = means.setting(base, plan, len(division.splits) + 2)
    study, marker, found = study_words(material, base, division, setting)

    def against(other: Bundle) -> Comparison | None:
        theirs = means.setting(other, plan, 1)
        return marks_before(means.read(plan, other), other, found, theirs)[0]

    change = Change(wanted=plan.wanted, linear=marker.linear, combinations=marker.combinations)
    return Made(study=study, change=change, source=base, seen=learned_from(plan, division.served), against=against)
