"""Distillation with models of one layer: what teachers say is kept by text, and a student comes close to it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.full
for _needed in ("torch", "transformers", "onnx", "sklearn"):
    pytest.importorskip(_needed)

import make_tiny  # noqa: E402
import torch  # noqa: E402

import framing.train  # noqa: E402
from framing import bundle as bundles  # noqa: E402
from framing.bundle import Head  # noqa: E402
from framing.corpora import read_corpus  # noqa: E402
from framing.errors import InputError, UsageError  # noqa: E402
from framing.train.batches import epoch_batches  # noqa: E402
from framing.train.distill import Teacher, read_teacher, teach, texts_of  # noqa: E402
from framing.train.fit import fit, new_network, tokenizer_of  # noqa: E402
from framing.train.losses import batch_loss  # noqa: E402
from framing.train.network import Network  # noqa: E402
from framing.train.prepare import Setting, stage_data  # noqa: E402
from framing.train.recipe import Recipe, Source, Stage, read_recipe  # noqa: E402
from framing.train.rehead import balanced, fitted, rehead  # noqa: E402
from framing.train.soft import SoftTargets, key_of, write  # noqa: E402

if not make_tiny.SEEDS.is_dir():
    pytest.skip("only the repository has the texts to train on", allow_module_level=True)

RECIPES = Path(framing.train.__file__).parent / "recipes"
SOURCES = (
    Source(corpus="allsides", split="sample"),
    Source(corpus="babe", split="train"),
    Source(corpus="targets", split="train", swaps=1),
)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("distil")
    make_tiny.write_corpora(folder / "data")
    texts = make_tiny.articles()
    rows = ({"id": name, "text": text} for name, text in texts.items())
    make_tiny.write_rows(folder / "data" / "allsides" / "articles.jsonl.gz", rows)
    make_tiny.write_encoder(folder / "encoder")
    return folder


@pytest.fixture(scope="module")
def recipe(root: Path) -> Recipe:
    """A student that learns from labels of one corpus and from teachers on three."""
    whole = make_tiny.recipe(root / "encoder")
    stage = Stage(name="distil", sources=SOURCES, epochs=12, rate=2e-3, head_rate=5e-3, soft=1.0)
    return replace(whole, stages=(stage,))


def network(recipe: Recipe, seed: int) -> Network:
    """A network whose heads are larger than those that training begins with, so that its outputs differ by text."""
    made = new_network(replace(recipe, seed=seed)).eval()
    with torch.no_grad():
        for layer in made.heads.values():
            assert isinstance(layer, torch.nn.Linear)
            layer.weight.mul_(4.0)
    return made


@pytest.fixture(scope="module")
def teacher(recipe: Recipe) -> Teacher:
    return Teacher(network(recipe, 7), tokenizer_of(recipe), frozenset(h.name for h in recipe.heads))


@pytest.fixture(scope="module")
def setting(root: Path, recipe: Recipe, teacher: Teacher) -> Setting:
    """The corpora, and what the teacher said of their texts in two portions."""
    setting = Setting(data=root / "data", soft=root / "soft")
    (root / "soft").mkdir()
    texts = list(texts_of(recipe, setting).items())
    for number, portion in enumerate((texts[:40], texts[40:])):
        found = teach([teacher], dict(portion), tokenizer_of(recipe), recipe)
        write(root / "soft" / f"soft-{number:05}.safetensors", found, recipe.heads)
    return setting


def asked(recipe: Recipe, *texts: str) -> dict[str, frozenset[str]]:
    """The texts with all heads wanted of each."""
    return dict.fromkeys(texts, frozenset(head.name for head in recipe.heads))


def teacher_says(teacher: Teacher, text: str, head: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    ids = torch.tensor([teacher.tokenizer.encode(text).ids])
    with torch.inference_mode():
        states, pooled = teacher.network(ids, torch.ones_like(ids))
        return np.asarray(teacher.network.logits(head, states, pooled).softmax(-1)[0])


def examples(setting: Setting) -> Iterator[str]:
    return (e.text for e in read_corpus("babe", setting.data, "train"))


def test_soft_targets_are_the_teachers(setting: Setting, recipe: Recipe, teacher: Teacher) -> None:
    assert setting.soft
    targets = SoftTargets.load(setting.soft, recipe.heads)
    texts = list(examples(setting))[:25]
    for text in texts:
        found = targets.of(text, len(teacher.tokenizer.encode(text).ids))
        assert set(found) == {head.name for head in recipe.heads}
        for head in ("opinion_babe", "attribution"):
            assert np.allclose(found[head], teacher_says(teacher, text, head), atol=0.02)


def test_valence_is_taught_where_somebody_is_mentioned(recipe: Recipe, teacher: Teacher) -> None:
    text = "Pakistan was praised on a wet morning."
    portion = teach([teacher], asked(recipe, text), tokenizer_of(recipe), recipe)
    said = portion.tokens[:, -3:].sum(1) > 0
    inside = [a < 8 and b > a for a, b in teacher.tokenizer.encode(text).offsets]
    assert said.tolist() == inside


def test_teachers_are_averaged(recipe: Recipe, teacher: Teacher) -> None:
    other = replace(teacher, network=network(recipe, 8))
    texts = asked(recipe, "The minister resigned on Monday.", "It was a shameful day, critics said.")
    one, two, both = (teach(t, texts, tokenizer_of(recipe), recipe) for t in ([teacher], [other], [teacher, other]))
    assert np.allclose(both.sentences, (one.sentences.astype(float) + two.sentences) / 2, atol=2e-3)
    assert not np.allclose(one.sentences, two.sentences, atol=2e-3)


def test_each_teacher_teaches_its_heads(recipe: Recipe, teacher: Teacher) -> None:
    sentences = replace(teacher, heads=frozenset({"loaded"}))
    found = teach([sentences], asked(recipe, "Nobody knows."), tokenizer_of(recipe), recipe)
    assert found.sentences.sum() == pytest.approx(1.0, abs=2e-3)
    assert not found.tokens.any()


def test_a_text_teaches_the_heads_that_are_wanted_of_it(recipe: Recipe, teacher: Teacher) -> None:
    valence, loaded = frozenset({"valence"}), frozenset({"loaded"})
    texts = {"Pakistan was praised.": valence, "It rained all day.": valence, "Nobody knows.": loaded}
    portion = teach([teacher], texts, tokenizer_of(recipe), recipe)
    assert portion.keys.tolist() == [key_of("Pakistan was praised."), key_of("Nobody knows.")]
    assert portion.sentences.sum(1) == pytest.approx([0.0, 1.0], abs=2e-3)
    assert portion.tokens.any(1).tolist() == [0 < i < 2 for i in range(sum(portion.lengths))]


def test_a_text_cut_otherwise_is_left_out(recipe: Recipe, teacher: Teacher, root: Path) -> None:
    whole = tokenizer_of(recipe)
    whole.enable_truncation(8)
    other = replace(teacher, tokenizer=whole)
    texts = asked(recipe, "Yes.", "The committee met again on Tuesday.")
    found = teach([other], texts, tokenizer_of(recipe), recipe)
    assert len(found.keys) == len(found.lengths) == 1


def test_a_student_comes_close_to_its_teacher(
    setting: Setting, recipe: Recipe, teacher: Teacher, tmp_path: Path
) -> None:
    student = fit(recipe, setting, tmp_path, lambda *_: None)
    heads = {head.name: head for head in recipe.heads}
    ((_, data),) = stage_data(recipe, setting, tokenizer_of(recipe))
    batches = list(epoch_batches(data, heads, 64, random.Random(0)))
    only_soft = [replace(b, sentence={}, tokens={}) for b in batches if b.soft]
    with torch.no_grad():
        losses = [
            sum(float(batch_loss(n, b)) for b in only_soft)
            for n in (new_network(recipe).eval(), student, teacher.network)
        ]
    before, after, least = losses
    assert least < after < before
    assert after - least < 0.5 * (before - least)


def test_a_recipe_that_names_an_unknown_head_is_refused(tmp_path: Path) -> None:
    teacher = (RECIPES / "teacher-tokens.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.toml"
    shutil.copy(RECIPES / "small.toml", tmp_path)
    wrong.write_text(teacher.replace('teaches = ["', 'teaches = ["hedging", "'), encoding="utf-8")
    with pytest.raises(UsageError, match="no head 'hedging'"):
        read_recipe(wrong)
    small = (RECIPES / "small.toml").read_text(encoding="utf-8")
    wrong.write_text(small.replace("taught = false", 'taught = ["valance"]'), encoding="utf-8")
    with pytest.raises(UsageError, match="no head 'valance'"):
        read_recipe(wrong)


def test_held_out_texts_are_never_taught(setting: Setting, recipe: Recipe) -> None:
    held = {e.text for e in read_corpus("babe", setting.data, "fold2")}
    assert held
    assert held.isdisjoint(texts_of(recipe, replace(setting, without_fold=2)))
    assert not held.isdisjoint(texts_of(recipe, setting))


def test_texts_teach_what_their_sources_say(setting: Setting, recipe: Recipe) -> None:
    taught: tuple[bool | tuple[str, ...], ...] = (True, False, ("valence",))
    sources = tuple(replace(s, taught=t) for s, t in zip(SOURCES, taught, strict=True))
    texts = texts_of(replace(recipe, stages=(replace(recipe.stages[0], sources=sources),)), setting)
    whole, none, one = ({e.text for e in read_corpus(s.corpus, setting.data, s.split)} for s in sources)
    everything = frozenset(head.name for head in recipe.heads)
    assert texts == {text: everything if text in whole else frozenset({"valence"}) for text in texts}
    assert texts.keys() & whole
    assert texts.keys() & (one - whole)
    assert texts.keys().isdisjoint(none - whole - one)
    assert none - whole - one


def test_labels_can_be_left_aside(setting: Setting, recipe: Recipe) -> None:
    sources = tuple(Source(corpus="babe", split="train", labelled=given) for given in (True, False))
    plan = replace(recipe, stages=(replace(recipe.stages[0], sources=sources),))
    [(_, [(labelled, *_), (bare, *_)])] = stage_data(plan, setting, tokenizer_of(recipe))
    assert all(item.sentence and item.soft for item in labelled)
    assert bare
    assert all(item.soft and not item.sentence and not item.tokens for item in bare)


def test_sample_is_the_same_every_time(setting: Setting) -> None:
    first, second = (list(read_corpus("allsides", setting.data, "sample")) for _ in range(2))
    assert [e.text for e in first] == [e.text for e in second]
    assert len(first) > len({e.group for e in first}) > 1


def test_a_head_is_fitted_to_its_targets() -> None:
    rng = np.random.default_rng(0)
    states = rng.normal(size=(600, 8)).astype(np.float32)
    logits = states @ rng.normal(size=(8, 3))
    targets = (np.exp(logits) / np.exp(logits).sum(1, keepdims=True)).astype(np.float32)
    empty = Head(
        name="hedge",
        level="token",
        classes=("a", "b", "c"),
        weight=np.zeros((3, 8), np.float32),
        bias=np.zeros(3, np.float32),
        encoder="",
    )
    found = fitted(states, targets, empty)
    said = np.exp(states @ found.weight.T + found.bias)
    assert np.abs(said / said.sum(1, keepdims=True) - targets).max() < 0.01


def test_a_sentence_head_is_fitted_to_labels_with_both_classes_as_heavy() -> None:
    rng = np.random.default_rng(0)
    truth = rng.random(900) < 0.1
    pooled = rng.normal(size=(900, 4)).astype(np.float32)
    pooled[:, 0] += 2.0 * truth
    empty = Head(
        name="opinion_checkthat",
        level="sentence",
        classes=("OBJ", "SUBJ"),
        weight=np.zeros((2, 4), np.float32),
        bias=np.zeros(2, np.float32),
        encoder="",
    )
    found = balanced(pooled, truth.astype(float), empty)
    logits = pooled @ found.weight.T + found.bias
    subjective = logits[:, 1] > logits[:, 0]
    assert subjective[truth].mean() == pytest.approx((~subjective)[~truth].mean(), abs=0.06)
    assert subjective[truth].mean() > 0.8


@pytest.mark.parametrize(("head", "taught"), [("hedge", True), ("opinion_checkthat", False)])
def test_only_the_head_that_is_named_changes(
    setting: Setting, tiny_bundle: Path, tmp_path: Path, head: str, taught: bool
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny_bundle, folder)
    before = bundles.load(tiny_bundle)
    after = rehead(bundles.load(folder), setting, head, before if taught else None)
    changed = [new.name for new, old in zip(after.heads, before.heads, strict=True) if (new.weight != old.weight).any()]
    assert changed == [head] == after.facts["reheaded"]
    assert set(after.combinations) == set(before.combinations)
    with pytest.raises(UsageError, match="--head kind: known are hedge, opinion_checkthat"):
        rehead(before, setting, "kind")
    with pytest.raises(UsageError, match="--head hedge: a token head needs --teacher"):
        rehead(before, setting, "hedge")


def test_refusals(setting: Setting, recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="learns from teachers: give their outputs with --soft"):
        stage_data(recipe, replace(setting, soft=None), tokenizer_of(recipe))
    with pytest.raises(InputError, match=r"holds no soft-\*"):
        SoftTargets.load(tmp_path, recipe.heads)
    assert setting.soft
    with pytest.raises(InputError, match="other heads than the recipe's"):
        SoftTargets.load(setting.soft, recipe.heads[:3])
    with pytest.raises(UsageError, match="RECIPE=WORK"):
        read_teacher(f"{make_tiny.HERE / 'tiny.toml'}={tmp_path}")
    with pytest.raises(UsageError, match="allsides: split 'all' is unknown; known are sample, small, wide"):
        list(read_corpus("allsides", setting.data, "all"))


def test_the_tiny_recipe_has_no_teacher() -> None:
    plan = read_recipe(make_tiny.HERE / "tiny.toml")
    assert plan.teaches == ()
    assert all(stage.soft == 0.0 for stage in plan.stages)
