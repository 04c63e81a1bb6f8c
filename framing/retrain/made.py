"""A head that is ready to be written, and what its making has at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from framing.bundle import Bundle
from framing.metrics import Indices
from framing.retrain.compare import Comparison
from framing.retrain.material import Material, read
from framing.retrain.plan import Plan
from framing.retrain.seen import seen, seen_text
from framing.retrain.steps import Progress, Steps
from framing.retrain.study import Setting, Study
from framing.retrain.write import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A head that is ready to be written: how good it is, and what it changes in the model `source`.

    `seen` are the digests of what it learned from, as a text. `against` compares it with another model that has the
    head, on the sentences that neither learned from; None where there are too few.
    """

    study: Study
    change: Change
    source: Bundle
    seen: str
    against: Callable[[Bundle], Comparison | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a run has at hand: seed, threads, and whom to tell."""

    seed: int
    threads: int
    progress: Progress

    def read(self, plan: Plan, model: Bundle) -> Material:
        """The plan's sentences as a model reads them."""
        total = len(plan.sentences)
        return read(plan, model, self.threads, lambda done: self.progress("sentences", done, total))

    def setting(self, model: Bundle, plan: Plan, fits: int) -> Setting:
        """What a study depends on, where `model` is the one before and so many heads are learned."""
        advance = Steps("fits", fits, self.progress)
        return Setting(seed=self.seed, seen=seen(model, plan.head.name), advance=advance)


def learned_from(plan: Plan, rows: Indices) -> str:
    """The digests of some of the sentences, as a text."""
    return seen_text(plan.sentences[i].text for i in rows.tolist())
