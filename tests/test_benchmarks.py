"""The benchmarks on small corpora made of this project's own texts, with the tiny model: figures, pages, rivals."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.full
for _needed in ("compare", "sklearn", "torch", "transformers"):
    pytest.importorskip(_needed)

import calibration  # noqa: E402
import compare  # noqa: E402
import make_tiny  # noqa: E402
import share  # noqa: E402
import shortcuts  # noqa: E402
from calibrating import claims as claiming  # noqa: E402
from calibrating import sheet  # noqa: E402
from comparison import accuracy, engines, numbers, questions, rivals, speed  # noqa: E402
from hints import baselines, genre  # noqa: E402
from hints.answered import Answered, out_of_part  # noqa: E402
from training import outlet_folds  # noqa: E402

from framing import bundle as bundles  # noqa: E402
from framing.encoder import Encoder  # noqa: E402
from framing.errors import BundleError  # noqa: E402
from framing.evaluate import EVALUATORS, score_corpus  # noqa: E402
from framing.metrics import Floats, Indices  # noqa: E402

if not make_tiny.SEEDS.is_dir():
    pytest.skip("only the repository has the texts", allow_module_level=True)

ENGINE = engines.ONNX[bundles.FP32]
TFIDF = rivals.Tfidf().name


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small corpora; in BABE one outlet is always loaded, one never, one now and then; a few articles to be fast on."""
    root = tmp_path_factory.mktemp("data")
    make_tiny.write_corpora(root)
    path = root / "babe" / "train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(rows):
        biased = int(number % 3 == 0)
        outlet = "Post" if number % 4 == 0 else ("Ledger", "Courier")[biased]
        opinion = ("factual", "opinion")[number % 2]
        row |= {"biased": biased, "opinion": opinion, "outlet": outlet, "leaning": None, "topic": "ports"}
    make_tiny.write_rows(path, rows)
    articles = ({"id": name, "text": text} for name, text in make_tiny.articles().items())
    make_tiny.write_rows(root / "allsides" / "articles.jsonl.gz", articles)
    return root


@pytest.fixture(scope="module")
def folds(tmp_path_factory: pytest.TempPathFactory, tiny_bundle: Path) -> Path:
    """The tiny model in the place of two of those that left a fold out."""
    root = tmp_path_factory.mktemp("training")
    for fold in (0, 3):
        shutil.copytree(tiny_bundle, root / f"fold{fold}" / "bundle")
    return root


def question(corpus: str, name: str) -> questions.Question:
    return next(q for q in questions.QUESTIONS if (q.corpus, q.name) == (corpus, name))


def figures(data: Path, model: Path, folds: Path, sample: int = 0) -> dict[tuple[str, str], accuracy.Accuracy]:
    """What `accuracies` says, by question and who."""
    setting = accuracy.Setting(data=data, model=model, folds=folds, threads=1, sample=sample)
    return {(a.question, a.who): a for a in accuracy.accuracies(setting, [ENGINE], [rivals.Tfidf()])}


def test_our_figures_are_those_of_evaluate(data: Path, tiny_bundle: Path, folds: Path) -> None:
    found = figures(data, tiny_bundle, folds)
    encoder, model = Encoder(bundles.load(tiny_bundle)), bundles.load(tiny_bundle)
    expected = {
        "checkthat/dev_test: subjective": ("checkthat", "dev_test", "macro-F1"),
        "newsmtsc/dev_mt: valence of a target": ("newsmtsc", "dev_mt", "valence macro-F1"),
    }
    for key, (corpus, part, metric) in expected.items():
        results = EVALUATORS[corpus](score_corpus(encoder, corpus, data, part, model))
        result = next(r for r in results if r.metric == metric)
        mine = found[key, ENGINE.name]
        assert (mine.macro_f1, mine.low, mine.high) == pytest.approx((result.value, result.low, result.high))
    two = [score_corpus(encoder, "babe", data, f"fold{fold}") for fold in (0, 3)]
    assert found["babe/folds: loaded", ENGINE.name].n == sum(len(s.examples) for s in two), (
        "only these folds have models"
    )
    assert found["babe/folds: loaded", "TF-IDF + logistic regression"].n == found["babe/folds: loaded", ENGINE.name].n


