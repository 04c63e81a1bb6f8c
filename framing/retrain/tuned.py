"""Encoder and heads fine-tuned together: `framing train --mode full`, in minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from framing import bundle as bundles
from framing.bundle import Bundle, Combination
from framing.metrics import Indices
from framing.retrain.compare import Comparison, compare
from framing.retrain.full import FullOptions, fit_full
from framing.retrain.learn import Measured, crossed
from framing.retrain.made import Made, Means, learned_from
from framing.retrain.material import Material, Said
from framing.retrain.plan import Plan
from framing.retrain.regression import Search
from framing.retrain.seen import seen
from framing.retrain.serving import applied, calibrated, cut_of, decided, kept_cuts, outline, set_aside
from framing.retrain.splits import FOLDS, Division, divide, grouped, likest, strata
from framing.retrain.study import course_of, known, studied, with_before
from framing.retrain.thaw import same, specs_of
from framing.retrain.told import than
from framing.retrain.tuned_words import tuned_words
from framing.retrain.words import OWNED
from framing.retrain.write import Change
from framing.train.recipe import HeadSpec

ALONE = "a head on the encoder as it was (--mode head)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """How it is fine-tuned: the folder of its checkpoints, the corpora to rehearse on, and the most epochs."""

    work: Path
    corpora: Path | None
    epochs: int

    @property
    def choice(self) -> str:
        """What was done, in words."""
        return f"encoder and heads fine-tuned together, at most {self.epochs} epochs, the best of them kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Numbers of sentences: weights are fitted to `train`, training is stopped by `dev`, and `measured` are neither."""

    train: Indices
    dev: Indices
    measured: Indices

    @property
    def free(self) -> Indices:
        """Those that no weight was fitted to."""
        return np.sort(np.concatenate([self.dev, self.measured]))


def tuned(plan: Plan, base: Bundle, means: Means, tuning: Tuning) -> Made:
    """A head, learned with the encoder, measured and ready.

    Its figures rest on probabilities that are calibrated on `dev`; what is served is calibrated on all that no weight
    was fitted to.
    """
    division = divide(plan, means.seed, once=True)
    parts = parts_of(plan, division, means.seed)
    anew = (plan.head.name, *OWNED.get(plan.head.name, ()))
    new = _fitted(plan, set_aside(base, plan.head.name, anew), parts, means, tuning)
    before, after = means.read(plan, base), means.read(plan, new)
    make = tuned_words if plan.wanted.words else _sentences
    made = make((before, base), (after, new), parts, division, means)
    remarks = (*made.study.remarks, *_drift((before, base), (after, new), parts.measured, anew))
    study = replace(made.study, choice=tuning.choice, remarks=remarks)
    return replace(made, study=study, seen=learned_from(plan, division.served))


def parts_of(plan: Plan, division: Division, seed: int) -> Parts:
    """The user's `dev` to stop by where there is a `test` to measure on, else a part of what is learned from."""
    ((learned, measured),) = division.splits
    named = np.array([i for i in learned.tolist() if plan.sentences[i].part == "dev"], np.int64)
    if len(named):
        return Parts(train=np.setdiff1d(learned, named), dev=named, measured=measured)
    sentences = [plan.sentences[i] for i in learned.tolist()]
    codes, groups = strata(sentences, plan.wanted), [s.group for s in sentences]
    train, dev = likest(codes, list(grouped(codes, groups, FOLDS, seed)))
    return Parts(train=learned[train], dev=learned[dev], measured=measured)


def _fitted(plan: Plan, base: Bundle, parts: Parts, means: Means, tuning: Tuning) -> Bundle:
    """The fine-tuned model, without anything fitted on its outputs."""
    import torch

    torch.set_num_threads(means.threads)
    options = FullOptions(
        work=tuning.work,
        corpora=tuning.corpora,
        seed=means.seed,
        epochs=tuning.epochs,
        progress=lambda what, done, total, _: means.progress(f"steps ({what})", done, total),
    )
    train, dev = ([plan.sentences[i].example for i in rows.tolist()] for rows in (parts.train, parts.dev))
    return bundles.load(fit_full(base, _spec(plan.head, base), train, dev, options))


def _spec(head: HeadSpec, base: Bundle) -> HeadSpec:
    """The head as the recipe of the model trains it, where it knows it."""
    return next((s for s in specs_of(base) if s.name == head.name and same(s, head)), head)


Side = tuple[Material, Bundle]


def _sentences(old: Side, new: Side, parts: Parts, division: Division, means: Means) -> Made:
    (before, base), (after, model) = old, new
    plan, shape = before.plan, outline(before.plan.wanted, base)

    def combination(rows: Indices) -> Combination:
        sure = rows[after.codes[rows] >= 0]
        values = [after.values[i] for i in sure.tolist()]
        return calibrated(shape, values, after.codes[sure], kept_cuts(plan.head.name, base))

    given = _said(after, combination(parts.dev), parts.measured)
    study = studied(before, base, division, given, means.setting(base, plan, 2 * len(division.splits)))
    study = replace(study, remarks=(*study.remarks, _alone(before, base, division, given, means)))

    def against(other: Bundle) -> Comparison | None:
        return with_before(means.read(plan, other), other, given, seen(other, plan.head.name))[0]

    change = Change(wanted=plan.wanted, linear=None, combinations=(combination(parts.free),))
    return Made(study=study, change=change, source=model, seen="", against=against)


def _said(after: Material, model: Combination, rows: Indices) -> Measured:
    p = applied(model, [after.values[i] for i in rows.tolist()])
    return Measured(rows=rows, said=Said(p=p, codes=decided(p, cut_of(model))))


def _alone(before: Material, base: Bundle, division: Division, given: Measured, means: Means) -> str:
    """What a head on the frozen encoder reaches on the same sentences."""
    course = course_of(before, base, trust=not known(before.plan, seen(base, before.head.name)).any())
    other = crossed(lambda _: course, division, Search(seed=means.seed), lambda: None)
    sure = np.flatnonzero(course.codes[given.rows] >= 0)
    truth = course.codes[given.rows][sure]
    groups = [course.groups[i] for i in given.rows[sure].tolist()]
    found = compare(truth, other.said.codes[sure], given.said.codes[sure], groups)
    return than(found, ALONE)


def _drift(old: Side, new: Side, rows: Indices, anew: tuple[str, ...]) -> tuple[str, ...]:
    """How far the other labels moved on the sentences that are measured on."""
    (before, base), (after, model) = old, new
    moved = {}
    for name, combination in base.combinations.items():
        if name not in anew:
            was = applied(combination, [before.values[i] for i in rows.tolist()])
            now = applied(model.combinations[name], [after.values[i] for i in rows.tolist()])
            moved[name] = float(np.abs(was - now).max(axis=1).mean())
    told = ", ".join(f"{name} {value:.3f}" for name, value in moved.items())
    return (f"How far the probabilities of the other labels moved on average, on the same sentences: {told}.",)
