"""Training with a model of one layer: it learns, goes on where it was cut off, and is exported as it is."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.full
for _needed in ("torch", "transformers", "onnx", "sklearn"):
    pytest.importorskip(_needed)

import make_tiny  # noqa: E402
import torch  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

from framing import bundle as bundles  # noqa: E402
from framing.bundle import WEIGHTS, Bundle  # noqa: E402
from framing.corpora import UNSURE, Example, Labels, read_corpus  # noqa: E402
from framing.encoder import Encoder  # noqa: E402
from framing.errors import InputError, UsageError  # noqa: E402
from framing.metrics import softmax  # noqa: E402
from framing.train.batches import IGNORED, Batch, Item, encode, epoch_batches, tag_tokens  # noqa: E402
from framing.train.build import build, calibration_texts  # noqa: E402
from framing.train.calibrate import Tuning, fit_combinations, tuning  # noqa: E402
from framing.train.evaluate_news import evaluate_news  # noqa: E402
from framing.train.fit import first_stage, fit, new_network, tokenizer_of  # noqa: E402
from framing.train.loop import Run  # noqa: E402
from framing.train.losses import batch_loss  # noqa: E402
from framing.train.network import Network  # noqa: E402
from framing.train.prepare import Setting, held_out, normal, read_source, stage_data  # noqa: E402
from framing.train.recipe import HeadSpec, Recipe, Source, read_recipe  # noqa: E402

if not make_tiny.SEEDS.is_dir():
    pytest.skip("only the repository has the texts to train on", allow_module_level=True)

Step = tuple[str, int, int, float]
CHECKPOINT = "checkpoint.safetensors"


@dataclass(frozen=True)
class Trained:
    """A finished run."""

    recipe: Recipe
    setting: Setting
    network: Network
    work: Path
    steps: Sequence[Step]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpora and the untrained encoder."""
    folder = tmp_path_factory.mktemp("training")
    make_tiny.write_corpora(folder / "data")
    make_tiny.write_encoder(folder / "encoder")
    return folder


@pytest.fixture(scope="module")
def recipe(root: Path) -> Recipe:
    """The tiny recipe, cut to two epochs of the second stage."""
    whole = make_tiny.recipe(root / "encoder")
    return replace(whole, stages=(whole.stages[0], replace(whole.stages[1], epochs=2)))


@pytest.fixture(scope="module")
def setting(root: Path) -> Setting:
    return Setting(data=root / "data")


