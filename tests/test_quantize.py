"""8-bit products: in standard operators, run as integers, near single precision, each token by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.full
for _needed in ("onnx", "onnxruntime"):
    pytest.importorskip(_needed)

import onnx  # noqa: E402
import quantised  # noqa: E402
from hostile import SENTENCES  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from hypothesis.extra.numpy import arrays  # noqa: E402

from framing import bundle as bundles  # noqa: E402
from framing.bundle import ENCODER, MANIFEST, QUANTISED, WEIGHTS, Bundle  # noqa: E402
from framing.encoder import Encoder, sums_bytes_exactly  # noqa: E402
from framing.errors import InputError  # noqa: E402
from framing.train.observe import Seen, observe  # noqa: E402
from framing.train.quantize import quantize  # noqa: E402
from framing.train.rounding import CENTRED, RECTIFIED, Fixed, Rows, choose  # noqa: E402

NEAR = 0.02
"""How far a probability of the tiny model may lie from that of single precision."""
NEWS = (
    "Ferries between the islands will run again from Friday, the port of Hallam said.",
    "Sources close to the governor insist that she knew nothing of the loan.",
    "What a shabby, cynical little speech it was.",
    "The court, which sits in Ostrava, may rule before June.",
    "Yes.",
)


@pytest.fixture(scope="module")
def served(int8_bundle: Path) -> Bundle:
    return bundles.load(int8_bundle)


def probabilities(bundle: Bundle, text: str) -> np.ndarray:
    (scores,) = Encoder(bundle).score([text])
    return np.concatenate([p.ravel() for p in (*scores.sentence.values(), *scores.tokens.values())])


def test_manifest_says_what_is_served(served: Bundle) -> None:
    assert (served.precision, served.graph) == ("int8", served.folder / QUANTISED)
    low, high = served.facts["calibration"]["product_errors"]
    assert 0.0 < low <= high < 0.03
    assert served.facts["calibration"]["sentences"] == len(quantised.TEXTS)


def test_only_the_graph_is_new(served: Bundle, tiny_bundle: Path) -> None:
    names = {p.relative_to(served.folder) for p in served.folder.rglob("*") if p.is_file()}
    known = {p.relative_to(tiny_bundle) for p in tiny_bundle.rglob("*") if p.is_file()}
    assert names - known == {Path(QUANTISED)}
    for name in known - {Path(MANIFEST)}:
        assert (served.folder / name).read_bytes() == (tiny_bundle / name).read_bytes()
    assert served.graph.stat().st_size < 20_000


def test_same_texts_give_the_same_bytes(served: Bundle, tiny_bundle: Path, tmp_path: Path) -> None:
    again = quantised.write(tiny_bundle, tmp_path / "again")
    assert (again / QUANTISED).read_bytes() == served.graph.read_bytes()
    assert (again / MANIFEST).read_bytes() == (served.folder / MANIFEST).read_bytes()


def test_all_operators_are_standard(served: Bundle) -> None:
    model = onnx.load(served.graph, load_external_data=False)
    assert [imported.domain for imported in model.opset_import] == [""]
    assert {node.domain for node in model.graph.node} == {""}
    onnx.checker.check_model(str(served.graph), full_check=True)


def test_products_run_as_integers(served: Bundle, tmp_path: Path) -> None:
    """All six of a layer: query, key, value, attention's output, and both of the feed-forward part."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(tmp_path / "optimised.onnx")
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(served.graph), options, providers=["CPUExecutionProvider"])
    found = Counter(n.op_type for n in onnx.load(tmp_path / "optimised.onnx", load_external_data=False).graph.node)
    assert found["MatMulIntegerToFloat"] == 6
    assert found["MatMul"] + found["FusedMatMul"] == 2
    assert found["DequantizeLinear"] == 0


@pytest.mark.parametrize("text", [*NEWS, *SENTENCES], ids=lambda text: ascii(text[:20]))
def test_probabilities_are_near_those_of_single_precision(served: Bundle, text: str) -> None:
    found, wanted = probabilities(served, text), probabilities(replace(served, precision="fp32"), text)
    assert np.abs(found - wanted).max() <= NEAR


def test_probabilities_are_rounded_at_all(served: Bundle) -> None:
    plain = replace(served, precision="fp32")
    assert all(np.abs(probabilities(served, t) - probabilities(plain, t)).max() > 1e-5 for t in NEWS)


