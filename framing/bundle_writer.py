"""Writing a bundle: heads and combinations as files, then the manifest over all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.bundle import FORMAT, FP32, INT8, MANIFEST, QUANTISED, WEIGHTS, Combination, Head, head_file, sha256

CARDS = frozenset({".md", ".png"})
"""Suffixes of what only people read; it is not hashed, so that a card can be mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a manifest says of a model as a whole; `facts` is any JSON."""

    name: str
    version: str
    width: int
    max_tokens: int
    facts: Mapping[str, Any]


def write_heads(folder: Path, heads: Sequence[Head]) -> None:
    """Writes `heads/NAME.safetensors` for each head, in half precision."""
    import numpy as np
    from safetensors.numpy import save

    (folder / "heads").mkdir(parents=True, exist_ok=True)
    for head in heads:
        tensors = {"weight": head.weight.astype(np.float16), "bias": head.bias.astype(np.float16)}
        (folder / head_file(head.name)).write_bytes(save(tensors))


def write_manifest(folder: Path, about: About, heads: Sequence[Head], combinations: Sequence[Combination]) -> None:
    """Hashes every file of the folder (cards apart) and writes the manifest last.

    A graph with 8-bit products is served where there is one.
    """
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST and p.suffix not in CARDS)
    manifest = {
        "format": FORMAT,
        "name": about.name,
        "version": about.version,
        "width": about.width,
        "max_tokens": about.max_tokens,
        "precision": INT8 if (folder / QUANTISED).is_file() else FP32,
        "files": {p.relative_to(folder).as_posix(): sha256(p) for p in files},
        "heads": [_head_row(head, sha256(folder / WEIGHTS)) for head in heads],
        "combinations": [_combination_row(c) for c in combinations],
        "facts": dict(about.facts),
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _head_row(head: Head, encoder: str) -> dict[str, Any]:
    return {
        "name": head.name,
        "level": head.level,
        "classes": list(head.classes),
        "tags": head.tags,
        "temperature": round(head.temperature, 6),
        "listed": head.listed,
        "encoder": encoder,
    }


def _combination_row(row: Combination) -> dict[str, Any]:
    return {
        "name": row.name,
        "classes": list(row.classes),
        "features": list(row.features),
        "weight": [[round(float(v), 6) for v in line] for line in row.weight],
        "bias": [round(float(v), 6) for v in row.bias],
        "prior": [round(p, 4) for p in row.prior],
        "threshold": dict(row.threshold),
        "note": row.note,
    }
