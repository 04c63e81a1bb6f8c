"""A store of coverage: what it keeps, what it links, versions, models, and what stays when something goes wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fake_analyzer import CRASH, FOREIGN, FakeAnalyzer, bundle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import FramingError, InputError, MissingExtraError, UsageError
from framing.records import Article, Failure, Report

pytestmark = pytest.mark.full
duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from store_help import FakeModel, check_whole, content, news, prose, put  # noqa: E402

from framing.outlets.summary import summarise  # noqa: E402
from framing.store import export, ingest, models_in, opened, rescore  # noqa: E402
from framing.store.copies import ALIKE  # noqa: E402
from framing.store.lacking import Wanted, count_lacking  # noqa: E402
from framing.store.migrate import VERSION  # noqa: E402
from framing.store.minhash import bands, jaccard, shingles, words  # noqa: E402
from framing.store.run import Tally  # noqa: E402
from framing.store.schema import VERSION_1  # noqa: E402
from framing.store.summaries import kept  # noqa: E402

if TYPE_CHECKING:
    from framing.analyzer import Analyzer

DOCS = Path(__file__).parents[1] / "docs" / "store.md"
OTHER = "b" * 64


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coverage.duckdb"


def article(number: int, **changes: object) -> Article:
    known: dict[str, object] = {"id": f"a{number}", "text": prose(number), "outlet": "Ledger", "date": "2026-03-01"}
    return Article(**{**known, **changes})  # type: ignore[arg-type]


def never() -> FakeModel:
    raise AssertionError("the model is opened though nothing is new")


def copies(path: Path) -> dict[str, tuple[str, str, float, bool]]:
    sql = """
        SELECT a.id, b.id, f.id, c.similarity, c.same_text FROM copies c JOIN articles a ON a.article = c.article
        JOIN articles b ON b.article = c.copy_of JOIN articles f ON f.article = c.first
    """
    with opened(path) as store:
        return {row[0]: row[1:] for row in store.rows(sql)}


# What an article is


@pytest.mark.parametrize(
    ("changes", "new"),
    [
        ({}, 0),
        ({"title": "Another", "date": "2026-04-01"}, 0),
        ({"outlet": "  Ledger "}, 0),
        ({"outlet": "Courier"}, 1),
        ({"text": prose(1) + " More."}, 1),
        ({"id": "elsewhere"}, 1),
        ({"url": "https://ledger.example/1"}, 1),
    ],
)
def test_an_article_is_outlet_address_and_text(path: Path, changes: dict[str, object], new: int) -> None:
    with opened(path, write=True) as store:
        assert put(store, [article(1)]).new == 1
        tally = put(store, [article(1, **changes)])
    assert (tally.new, tally.known) == (new, 1 - new)
    assert check_whole(path) == 1 + new


def test_the_url_goes_before_the_id(path: Path) -> None:
    with opened(path, write=True) as store:
        given_twice = [article(1, url="https://ledger.example/1"), article(1, url="https://ledger.example/1", id="x")]
        assert put(store, given_twice).new == 1


def test_nothing_new_does_not_open_the_model_and_writes_nothing(path: Path) -> None:
    items = [*map(article, range(5)), Failure("bad", "cannot be read")]
    with opened(path, write=True) as store:
        put(store, items)
        runs = store.rows("SELECT * FROM runs")
    before = content(path)
    with opened(path, write=True) as store:
        tally = Tally()
        ingest(store, items, never, entities={}, tally=tally)
        assert store.rows("SELECT * FROM runs") == runs
    assert (tally.new, tally.known, tally.failures) == (0, 5, 1)
    assert content(path) == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=st.lists(st.integers(0, 9), max_size=30),
    chunk=st.integers(1, 8),
    size=st.integers(1, 4),
    ahead=st.integers(0, 3),
)
def test_repeats_are_found_wherever_they_are(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    numbers: list[int],
    chunk: int,
    size: int,
    ahead: int,
) -> None:
    monkeypatch.setattr("framing.store.adding._MAX_ITEMS", chunk)
    path = tmp_path_factory.mktemp("repeats") / "s.duckdb"
    with opened(path, write=True) as store:
        tally = put(store, (article(n, text=f"Text {n}.") for n in numbers), FakeModel(size=size, ahead=ahead))
        ids = [row[0] for row in store.rows("SELECT id FROM articles ORDER BY article")]
    assert ids == [f"a{n}" for n in dict.fromkeys(numbers)]
    assert (tally.new, tally.known) == (len(ids), len(numbers) - len(ids))


# What is kept


def test_summaries_are_those_of_the_reports(path: Path, analyzer: Analyzer) -> None:
    articles = [
        Article(**{**row, "genre": "news" if i % 2 else None})  # type: ignore[arg-type]
        for i, row in enumerate(news(8))
    ]
    reports = [analyzer.analyze(one) for one in articles]
    with opened(path, write=True) as store:
        put(store, articles, TinyModel(analyzer))
        (model,) = models_in(store)
        found = list(kept(store, model))
    assert [one.status for one in found] == ["ok"] * 8
    assert [one.summary for one in found] == [summarise(report) for report in reports]
    assert any(summary.voiced for summary in map(summarise, reports))


def test_tables_hold_what_the_report_says(path: Path, analyzer: Analyzer) -> None:
    given = article(3, title="Pier", authors=("A. Quill",), url="https://ledger.example/3", extra={"desk": [1]})
    report = analyzer.analyze(given)
    with opened(path, write=True) as store:
        put(store, [given], TinyModel(analyzer))
        (row,) = store.rows("SELECT id, authors, day, extra, text FROM articles")
        assert (row[0], row[1], str(row[2]), row[3], row[4]) == (
            *("a3", ["A. Quill"], "2026-03-01", '{"desk": [1]}'),
            given.text,
        )
        sql = "SELECT substr(text, begins + 1, ends - begins), p_fact FROM sentences JOIN articles USING (article)"
        expected = [(s.sentence.text, s.p_kind[0] if s.p_kind else None) for s in report.sentences]
        assert store.rows(f"{sql} ORDER BY sentence") == expected
        counts = {
            "mentions": sum(len(s.targets) for s in report.sentences),
            "marks": sum(len(s.loaded_words) + len(s.hedges) for s in report.sentences),
            "attributions": len(report.attributions),
            "spans": sum(len(a.spans) for a in report.attributions),
            "chains": sum(len(a.chain) for a in report.attributions),
            "stances": len(report.stances),
            "sources": len(report.sources),
        }
        assert {table: store.one(f"SELECT count(*) FROM {table}")[0] for table in counts} == counts
        assert min(counts["mentions"], counts["marks"], counts["attributions"]) > 0
        assert store.rows("SELECT name, value, low, high, n FROM measures ORDER BY position") == [
            (m.name, m.value, m.low, m.high, m.n) for m in report.measures
        ]


class TinyModel(FakeModel):
    """A model of files, an article at a time, so that its figures are those of `analyze` to the last digit."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__(analyzer, size=1)  # type: ignore[arg-type]


