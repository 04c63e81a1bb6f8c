"""From a trained network to a finished bundle."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

import framing
from framing import bundle as bundles
from framing.bundle_writer import About, write_manifest
from framing.corpora import read_corpus
from framing.encoder import Encoder
from framing.train.calibrate import fit_combinations, tuning
from framing.train.export import export
from framing.train.network import Network
from framing.train.prepare import Setting
from framing.train.recipe import Recipe
from framing.train.temperature import tempered

MAX_TOKENS = 256


def build(network: Network, recipe: Recipe, setting: Setting, folder: Path, *, threads: int = 2) -> bundles.Bundle:
    """Exports, fits the combinations on the exported encoder's own outputs, and writes the manifest.

    Raises:
        BundleError: the finished folder cannot be loaded.
    """
    heads = export(network, recipe, folder)
    config = network.encoder.config
    about = About(
        name=recipe.name,
        version=framing.__version__,
        width=int(config.hidden_size),
        max_tokens=min(MAX_TOKENS, int(config.max_position_embeddings)),
        facts=_facts(recipe, setting),
    )
    write_manifest(folder, about, heads, [])
    encoder = Encoder(bundles.load(folder), threads=threads)
    labelled = list(read_corpus("targets", setting.data, "tune"))
    heads = tempered(heads, labelled, encoder.score([e.text for e in labelled]))
    write_manifest(folder, about, heads, fit_combinations(tuning(encoder, setting.data, "tune")))
    return bundles.load(folder)


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
