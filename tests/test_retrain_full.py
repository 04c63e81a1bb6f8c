"""Full fine-tuning of the tiny model: the head learns, the others hold, and cutting a run off changes nothing."""

from __future__ import annotations

import json
import logging
import math
import random
import shutil
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.full
for _needed in ("torch", "transformers", "onnx", "sklearn"):
    pytest.importorskip(_needed)

import make_tiny  # noqa: E402
import retraining_full  # noqa: E402
import torch  # noqa: E402

from framing import bundle as bundles  # noqa: E402
from framing.bundle import BEFORE, WEIGHTS, Bundle  # noqa: E402
from framing.corpora import Example, Labels  # noqa: E402
from framing.corpora.seeds import LABELS, seed_sentences  # noqa: E402
from framing.encoder import Encoder, Scorer, Scores  # noqa: E402
from framing.errors import BundleError, InputError, UsageError  # noqa: E402
from framing.metrics import macro_f1  # noqa: E402
from framing.retrain.full import GONE, FullOptions, fit_full  # noqa: E402
from framing.retrain.rehearsal import rehearsed  # noqa: E402
from framing.retrain.stopping import Stopping  # noqa: E402
from framing.retrain.thaw import recipe_for, recipe_of, specs_of, thaw, with_head  # noqa: E402
from framing.train import checkpoint  # noqa: E402
from framing.train.batches import Batch  # noqa: E402
from framing.train.fit import tokenizer_of  # noqa: E402
from framing.train.losses import batch_loss  # noqa: E402
from framing.train.network import Network  # noqa: E402
from framing.train.prepare import HELD_OUT, Setting, held_out, normal  # noqa: E402
from framing.train.recipe import HeadSpec  # noqa: E402
from framing.train.scorer import NetworkScorer  # noqa: E402

HEAD = HeadSpec(name="first", level="sentence", classes=("rain", "snow"))
Step = tuple[str, int, int, float]
FEW = 48


class _Stopped(Exception):  # noqa: N818
    """A crash between two batches."""


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def few_seeds() -> list[str]:
    """So few that a run takes a second."""
    return seed_sentences()[::25][:FEW]


@pytest.fixture(autouse=True)
def rehearse_few(monkeypatch: pytest.MonkeyPatch, few_seeds: list[str]) -> None:
    monkeypatch.setattr("framing.retrain.rehearsal.seed_sentences", lambda: few_seeds)


@pytest.fixture(scope="module")
def base(tiny_bundle: Path) -> Bundle:
    return bundles.load(tiny_bundle)


