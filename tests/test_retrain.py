"""A head trained on labelled sentences: what is learned, measured, compared, written and served."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.full
for _needed in ("sklearn", "torch"):
    pytest.importorskip(_needed)

import labelled  # noqa: E402

from framing import bundle as bundles  # noqa: E402
from framing.analyzer import load  # noqa: E402
from framing.bundle import BEFORE, Bundle, Combination, head_file  # noqa: E402
from framing.corpora.user_labels import LabelRow  # noqa: E402
from framing.encoder import Encoder  # noqa: E402
from framing.errors import UsageError  # noqa: E402
from framing.metrics import Indices  # noqa: E402
from framing.records import Article  # noqa: E402
from framing.retrain.assess import agreement, assess  # noqa: E402
from framing.retrain.compare import Verdict, compare, compare_spans  # noqa: E402
from framing.retrain.curve import sample, sizes  # noqa: E402
from framing.retrain.material import Said  # noqa: E402
from framing.retrain.plan import Plan, plan  # noqa: E402
from framing.retrain.regression import Data, Search, fit, solve  # noqa: E402
from framing.retrain.run import Job, Outcome, retrain  # noqa: E402
from framing.retrain.seen import seen  # noqa: E402
from framing.retrain.sentences import Labelled  # noqa: E402
from framing.retrain.serving import set_aside  # noqa: E402
from framing.retrain.spec import wanted  # noqa: E402
from framing.retrain.splits import Division, divide  # noqa: E402
from framing.rows import article_row, sentence_rows  # noqa: E402


def put(folder: Path, rows: Sequence[LabelRow], name: str = "labels.jsonl") -> Path:
    """The rows as a table."""
    lines = []
    for r in rows:
        cells: dict[str, Any] = {"text": r.text, "label": list(r.votes), "group": r.group, "split": r.split}
        if r.spans is not None:
            cells["label"] = [{"start": a, "end": b, "label": c} for a, b, c in r.spans]
        lines.append(json.dumps({k: v for k, v in cells.items() if v is not None}) + "\n")
    (folder / name).write_text("".join(lines), encoding="utf-8")
    return folder / name


def job(folder: Path, rows: Sequence[LabelRow], name: str, base: Path, **options: Any) -> Job:  # noqa: ANN401
    options = {"out": folder / "model", "threads": 1, **options}
    return Job(labels=(put(folder, rows),), name=name, model=base, **options)


def planned(rows: Sequence[LabelRow], base: Bundle, name: str = "tone") -> Plan:
    return plan(rows, wanted(rows, name, base))


@pytest.fixture(scope="module")
def base(tiny_bundle: Path) -> Bundle:
    return bundles.load(tiny_bundle)


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory, tiny_bundle: Path) -> Outcome:
    """A new head of two classes."""
    return retrain(job(tmp_path_factory.mktemp("tone"), labelled.rows(90), "tone", tiny_bundle))


@pytest.fixture(scope="module")
def weather(tmp_path_factory: pytest.TempPathFactory, tiny_bundle: Path) -> Outcome:
    """A new head that marks words."""
    return retrain(job(tmp_path_factory.mktemp("weather"), labelled.marked(), "weather", tiny_bundle))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, tiny_bundle: Path) -> Outcome:
    """A head that the model has and serves through a combination, retrained on labels of 0 and 1."""
    return retrain(job(tmp_path_factory.mktemp("loaded"), labelled.rows(), "loaded", tiny_bundle))


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_new_head_is_learned_and_measured_where_it_did_not_learn(tone: Outcome) -> None:
    study = tone.study
    assert study.how.startswith("by 5-fold cross-validation over whole groups (12)")
    assert study.figure("macro-F1").value > 0.85
    assert study.figure("macro-F1").n == 90
    assert {f.metric for f in study.figures} >= {"yes F1", "no F1", "AUC", "ECE", "accuracy"}
    assert study.before is None
    assert study.baseline is not None
    assert [p.size for p in study.curves["TF-IDF"]] == [50, min(len(a) for a, _ in _division(study.plan).splits)]


def _division(chosen: Plan) -> Division:
    return divide(chosen, 0)


def test_everything_else_is_kept_byte_for_byte(tone: Outcome, tiny_bundle: Path) -> None:
    before, after = files(tiny_bundle), files(tone.placed.folder)
    del before["manifest.json"]
    assert {name: after[name] for name in before} == before
    more = {"README.md", "manifest.json", "trained/tone.txt", "charts/tone-learning.png", "charts/tone-reliability.png"}
    assert set(after) - set(before) == {head_file("tone"), *more}
    old, new = (json.loads((f / "manifest.json").read_text()) for f in (tiny_bundle, tone.placed.folder))
    assert new["heads"][:-1] == old["heads"]
    assert new["combinations"][:-1] == old["combinations"]
    assert new["name"] == f"{old['name']}-tone"


def test_a_manifest_written_again_is_the_same(tmp_path: Path, bundle_path: Path) -> None:
    """Weights that are read and rounded once more stay what they are."""
    from framing.bundle_writer import About, write_manifest

    shutil.copytree(bundle_path, tmp_path / "copy")
    m = bundles.load(tmp_path / "copy")
    about = About(name=m.name, version=m.version, width=m.width, max_tokens=m.max_tokens, facts=m.facts)
    write_manifest(m.folder, about, m.heads, list(m.combinations.values()))
    was, now = (json.loads((folder / "manifest.json").read_text()) for folder in (bundle_path, m.folder))
    assert all(now[key] == was[key] for key in was)


def test_what_is_served_is_what_was_written(tone: Outcome) -> None:
    model = bundles.load(tone.placed.folder)
    texts = [labelled.sentence(label, 900 + i) for i in range(20) for label in ("no", "yes")]
    heads = next(h for h in model.heads if h.name == "tone")
    p = [s.sentence["tone"] for s in Encoder(model).score(texts)]
    by_hand = [np.exp(v @ heads.weight.T + heads.bias) for _, v in _vectors(model, texts)]
    np.testing.assert_allclose(p, [row / row.sum() for row in by_hand], atol=1e-5)
    analyzer = load(tone.placed.folder)
    reports = list(analyzer.analyze_many([Article(id=str(i), text=t) for i, t in enumerate(texts)], unit="sentence"))
    served = [float(r.sentences[0].heads["tone"]) for r in reports]  # type: ignore[arg-type]
    assert np.mean(np.array(served[1::2]) > np.array(served[::2])) > 0.9
    row = next(sentence_rows(reports[1]))
    assert row["p_tone"] == round(served[1], 4)
    assert list(row).index("p_tone") == list(row).index("targets") + 1


def _vectors(model: Bundle, texts: Sequence[str]) -> list[tuple[object, np.ndarray]]:
    return [(scores, vectors.pooled) for scores, vectors in Encoder(model).read(texts)]


def test_an_article_has_a_share_with_its_interval(tone: Outcome) -> None:
    text = "\n\n".join(
        f"{labelled.sentence('yes', 700 + i)} So it was, as they had said it would be." for i in range(6)
    )
    report = load(tone.placed.folder).analyze(Article(id="a", text=text, language="en"))
    row = article_row(report)
    low, value, high = (row[f"tone_share{end}"] for end in ("_low", "", "_high"))
    assert 0 <= low <= value <= high <= 1  # type: ignore[operator]
    assert list(row).index("tone_share_high") == list(row).index("stances") - 1


def test_the_same_command_gives_the_same_bytes(tone: Outcome, tmp_path: Path, tiny_bundle: Path) -> None:
    again = retrain(job(tmp_path, labelled.rows(90), "tone", tiny_bundle))
    assert files(again.placed.folder) == files(tone.placed.folder)


def test_the_card_holds_what_somebody_must_know(tone: Outcome) -> None:
    card = (tone.placed.folder / "README.md").read_text()
    for part in ("### Figures", "### Confusion", "### Learning curve", "### Labels"):
        assert part in card
    assert "`p_tone` is the calibrated probability of `yes`." in card
    assert f"| macro-F1 | {tone.study.figure('macro-F1').value:.3f} |" in card
    assert "labels.jsonl, sha256 `" in card
    assert "framing train labels.jsonl --head tone --mode head --seed 0" in card
    assert "![How often it was so" in card
    assert (tone.placed.folder / "charts" / "tone-learning.png").read_bytes().startswith(b"\x89PNG")


def test_the_manifest_knows_where_the_head_comes_from(tone: Outcome) -> None:
    model = bundles.load(tone.placed.folder)
    fact = model.facts["retrained"]["tone"]
    assert (fact["mode"], fact["seed"], fact["rows"]) == ("head", 0, 90)
    assert fact["figures"]["macro-F1"][0] == round(tone.study.figure("macro-F1").value, 4)
    assert len(seen(model, "tone")) == 90


def test_three_classes_have_a_column_each(tmp_path: Path, tiny_bundle: Path) -> None:
    rows = labelled.rows(90, ("warm", "mild", "cold"))
    outcome = retrain(job(tmp_path, rows, "climate", tiny_bundle))
    assert outcome.study.confusion is not None
    assert outcome.study.confusion.sum() == 90
    report = load(outcome.placed.folder).analyze(Article(id="a", text=labelled.sentence("cold", 1), language="en"))
    row = next(sentence_rows(report))
    columns = [name for name in row if name.startswith("p_climate")]
    assert columns == ["p_climate_cold", "p_climate_mild", "p_climate_warm"]
    assert sum(row[name] for name in columns) == pytest.approx(1.0)  # type: ignore[misc]
    assert "climate_cold_share" in article_row(report)


def test_a_head_of_the_model_is_compared_with_what_it_was(loaded: Outcome, base: Bundle) -> None:
    study = loaded.study
    assert study.before is not None
    assert study.before.verdict is Verdict.BETTER
    assert study.before.n == 60
    model = bundles.load(loaded.placed.folder)
    assert model.combinations["loaded"].features == base.combinations["loaded"].features
    assert model.combinations["loaded"].threshold["words"] == base.combinations["loaded"].threshold["words"]
    assert not any(h.listed for h in model.heads)
    assert all(h.name != f"loaded{BEFORE}" for h in model.heads)
    report = load(loaded.placed.folder).analyze(Article(id="a", text=labelled.sentence("yes", 800), language="en"))
    assert (report.sentences[0].p_loaded or 0) > 0.5


def test_labels_that_weigh_the_old_head_keep_it(tmp_path: Path, tiny_bundle: Path) -> None:
    rows = [replace(r, votes=("fact",) if r.votes == ("no",) else ("commentary",)) for r in labelled.rows(40)]
    rows += [replace(labelled.row("warm", 200 + i), votes=("claim",), group=f"b{i}") for i in range(20)]
    outcome = retrain(job(tmp_path, rows, "kind", tiny_bundle))
    text = labelled.sentence("yes", 801)
    old, new = (
        load(m).analyze(Article(id="a", text=text, language="en")) for m in (tiny_bundle, outcome.placed.folder)
    )
    assert old.sentences[0].p_opinion == new.sentences[0].p_opinion
    assert old.sentences[0].p_kind != new.sentences[0].p_kind
    model = bundles.load(outcome.placed.folder)
    assert f"kind{BEFORE}.2" in model.combinations["opinion"].features
    assert model.combinations["kind"].features[:3] == ("kind.0", "kind.1", "kind.2")


def test_a_combination_without_a_head_of_its_own_gets_one(tmp_path: Path, tiny_bundle: Path, base: Bundle) -> None:
    outcome = retrain(job(tmp_path, labelled.rows(), "opinion", tiny_bundle))
    model = bundles.load(outcome.placed.folder)
    assert model.combinations["opinion"].features == (*base.combinations["opinion"].features, "opinion.1")
    assert outcome.study.before is not None


def test_a_head_that_marks_words(weather: Outcome) -> None:
    study = weather.study
    assert study.figure("exact span F1").value > 0.3
    assert study.baseline is not None
    assert study.baseline_name.startswith("a list of the words")
    report = load(weather.placed.folder).analyze(
        Article(id="a", text=labelled.sentence("yes", 802), language="en"),
    )
    row = next(sentence_rows(report))
    assert 0 <= row["p_weather"] <= 1  # type: ignore[operator]
    for found in row["spans_weather"]:  # type: ignore[attr-defined]
        assert found["text"] == row["text"][found["start"] : found["end"]]  # type: ignore[index]
        assert found["label"] == "weather"
    assert "weather_share" in article_row(report)


def test_spans_of_the_model_are_retrained_with_what_asks_for_them(tmp_path: Path, tiny_bundle: Path) -> None:
    rows = [replace(r, spans=tuple((a, b, "loaded") for a, b, _ in r.spans or ())) for r in labelled.marked()]
    outcome = retrain(job(tmp_path, rows, "loaded_words", tiny_bundle))
    assert outcome.study.before is not None
    model = bundles.load(outcome.placed.folder)
    report = load(outcome.placed.folder).analyze(Article(id="a", text=labelled.sentence("yes", 803), language="en"))
    row = next(sentence_rows(report))
    assert "spans_loaded_words" not in row
    assert "loaded_words.any" in model.combinations["loaded"].features
    assert row["p_loaded"] > 0.5  # type: ignore[operator]


def test_valence_is_learned_with_the_encoder_only(tmp_path: Path, tiny_bundle: Path) -> None:
    classes = ("negative", "neutral", "positive")
    rows = [replace(r, spans=((0, 5, classes[i % 3]),)) for i, r in enumerate(labelled.marked())]
    with pytest.raises(
        UsageError, match="--head valence: this head is learned with the encoder; train it with --mode ful"
    ):
        retrain(job(tmp_path, rows, "valence", tiny_bundle))


def shuffled(rows: Sequence[LabelRow]) -> list[LabelRow]:
    """The same sentences with labels that mean nothing."""
    labels = np.random.default_rng(0).permutation([r.votes[0] for r in rows])
    return [replace(r, votes=(str(label),)) for r, label in zip(rows, labels, strict=True)]


def test_it_says_where_training_was_no_use(tmp_path: Path, tiny_bundle: Path) -> None:
    from framing.retrain.told import conclusions

    outcome = retrain(job(tmp_path, shuffled(labelled.rows()), "tone", tiny_bundle))
    told = " ".join(conclusions(outcome.study))
    assert "It is not clearly better than always giving the most frequent class" in told
    assert abs(outcome.study.figure("AUC").value - 0.5) < 0.2


def test_a_better_model_is_never_replaced_unasked(tmp_path: Path, tone: Outcome, tiny_bundle: Path) -> None:
    out = tmp_path / "model"
    shutil.copytree(tone.placed.folder, out)
    kept = files(out)
    rows = [replace(r, text=labelled.sentence(r.votes[0], 3000 + i)) for i, r in enumerate(labelled.rows())]
    worse = job(tmp_path, shuffled(rows), "tone", tiny_bundle, replace=True)
    outcome = retrain(worse)
    assert outcome.placed.folder == tmp_path / "model-new"
    assert outcome.placed.kept == out
    assert "is not beaten on the same 60 sentences (macro-F1" in outcome.placed.why
    assert files(out) == kept
    assert retrain(worse).placed.folder == tmp_path / "model-new2"
    assert retrain(replace(worse, anyway=True)).placed.folder == out
    assert files(out) != kept


def test_the_same_model_is_left_as_it_is(tmp_path: Path, tone: Outcome, tiny_bundle: Path) -> None:
    out = tmp_path / "model"
    shutil.copytree(tone.placed.folder, out)
    outcome = retrain(job(tmp_path, labelled.rows(90), "tone", tiny_bundle, replace=True))
    assert outcome.placed.folder == out
    assert "is this very model already" in outcome.placed.why


def test_a_model_is_not_compared_on_what_it_learned_from(tmp_path: Path, tone: Outcome) -> None:
    """Half of the sentences are those that the model before was trained on."""
    rows = [*labelled.rows(60), *(labelled.row(("no", "yes")[i % 2], 500 + i, f"n{i // 4}") for i in range(60))]
    outcome = retrain(job(tmp_path, rows, "tone", tone.placed.folder, out=tmp_path / "more"))
    assert outcome.study.before is not None
    assert outcome.study.before.n == 60
    assert "The model before was trained on 60 of the 120 sentences. The comparison is on the other 60." in (
        outcome.study.remarks
    )
    only = retrain(job(tmp_path, labelled.rows(60), "tone", tone.placed.folder, out=tmp_path / "only"))
    assert only.study.before is None
    assert only.study.remarks[0].endswith("Too few others are left to compare with it.")


def test_a_second_head_is_added_to_a_model_with_one(tmp_path: Path, tone: Outcome) -> None:
    rows = labelled.rows(60, ("warm", "mild"))
    outcome = retrain(job(tmp_path, rows, "heat", tone.placed.folder))
    model = bundles.load(outcome.placed.folder)
    assert {h.name for h in model.heads if h.listed} == {"tone", "heat"}
    assert set(model.facts["retrained"]) == {"tone", "heat"}
    card = (outcome.placed.folder / "README.md").read_text()
    assert card.count("<!-- head tone -->") == card.count("<!-- head heat -->") == 1
    assert len(seen(model, "tone")) == 90


def test_a_card_tells_of_a_head_once(tmp_path: Path, tone: Outcome) -> None:
    rows = [labelled.row(("no", "yes")[i % 2], 600 + i, f"n{i // 4}") for i in range(60)]
    outcome = retrain(job(tmp_path, rows, "tone", tone.placed.folder))
    card = (outcome.placed.folder / "README.md").read_text()
    assert card.count("<!-- head tone -->") == 1
    assert "60 rows, 60 sentences" in card
    assert "90 rows" not in card


def test_the_users_split_is_kept_to(tmp_path: Path, tiny_bundle: Path) -> None:
    outcome = retrain(job(tmp_path, labelled.parted(90), "tone", tiny_bundle))
    assert outcome.study.how == "by the user's split: learned from 60 sentences, measured on 30"
    assert outcome.study.figure("macro-F1").n == 30
    assert len(seen(bundles.load(outcome.placed.folder), "tone")) == 60


def test_votes_are_soft_and_their_agreement_is_told(tmp_path: Path, tiny_bundle: Path) -> None:
    rows = [replace(r, votes=(*r.votes * 2, "yes")) for r in labelled.rows()]
    outcome = retrain(job(tmp_path, rows, "tone", tiny_bundle))
    found = outcome.study.agreement
    assert found is not None
    assert found.n == 60
    assert found.low <= found.value <= found.high
    assert "Krippendorff's alpha" in (outcome.placed.folder / "README.md").read_text()


def test_fine_tuning(tmp_path: Path, tiny_bundle: Path) -> None:
    told: list[tuple[str, int, int]] = []
    wish = job(tmp_path, labelled.rows(90), "tone", tiny_bundle, mode="full", epochs=1)
    outcome = retrain(wish, lambda *step: told.append(step))
    assert outcome.study.how.startswith("on ")
    assert "held out by whole groups (12 in all)" in outcome.study.how
    assert any("(--mode head)" in remark for remark in outcome.study.remarks)
    assert any("How far the probabilities of the other labels moved" in remark for remark in outcome.study.remarks)
    assert {what for what, *_ in told} >= {"sentences", "steps (encoder and heads)"}
    assert not wish.work.exists()
    model = bundles.load(outcome.placed.folder)
    assert [h.name for h in model.heads if h.listed] == ["tone"]
    assert model.combinations["tone"].features == ("tone.1",)
    assert model.facts["retrained"]["tone"]["mode"] == "full"
    again = retrain(job(tmp_path, labelled.rows(60), "heat", outcome.placed.folder, out=tmp_path / "again"))
    (told,) = (remark for remark in again.study.remarks if "was fine-tuned on" in remark)
    assert told.endswith("so these figures are too good; start from the model that it was made from.")


def test_fine_tuning_that_was_cut_off_goes_on(tmp_path: Path, tiny_bundle: Path) -> None:
    def cut_off(what: str, done: int, total: int) -> None:
        if what == "steps (encoder and heads)" and done == total:
            raise KeyboardInterrupt

    (tmp_path / "whole").mkdir()
    options: dict[str, Any] = {"mode": "full", "epochs": 1}
    whole = retrain(job(tmp_path / "whole", labelled.rows(), "tone", tiny_bundle, **options))
    wish = job(tmp_path, labelled.rows(), "tone", tiny_bundle, **options)
    with pytest.raises(KeyboardInterrupt):
        retrain(wish, cut_off)
    assert wish.work.is_dir()
    assert not wish.folder.exists()
    assert files(retrain(wish).placed.folder) == files(whole.placed.folder)


def test_fine_tuning_a_head_that_marks_words(tmp_path: Path, tiny_bundle: Path) -> None:
    outcome = retrain(job(tmp_path, labelled.marked(90), "weather", tiny_bundle, mode="full", epochs=1))
    assert outcome.study.figure("exact span F1").value > 0.05
    row = next(
        sentence_rows(
            load(outcome.placed.folder).analyze(Article(id="a", text=labelled.sentence("yes", 804), language="en"))
        )
    )
    assert "spans_weather" in row


def _labelled(votes: tuple[str, ...], group: str) -> Labelled:
    from framing.corpora import Example

    return Labelled(example=Example(text="t", group=group), label=None, votes=votes, part=None, where="w:1")


def test_agreement_is_krippendorffs(base: Bundle) -> None:
    """The worked example of nominal data with missing values in Krippendorff (2011): alpha is .743."""
    units = ["aaa", "bbcb", "cccc", "cccc", "bbbb", "abcd", "dddd", "aaba", "bbbb", "eee", "aa"]
    found = agreement([_labelled(tuple(u), str(i)) for i, u in enumerate(units)], ("a", "b", "c", "d", "e"))
    assert found is not None
    assert found.value == pytest.approx(0.743, abs=5e-4)
    assert agreement([_labelled(("a",), "1")], ("a", "b")) is None


CODES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)), min_size=6, max_size=30)


@settings(max_examples=25, deadline=None)
@given(CODES)
def test_a_comparison_turned_round_is_the_other_way_round(rows: list[tuple[int, int, int]]) -> None:
    truth, one, other = (np.array(column) for column in zip(*rows, strict=True))
    groups = [str(i) for i in range(len(rows))]
    there, back = compare(truth, one, other, groups), compare(truth, other, one, groups)
    assert (there.gained, there.lost, there.p) == (back.lost, back.gained, back.p)
    assert there.difference == pytest.approx(-back.difference)
    assert there.low == pytest.approx(-back.high)
    assert compare(truth, one, one, groups).verdict is Verdict.UNDECIDED


def test_spans_are_right_where_all_of_them_are() -> None:
    truth = [[(0, 3)], [], [(1, 2), (5, 9)]]
    found = compare_spans(truth, [[(0, 3)], [], [(1, 2)]], [[(0, 3)], [(4, 5)], [(1, 2), (5, 9)]], ["a", "b", "c"])
    assert (found.gained, found.lost, found.n) == (1, 1, 3)
    assert (found.before, found.after) == (pytest.approx(0.8), pytest.approx(6 / 7))


def test_the_worst_mistakes_come_first() -> None:
    from framing.corpora import Example

    sentences = [replace(_labelled(("a",), str(i)), example=Example(text=f"t{i}", group=str(i))) for i in range(4)]
    p = np.array([[0.9, 0.1], [0.2, 0.8], [0.05, 0.95], [0.6, 0.4]])
    found = assess(("a", "b"), sentences, np.array([0, 0, 0, -1]), Said(p=p, codes=p.argmax(axis=1)))
    assert [(m.text, m.truth, m.guess, m.p) for m in found.mistakes] == [("t2", "a", "b", 0.95), ("t1", "a", "b", 0.8)]
    assert found.confusion.tolist() == [[1, 2], [0, 0]]


def data(n: int = 60, classes: int = 2, seed: int = 0) -> Data:
    rng = np.random.default_rng(seed)
    codes = np.arange(n) % classes
    x = rng.normal(size=(n, 6)) + np.eye(6)[codes] * 3
    return Data(x=x, shares=np.eye(classes)[codes], groups=[str(i // 2) for i in range(n)])


@pytest.mark.parametrize("classes", [2, 3])
def test_regression_tells_classes_apart(classes: int) -> None:
    given_ = data(classes=classes)
    found = fit(given_, Search())
    assert np.mean(found.held_out.argmax(axis=1) == given_.codes) > 0.9
    np.testing.assert_allclose(found.held_out.sum(axis=1), 1.0)


def test_votes_weigh_as_much_as_there_are_of_them() -> None:
    """A sentence with two votes of three is as good as one for each."""
    hard = data()
    soft = np.where(np.eye(2)[hard.codes] > 0, 2 / 3, 1 / 3)
    once = solve(replace(hard, shares=soft), 1.0, weighed=False)
    rows = np.repeat(np.arange(60), 3)
    flipped = np.tile([False, False, True], 60)
    codes = np.where(flipped, 1 - hard.codes[rows], hard.codes[rows])
    thrice = Data(x=hard.x[rows], shares=np.eye(2)[codes], groups=[hard.groups[i] for i in rows.tolist()])
    np.testing.assert_allclose(once.weight, solve(thrice, 1 / 3, weighed=False).weight, atol=2e-3)


def test_staying_with_the_old_head_costs_little() -> None:
    """Of two ways that tell the classes apart as well, the old head's is taken."""
    rng = np.random.default_rng(1)
    codes = np.arange(40) % 2
    x = np.concatenate([rng.normal(size=(40, 4)) * 0.1, np.eye(2)[codes] * 2.0 - 1.0], axis=1)
    old = np.zeros((2, 6))
    old[1, 4] = -1.0
    old[0, 4] = 1.0
    given_ = Data(x=x, shares=np.eye(2)[codes], groups=[str(i) for i in range(40)])
    plain = solve(given_, 1.0, weighed=False).weight[1]
    trusting = solve(replace(given_, old=old), 1.0, weighed=False).weight[1]
    assert abs(plain[4]) == pytest.approx(abs(plain[5]), rel=0.05)
    assert abs(trusting[4]) > 5 * abs(trusting[5])


