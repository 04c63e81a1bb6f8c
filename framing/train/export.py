"""A trained network as a bundle's files: half-precision weights, graph, tokenizer, heads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save

from framing.bundle import QUANTISED, TOKENIZER, WEIGHTS, Head, sha256
from framing.bundle_writer import write_heads
from framing.train.base import find_encoder
from framing.train.graph import write_graph
from framing.train.network import Network
from framing.train.recipe import Recipe


def export(network: Network, recipe: Recipe, folder: Path) -> tuple[Head, ...]:
    """Writes the encoder and the heads into `folder` (created) and returns the heads as they will be served.

    A graph with 8-bit products that is there belongs to other weights and is deleted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / QUANTISED).unlink(missing_ok=True)
    state = network.encoder.state_dict()
    weights = {
        name: tensor.to(torch.float16).contiguous()
        for name, tensor in state.items()
        if not name.startswith("pooler") and tensor.is_floating_point()
    }
    (folder / WEIGHTS).write_bytes(save(weights))
    base = find_encoder(recipe.encoder)
    (folder / "config.json").write_bytes((base / "config.json").read_bytes())
    _write_tokenizer(base / "tokenizer.json", folder / TOKENIZER)
    write_graph(folder, network.encoder.config)
    heads = served_heads(network, recipe, sha256(folder / WEIGHTS))
    write_heads(folder, heads)
    return heads


def _write_tokenizer(source: Path, target: Path) -> None:
    """Copies the tokenizer without its truncation and padding, which serving does itself."""
    tokenizer = json.loads(source.read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    target.write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def served_heads(network: Network, recipe: Recipe, encoder: str) -> tuple[Head, ...]:
    """The network's heads as bundle heads; `encoder` is the sha256 of the weights that they belong to."""
    heads = []
    for spec in recipe.heads:
        layer = network.head(spec.name)
        weight = layer.weight.detach().numpy().astype(np.float16).astype(np.float32)
        bias = layer.bias.detach().numpy().astype(np.float16).astype(np.float32)
        heads.append(
            Head(
                name=spec.name,
                level=spec.level,
                classes=spec.classes,
                weight=weight,
                bias=bias,
                encoder=encoder,
                tags=spec.tags,
            )
        )
    return tuple(heads)
