"""Scoring on Ray: the same rows as the local engine, whatever dies; parts, plans, refusals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offspring import gone, in_proc, marked, with_mark
from typer.testing import CliRunner

pytest.importorskip("ray.data")
arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

import framing  # noqa: E402
from framing import bundle as bundles  # noqa: E402
from framing.analyzer import load  # noqa: E402
from framing.batch import Job, Outcome, score  # noqa: E402
from framing.batch.engines import Listener, score_on_ray  # noqa: E402
from framing.batch.engines.plan import Plan, make_plan  # noqa: E402
from framing.batch.engines.worker import PartMaker, Task, order  # noqa: E402
from framing.batch.table import RowMaker  # noqa: E402
from framing.cli import app  # noqa: E402
from framing.errors import FramingError, MissingExtraError, UsageError  # noqa: E402
from framing.sources import ReadOptions, read_articles  # noqa: E402
from framing.sources.stretches import StretchReader, parquet_sources  # noqa: E402

if TYPE_CHECKING:
    from ray._private.node import Node
    from ray.cluster_utils import Cluster

T = TypeVar("T")
pytestmark = [
    pytest.mark.full,
    pytest.mark.timeout(900),  # a machine that is busy with other things takes long to start a cluster
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
]
SENTENCES = ReadOptions(unit="sentence")
MANY = 16 * 32
"""Articles in sixteen parts."""
STORE_BYTES = 80 * 2**20
Rows = list[dict[str, object]]


def articles(count: int, paragraphs: int = 1) -> Rows:
    """Articles of our own, some of them without a text or in another language."""
    said = "Officials said that pump {0} may cost {0} million. The mayor called it a shameful failure of the council."
    rows: Rows = [
        {"id": f"n{i}", "text": "\n\n".join(said.format(i + p) for p in range(paragraphs)), "outlet": "Courier"}
        for i in range(count)
    ]
    rows[3]["text"] = None
    rows[5]["text"] = "Die Pumpe stand am Montag still, und niemand war da, der sie reparieren wollte. " * 3
    return rows


def write_table(path: Path, rows: Rows, row_group_size: int = 50) -> Path:
    parquet.write_table(arrow.Table.from_pylist(rows), path, row_group_size=row_group_size)
    return path


def job_of(source: Path, out: Path, **options: object) -> Job:
    return Job(**{"inputs": (str(source),), "out": out, "options": ReadOptions(), **options})  # type: ignore[arg-type]


def local_rows(job: Job, model: Path) -> Rows:
    """What the local engine makes of the same job."""
    out = job.out.with_name("local.parquet")
    score(replace(job, out=out, resume=False, force=True), lambda threads: load(model, threads=threads))
    return read(out)


def read(path: Path) -> Rows:
    """The rows of a file, or of all parts of a folder in order."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [row for file in files for row in parquet.read_table(file).to_pylist()]


def beside(out: Path) -> set[str]:
    return {path.name for path in out.parent.iterdir() if path.name.startswith(out.name)}


# The plan


def planned(source: Path, options: ReadOptions, model: Path) -> Plan:
    rows = "sentences" if options.unit == "sentence" else "articles"
    maker = RowMaker(bundles.load(model), rows=rows, unit=options.unit)
    return make_plan(parquet_sources(str(source), options), options, maker)


@settings(max_examples=25, deadline=None)
@given(files=st.lists(st.integers(0, 90), min_size=1, max_size=4), seed=st.randoms(use_true_random=False))
def test_blocks_read_in_any_order_are_the_input(
    tmp_path_factory: pytest.TempPathFactory, tiny_bundle: Path, files: list[int], seed: Random
) -> None:
    folder = tmp_path_factory.mktemp("files")
    for number, count in enumerate(files):
        texts = [None if i % 7 == 6 else f"Pump {number}.{i}. " * seed.randint(1, 900) for i in range(count)]
        table = arrow.table({"text": arrow.array(texts, arrow.string())})
        parquet.write_table(table, folder / f"{number}.parquet", row_group_size=30)
    plan = planned(folder, ReadOptions(), tiny_bundle)
    shuffled = seed.sample(plan.blocks, len(plan.blocks))
    reader = StretchReader(plan.sources, ReadOptions())
    got = {block.number: [item for stretch in block.stretches for item in reader.read(stretch)] for block in shuffled}
    reader.close()
    assert [item for number in sorted(got) for item in got[number]] == list(read_articles(folder, ReadOptions()))
    assert plan.inputs == sum(files)


