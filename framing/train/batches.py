"""Labelled examples as tensors: token labels from spans, batches of like length from one corpus each."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from framing.corpora import UNSURE, Example, Labels
from framing.train.recipe import HeadSpec

IGNORED = -100
POOL = 50
"""Batches are formed by length inside pools of this many batches."""


@dataclass(frozen=True, slots=True)
class Item:
    """A tokenised example: token ids, a distribution for each sentence head, a class a token for each token head.

    `soft` maps a head to another model's probabilities: (classes,) of a sentence head, (tokens, outputs) of a token
    head; a token whose row is zero is left out.
    """

    ids: list[int]
    sentence: Mapping[str, list[float]]
    tokens: Mapping[str, list[int]]
    soft: Mapping[str, NDArray[np.float16]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors: ids and mask (batch, tokens), targets by head, and the batch's weight in the loss.

    A sentence target is (batch, classes), all zero where unlabelled; a token target (batch, tokens), -100 where it is
    ignored; a soft target (batch, classes) or (batch, tokens, outputs), all zero where there is none.
    """

    ids: Tensor
    mask: Tensor
    sentence: Mapping[str, Tensor]
    tokens: Mapping[str, Tensor]
    weight: float
    soft: Mapping[str, Tensor] = field(default_factory=dict)


def tag_tokens(labels: Labels, head: HeadSpec, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """The class of each token; special tokens (empty offsets) and unlabelled tokens are ignored."""
    empty = 0 if labels.exhaustive else IGNORED
    tags = [IGNORED if start == end else empty for start, end in offsets]
    for left, right, name in labels.spans:
        first = True
        for position, (start, end) in enumerate(offsets):
            if start < end and start < right and end > left:
                tags[position] = _output(head, name, first)
                first = False
    return tags


def _output(head: HeadSpec, name: str, first: bool) -> int:
    if name == UNSURE:
        return IGNORED
    if head.tags == "io":
        return head.classes.index(name)
    return head.outputs.index(f"{'B' if first else 'I'}-{name}")


class SoftLookup(Protocol):
    """Where the soft targets of a text are found."""

    def of(self, text: str, tokens: int) -> Mapping[str, NDArray[np.float16]]:
        """The soft targets of a text of so many tokens, by head; nothing where there are none."""


def encode(
    examples: Sequence[Example],
    tokenizer: Tokenizer,
    heads: Mapping[str, HeadSpec],
    max_tokens: int,
    soft: SoftLookup | None = None,
) -> list[Item]:
    """Tokenises; tokens past `max_tokens` are dropped with their labels (training only).

    Labels of heads that the recipe lacks are left out, and so are examples that have neither others nor soft targets.
    """
    items = []
    for example, encoding in zip(examples, tokenizer.encode_batch([e.text for e in examples]), strict=True):
        sentence = {
            name: [label.get(c, 0.0) for c in heads[name].classes]
            for name, label in example.sentence.items()
            if name in heads
        }
        tokens = {
            name: tag_tokens(labels, heads[name], encoding.offsets)[:max_tokens]
            for name, labels in example.tokens.items()
            if name in heads
        }
        ids = encoding.ids[:max_tokens]
        taught = soft.of(example.text, len(ids)) if soft else {}
        if sentence or tokens or taught:
            items.append(Item(ids, sentence, tokens, taught))
    return items


def collate(items: Sequence[Item], heads: Mapping[str, HeadSpec], weight: float = 1.0) -> Batch:
    """Pads the items to one length."""
    length = max(len(item.ids) for item in items)

    def padded(values: Sequence[list[int]], fill: int) -> Tensor:
        return torch.tensor([list(v) + [fill] * (length - len(v)) for v in values])

    names = sorted({name for item in items for name in item.sentence})
    token_names = sorted({name for item in items for name in item.tokens})
    return Batch(
        ids=padded([i.ids for i in items], 0),
        mask=padded([[1] * len(i.ids) for i in items], 0),
        sentence={n: torch.tensor([i.sentence.get(n, [0.0] * len(heads[n].classes)) for i in items]) for n in names},
        tokens={n: padded([i.tokens.get(n, []) for i in items], IGNORED) for n in token_names},
        weight=weight,
        soft={n: _soft(items, heads[n], length) for n in sorted({name for item in items for name in item.soft})},
    )


def _soft(items: Sequence[Item], head: HeadSpec, length: int) -> Tensor:
    """The soft targets of one head: zero where an item has none, and past its end."""
    shape = (len(head.outputs),) if head.level == "sentence" else (length, len(head.outputs))
    result = np.zeros((len(items), *shape), np.float32)
    for row, item in enumerate(items):
        if head.name in item.soft:
            values = item.soft[head.name]
            result[row][: len(values)] = values
    return torch.from_numpy(result)


def epoch_batches(
    corpora: Sequence[tuple[Sequence[Item], float, float]],
    heads: Mapping[str, HeadSpec],
    size: int,
    rng: random.Random,
) -> Iterator[Batch]:
    """One epoch: for each (items, share, weight), items drawn by share, batched by length, all batches shuffled."""
    plan: list[tuple[list[Item], float]] = []
    for items, share, weight in corpora:
        whole, rest = divmod(round(share * len(items)), max(1, len(items)))
        drawn = list(items) * whole + rng.sample(list(items), rest)
        rng.shuffle(drawn)
        for start in range(0, len(drawn), size * POOL):
            pool = sorted(drawn[start : start + size * POOL], key=lambda item: len(item.ids))
            plan.extend((pool[i : i + size], weight) for i in range(0, len(pool), size))
    rng.shuffle(plan)
    for chosen, weight in plan:
        yield collate(chosen, heads, weight)
