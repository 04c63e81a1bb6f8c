"""Models that are broken, unsafe or of another kind: each is refused with a message that says where and why."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from framing import bundle as bundles
from framing.analyzer import load
from framing.bundle import ENCODER, MANIFEST, TOKENIZER, WEIGHTS, head_file, sha256
from framing.bundle_writer import About, write_heads, write_manifest
from framing.encoder import Encoder
from framing.errors import BundleError

Manifest = dict[str, Any]


@pytest.fixture
def folder(tiny_bundle: Path, tmp_path: Path) -> Path:
    """A copy of the tiny model that a test may break."""
    return Path(shutil.copytree(tiny_bundle, tmp_path / "model"))


def edit(folder: Path, change: Callable[[Manifest], object]) -> None:
    """Changes the manifest in place."""
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def replace_file(folder: Path, name: str, data: bytes) -> None:
    """Replaces a file and says so in the manifest, as someone would who wants it to be loaded."""
    (folder / name).write_bytes(data)
    edit(folder, lambda m: m["files"].update({name: sha256(folder / name)}))


def test_folder_without_manifest(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"no model here \(manifest\.json is missing\); give one with --model"):
        bundles.load(tmp_path)


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="nowhere: no model here"):
        bundles.load(tmp_path / "nowhere")


@pytest.mark.parametrize("data", [b"{", b"", b"\xff\xfe{}", b"[" * 100_000], ids=["cut", "empty", "bytes", "deep"])
def test_manifest_that_is_not_json(folder: Path, data: bytes) -> None:
    (folder / MANIFEST).write_bytes(data)
    with pytest.raises(BundleError, match=r"manifest\.json: not JSON"):
        bundles.load(folder)


def test_manifest_that_is_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MAX_MANIFEST", 100)
    with pytest.raises(BundleError, match="larger than 100 bytes"):
        bundles.load(folder)


@pytest.mark.parametrize("found", [0, 2, "1", None, [1]])
def test_other_format(folder: Path, found: object) -> None:
    edit(folder, lambda m: m.update(format=found))
    with pytest.raises(BundleError, match="; this version reads format 1"):
        bundles.load(folder)


def test_manifest_that_is_a_list(folder: Path) -> None:
    (folder / MANIFEST).write_text("[]")
    with pytest.raises(BundleError, match=r"bundle format 'list'; this version reads format 1"):
        bundles.load(folder)


@pytest.mark.parametrize("name", [ENCODER, WEIGHTS, TOKENIZER, "config.json", head_file("kind")])
def test_changed_file(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(BundleError, match=rf"{name}: sha256 is .*, the manifest says"):
        bundles.load(folder)


@pytest.mark.parametrize("name", [ENCODER, WEIGHTS, TOKENIZER, head_file("kind")])
def test_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BundleError, match=rf"{name}: missing, but the manifest names it"):
        bundles.load(folder)


def test_file_that_is_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MAX_FILE", 10)
    with pytest.raises(BundleError, match="larger than 10 bytes"):
        bundles.load(folder)


@pytest.mark.parametrize(
    "name",
    ["/etc/hostname", "../outside.json", "heads/../../outside.json", "..\\outside.json", "C:outside.json", "a\0b"],
)
def test_path_out_of_the_folder(folder: Path, name: str) -> None:
    (folder.parent / "outside.json").write_text("{}")
    edit(folder, lambda m: m["files"].update({name: "0" * 64}))
    with pytest.raises(BundleError, match="points outside the bundle"):
        bundles.load(folder)


def test_linked_file(folder: Path) -> None:
    outside = shutil.move(folder / TOKENIZER, folder.parent / "tokenizer.json")
    (folder / TOKENIZER).symlink_to(outside)
    with pytest.raises(BundleError, match=r"'tokenizer\.json' points outside the bundle"):
        bundles.load(folder)


def test_linked_folder_inside(folder: Path) -> None:
    outside = shutil.move(folder / "heads", folder.parent / "heads")
    (folder / "heads").symlink_to(outside, target_is_directory=True)
    with pytest.raises(BundleError, match=r"'heads/.* points outside the bundle"):
        bundles.load(folder)


def test_link_to_the_whole_folder_is_allowed(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder, target_is_directory=True)
    assert bundles.load(link).identity == bundles.load(folder).identity


@pytest.mark.parametrize("name", [ENCODER, WEIGHTS, TOKENIZER])
def test_files_that_are_not_named(folder: Path, name: str) -> None:
    edit(folder, lambda m: m["files"].pop(name))
    with pytest.raises(BundleError, match="'files' must name"):
        bundles.load(folder)


def test_head_whose_weights_are_not_hashed(folder: Path) -> None:
    edit(folder, lambda m: m["files"].pop(head_file("kind")))
    with pytest.raises(BundleError, match=r"'files' must name heads/kind\.safetensors"):
        bundles.load(folder)


def test_head_of_another_encoder(folder: Path) -> None:
    edit(folder, lambda m: m["heads"][0].update(encoder="f" * 64))
    with pytest.raises(BundleError, match=r"head 'opinion_babe' belongs to another encoder \(ffffffffffff\.\.\.\)"):
        bundles.load(folder)


@pytest.mark.parametrize("name", ["Kind", "1st", "", "a-b", "../kind", "kind\n", "ünder"])
def test_bad_head_name(folder: Path, name: str) -> None:
    edit(folder, lambda m: m["heads"][0].update(name=name))
    with pytest.raises(BundleError, match=r"head name .* does not match"):
        bundles.load(folder)


def test_head_named_twice(folder: Path) -> None:
    edit(folder, lambda m: m["heads"].append(m["heads"][0]))
    with pytest.raises(BundleError, match="a head is named twice"):
        bundles.load(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"level": "document"}, "level 'document' and tags 'io'; known are"),
        ({"tags": "bilou"}, "tags 'bilou'; known are"),
        ({"classes": ["fact"]}, "has weights of shape"),
        ({"tags": "bio"}, "has weights of shape"),
        ({"temperature": 0}, "temperature 0.0, not one above 0"),
        ({"temperature": -1}, "temperature -1.0, not one above 0"),
        ({"temperature": math.nan}, "temperature nan, not one above 0"),
    ],
)
def test_head_that_does_not_fit_its_weights(folder: Path, change: Manifest, message: str) -> None:
    edit(folder, lambda m: next(h for h in m["heads"] if h["name"] == "kind").update(change))
    with pytest.raises(BundleError, match=f"head 'kind' has .*{message}|head 'kind' {message}"):
        bundles.load(folder)


def test_head_that_is_not_safetensors(folder: Path) -> None:
    replace_file(folder, head_file("kind"), b"\x80\x04pickled")
    with pytest.raises(BundleError, match=r"kind\.safetensors: not a safetensors file"):
        bundles.load(folder)


@pytest.mark.parametrize("change", [{"features": ["kind.0"]}, {"bias": [0.0]}, {"classes": ["fact", "claim"]}])
def test_combination_of_the_wrong_shape(folder: Path, change: Manifest) -> None:
    edit(folder, lambda m: m["combinations"][0].update(change))
    with pytest.raises(BundleError, match="combination 'kind' has weights of shape"):
        bundles.load(folder)


@pytest.mark.parametrize("key", ["name", "version", "width", "max_tokens", "heads", "combinations"])
def test_manifest_lacks_an_entry(folder: Path, key: str) -> None:
    edit(folder, lambda m: m.pop(key))
    with pytest.raises(BundleError, match="an entry is missing or malformed"):
        bundles.load(folder)


@pytest.mark.parametrize(
    ("key", "value"), [("heads", 1), ("heads", ["kind"]), ("combinations", [[]]), ("width", "wide"), ("files", [])]
)
def test_manifest_has_a_malformed_entry(folder: Path, key: str, value: object) -> None:
    edit(folder, lambda m: m.update({key: value}))
    with pytest.raises(BundleError, match=r"malformed|'files' must name"):
        bundles.load(folder)


@pytest.mark.parametrize("name", [ENCODER, TOKENIZER])
def test_file_that_cannot_be_opened(folder: Path, name: str) -> None:
    replace_file(folder, name, b"no model")
    with pytest.raises(BundleError, match=f"{name}: cannot be opened"):
        Encoder(bundles.load(folder))


def test_graph_that_reads_a_file_outside(folder: Path) -> None:
    inside, outside = WEIGHTS.encode(), b"../../../etc/passwd"
    graph = (folder / ENCODER).read_bytes()
    assert inside in graph
    assert len(inside) == len(outside)
    replace_file(folder, ENCODER, graph.replace(inside, outside))
    with pytest.raises(BundleError, match=r"encoder\.onnx: cannot be opened"):
        Encoder(bundles.load(folder))


def test_graph_with_an_operator_of_its_own(folder: Path) -> None:
    graph = (folder / ENCODER).read_bytes()
    assert b"ReduceSum" in graph
    replace_file(folder, ENCODER, graph.replace(b"ReduceSum", b"RunScript"))
    with pytest.raises(BundleError, match=r"encoder\.onnx: cannot be opened"):
        Encoder(bundles.load(folder))


@pytest.mark.parametrize("precision", ["int8", "int4", 8, None])
def test_precision_without_its_graph(folder: Path, precision: object) -> None:
    edit(folder, lambda m: m.update(precision=precision))
    message = rf"manifest\.json: no graph of precision {precision!r} among 'files'; known are fp32"
    with pytest.raises(BundleError, match=message):
        bundles.load(folder)


def test_manifest_that_names_no_precision(folder: Path) -> None:
    edit(folder, lambda m: m.pop("precision", None))
    bundle = bundles.load(folder)
    assert (bundle.precision, bundle.graph) == ("fp32", folder / ENCODER)


def test_window_that_is_too_small(folder: Path) -> None:
    edit(folder, lambda m: m.update(max_tokens=50))
    with pytest.raises(BundleError, match="max_tokens is 50; more than 50 are needed"):
        Encoder(bundles.load(folder))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m["combinations"].pop(0), "it lacks the combination 'kind' of 3 classes"),
        (lambda m: m["combinations"][3]["threshold"].pop("words"), "it lacks the threshold 'words' of 'loaded'"),
        (lambda m: m.update(heads=[h for h in m["heads"] if h["name"] != "hedge"]), "it lacks the token head 'hedge'"),
    ],
)
def test_model_that_cannot_label(folder: Path, change: Callable[[Manifest], object], message: str) -> None:
    edit(folder, change)
    with pytest.raises(BundleError, match=message):
        load(folder)


def test_writing_gives_back_what_was_read(folder: Path) -> None:
    before = bundles.load(folder)
    write_heads(folder, before.heads)
    about = About(
        name="again", version="9", width=before.width, max_tokens=before.max_tokens, facts={"licence": "none"}
    )
    write_manifest(folder, about, before.heads, tuple(before.combinations.values()))
    after = bundles.load(folder)
    assert (after.name, after.version, after.facts) == ("again", "9", {"licence": "none"})
    assert after.identity != before.identity
    for one, two in zip(before.heads, after.heads, strict=True):
        assert replace(one, weight=two.weight, bias=two.bias) == two
        np.testing.assert_array_equal(one.weight, two.weight)
        np.testing.assert_array_equal(one.bias, two.bias)
    for name, one_model in before.combinations.items():
        np.testing.assert_array_equal(one_model.weight, after.combinations[name].weight)


def test_files_that_only_people_read_may_change(folder: Path) -> None:
    (folder / "README.md").write_text("A card.")
    bundle = bundles.load(folder)
    write_manifest(
        folder,
        About(name="a", version="1", width=bundle.width, max_tokens=bundle.max_tokens, facts={}),
        bundle.heads,
        tuple(bundle.combinations.values()),
    )
    (folder / "README.md").write_text("A better card.")
    assert bundles.load(folder).name == "a"


def test_folder_comes_from_the_argument_then_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAMING_MODEL", raising=False)
    assert bundles.find() == bundles.default_folder()
    monkeypatch.setenv("FRAMING_MODEL", str(folder))
    assert bundles.find() == folder
    assert bundles.find("elsewhere") == Path("elsewhere")
