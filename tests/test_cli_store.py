"""`framing ingest`, `rescore`, `export`, and `outlets` from a store: with a real model, real files and real kills."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_analyzer import CRASH, FOREIGN, FakeAnalyzer
from typer.testing import CliRunner, Result

pytestmark = pytest.mark.full
pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from store_help import check_whole, content, news, prose  # noqa: E402

from framing.cli import app  # noqa: E402
from framing.store import models_in, opened  # noqa: E402

TINY = Path(__file__).parent / "bundles" / "tiny"
LABEL = f"tiny 0.1.0 ({hashlib.sha256((TINY / 'manifest.json').read_bytes()).hexdigest()[:12]})"


@pytest.fixture(autouse=True)
def tiny_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_MODEL", str(TINY))


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """The same model under another version, so that it is another one."""
    folder = tmp_path / "other-model"
    shutil.copytree(TINY, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "version": "9.9.9"}))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "coverage.duckdb"


def call(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], input=given, prog_name="framing")


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def told(result: Result) -> str:
    return " ".join(result.stderr.split())


def never(*_: object, **__: object) -> None:
    raise AssertionError("the model is loaded")


# Ingest


def test_twice_adds_nothing_loads_no_model_and_takes_a_moment(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = write_rows(tmp_path / "in.jsonl", news(150, 12))
    call("--help")  # loads what the first command alone would load
    with opened(tmp_path / "warm.duckdb", write=True):
        began = time.process_time()
    first = call("ingest", table, "--into", store)
    once = time.process_time() - began
    assert (first.exit_code, first.stdout) == (0, "")
    assert "150 new articles" in told(first)
    before = content(store)
    monkeypatch.setattr("framing.analyzer.load", never)
    began = time.process_time()
    second = call("ingest", table, "--into", store)
    again = time.process_time() - began
    assert second.exit_code == 0, second.stderr
    assert "0 new articles; 150 known already" in told(second)
    assert content(store) == before
    assert again < 0.05 * once, (again, once)


def test_errors_and_skipped_are_told(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.analyzer.load", lambda *_, **__: FakeAnalyzer())
    rows = [*news(4), {"id": "bad", "text": CRASH}, {"id": "fr", "text": FOREIGN}, {**news(1)[0], "outlet": "Wire"}]
    table = write_rows(tmp_path / "in.jsonl", rows)
    with table.open("a") as stream:
        stream.write("{broken\n")
    result = call("ingest", table, "--into", store, "--threads", 2)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        "6 new articles; 1 of the new skipped (not English, or no prose); 1 of the new linked to an article that they "
        "repeat (see the table copies); 2 could not be read or analysed (see the table failures)"
    ) in told(result)
    assert check_whole(store) == 6


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in.jsonl", "--into", "coverage.db"], "a store's name ends in .duckdb"),
        (["none.jsonl", "--into", "s.duckdb"], "none.jsonl: no such file"),
        (["in.jsonl", "--into", "s.duckdb", "--model", "nowhere"], "nowhere: no model here"),
        (["in.jsonl", "--into", "no/s.duckdb"], "there is no folder no"),
        (["empty.jsonl", "--into", "s.duckdb"], "empty.jsonl: no article in there"),
    ],
)
def test_what_cannot_be_done_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_rows(tmp_path / "in.jsonl", news(1))
    write_rows(tmp_path / "empty.jsonl", [])
    result = call("ingest", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in told(result)


def test_standard_input_and_other_columns(store: Path) -> None:
    given = "".join(json.dumps({"body": row["text"], "paper": row["outlet"]}) + "\n" for row in news(2))
    names = ("--column", "text=body", "--column", "outlet=paper")
    result = call("ingest", "-", "--from", ".jsonl", *names, "--into", store, given=given)
    assert (result.exit_code, check_whole(store)) == (0, 2), result.stderr


def test_the_model_of_known_articles_is_told(
    tmp_path: Path, store: Path, other_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = write_rows(tmp_path / "in.jsonl", news(3))
    assert call("ingest", table, "--into", store).exit_code == 0
    monkeypatch.setattr("framing.analyzer.load", never)
    result = call("ingest", table, "--into", store, "--model", other_model)
    assert result.exit_code == 0
    assert f"3 articles of {store} lack scores by this model: framing rescore {store}" in told(result)


# Kills and two at once


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rows(tmp_path_factory.mktemp("much") / "in.jsonl", news(120, 8))


@pytest.fixture(scope="module")
def undisturbed(much: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "coverage.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_MODEL", str(TINY))
        assert call("ingest", much, "--into", path).exit_code == 0
    return path


def written(path: Path) -> int:
    return sum(file.stat().st_size for file in (path, path.with_name(f"{path.name}.wal")) if file.exists())


def wait_for(process: subprocess.Popen[str], path: Path, size: int) -> None:
    """Until the store has so many bytes, or the process has ended."""
    until = time.monotonic() + 60
    while process.poll() is None and written(path) < size and time.monotonic() < until:
        time.sleep(0.002)


@pytest.mark.parametrize("size", [1, 300_000, 800_000])
def test_a_kill_leaves_whole_articles_and_the_same_command_goes_on(
    much: Path, undisturbed: Path, store: Path, size: int
) -> None:
    process = start("ingest", much, "--into", store, "--threads", 1)
    wait_for(process, store, size)
    process.kill()
    process.communicate()
    kept = check_whole(store)
    result = call("ingest", much, "--into", store)
    assert result.exit_code == 0
    assert f"{120 - kept} new article" in told(result)
    assert content(store) == content(undisturbed)


def test_ctrl_c_says_what_was_kept_and_how_to_go_on(much: Path, store: Path) -> None:
    rows = [json.loads(line) for line in much.read_text(encoding="utf-8").splitlines()]
    again = ({**row, "id": f"{row['id']}-{i}", "text": f"{row['text']} {i}"} for i in range(10) for row in rows)
    much = store.with_name("more.jsonl")  # so many that a fast machine is not done before it is stopped
    much.write_text("".join(json.dumps(row) + "\n" for row in again), encoding="utf-8")
    process = start("ingest", much, "--into", store, "--threads", 1)
    wait_for(process, store, 400_000)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate()
    assert (process.returncode, stdout) == (130, ""), stderr
    said = re.search(
        rf"stopped; (\d+) new articles? of this run are kept in {re.escape(str(store))}\. "
        rf"Go on with the same command: framing ingest {re.escape(str(much))} --into",
        " ".join(stderr.split()),
    )
    assert said
    assert check_whole(store) == int(said[1]) > 0


def test_two_at_once_do_no_harm(much: Path, undisturbed: Path, store: Path) -> None:
    both = [start("ingest", much, "--into", store, "--threads", 1) for _ in range(2)]
    ended = [(process.communicate()[1], process.returncode) for process in both]
    assert {code for _, code in ended} in ({0}, {0, 2}), ended
    for stderr, code in ended:
        assert code == 0 or "has this store open; wait for it to end" in " ".join(stderr.split())
    assert content(store) == content(undisturbed)
    assert {file.name for file in store.parent.iterdir() if "duckdb" in file.name} == {store.name}


def test_who_holds_the_store_is_named(tmp_path: Path, store: Path) -> None:
    table = write_rows(tmp_path / "in.jsonl", news(2))
    with opened(store, write=True):
        for command in (("ingest", table, "--into", store), ("outlets", store), ("rescore", store)):
            process = start(*command)
            _, stderr = process.communicate()
            assert process.returncode == 2
            assert f"process {os.getpid()} " in stderr
            assert "Traceback" not in stderr
    assert check_whole(store) == 0


# Rescore


def test_rescore_adds_scores_and_goes_on_after_a_kill(
    much: Path, undisturbed: Path, store: Path, other_model: Path
) -> None:
    shutil.copy(undisturbed, store)
    command = ("rescore", store, "--model", other_model)
    process = start(*command, "--threads", 1)
    wait_for(process, store, written(store) + 200_000)
    process.kill()
    process.communicate()
    check_whole(store)
    with opened(store) as now:
        done = {m.label.split()[1]: m.n_articles for m in models_in(now)}.get("9.9.9", 0)
    result = call(*command)
    assert result.exit_code == 0
    assert f"{120 - done} articles scored by this model" in told(result)
    assert "0 articles scored by this model" in told(call(*command))
    with opened(store) as now:
        assert [m.n_articles for m in models_in(now)] == [120, 120]
        sql = "SELECT article, name, value, low, high FROM measures WHERE model = ? ORDER BY ALL"
        assert now.rows(sql, 1) == now.rows(sql, 2)
    check_whole(store)


def test_rescore_needs_a_store(store: Path) -> None:
    result = call("rescore", store)
    assert result.exit_code == 2
    assert "no such store" in told(result)
    assert not store.exists()


# Outlets


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A table with everything that may be in one, and the store that has it."""
    folder = tmp_path_factory.mktemp("varied")
    french = "Le conseil municipal a décidé lundi que le marché serait fermé pendant trois semaines, selon le maire."
    rows = [*news(40, 6), {"id": "fr", "text": f"{french} {french}", "outlet": "Post"}]
    rows += [{"id": "u", "text": prose(59, 6)}, {"id": "undated", "text": prose(79, 6), "outlet": " Post "}]
    table, path = write_rows(folder / "in.jsonl", rows), folder / "coverage.duckdb"
    with table.open("a") as stream:
        stream.write("{broken\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_MODEL", str(TINY))
        assert call("ingest", table, "--into", path).exit_code == 1
    return table, path


