"""The command line: help, exit codes, messages, files."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from fake_analyzer import CRASH, FOREIGN, FakeAnalyzer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import framing
from framing.cli import app, progress
from framing.cli.pages import LONGEST, Names, find_format, safe_stem
from framing.records import Report

MAIN = "from framing.cli import main; main()"
SHIPPED = Path(__file__).parents[1] / "models" / "small"
needs_model = pytest.mark.skipif(not (SHIPPED / "manifest.json").is_file(), reason="no model is here")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A model that needs no files; what `load` was asked for is kept under "asked"."""
    kept: dict[str, object] = {"analyzer": FakeAnalyzer()}

    def load(
        folder: Path | None = None, *, threads: int = 1, names: Mapping[str, str] = MappingProxyType({})
    ) -> object:
        kept["asked"] = (folder, threads)
        kept["names"] = dict(names)
        return kept["analyzer"]

    monkeypatch.setattr("framing.analyzer.load", load)
    return kept


def call(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=given, prog_name="framing")


def process(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", MAIN, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def write_article(path: Path, text: str = "The pump stopped.\nNobody was there.\n") -> Path:
    path.write_text(text)
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [{"id": f"n{i}", "text": f"The pump {i} stopped."} for i in range(40)]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


# Help and usage


def test_importing_the_commands_loads_nothing_heavy() -> None:
    code = "import sys, framing.cli; print(*(m.partition('.')[0] for m in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"numpy", "rich", "jinja2", "pyarrow", "trafilatura", "matplotlib", "onnxruntime", "py3langid", "torch"}
    assert "typer" in loaded
    assert heavy & set(loaded) == set()


def test_lazy_names_are_the_real_ones() -> None:
    from framing.analyzer import Analyzer, load
    from framing.story import compare

    assert (framing.Analyzer, framing.load, framing.compare) == (Analyzer, load, compare)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = framing.nothing


@pytest.mark.parametrize("command", ["report", "score"])
def test_help_has_an_example_and_every_option(command: str) -> None:
    told = call(command, "--help").stdout
    assert f"Example: framing {command}" in told
    expected = {"report": ("--out", "--format"), "score": ("--out", "--unit", "--rows", "--resume", "--force")}
    for option in (*expected[command], "--model", "--threads", "--column", "--from"):
        assert option in told


def test_version() -> None:
    result = call("--version")
    assert (result.exit_code, result.stdout) == (0, f"framing {framing.__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["score", "a.txt"], "Missing option"),
        (["score", "a.txt", "-o", "x.csv", "--threads", "0"], "--threads"),
        (["score", "a.txt", "-o", "x.csv", "--rows", "words"], "words"),
        (["score", "gone.txt", "-o", "x.csv"], "gone.txt: no such file or folder"),
        (["score", "gone.txt", "-o", "x.txt"], "allowed are .jsonl .csv .parquet"),
        (["score", "-", "-o", "x.csv", "--column", "text"], "--column text: two names are needed"),
        (["score", "-", "-o", "x.csv", "--column", "a=b"], "'a' is no column of ours"),
        (["score", "-", "-o", "x.csv", "--column", "text=a", "--column", "text=b"], "given twice"),
        (["score", "-", "-o", "x.csv", "--resume"], "standard input (-) cannot be read twice"),
        (["report", "gone.txt"], "gone.txt: no such file or folder"),
        (["report", "-", "--from", ".doc"], "--from .doc: unknown suffix"),
        (["report", "x.txt", "--format", "pdf"], "pdf"),
    ],
)
def test_wrong_usage_is_told_and_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: dict[str, object], arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_missing_model_is_told(tmp_path: Path) -> None:
    source = write_article(tmp_path / "a.txt")
    result = call("score", source, "-o", tmp_path / "out.csv", "--model", tmp_path / "none")
    assert result.exit_code == 2
    assert "manifest.json is missing" in result.stderr
    assert not (tmp_path / "out.csv.partial").exists()


# Score


def test_score_writes_rows_and_says_so(table: Path, tmp_path: Path, model: dict[str, object]) -> None:
    result = call("score", table, "-o", tmp_path / "out.jsonl", "--rows", "sentences", "--threads", 3)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "out.jsonl: 40 rows" in result.stderr
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 40
    assert model["asked"] == (None, 1)