def test_without_models_by_folds_the_rivals_alone_answer(data: Path, tiny_bundle: Path, tmp_path: Path) -> None:
    found = figures(data, tiny_bundle, tmp_path, sample=6)
    whos = {who for key, who in found if key.startswith(("babe", "penn"))}
    assert whos == {TFIDF}
    assert found["checkthat/dev_test: subjective", ENGINE.name].n == 6


@given(st.floats(0, 1), st.floats(0.01, 0.99))
def test_a_cut_is_moved_to_a_half(p: float, cut: float) -> None:
    no, yes = questions.moved(p, cut)
    assert no + yes == pytest.approx(1)
    if abs(p - cut) > 1e-6:
        assert (yes > no) == (p > cut)


@pytest.mark.parametrize(("count", "left"), [(0, 10), (3, 3), (4, 4), (10, 10), (99, 10)])
def test_thinning_draws_evenly(count: int, left: int) -> None:
    found = questions.thinned(list(range(10)), count)  # type: ignore[arg-type]
    assert len(found) <= (count or 10)
    assert len(found) == left or len(set(np.diff(found))) == 1


def test_a_word_list_has_its_best_cut() -> None:
    """The tone is the share of the letter a; in training from .5 on it is subjective."""
    tool = rivals.WordList(
        "a", lambda t: t.count("a") / len(t), lambda t: t.count("a") / len(t) - t.count("b") / len(t)
    )
    train = rivals.Items(["aaaa", "aabb", "abbb", "bbbb"] * 9, np.array([1, 1, 0, 0] * 9))
    test = rivals.Items(["aaba", "bbba"], np.array([1, 0]))
    found = tool.answer(question("checkthat", "subjective"), train, test)
    assert found.guess.tolist() == [1, 0]
    assert found.score.tolist() == [0.75, 0.25]
    sides = rivals.Items(["aaaa", "aabb", "bbbb"] * 9, np.array([2, 1, 0] * 9))
    valence = tool.answer(
        question("newsmtsc", "valence of a target"), sides, rivals.Items(["aaaa", "abab", "bbbb"], [])
    )
    assert valence.guess.tolist() == [2, 1, 0]
    assert tool.answer(question("polnear", "attributed"), train, test) is None


def test_nobody_learns_from_held_out_sentences() -> None:
    known = rivals.Items(["The ferry sailed.", "It was late!"], np.array([1, 0]))
    left = known.without(["the FERRY  sailed"])
    assert (left.texts, left.truth.tolist()) == (["It was late!"], [0])


@pytest.mark.parametrize("precision", list(bundles.GRAPHS))
def test_a_bundle_without_a_graph_has_no_such_engine(tiny_bundle: Path, precision: str) -> None:
    without = replace(bundles.load(tiny_bundle), files=())
    with pytest.raises(BundleError, match=rf"this bundle has no {bundles.GRAPHS[precision]}"):
        engines.ONNX[precision].encoder(without, 1)


def test_engines_agree(tiny_bundle: Path) -> None:
    model, texts = bundles.load(tiny_bundle), ["The ferry may sail, officials said.", "A disgrace."]
    expected = ENGINE.encoder(model, 1).score(texts)
    for found in (engines.torch(model, 1).score(texts), engines.torch(model, 2).score(texts)):
        for mine, other in zip(expected, found, strict=True):
            for head, p in mine.tokens.items():
                np.testing.assert_allclose(p, other.tokens[head], atol=2e-3)


def test_a_contestant_that_is_missing_says_why(tiny_bundle: Path) -> None:
    def missing() -> speed.Work:
        raise BundleError("none here")

    there = speed.Contestant("there", "all", lambda: lambda texts: None)
    found = speed.race([there, speed.Contestant("missing", "all", missing)], ["a"], repeats=3)
    assert [len(s.turns) for s in found] == [3, 0]
    assert found[0].median == sorted(found[0].turns)[1]
    assert (found[1].median, found[1].why) == (None, "none here")