def test_detour_of_older_processors_gives_the_same(served: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [probabilities(served, text) for text in NEWS]
    monkeypatch.setattr("framing.encoder.sums_bytes_exactly", lambda: False)
    for text, row in zip(NEWS, wanted, strict=True):
        np.testing.assert_array_equal(probabilities(served, text), row)


@pytest.mark.parametrize(
    ("flags", "exactly"), [("fma avx2", False), ("avx2 avx512_vnni", True), ("avx2 avx_vnni", True), (None, False)]
)
def test_instructions_for_bytes_are_found(tmp_path: Path, flags: str | None, exactly: bool) -> None:
    path = tmp_path / "cpuinfo"
    if flags is not None:
        path.write_text(f"processor : 0\nflags : fpu sse2 {flags}\n")
    assert sums_bytes_exactly(path) is exactly


def test_nothing_to_calibrate_on(tiny_bundle: Path) -> None:
    with pytest.raises(InputError, match=r"encoder\.onnx: cannot be quantised: no sentences to calibrate it on"):
        quantize(tiny_bundle, [], 64)


def test_graph_without_products(served: Bundle, tmp_path: Path) -> None:
    (tmp_path / ENCODER).write_bytes(served.graph.read_bytes())
    (tmp_path / WEIGHTS).write_bytes(served.path(WEIGHTS).read_bytes())
    with pytest.raises(InputError, match="cannot be quantised: no products with weights in it"):
        quantize(tmp_path, NEWS, 64)


def test_observing_sees_the_extremes_of_all_tokens(tiny_bundle: Path) -> None:
    name = "layernormalization_24"
    model = onnx.load(tiny_bundle / ENCODER, load_external_data=False)
    assert name in {output for node in model.graph.node for output in node.output}
    one, both = (observe(tiny_bundle, [name], texts, 64)[name] for texts in (NEWS[:1], NEWS[:2]))
    assert (both.low <= one.low).all()
    assert (both.high >= one.high).all()
    assert len(both.rows) == 2 * len(one.rows)
    assert (both.rows >= both.low).all()
    assert (both.rows <= both.high).all()


def sample(seed: int, outlier: float) -> tuple[Seen, np.ndarray]:
    """Inputs with one channel that is larger than the others, and weights."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(400, 48)).astype(np.float32)
    rows[:, 7] *= outlier
    return Seen(rows.min(axis=0), rows.max(axis=0), rows), rng.normal(size=(48, 20)).astype(np.float32)


def test_large_channels_are_evened_out() -> None:
    seen, weight = sample(0, outlier=60.0)
    found = choose(seen, weight, "LayerNormalization")
    assert isinstance(found.steps, Fixed)
    assert found.is_smooth
    assert found.smooth[7] == found.smooth.max()
    assert np.exp(np.log(found.smooth).mean()) == pytest.approx(1.0, rel=1e-4)
    assert found.error < 0.03


def test_what_a_tensor_comes_from_decides_its_steps() -> None:
    seen, weight = sample(1, outlier=1.0)
    positive = replace(seen, rows=np.maximum(seen.rows, -0.17))
    assert choose(positive, weight, "Gelu").steps == RECTIFIED
    assert choose(seen, weight, "Reshape").steps == CENTRED
    assert isinstance(choose(seen, weight, "LayerNormalization").steps, Fixed)


values = st.floats(-50.0, 50.0, width=32)


@pytest.mark.parametrize("steps", [CENTRED, RECTIFIED], ids=["centred", "rectified"])
@given(x=arrays(np.float32, st.tuples(st.integers(1, 6), st.integers(1, 8)), elements=values))
@settings(max_examples=60)
def test_scale_of_a_token_is_its_own(steps: Rows, x: np.ndarray) -> None:
    """It fits the token's largest value into a byte, whatever the other tokens are."""
    scale = steps.of(x)
    np.testing.assert_array_equal(scale, np.concatenate([steps.of(row[None]) for row in x]))
    top = x.max(axis=1, keepdims=True)
    assert (np.rint(top / scale) + steps.zero <= 255).all()
    assert (scale > 0).all()


@given(st.floats(-0.125, 40.0, width=32))
def test_least_of_gelu_is_held_by_the_steps_below_zero(top: float) -> None:
    (scale,) = RECTIFIED.of(np.array([[top, -0.17]], np.float32))[0]
    assert np.rint(-0.17 / scale) + RECTIFIED.zero >= 0