def test_score_of_errors_is_1_and_of_skipped_0(tmp_path: Path, model: dict[str, object]) -> None:
    write_article(tmp_path / "a.txt")
    write_article(tmp_path / "b.txt", FOREIGN)
    assert call("score", tmp_path / "b.txt", tmp_path / "a.txt", "-o", tmp_path / "o.csv").exit_code == 0
    write_article(tmp_path / "c.txt", CRASH)
    result = call("score", tmp_path / "c.txt", tmp_path / "a.txt", "-o", tmp_path / "o2.csv")
    assert result.exit_code == 1
    assert "1 of the inputs are errors" in result.stderr


def test_score_sentences(table: Path, tmp_path: Path, model: dict[str, object]) -> None:
    result = call("score", table, "-o", tmp_path / "out.jsonl", "--unit", "sentence")
    assert result.exit_code == 0
    first = json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0])
    assert (first["article"], first["text"]) == ("n0", "The pump 0 stopped.")
    result = call("score", table, "-o", tmp_path / "o2.jsonl", "--unit", "sentence", "--rows", "articles")
    assert result.exit_code == 2


def test_score_reads_standard_input(tmp_path: Path, model: dict[str, object]) -> None:
    result = call(
        *("score", "-", "-o", tmp_path / "out.jsonl", "--from", ".csv", "--column", "text=body", "--column", "id=n"),
        given="n,body\nx1,The pump stopped.\n",
    )
    assert result.exit_code == 0
    assert json.loads((tmp_path / "out.jsonl").read_text())["article"] == "x1"


def test_interrupted_score_says_how_to_go_on(table: Path, tmp_path: Path, model: dict[str, object]) -> None:
    out = tmp_path / "out.csv"
    model["analyzer"] = FakeAnalyzer(stop_at=1)
    result = call("score", table, "-o", out)
    assert result.exit_code == 130
    assert "what is done is kept. Go on with: framing " in result.stderr
    assert result.stderr.rstrip().endswith("--resume")
    assert not out.exists()
    model["analyzer"] = FakeAnalyzer()
    result = call("score", table, "-o", out)
    assert result.exit_code == 2
    assert "--resume goes on" in result.stderr
    assert call("score", table, "-o", out, "--resume").exit_code == 0
    before = out.read_bytes()
    result = call("score", table, "-o", out, "--resume")
    assert (result.exit_code, out.read_bytes()) == (0, before)
    assert "finished already" in result.stderr
    assert call("score", table, "-o", out, "--force").exit_code == 0