@pytest.mark.parametrize("options", [(), ("--by", "month"), ("--since", "2026-03-01")])
def test_outlets_are_the_same_from_files_and_from_the_store(
    varied: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    table, path = varied
    out = tmp_path / "out"
    from_files = call("outlets", table, "-o", out, *options)
    pages = read_pages(out)
    shutil.rmtree(out)
    monkeypatch.setattr("framing.analyzer.load", never)
    from_store = call("outlets", path, "-o", out, *options)
    assert (from_files.exit_code, from_store.exit_code) == (1, 1), from_store.stderr
    assert from_store.stdout == from_files.stdout
    assert told(from_store) == f"framing: {path}: 43 articles as scored by {LABEL} {told(from_files)}"
    found = read_pages(out)
    if "--since" in options:  # the files are scored in other batches then, which moves the last digits
        pages, found = ({name: rounded(text) for name, text in each.items()} for each in (pages, found))
    assert found == pages
    assert "could not be analysed" in found["outlets.html"]


def read_pages(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


def rounded(page: str) -> str:
    """The page with the coordinates of its charts in hundredths."""
    return re.sub(r"\d+\.\d{4,}", lambda number: f"{float(number[0]):.2f}", page)


def test_outlets_use_one_model_and_say_which(
    tmp_path: Path, store: Path, other_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("ingest", write_rows(tmp_path / "a.jsonl", news(12)), "--into", store)
    call("ingest", write_rows(tmp_path / "b.jsonl", news(17)), "--into", store, "--model", other_model)
    monkeypatch.delenv("FRAMING_MODEL")
    most = call("outlets", store, "-o", tmp_path / "most")
    assert most.exit_code == 0
    assert f"{store}: 12 articles as scored by tiny 0.1.0" in told(most)
    assert f"5 lack its scores: framing rescore {store}" in told(most)
    assert "5 articles of the store not scored by this model" in (tmp_path / "most" / "outlets.html").read_text()
    asked = call("outlets", store, "-o", tmp_path / "asked", "--model", other_model)
    assert f"{store}: 5 articles as scored by tiny 9.9.9" in told(asked)
    with (tmp_path / "asked" / "outlets.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["name"] == "loaded_share"]
    assert sum(int(row["n_articles"]) for row in rows) == 5


def test_outlets_of_a_store_and_of_files_together(tmp_path: Path, store: Path, other_model: Path) -> None:
    rows = news(12)
    call("ingest", write_rows(tmp_path / "a.jsonl", rows[:6]), "--into", store)
    rest = write_rows(tmp_path / "b.jsonl", rows[6:])
    assert call("outlets", store, rest, "-o", tmp_path / "both").exit_code == 0
    assert call("outlets", write_rows(tmp_path / "c.jsonl", rows), "-o", tmp_path / "one").exit_code == 0
    assert (tmp_path / "both" / "outlets.csv").read_bytes() == (tmp_path / "one" / "outlets.csv").read_bytes()
    refused = call("outlets", store, rest, "-o", tmp_path / "no", "--model", other_model)
    assert refused.exit_code == 2
    assert "no scores by this model; there are those by tiny 0.1.0" in told(refused)
    assert not (tmp_path / "no").exists()


def test_outlets_of_an_empty_or_missing_store_are_2(tmp_path: Path, store: Path) -> None:
    assert "no such store" in told(call("outlets", store, "-o", tmp_path / "out"))
    with opened(store, write=True):
        pass
    result = call("outlets", store, "-o", tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "no article in there; framing ingest" in told(result)


def test_versions_of_framing_that_differ_are_told(tmp_path: Path, store: Path) -> None:
    for name, rows in (("a", news(6)), ("b", news(9))):
        call("ingest", write_rows(tmp_path / f"{name}.jsonl", rows), "--into", store)
    with opened(store, write=True) as now:
        now.run("UPDATE runs SET framing = '0.0.0' WHERE run = 1")
    result = call("outlets", store, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "were made by framing 0.0.0 and" in told(result)
    assert "3 articles" not in told(call("rescore", store, "--renew"))
    assert "which may differ" not in told(call("outlets", store, "-o", tmp_path / "out"))


# Export and help


def test_export_names_its_files(tmp_path: Path, store: Path) -> None:
    call("ingest", write_rows(tmp_path / "in.jsonl", news(2)), "--into", store)
    result = call("export", store, "-o", tmp_path / "tables")
    assert result.exit_code == 0
    assert str(tmp_path / "tables" / "measures.parquet") in result.stdout
    assert {Path(line) for line in result.stdout.split()} == set((tmp_path / "tables").iterdir())


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("ingest", ("--into", "--threads", "--model", "--column", "--from", "--entities")),
        ("rescore", ("--threads", "--model", "--entities", "--renew")),
        ("export", ("--out",)),
    ],
)
def test_help_has_an_example_and_every_option(command: str, options: tuple[str, ...]) -> None:
    shown = call(command, "--help").stdout
    assert f"Example: framing {command}" in shown
    assert all(option in shown for option in options)
