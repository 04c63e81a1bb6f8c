"""Copies of a model that differ in what its manifest says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any


def copy_of(source: Path, folder: Path, change: Callable[[dict[str, Any]], object] = lambda _: None) -> Path:
    """A copy of a model whose manifest is changed in place."""
    shutil.copytree(source, folder)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def combination(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    """One of the logistic models of a manifest."""
    found: dict[str, Any] = next(row for row in manifest["combinations"] if row["name"] == name)
    return found


def head(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    """One of the heads of a manifest."""
    found: dict[str, Any] = next(row for row in manifest["heads"] if row["name"] == name)
    return found