def test_skipped_are_kept(path: Path) -> None:
    with opened(path, write=True) as store:
        tally = put(store, [article(1, text=FOREIGN), article(2)])
        assert store.rows("SELECT status, message FROM scores ORDER BY article") == [
            *(("skipped", "not English"), ("ok", None)),
        ]
        assert put(store, [article(1, text=FOREIGN)]).known == 1
    assert (tally.new, tally.skipped, tally.failures) == (2, 1, 0)


def test_what_utf_8_cannot_hold_keeps_its_place(path: Path, analyzer: Analyzer) -> None:
    given = [article(1, id="a\ud800", text="The pier \ud800 closed on Monday."), Failure("b\udfff", "no \ud800")]
    with opened(path, write=True) as store:
        tallies = [put(store, given, TinyModel(analyzer)) for _ in range(2)]
        assert store.rows("SELECT id, text FROM articles") == [("a\ufffd", "The pier \ufffd closed on Monday.")]
        assert store.rows("SELECT id, message FROM failures") == [("b\ufffd", "no \ufffd")]
    assert [(t.new, t.known, t.failures) for t in tallies] == [(1, 0, 1), (0, 1, 1)]


def test_failures_are_kept_until_they_are_mended(path: Path) -> None:
    items = [article(1), article(2, text=f"The {CRASH} mill."), Failure("in.jsonl:3", "broken JSON")]
    with opened(path, write=True) as store:
        for _ in range(2):
            tally = put(store, items)
            assert tally.failures == 2
            assert store.rows("SELECT id, key IS NULL, message FROM failures ORDER BY id") == [
                ("a2", False, "could not be analysed: ValueError: no such luck"),
                ("in.jsonl:3", True, "broken JSON"),
            ]
            assert store.one("SELECT count(*) FROM runs") == (1,)
        (model,) = models_in(store)
        assert [(k.id, k.status, k.read) for k in kept(store, model)] == [
            *(("a1", "ok", True), ("in.jsonl:3", "error", False), ("a2", "error", True)),
        ]
        assert put(store, items, FakeModel(Patient())).new == 1
        assert store.rows("SELECT id FROM failures") == [("in.jsonl:3",)]


