"""A teacher's probabilities on disk: one file of safetensors for each portion of texts, looked up by text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

from framing.errors import InputError
from framing.train.recipe import HeadSpec

Half = NDArray[np.float16]
SENTENCES = "sentences"
TOKENS = "tokens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """What teachers say of some texts.

    `keys` (texts,) are the texts' digests; `lengths` (texts,) their numbers of tokens; `sentences` (texts, classes of
    all sentence heads) and `tokens` (tokens of all texts, outputs of all token heads) hold probabilities, zero where
    nothing is said.
    """

    keys: NDArray[np.uint64]
    lengths: NDArray[np.int32]
    sentences: Half
    tokens: Half


@dataclass(frozen=True, slots=True)
class SoftTargets:
    """The soft targets of many texts: where each stands, and the columns of each head."""

    portions: Sequence[Portion]
    columns: Mapping[str, tuple[str, int, int]]
    places: Mapping[int, tuple[int, int, int]]

    @classmethod
    def load(cls, folder: Path, heads: Sequence[HeadSpec]) -> Self:
        """Reads every portion in `folder`.

        Raises:
            InputError: there is none, or one was written for other heads.
        """
        paths = sorted(folder.glob("soft-*.safetensors"))
        if not paths:
            raise InputError(f"{folder}: holds no soft-*.safetensors; python -m framing.train.distill writes them")
        portions = [_read(path, layout(heads)) for path in paths]
        places: dict[int, tuple[int, int, int]] = {}
        for number, portion in enumerate(portions):
            ends = np.cumsum(portion.lengths)
            for row, (key, end) in enumerate(zip(portion.keys.tolist(), ends.tolist(), strict=True)):
                places[key] = number, row, end
        return cls(portions, columns(heads), places)

    def of(self, text: str, tokens: int) -> Mapping[str, Half]:
        """The soft targets of a text of so many tokens, by head; nothing where there are none for it."""
        place = self.places.get(key_of(text))
        if place is None:
            return {}
        number, row, end = place
        portion = self.portions[number]
        if int(portion.lengths[row]) != tokens:
            return {}
        rows = {SENTENCES: portion.sentences[row], TOKENS: portion.tokens[end - tokens : end]}
        return {name: rows[level][..., left:right] for name, (level, left, right) in self.columns.items()}


def key_of(text: str) -> int:
    """A text's digest of 64 bits."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")


def columns(heads: Sequence[HeadSpec]) -> dict[str, tuple[str, int, int]]:
    """For each head its matrix and its columns in it, in the order of the heads."""
    width = {SENTENCES: 0, TOKENS: 0}
    result: dict[str, tuple[str, int, int]] = {}
    for head in heads:
        level = SENTENCES if head.level == "sentence" else TOKENS
        result[head.name] = level, width[level], width[level] + len(head.outputs)
        width[level] += len(head.outputs)
    return result


def layout(heads: Sequence[HeadSpec]) -> str:
    """The heads and their outputs as they are recorded in a portion's file."""
    return json.dumps([[head.name, list(head.outputs)] for head in heads])


def write(path: Path, portion: Portion, heads: Sequence[HeadSpec]) -> None:
    """Writes a portion whole or not at all."""
    fresh = path.with_suffix(".new")
    tensors = {name: np.ascontiguousarray(getattr(portion, name)) for name in Portion.__slots__}
    save_file(tensors, fresh, {"heads": layout(heads)})
    fresh.replace(path)


def _read(path: Path, expected: str) -> Portion:
    with safe_open(path, "numpy") as file:
        if (file.metadata() or {}).get("heads") != expected:
            raise InputError(f"{path}: was written for other heads than the recipe's; write it again")
        return Portion(**{name: file.get_tensor(name) for name in Portion.__slots__})