def weather(count: int, seed: int = 0) -> list[Example]:
    """Which of two words comes first: what the mean of the words does not tell, and attention learns at once."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        early, late = ("rain", "snow") if number % 2 else ("snow", "rain")
        when = rng.choice(("On Monday", "On Friday", "Last week", "In March"))
        rest = rng.choice(("and nobody was surprised", "while the market stayed open", "said the mayor"))
        text = f"{when} the {early} reached {rng.choice(('Riga', 'Narva', 'Tartu'))} before the {late} {rest}."
        found.append(Example(text=text, group=str(number), sentence={"first": {early: 1.0}}))
    return found


TRAIN, DEV = weather(96), weather(32, seed=1)


def run(base: Bundle, work: Path, **changes: object) -> Path:
    """A short run; `changes` are options."""
    given = {"epochs": 4, "rate": 2e-3, "batch": 16, "patience": 4, **changes}
    return fit_full(base, HEAD, TRAIN, DEV, FullOptions(work=work, **given))  # type: ignore[arg-type]


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def history(work: Path) -> list[float]:
    found: list[float] = json.loads((work / "history.json").read_text())["macro_f1"]
    return found


def outputs(folder: Path, texts: Sequence[str]) -> list[Scores]:
    return Encoder(bundles.load(folder)).score(texts)


def network_of(base: Bundle, work: Path | None = None) -> Scorer:
    """The network as it is after the last epoch of the run in `work`, or before any."""
    heads = with_head(specs_of(base), HEAD)
    network = thaw(base, heads)
    if work is not None:
        checkpoint.load(work, network)
    return NetworkScorer(network, tokenizer_of(recipe_for(base, heads, seed=0)), base.max_tokens)


def moved(before: Scorer, after: Scorer, texts: Sequence[str]) -> float:
    """How far the outputs of the other heads have moved, the mean over heads, texts, classes and tokens (0..1)."""
    found = []
    for old, new in zip(before.score(texts), after.score(texts), strict=True):
        found += [float(np.abs(p - new.sentence[name]).mean()) for name, p in old.sentence.items() if name != "first"]
        found += [float(np.abs(p - new.tokens[name]).mean()) for name, p in old.tokens.items()]
    return float(np.mean(found))


def dev_f1(folder: Path, dev: Sequence[Example] = DEV, head: HeadSpec = HEAD) -> float:
    """Macro-F1 of the served head."""
    truth = [max(e.sentence[head.name], key=lambda c, e=e: e.sentence[head.name][c]) for e in dev]  # type: ignore[misc]
    scores = outputs(folder, [e.text for e in dev])
    return macro_f1(truth, [head.classes[int(s.sentence[head.name].argmax())] for s in scores])


@pytest.fixture(scope="module")
def work(base: Bundle, few_seeds: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The work folder of a run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.retrain.rehearsal.seed_sentences", lambda: few_seeds)
        run(base, folder)
    return folder


def test_head_is_learned_beyond_what_it_learns_alone(base: Bundle, work: Path) -> None:
    alone, *epochs = history(work)
    assert alone < 0.9
    assert max(epochs) > 0.95
    assert dev_f1(work / "bundle") == pytest.approx(max(epochs), abs=0.05)


def test_result_is_a_bundle_of_all_heads(base: Bundle, work: Path) -> None:
    found = bundles.load(work / "bundle")
    assert [h.name for h in found.heads] == [*(h.name for h in base.heads), "first"]
    assert {h.name: h.temperature for h in found.heads} == {h.name: h.temperature for h in base.heads} | {"first": 1.0}
    assert [h.name for h in found.heads if h.listed] == ["first"]
    assert list(found.combinations) == list(base.combinations)
    assert set(files(found.folder)) == set(files(base.folder)) | {"heads/first.safetensors"}
    for name in (bundles.TOKENIZER, bundles.ENCODER, "config.json"):
        assert files(found.folder)[name] == files(base.folder)[name]


def test_rehearsed_heads_move_less(base: Bundle, tmp_path: Path) -> None:
    """On sentences of the user's kind and on others, none of which were trained on, after as many epochs."""
    for name, rehearse in (("kept", True), ("lost", False)):
        run(base, tmp_path / name, epochs=8, patience=8, rate=1e-3, rehearse=rehearse)
        assert history(tmp_path / name)[-1] > 0.95
    old, kept, lost = network_of(base), network_of(base, tmp_path / "kept"), network_of(base, tmp_path / "lost")
    own, other = [e.text for e in DEV], seed_sentences()[5::60]
    assert moved(old, kept, own) < 0.5 * moved(old, lost, own)
    assert moved(old, kept, other) < 0.8 * moved(old, lost, other)


def test_same_call_gives_the_same_bytes(base: Bundle, work: Path, tmp_path: Path) -> None:
    run(base, tmp_path)
    assert files(tmp_path / "bundle") == files(work / "bundle")
    assert history(tmp_path) == history(work)


