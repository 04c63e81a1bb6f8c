"""A fine-tuned network as a bundle, served in the precision of the one that it came from."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.bundle import INT8, QUANTISED, WEIGHTS, Bundle, Head
from framing.bundle_writer import About, write_manifest
from framing.train.build import CALIBRATION
from framing.train.export import export
from framing.train.network import Network
from framing.train.quantize import quantize
from framing.train.recipe import Recipe


def write_tuned(
    network: Network, recipe: Recipe, base: Bundle, learned: str, texts: Sequence[str], folder: Path
) -> Path:
    """Writes the bundle whole or not at all.

    Args:
        network: the network.
        recipe: its heads.
        base: what it was before: temperatures, combinations and facts go over from it.
        learned: the head that was learned; its temperature is 1.
        texts: what it was trained on; 8-bit products are calibrated on a sample.
        folder: where it goes; what is there is replaced.

    Returns:
        `folder`.
    """
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    old = {head.name: head for head in base.heads}
    heads = [_served(h, old.get(h.name), learned=h.name == learned) for h in export(network, recipe, fresh)]
    about = About(
        name=base.name,
        version=base.version,
        width=base.width,
        max_tokens=base.max_tokens,
        facts={**base.facts, **(_rounded(fresh, base, recipe, texts) if base.precision == INT8 else {})},
    )
    write_manifest(fresh, about, heads, list(base.combinations.values()))
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return folder


def _served(head: Head, old: Head | None, *, learned: bool) -> Head:
    """A head as it is served: as the old one, but for the temperature of the head that was learned."""
    listed = old.listed if old else True
    return replace(head, listed=listed, temperature=old.temperature if old and not learned else 1.0)


def _rounded(folder: Path, base: Bundle, recipe: Recipe, texts: Sequence[str]) -> Mapping[str, Any]:
    """Gives a bundle 8-bit products, those of the old one where the weights are the same; the facts about them."""
    if (folder / WEIGHTS).read_bytes() == base.path(WEIGHTS).read_bytes():
        shutil.copyfile(base.path(QUANTISED), folder / QUANTISED)
        return {}
    once = sorted(set(texts))
    drawn = random.Random(f"calibration/{recipe.seed}").sample(once, min(CALIBRATION, len(once)))
    return {"calibration": quantize(folder, drawn, base.max_tokens)}
