"""The training loop: stages, warm-up and linear decay, checkpoints, resume."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import torch
from torch import nn

from framing.train import checkpoint
from framing.train.batches import Batch, Item, epoch_batches
from framing.train.losses import batch_loss
from framing.train.network import Network
from framing.train.recipe import HeadSpec, Stage
from framing.undisturbed import undisturbed

log = logging.getLogger(__name__)
WARM_UP = 0.06
CLIP = 1.0
Data = Sequence[tuple[Sequence[Item], float, float]]
Progress = Callable[[str, int, int, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One training run: where its checkpoints go, its seed and signature, and how often it is saved.

    A checkpoint is written after every `save_every` batches if `save_seconds` have passed since the last.
    """

    folder: Path
    seed: int
    signature: str
    save_every: int = 200
    save_seconds: float = 30.0


class Watch(Protocol):
    """Whoever looks at the network between epochs and may end a stage early.

    What it answers must depend on nothing but what it has seen: a resumed run asks again.
    """

    def after(self, network: Network, epochs: int) -> None:
        """Told when so many epochs are done, before the checkpoint that says so; an epoch may be done twice."""

    def stops(self, epochs: int) -> bool:
        """Whether the stage ends after so many epochs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One stage of a run: its number, what it trains on, and whom its progress is told."""

    number: int
    stage: Stage
    data: Data
    heads: Mapping[str, HeadSpec]
    run: Run
    progress: Progress
    watch: Watch | None

    def plan(self, epoch: int) -> list[Batch]:
        """The batches of an epoch, in order; the same every time."""
        rng = random.Random(f"{self.run.seed}/{self.number}/{epoch}")
        return list(epoch_batches(self.data, self.heads, self.stage.batch, rng))

    def position(self, epoch: int, batch: int) -> checkpoint.Position:
        return checkpoint.Position(self.number, epoch, batch, self.run.signature)


@dataclass(slots=True)
class _Pace:
    """The running loss of a stage, and when it was last saved."""

    loss: float | None = None
    saved: float = field(default_factory=time.monotonic)

    def add(self, value: float) -> float:
        """The running loss with that of one more batch."""
        self.loss = value if self.loss is None else 0.98 * self.loss + 0.02 * value
        return self.loss


def train(
    network: Network,
    stages: Sequence[tuple[Stage, Data]],
    heads: Mapping[str, HeadSpec],
    run: Run,
    progress: Progress,
    watch: Watch | None = None,
) -> None:
    """Trains in place; goes on from the checkpoint in `run.folder` if it is of the same signature.

    `progress` is told the stage's name, batches done, batches in all, and the running loss; `watch` looks at every
    epoch. Ctrl-C leaves a checkpoint of the last whole batch.
    """
    start = checkpoint.position_of(run.folder)
    if start is not None and start.signature != run.signature:
        log.warning("the checkpoint in %s is of another run and is not used", run.folder)
        start = None
    torch.manual_seed(run.seed)
    for number, (stage, data) in enumerate(stages):
        if start is not None and number < start.stage:
            continue
        resumed = start if start is not None and number == start.stage else None
        task = _Task(number=number, stage=stage, data=data, heads=heads, run=run, progress=progress, watch=watch)
        _train_stage(network, task, resumed)
        start = None


def _optimizer(network: Network, stage: Stage) -> torch.optim.Optimizer:
    groups = [
        {"params": list(network.encoder.parameters()), "lr": stage.rate},
        {"params": list(network.heads.parameters()), "lr": stage.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _factor(step: int, total: int) -> float:
    warm = max(1, round(WARM_UP * total))
    return min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))


def _train_stage(network: Network, task: _Task, resumed: checkpoint.Position | None) -> None:
    run, watch = task.run, task.watch
    optimizer = _optimizer(network, task.stage)
    if resumed is not None:
        checkpoint.load(run.folder, network, optimizer if resumed.epoch or resumed.batch else None)
    first, batch = (resumed.epoch, resumed.batch) if resumed else (0, 0)
    pace = _Pace()
    for epoch in range(first, task.stage.epochs):
        if watch is not None and watch.stops(epoch):
            break
        _train_epoch(network, optimizer, task, task.position(epoch, batch if epoch == first else 0), pace)
        if watch is not None:
            watch.after(network, epoch + 1)
            checkpoint.save(run.folder, network, optimizer, task.position(epoch + 1, 0))
    checkpoint.save(run.folder, network, None, replace(task.position(0, 0), stage=task.number + 1))


def _train_epoch(
    network: Network, optimizer: torch.optim.Optimizer, task: _Task, start: checkpoint.Position, pace: _Pace
) -> None:
    stage, run = task.stage, task.run
    plan = task.plan(start.epoch)
    before, total = len(plan) * start.epoch, len(plan) * stage.epochs
    done = start.batch
    network.train()
    try:
        for batch in plan[done:]:
            with undisturbed():
                value = _step(network, optimizer, batch, stage, _factor(before + done, total))
                done += 1
            task.progress(stage.name, before + done, total, pace.add(value))
            if (before + done) % run.save_every == 0 and time.monotonic() - pace.saved > run.save_seconds:
                checkpoint.save(run.folder, network, optimizer, task.position(start.epoch, done))
                pace.saved = time.monotonic()
    except KeyboardInterrupt:
        checkpoint.save(run.folder, network, optimizer, task.position(start.epoch, done))
        raise


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: Batch, stage: Stage, factor: float) -> float:
    for group, rate in zip(optimizer.param_groups, (stage.rate, stage.head_rate), strict=True):
        group["lr"] = rate * factor
    loss = batch_loss(network, batch, stage.soft)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), CLIP)
    optimizer.step()
    return float(loss.detach())
