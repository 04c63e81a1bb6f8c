"""A fine-tuned head that marks words, or gives targets a valence: measured, and its cut or temperature fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.bundle import Bundle
from framing.corpora import Example
from framing.encoder import Scores
from framing.evaluate.results import Scored
from framing.evaluate.valence import evaluate_targets, targets
from framing.metrics import Indices
from framing.retrain.assess import CORPUS
from framing.retrain.compare import Comparison, compare
from framing.retrain.made import Made, Means
from framing.retrain.material import Material
from framing.retrain.splits import Division
from framing.retrain.study import LEAST, Study, known
from framing.retrain.study_words import listed, marks, marks_before, marks_studied
from framing.retrain.words import asked_for
from framing.retrain.write import Change
from framing.train.calibrate import word_threshold
from framing.train.temperature import tempered

if TYPE_CHECKING:
    from framing.retrain.tuned import Parts

Side = tuple[Material, Bundle]


def tuned_words(old: Side, new: Side, parts: Parts, division: Division, means: Means) -> Made:
    """A head that marks words; one whose loss is taken of whole spans gives targets a valence."""
    if old[0].head.pool == "span":
        return _targets(old, new, parts, division, means)
    (before, base), (after, model) = old, new
    plan = before.plan
    cut = 0.0 if plan.head.tags == "bio" else word_threshold(*_rows(after, parts.dev), plan.head.name)
    asked = asked_for(plan.wanted, base, *_rows(after, parts.dev), cut)
    found = marks(after, parts.measured, _rows(after, parts.measured)[1], cut, asked)
    ((learned, _),) = division.splits
    given = found, listed(before, learned, parts.measured)
    study = marks_studied(before, base, division, given, means.setting(base, plan, 1), "")

    def against(other: Bundle) -> Comparison | None:
        return marks_before(means.read(plan, other), other, found, means.setting(other, plan, 1))[0]

    final = asked_for(plan.wanted, base, *_rows(after, parts.free), cut)
    change = Change(wanted=plan.wanted, linear=None, combinations=final)
    return Made(study=study, change=change, source=model, seen="", against=against)


def _rows(material: Material, rows: Indices) -> tuple[list[Example], list[Scores]]:
    numbers = rows.tolist()
    return [material.sentences[i].example for i in numbers], [material.scores[i] for i in numbers]


def _targets(old: Side, new: Side, parts: Parts, division: Division, means: Means) -> Made:
    (before, base), (after, model) = old, new
    plan = before.plan
    scored = Scored(CORPUS, *_rows(after, parts.measured))
    compared = _compared(before, after, parts.measured, known(plan, means.setting(base, plan, 1).seen))
    study = Study(plan=plan, how=division.how, figures=list(evaluate_targets(scored)), before=compared)

    def against(other: Bundle) -> Comparison | None:
        theirs = means.read(plan, other)
        return _compared(theirs, after, parts.measured, known(plan, means.setting(other, plan, 1).seen))

    heads = [h for h in model.heads if h.name == plan.head.name]
    temperature = tempered(heads, *_rows(after, parts.free))[0].temperature
    change = Change(wanted=plan.wanted, linear=None, combinations=(), temperature=temperature)
    return Made(study=study, change=change, source=model, seen="", against=against)


def _compared(before: Material, after: Material, rows: Indices, seen: NDArray[np.bool_]) -> Comparison | None:
    """The valence of targets by two models, in sentences that the first did not learn from."""
    fresh = rows[~seen[rows]]
    if len(fresh) < LEAST:
        return None
    was, now = (targets(Scored(CORPUS, *_rows(m, fresh)), m.head.classes) for m in (before, after))
    groups = [before.groups[int(fresh[i])] for i in now.owner.tolist()]
    return compare(now.truth, was.guess, now.guess, groups)
