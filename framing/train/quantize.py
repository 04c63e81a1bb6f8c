"""A second graph beside the exported one, with 8-bit products: standard operators that run as integer arithmetic.

Only the products with weights change; attention's own products, softmax, GELU and normalisation stay in single
precision. Both graphs read the same half-precision weights; this one rounds them when it is loaded, so that one file
serves, is compared with, and retrains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, DTypeLike, NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from framing.bundle import ENCODER, QUANTISED, WEIGHTS
from framing.errors import InputError
from framing.train.observe import observe
from framing.train.rounding import Fixed, Rounding, Rows, choose, weight_scale

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Product:
    """A product with weights: its node, and the weights (width, outputs)."""

    node: NodeProto
    weight: Array


def quantize(folder: Path, texts: Sequence[str], max_tokens: int) -> Mapping[str, Any]:
    """Writes `encoder.int8.onnx`, which is then served, beside a bundle's `encoder.onnx`.

    The same files and texts give the same bytes. The manifest has to be written afterwards.

    Args:
        folder: a bundle, or what `export` has written of one.
        texts: sentences to calibrate it on, of the kind that will be scored; nothing of them is stored.
        max_tokens: the tokens of a sentence past which it is cut here.

    Returns:
        Facts for the manifest: how many sentences, and the least and the largest relative error (RMS over the
        calibration sentences) that a tensor's rounding makes in its products.

    Raises:
        InputError: there are no texts, or the graph has no products with weights.
    """
    model = onnx.load(folder / ENCODER, load_external_data=False)
    products = _products(model, load_file(folder / WEIGHTS))
    if not texts or not products:
        what = "no products with weights in it" if texts else "no sentences to calibrate it on"
        raise InputError(f"{folder / ENCODER}: cannot be quantised: {what}")
    seen = observe(folder, list(products), texts, max_tokens)
    origins = {output: node.op_type for node in model.graph.node for output in node.output}
    roundings = {
        name: choose(seen[name], np.concatenate([p.weight for p in group], axis=1), origins[name])
        for name, group in products.items()
    }
    data = rewritten(model, products, roundings).SerializeToString(deterministic=True)
    (folder / QUANTISED).write_bytes(data)
    errors = [rounding.error for rounding in roundings.values()]
    return {"sentences": len(texts), "product_errors": [round(min(errors), 4), round(max(errors), 4)]}


def _products(model: ModelProto, weights: Mapping[str, NDArray[np.float16]]) -> dict[str, list[Product]]:
    """The products of a tensor with transposed weights, by the tensor."""
    makers = {node.output[0]: node for node in model.graph.node}
    found: dict[str, list[Product]] = {}
    for node in model.graph.node:
        transpose = makers.get(node.input[1]) if node.op_type == "MatMul" else None
        if transpose is not None and (cast := makers.get(transpose.input[0])) is not None and cast.op_type == "Cast":
            weight = weights[cast.input[0]].astype(np.float32).T
            found.setdefault(node.input[0], []).append(Product(node, weight))
    return found


def rewritten(
    model: ModelProto, products: Mapping[str, Sequence[Product]], roundings: Mapping[str, Rounding]
) -> ModelProto:
    """A copy of the graph whose products are taken of rounded tensors and rounded weights."""
    chosen = {product.node.output[0]: product for group in products.values() for product in group}
    writer, rounded = _Writer(), {}
    for node in model.graph.node:
        product = chosen.get(node.output[0])
        if product is None:
            writer.nodes.append(node)
            continue
        name = node.input[0]
        if name not in rounded:
            rounded[name] = writer.tensor(name, roundings[name])
        writer.product(product, roundings[name], *rounded[name])
    result = ModelProto()
    result.CopyFrom(model)
    del result.graph.node[:]
    result.graph.node.extend(writer.nodes)
    result.graph.initializer.extend(writer.initializers)
    return result


class _Writer:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.initializers: list[TensorProto] = []

    def tensor(self, name: str, rounding: Rounding) -> tuple[str, str | None]:
        """Rounds a tensor; gives its new name and that of its factor for each token, None where all have one scale."""
        steps, x, factor = rounding.steps, name, None
        if rounding.is_smooth:
            x = self._add("Mul", f"{name}_smooth", x, self._constant(f"{name}_divisors", 1.0 / rounding.smooth))
        if isinstance(steps, Rows):
            factor = self._factor(name, x, steps)
            x = self._add("Mul", f"{name}_scaled", x, factor)
        scale = self._constant(f"{name}_scale", steps.scale if isinstance(steps, Fixed) else 1.0)
        return self._round(name, x, scale, self._constant(f"{name}_zero", steps.zero, np.uint8)), factor

    def product(self, product: Product, rounding: Rounding, x: str, factor: str | None) -> None:
        """Writes the product of a rounded tensor with its weights, under the name that it had."""
        node, weight = product.node, product.weight * rounding.smooth[:, None]
        name = node.output[0]
        matrix = node.input[1]
        if rounding.is_smooth:
            matrix = self._add("Mul", f"{name}_w", matrix, self._constant(f"{name}_w_smooth", rounding.smooth[:, None]))
        scale = self._constant(f"{name}_w_scale", weight_scale(weight))
        zero = self._constant(f"{name}_w_zero", np.zeros(weight.shape[1]), np.int8)
        matrix = self._round(f"{name}_w", matrix, scale, zero, axis=1)
        if factor is None:
            self._add("MatMul", name, x, matrix)
        else:
            self._add("Div", name, self._add("MatMul", f"{name}_scaled", x, matrix), factor)

    def _factor(self, name: str, x: str, steps: Rows) -> str:
        size = self._add("Abs", f"{name}_size", x) if steps.two_sided else x
        top = self._add("ReduceMax", f"{name}_top", size, self._constant(f"{name}_axis", [-1], np.int64), keepdims=1)
        top = self._add("Max", f"{name}_least", top, self._constant(f"{name}_floor", steps.least))
        return self._add("Div", f"{name}_factor", self._constant(f"{name}_levels", steps.levels), top)

    def _round(self, name: str, x: str, scale: str, zero: str, **axis: int) -> str:
        steps = self._add("QuantizeLinear", f"{name}_bytes", x, scale, zero, **axis)
        return self._add("DequantizeLinear", f"{name}_rounded", steps, scale, zero, **axis)

    def _add(self, operator: str, output: str, *inputs: str, **attributes: int) -> str:
        self.nodes.append(helper.make_node(operator, list(inputs), [output], None, None, None, None, **attributes))
        return output

    def _constant(self, name: str, value: ArrayLike, dtype: DTypeLike = np.float32) -> str:
        self.initializers.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name
