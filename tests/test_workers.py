"""Worker processes of `framing score`: the same bytes, and nothing left of them, however a run ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from offspring import gone, in_proc, marked, with_mark

from framing import bundle as bundles
from framing.batch.workers import Task, by_processes
from framing.errors import FramingError
from framing.records import Article

ARTICLES = 300
"""Ten blocks: more than two processes need to be worth their start."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.jsonl"
    text = "The pier closed on Monday. The owner said that it could open again in spring. It never will. " * 8
    rows = [{"id": f"n{i}", "text": "" if i == 70 else f"Pump {i} stopped. {text}"} for i in range(ARTICLES)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(many: Path, tiny_bundle: Path) -> bytes:
    """What one process makes of it."""
    out = many.with_name("whole.jsonl")
    assert ended(start(many, out, tiny_bundle, "--threads", "1"))[0] in (0, 1)
    return out.read_bytes()


def start(source: Path, out: Path, model: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "framing", "score", source, "-o", out, "--model", model, "--resume", *options]
    return subprocess.Popen(
        [*map(str, command)],
        stderr=subprocess.PIPE,
        text=True,
        env=with_mark(out.parent.name),
        start_new_session=True,
    )


def ended(running: subprocess.Popen[str]) -> tuple[int, str]:
    _, told = running.communicate(timeout=120)
    return running.returncode, told


def at_work(source: Path, out: Path, model: Path) -> subprocess.Popen[str]:
    """A run of two processes that has kept its first block."""
    running = start(source, out, model, "--threads", "2")
    rows = out.with_name(f"{out.name}.partial")
    while running.poll() is None and not any(path.stat().st_size for path in rows.glob("*.rows")):
        time.sleep(0.01)
    return running


def gone_on(source: Path, out: Path, model: Path) -> bytes:
    """The output of the run, resumed."""
    assert ended(start(source, out, model, "--threads", "2"))[0] == 0
    return out.read_bytes()


def test_processes_make_the_same_bytes(many: Path, whole: bytes, tiny_bundle: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    status, told = ended(start(many, out, tiny_bundle, "--threads", "2"))
    assert status == 0, told
    assert out.read_bytes() == whole


@in_proc
def test_processes_are_at_work_and_end_with_the_run(
    many: Path, whole: bytes, tiny_bundle: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    running = at_work(many, out, tiny_bundle)
    assert len(marked(tmp_path.name)) > 2
    running.kill()
    running.communicate()
    assert gone(tmp_path.name)
    assert not out.exists()
    assert gone_on(many, out, tiny_bundle) == whole


@pytest.mark.full
@in_proc
def test_an_interrupted_run_says_how_to_go_on(many: Path, whole: bytes, tiny_bundle: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    running = at_work(many, out, tiny_bundle)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    status, told = ended(running)
    assert status == 130
    assert "stopped; what is done is kept. Go on with: framing score" in told
    assert "Traceback" not in told
    assert gone(tmp_path.name)
    assert gone_on(many, out, tiny_bundle) == whole


@pytest.mark.full
@in_proc
def test_a_worker_that_dies_ends_the_run_with_a_message(
    many: Path, whole: bytes, tiny_bundle: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    running = at_work(many, out, tiny_bundle)
    for pid in marked(tmp_path.name):
        if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
    status, told = ended(running)
    assert status == 2
    assert "a worker process ended before its time" in told
    assert "Traceback" not in told
    assert gone_on(many, out, tiny_bundle) == whole


def test_what_workers_have_to_say_is_said_once(tiny_bundle: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    rows = ({"text": f"Pump {i} stopped on Monday, they said.", "kind": "x"} for i in range(3000))
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    status, told = ended(start(source, tmp_path / "out.jsonl", tiny_bundle, "--threads", "2", "--unit", "sentence"))
    assert status == 0, told
    assert told.count("the input's column 'kind' is left out") == 1


def test_another_model_in_its_place_is_told(tiny_bundle: Path) -> None:
    bundle = bundles.load(tiny_bundle)
    task = Task(bundle.folder, "another", (), "articles", "article")
    with pytest.raises(FramingError, match="the model was changed"):
        list(by_processes(task, [[Article(id="a", text="The pier closed on Monday.")]], 2))