@pytest.mark.parametrize(
    ("error", "where", "resumed"),
    [
        (KeyboardInterrupt, ("old outputs", 0.0), 0.0),
        (_Stopped, ("head alone", 0.5), 0.0),
        (KeyboardInterrupt, ("encoder and heads", 1 / 6), 1 / 6),
        (KeyboardInterrupt, ("encoder and heads", 0.5), 0.5),
        (_Stopped, ("encoder and heads", 0.6), 0.5),
    ],
    ids=["old outputs", "head alone", "in an epoch", "at an epoch's end", "crash"],
)
def test_run_that_was_cut_off_goes_on_to_the_same_bytes(
    base: Bundle, work: Path, tmp_path: Path, error: type[BaseException], where: tuple[str, float], resumed: float
) -> None:
    """Ctrl-C loses no batch; a crash what was done since the last checkpoint, here that of an epoch's end."""

    def stop(name: str, done: int, total: int, _: float) -> None:
        if name == where[0] and done >= where[1] * total:
            raise error

    steps: list[Step] = []
    with pytest.raises(error):
        run(base, tmp_path, progress=stop)
    assert not (tmp_path / "bundle").exists()
    run(base, tmp_path, progress=lambda *step: steps.append(step))
    first, total = next((done, total) for name, done, total, _ in steps if name == "encoder and heads")
    assert first == resumed * total + 1
    assert files(tmp_path / "bundle") == files(work / "bundle")
    assert history(tmp_path) == history(work)


