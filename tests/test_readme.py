"""What the README says is run: its commands and its Python."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
TEXT = "The council met on Monday. The pier may close, officials said. It is a shameful plan."
PAGE = (
    "<html><head><title>Pier</title></head><body><article><h1>Pier</h1>"
    f"<p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
)
WARNINGS = (
    "The water is rising",
    "Flames were seen",
    "Gas escaped",
    "A wall fell",
    "The dam is cracking",
    "Smoke stood",
)
DISTRICTS = ("Arden", "Belmore", "Corrie", "Dunmouth", "Elstow", "Farrow", "Gorse", "Haddle", "Inverby", "Jarrow")
NEEDS = {
    "coverage.duckdb": ("framing ingest coverage.jsonl.gz --into coverage.duckdb",),
    "models/urgency": ("framing train urgency.labels.jsonl --head urgency",),
}
"""What has to be run before a command that names these."""

if not README.is_file():
    pytest.skip("the README is not part of a wheel", allow_module_level=True)


def blocks(language: str) -> list[str]:
    """The code blocks of a language ("" for those without one)."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [code for name, code in fenced if name == language]


def commands() -> list[str]:
    lines = [line.split("  #")[0].strip() for block in blocks("") for line in block.splitlines()]
    return [line for line in lines if line.startswith("framing ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds every file that the README names."""
    (tmp_path / "one.html").write_text(PAGE)
    (tmp_path / "two.html").write_text(PAGE)
    (tmp_path / "article.txt").write_text(TEXT)
    (tmp_path / "coverage").mkdir()
    (tmp_path / "coverage" / "a.txt").write_text(TEXT)
    with gzip.open(tmp_path / "coverage.jsonl.gz", "wt") as stream:
        stream.write(json.dumps({"id": "1", "text": TEXT, "outlet": "Hallam Post", "date": "2026-03-03"}) + "\n")
    (tmp_path / "labelled.csv").write_text(f'text,label\n"{TEXT}",x\n')
    (tmp_path / "urgency.labels.jsonl").write_text("".join(map(labelled, range(60))))
    return tmp_path


def labelled(number: int) -> str:
    """One of some labelled sentences that a model can learn something from."""
    what, when = WARNINGS[number % 6], DISTRICTS[number // 6]
    urgent = number % 2 == 0
    text = (
        f"{what} in {when}, and everybody must leave now."
        if urgent
        else f"{when} opened a garden where {what.lower()}."
    )
    return json.dumps({"text": text, "label": "yes" if urgent else "no", "group": f"a{number // 3}"}) + "\n"


def run(arguments: list[str], folder: Path, model: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FRAMING_MODEL": str(model)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_readme_has_commands() -> None:
    assert len(commands()) >= 5


@pytest.mark.parametrize("command", [c for c in commands() if not c.startswith("framing label")])
def test_command_runs(command: str, folder: Path, tiny_bundle: Path) -> None:
    for earlier in (e for name, needs in NEEDS.items() if name in command for e in needs if e != command):
        made = run(["-m", *shlex.split(earlier)], folder, tiny_bundle)
        assert made.returncode == 0, made.stderr
    before = set(folder.rglob("*"))
    done = run(["-m", *shlex.split(command)], folder, tiny_bundle)
    assert done.returncode == 0, done.stderr
    assert set(folder.rglob("*")) > before or done.stdout


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("framing label")])
def test_page_is_served(command: str, folder: Path, tiny_bundle: Path) -> None:
    made = run(["-m", *shlex.split(NEEDS["coverage.duckdb"][0])], folder, tiny_bundle)
    assert made.returncode == 0, made.stderr
    (folder / "urgency.labels.jsonl").unlink()  # what the page is there to make
    environment = {**os.environ, "FRAMING_MODEL": str(tiny_bundle)}
    arguments = [sys.executable, "-m", *shlex.split(command)]
    with subprocess.Popen(arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            assert "http://127.0.0.1:" in server.stdout.readline()
        finally:
            server.send_signal(signal.SIGINT)


def test_python_runs(folder: Path, tiny_bundle: Path) -> None:
    (code,) = blocks("python")
    done = run(["-c", code], folder, tiny_bundle)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
