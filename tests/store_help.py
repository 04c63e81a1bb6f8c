"""What the tests of stores share: articles, a model without files, and what a store holds."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fake_analyzer import FakeAnalyzer

from framing.batch import made
from framing.records import Article, Failure, Report
from framing.store import Store, ingest
from framing.store.run import Model, Tally

WHO = ("Orla Venn", "Tam Brody", "the council", "Hallam Works", "the ministry", "residents")
WHAT = ("the pier", "the new levy", "a bus line", "the mill", "the harbour wall", "a water main")
HOW = ("shameful", "welcome", "costly", "modest", "reckless", "late")
OUTLETS = ("Ledger", "Courier", "Post")


class FakeModel:
    """Scores a few articles at a time, and reads some ahead, as a model in threads does."""

    def __init__(self, analyzer: FakeAnalyzer | None = None, *, size: int = 2, ahead: int = 1) -> None:
        self.analyzer = analyzer or FakeAnalyzer()
        self._size = size
        self._ahead = ahead

    @property
    def bundle(self) -> SimpleNamespace:
        return self.analyzer.bundle

    def blocks(self, articles: Iterable[Article]) -> Iterator[list[Report]]:
        given = iter(articles)
        waiting: list[list[Article]] = []
        while block := list(islice(given, self._size)):
            waiting.append(block)
            if len(waiting) > self._ahead:
                yield made(self.analyzer, waiting.pop(0), "article", lambda report: report)
        for block in waiting:
            yield made(self.analyzer, block, "article", lambda report: report)


def prose(seed: int, sentences: int = 12) -> str:
    """A made-up article."""
    draw = random.Random(seed)
    said = []
    for _ in range(sentences):
        who, what, how, day = draw.choice(WHO), draw.choice(WHAT), draw.choice(HOW), draw.randrange(9999)
        said.append(
            draw.choice(
                (
                    f"{who[0].upper()}{who[1:]} said that {what} was {how} on day {day}.",
                    f"Work on {what} may begin after week {day}, officials familiar with it said.",
                    f"It is a {how} plan, and {who} should have known it {day} years ago.",
                )
            )
        )
    return " ".join(said)


def news(n: int, sentences: int = 12) -> list[dict[str, object]]:
    """Rows of articles of three outlets."""
    return [
        {
            "id": f"n{i}",
            "text": prose(i, sentences),
            "outlet": OUTLETS[i % 3],
            "date": f"2026-0{1 + i % 6}-{1 + i % 28:02}",
        }
        for i in range(n)
    ]


def put(store: Store, items: Iterable[Article | Failure], model: Model | None = None, **entities: str) -> Tally:
    """Ingest, and say what was done."""
    tally = Tally()
    ingest(store, items, lambda: model or FakeModel(), entities=entities, tally=tally)
    return tally


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of a store but the runs, without the runs' numbers, rows sorted."""
    import duckdb

    found = {}
    with duckdb.connect(str(path), read_only=True) as connection:
        for (table,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall():
            if table != "runs":
                columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
                kept = ", ".join(f'"{name}"' for name in columns if name != "run")
                found[table] = sorted(connection.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)
    return found


def check_whole(path: Path) -> int:
    """Check that a store opens and holds only whole articles; returns how many."""
    from framing.store import opened

    with opened(path) as store:
        (n,) = store.one("SELECT count(*) FROM articles")
        assert store.one("SELECT count(DISTINCT key) FROM articles") == (n,)
        assert store.one("SELECT count(DISTINCT article) FROM scores JOIN articles USING (article)") == (n,)
        sql = """
            SELECT s.article, s.n_sentences, count(DISTINCT t.sentence) FILTER (t.p_fact IS NOT NULL),
                (SELECT count(*) FROM measures m WHERE m.article = s.article AND m.model = s.model)
            FROM scores s LEFT JOIN sentences t USING (article, model) WHERE s.status = 'ok'
            GROUP BY s.article, s.model, s.n_sentences
        """
        for article, expected, found, measures in store.rows(sql):
            assert (found, measures > 0) == (expected, True), article
        for table in ("sentences", "marks", "stances", "fingerprints", "copies"):
            assert store.one(f"SELECT count(*) FROM {table} ANTI JOIN articles USING (article)") == (0,), table
    return int(n)
