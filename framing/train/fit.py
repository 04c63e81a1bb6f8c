"""Fits the network of a recipe, with checkpoints in a work folder."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from framing.errors import UsageError
from framing.train import checkpoint
from framing.train.base import find_encoder
from framing.train.loop import Progress, Run, train
from framing.train.network import Network
from framing.train.prepare import Setting, stage_data
from framing.train.recipe import Recipe


def new_network(recipe: Recipe) -> Network:
    """The untrained network: pretrained encoder, random heads (the recipe's seed)."""
    torch.manual_seed(recipe.seed)
    return Network(find_encoder(recipe.encoder), recipe.heads, recipe.dropout, recipe.layers)


def tokenizer_of(recipe: Recipe) -> Tokenizer:
    """The encoder's tokenizer without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(find_encoder(recipe.encoder) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def fit(recipe: Recipe, setting: Setting, work: Path, progress: Progress, *, start: Path | None = None) -> Network:
    """Trains, or goes on where the run in `work` was cut off.

    `start` is the work folder of a finished run of the same recipe's first stage, whose result is taken instead of
    training that stage again (used to share it between folds).

    Raises:
        UsageError: `start` holds no run that has just finished its first stage.
    """
    network = new_network(recipe)
    plan = stage_data(recipe, setting, tokenizer_of(recipe))
    signature = hashlib.sha256(repr((recipe, setting.without_fold)).encode()).hexdigest()[:16]
    if start is not None and checkpoint.position_of(work) is None:
        done = checkpoint.position_of(start)
        if done is None or (done.stage, done.epoch, done.batch) != (1, 0, 0):
            raise UsageError(f"{start}: no checkpoint of a finished first stage; train one with --only-first")
        checkpoint.load(start, network)
        checkpoint.save(work, network, None, checkpoint.Position(1, 0, 0, signature))
    heads = {head.name: head for head in recipe.heads}
    train(network, plan, heads, Run(folder=work, seed=recipe.seed, signature=signature), progress)
    checkpoint.load(work, network)
    network.eval()
    return network


def first_stage(recipe: Recipe) -> Recipe:
    """The recipe with its first stage alone."""
    return replace(recipe, stages=recipe.stages[:1])
