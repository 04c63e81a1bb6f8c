"""From tables of labels to a finished model: `framing train` as a function."""

from __future__ import annotations

import importlib.util
import math
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from framing import bundle as bundles
from framing.batch import usable_cores
from framing.bundle import Bundle
from framing.corpora.user_labels import read_labels
from framing.errors import MissingExtraError
from framing.retrain.card import write_card
from framing.retrain.frozen import frozen
from framing.retrain.made import Made, Means
from framing.retrain.origin import Origin, hashes, licence_of, versions
from framing.retrain.place import Contest, Placed, check_place, settle
from framing.retrain.plan import Plan, plan
from framing.retrain.seen import read_before
from framing.retrain.spec import wanted
from framing.retrain.steps import Progress, quiet
from framing.retrain.study import Study
from framing.retrain.write import Record, write_bundle

FOLDER = Path("models")
"""Where models go that are given no folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is trained from what, and where it goes.

    `out` None means `models/NAME`. `model` is the model before (None: as everywhere), `columns` maps our names of
    columns to the tables' own, `positive` names the class whose probability is served, of two new ones. `replace`
    allows an existing model in `out` to be replaced by a better one, `anyway` by any.
    """

    labels: tuple[Path, ...]
    name: str
    out: Path | None = None
    mode: Literal["head", "full"] = "head"
    model: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    positive: str | None = None
    corpora: Path | None = None
    epochs: int = 4
    seed: int = 0
    replace: bool = False
    anyway: bool = False
    threads: int | None = None

    @property
    def folder(self) -> Path:
        """Where the model goes."""
        return self.out or FOLDER / self.name

    @property
    def options(self) -> tuple[str, ...]:
        """The options of the command that the figures depend on."""
        found = ["--head", self.name, "--mode", self.mode, "--seed", str(self.seed)]
        found += [f"--column={ours}={theirs}" for ours, theirs in self.columns.items()]
        found += ["--positive", self.positive] if self.positive else []
        found += ["--epochs", str(self.epochs)] if self.mode == "full" else []
        return (*found, *(["--corpora", "DIR"] if self.mode == "full" and self.corpora else []))

    @property
    def work(self) -> Path:
        """Where the checkpoints of fine-tuning are until the model is there."""
        return self.folder.with_name(f"{self.folder.name}.partial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The study of the head, and where the model is."""

    study: Study
    placed: Placed


def retrain(job: Job, progress: Progress = quiet) -> Outcome:
    """Trains a head and writes the model that has it.

    The same labels, model, seed and packages give the same bytes.

    Raises:
        InputError: the labels cannot be learned from; the message says where and why.
        UsageError: the name, or the folder, cannot be used.
        MissingExtraError: scikit-learn is not installed, or for fine-tuning torch and transformers are not.
        BundleError: the model before is missing or broken.
    """
    _check_packages(job.mode)
    check_place(job.folder, replace=job.replace or job.anyway)
    rows = read_labels(job.labels, job.columns)
    base = bundles.load(job.model)
    chosen = plan(rows, wanted(rows, job.name, base, job.positive))
    rival = _rival(job)
    made = _warned(_made(job, chosen, base, progress), base)
    contest = Contest(made.against(rival)) if rival else None
    origin = _origin(job, len(rows), base)
    fresh = job.folder.with_name(f".{job.folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        record = Record(facts=_facts(made.study, origin), seen=made.seen)
        write_bundle(made.source, made.change, record, fresh, base)
        write_card(fresh, made.study, origin)
        placed = settle(fresh, job.folder, contest, anyway=job.anyway)
        shutil.rmtree(job.work, ignore_errors=True)
        return Outcome(study=made.study, placed=placed)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _made(job: Job, chosen: Plan, base: Bundle, progress: Progress) -> Made:
    means = Means(seed=job.seed, threads=job.threads or usable_cores(), progress=progress)
    if job.mode == "head":
        return frozen(chosen, base, means)
    from framing.retrain.tuned import Tuning, tuned

    return tuned(chosen, base, means, Tuning(work=job.work, corpora=job.corpora, epochs=job.epochs))


def _warned(made: Made, base: Bundle) -> Made:
    """The head with a warning where the encoder has learned these very sentences."""
    sentences = made.study.plan.sentences
    if not (learned := read_before(base, [s.text for s in sentences])):
        return made
    told = (
        f"The encoder of the model before was fine-tuned on {learned} of the {len(sentences)} sentences, so these "
        "figures are too good; start from the model that it was made from."
    )
    return replace(made, study=replace(made.study, remarks=(*made.study.remarks, told)))


def _origin(job: Job, rows: int, base: Bundle) -> Origin:
    return Origin(
        mode=job.mode,
        seed=job.seed,
        options=job.options,
        base=base.label,
        files=hashes(job.labels),
        rows=rows,
        versions=versions(full=job.mode == "full"),
        licence=licence_of(base),
    )


def _check_packages(mode: str) -> None:
    needed = ("sklearn", "torch", "transformers", "onnx") if mode == "full" else ("sklearn",)
    if any(importlib.util.find_spec(name) is None for name in needed):
        raise MissingExtraError(feature="training", extra="train")


def _rival(job: Job) -> Bundle | None:
    """The model in the place that is asked for, if it has the head already."""
    if not job.folder.exists():
        return None
    there = bundles.load(job.folder)
    return there if job.name in (*there.combinations, *(h.name for h in there.heads)) else None


def _facts(study: Study, origin: Origin) -> dict[str, Any]:
    """What the manifest says of the head: where it comes from, and its figures as [value, low, high]."""
    figures = {f.metric: [_rounded(v) for v in (f.value, f.low, f.high)] for f in study.figures}
    return {**origin.facts(), "measured": study.how, "figures": figures}


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)
