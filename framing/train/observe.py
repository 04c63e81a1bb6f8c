"""What flows into the products of a served graph: the ranges and a sample of their inputs over some sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from tokenizers import Tokenizer

from framing.bundle import ENCODER, TOKENIZER

ROWS = 6
"""Tokens that are kept of a sentence."""
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """One tensor's values: `low` and `high` (width,) over all tokens, and `rows` (n, width) of some tokens."""

    low: Array
    high: Array
    rows: Array


def observe(folder: Path, tensors: Sequence[str], texts: Sequence[str], max_tokens: int) -> Mapping[str, Seen]:
    """Runs a bundle's graph over each text by itself and gives what it saw of the named tensors.

    The tokens that are kept are drawn with seed 0, so the same texts give the same result.
    """
    rng = np.random.default_rng(0)
    low: dict[str, Array] = {}
    high: dict[str, Array] = {}
    rows: dict[str, list[Array]] = {name: [] for name in tensors}
    for found in _runs(folder, tensors, texts, max_tokens):
        count = len(found[0])
        kept = np.sort(rng.choice(count, min(ROWS, count), replace=False))
        for name, values in zip(tensors, found, strict=True):
            low[name] = np.minimum(low.get(name, values[0]), values.min(axis=0))
            high[name] = np.maximum(high.get(name, values[0]), values.max(axis=0))
            rows[name].append(values[kept])
    return {name: Seen(low[name], high[name], np.concatenate(rows[name])) for name in tensors}


def _runs(folder: Path, tensors: Sequence[str], texts: Sequence[str], max_tokens: int) -> Iterator[list[Array]]:
    """The named tensors, each (tokens, width), of each text."""
    import onnxruntime

    model = onnx.load(folder / ENCODER, load_external_data=False)
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in tensors)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    for text in texts:
        ids = np.array([tokenizer.encode(text).ids[:max_tokens]], np.int64)
        found = session.run(list(tensors), {"ids": ids, "mask": np.ones_like(ids)})
        yield [values[0] for values in found]
