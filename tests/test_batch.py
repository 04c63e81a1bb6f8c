"""Scoring in bulk: rows, order, cut-off runs, refusals, full disks."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from fake_analyzer import CRASH, FOREIGN, FakeAnalyzer, bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.batch import Job, Outcome, cut, files, score
from framing.batch.blocks import MAX_CHARS, MAX_ITEMS
from framing.batch.state import Place
from framing.batch.table import kind, merged
from framing.errors import BundleError, FramingError, InputError, UsageError
from framing.records import Article, Failure
from framing.rows import ARTICLE_COLUMNS, SENTENCE_COLUMNS
from framing.sources import ReadOptions

SENTENCES = ReadOptions(unit="sentence")
MANY = 75
"""Articles in three blocks."""


def write_articles(path: Path, count: int = MANY, **special: str) -> Path:
    rows = [{"id": f"n{i}", "text": f"The pump {i} stopped.\nNobody was there."} for i in range(count)]
    for name, text in special.items():
        rows[int(name[1:])]["text"] = text
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def write_rows(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(row + "\n" if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "in.jsonl", n40=f"{CRASH} here.", n50=f"{FOREIGN} here.")


def job_of(source: Path | str, out: Path, **options: object) -> Job:
    return Job(**{"inputs": (str(source),), "out": out, "options": ReadOptions(), **options})  # type: ignore[arg-type]


def run(job: Job, model: FakeAnalyzer | None = None) -> Outcome:
    return score(job, lambda _: model or FakeAnalyzer())


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def beside(out: Path) -> set[str]:
    return {path.name for path in out.parent.iterdir() if path.name.startswith(out.name)}


# Rows


def test_article_rows_come_in_order_with_all_columns(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    outcome = run(job_of(articles, out))
    rows = lines(out)
    assert [row["article"] for row in rows] == [f"n{i}" for i in range(MANY)]
    assert all(tuple(row) == ARTICLE_COLUMNS for row in rows)
    assert rows[3]["commentary_share"] == 0.25
    assert (outcome.rows, outcome.errors, outcome.already) == (MANY, 1, False)


def test_what_is_left_is_the_output_and_the_description(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(job_of(articles, out))
    assert beside(out) == {"out.jsonl", "out.jsonl.run.json"}
    state = json.loads((tmp_path / "out.jsonl.run.json").read_text())
    assert state["finished"] is True
    assert state["model"] == "a" * 64
    assert len(state["input"]) == 64


def test_sentence_rows_of_articles(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(job_of(articles, out, rows="sentences"))
    rows = lines(out)
    assert [row["text"] for row in rows[:2]] == ["The pump 0 stopped.", "Nobody was there."]
    assert tuple(rows[0]) == SENTENCE_COLUMNS
    assert len(rows) == 2 * MANY - 2
    assert [row["article"] for row in rows if row["status"] != "ok"] == ["n40", "n50"]


def test_further_heads_are_columns_even_where_nothing_is_scored(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "in.jsonl", 1, n0=FOREIGN)
    out = tmp_path / "out.csv"
    model = FakeAnalyzer(bundle(heads=[("angry", ("no", "yes")), ("tone", ("low", "mid", "high"))]))
    run(job_of(source, out, rows="sentences"), model)
    header = out.read_text().splitlines()[0].split(",")
    assert header[-6:] == ["p_angry", "p_tone_low", "p_tone_mid", "p_tone_high", "status", "message"]


def test_further_heads_are_measures_even_where_nothing_is_scored(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "in.jsonl", 1, n0=FOREIGN)
    out = tmp_path / "out.csv"
    run(job_of(source, out), FakeAnalyzer(bundle(heads=[("angry", ("no", "yes")), ("tone", ("low", "mid", "high"))])))
    header = out.read_text().splitlines()[0].split(",")
    further = header[header.index("second_hand_share_high") + 1 : header.index("stances")]
    assert further[:4] == ["angry_share", "angry_share_low", "angry_share_high", "tone_low_share"]
    assert len(further) == 12


def test_only_the_culprit_of_a_block_is_an_error(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(job_of(articles, out))
    rows = {row["article"]: row for row in lines(out)}
    assert [name for name, row in rows.items() if row["status"] == "error"] == ["n40"]
    assert rows["n40"]["message"] == "could not be analysed: ValueError: no such luck"
    assert rows["n40"]["commentary_share"] is None
    assert rows["n50"]["status"] == "skipped"


def test_what_cannot_be_read_is_an_error_in_its_place(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", [{"text": "One."}, "{broken", {"text": "Three."}])
    out = tmp_path / "out.jsonl"
    outcome = run(job_of(source, out))
    assert [row["status"] for row in lines(out)] == ["ok", "error", "ok"]
    assert "broken JSON" in str(lines(out)[1]["message"])
    assert outcome.errors == 1


def test_trouble_with_the_model_ends_the_run(articles: Path, tmp_path: Path) -> None:
    class Broken(FakeAnalyzer):
        def analyze_many(self, articles: object, *, unit: str = "article") -> Iterator[object]:  # type: ignore[override]
            raise BundleError("encoder.onnx: cannot be opened")

    with pytest.raises(BundleError, match=r"encoder\.onnx"):
        run(job_of(articles, tmp_path / "out.jsonl"), Broken())
    assert not (tmp_path / "out.jsonl").exists()


def test_an_analyzer_that_loses_articles_is_noticed(articles: Path, tmp_path: Path) -> None:
    class Lossy(FakeAnalyzer):
        def analyze_many(self, articles: object, *, unit: str = "article") -> Iterator[object]:  # type: ignore[override]
            return iter(())

    outcome = run(job_of(articles, tmp_path / "out.jsonl"), Lossy())
    assert outcome.errors == MANY


def test_no_rows_make_an_empty_output(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", [])
    run(job_of(source, tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text() == ",".join(ARTICLE_COLUMNS) + "\n"
    run(job_of(source, tmp_path / "out.jsonl"))
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_progress_counts_inputs(articles: Path, tmp_path: Path) -> None:
    told: list[int] = []
    score(job_of(articles, tmp_path / "out.jsonl"), lambda _: FakeAnalyzer(), told.append)
    assert told == [0, 32, 64, 75]


# Sentences as input


def test_each_sentence_row_gives_one_row_with_its_columns(tmp_path: Path) -> None:
    given = [
        {"id": "a", "text": "One. Two.\nThree.", "topic": "water", "n": 3, "outlet": "Post", "targets": [[0, 3]]},
        {"id": "b", "text": "Four.", "late": [1, 2]},
        {"id": "c", "text": 7, "topic": "fire"},
    ]
    out = tmp_path / "out.jsonl"
    run(job_of(write_rows(tmp_path / "in.jsonl", given), out, options=SENTENCES, rows="sentences"))
    first, second, third = lines(out)
    assert (first["article"], first["index"], first["text"]) == ("a", 0, "One. Two.\nThree.")
    assert (first["topic"], first["n"], first["outlet"]) == ("water", 3, "Post")
    assert [(t["start"], t["end"], t["valence"]) for t in first["targets"]] == [(0, 3, -0.3)]  # type: ignore[attr-defined]
    assert second["late"] == [1, 2]
    assert "topic" not in second
    assert (third["article"], third["status"], third["topic"]) == ("c", "error", "fire")


def test_an_input_column_of_our_name_is_dropped_with_one_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = write_rows(tmp_path / "in.jsonl", [{"text": f"Row {i}.", "kind": "mine", "x": i} for i in range(600)])
    out = tmp_path / "out.jsonl"
    run(job_of(source, out, options=SENTENCES, rows="sentences"))
    assert {row["kind"] for row in lines(out)} <= {"fact", "claim", "commentary"}
    assert lines(out)[-1]["x"] == 599
    assert [record.message for record in caplog.records if "'kind'" in record.message] == [
        "the input's column 'kind' is left out: the output has a column of that name"
    ]


def test_csv_has_columns_that_come_late(tmp_path: Path) -> None:
    given: list[object] = [{"id": str(i), "text": f"Row {i}."} for i in range(MAX_ITEMS["sentence"] + 1)]
    given.append({"text": "Last.", "late": {"a": "ü,\r"}, "ok": True})
    out = tmp_path / "out.csv"
    run(job_of(write_rows(tmp_path / "in.jsonl", given), out, options=SENTENCES, rows="sentences"))
    with out.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == [*SENTENCE_COLUMNS, "id", "late", "ok"]
    assert (rows[0]["late"], rows[0]["targets"], rows[0]["inherited_source"]) == ("", "[]", "")
    assert json.loads(rows[-1]["late"]) == {"a": "ü,\r"}
    assert rows[-1]["ok"] == "true"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5))
def test_csv_gives_back_every_text(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("csv")
    source = write_rows(folder / "in.jsonl", [{"id": f"i{n}", "text": "A row.", "x": x} for n, x in enumerate(texts)])
    run(job_of(source, folder / "out.csv", options=SENTENCES, rows="sentences"))
    with io.StringIO((folder / "out.csv").read_bytes().decode("utf-8"), newline="") as stream:
        assert [row["x"] for row in csv.DictReader(stream)] == texts


def test_parquet_has_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    given = [
        {"id": "a", "text": "One.", "n": 1, "f": 1, "mixed": 1, "big": 2**70, "targets": [[0, 3]]},
        {"id": "b", "text": "Two.", "n": None, "f": 0.5, "mixed": "x", "big": 1},
        {"id": "c", "text": None, "n": 3, "nothing": None},
    ]
    out = tmp_path / "out.parquet"
    run(job_of(write_rows(tmp_path / "in.jsonl", given), out, options=SENTENCES, rows="sentences"))
    table = parquet.read_table(out)
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["n"], types["f"], types["mixed"], types["big"], types["nothing"]) == (
        *("int64", "double", "string"),
        *("string", "string"),
    )
    rows = table.to_pylist()
    assert [row["mixed"] for row in rows] == ["1", '"x"', None]
    assert rows[0]["targets"][0]["valence"] == pytest.approx(-0.3)
    assert [row["p_opinion"] for row in rows] == [0.0, 0.001, None]
    assert rows[2]["targets"] is None


def test_parquet_articles_equal_jsonl(articles: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for suffix in ("jsonl", "parquet"):
        run(job_of(articles, tmp_path / f"out.{suffix}"))
    assert parquet.read_table(tmp_path / "out.parquet").to_pylist() == lines(tmp_path / "out.jsonl")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([None, 1], "int"),
        ([1, 0.5], "float"),
        ([True, 1], "json"),
        (["a", None, "b"], "str"),
        (["a", 1], "json"),
        ([[1]], "json"),
        ([2**63], "json"),
        ([None], "null"),
    ],
)
def test_kind_of_a_column(values: list[object], expected: str) -> None:
    assert merged({"x": kind(value)} for value in values) == {"x": expected}


# Blocks


@settings(deadline=None)
@given(st.lists(st.integers(0, MAX_CHARS // 3), max_size=80), st.integers(0, 5))
def test_blocks_do_not_depend_on_where_a_run_begins(sizes: list[int], skipped: int) -> None:
    items = [Article(id=str(i), text="x" * size) for i, size in enumerate(sizes)]
    blocks = list(cut(items, "article"))
    assert [item for block in blocks for item in block] == items
    assert all(0 < len(block) <= MAX_ITEMS["article"] for block in blocks)
    assert all(sum(len(item.text) for item in block[:-1]) < MAX_CHARS for block in blocks)  # type: ignore[union-attr]
    done = sum(map(len, blocks[:skipped]))
    assert list(cut(items[done:], "article")) == blocks[skipped:]


def test_failures_count_in_blocks() -> None:
    items = [Failure(str(i), "gone") for i in range(MAX_ITEMS["sentence"] + 1)]
    assert [len(block) for block in cut(items, "sentence")] == [MAX_ITEMS["sentence"], 1]


# Cut off and resumed


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
@pytest.mark.parametrize("stop_at", [0, 1, 2])
def test_interrupted_run_goes_on_with_the_same_bytes(articles: Path, tmp_path: Path, suffix: str, stop_at: int) -> None:
    whole, out = tmp_path / f"whole.{suffix}", tmp_path / f"out.{suffix}"
    run(job_of(articles, whole))
    with pytest.raises(KeyboardInterrupt):
        run(job_of(articles, out, resume=True), FakeAnalyzer(stop_at=stop_at))
    assert not out.exists()
    model = FakeAnalyzer()
    run(job_of(articles, out, resume=True), model)
    assert out.read_bytes() == whole.read_bytes()
    assert beside(out) == {out.name, f"{out.name}.run.json"}
    assert model.calls[0][0] == f"n{32 * stop_at}" if stop_at < 2 else True
    assert ["n0"] not in [call[:1] for call in model.calls] or stop_at == 0


def killed_at(step: int, job: Job) -> bool:
    """Run a job in a process that kills itself before its step-th sync, rename or removal; whether it came to that."""
    child = os.fork()
    if child == 0:
        left = iter(range(step))

        def deadly(real: Callable[..., object]) -> Callable[..., object]:
            def act(*arguments: object, **options: object) -> object:
                if next(left, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **options)

            return act

        os.fsync = deadly(os.fsync)  # type: ignore[assignment]
        os.unlink = deadly(os.unlink)  # type: ignore[assignment]
        os.rmdir = deadly(os.rmdir)  # type: ignore[assignment]
        Path.replace = deadly(Path.replace)  # type: ignore[method-assign]
        code = 1
        try:
            run(job)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("within", [False, True], ids=["beside", "in the input folder"])
def test_a_kill_at_any_step_does_no_harm(tmp_path: Path, within: bool) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_articles(folder / "in.jsonl", 70, n40=CRASH)
    run(job_of(folder, tmp_path / "whole.csv", rows="sentences"))
    expected = (tmp_path / "whole.csv").read_bytes()
    step = 0
    while True:
        out = (folder if within else tmp_path) / "out.csv"
        job = job_of(folder, out, rows="sentences", resume=True)
        killed = killed_at(step, job)
        assert not out.exists() or out.read_bytes() == expected
        outcome = run(job)
        assert (out.read_bytes(), outcome.rows, outcome.errors) == (expected, 139, 1)
        assert run(job).already
        assert beside(out) == {"out.csv", "out.csv.run.json"}
        for name in beside(out):
            (out.parent / name).unlink()
        if not killed:
            break
        step += 1
    assert step > 15


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kill_after_kill_comes_to_an_end(articles: Path, tmp_path: Path) -> None:
    run(job_of(articles, tmp_path / "whole.jsonl"))
    out = tmp_path / "out.jsonl"
    kills = 0
    while killed_at(9, job_of(articles, out, resume=True)):
        kills += 1
        assert kills < 20
    assert kills > 1
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_finished_run_is_left_as_it_is(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(job_of(articles, out))
    before = (out.stat(), out.with_name("out.jsonl.run.json").stat())
    model = FakeAnalyzer()
    outcome = run(job_of(articles, out, resume=True), model)
    assert (outcome.already, outcome.rows, outcome.errors) == (True, MANY, 1)
    assert model.calls == []
    after = (out.stat(), out.with_name("out.jsonl.run.json").stat())
    assert [(s.st_mtime_ns, s.st_ino) for s in after] == [(s.st_mtime_ns, s.st_ino) for s in before]
    assert beside(out) == {"out.jsonl", "out.jsonl.run.json"}


def test_output_that_was_taken_away_is_made_again(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(job_of(articles, out))
    made = out.read_bytes()
    out.unlink()
    assert not run(job_of(articles, out, resume=True)).already
    assert out.read_bytes() == made


def interrupted(articles: Path, out: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(job_of(articles, out), FakeAnalyzer(stop_at=1))


def test_torn_block_is_made_again(articles: Path, tmp_path: Path) -> None:
    run(job_of(articles, tmp_path / "whole.jsonl"))
    out = tmp_path / "out.jsonl"
    interrupted(articles, out)
    block = next((tmp_path / "out.jsonl.partial").glob("*.rows"))
    block.write_bytes(block.read_bytes()[:-10])
    run(job_of(articles, out, resume=True))
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_damaged_block_is_refused_by_name(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    interrupted(articles, out)
    block = next((tmp_path / "out.jsonl.partial").glob("*.rows"))
    block.write_bytes(block.read_bytes().replace(b"n0", b"N0"))
    with pytest.raises(FramingError, match=r"00000000\.rows: damaged, its checksum does not match; delete it"):
        run(job_of(articles, out, resume=True))
    block.unlink()
    run(job_of(articles, out, resume=True))
    assert lines(out)[0]["article"] == "n0"


# Refusals


def test_resume_refuses_another_model(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    interrupted(articles, out)
    with pytest.raises(UsageError, match=r"cannot be resumed: it was begun with another model: fake 1 \(aaaa"):
        run(job_of(articles, out, resume=True), FakeAnalyzer(bundle("b" * 64)))
    run(job_of(articles, out, resume=True))
    assert out.exists()


@pytest.mark.parametrize("finished", [False, True])
def test_resume_refuses_changed_input(articles: Path, tmp_path: Path, finished: bool) -> None:
    out = tmp_path / "out.jsonl"
    if finished:
        run(job_of(articles, out))
    else:
        interrupted(articles, out)
    with articles.open("a") as stream:
        stream.write('{"text": "More."}\n')
    with pytest.raises(UsageError, match="the input has changed since it was begun"):
        run(job_of(articles, out, resume=True))


def test_resume_refuses_other_options(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    interrupted(articles, out)
    with pytest.raises(UsageError, match='other options: rows was "articles" and is now "sentences"'):
        run(job_of(articles, out, resume=True, rows="sentences"))
    columns = ReadOptions(columns={"outlet": "paper"})
    with pytest.raises(UsageError, match=r'columns was \{\} and is now \{"outlet": "paper"\}'):
        run(job_of(articles, out, resume=True, options=columns))


def test_resume_refuses_another_version(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    interrupted(articles, out)
    monkeypatch.setattr("framing.__version__", "99.0.0")
    with pytest.raises(UsageError, match=r"it was begun with framing .*, this is 99\.0\.0"):
        run(job_of(articles, out, resume=True))


def test_resume_refuses_an_output_of_unknown_origin(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("mine")
    with pytest.raises(UsageError, match=r"out\.jsonl is there but .*run\.json is not"):
        run(job_of(articles, out, resume=True))
    assert out.read_text() == "mine"


def test_resume_refuses_an_output_that_was_changed(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(job_of(articles, out))
    out.write_text("mine")
    with pytest.raises(UsageError, match="not what this run wrote"):
        run(job_of(articles, out, resume=True))
    assert out.read_text() == "mine"


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": 1}', '{"format": 99}'])
def test_resume_refuses_a_description_it_cannot_read(articles: Path, tmp_path: Path, damage: str) -> None:
    out = tmp_path / "out.jsonl"
    interrupted(articles, out)
    out.with_name("out.jsonl.run.json").write_text(damage)
    with pytest.raises(UsageError, match=r"run\.json: .*begin anew with --force"):
        run(job_of(articles, out, resume=True))


def test_without_resume_nothing_is_overwritten(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    interrupted(articles, out)
    with pytest.raises(UsageError, match=r"out\.jsonl\.partial is there already: --resume .* --force"):
        run(job_of(articles, out))
    run(job_of(articles, out, resume=True))
    with pytest.raises(UsageError, match=r"out\.jsonl is there already: --resume .* --force"):
        run(job_of(articles, out))


def test_force_begins_anew(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    interrupted(articles, out)
    model = FakeAnalyzer(bundle("b" * 64))
    run(job_of(articles, out, force=True), model)
    assert model.calls[0][0] == "n0"
    run(job_of(articles, out, force=True, rows="sentences"))
    assert "kind" in lines(out)[0]


@pytest.mark.parametrize(
    ("options", "name", "message"),
    [
        ({}, "out.txt", r"unknown suffix '\.txt'; allowed are \.jsonl \.csv \.parquet"),
        ({}, "nowhere/out.csv", "there is no folder"),
        ({}, "in.jsonl", "this is an input"),
        ({}, "folder.csv", "this is a folder"),
        ({"resume": True, "force": True}, "out.csv", "give one of them"),
        ({"resume": True, "inputs": ("-",)}, "out.csv", "standard input .* cannot be read twice"),
        ({"options": SENTENCES}, "out.csv", "--rows articles: with --unit sentence"),
    ],
)
def test_options_that_do_not_fit(
    articles: Path, tmp_path: Path, options: dict[str, object], name: str, message: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    before = articles.read_bytes()
    with pytest.raises(UsageError, match=message):
        run(job_of(articles, tmp_path / name, **options))
    assert articles.read_bytes() == before


def test_bad_input_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        run(job_of(tmp_path / "gone.jsonl", tmp_path / "out.csv"))
    assert beside(tmp_path / "out.csv") == set()


def test_two_runs_do_not_write_one_output(articles: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    out = tmp_path / "out.jsonl"
    with Place(out).locked(), pytest.raises(UsageError, match="another run is writing it now"):
        run(job_of(articles, out))
    run(job_of(articles, out))


def test_working_files_are_not_taken_for_input(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_articles(folder / "in.jsonl", 40)
    interrupted(folder, folder / "out.jsonl")
    run(job_of(folder, tmp_path / "other.jsonl"))
    assert len(lines(tmp_path / "other.jsonl")) == 40


# Threads and disks


def test_output_does_not_depend_on_threads(articles: Path, tmp_path: Path) -> None:
    asked: list[int] = []

    def opened(threads: int) -> FakeAnalyzer:
        asked.append(threads)
        return FakeAnalyzer()

    outs = [tmp_path / f"out{threads}.jsonl" for threads in (1, 2, 5)]
    for out, threads in zip(outs, (1, 2, 5), strict=True):
        score(job_of(articles, out, threads=threads), opened)
    assert len({out.read_bytes() for out in outs}) == 1
    assert asked == [1, 1, 1]


@pytest.mark.parametrize("at", range(7))
def test_full_disk_is_told_and_does_no_harm(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    run(job_of(articles, tmp_path / "whole.csv"))
    out = tmp_path / "out.csv"
    left = iter(range(at))
    real = files.sync

    def full(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(files, "sync", full)
        patched.setattr("framing.batch.run.sync", full)
        with pytest.raises(FramingError, match="No space left on device; what is done is kept; go on with --resume"):
            run(job_of(articles, out))
    assert out.exists() == (at == 6)
    run(job_of(articles, out, resume=True))
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert beside(out) == {"out.csv", "out.csv.run.json"}