def test_a_table_that_breaks_off_is_planned_and_read_alike(tmp_path: Path, tiny_bundle: Path) -> None:
    source = write_table(tmp_path / "in.parquet", articles(200))
    data = bytearray(source.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 200] = bytes(200)
    source.write_bytes(data)
    plan = planned(source, ReadOptions(), tiny_bundle)
    reader = StretchReader(plan.sources, ReadOptions())
    last = plan.blocks[-1]
    items = [item for stretch in last.stretches for item in reader.read(stretch)]
    assert items == list(read_articles(source, ReadOptions()))[-last.inputs :]
    assert "cannot be read" in items[-1].message  # type: ignore[union-attr]


def test_names_sort_in_the_order_of_the_input(tmp_path: Path, tiny_bundle: Path) -> None:
    plan = planned(write_table(tmp_path / "in.parquet", articles(40)), ReadOptions(), tiny_bundle)
    assert [plan.name(block.number) for block in plan.blocks] == ["part-00000.parquet", "part-00001.parquet"]
    long = replace(plan, blocks=plan.blocks * 60_000)
    assert long.name(99_999) < long.name(100_000)


# The work of an actor, without Ray


def task_of(source: Path, folder: Path, model: Path, options: ReadOptions) -> tuple[Task, Plan]:
    folder.mkdir()
    plan = planned(source, options, model)
    task = Task(
        sources=plan.sources,
        options=options,
        rows="sentences",
        entities={},
        kinds=plan.kinds,
        model=model,
        identity=bundles.load(model).identity,
        version=framing.__version__,
        folder=folder,
        run="r",
    )
    return task, plan


def made(task: Task, plan: Plan) -> Rows:
    """What an actor says that it did, the blocks given to it from the last to the first."""
    orders = [order(block, plan.name(block.number)) for block in reversed(plan.blocks)]
    maker = PartMaker(task)
    return [row for one in orders for row in maker(arrow.Table.from_pylist([one])).to_pylist()]


def test_columns_of_the_input_are_those_of_the_local_engine(
    tmp_path: Path, tiny_bundle: Path, caplog: pytest.LogCaptureFixture
) -> None:
    numbers = range(601)
    given: dict[str, Any] = {
        "id": [str(i) for i in numbers],
        "text": [f"Pump {i} failed." for i in numbers],
        "kind": ["mine"] * 601,
        "n": list(numbers),
        "large": arrow.array([2**63 - 1 + (i == 600) for i in numbers], arrow.uint64()),
    }
    source = tmp_path / "in.parquet"
    parquet.write_table(arrow.table(given), source)
    task, plan = task_of(source, tmp_path / "parts", tiny_bundle, SENTENCES)
    assert [row["failed"] for row in made(task, plan)] == [None, None]
    expected = local_rows(job_of(source, tmp_path / "out", options=SENTENCES, rows="sentences"), tiny_bundle)
    assert read(tmp_path / "parts") == expected
    schemas = [parquet.read_schema(path) for path in (tmp_path / "parts").iterdir()]
    assert all(schema.equals(parquet.read_schema(tmp_path / "local.parquet")) for schema in schemas)
    assert expected[0]["large"] == str(2**63 - 1), "only the last block has a number beyond 64 bits"
    assert "the input's column 'kind' is left out" in caplog.text


def test_an_empty_table_gives_one_part_with_all_columns(tmp_path: Path, tiny_bundle: Path) -> None:
    source = tmp_path / "in.parquet"
    parquet.write_table(arrow.table({"text": arrow.array([], arrow.string())}), source)
    task, plan = task_of(source, tmp_path / "parts", tiny_bundle, ReadOptions())
    assert made(task, plan) == [{"number": 0, "inputs": 0, "rows": 0, "errors": 0, "failed": None}]
    local_rows(job_of(source, tmp_path / "out", rows="sentences"), tiny_bundle)
    (part,) = (tmp_path / "parts").iterdir()
    assert parquet.read_table(part).equals(parquet.read_table(tmp_path / "local.parquet"))


