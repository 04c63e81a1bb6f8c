"""`framing train`: from a table to a model that every other command takes."""

from __future__ import annotations

import csv
import importlib.util
import json
from pathlib import Path

import labelled
import pytest
from typer.testing import CliRunner, Result

from framing.cli import app

TINY = Path(__file__).parent / "bundles" / "tiny"
full = pytest.mark.full


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "200", **environment})


def put(folder: Path, label: str = "label", text: str = "text") -> Path:
    """60 labelled sentences in csv."""
    path = folder / "labels.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([text, label, "group"])
        writer.writerows([r.text, int(r.votes[0] == "yes"), r.group] for r in labelled.rows())
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    pytest.importorskip("sklearn")
    folder = tmp_path_factory.mktemp("trained")
    out = folder / "tone"
    return out, run("train", put(folder), "--head", "tone", "-o", out, "--model", TINY, "--threads", "1")


@full
def test_it_says_how_good_the_head_is_and_where(trained: tuple[Path, Result]) -> None:
    out, result = trained
    assert result.exit_code == 0
    first, second, *_ = result.stdout.splitlines()
    assert first.startswith("macro-F1 0.")
    assert "measured by 5-fold cross-validation over whole groups (12)" in first
    assert "TF-IDF with logistic regression, whose macro-F1 is" in second
    assert f"Written: {out} (its README.md has all figures)" in result.stdout
    assert f"--model {out}" in result.stdout
    assert sorted(path.name for path in out.parent.iterdir()) == ["labels.csv", "tone"]


@full
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_every_later_score_has_the_column(trained: tuple[Path, Result], tmp_path: Path, suffix: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text(f"{labelled.sentence('yes', 1)}\n\n{labelled.sentence('no', 2)}\n")
    sentences, articles = tmp_path / f"s{suffix}", tmp_path / f"a{suffix}"
    assert run("score", article, "-o", sentences, "--rows", "sentences", "--model", trained[0]).exit_code == 0
    assert run("score", article, "-o", articles, FRAMING_MODEL=str(trained[0])).exit_code == 0
    assert "p_tone" in columns(sentences)
    assert {"tone_share", "tone_share_low", "tone_share_high"} <= set(columns(articles))


def columns(path: Path) -> list[str]:
    if path.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return list(parquet.read_schema(path).names)
    first = path.read_text().splitlines()[0]
    return list(json.loads(first)) if path.suffix == ".jsonl" else next(csv.reader([first]))


@full
def test_every_report_has_a_line(trained: tuple[Path, Result], tmp_path: Path) -> None:
    article = tmp_path / "gale.txt"
    article.write_text("The harbour master said on Monday that the storm had closed the bridge for the whole week.\n")
    for format_ in ("markdown", "html", "json"):
        result = run("report", article, "-o", tmp_path / "out", "--format", format_, "--model", trained[0])
        assert result.exit_code == 0
        assert "Tone share" in result.stdout
    texts = {path.suffix: path.read_text() for path in (tmp_path / "out").iterdir()}
    assert "| Tone share |" in texts[".md"]
    assert "Tone share" in texts[".html"]
    assert "tone_share" in [m["name"] for m in json.loads(texts[".json"])["measures"]]


@full
def test_columns_under_other_names_and_the_default_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trained: tuple[Path, Result]
) -> None:
    monkeypatch.chdir(tmp_path)
    labels = put(tmp_path, label="bias", text="body")
    names = ("--column", "text=body", "--column", "label=bias")
    result = run("train", labels, "--head", "tone", *names, "--model", TINY, "--threads", "1")
    assert result.exit_code == 0
    assert (tmp_path / "models" / "tone" / "heads" / "tone.safetensors").read_bytes() == (
        trained[0] / "heads" / "tone.safetensors"
    ).read_bytes()
    assert "--column=text=body --column=label=bias" in (tmp_path / "models" / "tone" / "README.md").read_text()


@full
def test_a_model_is_not_overwritten(trained: tuple[Path, Result]) -> None:
    out, _ = trained
    labels = out.parent / "labels.csv"
    result = run("train", labels, "--head", "tone", "-o", out, "--model", TINY)
    assert result.exit_code == 2
    assert f"error: {out}: there is a model already; name another place with -o, or replace it" in result.stderr
    again = run("train", labels, "--head", "tone", "-o", out, "--model", TINY, "--replace", "--threads", "1")
    assert again.exit_code == 0
    assert "is this very model already, and is left as it is" in again.stderr


@full
@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("text,label\nOne.,1\nTwo.,1\n", "one class only: all 2 sentences are 'yes'"),
        ("text,label\nOne.,1\nTwo.,0\n", "fewer than 10 sentences of a class: 'no' has 1, 'yes' has 1"),
        ("text,label\n,1\n", "1 of 1 rows cannot be used: "),
        ("body,label\nOne.,1\n", "no column 'text'; the columns are: body, label; say which one holds the text"),
    ],
)
def test_labels_that_cannot_be_used_are_one_plain_line(tmp_path: Path, table: str, message: str) -> None:
    pytest.importorskip("sklearn")
    (tmp_path / "labels.csv").write_text(table)
    result = run("train", tmp_path / "labels.csv", "--head", "tone", "-o", tmp_path / "m", "--model", TINY)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "m").exists()


@pytest.mark.skipif(importlib.util.find_spec("sklearn") is not None, reason="scikit-learn is installed")
def test_without_the_packages_it_says_what_to_install(tmp_path: Path) -> None:
    result = run("train", put(tmp_path), "--head", "tone", "-o", tmp_path / "m", "--model", TINY)
    assert result.exit_code == 2
    assert "training needs optional packages: pip install 'framing[train]'" in result.stderr


def test_help_names_the_modes() -> None:
    result = run("train", "--help")
    assert result.exit_code == 0
    assert "on the encoder as it is, in seconds" in result.stdout
