"""`framing outlets`: files, messages, exit codes."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_analyzer import CRASH, FOREIGN, FakeAnalyzer
from typer.testing import CliRunner, Result

from framing.cli import app
from framing.records import Article, Report, Stance

TINY = Path(__file__).parent / "bundles" / "tiny"


class Leaning(FakeAnalyzer):
    """Finds the outlet for the mill, or against it, as a word of the text says."""

    def analyze_many(self, articles: Iterable[Article], *, unit: str = "article") -> Iterator[Report]:
        for report in super().analyze_many(articles, unit=unit):
            valence = 0.5 if "proud" in report.article.text else -0.5
            stance = Stance(
                entity="the mill", voice="outlet", valence=valence, low=valence - 0.3, high=valence + 0.3, n=2
            )
            yield replace(report, stances=(stance,)) if report.status == "ok" else report


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A model that needs no files; exchange it under "analyzer"."""
    kept: dict[str, object] = {"analyzer": Leaning()}

    def load(folder: Path | None = None, *, threads: int = 1, names: object = None) -> object:
        kept["asked"] = (folder, threads)
        return kept["analyzer"]

    monkeypatch.setattr("framing.analyzer.load", load)
    return kept


def call(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ["outlets", *map(str, arguments)], input=given, prog_name="framing")


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def news(n: int = 12) -> list[dict[str, object]]:
    """Articles of two outlets, one a week each."""
    return [
        {
            "id": f"n{i}",
            "text": f"The {'proud' if i % 2 else 'sorry'} mill number {i} stopped.",
            "outlet": "Ledger" if i % 2 else "Courier",
            "date": f"2026-0{1 + i // 6}-{1 + 4 * (i % 6 // 2):02}",
        }
        for i in range(n)
    ]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "in.jsonl", news())


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "outlets.csv").open(newline="") as stream:
        return list(csv.DictReader(stream))


def told(result: Result) -> str:
    return " ".join(result.stderr.split())


def test_writes_page_and_table_and_prints_one(table: Path, tmp_path: Path, model: dict[str, object]) -> None:
    out = tmp_path / "out"
    result = call(table, "-o", out, "--threads", 2)
    assert (result.exit_code, result.stderr) == (0, "")
    assert {path.name for path in out.iterdir()} == {"outlets.html", "outlets.csv"}
    assert "Ledger" in result.stdout
    assert "more favourable than other outlets" in " ".join(result.stdout.split())
    assert str(out / "outlets.html") in result.stdout.replace("\n", "")
    (slant,) = [r for r in rows_of(out) if (r["kind"], r["outlet"]) == ("slant", "Ledger")]
    assert (slant["value"], slant["reference"]) == ("1.0", "other outlets, same weeks")
    assert model["asked"] == (None, 1)


