"""The training loop: stages, warm-up and linear decay, checkpoints, resume."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn

from framing.train import checkpoint
from framing.train.batches import Batch, Item, epoch_batches
from framing.train.losses import batch_loss
from framing.train.network import Network
from framing.train.recipe import HeadSpec, Stage

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One stage of a run: its number, what it trains on, and whom its progress is told."""

    number: int
    stage: Stage
    data: Data
    heads: Mapping[str, HeadSpec]
    run: Run
    progress: Progress

    def plan(self, epoch: int) -> list[Batch]:
        """The batches of an epoch, in order; the same every time."""
        rng = random.Random(f"{self.run.seed}/{self.number}/{epoch}")
        return list(epoch_batches(self.data, self.heads, self.stage.batch, rng))

    def position(self, epoch: int, batch: int) -> checkpoint.Position:
        return checkpoint.Position(self.number, epoch, batch, self.run.signature)


def train(
    network: Network,
    stages: Sequence[tuple[Stage, Data]],
    heads: Mapping[str, HeadSpec],
    run: Run,
    progress: Progress,
) -> None:
    """Trains in place; goes on from the checkpoint in `run.folder` if it is of the same signature.

    `progress` is told the stage's name, batches done, batches in all, and the running loss.
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
        task = _Task(number=number, stage=stage, data=data, heads=heads, run=run, progress=progress)
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
    stage, run = task.stage, task.run
    optimizer = _optimizer(network, stage)
    if resumed is not None:
        checkpoint.load(run.folder, network, optimizer if resumed.epoch or resumed.batch else None)
    first = resumed.epoch if resumed else 0
    loss = 0.0
    saved = time.monotonic()
    network.train()
    for epoch in range(first, stage.epochs):
        plan = task.plan(epoch)
        total = len(plan) * stage.epochs
        begin = resumed.batch if resumed and epoch == first else 0
        for position in range(begin, len(plan)):
            step = epoch * len(plan) + position
            value = _step(network, optimizer, plan[position], stage, _factor(step, total))
            loss = value if loss == 0.0 else 0.98 * loss + 0.02 * value
            task.progress(stage.name, step + 1, total, loss)
            if (step + 1) % run.save_every == 0 and time.monotonic() - saved > run.save_seconds:
                checkpoint.save(run.folder, network, optimizer, task.position(epoch, position + 1))
                saved = time.monotonic()
    checkpoint.save(run.folder, network, None, replace(task.position(0, 0), stage=task.number + 1))


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: Batch, stage: Stage, factor: float) -> float:
    for group, rate in zip(optimizer.param_groups, (stage.rate, stage.head_rate), strict=True):
        group["lr"] = rate * factor
    loss = batch_loss(network, batch)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), CLIP)
    optimizer.step()
    return float(loss.detach())