@pytest.fixture(scope="module")
def trained(recipe: Recipe, setting: Setting, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A run that nothing disturbed."""
    work, steps = tmp_path_factory.mktemp("work"), []
    network = fit(recipe, setting, work, lambda *step: steps.append(step))
    return Trained(recipe, setting, network, work, steps)


@pytest.fixture(scope="module")
def bundle(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("bundle") / "tiny"
    return build(trained.network, trained.recipe, trained.setting, folder, threads=1)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_loss_falls(trained: Trained) -> None:
    """On what it was trained on, for every corpus, against the network before training."""
    before = new_network(trained.recipe).eval()
    heads = {head.name: head for head in trained.recipe.heads}
    plan = stage_data(trained.recipe, trained.setting, tokenizer_of(trained.recipe))
    for data in (part for _, stage in plan for part in stage):
        batches = list(epoch_batches([data], heads, 64, random.Random(0)))
        assert batches
        with torch.no_grad():
            first, last = (sum(float(batch_loss(n, b)) for b in batches) for n in (before, trained.network))
        assert last < 0.95 * first


def test_progress_counts_every_batch(trained: Trained) -> None:
    for stage in ("broad", "sharp"):
        done = [(done, total) for name, done, total, _ in trained.steps if name == stage]
        assert done == [(i + 1, len(done)) for i in range(len(done))]


def test_training_again_gives_the_same_weights(trained: Trained, tmp_path: Path) -> None:
    fit(trained.recipe, trained.setting, tmp_path, lambda *_: None)
    assert (tmp_path / CHECKPOINT).read_bytes() == (trained.work / CHECKPOINT).read_bytes()


@pytest.mark.parametrize(("stage", "share"), [("broad", 0.5), ("sharp", 0.3), ("sharp", 0.8)])
def test_interrupted_run_goes_on_to_the_same_weights(
    trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, share: float
) -> None:
    monkeypatch.setattr("framing.train.fit.Run", partial(Run, save_every=7, save_seconds=-1.0))

    def stop(name: str, done: int, total: int, _: float) -> None:
        if name == stage and done >= share * total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit(trained.recipe, trained.setting, tmp_path, stop)
    assert (tmp_path / CHECKPOINT).read_bytes() != (trained.work / CHECKPOINT).read_bytes()
    steps: list[Step] = []
    fit(trained.recipe, trained.setting, tmp_path, lambda *step: steps.append(step))
    assert steps[0][0] == stage
    assert steps[0][1] > 1
    assert (tmp_path / CHECKPOINT).read_bytes() == (trained.work / CHECKPOINT).read_bytes()


def test_finished_run_is_taken_as_it_is(trained: Trained) -> None:
    before = (trained.work / CHECKPOINT).read_bytes()
    steps: list[Step] = []
    network = fit(trained.recipe, trained.setting, trained.work, lambda *step: steps.append(step))
    assert steps == []
    assert (trained.work / CHECKPOINT).read_bytes() == before
    for name, tensor in trained.network.state_dict().items():
        assert torch.equal(tensor, network.state_dict()[name])


class _StoppedError(Exception):
    """Raised by a test to end a run."""


def stop_at_once(*step: object) -> None:
    raise _StoppedError(step)


def test_checkpoint_of_another_run_is_not_used(
    trained: Trained, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / CHECKPOINT).write_bytes((trained.work / CHECKPOINT).read_bytes())
    with caplog.at_level(logging.WARNING), pytest.raises(_StoppedError, match="broad', 1"):
        fit(replace(trained.recipe, seed=1), trained.setting, tmp_path, stop_at_once)
    assert "is of another run and is not used" in caplog.text


def test_first_stage_is_taken_over(trained: Trained, tmp_path: Path) -> None:
    fit(first_stage(trained.recipe), trained.setting, tmp_path / "first", lambda *_: None)
    steps: list[Step] = []
    fit(trained.recipe, trained.setting, tmp_path / "rest", lambda *s: steps.append(s), start=tmp_path / "first")
    assert {name for name, *_ in steps} == {"sharp"}
    assert (tmp_path / "rest" / CHECKPOINT).read_bytes() == (trained.work / CHECKPOINT).read_bytes()


@pytest.mark.parametrize("finished", [False, True], ids=["no run", "both stages"])
def test_start_that_is_no_finished_first_stage(trained: Trained, tmp_path: Path, finished: bool) -> None:
    start = trained.work if finished else tmp_path / "nothing"
    with pytest.raises(UsageError, match="no checkpoint of a finished first stage"):
        fit(trained.recipe, trained.setting, tmp_path / "work", stop_at_once, start=start)


def deep(folder: Path) -> Path:
    """An untrained encoder of three layers."""
    make_tiny.write_encoder(folder, layers=3)
    return folder


def test_layers_that_a_recipe_names_are_kept(trained: Trained, tmp_path: Path) -> None:
    whole = replace(trained.recipe, encoder=str(deep(tmp_path / "deep")))
    before, after = new_network(whole).eval(), new_network(replace(whole, layers=(0, 2))).eval()
    assert after.encoder.config.num_hidden_layers == 2
    for kept, own in ((0, 0), (2, 1)):
        for name, tensor in before.encoder.get_submodule(f"encoder.layer.{kept}").state_dict().items():
            assert torch.equal(tensor, after.encoder.get_submodule(f"encoder.layer.{own}").state_dict()[name])
    built = build(after, whole, trained.setting, tmp_path / "bundle", threads=1)
    ours = Encoder(built, threads=1).score(SENTENCES[:1])[0].sentence["kind"]
    theirs = torch_outputs(after, built, SENTENCES[0])["kind"]
    np.testing.assert_allclose(ours, softmax(theirs), atol=2e-3)


@pytest.mark.parametrize("layers", [(3,), (-1, 0), (2, 0), (1, 1)], ids=["unknown", "negative", "order", "twice"])
def test_layers_that_are_not_there_are_refused(trained: Trained, tmp_path: Path, layers: tuple[int, ...]) -> None:
    recipe = replace(trained.recipe, encoder=str(deep(tmp_path)), layers=layers)
    with pytest.raises(UsageError, match="different numbers from 0 to 2 are expected, in order"):
        new_network(recipe)


SENTENCES = [
    "The board of Port Hallam will vote on Tuesday.",
    "Officials familiar with the talks said the pier may reportedly close.",
    "It was a shameful, reckless decision.",
    "No.",
]


def torch_outputs(network: Network, bundle: Bundle, text: str) -> dict[str, NDArray[np.float32]]:
    """The logits of every head, in torch and single precision."""
    ids = Tokenizer.from_file(str(bundle.path(bundles.TOKENIZER))).encode(text).ids
    with torch.no_grad():
        states = network.encoder(input_ids=torch.tensor([ids])).last_hidden_state
        pooled = states.mean(1)
        return {name: network.logits(name, states, pooled)[0].numpy() for name in network.specs}


def centred(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits up to the constant that probabilities do not know."""
    result: NDArray[np.float32] = logits - logits.mean(axis=-1, keepdims=True)
    return result


@pytest.mark.parametrize("text", SENTENCES)
def test_exported_model_agrees_with_torch(trained: Trained, bundle: Bundle, text: str) -> None:
    served = Encoder(bundle).score([text])[0]
    wanted = torch_outputs(trained.network, bundle, text)
    for head in bundle.heads:
        found = served.sentence[head.name] if head.level == "sentence" else served.tokens[head.name]
        logits = wanted[head.name] if head.level == "sentence" else wanted[head.name][1:-1]
        np.testing.assert_allclose(centred(np.log(found)), centred(logits), atol=1e-2)
        np.testing.assert_allclose(found, softmax(logits), atol=5e-3)


def test_bundle_is_whole_and_says_what_it_is(trained: Trained, bundle: Bundle) -> None:
    assert bundles.load(bundle.folder).identity == bundle.identity
    assert bundle.facts["recipe"] == "tiny"
    assert bundle.facts["encoder"] == "encoder"
    assert bundle.facts["corpora"] == sorted({s.corpus for stage in trained.recipe.stages for s in stage.sources})
    assert str(bundle.folder.parent) not in (bundle.folder / bundles.MANIFEST).read_text()
    assert {h.name for h in bundle.heads} == {h.name for h in trained.recipe.heads}


def test_exported_weights_are_half_precision_and_readable_by_all(bundle: Bundle) -> None:
    from safetensors.numpy import load_file

    assert {t.dtype for t in load_file(bundle.folder / WEIGHTS).values()} == {np.dtype(np.float16)}
    modes = {p.name: p.stat().st_mode & 0o444 for p in bundle.folder.rglob("*") if p.is_file()}
    assert set(modes.values()) == {0o444}


def test_building_again_gives_the_same_bytes(trained: Trained, bundle: Bundle, tmp_path: Path) -> None:
    network = fit(trained.recipe, trained.setting, trained.work, lambda *_: None)
    build(network, trained.recipe, trained.setting, tmp_path / "again", threads=1)
    assert files(tmp_path / "again") == files(bundle.folder)


def test_building_in_8_bits(trained: Trained, bundle: Bundle, tmp_path: Path) -> None:
    """Served, fitted on what is served, the same bytes again; and nothing of it is left when it is built without."""
    recipe, folder = replace(trained.recipe, precision="int8"), tmp_path / "built"
    built = build(trained.network, recipe, trained.setting, folder, threads=1)
    assert (built.precision, built.graph.name) == ("int8", bundles.QUANTISED)
    assert 100 < built.facts["calibration"]["sentences"] <= 320
    again = build(trained.network, recipe, trained.setting, tmp_path / "again", threads=1)
    assert files(again.folder) == files(folder)
    changed = {name for name, data in files(folder).items() if data != files(bundle.folder).get(name)}
    assert changed == {bundles.QUANTISED, bundles.MANIFEST}
    models = zip(built.combinations.values(), bundle.combinations.values(), strict=True)
    assert not any(np.array_equal(one.weight, two.weight) for one, two in models)
    build(trained.network, trained.recipe, trained.setting, folder, threads=1)
    assert files(folder) == files(bundle.folder)


def test_nothing_held_out_calibrates(trained: Trained) -> None:
    texts = calibration_texts(trained.recipe, trained.setting)
    assert len(set(map(normal, texts))) > 100
    assert texts == calibration_texts(trained.recipe, trained.setting)
    assert not set(map(normal, texts)) & held_out(trained.setting)


def test_precision_is_no_part_of_the_training(trained: Trained) -> None:
    steps: list[Step] = []
    recipe = replace(trained.recipe, precision="int8")
    fit(recipe, trained.setting, trained.work, lambda *step: steps.append(step))
    assert steps == []


def test_news_figures_of_a_bundle(trained: Trained, bundle: Bundle) -> None:
    data = tuning(Encoder(bundle), trained.setting.data, "test")
    results = list(evaluate_news(bundle, data, "news/test"))
    assert {"kind macro-F1", "opinion AUC", "hedged ECE"} <= {r.metric for r in results}
    assert all(0.0 <= r.value <= 1.0 for r in results if not np.isnan(r.value))


def test_kinds_are_learned(trained: Trained, bundle: Bundle) -> None:
    """Better than always saying the most frequent kind, on articles that were not trained on."""
    data = tuning(Encoder(bundle), trained.setting.data, "tune")
    auc = {r.metric: r.value for r in evaluate_news(bundle, data, "news/tune")}["opinion AUC"]
    assert auc > 0.6


def test_committed_model_has_the_form_that_training_gives(trained: Trained, bundle: Bundle, tiny_bundle: Path) -> None:
    committed = bundles.load(tiny_bundle)
    assert set(files(tiny_bundle)) == set(files(bundle.folder))
    assert files(tiny_bundle)[bundles.TOKENIZER] == files(bundle.folder)[bundles.TOKENIZER]
    assert files(tiny_bundle)[bundles.ENCODER] == files(bundle.folder)[bundles.ENCODER]
    assert {n: c.features for n, c in committed.combinations.items()} == {
        n: c.features for n, c in bundle.combinations.items()
    }
    assert sum(len(data) for data in files(tiny_bundle).values()) < 400_000


def test_tuning_without_a_class_is_refused(trained: Trained, bundle: Bundle) -> None:
    data = tuning(Encoder(bundle), trained.setting.data, "tune")
    facts = [i for i, s in enumerate(data.sentences) if "commentary" not in s.example.sentence["kind"]]
    few = Tuning([data.sentences[i] for i in facts], [data.scores[i] for i in facts])
    with pytest.raises(InputError, match=r"'kind' cannot be fitted: the tuning articles have 2 of 3 classes in \d+"):
        fit_combinations(few)


@pytest.mark.parametrize("change", [str.upper, lambda t: t.rstrip(".") + "?!", lambda t: f" “{t}” "])
def test_training_sentence_that_is_held_out_is_dropped(tmp_path: Path, change: Callable[[str], str]) -> None:
    make_tiny.write_corpora(tmp_path)
    setting = Setting(data=tmp_path)
    source = Source(corpus="wikiweasel", split="train")
    before = read_source(source, setting, held_out(setting))
    leaked = list(read_corpus("polnear", tmp_path, "dev"))[4].text
    path = tmp_path / "wikiweasel" / "train.jsonl"
    rows = [{"id": "x", "text": change(text), "uncertain": 0} for text in (leaked, "Nobody in Telšiai denied it.")]
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    after = read_source(source, setting, held_out(setting))
    assert [e.text for e in after[len(before) :]] == [rows[1]["text"]]


def test_no_training_sentence_is_held_out(trained: Trained) -> None:
    forbidden = held_out(trained.setting)
    for stage in trained.recipe.stages:
        for source in stage.sources:
            texts = {normal(e.text) for e in read_source(source, trained.setting, forbidden)}
            assert texts
            assert not texts & forbidden


def test_fold_is_held_out(setting: Setting) -> None:
    without = replace(setting, without_fold=2)
    forbidden = held_out(without)
    assert len(forbidden) > len(held_out(setting))
    for corpus in ("babe", "penn"):
        source = Source(corpus=corpus, split="train")
        assert 0 < len(read_source(source, without, forbidden)) < len(read_source(source, setting, held_out(setting)))


def test_heads_that_the_recipe_lacks_are_left_out(recipe: Recipe, setting: Setting) -> None:
    few = replace(recipe, heads=tuple(h for h in recipe.heads if h.name in {"kind", "hedge"}))
    plan = dict(zip(("broad", "sharp"), stage_data(few, setting, tokenizer_of(few)), strict=True))
    assert [len(items) for items, *_ in plan["broad"][1]] == [0, 0, 0, 0]
    labelled = {name for items, *_ in plan["sharp"][1] for item in items for name in (*item.sentence, *item.tokens)}
    assert labelled == {"kind", "hedge"}
    heads = {head.name: head for head in few.heads}
    batches = list(epoch_batches(plan["sharp"][1], heads, 8, random.Random(0)))
    assert batches
    assert all(b.ids.shape == b.mask.shape for b in batches)


HEDGE = HeadSpec(name="hedge", level="token", classes=("none", "epistemic", "vague"))
ATTRIBUTION = HeadSpec(name="attribution", level="token", classes=("none", "source", "cue"), tags="bio")
OFFSETS = [(0, 0), (0, 4), (4, 6), (7, 9), (10, 14), (0, 0)]


@pytest.mark.parametrize(
    ("head", "labels", "tags"),
    [
        (HEDGE, Labels(((7, 9, "vague"),)), [IGNORED, 0, 0, 2, 0, IGNORED]),
        (HEDGE, Labels(((0, 6, UNSURE),)), [IGNORED, IGNORED, IGNORED, 0, 0, IGNORED]),
        (HEDGE, Labels(((7, 9, "vague"),), exhaustive=False), [IGNORED] * 3 + [2] + [IGNORED] * 2),
        (ATTRIBUTION, Labels(((0, 9, "source"), (10, 14, "cue"))), [IGNORED, 1, 2, 2, 3, IGNORED]),
        (ATTRIBUTION, Labels(()), [IGNORED, 0, 0, 0, 0, IGNORED]),
    ],
)
def test_tags_of_tokens(head: HeadSpec, labels: Labels, tags: list[int]) -> None:
    assert tag_tokens(labels, head, OFFSETS) == tags


def test_long_example_is_cut_with_its_labels(recipe: Recipe) -> None:
    text = "word " * 300
    example = Example(text=text, group="g", tokens={"hedge": Labels(((0, 4, "vague"), (1495, 1499, "vague")))})
    heads = {head.name: head for head in recipe.heads}
    (item,) = encode([example], tokenizer_of(recipe), heads, 20)
    assert len(item.ids) == len(item.tokens["hedge"]) == 20
    assert max(item.tokens["hedge"]) == 3


def items(count: int, length: int) -> list[Item]:
    return [Item([2, *([5 + i] * length), 3], {"kind": [1.0, 0.0, 0.0]}, {}) for i in range(count)]


@pytest.mark.parametrize(("share", "count"), [(1.0, 10), (0.5, 5), (2.5, 25), (0.0, 0)])
def test_share_of_a_corpus_in_an_epoch(recipe: Recipe, share: float, count: int) -> None:
    heads = {head.name: head for head in recipe.heads}
    batches = list(epoch_batches([(items(10, 3), share, 0.5), ([], 1.0, 1.0)], heads, 4, random.Random(0)))
    assert sum(len(b.ids) for b in batches) == count
    assert all(b.weight == 0.5 for b in batches)


class _Given:
    """A network whose logits are those that it is given."""

    def __init__(self, logits: Sequence[Sequence[Sequence[float]]], spec: HeadSpec) -> None:
        self.specs = {spec.name: spec}
        self.given = torch.tensor(logits, requires_grad=True)

    def __call__(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.given, self.given.mean(1)

    def logits(self, head: str, states: torch.Tensor, pooled: torch.Tensor) -> torch.Tensor:
        return states


VALENCE = HeadSpec(name="valence", level="token", classes=("negative", "neutral", "positive"), pool="span")
LOGITS = [[[3.0, 0.0, 0.0], [2.0, 1.0, -1.0], [0.0, 3.0, 1.0], [-1.0, 0.5, 2.0], [1.0, 0.0, 4.0], [0.5, 1.5, 0.0]]]


def loss_of(given: _Given, target: Sequence[Sequence[int]], weight: float = 1.0) -> float:
    tags = torch.tensor(target)
    batch = Batch(ids=tags, mask=torch.ones_like(tags), sentence={}, tokens={"valence": tags}, weight=weight)
    loss = batch_loss(given, batch)  # type: ignore[arg-type]
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())


def cross_entropy(rows: Sequence[Sequence[int]], classes: Sequence[int], line: int = 0) -> list[float]:
    """By hand: the loss of each span, the mean of whose tokens' logits is one row."""
    means = [np.mean([LOGITS[line][token] for token in tokens], axis=0) for tokens in rows]
    return [-float(np.log(softmax(mean)[c])) for mean, c in zip(means, classes, strict=True)]


@pytest.mark.parametrize(
    ("target", "spans", "classes"),
    [
        ([IGNORED, 0, 0, IGNORED, 2, IGNORED], [[1, 2], [4]], [0, 2]),
        ([IGNORED, 0, 0, 2, 2, IGNORED], [[1, 2], [3, 4]], [0, 2]),
        ([1, IGNORED, 1, 1, 1, 1], [[0], [2, 3, 4, 5]], [1, 1]),
        ([0, 1, 2, 0, 1, 2], [[0], [1], [2], [3], [4], [5]], [0, 1, 2, 0, 1, 2]),
        ([2] * 6, [[0, 1, 2, 3, 4, 5]], [2]),
    ],
    ids=["apart", "side by side", "one class", "each a span", "whole"],
)
def test_loss_of_a_span_is_that_of_its_mean(target: list[int], spans: list[list[int]], classes: list[int]) -> None:
    expected = cross_entropy(spans, classes)
    assert loss_of(_Given(LOGITS, VALENCE), [target]) == pytest.approx(np.mean(expected), rel=1e-5)


def test_long_span_weighs_no_more_than_a_short_one() -> None:
    """A loss a token would be drawn to the five tokens of the first span."""
    by_span, by_token = (loss_of(_Given(LOGITS, h), [[0] * 5 + [1]]) for h in (VALENCE, replace(VALENCE, pool="token")))
    assert by_span == pytest.approx(np.mean(cross_entropy([[0, 1, 2, 3, 4], [5]], [0, 1])), rel=1e-5)
    assert by_token == pytest.approx(np.mean(cross_entropy([[i] for i in range(6)], [0] * 5 + [1])), rel=1e-5)
    assert by_span != pytest.approx(by_token, rel=1e-2)


def test_spans_of_two_sentences_are_two() -> None:
    given = _Given(LOGITS * 2, VALENCE)
    expected = cross_entropy([[4, 5], [0]], [2, 2])
    assert loss_of(given, [[IGNORED] * 4 + [2, 2], [2] + [IGNORED] * 5]) == pytest.approx(np.mean(expected), rel=1e-5)


def test_rare_classes_and_heads_weigh_what_they_are_told() -> None:
    given = _Given(LOGITS, replace(VALENCE, rare=3.0, weight=0.5))
    first, second = cross_entropy([[1, 2], [4]], [0, 2])
    target = [[IGNORED, 0, 0, IGNORED, 2, IGNORED]]
    assert loss_of(given, target, weight=2.0) == pytest.approx(2.0 * 0.5 * (first + 3 * second) / 4, rel=1e-5)


def test_batch_without_a_labelled_span_has_no_loss() -> None:
    given = _Given(LOGITS, VALENCE)
    assert loss_of(given, [[IGNORED] * 6]) == 0.0
    assert given.given.grad is not None
    assert not bool(given.given.grad.any())


def test_padding_is_masked(recipe: Recipe) -> None:
    heads = {head.name: head for head in recipe.heads}
    (batch,) = epoch_batches([([*items(1, 2), *items(1, 5)], 1.0, 1.0)], heads, 4, random.Random(0))
    assert sorted(batch.mask.sum(1).tolist()) == [4, 7]
    assert bool((batch.ids[batch.mask == 0] == 0).all())


UNKNOWN = """
name = "a"
encoder = "b"
seed = 0
max_tokens = 9
dropout = 0.1
heads = []
stages = []
precision = "int4"
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "not a training recipe"),
        ("", "not a training recipe: 'heads'"),
        ('heads = [{name = "a"}]', "'classes'"),
        (UNKNOWN, r"recipe\.toml: precision is 'int4'; known are fp32, int8"),
    ],
)
def test_broken_recipe(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "recipe.toml").write_text(text)
    with pytest.raises(UsageError, match=message):
        read_recipe(tmp_path / "recipe.toml")


def test_recipe_names_what_it_has(recipe: Recipe) -> None:
    assert recipe.head("attribution").outputs == (
        "O",
        "B-source",
        "I-source",
        "B-cue",
        "I-cue",
        "B-content",
        "I-content",
    )
    with pytest.raises(UsageError, match="the recipe has no head 'mood'; it has opinion_babe, "):
        recipe.head("mood")


def test_missing_encoder(recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no model\.safetensors; a transformers checkpoint is expected"):
        new_network(replace(recipe, encoder=str(tmp_path)))