class Patient(FakeAnalyzer):
    """Analyses everything."""

    def _report(self, article: Article, place: int, unit: str) -> Report:
        return super()._report(article, place, unit)

    def analyze_many(self, articles: object, *, unit: str = "article") -> Iterator[Report]:
        for one in list(articles):  # type: ignore[call-overload]
            yield self._report(one, 0, unit)


def test_a_block_is_kept_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path, write=True) as store:
        put(store, [article(1)])
        before = content_of(store)

        def full(*_: object) -> int:
            raise OSError("no space left")

        monkeypatch.setattr("framing.store.run.link", full)
        with pytest.raises(OSError, match="no space left"):
            put(store, [article(2)])
        assert content_of(store) == before
    assert check_whole(path) == 1


def content_of(store: object) -> list[object]:
    return [store.rows(f"SELECT * FROM {table}") for table in store.tables()]  # type: ignore[attr-defined]


def test_blocks_before_an_interruption_stay(path: Path) -> None:
    tally = Tally()
    model = FakeModel(FakeAnalyzer(stop_at=2), size=2, ahead=0)
    with opened(path, write=True) as store, pytest.raises(KeyboardInterrupt):
        ingest(store, map(article, range(9)), lambda: model, entities={}, tally=tally)
    assert tally.new == 4 == check_whole(path)


# Copies


def test_copies_are_linked_and_kept(path: Path) -> None:
    text = prose(1, 40)
    edited = text.replace("day", "date", 2)
    items = [
        article(1, text=text),
        article(2, text=prose(2, 40)),
        article(3, text=text.upper() + "!", outlet="Courier"),
        article(4, text=edited, outlet="Post"),
        article(5, text=edited, outlet="Gazette"),
        article(6, text=prose(1, 10)),
    ]
    with opened(path, write=True) as store:
        assert put(store, items).copies == 3
    found = copies(path)
    assert found["a3"] == ("a1", "a1", 1.0, True)
    assert found["a4"][:2] == ("a1", "a1")
    assert ALIKE <= found["a4"][2] < 1
    assert not found["a4"][3]
    assert found["a5"] == ("a4", "a1", 1.0, True)
    assert set(found) == {"a3", "a4", "a5"}
    assert check_whole(path) == 6


def test_texts_without_words_are_no_copies(path: Path) -> None:
    with opened(path, write=True) as store:
        assert put(store, [article(n, text="?!" * n) for n in range(1, 4)]).copies == 0
        assert store.one("SELECT count(*) FROM fingerprints") == (0,)


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.lists(st.sampled_from("abcdef"), max_size=30))
def test_similarity_is_that_of_sets_of_runs(one: list[str], other: list[str]) -> None:
    def runs(said: list[str]) -> set[tuple[str, ...]]:
        return {tuple(said[i : i + 3]) for i in range(max(1, len(said) - 2))} if said else set()

    either = runs(one) | runs(other)
    expected = len(runs(one) & runs(other)) / len(either) if either else 0
    found = jaccard(shingles(one), shingles(other))
    assert found == pytest.approx(expected)
    assert found == jaccard(shingles(other), shingles(one))


def test_fingerprints_find_what_is_alike_and_little_else() -> None:
    texts = [words(prose(seed, 40)) for seed in range(40)]
    for said in texts:
        close = [word if i % 60 else f"{word}x" for i, word in enumerate(said)]
        assert jaccard(shingles(said), shingles(close)) > ALIKE
        assert set(enumerate(bands(shingles(said)))) & set(enumerate(bands(shingles(close))))
    plain = [set(enumerate(bands(shingles([f"{word}{seed % 7}" for word in said])))) for seed, said in enumerate(texts)]
    assert sum(bool(plain[i] & plain[i + 1]) for i in range(39)) < 3
    assert bands(shingles([])) == []