@pytest.mark.timeout(300)
def test_the_page_of_a_run(data: Path, tiny_bundle: Path, folds: Path, tmp_path: Path) -> None:
    options = ["--model", str(tiny_bundle), "--folds", str(folds), "--threads", "1", "--one-head"]
    sizes = ["--sentences", "20", "--repeats", "1", "--sample", "6"]
    assert compare.main([str(data), "-o", str(tmp_path / "out"), *options, *sizes]) == 0
    run = json.loads((tmp_path / "out" / "benchmark.json").read_text())
    speeds = {s["name"]: s for s in run["speed"]}
    engine_names = [e.name for e in engines.ENGINES]
    assert list(speeds)[: len(engine_names)] == engine_names
    assert {"TextBlob", "VADER", TFIDF} < set(speeds), "there or not, each has its row"
    assert all(bool(s["turns"]) != bool(s["why"]) for s in speeds.values())
    assert all(len(s["turns"]) in (0, 1) and min(s["turns"], default=1) > 0 for s in speeds.values())
    assert run["whole"]["speed"]["sentences"] >= 20
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "**A sample: at most 6 sentences of every part, not all of them.**" in text
    assert "(2 of 5 were given)" in text
    assert f"| {run['served']}, the bare pass | nothing yet |" in text
    assert f"| question | n | groups | {engines.SERVED.name} | {TFIDF} |" in text
    assert (tmp_path / "out" / "accuracy-speed.png").read_bytes().startswith(b"\x89PNG")


