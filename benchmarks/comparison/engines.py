"""Ways to run a bundle's encoder. Tokenising, batching and heads are the same for all: the library's own.

An engine is one line of `ENGINES`: a name, and a function that makes the library's encoder with the engine under it.
Every engine computes a batch on one thread, and as many batches at once as there are threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from framing.bundle import ENCODER, FP32, GRAPHS, INT8, WEIGHTS, Bundle
from framing.encoder import Encoder
from framing.errors import BundleError, MissingExtraError

Feed = Mapping[str, NDArray[np.int64]]
Outputs = Sequence[NDArray[np.float32]]


class Session(Protocol):
    """What the encoder asks of a graph: token states and pooled vectors of one batch of ids and mask."""

    def run(self, names: None, feed: Feed) -> Outputs:
        """The outputs in the order of the graph."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to run the encoder; `encoder` raises a FramingError where it is not to be had."""

    name: str
    encoder: Callable[[Bundle, int], Encoder]


def with_session(bundle: Bundle, session: Session, threads: int) -> Encoder:
    """An encoder that asks another session than its own."""
    encoder = Encoder(bundle, threads=threads)
    encoder._session = session
    return encoder


def session_of(encoder: Encoder) -> Session:
    """The session that an encoder asks."""
    found: Session = encoder._session
    return found


class Recorder:
    """A session that keeps every batch and computes nothing."""

    def __init__(self, width: int) -> None:
        self._width = width
        self.feeds: list[Feed] = []

    def run(self, names: None, feed: Feed) -> Outputs:
        """Zeros."""
        self.feeds.append(feed)
        rows, tokens = feed["ids"].shape
        return [np.zeros((rows, tokens, self._width), np.float32), np.zeros((rows, self._width), np.float32)]


def onnx(precision: str) -> Callable[[Bundle, int], Encoder]:
    """ONNX Runtime on one of the bundle's graphs."""

    def build(bundle: Bundle, threads: int) -> Encoder:
        if GRAPHS[precision] not in bundle.files:
            raise BundleError(f"this bundle has no {GRAPHS[precision]}")
        return Encoder(replace(bundle, precision=precision), threads=threads)

    return build


def openvino(precision: str) -> Callable[[Bundle, int], Encoder]:
    """OpenVINO on the graph in single precision, computing in `f32` or `bf16`."""

    def build(bundle: Bundle, threads: int) -> Encoder:
        try:
            import openvino as ov
        except ImportError as error:
            raise MissingExtraError(feature="OpenVINO", extra="bench") from error
        core = ov.Core()
        if precision == "bf16" and "BF16" not in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
            raise BundleError("this processor has no bfloat16")
        hints = {"INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": threads, "INFERENCE_PRECISION_HINT": precision}
        compiled = core.compile_model(core.read_model(bundle.path(ENCODER)), "CPU", hints)
        return with_session(bundle, _OpenVino(compiled), threads)

    return build


class _OpenVino:
    """A compiled model; every thread has a request of its own."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 (openvino is an extra)
        self._model = model
        self._own = threading.local()

    def run(self, names: None, feed: Feed) -> Outputs:
        if not hasattr(self._own, "request"):
            self._own.request = self._model.create_infer_request()
        found = self._own.request.infer(dict(feed))
        return [np.array(found[0]), np.array(found[1])]


def torch(bundle: Bundle, threads: int) -> Encoder:
    """PyTorch in single precision, with the bundle's own weights."""
    from safetensors.torch import load_file
    from transformers import AutoConfig, AutoModel

    model = AutoModel.from_config(AutoConfig.from_pretrained(bundle.folder), add_pooling_layer=False)
    model.load_state_dict({name: w.float() for name, w in load_file(bundle.path(WEIGHTS)).items()}, strict=True)
    return with_session(bundle, _Torch(model.eval()), threads)


class _Torch:
    def __init__(self, model: Any) -> None:  # noqa: ANN401 (torch is an extra)
        self._model = model

    def run(self, names: None, feed: Feed) -> Outputs:
        import torch as library

        if library.get_num_threads() != 1:  # one number for the whole process, and others set it, too
            library.set_num_threads(1)
        with library.inference_mode():
            mask = library.from_numpy(feed["mask"])
            states = self._model(input_ids=library.from_numpy(feed["ids"]), attention_mask=mask).last_hidden_state
            weights = mask[..., None].float()
            return [states.numpy(), ((states * weights).sum(1) / weights.sum(1)).numpy()]


SERVED = Engine("framing as served", lambda bundle, threads: Encoder(bundle, threads=threads))
"""Whatever a bundle is served with."""
ONNX = {FP32: Engine("ONNX Runtime fp32", onnx(FP32)), INT8: Engine("ONNX Runtime int8", onnx(INT8))}
"""The library's own engine by precision; a bundle says which it is served with."""
ENGINES = (
    *ONNX.values(),
    Engine("OpenVINO fp32", openvino("f32")),
    Engine("OpenVINO bfloat16", openvino("bf16")),
    Engine("PyTorch fp32, our batching", torch),
)
