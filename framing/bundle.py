"""A model folder: manifest, encoder, tokenizer, heads and combinations, with hashes; loaded whole or refused.

Nothing in a bundle is code: the encoder is an ONNX file of standard operators whose weights lie in a safetensors file,
heads are safetensors, everything else is JSON. Hashes show that a bundle is whole, not where it comes from.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.errors import BundleError

FORMAT = 1
MANIFEST = "manifest.json"
ENCODER, WEIGHTS, TOKENIZER = "encoder.onnx", "encoder.safetensors", "tokenizer.json"
QUANTISED = "encoder.int8.onnx"
"""The graph with 8-bit products, of the same weights; served where a bundle has it."""
FP32, INT8 = "fp32", "int8"
GRAPHS = {FP32: ENCODER, INT8: QUANTISED}
"""The served graph by precision."""
MAX_FILE = 2 * 1024**3
MAX_MANIFEST = 4 * 1024**2
NAME = re.compile(r"[a-z][a-z0-9_]*")
LEVELS, TAGS = ("sentence", "token"), ("io", "bio")
BINARY = 2
BEFORE = "_before"
"""Behind the name of a head that was retrained: the head as it was, for the combinations that still weigh it."""
Array = NDArray[np.float32]


def head_labels(name: str, level: str, classes: Sequence[str]) -> tuple[str, ...]:
    """What a head gives a probability of: NAME (its second class, or a word of any), else NAME_CLASS for each class."""
    return (name,) if level == "token" or len(classes) == BINARY else tuple(f"{name}_{label}" for label in classes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A linear head on token states or on the pooled vector.

    `weight` is (outputs, width), `bias` (outputs,); logits are divided by `temperature` (> 0). `level` is `sentence` or
    `token`; `tags` is `io` or `bio` (token heads). `listed` heads become columns of their own.
    """

    name: str
    level: str
    classes: tuple[str, ...]
    weight: Array
    bias: Array
    encoder: str
    tags: str = "io"
    temperature: float = 1.0
    listed: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """What a listed head gives a probability of (see `head_labels`)."""
        return head_labels(self.name, self.level, self.classes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """A logistic model over named features that gives one calibrated probability, or one a class.

    `weight` is (classes, features), or (1, features) for a binary one. `prior` is the share of each class for which it
    is calibrated, `note` says on what; `threshold` maps a purpose to a cut: `natural` for sentences of
    news as it comes, `balanced` where as many are positive as not, `words` for the tokens.
    """

    name: str
    classes: tuple[str, ...]
    features: tuple[str, ...]
    weight: Array
    bias: Array
    prior: tuple[float, ...]
    threshold: Mapping[str, float]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One model in memory. `identity` is the sha256 over the manifest, and so over every file's hash.

    `precision` is that of the served graph: `fp32`, or `int8` for 8-bit products.
    """

    folder: Path
    name: str
    version: str
    identity: str
    width: int
    max_tokens: int
    heads: tuple[Head, ...]
    combinations: Mapping[str, Combination]
    facts: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    """The files that the manifest names, by their paths in the folder."""
    precision: str = FP32

    @property
    def graph(self) -> Path:
        """The path of the served graph."""
        return self.path(GRAPHS[self.precision])

    @property
    def label(self) -> str:
        """Name, version and the first digits of the identity."""
        return f"{self.name} {self.version} ({self.identity[:12]})"

    def path(self, name: str) -> Path:
        """The path of one of the bundle's files."""
        return self.folder / name


def default_folder() -> Path:
    """The packaged bundle, or the repository's."""
    packaged = Path(__file__).parent / "models" / "small"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "models" / "small"


def find(folder: str | Path | None = None) -> Path:
    """The folder named, else `FRAMING_MODEL`, else the shipped bundle."""
    return Path(folder or os.environ.get("FRAMING_MODEL") or default_folder())


def load(folder: str | Path | None = None) -> Bundle:
    """Reads and checks a bundle.

    Raises:
        BundleError: the folder is missing, broken, unsafe, or of another format version.
    """
    where = find(folder)
    manifest, identity = _read_manifest(where)
    try:
        _check_files(where, manifest)
        return Bundle(
            folder=where,
            name=manifest["name"],
            version=manifest["version"],
            identity=identity,
            width=int(manifest["width"]),
            max_tokens=int(manifest["max_tokens"]),
            heads=_read_heads(where, manifest),
            combinations={row["name"]: _combination(where, row) for row in manifest["combinations"]},
            facts=manifest.get("facts", {}),
            files=tuple(manifest["files"]),
            precision=_precision(where, manifest),
        )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise BundleError(f"{where / MANIFEST}: an entry is missing or malformed: {error!r}") from error


def _read_manifest(where: Path) -> tuple[dict[str, Any], str]:
    path = where / MANIFEST
    if not path.is_file():
        raise BundleError(f"{where}: no model here ({MANIFEST} is missing); give one with --model or FRAMING_MODEL")
    if path.stat().st_size > MAX_MANIFEST:
        raise BundleError(f"{path}: larger than {MAX_MANIFEST} bytes")
    data = path.read_bytes()
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BundleError(f"{path}: not JSON: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        found = manifest.get("format") if isinstance(manifest, dict) else type(manifest).__name__
        raise BundleError(f"{path}: bundle format {found!r}; this version reads format {FORMAT}")
    return manifest, hashlib.sha256(data).hexdigest()


def _check_files(where: Path, manifest: Mapping[str, Any]) -> None:
    files = manifest.get("files")
    if not isinstance(files, dict) or not {ENCODER, WEIGHTS, TOKENIZER} <= set(files):
        raise BundleError(f"{where / MANIFEST}: 'files' must name {ENCODER}, {WEIGHTS} and {TOKENIZER}")
    for name, expected in files.items():
        path = _inside(where, name)
        if not path.is_file():
            raise BundleError(f"{path}: missing, but the manifest names it")
        if path.stat().st_size > MAX_FILE:
            raise BundleError(f"{path}: larger than {MAX_FILE} bytes")
        found = sha256(path)
        if found != expected:
            raise BundleError(f"{path}: sha256 is {found[:12]}..., the manifest says {str(expected)[:12]}...")


def _precision(where: Path, manifest: Mapping[str, Any]) -> str:
    """The precision that a manifest names, fp32 where it names none; refused without its graph."""
    precision = manifest.get("precision", FP32)
    if precision not in GRAPHS or GRAPHS[precision] not in manifest["files"]:
        known = ", ".join(f"{name} ({graph})" for name, graph in GRAPHS.items())
        raise BundleError(f"{where / MANIFEST}: no graph of precision {precision!r} among 'files'; known are {known}")
    return str(precision)


def _inside(where: Path, name: str) -> Path:
    """The path of a file that the manifest names; one that may lie elsewhere, by its name or by a link, is refused."""
    path = where / name
    unsafe = PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or set(name) & set("\\:\0")
    if unsafe or path.resolve() != where.resolve() / name:
        raise BundleError(f"{where / MANIFEST}: {name!r} points outside the bundle")
    return path


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_heads(where: Path, manifest: Mapping[str, Any]) -> tuple[Head, ...]:
    heads = []
    for row in manifest["heads"]:
        if not NAME.fullmatch(row["name"]):
            raise BundleError(f"{where / MANIFEST}: head name {row['name']!r} does not match {NAME.pattern}")
        if row["encoder"] != manifest["files"][WEIGHTS]:
            other = f"{row['encoder'][:12]}..."
            raise BundleError(f"{where}: head {row['name']!r} belongs to another encoder ({other})")
        if head_file(row["name"]) not in manifest["files"]:
            raise BundleError(f"{where / MANIFEST}: 'files' must name {head_file(row['name'])}")
        heads.append(_read_head(where, row))
        _check_head(where, heads[-1], int(manifest["width"]))
    if len({head.name for head in heads}) != len(heads):
        raise BundleError(f"{where / MANIFEST}: a head is named twice among {', '.join(h.name for h in heads)}")
    return tuple(heads)


def head_file(name: str) -> str:
    """The path of a head's weights inside a bundle."""
    return f"heads/{name}.safetensors"


def _read_head(where: Path, row: Mapping[str, Any]) -> Head:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    path = where / head_file(row["name"])
    try:
        tensors = load_file(path)
    except SafetensorError as error:
        raise BundleError(f"{path}: not a safetensors file: {error}") from error
    return Head(
        name=row["name"],
        level=row["level"],
        classes=tuple(row["classes"]),
        weight=tensors["weight"].astype(np.float32),
        bias=tensors["bias"].astype(np.float32),
        encoder=row["encoder"],
        tags=row["tags"],
        temperature=float(row["temperature"]),
        listed=bool(row["listed"]),
    )


def _check_head(where: Path, head: Head, width: int) -> None:
    """Refuses a head whose weights, level, tags or temperature do not fit what the manifest says of it."""
    outputs = len(head.classes) if head.tags == "io" else 2 * len(head.classes) - 1
    shapes = head.weight.shape, head.bias.shape
    if head.level not in LEVELS or head.tags not in TAGS:
        found = f"level {head.level!r} and tags {head.tags!r}"
        raise BundleError(f"{where / MANIFEST}: head {head.name!r} has {found}; known are {LEVELS} and {TAGS}")
    if shapes != ((outputs, width), (outputs,)):
        wanted = f"{(outputs, width)} and {(outputs,)}"
        raise BundleError(f"{where}: head {head.name!r} has weights of shape {shapes[0]} and {shapes[1]}, not {wanted}")
    if not (math.isfinite(head.temperature) and head.temperature > 0):
        raise BundleError(f"{where / MANIFEST}: head {head.name!r} has temperature {head.temperature}, not one above 0")


def _combination(where: Path, row: Mapping[str, Any]) -> Combination:
    model = Combination(
        name=row["name"],
        classes=tuple(row["classes"]),
        features=tuple(row["features"]),
        weight=np.asarray(row["weight"], np.float32),
        bias=np.asarray(row["bias"], np.float32),
        prior=tuple(row["prior"]),
        threshold=dict(row["threshold"]),
        note=row["note"],
    )
    rows = 1 if len(model.classes) == BINARY and len(model.bias) == 1 else len(model.classes)
    if model.weight.shape != (rows, len(model.features)) or model.bias.shape != (rows,):
        found = f"{model.weight.shape} and {model.bias.shape}"
        wanted = f"{(rows, len(model.features))} and {(rows,)}"
        raise BundleError(f"{where / MANIFEST}: combination {model.name!r} has weights of shape {found}, not {wanted}")
    return model
