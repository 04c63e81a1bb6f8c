"""A head alone on the encoder's states: what it is judged by, a fit of it, and its macro-F1."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from framing.metrics import macro_f1
from framing.retrain.regression import Data, solve
from framing.train.batches import IGNORED, Batch, Item, collate
from framing.train.losses import token_rows
from framing.train.network import Network
from framing.train.recipe import HeadSpec

BATCH = 32
STRENGTH = 10.0
"""The inverse penalty of a fit."""
SENTENCES = 2000
"""So many sentences at most are drawn for it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a head is judged by: labelled sentences, tokens or spans.

    `features` is (rows, width); `shares` (rows, outputs) sum to 1, the readings of a sentence, or one class.
    """

    features: Tensor
    shares: Tensor


def batches(items: Sequence[Item], head: HeadSpec) -> list[Batch]:
    """The items that have a label of the head, in batches of like length, the same every time."""
    sentences = [Item(i.ids, {head.name: i.sentence[head.name]}, {}) for i in items if head.name in i.sentence]
    tokens = [Item(i.ids, {}, {head.name: i.tokens[head.name]}) for i in items if head.name in i.tokens]
    ordered = sorted([*sentences, *tokens], key=lambda item: len(item.ids))
    return [collate(ordered[i : i + BATCH], {head.name: head}) for i in range(0, len(ordered), BATCH)]


def rows_of(
    network: Network, given: Sequence[Batch], head: HeadSpec, done: Callable[[int], None] | None = None
) -> Rows:
    """The rows of a head, in the state that the network is in; `done` is told how many batches were seen."""
    network.eval()
    found = []
    with torch.no_grad():
        for number, batch in enumerate(given, 1):
            found.append(_rows(network, batch, head))
            if done is not None:
                done(number)
    return Rows(torch.cat([f for f, _ in found]), torch.cat([s for _, s in found]))


def _rows(network: Network, batch: Batch, head: HeadSpec) -> tuple[Tensor, Tensor]:
    states, pooled = network(batch.ids, batch.mask)
    if head.level == "sentence":
        target = batch.sentence[head.name]
        known = target.sum(1) > 0
        return pooled[known], target[known]
    features, classes = token_rows(states, batch.tokens[head.name], head)
    known = classes != IGNORED
    return features[known], functional.one_hot(classes[known], len(head.outputs)).float()


def fit(layer: nn.Linear, rows: Rows) -> None:
    """Fits the layer to the rows; where it has weights already, going their way costs little.

    A head that already fits what the encoder gives pulls less at it when both are trained (Kumar et al. 2022).
    """
    old = layer.weight.detach().double().numpy()
    data = Data(
        x=rows.features.double().numpy(),
        shares=rows.shares.double().numpy(),
        groups=(),
        old=old if old.any() else None,
    )
    linear = solve(data, STRENGTH, weighed=False)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(linear.weight))
        layer.bias.copy_(torch.from_numpy(linear.bias))


def drawn(items: Sequence[Item], seed: int) -> list[Item]:
    """At most `SENTENCES` of the items."""
    return random.Random(f"probe/{seed}").sample(list(items), min(SENTENCES, len(items)))


def score(layer: nn.Linear, rows: Rows) -> float:
    """Macro-F1 of the most probable class against the most frequent reading, 0..1; NaN without a row."""
    with torch.no_grad():
        guess = layer(rows.features).argmax(-1)
    return macro_f1(rows.shares.argmax(-1).numpy().astype(str), guess.numpy().astype(str))