@given(st.integers(10, 60), st.integers(0, 5))
def test_smaller_samples_are_part_of_larger_ones(size: int, seed: int) -> None:
    codes: Indices = np.array([0] * 90 + [1] * 30)
    rows = np.arange(120)
    small, large = sample(codes, rows, size, seed), sample(codes, rows, size + 20, seed)
    assert set(small.tolist()) <= set(large.tolist())
    assert len(small) == size
    assert abs(np.mean(codes[small]) - 0.25) <= 1.5 / size


def test_groups_stay_on_one_side(base: Bundle) -> None:
    chosen = planned(labelled.rows(90), base)
    for division in (divide(chosen, 0), divide(chosen, 3, once=True)):
        for learned, measured in division.splits:
            sides = [{chosen.sentences[i].group for i in part.tolist()} for part in (learned, measured)]
            assert not sides[0] & sides[1]
    everything = np.sort(np.concatenate([m for _, m in divide(chosen, 0).splits]))
    assert everything.tolist() == list(range(90))


def test_a_large_table_is_divided_once(base: Bundle) -> None:
    chosen = planned([labelled.row(("no", "yes")[i % 2], i, f"a{i // 3}") for i in range(2000)], base)
    division = divide(chosen, 0)
    assert len(division.splits) == 1
    assert "sentences held out by whole groups (667 in all)" in division.how
    assert 300 < len(division.splits[0][1]) < 500


def test_a_curve_needs_enough_of_every_class() -> None:
    codes: Indices = np.array([0] * 950 + [1] * 50)
    split = np.arange(1000), np.arange(0)
    division = Division(splits=(split,), served=np.arange(1000), how="")
    assert sizes(division, codes) == [100, 200, 400, 800]


def test_a_model_without_the_head_is_not_changed_by_setting_it_aside(base: Bundle) -> None:
    assert set_aside(base, "tone", ["tone"]) == base
    without: dict[str, Combination] = dict(set_aside(base, "weasel", ["weasel"]).combinations)
    assert without == dict(base.combinations)
