"""A head studied: measured on what it did not learn from, compared with what was there and with a plain baseline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from framing.bundle import Bundle
from framing.evaluate.results import Result
from framing.metrics import Bin, Indices
from framing.retrain import curve
from framing.retrain.assess import Agreement, Mistake, agreement, assess
from framing.retrain.baseline import bag_of_words
from framing.retrain.compare import Comparison, compare
from framing.retrain.curve import Point
from framing.retrain.learn import Course, Learned, Make, Measured, crossed, learn
from framing.retrain.material import Material, before
from framing.retrain.plan import Plan
from framing.retrain.regression import Search
from framing.retrain.seen import digest
from framing.retrain.serving import kept_cuts, outline
from framing.retrain.splits import Division

HEAD, BASELINE = "this head", "TF-IDF"
LEAST = 20
"""So many sentences that the model before did not learn from are needed to compare with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What is known of a head: how it was measured, with which result.

    `before` compares it with what the model said so far, `baseline` with a plain one, both on the same sentences; None
    where there is nothing to compare with, and `remarks` say why. `choice` is what was chosen in fitting.
    """

    plan: Plan
    how: str
    figures: Sequence[Result]
    choice: str = ""
    confusion: Indices | None = None
    mistakes: Sequence[Mistake] = ()
    bins: Sequence[Bin] = ()
    agreement: Agreement | None = None
    before: Comparison | None = None
    baseline: Comparison | None = None
    baseline_name: str = "TF-IDF with logistic regression"
    curves: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def figure(self, metric: str) -> Result:
        """The figure of that name."""
        return next(f for f in self.figures if f.metric == metric)


def _nothing() -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a study depends on beside the sentences.

    `seen` are the digests of what the model before was trained on, `advance` is told of every step.
    """

    seed: int = 0
    seen: AbstractSet[str] = frozenset()
    advance: Callable[[], None] = _nothing


def study_sentences(
    material: Material, base: Bundle, division: Division, setting: Setting
) -> tuple[Study, Learned, Measured]:
    """A sentence head on the frozen encoder, the one that is served, and what was said of what was measured on."""
    search = Search(seed=setting.seed)
    course = course_of(material, base, trust=not known(material.plan, setting.seen).any())
    found = crossed(lambda _: course, division, search, setting.advance)
    learned = learn(course, division.served, search)
    setting.advance()
    result = studied(material, base, division, found, setting)
    points = [*_curve(lambda _: course, course, division, setting), *result.curves[HEAD]]
    return replace(result, choice=_chosen(learned), curves={**result.curves, HEAD: points}), learned, found


def course_of(material: Material, base: Bundle, *, trust: bool) -> Course:
    """What a sentence head is learned from; with `trust`, going the way of the head that is there costs little."""
    wanted = material.plan.wanted
    old = next((h for h in base.heads if h.name == wanted.name), None)
    return Course(
        shape=outline(wanted, base),
        x=material.pooled,
        shares=material.shares,
        codes=material.codes,
        groups=material.groups,
        values=material.values,
        old=old.weight.astype(np.float64) if old is not None and trust else None,
        cuts=kept_cuts(wanted.name, base),
    )


def studied(material: Material, base: Bundle, division: Division, given: Measured, setting: Setting) -> Study:
    """What was said of sentences, beside what people say, the model before says, and the baseline."""
    plan, course = material.plan, course_of(material, base, trust=False)
    words = bag_of_words(course, plan.wanted, [s.text for s in plan.sentences])
    plain = crossed(words, division, Search(seed=setting.seed), setting.advance)
    sentences = [plan.sentences[i] for i in given.rows.tolist()]
    found = assess(plan.head.classes, sentences, course.codes[given.rows], given.said)
    other = assess(plan.head.classes, sentences, course.codes[given.rows], plain.said)
    compared, remarks = with_before(material, base, given, setting.seen)
    size = min(len(learned) for learned, _ in division.splits)
    points = [*_curve(words, course, division, setting), curve.point(size, found.truth, other.said.codes, found.groups)]
    return Study(
        plan=plan,
        how=division.how,
        figures=found.figures,
        confusion=found.confusion,
        mistakes=found.mistakes,
        bins=found.reliability,
        agreement=agreement(plan.sentences, plan.head.classes),
        before=compared,
        baseline=compare(found.truth, other.said.codes, found.said.codes, found.groups),
        curves={HEAD: [curve.point(size, found.truth, found.said.codes, found.groups)], BASELINE: points},
        remarks=remarks,
    )


def known(plan: Plan, seen: AbstractSet[str]) -> NDArray[np.bool_]:
    """(n,): whether a sentence is among those with the digests `seen`."""
    return np.array([digest(s.text) in seen for s in plan.sentences], np.bool_)


def with_before(
    material: Material, base: Bundle, given: Measured, seen: AbstractSet[str]
) -> tuple[Comparison | None, tuple[str, ...]]:
    """The comparison with the model as it is, on sentences that it did not learn from, and what is to be said of it."""
    old = before(material, base)
    if old is None:
        return None, ()
    overlap = known(material.plan, seen)[given.rows]
    fresh = np.flatnonzero(~overlap & (material.codes[given.rows] >= 0))
    rows = given.rows[fresh]
    truth = material.codes[rows]
    remark = f"The model before was trained on {overlap.sum()} of the {len(overlap)} sentences."
    if len(rows) < LEAST or len(np.unique(truth)) < 2:  # noqa: PLR2004
        return None, (f"{remark} Too few others are left to compare with it.",)
    groups = [material.groups[i] for i in rows.tolist()]
    found = compare(truth, old.codes[rows], given.said.codes[fresh], groups)
    return found, (f"{remark} The comparison is on the other {len(rows)}.",) if overlap.any() else ()


def _curve(make: Make, course: Course, division: Division, setting: Setting) -> list[Point]:
    return curve.curve(make, division, curve.sizes(division, course.codes), setting.seed, setting.advance)


def _chosen(learned: Learned) -> str:
    weighed = "classes weighed against their frequency" if learned.fitted.weighed else "classes not weighed"
    return f"logistic regression on the frozen encoder, L2, C = {learned.fitted.strength:g}, {weighed}"
