"""The network: a pretrained encoder with a linear head for every label (Caruana 1997, multitask learning)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from framing.train.recipe import HeadSpec


class Network(nn.Module):
    """Encoder and heads.

    `forward` returns token states (batch, tokens, width) and their mean over the real tokens (batch, width), the
    pooling that sentence-transformers trained this encoder with.
    """

    def __init__(self, encoder: Path, heads: tuple[HeadSpec, ...], dropout: float) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, attn_implementation="eager")
        width = int(self.encoder.config.hidden_size)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({head.name: nn.Linear(width, len(head.outputs)) for head in heads})
        self.specs: Mapping[str, HeadSpec] = {head.name: head for head in heads}

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`ids` and `mask` are (batch, tokens)."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        states = states.float()
        weight = mask.unsqueeze(-1).float()
        return states, (states * weight).sum(1) / weight.sum(1)

    def head(self, name: str) -> nn.Linear:
        """The layer of one head."""
        layer = self.heads[name]
        if not isinstance(layer, nn.Linear):
            raise TypeError(f"head {name!r} is a {type(layer).__name__}, not a linear layer")
        return layer

    def logits(self, head: str, states: Tensor, pooled: Tensor) -> Tensor:
        """(batch, classes) for a sentence head, (batch, tokens, outputs) for a token head."""
        features = pooled if self.specs[head].level == "sentence" else states
        result: Tensor = self.head(head)(self.dropout(features))
        return result
