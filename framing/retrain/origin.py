"""Where a retrained head comes from: hashes of the labels, the model before, seed, versions, licence."""

from __future__ import annotations

import platform
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import framing
from framing.bundle import Bundle, sha256

RETRAINED = "retrained"
"""The fact of a manifest that holds, by head, what is known of its training."""
_PACKAGES = ("numpy", "scikit-learn", "onnxruntime", "tokenizers")
_FULL = ("torch", "transformers", "onnx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What somebody needs to train the head again, and to know what it rests on.

    `options` are those of the command that trained it, `files` maps the name of each table to its sha256, `licence` is
    that of the model before, under which its weights are passed on; the labels' own terms come on top.
    """

    mode: str
    seed: int
    options: tuple[str, ...]
    base: str
    files: Mapping[str, str]
    rows: int
    versions: Mapping[str, str]
    licence: str

    @property
    def command(self) -> str:
        """The command that trains it again."""
        return shlex.join(["framing", "train", *self.files, *self.options])

    def facts(self) -> dict[str, Any]:
        """The origin as the manifest holds it."""
        return {
            "mode": self.mode,
            "seed": self.seed,
            "base": self.base,
            "labels": dict(self.files),
            "rows": self.rows,
            "versions": dict(self.versions),
        }


def licence_of(base: Bundle) -> str:
    """The licence of a model's weights."""
    return str(base.facts.get("licence", "not stated"))


def hashes(paths: Sequence[Path]) -> dict[str, str]:
    """The sha256 of each file, by its name; by its path where two have one name."""
    names = [path.name for path in paths]
    return {path.name if names.count(path.name) == 1 else str(path): sha256(path) for path in paths}


def versions(*, full: bool) -> dict[str, str]:
    """The versions of what a head's bytes depend on."""
    found = {"python": platform.python_version(), "framing": framing.__version__}
    for name in (*_PACKAGES, *(_FULL if full else ())):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