# Versions and files


def make_version_1(path: Path, texts: list[str]) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(VERSION_1)
        connection.execute(f"INSERT INTO models VALUES (1, '{'a' * 64}', 'old 1', NULL)")
        connection.execute("INSERT INTO runs VALUES (1, 'ingest', '0.0.1', 1, TIMESTAMP '2026-01-01', NULL)")
        for number, text in enumerate(texts, 1):
            row = [number, f"k{number}", f"a{number}", text, "x" * 64, 1]
            sql = "INSERT INTO articles (article, key, id, text, text_sha256, run) VALUES (?, ?, ?, ?, ?, ?)"
            connection.execute(sql, row)
            connection.execute(f"INSERT INTO scores VALUES ({number}, 1, 1, 'ok', NULL, 'en', 1, 2)")
            connection.execute(f"INSERT INTO measures VALUES ({number}, 1, 0, 'loaded_share', 0.5, 0.25, 0.75, 4)")


@pytest.mark.parametrize("write", [False, True])
def test_an_older_store_is_migrated_on_opening(path: Path, write: bool, caplog: pytest.LogCaptureFixture) -> None:
    texts = [prose(n, 30) for n in range(40)]
    make_version_1(path, [*texts, texts[0]])
    with opened(path, write=write) as store:
        assert store.one("SELECT version FROM store") == (VERSION,)
        assert store.rows("SELECT article, copy_of, first, same_text FROM copies") == [(41, 1, 1, True)]
        (model,) = models_in(store)
        assert (model.label, model.n_articles, model.versions) == ("old 1", 41, ("0.0.1",))
        measures = [one.summary.measures[0].value for one in kept(store, model) if one.summary]
    assert measures == [0.5] * 41
    assert f"from version 1 to {VERSION}" in caplog.text
    with opened(path, write=True) as store:
        assert put(store, [article(50)]).new == 1


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_version_1(path, [prose(1)])

    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("framing.store.migrate.link", stopped)
        with opened(path):
            pass
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT version FROM store").fetchall() == [(1,)]
        names = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    assert "copies" not in names
    assert check_whole_version_1(path)


def check_whole_version_1(path: Path) -> bool:
    with opened(path) as store:
        return store.one("SELECT count(*) FROM articles") == (1,)


@pytest.mark.parametrize("write", [False, True])
def test_a_newer_store_is_refused(path: Path, write: bool) -> None:
    with opened(path, write=True) as store:
        store.run("UPDATE store SET version = ?", VERSION + 1)
    message = rf"store of version {VERSION + 1}; .* up to {VERSION}\. Install a newer"
    with pytest.raises(UsageError, match=message), opened(path, write=write):
        pass


def test_other_files_are_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "other.duckdb"
    with duckdb.connect(str(foreign)) as connection:
        connection.execute("CREATE TABLE births (n INTEGER)")
    text = tmp_path / "text.duckdb"
    text.write_text("no database")
    cases = [
        (foreign, True, UsageError, "no store of framing"),
        (text, True, InputError, "not a DuckDB file"),
        (tmp_path / "none.duckdb", False, UsageError, "no such store; framing ingest INPUT --into"),
        (tmp_path / "coverage.db", True, UsageError, r"ends in \.duckdb"),
        (tmp_path / "no" / "s.duckdb", True, UsageError, "there is no folder"),
    ]
    for path, write, kind, message in cases:
        with pytest.raises(kind, match=message), opened(path, write=write):
            pass
    assert {p.name for p in tmp_path.iterdir()} == {"other.duckdb", "text.duckdb"}


def test_an_empty_database_becomes_a_store(path: Path) -> None:
    duckdb.connect(str(path)).close()
    with opened(path, write=True) as store:
        assert store.one("SELECT version FROM store") == (VERSION,)


def test_without_the_packages_the_command_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'framing\[tables\]'"), opened(path, write=True):
        pass


def test_import_loads_no_duckdb() -> None:
    code = "import sys, framing, framing.cli, framing.store; print('duckdb' in sys.modules, 'pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_wrong_statement_is_told_in_words(path: Path) -> None:
    message = r"coverage\.duckdb: the store cannot be used: .*nowhere"
    with pytest.raises(FramingError, match=message), opened(path, write=True) as store:
        store.run("SELECT * FROM nowhere")