def test_interrupt_inside_a_batch_waits_for_its_end(
    base: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that was half applied could not be gone on from."""
    calls: list[Batch] = []

    def interrupted(network: Network, batch: Batch, soft: float) -> torch.Tensor:
        calls.append(batch)
        if len(calls) == 5:
            signal.raise_signal(signal.SIGINT)
        return batch_loss(network, batch, soft)

    monkeypatch.setattr("framing.train.loop.batch_loss", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(base, tmp_path)
    position = checkpoint.position_of(tmp_path)
    assert position is not None
    assert (position.epoch, position.batch) == (0, 5)


def test_finished_run_is_taken_as_it_is(base: Bundle, work: Path) -> None:
    before, steps = files(work), []
    run(base, work, progress=lambda *step: steps.append(step))
    assert {name for name, *_ in steps} <= {"old outputs", "head alone"}
    assert files(work) == before


def test_the_weights_go_a_part_of_the_way_back(base: Bundle, work: Path) -> None:
    heads = with_head(specs_of(base), HEAD)
    old, best, served = (thaw(bundle, heads) for bundle in (base, base, bundles.load(work / "bundle")))
    checkpoint.load(work / "best", best)
    moved = 0.0
    for name, value in served.encoder.state_dict().items():
        before, after = old.encoder.state_dict()[name], best.encoder.state_dict()[name]
        torch.testing.assert_close(value, torch.lerp(before, after, GONE), atol=2e-3, rtol=2e-3)
        moved += float((after - before).abs().sum())
    assert moved > 1.0


def test_without_rehearsal_the_weights_stay_where_they_went(base: Bundle, tmp_path: Path) -> None:
    served = thaw(bundles.load(run(base, tmp_path, rehearse=False)), with_head(specs_of(base), HEAD))
    best = thaw(base, with_head(specs_of(base), HEAD))
    checkpoint.load(tmp_path / "best", best)
    for name, value in served.encoder.state_dict().items():
        torch.testing.assert_close(value, best.encoder.state_dict()[name], atol=2e-3, rtol=2e-3)


def test_work_folder_of_another_run_is_cleared(
    base: Bundle, work: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(work, tmp_path / "used")
    fresh, used = run(base, tmp_path / "fresh", seed=1), run(base, tmp_path / "used", seed=1)
    assert "is of a run with other data or options, and is not used" in caplog.text
    assert files(used) == files(fresh) != files(work / "bundle")
    assert history(tmp_path / "used") == history(tmp_path / "fresh")


def test_progress_tells_every_batch_and_its_loss(base: Bundle, tmp_path: Path) -> None:
    steps: list[Step] = []
    run(base, tmp_path, progress=lambda *step: steps.append(step))
    by_stage = {name: [s for s in steps if s[0] == name] for name in dict.fromkeys(s[0] for s in steps)}
    assert list(by_stage) == ["old outputs", "head alone", "encoder and heads"]
    trained = by_stage["encoder and heads"]
    assert [done for _, done, *_ in trained] == list(range(1, trained[0][2] + 1))
    assert all(0.0 < loss < 100.0 for *_, loss in trained)
    assert all(math.isnan(loss) for name in ("old outputs", "head alone") for *_, loss in by_stage[name])


def test_epochs_that_make_it_worse_are_not_kept(base: Bundle, tmp_path: Path) -> None:
    """At a rate that destroys everything."""
    steps: list[Step] = []
    found = run(base, tmp_path, epochs=9, rate=1.0, patience=2, progress=lambda *step: steps.append(step))
    alone, *epochs = history(tmp_path)
    assert len(epochs) == 2
    assert max(epochs) < alone
    assert steps[-1][1] == 2 * steps[-1][2] // 9
    assert files(found)[WEIGHTS] == files(base.folder)[WEIGHTS], "the encoder should be as it was"
    assert dev_f1(found) == pytest.approx(alone, abs=0.05)  # in half precision, where training rounds coarser


@pytest.mark.parametrize(
    ("scores", "patience", "best", "stops"),
    [
        ([0.5], 1, 0, False),
        ([0.5, 0.6], 1, 1, False),
        ([0.5, 0.4], 1, 0, True),
        ([0.5, 0.4], 2, 0, False),
        ([0.5, 0.5, 0.5], 2, 0, True),
        ([0.5, 0.7, 0.6, 0.7], 3, 1, False),
    ],
)
def test_when_training_ends(tmp_path: Path, scores: list[float], patience: int, best: int, stops: bool) -> None:
    (tmp_path / "history.json").write_text(json.dumps({"head": "first", "macro_f1": [*scores, 0.99]}))
    watch = Stopping(folder=tmp_path, head=HEAD, dev=[], patience=patience, signature="s")
    epochs = len(scores) - 1
    assert watch.best(epochs) == best
    assert watch.stops(epochs) == stops


def test_head_of_tokens(base: Bundle, tmp_path: Path) -> None:
    def marked(example: Example) -> Example:
        at = example.text.index("snow")
        return replace(example, sentence={}, tokens={"cold": Labels(((at, at + 4, "cold"),))})

    head = HeadSpec(name="cold", level="token", classes=("none", "cold"))
    train, dev = [marked(e) for e in TRAIN[:32]], [marked(e) for e in DEV]
    found = fit_full(base, head, train, dev, FullOptions(work=tmp_path, epochs=2, rate=1e-3))
    assert max(history(tmp_path)) == 1.0
    (score,) = outputs(found, ["In Telšiai the snow stayed."])
    assert score.tokens["cold"].argmax(-1).tolist().count(1) == 1


def test_head_that_is_there_is_learned_anew(base: Bundle, tmp_path: Path) -> None:
    head = replace(HEAD, name="weasel")
    train, dev = ([replace(e, sentence={"weasel": e.sentence["first"]}) for e in part] for part in (TRAIN, DEV))
    found = fit_full(base, head, train, dev, FullOptions(work=tmp_path, epochs=2, rate=5e-3, batch=8))
    heads = {h.name: h for h in bundles.load(found).heads}
    assert list(heads) == [h.name for h in base.heads]
    assert heads["weasel"].classes == ("rain", "snow")
    assert dev_f1(found, dev, head) > 0.9


@pytest.mark.parametrize(("rate", "same"), [(5e-3, False), (1e-9, True)], ids=["moved", "as it was"])
def test_precision_is_kept(int8_bundle: Path, tmp_path: Path, rate: float, same: bool) -> None:
    """Products of the same weights stay as they are; those of new ones are rounded anew."""
    base = bundles.load(int8_bundle)
    found = bundles.load(run(base, tmp_path, rate=rate, epochs=3))
    assert found.precision == bundles.INT8
    assert (files(found.folder)[bundles.QUANTISED] == files(base.folder)[bundles.QUANTISED]) == same
    assert (found.facts == base.facts) == same
    assert dev_f1(found.folder) == pytest.approx(max(history(tmp_path)), abs=0.05)


def test_corpora_are_rehearsed_with_their_labels(
    base: Bundle, tmp_path: Path, few_seeds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.retrain.rehearsal.SAMPLE", 40)
    make_tiny.write_corpora(tmp_path / "data")
    seeds, *samples = rehearsed(base, tmp_path / "data", seed=0)
    assert [e.text for e in seeds] == few_seeds
    sources = {(s.corpus, s.split) for stage in recipe_of(base).stages for s in stage.sources}
    assert 5 < len(samples) <= len(sources)
    assert max(map(len, samples)) == 40
    labelled = {name for part in samples for e in part for name in (*e.sentence, *e.tokens)}
    assert labelled == {h.name for h in base.heads}
    forbidden = held_out(Setting(data=tmp_path / "data"))
    assert HELD_OUT
    assert forbidden
    assert not [e for part in samples for e in part if normal(e.text) in forbidden]
    steps: list[Step] = []
    given = FullOptions(
        work=tmp_path / "work", corpora=tmp_path / "data", epochs=1, batch=64, progress=lambda *s: steps.append(s)
    )
    fit_full(base, HEAD, TRAIN, DEV, given)
    texts = {e.text for part in (TRAIN, seeds, *samples) for e in part}
    assert [s[2] for s in steps if s[0] == "old outputs"][-1] == len(texts)


def test_fold_that_the_bundle_held_out_stays_held_out(base: Bundle, tmp_path: Path) -> None:
    make_tiny.write_corpora(tmp_path)
    without = replace(base, facts={**base.facts, "held_out_babe_fold": 2})

    def opinions(bundle: Bundle) -> int:
        return sum("opinion_babe" in e.sentence for part in rehearsed(bundle, tmp_path, 0) for e in part)

    assert 0 < opinions(without) < opinions(base)


def test_corpora_that_are_not_there(base: Bundle, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Those that are there are rehearsed; a folder with none of them, or a broken one, is an error."""
    with pytest.raises(InputError, match=r"nowhere: holds none of the corpora of docs/training\.md"):
        run(base, tmp_path / "work", corpora=tmp_path / "nowhere")
    make_tiny.write_corpora(tmp_path / "all")
    shutil.copytree(tmp_path / "all" / "checkthat", tmp_path / "one" / "checkthat")
    _, *samples = rehearsed(base, tmp_path / "one", seed=0)
    assert {name for part in samples for e in part for name in e.sentence} == {"opinion_checkthat"}
    assert "polnear/dev is passed over" in caplog.text
    (tmp_path / "one" / "checkthat" / "dev.jsonl").write_text("{}\n")
    with pytest.raises(InputError, match=r"dev\.jsonl:1: 'text' is missing|'id' is missing"):
        rehearsed(base, tmp_path / "one", seed=0)


def test_thawed_network_says_what_the_bundle_says(base: Bundle) -> None:
    """Even in training: it has no dropout."""
    heads = with_head(specs_of(base), HEAD)
    network, tokenizer = thaw(base, heads).train(), tokenizer_of(recipe_for(base, heads, seed=0))
    plain = Encoder(replace(base, heads=tuple(replace(h, temperature=1.0) for h in base.heads)))
    for text in seed_sentences()[::200]:
        (served,) = plain.score([text])
        ids = torch.tensor([tokenizer.encode(text).ids])
        with torch.no_grad():
            states, pooled = network(ids, torch.ones_like(ids))
            found = {head.name: network.logits(head.name, states, pooled).softmax(-1)[0].numpy() for head in heads}
        for name in served.sentence:
            np.testing.assert_allclose(found[name], served.sentence[name], atol=0.02)
        for name in served.tokens:
            np.testing.assert_allclose(found[name][1:-1], served.tokens[name], atol=0.02)
        assert found["first"].tolist() == [0.5, 0.5]


def test_head_is_trained_as_its_recipe_says(base: Bundle) -> None:
    """A bundle does not know how the loss of a head is taken; a head that its recipe lacks is plain."""
    shipped = {h.name: h for h in recipe_of(base).heads}
    old = replace(base, heads=tuple(replace(h, name=h.name + BEFORE) if h.name == "hedge" else h for h in base.heads))
    other = replace(base, heads=(replace(base.heads[0], classes=("a", "b", "c")),))
    assert {h.name: h for h in specs_of(base)} == shipped
    assert {h.name: h for h in specs_of(old)}["hedge_before"] == replace(shipped["hedge"], name="hedge_before")
    assert specs_of(other) == (HeadSpec(name="opinion_babe", level="sentence", classes=("a", "b", "c")),)


@pytest.mark.parametrize("name", ["type", "keys", "train"])
def test_head_may_have_any_name(base: Bundle, name: str) -> None:
    network = Network(base.folder, (replace(HEAD, name=name), HEAD), dropout=0.0)
    assert network.head(name) is not network.head("first")


def test_bundle_whose_configuration_does_not_fit(base: Bundle, tmp_path: Path) -> None:
    shutil.copytree(base.folder, tmp_path / "bundle")
    config = json.loads((tmp_path / "bundle" / "config.json").read_text())
    (tmp_path / "bundle" / "config.json").write_text(json.dumps({**config, "intermediate_size": 48}))
    with pytest.raises(BundleError, match=r"encoder\.safetensors is not what config\.json describes: .* size mismatch"):
        run(replace(base, folder=tmp_path / "bundle"), tmp_path / "work")


@pytest.mark.parametrize(
    ("train", "dev", "message"),
    [
        (TRAIN, [], "none of 0 sentences to stop by has a label of 'first'"),
        (TRAIN, [replace(e, sentence={}) for e in DEV], "none of 32 sentences to stop by has a label of 'first'"),
        ([replace(e, sentence={}) for e in TRAIN], DEV, "none of 96 sentences to learn from has a label of 'first'"),
    ],
    ids=["no dev", "dev", "train"],
)
def test_nothing_is_labelled(
    base: Bundle, tmp_path: Path, train: list[Example], dev: list[Example], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        fit_full(base, HEAD, train, dev, FullOptions(work=tmp_path))


@pytest.mark.parametrize(("name", "value"), [("epochs", 0), ("rate", 0.0), ("rate", math.nan), ("batch", -1)])
def test_options_that_cannot_be(tmp_path: Path, name: str, value: float) -> None:
    with pytest.raises(UsageError, match=f"{name} is {value}; it must be above 0"):
        FullOptions(work=tmp_path, **{name: value})  # type: ignore[arg-type]


def test_sentences_of_the_seeds() -> None:
    found = seed_sentences()
    written = [json.loads(line)["text"] for line in (LABELS / "written_kinds.jsonl").read_text("utf-8").splitlines()]
    assert set(written) < set(found)
    assert len(found) == len(set(found)) > 1300
    assert not [text for text in found if text != text.strip() or not text]


def test_installation_without_seeds(
    base: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert seed_sentences(tmp_path) == []
    monkeypatch.setattr("framing.retrain.rehearsal.seed_sentences", lambda: seed_sentences(tmp_path))
    with caplog.at_level(logging.WARNING):
        assert rehearsed(base, None, 0) == []
    assert "this installation has no seeds/" in caplog.text


def test_what_it_costs_the_other_heads_is_measured(
    base: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The benchmark: every head of the model, before and after in each mode."""
    monkeypatch.setattr(retraining_full, "THREADS", 1)
    make_tiny.write_corpora(tmp_path)
    retraining_full.run(tmp_path, model=base.folder, task="subjective", epochs=1, rate=0.05, trial=40)
    lines = capsys.readouterr().out.splitlines()
    rows = {line.split(" | ")[0].lstrip("| "): line.strip("| ").split(" | ") for line in lines if line.startswith("|")}
    assert rows["head"][4:] == ["rehearsed", "with corpora", "not rehearsed"]
    assert {h.name for h in base.heads} < set(rows)
    assert [line.split(":")[0] for line in lines[1:4]] == rows["head"][4:]
    assert rows["loaded"][1] == "babe/fold0*"
    assert rows["valence"][1] == "newsmtsc/dev_mt"
