"""`framing models`: which there are, their cards, and what changes from one to another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from bundle_help import combination, copy_of, head
from typer.testing import CliRunner, Result

from framing.analyzer import Analyzer
from framing.cli import app
from framing.errors import BundleError
from framing.evaluate.catalogue import catalogue, read_card
from framing.evaluate.difference import Said, Tally
from framing.evaluate.paired import paired
from framing.records import Article

TINY = Path(__file__).parent / "bundles" / "tiny"
TEXTS = (
    "The board of Port Hallam met on Monday to vote on the pier.",
    "The mayor said that the old pier may close for good.",
    "It is a reckless and shameful plan that nobody should trust.",
    "Sources claimed that the operator had left the town in March.",
)
CARD = """# tiny 0.1.0

| data | metric | value | 95% interval | sentences |
|---|---|---|---|---|
| news/test | kind macro-F1 | 0.825 | 0.788 to 0.854 | 722 |
| news/test | kind accuracy | 0.857 | 0.824 to 0.889 | 722 |

| corpus | metric | pooled (95% interval over articles) | n |
|---|---|---|---|
| babe | loaded macro-F1 | 0.797 (0.782-0.811) | 2939 |
| penn | opinion AUC | nan | 0 |

| another | table | 0.5 |
"""


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["models", *map(str, arguments)], prog_name="framing")


def told(text: str) -> str:
    return " ".join(text.split())


def parsed(*arguments: object, code: int = 0) -> dict[str, Any]:
    result = call(*arguments, "--json")
    assert result.exit_code == code, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a model in models/, which is the one that commands take."""
    shutil.copytree(TINY, tmp_path / "models" / "mine")
    (tmp_path / "models" / "mine" / "README.md").write_text(CARD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRAMING_MODEL", "models/mine")
    return tmp_path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles of two sentences each."""
    path = tmp_path / "in.jsonl"
    rows = [{"id": f"n{i}", "text": " ".join(TEXTS[2 * i : 2 * i + 2])} for i in range(2)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def biased(folder: Path, name: str, by: float, number: int = 0) -> Path:
    """The tiny model with another bias of one of its logistic models."""

    def change(manifest: dict[str, Any]) -> None:
        bias = combination(manifest, name)["bias"]
        bias[number] += by

    return copy_of(TINY, folder, change)


# Which there are


def test_models_alone_lists_the_usual_ones(here: Path) -> None:
    result = call()
    assert result.exit_code == 0
    shown = result.stdout
    assert "models/mine *\n  tiny 0.1.0, id " in shown
    assert "measured: news/test kind macro-F1 0.825; babe loaded macro-F1 0.797\n" in shown
    assert f"card: {Path('models/mine/README.md')}\n" in shown
    assert "* what commands take where no --model is given" in shown
    assert shown.count("models/mine *") == 1, "named twice, listed once"


def test_listed_as_json(here: Path) -> None:
    (found,) = [m for m in parsed()["models"] if m["folder"] == "models/mine"]
    assert (found["name"], found["version"], found["default"], found["error"]) == ("tiny", "0.1.0", True, None)
    assert found["id"] == catalogue([TINY])[0].identity
    assert found["bytes"] == sum(p.stat().st_size for p in Path("models/mine").rglob("*") if p.is_file())
    assert {"kind", "loaded", "valence"} <= set(found["heads"])
    assert found["figures"] == [
        {"data": "news/test", "metric": "kind macro-F1", "value": 0.825},
        {"data": "news/test", "metric": "kind accuracy", "value": 0.857},
        {"data": "babe", "metric": "loaded macro-F1", "value": 0.797},
    ]


def test_folders_of_models(here: Path) -> None:
    shutil.copytree(TINY, here / "models" / "other")
    listed = [m["folder"] for m in parsed("models", TINY)["models"]]
    assert listed == ["models/mine", "models/other", str(TINY)]
    assert "card: none" in call("models/other").stdout
    assert "measured: its card tells nothing" in call("models/other").stdout


def test_results_beside_the_manifest_come_before_the_card(here: Path) -> None:
    results = Path("models/mine/results.json")
    results.write_text(json.dumps([{"corpus": "my labels", "metric": "accuracy", "value": 0.75, "n": 9}]))
    assert "measured: my labels accuracy 0.750\n" in call("models/mine").stdout
    results.write_text("[{}]")
    assert "kind macro-F1 0.825" in call("models/mine").stdout, "a file that is no such results"


def test_broken_model_is_told_and_costs_no_other(here: Path) -> None:
    (here / "models" / "broken").mkdir()
    (here / "models" / "broken" / "manifest.json").write_text("{}")
    result = call("models")
    assert result.exit_code == 1
    assert "models/broken\n  cannot be used: models/broken/manifest.json: bundle format None" in result.stdout
    assert "tiny 0.1.0" in result.stdout
    assert [bool(m["error"]) for m in parsed("models", code=1)["models"]] == [True, False]
    assert parsed("models/broken", code=2)["models"][0]["default"] is False, "nothing else was asked for"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: no such folder; a model, or a folder of models, is needed"),
        (["empty"], "empty: no model here (manifest.json is missing), nor in a folder right below"),
        (["show", "empty"], "empty: no model here (manifest.json is missing)"),
        (["show", str(TINY)], "this model has no card (README.md is missing)"),
    ],
)
def test_no_model_is_2(here: Path, arguments: list[str], message: str) -> None:
    (here / "empty").mkdir()
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in told(result.stderr)


def test_show_prints_the_card(here: Path) -> None:
    assert call("show", "models/mine").stdout == CARD
    assert call("show").stdout == CARD, "of the model that commands take"


def test_folder_that_is_no_model_is_an_error_of_the_library(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no model here"):
        catalogue([tmp_path])


def test_card_without_tables_has_no_figures() -> None:
    assert list(read_card("# A model\n\nIt is good.\n")) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--help"], "Commands:"),
        (["-h"], "Commands:"),
        (["list", "--help"], "Example: framing models training/"),
        (["show", "--help"], "Example: framing models show "),
        (["diff", "--help"], "Example: framing models diff "),
    ],
)
def test_help(arguments: list[str], expected: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 0
    assert expected in result.stdout


# What changes


def said(kind: str = "fact", type_: str | None = None, **p: float) -> Said:
    return Said("a", 0, "The pier.", {"kind": kind, "commentary_type": type_}, {f"p_{k}": v for k, v in p.items()})


def tally(*pairs: tuple[Said, Said], articles: int = 1) -> Tally:
    """The pairs, dealt to articles in turn."""
    found = Tally(0.1)
    for number in range(articles):
        mine = pairs[number::articles]
        found.add([a for a, _ in mine], [b for _, b in mine])
    return found


def shares(found: Tally) -> dict[str, float]:
    return {share.metric: share.value for share in found.difference().shares}


def test_what_counts_as_a_change() -> None:
    """A move of exactly the threshold does; a type only where both call it commentary."""
    found = tally(
        (said(loaded=0.3), said(loaded=0.4)),
        (said(loaded=0.3), said(loaded=0.3999)),
        (said("fact"), said("commentary", "forecast", loaded=0.9)),
        (said("commentary", "judgement"), said("commentary", "forecast")),
    )
    assert shares(found) == {
        "kind": 0.25,
        "commentary_type": 0.25,
        "p_loaded": 0.5,
        "any of these": 0.75,
    }
    difference = found.difference()
    assert dict(difference.moves) == {
        ("kind", "fact", "commentary"): 1,
        ("commentary_type", "judgement", "forecast"): 1,
    }
    assert difference.alone == ((), ("p_loaded",))
    assert [change.size for change in difference.changes] == [0.1, 0.0, 0.0]


def test_moves_have_a_direction_and_most_comes_first() -> None:
    found = tally(*((said(loaded=0.5), said(loaded=p)) for p in (0.4, 0.1, 0.7)), articles=3).difference()
    (shift,) = found.shifts
    assert shift.value == pytest.approx(-0.1)
    assert shift.low == pytest.approx(-0.4)
    assert shift.high == pytest.approx(0.2)
    assert [change.p["p_loaded"][1] for change in found.changes] == [0.1, 0.7, 0.4]


def test_share_of_none_still_has_an_interval() -> None:
    found = {s.metric: s for s in tally(*[(said(loaded=0.5), said(loaded=0.5))] * 20, articles=20).difference().shares}
    assert (found["kind"].value, found["kind"].low) == (0.0, 0.0)
    assert found["kind"].high == pytest.approx(0.161, abs=0.001), "Wilson over 20 articles"


def test_paired_test_counts_what_one_alone_gets_right() -> None:
    import numpy as np

    first = np.array([True] * 10 + [False] * 10)
    second = np.array([True] * 9 + [False] + [True] * 9 + [False])
    found = paired(first, second, [str(i) for i in range(20)])
    assert (found.right_a, found.right_b, found.only_a, found.only_b) == (10, 18, 1, 9)
    assert found.p == pytest.approx(2 * 11 / 1024)
    assert found.better == "b"
    assert found.low < found.difference == 0.4 < found.high
    assert paired(second, first, ["a"] * 20).better == "a"
    assert paired(first, first, ["a"] * 20).better is None


def test_same_model_changes_nothing(articles: Path) -> None:
    found = parsed("diff", TINY, TINY, articles)
    assert found["n"] == 4
    assert {share["value"] for share in found["shares"]} == {0.0}
    assert {shift["value"] for shift in found["mean_shifts"]} == {0.0}
    assert (found["changes"], found["labels"]) == ([], None)
    signature = found["signature"]
    assert signature["a"] == signature["b"]
    assert (signature["articles"], signature["unit"], signature["inputs"]) == (2, "article", [str(articles)])
    assert len(signature["sha256"]) == 64


def test_more_loaded_model(tmp_path: Path, articles: Path, analyzer: Analyzer) -> None:
    """Only p_loaded moves, by what the bias gives it, and the sentences come in that order."""
    other = biased(tmp_path / "loaded", "loaded", 2.0)
    found = parsed("diff", TINY, other, articles, "--threshold", 0.05)
    values = {share["column"]: share["value"] for share in found["shares"]}
    assert values.pop("p_loaded") == values.pop("any of these") > 0
    assert set(values.values()) == {0.0}
    (shift,) = [s for s in found["mean_shifts"] if s["column"] == "p_loaded"]
    assert 0 < shift["low"] <= shift["value"] <= shift["high"]
    sizes = [change["size"] for change in found["changes"]]
    assert sizes == sorted(sizes, reverse=True)
    before = {
        (report.article.id, s.index): s.p_loaded
        for report in analyzer.analyze_many(
            [Article(id=f"n{i}", text=" ".join(TEXTS[2 * i : 2 * i + 2])) for i in range(2)]
        )
        for s in report.sentences
    }
    for change in found["changes"]:
        assert list(change["changes"]) == ["p_loaded"]
        assert change["changes"]["p_loaded"]["a"] == pytest.approx(before[change["article"], change["index"]], abs=2e-3)


def test_table_of_kinds_that_change(tmp_path: Path, articles: Path) -> None:
    other = biased(tmp_path / "opinionated", "kind", 50.0, number=2)
    result = call("diff", TINY, other, articles, "--top", 1)
    assert result.exit_code == 0
    shown = told(result.stdout)
    assert f"A: {TINY}, tiny 0.1.0 (" in shown
    assert "4 sentences of 2 articles column changes share 95% interval mean move 95% interval kind " in shown
    assert "→ commentary" in shown
    assert "Sentences that change, those that move most first (1 of " in shown
    assert ", sentence " in shown
    assert "moves by 0.1 or more; a move is above 0 where B gives more." in shown


def test_further_heads(tmp_path: Path, articles: Path) -> None:
    def listed(manifest: dict[str, Any]) -> None:
        head(manifest, "weasel")["listed"] = True

    def bolder(manifest: dict[str, Any]) -> None:
        listed(manifest)
        head(manifest, "weasel")["temperature"] = 0.05

    plain, bold = copy_of(TINY, tmp_path / "plain", listed), copy_of(TINY, tmp_path / "bold", bolder)
    found = parsed("diff", TINY, plain, articles)
    assert (found["only_in_a"], found["only_in_b"]) == ([], ["p_weasel"])
    assert "only B gives: p_weasel" in call("diff", TINY, plain, articles).stdout
    found = parsed("diff", plain, bold, articles)
    (share,) = [s for s in found["shares"] if s["column"] == "p_weasel"]
    assert share["value"] > 0
    assert found["only_in_b"] == []


def test_sentences_and_a_written_file(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("body\n" + "".join(f"{text}\n" for text in TEXTS))
    other = biased(tmp_path / "loaded", "loaded", 3.0)
    options = (path, "--unit", "sentence", "--column", "text=body", "-o", tmp_path / "out.json")
    result = call("diff", TINY, other, *options)
    assert (result.exit_code, result.stdout.splitlines()[2]) == (0, "4 sentences")
    found = json.loads((tmp_path / "out.json").read_text())
    assert (found["signature"]["unit"], found["n"]) == ("sentence", 4)
    assert [change["text"] for change in found["changes"]] != []


def labels(tmp_path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_labels_say_who_is_right_more_often(tmp_path: Path) -> None:
    """B calls everything commentary, A nothing; three of four labels are commentary, and one vote ties."""
    never, always = biased(tmp_path / "a", "kind", -50.0, 2), biased(tmp_path / "b", "kind", 50.0, 2)
    given = [*["commentary"] * 3, "fact", ["fact", "claim"]]
    rows = [{"text": text, "label": label} for text, label in zip((*TEXTS, "The end."), given, strict=True)]
    found = parsed("diff", never, always, labels(tmp_path, rows), "--head", "kind")["labels"]
    assert (found["n"], found["right_b"], found["only_b"]) == (4, 3, 3)
    assert found["only_a"] == found["right_a"] <= 1
    assert found["p"] == pytest.approx({0: 0.25, 1: 0.625}[found["only_a"]])
    assert found["better"] is None
    assert {row["right"] for row in found["one_alone_right"]} >= {"b"}
    assert found["one_alone_right"][0]["where"].endswith("labels.jsonl:1")
    assert "1 of 5 sentences have votes that tie" in found["cautions"][0]
    shown = told(call("diff", never, always, labels(tmp_path, rows), "--head", "kind").stdout)
    assert "Against the labels of kind Caution: 1 of 5 sentences have votes that tie" in shown
    assert "That may be chance (McNemar, exact: p = " in shown


def test_labels_that_tell_the_models_apart(tmp_path: Path) -> None:
    never, always = biased(tmp_path / "a", "loaded", -50.0), biased(tmp_path / "b", "loaded", 50.0)
    rows = [{"text": text, "label": 1, "split": "test"} for text in TEXTS * 3] + [
        {"text": "So.", "label": 0, "split": "x"}
    ]
    path = labels(tmp_path, rows)
    found = parsed("diff", never, always, path, "--head", "loaded", "--split", "test")["labels"]
    assert (found["right_a"], found["right_b"], found["better"]) == (0, 12, "b")
    shown = told(call("diff", always, never, path, "--head", "loaded", "--split", "test").stdout)
    assert "A is right more often (McNemar, exact: p = 0.000488)." in shown
    same = told(call("diff", always, always, path, "--head", "loaded", "--split", "test").stdout)
    assert "They are right on the same sentences (McNemar, exact: p = 1)." in same


@pytest.mark.parametrize(("head_", "label"), [("hedge", "epistemic"), ("valence", "neutral")])
def test_labels_of_spans_and_targets(tmp_path: Path, head_: str, label: str) -> None:
    rows = [{"text": text, "label": [{"start": 0, "end": 3, "label": label}]} for text in TEXTS]
    found = parsed("diff", TINY, TINY, labels(tmp_path, rows), "--head", head_)["labels"]
    assert (found["n"], found["only_a"], found["only_b"], found["better"]) == (4, 0, 0, None)
    assert found["right_a"] == found["right_b"]


def test_error_rows_are_counted_and_is_1(tmp_path: Path, articles: Path) -> None:
    with articles.open("a") as stream:
        stream.write(
            '{"id": "bad"}\n{"id": "l", "text": "Le quai est fermé depuis lundi et le maire ne dit rien. '
            + "Il n'a rien dit de plus ce matin, ni hier soir, ni avant-hier, ni le jour d'avant."
            + '"}\n'
        )
    result = call("diff", TINY, TINY, articles)
    assert result.exit_code == 1
    assert "4 sentences of 2 articles; 1 skipped; 1 that could not be scored" in told(result.stdout)
    assert "bad" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", TINY, "in.jsonl"], "nowhere: no model here (manifest.json is missing)"),
        ([TINY, TINY, "gone.jsonl"], "gone.jsonl: no such file"),
        ([TINY, TINY, "empty.jsonl"], "empty.jsonl: no sentence in there could be compared"),
        ([TINY, TINY, "in.jsonl", "in.jsonl", "--head", "kind"], "labels are read from one table; 2 inputs are given"),
        ([TINY, TINY, "in.jsonl", "--head", "mood"], "--head mood: tiny 0.1.0 ("),
        ([TINY, TINY, "in.jsonl", "--split", "test"], "--split test: splits are those of labels; --head NAME says"),
        ([TINY, TINY, "in.jsonl", "--threshold", "0"], "--threshold"),
        ([TINY, TINY, "in.jsonl", "-o", "no/where.json"], "-o no/where.json: its folder is not there"),
        ([TINY, TINY], "Missing argument"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": TEXTS[0], "label": "fact"}) + "\n")
    (tmp_path / "empty.jsonl").write_text("")
    result = call("diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in told(result.stderr)
