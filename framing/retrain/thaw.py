"""A bundle as a network that can be trained on: its own encoder and heads, without any other checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from framing.bundle import BEFORE, Bundle, Head
from framing.train.network import Network
from framing.train.recipe import HeadSpec, Recipe, read_recipe

RECIPES = Path(__file__).parents[1] / "train" / "recipes"
SHIPPED = "small"
MAX_TOKENS = 160
"""Longer sentences are cut to so many tokens in training, as in the recipes."""


def recipe_of(base: Bundle) -> Recipe:
    """The packaged recipe that the bundle was trained by, else that of the shipped bundle."""
    known = {path.stem: path for path in RECIPES.glob("*.toml")}
    return read_recipe(known.get(str(base.facts.get("recipe")), known[SHIPPED]))


def specs_of(base: Bundle) -> tuple[HeadSpec, ...]:
    """The bundle's heads as they are trained: as its recipe says where it knows the head, else plainly.

    A bundle does not hold the weight and the pooling of a head's loss.
    """
    known = {head.name: head for head in recipe_of(base).heads}
    return tuple(_spec(head, known.get(head.name.removesuffix(BEFORE))) for head in base.heads)


def _spec(head: Head, known: HeadSpec | None) -> HeadSpec:
    if known is not None and same(head, known):
        return replace(known, name=head.name)
    return HeadSpec(name=head.name, level=head.level, classes=head.classes, tags=head.tags)


def same(one: HeadSpec | Head, other: HeadSpec | Head) -> bool:
    """Whether two heads have the same outputs."""
    return (one.level, one.classes, one.tags) == (other.level, other.classes, other.tags)


def with_head(specs: Sequence[HeadSpec], head: HeadSpec) -> tuple[HeadSpec, ...]:
    """The heads with one more, in its place if there is one of that name, else last."""
    if any(spec.name == head.name for spec in specs):
        return tuple(head if spec.name == head.name else spec for spec in specs)
    return (*specs, head)


def recipe_for(base: Bundle, heads: tuple[HeadSpec, ...], seed: int) -> Recipe:
    """How a bundle is trained further: its own encoder and tokenizer, and these heads."""
    tokens = min(MAX_TOKENS, base.max_tokens)
    return Recipe(
        name=base.name,
        encoder=str(base.folder),
        seed=seed,
        max_tokens=tokens,
        dropout=0.0,
        heads=heads,
        stages=(),
    )


def thaw(base: Bundle, heads: tuple[HeadSpec, ...]) -> Network:
    """The network, with the bundle's weights in every head that it has (or had before), zero in every other.

    It is without dropout, so that what the old bundle says is what the network says before anything is learned:
    rehearsal starts from no loss, and not from noise.

    Raises:
        BundleError: the encoder's weights are not those that its configuration describes.
    """
    network = Network(base.folder, heads, dropout=0.0)
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    old = {head.name: head for head in base.heads}
    with torch.no_grad():
        for spec in heads:
            layer, known = network.head(spec.name), old.get(spec.name) or old.get(spec.name + BEFORE)
            for parameter, name in ((layer.weight, "weight"), (layer.bias, "bias")):
                if known is not None and same(spec, known):
                    parameter.copy_(torch.from_numpy(getattr(known, name)))
                else:
                    parameter.zero_()
    return network