def test_a_part_that_is_made_again_has_the_same_bytes(tmp_path: Path, tiny_bundle: Path) -> None:
    source = write_table(tmp_path / "in.parquet", articles(40))
    task, plan = task_of(source, tmp_path / "parts", tiny_bundle, ReadOptions())
    done = made(task, plan)
    before = {path.name: path.read_bytes() for path in (tmp_path / "parts").iterdir()}
    first = tmp_path / "parts" / plan.name(0)
    first.write_bytes(b"torn")
    assert made(task, plan) == done
    assert {path.name: path.read_bytes() for path in (tmp_path / "parts").iterdir()} == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": "0.0.1"}, "is installed here, the run was begun with 0.0.1; install one version on all machines"),
        ({"identity": "f" * 64}, "another model"),
        ({"model": Path("nowhere")}, "nowhere: no model here"),
        ({"folder": Path("nowhere")}, "No such file or directory"),
    ],
)
def test_trouble_is_told_by_its_machine(
    tmp_path: Path, tiny_bundle: Path, changes: dict[str, Any], message: str
) -> None:
    source = write_table(tmp_path / "in.parquet", articles(10))
    task, plan = task_of(source, tmp_path / "parts", tiny_bundle, ReadOptions())
    (told,) = made(replace(task, **changes), plan)
    assert str(told["failed"]).startswith(f"on {os.uname().nodename}: ")
    assert message in str(told["failed"])


@pytest.mark.parametrize("other", [9, 10, 11, None], ids=["shorter", "another text", "longer", "gone"])
def test_another_file_on_another_machine_is_noticed(tmp_path: Path, tiny_bundle: Path, other: int | None) -> None:
    source = write_table(tmp_path / "in.parquet", articles(40))
    task, plan = task_of(source, tmp_path / "parts", tiny_bundle, ReadOptions())
    source.unlink()
    if other is not None:
        write_table(source, articles(30 + other, paragraphs=2))
    told = str(made(task, plan)[-1]["failed"])
    assert "in.parquet: not what the run was begun with" in told
    assert ("No such file" in told) == (other is None)


# On a cluster