def test_the_documentation_names_every_table_and_column(path: Path) -> None:
    if not DOCS.is_file():
        pytest.skip("the documentation is not part of a wheel")
    written = DOCS.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", written, re.MULTILINE | re.DOTALL))
    with opened(path, write=True) as store:
        assert set(sections) == set(store.tables())
        for table in store.tables():
            named = set(re.findall(r"`(\w+)`", sections[table]))
            assert set(store.columns(table)) <= named, table
    assert f"version {VERSION}" in written


def test_export_writes_every_table(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "it's here"
    with opened(path, write=True) as store:
        put(store, [article(1, authors=("A", "B")), article(2)])
        written = export(store, out)
        assert {file.stem for file in written} == set(store.tables())
    assert {file.name for file in out.iterdir()} == {file.name for file in written}
    with duckdb.connect() as connection:
        parquet = str(out / "articles.parquet").replace("'", "''")
        assert connection.execute(f"SELECT id, authors FROM '{parquet}'").fetchall() == [("a1", ["A", "B"]), ("a2", [])]


# Models


def test_scores_of_several_models_stand_side_by_side(path: Path) -> None:
    other = FakeModel(FakeAnalyzer(bundle(OTHER)))
    wanted = Wanted(identity=OTHER, entities={})
    with opened(path, write=True) as store:
        put(store, map(article, range(5)))
        assert put(store, map(article, range(7)), other).new == 2
        assert count_lacking(store, wanted) == 5
        assert [(m.identity[0], m.n_articles, m.n_lacking) for m in models_in(store)] == [("a", 5, 2), ("b", 2, 5)]
        tally = Tally()
        rescore(store, wanted, lambda: other, tally=tally)
        assert tally.new == 5
        assert [(m.identity[0], m.n_articles, m.n_lacking) for m in models_in(store)] == [("b", 7, 0), ("a", 5, 2)]
        rescore(store, wanted, never, tally=Tally())
        assert store.one("SELECT count(*) FROM articles") == (7,)
        assert store.one("SELECT count(*) FROM copies") == (0,)
        for model in models_in(store):
            assert len(list(kept(store, model))) == model.n_articles


def test_rescored_are_as_if_ingested(tmp_path: Path, analyzer: Analyzer) -> None:
    articles = [article(n, language="en", authors=("Q",), title="T", notes=("a note",)) for n in range(4)]
    first, second = tmp_path / "first.duckdb", tmp_path / "second.duckdb"
    with opened(first, write=True) as store:
        put(store, articles, TinyModel(analyzer))
    with opened(second, write=True) as store:
        put(store, articles)
        identity = analyzer.bundle.identity
        rescore(store, Wanted(identity=identity, entities={}), lambda: TinyModel(analyzer), tally=Tally())
        chosen = next(m for m in models_in(store) if m.identity == identity)
        for table in ("scores", "sentences", "mentions", "measures"):
            columns = ", ".join(f'"{c}"' for c in store.columns(table) if c not in ("model", "run"))
            sql = f"SELECT {columns} FROM {table} WHERE model = ? ORDER BY ALL"
            with opened_rows(first, sql) as expected:
                assert store.rows(sql, chosen.number) == expected


class opened_rows:  # noqa: N801
    """The rows of a query on another store, for its first model."""

    def __init__(self, path: Path, sql: str) -> None:
        with opened(path) as store:
            self._rows = store.rows(sql, 1)

    def __enter__(self) -> list[tuple[object, ...]]:
        return self._rows

    def __exit__(self, *_: object) -> None:
        return None


def test_a_table_of_entities_makes_other_scores(path: Path) -> None:
    with opened(path, write=True) as store:
        put(store, [article(1)])
        put(store, [article(2)], Tam="Tam Brody")
        assert len({model.key for model in models_in(store)}) == 2


def test_renew_replaces_the_scores_of_another_version(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path, write=True) as store:
        put(store, map(article, range(3)))
        store.run("UPDATE runs SET framing = '0.0.0'")
        wanted = Wanted(identity="a" * 64, entities={})
        rescore(store, wanted, never, tally=Tally())
        from framing import __version__

        renewed = replace(wanted, version=__version__)
        tally = Tally()
        rescore(store, renewed, FakeModel, tally=tally)
        assert tally.new == 3
        assert models_in(store)[0].versions == (__version__,)
        rescore(store, renewed, never, tally=Tally())
    assert check_whole(path) == 3