def test_the_share_of_the_bare_pass(
    data: Path, tiny_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert share.main([str(data), "--model", str(tiny_bundle), "--sentences", "60", "--repeats", "1"]) == 0
    table = capsys.readouterr().out
    row = next(line for line in table.splitlines() if line.startswith("| ") and line[2].isdigit())
    articles, sentences, bare, whole, kept, memory = (
        float(cell.replace(",", "")) for cell in row.strip("| ").split("|")
    )
    assert 1 <= articles < 60 <= sentences
    assert kept == pytest.approx(whole / bare, abs=0.002 + 1 / bare)
    assert memory > 50
    assert share.main([str(tmp_path), "--model", str(tiny_bundle)]) == 2


@pytest.mark.parametrize("command", [compare.main, calibration.main])
def test_missing_corpora(command: Callable[..., int], tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert command([str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "no such file; a corpus folder as described in docs/training.md" in caplog.text


def test_claims_are_probabilities_with_what_was_so(data: Path, tiny_bundle: Path, folds: Path) -> None:
    setting = claiming.Setting(data=data, bundle=bundles.load(tiny_bundle), folds=folds, threads=1)
    found = {(c.name, c.part): c for c in claiming.claims(setting)}
    assert all(len(c.p) == len(c.truth) == len(c.groups) for c in found.values())
    assert all(c.p.min() >= 0 and c.p.max() <= 1.0001 for c in found.values() if len(c.p))
    kinds = [found[f"p_{kind}", "news/test"] for kind in ("fact", "claim", "commentary")]
    np.testing.assert_allclose(sum(c.p for c in kinds), 1.0, atol=1e-5)
    assert (sum(c.truth.astype(int) for c in kinds) == 1).all()
    tokens = found["token: cue", "polnear/dev"]
    assert 0 < tokens.truth.mean() < 0.2
    assert {"head: loaded", "head: opinion or mixed", "head: opinion", "head: subjective"} <= {n for n, _ in found}


def test_calibration_page(data: Path, tiny_bundle: Path, tmp_path: Path) -> None:
    assert calibration.main([str(data), "-o", str(tmp_path), "--model", str(tiny_bundle), "--threads", "1"]) == 0
    found = json.loads((tmp_path / "calibration.json").read_text())
    assert all(row["low"] - 1e-9 <= row["ece"] <= row["high"] + 1e-9 for row in found["calibration"])
    names = [c["combination"] for c in found["cuts"] if c["purpose"] == "natural"]
    assert names == ["opinion", "loaded", "hedged", "epistemic"]
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| p_opinion | news/test |" in text
    assert "NaN" not in text + json.dumps(found)
    assert (tmp_path / "reliability.png").read_bytes().startswith(b"\x89PNG")


def test_a_claim_of_few_is_not_bold() -> None:
    p, groups = np.linspace(0, 1, 2000), [str(i // 10) for i in range(2000)]
    many = claiming.Claim("many", "x/y", "tokens", p, p > 0.5, groups)
    few = claiming.Claim("few", "x/y", "tokens", p[1:], (p > 0.5)[1:], groups[1:])
    assert [sheet.calibration(c).many for c in (many, few)] == [True, False]


def rows(outlets: str, truth: str, parts: str) -> Answered:
    """Sentences, a letter and two digits each: outlet, what is so, part."""
    examples = [questions.Example(text=str(i), group=str(i), outlet=o) for i, o in enumerate(outlets)]
    so, part = np.array([int(t) for t in truth]), np.array([int(p) for p in parts])
    asked = question("babe", "loaded")
    return Answered(question=asked, examples=examples, parts=part, truth=so, guess=so, score=None)


def test_the_outlet_alone_says_what_its_other_parts_say() -> None:
    found = baselines.outlet_alone(rows("aaabbbc", "1110011", "0120122"))
    assert found.guess.tolist() == [1, 1, 1, 1, 1, 0, 1], "b: one of two from a half on; c: what is so elsewhere"
    assert found.score is not None
    assert found.score[5] == 0.0


def test_small_outlets_are_held_out_together() -> None:
    names = ["large"] * baselines.SMALL + ["small", "tiny"]
    assert baselines.outlet_parts(names).tolist() == [0] * baselines.SMALL + [1, 1]


def test_every_part_is_asked_of_the_others_alone() -> None:
    parts = np.array([0, 1, 0, 2])
    seen = []

    def fit(known: Indices, asked: Indices) -> Floats:
        seen.append((known.tolist(), asked.tolist()))
        return asked.astype(np.float64)

    assert out_of_part(parts, fit).tolist() == [0, 1, 2, 3]
    assert seen == [([1, 3], [0, 2]), ([0, 2, 3], [1]), ([0, 1, 2], [3])]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://x.example/opinions/2020/04/23/a/", "opinion pages"),
        ("http://x.example/blog/2012/a", "opinion pages"),
        ("https://x.example/news/2019/12/opinionated.html", "other pages"),
        ("", "other pages"),
    ],
)
def test_genre_by_address(url: str, name: str) -> None:
    assert genre.of_address(url) == name


def test_outlets_are_dealt_whole(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outlet_folds.deal("aaaabbbccdef") == {"a": 0, "b": 1, "c": 2, "d": 3, "e": 4, "f": 3}
    monkeypatch.setattr("sys.argv", ["outlet_folds.py", str(data), str(tmp_path / "dealt")])
    outlet_folds.main()
    table = [json.loads(line) for line in (tmp_path / "dealt" / "babe" / "train.jsonl").read_text().splitlines()]
    assert len({(row["outlet"], row["fold"]) for row in table}) == len({row["outlet"] for row in table}) == 3
    assert (tmp_path / "dealt" / "checkthat" / "train.jsonl").is_file()


def test_shortcuts_page(data: Path, tiny_bundle: Path, folds: Path, tmp_path: Path) -> None:
    options = ["--model", str(tiny_bundle), "--threads", "1", "-o", str(tmp_path)]
    assert shortcuts.main([str(data), str(folds), *options]) == 0
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    alone = next(line for line in text.splitlines() if line.startswith("| the outlet's name alone | articles | "))
    assert float(alone.split("|")[3].split()[0]) > 0.8, "two of three outlets were given by the label"
    assert "| base encoder, last layer refitted | outlets |" in text
    assert "### babe/folds: loaded, by outlet" in text
    assert shortcuts.main([str(data), str(tmp_path), *options]) == 2, "no models there"
    shutil.copytree(folds / "fold0", tmp_path / "one" / "fold0")
    assert shortcuts.main([str(data), str(tmp_path / "one"), *options]) == 2, "one fold has no others to learn from"


def test_undefined_is_a_dash_and_null() -> None:
    assert [numbers.shown(v) for v in (math.nan, None, 0.25)] == ["-", "-", "0.250"]
    assert [numbers.defined(v) for v in (math.nan, 0.25)] == [None, 0.25]