def begun(start: Callable[[], T]) -> T:
    """A node that is started; a machine with other work may need more than one try."""
    for left in (2, 1, 0):
        try:
            return start()
        except Exception as error:
            if not left or "timed out" not in str(error):
                raise
    raise AssertionError


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A cluster of one node with one core, to which others can be added."""
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("RAY_USAGE_STATS_ENABLED", "0")
        head = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": STORE_BYTES}
        made = begun(lambda: Cluster(initialize_head=True, head_node_args=head))
        yield made
        made.shutdown()


def on_cluster(cluster: Cluster, job: Job, model: Path, progress: Callable[[int], None] = lambda _: None) -> Outcome:
    return score_on_ray(job, address=cluster.address, model=model, listener=Listener(progress=progress))


@dataclass(frozen=True)
class Finished:
    """A run on the cluster: what it was, what came of it, and what it told meanwhile."""

    job: Job
    outcome: Outcome
    told: list[int]


@pytest.fixture(scope="module")
def finished(cluster: Cluster, tiny_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    folder = tmp_path_factory.mktemp("finished")
    source = write_table(folder / "in.parquet", articles(80))
    job = job_of(source, folder / "out", rows="sentences", threads=2)  # one more than there are cores
    told: list[int] = []
    return Finished(job, on_cluster(cluster, job, tiny_bundle, told.append), told)


def test_rows_are_those_of_the_local_engine(finished: Finished, tiny_bundle: Path) -> None:
    out = finished.job.out
    assert beside(out) == {"out", "out.run.json"}
    assert sorted(path.name for path in out.iterdir()) == [f"part-0000{i}.parquet" for i in range(3)]
    expected = local_rows(finished.job, tiny_bundle)
    assert read(out) == expected
    assert finished.outcome == Outcome(rows=len(expected), errors=1)
    assert [row["status"] for row in expected if row["status"] != "ok"] == ["error", "skipped"]
    assert (finished.told[0], finished.told[-1], sorted(finished.told)) == (0, 80, finished.told)


def test_a_finished_run_is_left_as_it_is(finished: Finished, tiny_bundle: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in finished.job.out.iterdir()}
    outcome = score_on_ray(replace(finished.job, resume=True), model=tiny_bundle)
    assert outcome == replace(finished.outcome, already=True)
    assert {path: path.stat().st_mtime_ns for path in finished.job.out.iterdir()} == before


def at_work(node: Node) -> bool:
    """Whether an actor of a node is at a task just now."""
    raylet = node.all_processes["raylet"][0].process.pid
    listed = subprocess.run(["ps", "-o", "args=", "--ppid", str(raylet)], capture_output=True, text=True, check=False)
    return any(line.startswith("ray::MapWorker") and ".submit" in line for line in listed.stdout.splitlines())


@pytest.fixture(scope="module")
def many(tiny_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    """A table of sixteen blocks, and what the local engine makes of it."""
    folder = tmp_path_factory.mktemp("many")
    source = write_table(folder / "in.parquet", articles(MANY, paragraphs=8))
    return source, local_rows(job_of(source, folder / "out"), tiny_bundle)


def test_a_node_that_dies_costs_no_row(
    cluster: Cluster, tmp_path: Path, tiny_bundle: Path, many: tuple[Path, Rows]
) -> None:
    source, expected = many
    node = begun(lambda: cluster.add_node(num_cpus=1, object_store_memory=STORE_BYTES))
    job = job_of(source, tmp_path / "out")
    killed: list[int] = []

    def kill(done: int) -> None:
        if done and not killed and at_work(node):
            cluster.remove_node(node, allow_graceful=False)
            killed.append(done)

    outcome = on_cluster(cluster, job, tiny_bundle, kill)
    assert killed, "the second node was never seen at work"
    assert killed[0] < MANY
    assert read(job.out) == expected
    assert (outcome.rows, outcome.errors) == (MANY, 1)
    assert sorted(path.name for path in job.out.iterdir()) == [f"part-{i:05d}.parquet" for i in range(MANY // 32)]
    assert beside(job.out) == {"out", "out.run.json"}


@in_proc
def test_what_is_interrupted_is_gone_and_goes_on_elsewhere(
    cluster: Cluster, tmp_path: Path, tiny_bundle: Path, many: tuple[Path, Rows]
) -> None:
    source, expected = many
    job = job_of(source, tmp_path / "out", resume=True)
    command = [sys.executable, "-c", "from framing.cli import main; main()", "score", str(source), "-o", str(job.out)]
    command += ["--engine", "ray", "--threads", "1", "--model", str(tiny_bundle)]
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=with_mark(tmp_path.name), start_new_session=True
    )
    parts = tmp_path / "out.partial" / "parts"
    while running.poll() is None and not any(parts.glob("part-*")):
        time.sleep(0.05)
    there = marked(tmp_path.name)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    _, told = running.communicate()
    assert len(there) > 1
    assert running.returncode == 130
    assert told.splitlines()[-1].startswith("framing: stopped; what is done is kept. Go on with: framing score")
    assert [line for line in told.splitlines() if not line.startswith("framing: ")] == []
    assert gone(tmp_path.name)
    assert not job.out.exists()
    (parts / ".part-00009.parquet.elsewhere.1.tmp").write_bytes(b"half")
    (parts / "part-00009.parquet").write_bytes(b"not of this run")
    progress: list[int] = []
    on_cluster(cluster, job, tiny_bundle, progress.append)
    assert progress[0] > 0
    assert read(job.out) == expected
    assert beside(job.out) == {"out", "out.run.json"}


# Refusals, and what needs no cluster


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, r"out is there already: --resume .* --force"),
        ({"resume": True, "rows": "articles"}, 'rows was "sentences" and is now "articles"'),
        ({"resume": True, "entities": {"A": "B"}}, r"other options: entities was \{\}"),
        ({"resume": True, "options": ReadOptions(columns={"outlet": "paper"})}, "columns was"),
    ],
)
def test_another_run_is_not_resumed(
    finished: Finished, tiny_bundle: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        score_on_ray(replace(finished.job, **changes), model=tiny_bundle)


def test_another_model_and_changed_files_are_refused(finished: Finished, tiny_bundle: Path, tmp_path: Path) -> None:
    again = replace(finished.job, resume=True)
    other = Path(shutil.copytree(tiny_bundle, tmp_path / "other"))
    manifest = json.loads((other / "manifest.json").read_text())
    (other / "manifest.json").write_text(json.dumps({**manifest, "name": "other"}))
    with pytest.raises(UsageError, match="begun with another model"):
        score_on_ray(again, model=other)
    for path, message in (
        (Path(again.inputs[0]), "the input has changed since it was begun"),
        (again.out / "part-00001.parquet", "not what this run wrote"),
    ):
        before = path.read_bytes()
        write_table(path, articles(10))
        with pytest.raises(UsageError, match=message):
            score_on_ray(again, model=tiny_bundle)
        path.write_bytes(before)


def test_a_run_whose_parts_are_all_there_needs_no_cluster(finished: Finished, tiny_bundle: Path) -> None:
    out = finished.job.out
    before = read(out)
    partial = out.with_name("out.partial")
    partial.mkdir()
    out.rename(partial / "parts")
    outcome = score_on_ray(replace(finished.job, resume=True), address="127.0.0.1:1", model=tiny_bundle)
    assert (outcome, read(out)) == (finished.outcome, before)
    assert beside(out) == {"out", "out.run.json"}


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path, tiny_bundle: Path) -> None:
    job = job_of(write_table(tmp_path / "in.parquet", articles(10)), tmp_path / "out")
    with pytest.raises(FramingError, match=r"the Ray cluster at 127\.0\.0\.1:1 cannot be joined: "):
        score_on_ray(job, address="127.0.0.1:1", model=tiny_bundle)
    assert beside(job.out) == {"out.run.json"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in.parquet", "-o", "out.csv"], "--engine ray writes a folder of parquet parts; name it without a suffix"),
        (["in.parquet", "-o", "in.d"], "mine.txt is in this folder and is no part of an output"),
        (["in.parquet", "-o", "in.d", "--force"], "mine.txt is in this folder and is no part of an output"),
        (["in.parquet", "-o", "notes"], "this is a file; name the folder to write"),
        (["tables", "-o", "tables/out"], "this lies in a folder that is read"),
        (["in.parquet", "-o", "no/out"], "there is no folder no"),
        (["notes.jsonl", "-o", "out"], "notes.jsonl: --engine ray reads parquet files and folders of them"),
        (["-", "-o", "out", "--from", ".parquet"], "-: --engine ray reads parquet files and folders of them"),
        (["https://a.example/x", "-o", "out"], "--engine ray reads parquet files and folders of them"),
        (["gone.parquet", "-o", "out"], "gone.parquet: no such file or folder"),
        (["in.parquet", "-o", "out", "--column", "text=body"], "no column 'body'"),
        (["in.parquet", "-o", "out", "--address", "ray://host:1"], "allowed are auto (the cluster that this machine"),
        (["in.parquet", "-o", "out", "--address", "head"], "--address head: allowed are auto"),
        (["in.parquet", "-o", "out", "--engine", "local", "--address", "auto"], "only --engine ray joins a cluster"),
        (["in.parquet", "-o", "out", "--resume", "--force"], "give one of them"),
    ],
)
def test_what_cannot_be_meant_is_told_and_is_2(
    tmp_path: Path, tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("in.d", "tables"):
        Path(folder).mkdir()
        write_table(Path(folder, "part-00000.parquet"), articles(10))
    Path("in.d", "mine.txt").write_text("mine")
    Path("notes").write_text("mine")
    Path("notes.jsonl").write_text('{"text": "Mine."}\n')
    write_table(Path("in.parquet"), articles(10))
    before = sorted(tmp_path.rglob("*"))
    arguments = arguments if "--engine" in arguments else [*arguments, "--engine", "ray"]
    result = CliRunner().invoke(app, ["score", *arguments, "--model", str(tiny_bundle)], prog_name="framing")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert sorted(tmp_path.rglob("*")) == before


def test_without_ray_the_extra_is_named(tmp_path: Path, tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_of(write_table(tmp_path / "in.parquet", articles(10)), tmp_path / "out")
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"--engine ray needs optional packages: pip install 'framing\[ray\]'"):
        score_on_ray(job, model=tiny_bundle)
