"""The served graph: a BERT encoder (Devlin et al. 2019) as standard ONNX operators.

Weights stay in `encoder.safetensors` in half precision, the file that training resumes from as well: the graph points
into it (ONNX external data) and casts to single precision when it is loaded, so nothing is stored twice.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, DTypeLike
from onnx import TensorProto, helper, numpy_helper
from transformers import PretrainedConfig

from framing.bundle import ENCODER, WEIGHTS

OPSET = 20


class _Graph:
    """Collects nodes; names each result after what it is."""

    def __init__(self, folder: Path) -> None:
        with (folder / WEIGHTS).open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            self._tensors: dict[str, Any] = json.loads(file.read(size))
        self._base = 8 + size
        self._count = 0
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: int | float | list[int]) -> str:
        self._count += 1
        output = name or f"{operator.lower()}_{self._count}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], None, None, None, None, **attributes))
        return output

    def constant(self, value: ArrayLike, dtype: DTypeLike = np.float32) -> str:
        self._count += 1
        name = f"constant_{self._count}"
        self.initializers.append(numpy_helper.from_array(np.array(value, dtype), name))
        return name

    def weight(self, name: str, *, transposed: bool = False) -> str:
        row = self._tensors[name]
        begin, end = row["data_offsets"]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT16, dims=row["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", WEIGHTS), ("offset", self._base + begin), ("length", end - begin)):
            tensor.external_data.add(key=key, value=str(value))
        self.initializers.append(tensor)
        cast = self.add("Cast", name, to=TensorProto.FLOAT)
        return self.add("Transpose", cast, perm=[1, 0]) if transposed else cast

    def linear(self, x: str, prefix: str) -> str:
        product = self.add("MatMul", x, self.weight(f"{prefix}.weight", transposed=True))
        return self.add("Add", product, self.weight(f"{prefix}.bias"))

    def norm(self, x: str, prefix: str, epsilon: float) -> str:
        weights = self.weight(f"{prefix}.weight"), self.weight(f"{prefix}.bias")
        return self.add("LayerNormalization", x, *weights, axis=-1, epsilon=epsilon)


def write_graph(folder: Path, config: PretrainedConfig) -> None:
    """Writes `encoder.onnx` beside `encoder.safetensors`.

    Inputs `ids` and `mask` are int64 (batch, tokens); outputs `states` (batch, tokens, width) and `pooled` (batch,
    width), the mean over the real tokens. `config` is the encoder's transformers configuration.
    """
    graph = _Graph(folder)
    epsilon = float(config.layer_norm_eps)
    mask = graph.add("Cast", "mask", to=TensorProto.FLOAT)
    blocked = graph.add("Mul", graph.add("Sub", graph.constant(1.0), mask), graph.constant(-1e4))
    blocked = graph.add("Unsqueeze", blocked, graph.constant([1, 2], np.int64))
    x = _embeddings(graph, epsilon)
    for layer in range(config.num_hidden_layers):
        prefix = f"encoder.layer.{layer}"
        context = _attention(graph, x, blocked, prefix, config)
        attended = graph.linear(context, f"{prefix}.attention.output.dense")
        x = graph.norm(graph.add("Add", attended, x), f"{prefix}.attention.output.LayerNorm", epsilon)
        inner = graph.add("Gelu", graph.linear(x, f"{prefix}.intermediate.dense"))
        added = graph.add("Add", graph.linear(inner, f"{prefix}.output.dense"), x)
        x = graph.norm(added, f"{prefix}.output.LayerNorm", epsilon)
    graph.add("Identity", x, name="states")
    _pool(graph, x, mask)
    shape: list[Any] = ["batch", "tokens"]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info(n, TensorProto.INT64, shape) for n in ("ids", "mask")],
            [
                helper.make_tensor_value_info("states", TensorProto.FLOAT, [*shape, config.hidden_size]),
                helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["batch", config.hidden_size]),
            ],
            graph.initializers,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=9,
        producer_name="framing",
    )
    (folder / ENCODER).write_bytes(model.SerializeToString(deterministic=True))


def _embeddings(graph: _Graph, epsilon: float) -> str:
    words = graph.add("Gather", graph.weight("embeddings.word_embeddings.weight"), "ids")
    length = graph.add("Gather", graph.add("Shape", "ids"), graph.constant(1, np.int64))
    zero, one = graph.constant(0, np.int64), graph.constant(1, np.int64)
    positions = graph.add("Range", zero, length, one)
    places = graph.add("Gather", graph.weight("embeddings.position_embeddings.weight"), positions)
    kinds = graph.add("Gather", graph.weight("embeddings.token_type_embeddings.weight"), zero)
    x = graph.add("Add", graph.add("Add", words, kinds), places)
    return graph.norm(x, "embeddings.LayerNorm", epsilon)


def _attention(graph: _Graph, x: str, blocked: str, prefix: str, config: PretrainedConfig) -> str:
    heads = int(config.num_attention_heads)
    size = int(config.hidden_size) // heads
    split = graph.constant([0, 0, heads, size], np.int64)
    parts = []
    for name, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
        projected = graph.linear(x, f"{prefix}.attention.self.{name}")
        parts.append(graph.add("Transpose", graph.add("Reshape", projected, split), perm=order))
    query, key, value = parts
    scores = graph.add("Div", graph.add("MatMul", query, key), graph.constant(np.sqrt(size)))
    weights = graph.add("Softmax", graph.add("Add", scores, blocked), axis=-1)
    context = graph.add("Transpose", graph.add("MatMul", weights, value), perm=[0, 2, 1, 3])
    return graph.add("Reshape", context, graph.constant([0, 0, int(config.hidden_size)], np.int64))


def _pool(graph: _Graph, x: str, mask: str) -> None:
    weight = graph.add("Unsqueeze", mask, graph.constant([2], np.int64))
    axis = graph.constant([1], np.int64)
    total = graph.add("ReduceSum", graph.add("Mul", x, weight), axis, keepdims=0)
    count = graph.add("ReduceSum", weight, axis, keepdims=0)
    graph.add("Div", total, count, name="pooled")
