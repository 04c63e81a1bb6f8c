"""From a trained network to a finished bundle."""

from __future__ import annotations

import platform
import random
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import framing
from framing import bundle as bundles
from framing.bundle import Head
from framing.bundle_writer import About, write_manifest
from framing.corpora import read_corpus
from framing.encoder import Encoder
from framing.train.calibrate import fit_combinations, tuning
from framing.train.export import export
from framing.train.network import Network
from framing.train.prepare import Setting, held_out, read_source
from framing.train.quantize import quantize
from framing.train.recipe import Recipe
from framing.train.temperature import tempered

MAX_TOKENS = 256
CALIBRATION = 300
"""Sentences that 8-bit products are calibrated on."""


def build(network: Network, recipe: Recipe, setting: Setting, folder: Path, *, threads: int = 2) -> bundles.Bundle:
    """Exports in the recipe's precision, fits temperature and combinations on what is then served, writes the manifest.

    Raises:
        BundleError: the finished folder cannot be loaded.
    """
    heads = export(network, recipe, folder)
    config = network.encoder.config
    max_tokens = min(MAX_TOKENS, int(config.max_position_embeddings))
    facts = _facts(recipe, setting)
    if recipe.precision == bundles.INT8:
        facts["calibration"] = quantize(folder, calibration_texts(recipe, setting), max_tokens)
    about = About(
        name=recipe.name,
        version=framing.__version__,
        width=int(config.hidden_size),
        max_tokens=max_tokens,
        facts=facts,
    )
    encoder = provisional(folder, about, heads, threads)
    labelled = list(read_corpus("targets", setting.data, "tune"))
    heads = tempered(heads, labelled, encoder.score([e.text for e in labelled]))
    return combined(folder, about, heads, encoder, setting)


def provisional(folder: Path, about: About, heads: Sequence[Head], threads: int) -> Encoder:
    """The encoder of a bundle that has no combinations yet, which are fitted on what it gives."""
    write_manifest(folder, about, heads, [])
    return Encoder(bundles.load(folder), threads=threads)


def combined(folder: Path, about: About, heads: Sequence[Head], encoder: Encoder, setting: Setting) -> bundles.Bundle:
    """The finished bundle, with the combinations fitted on the tuning articles."""
    write_manifest(folder, about, heads, fit_combinations(tuning(encoder, setting.data, "tune")))
    return bundles.load(folder)


def calibration_texts(recipe: Recipe, setting: Setting) -> list[str]:
    """Training sentences of the last stage, about as many of each corpus, drawn with the recipe's seed."""
    forbidden, rng = held_out(setting), random.Random(recipe.seed)
    sources = {source.corpus: source for source in recipe.stages[-1].sources}
    texts: list[str] = []
    for name in sorted(sources):
        found = sorted({example.text for example in read_source(sources[name], setting, forbidden)})
        texts += rng.sample(found, min(len(found), -(-CALIBRATION // len(sources))))
    return texts


def _facts(recipe: Recipe, setting: Setting) -> dict[str, Any]:
    """What the manifest tells of the training; of an encoder that is a folder, its last part alone."""
    return {
        "recipe": recipe.name,
        "seed": recipe.seed,
        "encoder": Path(recipe.encoder).name if Path(recipe.encoder).is_dir() else recipe.encoder,
        "held_out_babe_fold": setting.without_fold,
        "corpora": sorted({source.corpus for stage in recipe.stages for source in stage.sources}),
        "licence": "CC-BY-NC-SA-4.0",
        "versions": {
            "python": platform.python_version(),
            "framing": framing.__version__,
            **{name: version(name) for name in ("torch", "transformers", "onnx", "onnxruntime", "scikit-learn")},
        },
    }
