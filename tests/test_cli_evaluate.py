"""`framing evaluate`: files of every corpus and of one's own labels, figures, messages, exit codes."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from bundle_help import copy_of
from typer.testing import CliRunner, Result

import framing
from framing.analyzer import Analyzer
from framing.cli import app
from framing.cli.evaluate import Corpus
from framing.evaluate.data import CORPORA
from framing.metrics import auc
from framing.records import Article

TINY = Path(__file__).parent / "bundles" / "tiny"
PLAIN = ("The board met on Monday.", "The pier is forty years old.", "Rain fell on Hallam.", "The ferry left at noon.")
SHARP = ("It is a shameful sham.", "A reckless, cynical plan!", "Nobody should trust them.", "What a disgrace it was.")
TEXTS = tuple(text for pair in zip(PLAIN, SHARP, strict=True) for text in pair)
SAID = "The mayor said that the pier may close."
Row = Mapping[str, Any]


def penn(i: int, text: str) -> Row:
    types = ["opinion", "opinion", "fact"] if i % 2 else ["fact", "fact", "other"]
    return {"article": f"a{i // 4}", "outlet": "ledger", "text": text, "types": types}


def babe(i: int, text: str) -> Row:
    opinion = (None, "opinion", "factual", "mixed")[i % 4]
    words = {"biased": i % 2, "biased_words": ["sham"] if "sham" in text else []}
    return {"text": text, "outlet": "Ledger", "group": f"g{i // 2}", "fold": i % 5, "opinion": opinion, **words}


def checkthat(i: int, text: str) -> Row:
    return {"id": f"{i}", "text": text, "label": ("OBJ", "SUBJ")[i % 2]}


def wikiweasel(i: int, text: str) -> Row:
    return {"id": f"{i}", "text": text, "uncertain": i % 2}


def polnear(i: int, text: str) -> Row:
    spans = [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 38]]}]
    return {"id": f"p{i}", "outlet": "ledger", "text": f"{SAID} {text}", "attributions": spans}


def newsmtsc(i: int, text: str) -> Row:
    targets = [{"start": a, "end": b, "polarity": c} for a, b, c in ((0, 3, i % 3 - 1), (4, 9, 0))]
    return {"story": f"s{i // 2}", "text": text, "targets": targets}


MAKERS = {f.__name__: f for f in (penn, babe, checkthat, wikiweasel, polnear, newsmtsc)}
FIRST = {
    "penn": "opinion AUC",
    "babe": "loaded macro-F1",
    "checkthat": "macro-F1",
    "wikiweasel": "uncertain F1",
    "polnear": "exact source F1",
    "newsmtsc": "valence macro-F1",
}


def rows_of(corpus: str, texts: Sequence[str] = TEXTS) -> list[Row]:
    return [MAKERS[corpus](i, text) for i, text in enumerate(texts)]


def write(path: Path, rows: Iterable[Row | str]) -> Path:
    text = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def call(*arguments: object) -> Result:
    given = ["evaluate", *map(str, arguments), "--model", str(TINY), "--threads", "1"]
    return CliRunner().invoke(app, given, prog_name="framing")


def told(result: Result) -> str:
    """Messages as one line."""
    return " ".join(result.stderr.split())


def figures(*arguments: object) -> dict[str, Any]:
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def values(found: Mapping[str, Any]) -> dict[str, Any]:
    return {row["metric"]: row["value"] for row in found["results"]}


def test_corpora_of_the_command_are_those_of_the_library() -> None:
    assert tuple(Corpus) == CORPORA


@pytest.mark.parametrize("corpus", MAKERS)
def test_every_corpus_is_known_by_its_columns(tmp_path: Path, corpus: str) -> None:
    path = write(tmp_path / "any.jsonl.gz", rows_of(corpus))
    found = figures(path)
    signature = found["signature"]
    assert signature["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert signature["bundle"] == hashlib.sha256((TINY / "manifest.json").read_bytes()).hexdigest()
    fixed = {"version": framing.__version__, "corpus": corpus, "head": None, "split": None, "seen": None}
    assert {name: signature[name] for name in fixed} == fixed
    assert (signature["file"], signature["rounds"], signature["seed"]) == (str(path), 1000, 0)
    assert signature["n"] == (16 if corpus == "polnear" else 8)
    assert found["results"][0]["metric"] == FIRST[corpus]
    for row in found["results"]:
        assert row["meaning"]
        assert row["direction"] in {"higher is better", "lower is better", "neither is better"}
        assert row["value"] is None or row["low"] <= row["value"] <= row["high"]
        assert row["n"] <= signature["n"]


def test_served_opinion_is_measured_as_it_is_scored(tmp_path: Path, analyzer: Analyzer) -> None:
    import numpy as np

    reports = analyzer.analyze_many([Article(id=text, text=text) for text in TEXTS], unit="sentence")
    p = np.array([report.sentences[0].p_opinion for report in reports], np.float64)
    truth = np.arange(len(TEXTS)) % 2 == 1
    found = values(figures(write(tmp_path / "in.jsonl", rows_of("checkthat"))))
    assert found["p_opinion AUC"] == pytest.approx(auc(truth, p), abs=1e-6)


def test_baselines_and_outlets_of_babe(tmp_path: Path) -> None:
    found = figures(write(tmp_path / "in.jsonl", rows_of("babe")))
    rows = {row["metric"]: row for row in found["results"]}
    assert rows["loaded accuracy"]["baseline"] == 0.5
    assert rows["loaded macro-F1"]["baseline"] == pytest.approx(1 / 3)
    assert rows["opinion macro-F1"]["n"] == 6, "two sentences have no such label"
    assert {"loaded weighted F1", "opinion with loaded, labels", "p_loaded macro-F1"} <= set(rows)
    assert rows["outlet alone: loaded macro-F1"]["value"] == pytest.approx(1 / 3), "half of the outlet is loaded"
    assert found["outlets"] == []


def test_table_says_what_every_figure_means(tmp_path: Path) -> None:
    result = call(write(tmp_path / "in.jsonl", rows_of("wikiweasel")))
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "8 sentences, each its own group; model " in shown
    assert "metric value 95% interval sentences baseline" in shown
    assert "What they say uncertain F1: uncertain: F1 of these alone (higher is better)" in shown
    assert "not this project's hedges" in shown
    assert "Intervals: 1000 bootstrap rounds over whole groups, seed 0." in shown
    assert "Caution: only 8 sentences: intervals from so few are too narrow" in shown


def test_written_json_is_what_is_printed(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", rows_of("checkthat"))
    result = call(path, "-o", tmp_path / "out.json")
    assert "What they say" in result.stdout
    again = call(path, "--json", "-o", tmp_path / "again.json")
    assert again.stdout == (tmp_path / "again.json").read_text() == (tmp_path / "out.json").read_text()


def test_model_that_learned_from_the_corpus_is_told(tmp_path: Path) -> None:
    found = figures(write(tmp_path / "in.jsonl", rows_of("polnear")))
    assert found["cautions"][0].startswith("tiny 0.1.0 (")
    assert "learned from polnear: unless this file was kept out" in found["cautions"][0]


def test_folds(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", rows_of("babe"))
    assert figures(path, "--split", "fold0")["signature"]["n"] == 2
    assert figures(path, "--split", "notfold0")["signature"]["n"] == 6


def test_stories_that_were_not_seen(tmp_path: Path) -> None:
    rows = rows_of("newsmtsc")
    path, seen = write(tmp_path / "in.jsonl", rows), write(tmp_path / "train.jsonl", rows[:3])
    (found,) = figures(path, "--seen", seen)["unseen"]
    assert (found["metric"], found["n"]) == ("valence macro-F1", 4), "the first two stories are in there"
    assert f"not in {seen}" in " ".join(call(path, "--seen", seen).stdout.split())


# Labels of one's own


def labelled(*labels: object, **known: Sequence[object]) -> list[Row]:
    further = ({name: column[i] for name, column in known.items()} for i in range(len(labels)))
    return [{"text": t, "label": x, **f} for t, x, f in zip(TEXTS, labels, further, strict=False)]


def test_own_classes(tmp_path: Path, analyzer: Analyzer) -> None:
    reports = list(analyzer.analyze_many([Article(id=t, text=t) for t in TEXTS[:4]], unit="sentence"))
    kinds = [str(report.sentences[0].kind) for report in reports]
    others = {"fact": "claim", "claim": "commentary", "commentary": "fact"}
    rows = labelled(kinds[0], kinds[1], kinds[2], others[kinds[3]], group=["a", "a", "b", "b"])
    found = figures(write(tmp_path / "in.jsonl", rows), "--head", "kind")
    assert (found["signature"]["corpus"], found["signature"]["head"]) == ("labels", "kind")
    assert found["signature"]["groups"] == 2
    assert values(found)["accuracy"] == 0.75
    assert {"macro-F1", "weighted F1", "fact F1", "claim F1", "commentary F1", "ECE"} <= set(values(found))


def test_zero_and_one_are_no_and_yes(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([("text", "label"), *zip(TEXTS, (0, 1) * 4, strict=True)])
    found = values(figures(path, "--head", "loaded"))
    assert {"yes F1", "AUC", "ECE", "macro-F1", "accuracy"} <= set(found)
    words = write(tmp_path / "in.jsonl", labelled(*("neutral", "loaded") * 4))
    assert values(figures(words, "--head", "loaded")) == found, "the names of the head's classes mean the same"


def test_votes(tmp_path: Path) -> None:
    """The majority counts, a tie is left out, and one annotator is measured against the others."""
    votes = [["no", "no", "yes"], ["yes", "yes", "yes"], ["no", "yes"], ["no", "no", "no"]]
    found = figures(write(tmp_path / "in.jsonl", labelled(*votes)), "--head", "opinion")
    rows = {row["metric"]: row for row in found["results"]}
    assert rows["accuracy"]["n"] == 3
    assert "1 of 4 sentences have votes that tie" in found["cautions"][0]
    # of the first sentence only the vote "yes" has others that agree: truth no, said yes; six further votes are right
    one = rows["one annotator: macro-F1"]
    assert (one["value"], one["n"]) == (pytest.approx((2 * 3 / 7 + 2 * 3 / 7) / 2), 3)


@pytest.mark.parametrize(("head", "name"), [("hedge", "epistemic"), ("loaded_words", "loaded"), ("attribution", "cue")])
def test_own_spans(tmp_path: Path, head: str, name: str) -> None:
    rows = labelled([{"start": 0, "end": 3, "label": name}], [], [[4, 8, name]])
    found = values(figures(write(tmp_path / "in.jsonl", rows), "--head", head))
    assert {"exact F1", "sentence-level F1", "word-level alpha"} <= set(found)
    assert (f"exact {name} F1" in found) == (head != "loaded_words"), "of one class, all spans are it"


def test_own_targets(tmp_path: Path) -> None:
    rows = labelled([{"start": 0, "end": 3, "label": "negative"}], [{"start": 0, "end": 2, "label": "neutral"}])
    found = values(figures(write(tmp_path / "in.jsonl", rows), "--head", "valence"))
    assert set(found) == {"valence macro-F1", "negative F1", "neutral F1", "positive F1"}


def test_splits_of_labels(tmp_path: Path) -> None:
    rows = labelled("no", "yes", "no", "yes", split=["test", "train", "Test", "train"])
    path = write(tmp_path / "in.jsonl", rows)
    assert figures(path, "--head", "loaded", "--split", "TEST")["signature"]["n"] == 2
    assert "all splits of the file together (test, train)" in figures(path, "--head", "loaded")["cautions"][0]


def test_columns_of_labels_by_other_names(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", [{"body": text, "mark": "no"} for text in TEXTS])
    found = figures(path, "--head", "loaded", "--column", "text=body", "--column", "label=mark")
    assert found["signature"]["n"] == 8


@pytest.mark.full
def test_labels_in_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pa.table({"text": TEXTS, "label": ["no", "yes"] * 4}), tmp_path / "in.parquet")
    assert figures(tmp_path / "in.parquet", "--head", "loaded")["signature"]["n"] == 8


# What cannot be done

LABELS = labelled("no", "yes")


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        (LABELS, [], "in.jsonl: its columns do not tell which corpus it is; say it with --corpus penn|babe|"),
        ([{"text": "a", "mood": 1}], [], "its columns do not tell which corpus it is"),
        ([], [], "in.jsonl: no sentence in there"),
        ([], ["--corpus", "penn"], "in.jsonl: no sentence in there"),
        (["{"], [], "in.jsonl:1: not JSON"),
        (
            LABELS,
            ["--corpus", "labels"],
            "labels of your own need --head NAME, what they are of; it may be attribution,",
        ),
        (LABELS, ["--corpus", "babe"], "in.jsonl:1: 'biased' is missing; given are 'text', 'label'"),
        (LABELS, ["--head", "mood"], "--head mood: tiny 0.1.0 ("),
        (LABELS, ["--head", "kind"], "in.jsonl:1: 'no' is no class of kind; allowed are fact, claim, commentary"),
        (LABELS, ["--head", "hedge"], "in.jsonl:1: the label is a class; hedge gives marked spans"),
        (labelled([[0, 3, "no"]]), ["--head", "kind"], "the label is a list of spans; kind gives classes of sentences"),
        (labelled([[0, 3, "odd"]]), ["--head", "hedge"], "'odd' is no class of hedge; allowed are epistemic, hearsay"),
        (labelled(["no", "yes"]), ["--head", "loaded"], "the votes of every sentence tie; none has a label"),
        (LABELS, ["--head", "loaded", "--split", "dev"], "--split dev: no row of "),
        (LABELS, ["--head", "loaded", "--seen", "x"], "--seen is for a public corpus"),
        (LABELS, ["--head", "loaded", "-o", "no/where.json"], "-o no/where.json: its folder is not there"),
        (LABELS, ["--head", "loaded", "-o", "."], "-o .: a folder; a file is needed"),
        (rows_of("penn"), ["--head", "kind", "--corpus", "penn"], "--head is for one's own labels; "),
        (rows_of("penn"), ["--column", "text=body"], "--column is for one's own labels; "),
        (rows_of("penn"), ["--split", "dev"], "split 'dev' is unknown; known are train, fold0 to fold4"),
        (rows_of("wikiweasel"), ["--split", "fold0"], "--split fold0: a file of wikiweasel has no splits"),
        (rows_of("babe", TEXTS[:1]), ["--split", "fold3"], "no sentence in there is in the split fold3"),
        (rows_of("penn"), ["--seen", "nowhere.jsonl"], "nowhere.jsonl: no such file"),
        (
            [{**checkthat(0, "a"), "label": "Subj"}],
            ["--corpus", "checkthat"],
            "1 has the label 'Subj'; allowed are OBJ,",
        ),
        (
            [{**newsmtsc(0, "a"), "targets": [{"start": 0, "end": 1, "polarity": 5}]}],
            [],
            "is malformed after 0 examples",
        ),
    ],
)
def test_what_cannot_be_evaluated_is_2(
    tmp_path: Path, rows: Sequence[Row | str], options: list[str], message: str
) -> None:
    result = call(write(tmp_path / "in.jsonl", rows), *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in told(result)
    assert len(told(result)) < 700


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("gone.jsonl", [], "gone.jsonl: no such file; a file of a corpus or a table of labels is needed"),
        ("", [], ": a folder; a file of a corpus or a table of labels is needed"),
        ("in.csv", [], "in.csv: its columns do not tell which corpus it is"),
        ("in.csv", ["--corpus", "penn"], "in.csv: a file of penn is .jsonl or .jsonl.gz, one JSON object a line"),
        ("in.csv", ["--corpus", "conll"], "'conll' is not one of 'penn', 'babe', "),
    ],
)
def test_files_that_cannot_be_read_are_2(tmp_path: Path, name: str, options: list[str], message: str) -> None:
    write(tmp_path / "in.csv", ["text,label", "A pier.,fact"])
    result = call(tmp_path / name, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in told(result)


def test_model_without_the_head_of_a_corpus(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", rows_of("wikiweasel"))
    folder = copy_of(
        TINY, tmp_path / "model", lambda m: m.update(heads=[h for h in m["heads"] if h["name"] != "weasel"])
    )
    result = CliRunner().invoke(app, ["evaluate", str(path), "--model", str(folder)], prog_name="framing")
    assert result.exit_code == 2
    assert "--corpus wikiweasel: tiny 0.1.0 (" in told(result)
    assert "has no head weasel; it has opinion_babe, " in told(result)


def test_help_has_an_example_and_every_option() -> None:
    shown = CliRunner().invoke(app, ["evaluate", "--help"], prog_name="framing").stdout
    assert "Example: framing evaluate" in shown
    for option in ("--corpus", "--head", "--split", "--seen", "--json", "--out", "--model", "--threads", "--column"):
        assert option in shown
