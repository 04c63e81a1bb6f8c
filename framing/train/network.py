"""The network: a pretrained encoder with a linear head for every label (Caruana 1997, multitask learning)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoModel, BertConfig, BertModel, PreTrainedModel

from framing.bundle import WEIGHTS
from framing.errors import BundleError, UsageError
from framing.train.recipe import HeadSpec


class Network(nn.Module):
    """Encoder and heads.

    `forward` returns token states (batch, tokens, width) and their mean over the real tokens (batch, width), the
    pooling that sentence-transformers trained this encoder with. Of the encoder's `layers`, those named are kept, all
    where none is.
    """

    def __init__(self, encoder: Path, heads: tuple[HeadSpec, ...], dropout: float, layers: Sequence[int] = ()) -> None:
        super().__init__()
        self.encoder = thinned(read_encoder(encoder), layers)
        width = int(self.encoder.config.hidden_size)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({_key(head.name): nn.Linear(width, len(head.outputs)) for head in heads})
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
        layer = self.heads[_key(name)]
        if not isinstance(layer, nn.Linear):
            raise TypeError(f"head {name!r} is a {type(layer).__name__}, not a linear layer")
        return layer

    def logits(self, head: str, states: Tensor, pooled: Tensor) -> Tensor:
        """(batch, classes) for a sentence head, (batch, tokens, outputs) for a token head."""
        features = pooled if self.specs[head].level == "sentence" else states
        result: Tensor = self.head(head)(self.dropout(features))
        return result


def _key(head: str) -> str:
    """Where a head stands among the heads: `ModuleDict` refuses names that it has itself (`type`, `keys`)."""
    return f"{head}-" if hasattr(nn.ModuleDict, head) else head


def thinned(encoder: PreTrainedModel, layers: Sequence[int]) -> PreTrainedModel:
    """The encoder with these of its layers alone (Sanh et al. 2019 begin a student so); all where none is named.

    Raises:
        UsageError: it has no such layer, or one is named twice or out of order.
    """
    stack = encoder.get_submodule("encoder")
    known = list(stack.get_submodule("layer").children())
    if list(layers) != sorted(set(layers) & set(range(len(known)))):
        raise UsageError(f"layers: {list(layers)}: different numbers from 0 to {len(known) - 1} are expected, in order")
    if layers:
        stack.layer = nn.ModuleList([known[i] for i in layers])
        encoder.config.num_hidden_layers = len(layers)
    return encoder


def read_encoder(folder: Path) -> PreTrainedModel:
    """The encoder of a transformers checkpoint, or that of a bundle: a BERT with its weights in half precision.

    Raises:
        BundleError: the folder is a bundle, and its weights are not those that its `config.json` describes.
    """
    if not (folder / WEIGHTS).is_file():
        checkpoint: PreTrainedModel = AutoModel.from_pretrained(folder, attn_implementation="eager")
        return checkpoint
    try:
        config = BertConfig.from_pretrained(folder, attn_implementation="eager")
        encoder = BertModel(config, add_pooling_layer=False)
        encoder.load_state_dict({name: tensor.float() for name, tensor in load_file(folder / WEIGHTS).items()})
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, SafetensorError) as error:
        found = " ".join(str(error).split())
        raise BundleError(f"{folder}: {WEIGHTS} is not what config.json describes: {found}") from error
    return encoder
