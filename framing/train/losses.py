"""The loss of a batch: soft cross-entropy for sentences, cross-entropy for tokens, one term a labelled head."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from framing.train.batches import IGNORED, Batch
from framing.train.network import Network
from framing.train.recipe import HeadSpec


def batch_loss(network: Network, batch: Batch) -> Tensor:
    """The sum over the batch's heads of the mean loss of their labelled sentences or tokens."""
    states, pooled = network(batch.ids, batch.mask)
    terms = [_sentence_loss(network.logits(n, states, pooled), t, network.specs[n]) for n, t in batch.sentence.items()]
    terms += [_token_loss(network.logits(n, states, pooled), t, network.specs[n]) for n, t in batch.tokens.items()]
    return batch.weight * torch.stack(terms).sum()


def _sentence_loss(logits: Tensor, target: Tensor, head: HeadSpec) -> Tensor:
    labelled = target.sum(1) > 0
    if not bool(labelled.any()):
        return logits.sum() * 0.0
    return head.weight * functional.cross_entropy(logits[labelled], target[labelled])


def _token_loss(logits: Tensor, target: Tensor, head: HeadSpec) -> Tensor:
    if not bool((target != IGNORED).any()):
        return logits.sum() * 0.0
    weight = torch.tensor([1.0, *[head.rare] * (logits.shape[-1] - 1)])
    rows, labels = _spans(logits, target) if head.pool == "span" else (logits.flatten(0, 1), target.flatten())
    return head.weight * functional.cross_entropy(rows, labels, weight=weight, ignore_index=IGNORED)


def _spans(logits: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """The mean logits (spans, outputs) and the class (spans,) of every run of tokens with one label."""
    known = target != IGNORED
    before = functional.pad(target[:, :-1], (1, 0), value=IGNORED)
    begins = known & (target != before)
    number = (begins.flatten().cumsum(0) - 1)[known.flatten()]
    inside = logits.flatten(0, 1)[known.flatten()]
    count = torch.zeros(int(begins.sum())).index_add_(0, number, torch.ones(len(number)))
    total = torch.zeros(len(count), logits.shape[-1]).index_add(0, number, inside)
    return total / count.unsqueeze(1), target[begins]
