"""`framing label`: what it takes, what it refuses, and what it says."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from label_help import PLAN, Server, items, session, write_articles
from typer.testing import CliRunner, Result

from framing.bundle import load
from framing.cli import app
from framing.errors import InputError, UsageError
from framing.label import Asking, Job, Order, Reader, begin, journal_of, opened, planned, pool
from framing.label.inputs import read_items
from framing.sources import ReadOptions


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["label", *map(str, arguments)], prog_name="framing")


def job(path: Path, labels: Path, **more: object) -> Job:
    known = {"head": "urgency", "classes": ("no", "yes"), **more}
    return Job(inputs=(str(path),), labels=labels, **known)  # type: ignore[arg-type]


def told(journal: Path, wanted: Job, model: Path) -> tuple[str, ...]:
    """The classes that a run would have."""
    with opened(journal) as found:
        return planned(wanted, found, load(model)).classes


def test_articles_are_split_and_furniture_is_left_out(tmp_path: Path) -> None:
    text = "Ferry pier to close\n\nThe pier may close, officials said. It is a loss.\n\nShare this\n\nLeave a Reply"
    (tmp_path / "a.txt").write_text(text)
    found = list(read_items([str(tmp_path)], ReadOptions()))
    assert [item.text for item in found] == [
        "Ferry pier to close",
        "The pier may close, officials said.",
        "It is a loss.",
    ]
    for item in found:
        assert text[item.sentence.start : item.sentence.end] == item.text
    assert {(item.passage.article, item.passage.group) for item in found} == {("a.txt", "a.txt")}


def test_rows_are_sentences_and_each_others_context(tmp_path: Path) -> None:
    table: Sequence[dict[str, object]] = [
        {"text": "One.", "article": "x", "index": 4, "start": 30, "outlet": "Ledger"},
        {"text": "Two.", "article": "x", "index": 5, "start": 35, "role": "headline"},
        {"text": "Menu", "article": "x", "index": 6, "start": 40, "role": "furniture"},
        {"text": "Three.", "article": "y", "group": "wire"},
        {"text": "Four."},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in table))
    found = list(read_items([str(path)], ReadOptions(unit="sentence")))
    seen = [(i.text, i.passage.article, i.passage.group, i.index, i.sentence.start, i.sentence.role) for i in found]
    assert seen == [
        ("One.", "x", "x", 4, 30, "body"),
        ("Two.", "x", "x", 5, 35, "headline"),
        ("Three.", "y", "wire", 0, 0, "body"),
        ("Four.", f"{path}:5", f"{path}:5", 0, 0, "body"),
    ]
    assert len(found[0].passage.sentences) == 3
    assert found[0].passage.outlet == "Ledger"


@pytest.mark.full
def test_a_store_is_read_like_its_articles(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    from store_help import news, put

    from framing.records import Article
    from framing.store import opened as store_opened

    articles = [Article(**row) for row in news(70, 3)]  # type: ignore[arg-type]
    with store_opened(tmp_path / "c.duckdb", write=True) as store:
        put(store, articles)
    path = tmp_path / "c.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in news(70, 3)))
    seen = [
        [
            (item.passage.article, item.passage.outlet, item.index, item.text)
            for item in read_items([str(given)], ReadOptions())
        ]
        for given in (tmp_path / "c.duckdb", path)
    ]
    assert seen[0] == seen[1]
    assert len({article for article, *_ in seen[0]}) == 70


def test_what_is_drawn(tmp_path: Path) -> None:
    path, labels = write_articles(tmp_path), tmp_path / "t.labels.jsonl"
    assert len(pool(job(path, labels))) == 48
    assert len(pool(job(path, labels, limit=7))) == 7
    given = pool(job(path, labels, limit=7, asking=Asking(order=Order.GIVEN)))
    assert [item.index for item in given] == list(range(7))
    (tmp_path / "blank.txt").write_text(" \n")
    with pytest.raises(InputError, match="no sentence to label"):
        pool(job(tmp_path / "blank.txt", labels))


def test_the_model_reads_the_pool_and_its_head_guesses(tmp_path: Path, tiny_bundle: Path) -> None:
    bundle = load(tiny_bundle)
    path, labels = write_articles(tmp_path, 3), tmp_path / "t.labels.jsonl"
    for head in ("kind", "loaded", "hedged", "opinion_babe"):
        wanted = job(path, labels.with_stem(head), head=head, classes=None)
        drawn, done = pool(wanted), []
        with opened(journal_of(wanted.labels)) as journal:
            page = begin(wanted, journal, planned(wanted, journal, bundle), drawn, Reader(bundle), done.append)
            question = page.ask("ada")
            assert question is not None
            assert question.p is not None
            assert len(question.p) == len(page.plan.classes)
            assert sum(question.p) == pytest.approx(1.0, abs=1e-4)
        assert done == [len(drawn)]


def test_the_guess_is_what_scoring_says(tmp_path: Path, tiny_bundle: Path) -> None:
    from framing.analyzer import load as load_analyzer
    from framing.records import Article

    text = "The council met. “It is late,” said Ada Quist, the mayor. A shameful plan may follow."
    (tmp_path / "a.txt").write_text(text)
    wanted = job(tmp_path / "a.txt", tmp_path / "kind.jsonl", head="kind", classes=None)
    bundle, drawn = load(tiny_bundle), pool(wanted)
    scored = {s.sentence.text: s.p_kind for s in load_analyzer(tiny_bundle).analyze(Article(id="a", text=text)).scored}
    with opened(journal_of(wanted.labels)) as journal:
        page = begin(wanted, journal, planned(wanted, journal, bundle), drawn, Reader(bundle), lambda _: None)
        for item in drawn:
            question = page.ask("ada", item.key)
            assert question is not None
            assert question.p == pytest.approx(scored[item.text], abs=0.005)


def test_classes_are_remembered_and_can_be_added(tmp_path: Path, tiny_bundle: Path) -> None:
    labels = tmp_path / "urgency.labels.jsonl"
    with session(labels, items(4)) as page:
        page.decide("ada", items(4)[0].key, "yes")
    path = write_articles(tmp_path)
    journal = journal_of(labels)
    assert told(journal, job(path, labels, classes=None), tiny_bundle) == PLAN.classes
    assert told(journal, job(path, labels, classes=("no", "yes", "unsure")), tiny_bundle) == ("no", "yes", "unsure")
    with pytest.raises(UsageError, match=r"'yes' is in use .* can be added, not taken away"):
        told(journal, job(path, labels, classes=("no", "unsure")), tiny_bundle)
    with pytest.raises(UsageError, match="labels of the head 'urgency', not 'tone'"):
        told(journal, job(path, labels, head="tone"), tiny_bundle)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--head", "urgency"], "no such head"),
        (["--head", "hedge"], "this head marks words"),
        (["--head", "No!", "--classes", "a,b"], "small letters"),
        (["--head", "t", "--classes", "a,b", "--labels", "t.csv"], "ends in .jsonl"),
        (["--head", "t", "--classes", "a,b", "--annotator", "<b>"], "allowed are 1 to 40 letters"),
        (["--head", "t", "--classes", "a,b", "--from", ".doc"], "unknown suffix"),
    ],
)
@pytest.mark.full
def test_what_cannot_be_meant(
    arguments: list[str], message: str, tmp_path: Path, tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fastapi")
    path = write_articles(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = call(path, "--model", tiny_bundle, *arguments)
    assert found.exit_code == 2
    assert message in found.stderr
    assert [left.name for left in tmp_path.iterdir()] == [path.name]


def test_the_extra_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastapi", None)
    found = call(write_articles(tmp_path), "--head", "t", "--classes", "a,b")
    assert found.exit_code == 2
    assert "pip install 'framing[label]'" in found.stderr


@pytest.mark.full
def test_the_server_says_where_it_is_and_ends_with_ctrl_c(tmp_path: Path, tiny_bundle: Path) -> None:
    pytest.importorskip("fastapi")
    write_articles(tmp_path)
    arguments = ("articles.jsonl", "--head", "urgency", "--classes", "no,yes")
    server = Server(*arguments, folder=tmp_path, model=tiny_bundle)
    assert server.url.startswith("http://127.0.0.1:")
    second = call(tmp_path / "articles.jsonl", *arguments[1:], "--labels", tmp_path / "urgency.labels.jsonl")
    assert "another framing label has these labels open" in second.stderr
    port = server.url.rstrip("/").rpartition(":")[2]
    third = call(
        tmp_path / "articles.jsonl",
        *arguments[1:],
        "--labels",
        tmp_path / "o.jsonl",
        "--port",
        port,
        "--model",
        tiny_bundle,
    )
    assert f"--port {port}: Address already in use" in third.stderr
    server.interrupt()
    assert "48 sentences to label for urgency (no, yes)" in server.said
    assert "urgency.labels.jsonl: 0 labelled sentences" in server.said
    assert server.process.returncode == 0