def test_same_input_gives_same_files_whatever_the_threads(
    table: Path, tmp_path: Path, model: dict[str, object]
) -> None:
    for name, threads in (("one", 1), ("two", 4)):
        assert call(table, "-o", tmp_path / name, "--by", "month", "--threads", threads).exit_code == 0
    for file in ("outlets.html", "outlets.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_by_month_adds_periods(table: Path, tmp_path: Path, model: dict[str, object]) -> None:
    assert call(table, "-o", tmp_path / "out", "--by", "month").exit_code == 0
    assert {r["period"] for r in rows_of(tmp_path / "out") if r["kind"] == "measure"} == {"", "2026-01", "2026-02"}


def test_since_leaves_out_and_says_so(tmp_path: Path, model: dict[str, object]) -> None:
    rows: list[dict[str, object]] = [*news(), {"id": "x", "text": "The mill.", "outlet": "Ledger"}]
    result = call(write_rows(tmp_path / "in.jsonl", rows), "-o", tmp_path / "out", "--since", "2026-02-01")
    assert result.exit_code == 0
    assert "6 articles left out as before the first day" in told(result)
    assert "1 article left out for want of a date" in told(result)
    measures = [r for r in rows_of(tmp_path / "out") if r["kind"] == "measure"]
    assert sum(int(r["n_articles"]) for r in measures) == 6
    assert "left out for want of a date" in (tmp_path / "out" / "outlets.html").read_text()


def test_errors_and_skipped_are_named_and_is_1(tmp_path: Path, model: dict[str, object]) -> None:
    extra: list[dict[str, object]] = [
        {"id": "bad", "text": CRASH, "outlet": "Ledger"},
        {"id": "other", "text": FOREIGN, "outlet": "Le Phare"},
    ]
    result = call(write_rows(tmp_path / "in.jsonl", [*news(), *extra]), "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "1 article could not be analysed: framing: bad: could not be analysed: ValueError: no such luck" in told(
        result
    )
    assert "1 article skipped: framing: other: not English" in told(result)
    assert "1 article could not be analysed." in (tmp_path / "out" / "outlets.html").read_text()
    assert "Le Phare" not in result.stdout


def test_skipped_alone_is_0_and_unnamed_is_unknown(tmp_path: Path, model: dict[str, object]) -> None:
    rows: list[dict[str, object]] = [
        *news(),
        {"id": "u", "text": "The mill."},
        {"id": "other", "text": FOREIGN, "outlet": "Le Phare"},
    ]
    result = call(write_rows(tmp_path / "in.jsonl", rows), "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "unknown (no outlet named)" in result.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--since", "March"], "--since March: no such day; allowed is YYYY-MM-DD, as in --since 2026-03-01"),
        (["--since", "2026-02-30"], "--since 2026-02-30: no such day"),
        (["--by", "year"], "year"),
        (["--column", "text"], "two names are needed"),
        (["--since", "2030-01-01"], "no article could be scored. 12 articles left out as before the first day"),
    ],
)
def test_wrong_options_are_2(
    table: Path, tmp_path: Path, model: dict[str, object], options: list[str], message: str
) -> None:
    result = call(table, "-o", tmp_path / "out", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in told(result)
    assert not (tmp_path / "out" / "outlets.html").exists()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "in.jsonl: no article in there"),
        ([{"text": "The mill."}], "none of 1 articles names its outlet; a table says it in a column `outlet`"),
        ([{"text": FOREIGN, "outlet": "Le Phare"}], "no article could be scored. 1 article not scored"),
    ],
)
def test_nothing_to_compare_is_2(
    tmp_path: Path, model: dict[str, object], rows: list[dict[str, object]], message: str
) -> None:
    result = call(write_rows(tmp_path / "in.jsonl", rows), "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in told(result)


def test_no_outlet_is_told_before_anything_is_analysed(tmp_path: Path, model: dict[str, object]) -> None:
    source = write_rows(tmp_path / "in.jsonl", [{"text": "The mill.", "paper": "Ledger"}] * 3)
    assert call(source, "-o", tmp_path / "out").exit_code == 2
    assert "asked" not in model
    assert call(source, "-o", tmp_path / "out", "--column", "outlet=paper").exit_code == 0


def test_standard_input(tmp_path: Path, model: dict[str, object]) -> None:
    given = "".join(json.dumps(row) + "\n" for row in news(4))
    assert call("-", "--from", ".jsonl", "-o", tmp_path / "out", given=given).exit_code == 0
    result = call("-", "-o", tmp_path / "none", given="The mill stopped.")
    assert result.exit_code == 2
    assert "names its outlet" in told(result)


def test_interrupted_says_what_was_written(
    table: Path, tmp_path: Path, model: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    model["analyzer"] = Leaning(stop_at=0)
    result = call(table, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (130, "")
    assert "stopped after 0 articles; nothing was written" in told(result)

    def stopped(_: object) -> str:
        raise KeyboardInterrupt

    model["analyzer"] = Leaning()
    monkeypatch.setattr("framing.report.outlets.print_summary", lambda *_: stopped(_))
    result = call(table, "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert f"stopped after 12 articles; written: {tmp_path / 'out' / 'outlets.html'}, " in told(result)


def test_help_has_an_example_and_every_option() -> None:
    shown = call("--help").stdout
    assert "Example: framing outlets" in shown
    for option in ("--out", "--by", "--since", "--threads", "--model", "--column", "--from", "--entities"):
        assert option in shown


def test_with_a_model_of_files(tmp_path: Path) -> None:
    rows = [{"id": str(i), "text": f"The mill in Hallam closed on day {i}. It was a disgrace.", "outlet": "AB"[i % 2]}
            for i in range(4)]  # fmt: skip
    source = write_rows(tmp_path / "in.jsonl", [{**row} for row in rows])
    command = [
        sys.executable,
        "-m",
        "framing",
        "outlets",
        str(source),
        "-o",
        str(tmp_path / "out"),
        "--model",
        str(TINY),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    names = {r["name"] for r in rows_of(tmp_path / "out") if r["kind"] == "measure"}
    assert {"commentary_share", "loaded_share"} <= names
