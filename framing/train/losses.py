"""The loss of a batch: soft cross-entropy for sentences, cross-entropy for tokens, one term a labelled head.

Where another model's probabilities are given, the cross-entropy with them is added (distillation, Hinton et al. 2015).
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from framing.train.batches import IGNORED, Batch
from framing.train.network import Network
from framing.train.recipe import HeadSpec


def batch_loss(network: Network, batch: Batch, soft: float = 1.0) -> Tensor:
    """The sum over the batch's heads of the mean loss of their labelled sentences or tokens.

    `soft` is the weight of the terms for soft targets.
    """
    states, pooled = network(batch.ids, batch.mask)
    taught = batch.soft if soft else {}
    wanted = dict.fromkeys((*batch.sentence, *batch.tokens, *taught))
    logits = {name: network.logits(name, states, pooled) for name in wanted}
    terms = [_sentence_loss(logits[name], target, network.specs[name]) for name, target in batch.sentence.items()]
    terms += [_token_loss(logits[name], target, network.specs[name]) for name, target in batch.tokens.items()]
    terms += [soft * _soft_loss(logits[name], target, network.specs[name]) for name, target in taught.items()]
    return batch.weight * torch.stack(terms).sum()


def _soft_loss(logits: Tensor, target: Tensor, head: HeadSpec) -> Tensor:
    """The cross-entropy with soft targets, the mean over sentences or tokens that have one."""
    given = target.sum(-1) > 0
    if not bool(given.any()):
        return logits.sum() * 0.0
    return head.weight * functional.cross_entropy(logits[given], target[given])


def _sentence_loss(logits: Tensor, target: Tensor, head: HeadSpec) -> Tensor:
    labelled = target.sum(1) > 0
    if not bool(labelled.any()):
        return logits.sum() * 0.0
    return head.weight * functional.cross_entropy(logits[labelled], target[labelled])


def _token_loss(logits: Tensor, target: Tensor, head: HeadSpec) -> Tensor:
    if not bool((target != IGNORED).any()):
        return logits.sum() * 0.0
    weight = torch.tensor([1.0, *[head.rare] * (logits.shape[-1] - 1)])
    rows, labels = token_rows(logits, target, head)
    return head.weight * functional.cross_entropy(rows, labels, weight=weight, ignore_index=IGNORED)


def token_rows(logits: Tensor, target: Tensor, head: HeadSpec) -> tuple[Tensor, Tensor]:
    """What a token head is judged by: logits (rows, outputs) and classes (rows,) of its tokens, or of its spans."""
    return _spans(logits, target) if head.pool == "span" else (logits.flatten(0, 1), target.flatten())


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