def test_unexpected_trouble_is_one_line(
    table: Path, tmp_path: Path, model: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    model["analyzer"] = object()
    monkeypatch.delenv("FRAMING_DEBUG", raising=False)
    result = call("score", table, "-o", tmp_path / "out.csv")
    assert result.exit_code == 2
    assert result.stderr.startswith("framing: error: unexpected AttributeError: ")
    assert "run with FRAMING_DEBUG=1 for the traceback" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    monkeypatch.setenv("FRAMING_DEBUG", "1")
    assert "Traceback" in call("score", table, "-o", tmp_path / "out.csv").stderr


def test_warnings_go_to_standard_error(tmp_path: Path, model: dict[str, object]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}\n')
    result = call("score", source, "-o", tmp_path / "out.csv")
    assert result.stderr.count("framing: warning: the id 'a' occurs more than once") == 1


# Report


@pytest.mark.parametrize(
    ("form", "suffix", "index"),
    [("html", ".html", "index.html"), ("markdown", ".md", "comparison.md"), ("json", ".json", "comparison.json")],
)
def test_report_writes_a_page_each_and_one_for_all(
    tmp_path: Path, model: dict[str, object], form: str, suffix: str, index: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("one", "two"):
        write_article(folder / f"{name}.txt")
    result = call("report", folder, "-o", tmp_path / "out", "--format", form)
    assert result.exit_code == 0, result.stderr
    expected = {f"one{suffix}", f"two{suffix}", index}
    assert {path.name for path in (tmp_path / "out").iterdir()} == expected
    assert "The pump stopped." in (tmp_path / "out" / f"one{suffix}").read_text()
    assert "two.txt" in result.stdout
    assert str(tmp_path / "out" / index) in result.stdout.replace("\n", "")
    assert f"one{suffix}" in (tmp_path / "out" / index).read_text()


def test_report_of_one_has_no_comparison_and_is_explained(tmp_path: Path, model: dict[str, object]) -> None:
    result = call("report", write_article(tmp_path / "a.txt"), "-o", tmp_path / "out", "--format", "json")
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.json"]
    report = json.loads((tmp_path / "out" / "a.json").read_text())
    assert report["evidence"][0]["words"] == [{"start": 0, "end": 3, "change": -0.25}]
    assert "Labels are estimates" in result.stdout


def test_report_of_errors_says_why_and_is_1(tmp_path: Path, model: dict[str, object]) -> None:
    good, bad = write_article(tmp_path / "a.txt"), write_article(tmp_path / "b.txt", CRASH)
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 40)
    result = call("report", bad, good, tmp_path / "c.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "no such luck" in (tmp_path / "out" / "b.html").read_text()
    assert "b.txt" in (tmp_path / "out" / "index.html").read_text()
    assert (tmp_path / "out" / "c.html").is_file()
    skipped = call("report", write_article(tmp_path / "d.txt", FOREIGN), "-o", tmp_path / "out")
    assert skipped.exit_code == 0
    assert "not English" in (tmp_path / "out" / "d.html").read_text()


def test_report_goes_without_explanations_that_fail(tmp_path: Path, model: dict[str, object]) -> None:
    class Mute(FakeAnalyzer):
        def explain(self, report: Report) -> Report:
            raise ValueError("no words")

    model["analyzer"] = Mute()
    result = call("report", write_article(tmp_path / "a.txt"), "-o", tmp_path / "out", "--format", "json")
    assert result.exit_code == 0
    assert "a.txt: the labels could not be explained: no words" in result.stderr
    assert json.loads((tmp_path / "out" / "a.json").read_text())["status"] == "ok"


def test_too_many_articles_are_not_compared(
    table: Path, tmp_path: Path, model: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.cli.report.MOST_COMPARED", 39)
    result = call("report", table, "-o", tmp_path / "out", "--format", "markdown")
    assert result.exit_code == 0
    assert "40 articles are too many for one page that compares them (at most 39)" in result.stderr
    assert "ok: 40, skipped: 0, error: 0" in result.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"n{i}.md" for i in range(40)}


def test_report_of_nothing_is_2(tmp_path: Path, model: dict[str, object]) -> None:
    empty = tmp_path / "in.jsonl"
    empty.touch()
    result = call("report", empty, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "no article in there" in result.stderr


def test_report_reads_standard_input(tmp_path: Path, model: dict[str, object]) -> None:
    result = call("report", "-", "-o", tmp_path / "out", given="The pump stopped.")
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["article.html"]


def test_interrupted_report_is_130(tmp_path: Path, model: dict[str, object]) -> None:
    model["analyzer"] = FakeAnalyzer(stop_at=0)
    result = call("report", write_article(tmp_path / "a.txt"), "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (130, "")


def test_folder_that_cannot_be_made_is_told(tmp_path: Path, model: dict[str, object]) -> None:
    source = write_article(tmp_path / "a.txt")
    result = call("report", source, "-o", source / "out")
    assert result.exit_code == 2
    assert "Not a directory" in result.stderr


# Tables of entities


QUIST = (
    "Ada Quist opened the pier of Port Hallam on Monday evening.\n\nMs. Quist praised the old pier and its builders.\n"
)


def write_table(path: Path, *rows: str) -> Path:
    path.write_text("".join(f"{row}\n" for row in ("mention,entity", *rows)))
    return path


def named(path: Path) -> set[str]:
    """The entities of all targets in a report, or in rows of sentences."""
    rows = [json.loads(line) for line in path.read_text().splitlines()] if path.suffix == ".jsonl" else None
    sentences = rows or json.loads(path.read_text())["sentences"]
    return {target["entity"] for sentence in sentences for target in sentence["targets"]}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [([], {"Ada Quist"}), (["Ada Quist,Ysolde Brandt"], {"Ysolde Brandt"}), (["ada quist,"], set())],
    ids=["none", "renamed", "left out"],
)
def test_table_of_entities_shows_in_the_output(
    tmp_path: Path, tiny_bundle: Path, rows: list[str], expected: set[str]
) -> None:
    source, names = write_article(tmp_path / "a.txt", QUIST), write_table(tmp_path / "names.csv", *rows)
    common = ("--model", tiny_bundle, *(("--entities", names) if rows else ()))
    assert call("report", source, "-o", tmp_path / "out", "--format", "json", *common).exit_code == 0
    assert call("score", source, "-o", tmp_path / "out.jsonl", "--rows", "sentences", *common).exit_code == 0
    known = {"Ada Quist", "Ysolde Brandt"}
    assert named(tmp_path / "out" / "a.json") & known == expected
    assert named(tmp_path / "out.jsonl") & known == expected


@pytest.mark.parametrize("command", ["report", "score"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mention;entity\n", "line 1: received the columns mention;entity; allowed are exactly mention and entity"),
        ("mention,entity\nAda Quist\n", "line 2: received 1 fields, 2 are allowed"),
        ("mention,entity\n,Ada Quist\n", "line 2: received no mention"),
        ("mention,entity\na,b\na,c\n", "line 3: received 'c' for 'a', which already has 'b'"),
        (None, "the corrections cannot be read"),
    ],
)
def test_broken_table_of_entities_is_told(
    tmp_path: Path, model: dict[str, object], command: str, text: str | None, message: str
) -> None:
    names = tmp_path / "names.csv"
    if text is not None:
        names.write_text(text)
    result = call(command, write_article(tmp_path / "a.txt"), "-o", tmp_path / "out.csv", "--entities", names)
    assert result.exit_code == 2
    assert f"{names}: {message}" in result.stderr
    assert not (tmp_path / "out.csv").exists()
    assert "asked" not in model


def test_model_gets_the_table(table: Path, tmp_path: Path, model: dict[str, object]) -> None:
    names = write_table(tmp_path / "names.csv", "Ada Quist,Ysolde Brandt", "Pump,")
    assert call("score", table, "-o", tmp_path / "out.csv", "--entities", names).exit_code == 0
    assert model["names"] == {"ada quist": "Ysolde Brandt", "pump": ""}
    assert call("score", table, "-o", tmp_path / "o2.csv").exit_code == 0
    assert model["names"] == {}


def test_run_is_not_resumed_with_another_table(table: Path, tmp_path: Path, model: dict[str, object]) -> None:
    out = tmp_path / "out.csv"
    first = write_table(tmp_path / "first.csv", "Ada Quist,Ysolde Brandt")
    other = write_table(tmp_path / "other.csv", "Ada Quist,Mara Ellingsen")
    same = write_table(tmp_path / "same.csv", "", "ADA QUIST,Ysolde Brandt")
    model["analyzer"] = FakeAnalyzer(stop_at=1)
    assert call("score", table, "-o", out, "--entities", first).exit_code == 130
    model["analyzer"] = FakeAnalyzer()
    refused = call("score", table, "-o", out, "--entities", other, "--resume")
    assert refused.exit_code == 2
    assert "this run cannot be resumed: other options: entities was" in refused.stderr
    assert "Ysolde Brandt" in refused.stderr
    assert "Mara Ellingsen" in refused.stderr
    without = call("score", table, "-o", out, "--resume")
    assert without.exit_code == 2
    assert "and is now {}" in without.stderr
    assert call("score", table, "-o", out, "--entities", same, "--resume").exit_code == 0
    assert out.is_file()


# File names


@pytest.mark.parametrize(
    ("article_id", "stem"),
    [
        ("news/harbor-sentinel.txt", "harbor-sentinel"),
        ("C:\\news\\a.html", "a"),
        ("a.html.gz", "a"),
        ("rows.csv:12", "rows.csv-12"),
        ("https://a.example/b?c=1", "https-a.example-b-c-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "article"),
        ("...", "article"),
        ("con", "con-article"),
        ("Über Öl", "Über-Öl"),
    ],
)
def test_stem_of_an_id(article_id: str, stem: str) -> None:
    assert safe_stem(article_id) == stem


@settings(deadline=None)
@given(st.lists(st.text(max_size=150) | st.sampled_from(["a", "A", "index", "a-2", "../a"]), max_size=12))
def test_names_are_unique_and_stay_in_the_folder(ids: list[str]) -> None:
    names = Names(find_format("html"))
    made = [names.name(article_id) for article_id in ids]
    assert len({name.casefold() for name in made} | {"index.html"}) == len(ids) + 1
    for name in made:
        assert Path(name).name == name
        assert not name.startswith(".")
        assert name.endswith(".html")
        assert name.isprintable()
        assert len(name.encode()) < LONGEST + 20


# Progress


def test_pace_counts_from_where_a_run_goes_on() -> None:
    times = iter([0.0, 0.0, 10.0])
    pace = progress.Pace(1000, lambda: next(times))
    assert pace.told(400) == ""
    assert pace.told(400) == ""
    assert pace.told(500) == "10 a second, 50 s left"


@pytest.mark.parametrize(("seconds", "told"), [(0.4, "0 s"), (59.4, "59 s"), (61, "1 min"), (12000, "3 h 20 min")])
def test_duration(seconds: float, told: str) -> None:
    assert progress.duration(seconds) == told


def test_lines_come_every_half_minute(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("framing.cli.progress.time.monotonic", lambda: now[0])
    with caplog.at_level(logging.INFO, "framing.progress"), progress.shown("articles", lambda: 100) as advance:
        for done in range(0, 50, 10):
            advance(done)
            now[0] += 10
    assert [record.getMessage() for record in caplog.records] == ["30 of 100 articles done (1 a second, 1 min left)"]


# With the model that ships


def shipped(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    return process(*arguments, "--model", SHIPPED, **options)


@needs_model
def test_report_with_a_model(tmp_path: Path) -> None:
    text = "The mill closed on Monday.\n\nThe owner said that it could open again in spring.\n\nIt never will."
    first, second = write_article(tmp_path / "one.txt", text), write_article(tmp_path / "two.txt", text)
    result = shipped("report", first, second, "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out" / "index.html").is_file()
    assert "Labels are estimates" in result.stdout


@pytest.mark.full
@needs_model
def test_score_with_a_model_is_the_same_after_a_kill(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    rows = [{"id": f"n{i}", "text": f"Pump {i} stopped, and {'nobody ' * (i % 7)}came."} for i in range(1100)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert shipped("score", source, "-o", whole, "--unit", "sentence").returncode == 0
    again = ("score", source, "-o", out, "--unit", "sentence", "--resume", "--model", SHIPPED)
    with subprocess.Popen([sys.executable, "-c", MAIN, *map(str, again)]) as running:
        while running.poll() is None and not list(tmp_path.glob("out.jsonl.partial/*.rows")):
            time.sleep(0.01)
        running.kill()
    assert not out.exists()
    result = process(*again)
    assert result.returncode == 0, result.stderr
    assert out.read_bytes() == whole.read_bytes()


# Pipes


def test_broken_pipe_is_quiet(tmp_path: Path) -> None:
    code = (
        "import sys, framing.analyzer; from fake_analyzer import FakeAnalyzer\n"
        "framing.analyzer.load = lambda *a, **k: FakeAnalyzer()\n"
        "from framing.cli import main; main()"
    )
    source = write_article(tmp_path / "a.txt")
    read, write = os.pipe()
    os.close(read)
    folder = str(Path(__file__).parent)
    result = subprocess.run(
        [sys.executable, "-c", code, "report", str(source), "-o", str(tmp_path / "out")],
        stdout=write,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([folder, *filter(None, sys.path)])},
        text=True,
        check=False,
    )
    os.close(write)
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "out" / "a.html").is_file()


def test_articles_of_one_id_have_their_own_links(tmp_path: Path, model: dict[str, object]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "The pump stopped."}\n{"id": "a", "text": "The pump ran."}\n')
    assert call("report", source, "-o", tmp_path / "out").exit_code == 0
    index = (tmp_path / "out" / "index.html").read_text()
    assert all(f'href="./{name}"' in index for name in ("a.html", "a-2.html"))
