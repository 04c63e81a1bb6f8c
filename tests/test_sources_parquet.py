"""Parquet tables, and what is said where pyarrow is missing."""

from __future__ import annotations

import datetime
import gzip
import io
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from framing.errors import InputError, MissingExtraError
from framing.records import Article, Failure
from framing.sources import ReadOptions, read_articles


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(MissingExtraError, match=r"reading \.parquet needs optional packages: .*framing\[tables\]"):
        read_articles([tmp_path])


pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def put(folder: Path, columns: dict[str, object], name: str = "a.parquet") -> Path:
    path = folder / name
    pq.write_table(pa.table(columns), path)
    return path


def test_rows_are_numbered_from_one(tmp_path: Path) -> None:
    put(tmp_path, {"text": [f"Number {i}." for i in range(200)], "n": list(range(200))})
    found = list(read_articles([tmp_path]))
    assert found[:1] == [Article(id="a.parquet:1", text="Number 0.", extra={"n": 0})]
    assert [a.id for a in found] == [f"a.parquet:{i}" for i in range(1, 201)]


def test_cells_of_many_types(tmp_path: Path) -> None:
    columns = {
        "text": ["One."],
        "id": [5],
        "date": [datetime.date(2024, 3, 5)],
        "authors": [["Ann Reed", "Bo Lind"]],
        "at": pa.array([1_700_000_000_123_456_789], pa.timestamp("ns", "UTC")),
        "price": [Decimal("1.50")],
        "raw": [b"plain"],
        "odd": [b"\xff"],
        "not": [float("nan")],
        "deep": [{"a": [1, 2]}],
    }
    put(tmp_path, columns)
    assert list(read_articles([tmp_path])) == [
        Article(
            id="5",
            text="One.",
            date="2024-03-05",
            authors=("Ann Reed", "Bo Lind"),
            extra={
                **{"at": "2023-11-14T22:13:20.123456+00:00", "price": "1.50", "raw": "plain", "odd": "ff"},
                **{"not": None, "deep": {"a": [1, 2]}},
            },
        )
    ]


def test_targets_and_a_null_text(tmp_path: Path) -> None:
    put(tmp_path, {"text": ["One.", None], "targets": [[[0, 3]], None]})
    first, second = read_articles([tmp_path], ReadOptions(unit="sentence"))
    assert isinstance(first, Article)
    assert first.targets == ((0, 3),)
    assert second == Failure("a.parquet:2", "a.parquet:2: 'text' is null, not a string")


def test_a_row_that_is_not_utf8_fails_alone(tmp_path: Path) -> None:
    broken = pa.StringArray.from_buffers(
        3, pa.py_buffer(b"\0\0\0\0\4\0\0\0\6\0\0\0\x0a\0\0\0"), pa.py_buffer(b"One.\xff\xfeTwo.")
    )
    put(tmp_path, {"text": broken})
    found = list(read_articles([tmp_path]))
    assert [type(a) for a in found] == [Article, Failure, Article]
    assert isinstance(found[1], Failure)
    assert "a.parquet:2: the row cannot be decoded" in found[1].message


def test_a_table_without_a_text_column_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, {"body": ["One."], "n": [1]})
    with pytest.raises(InputError, match=r"no column 'text'; the columns are: body, n; .* --column text=NAME"):
        read_articles([path])
    assert [a.id for a in read_articles([path], ReadOptions(columns={"text": "body"}))] == [f"{path}:1"]


def test_compressed_and_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = put(tmp_path, {"text": ["One."]}).read_bytes()
    (tmp_path / "a.parquet").unlink()
    (tmp_path / "b.parquet.gz").write_bytes(gzip.compress(data))
    assert list(read_articles([tmp_path])) == [Article(id="b.parquet.gz:1", text="One.")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert list(read_articles("-", ReadOptions(suffix="parquet"))) == [Article(id="-:1", text="One.")]


@pytest.mark.parametrize("data", [b"", b"no table at all", b"PAR1"])
def test_a_broken_table_fails(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    (found,) = read_articles([tmp_path])
    assert isinstance(found, Failure)
    assert found.message.startswith("a.parquet: not readable as parquet: ")


def test_a_table_that_is_damaged_inside_fails(tmp_path: Path) -> None:
    path = put(tmp_path, {"text": [f"Number {i} of many." for i in range(500)]})
    data = bytearray(path.read_bytes())
    data[4:300] = bytes(296)
    path.write_bytes(data)
    found = list(read_articles([tmp_path]))
    assert isinstance(found[-1], Failure)
    assert "the rest of the table cannot be read" in found[-1].message


def test_ten_megabytes_in_one_cell(tmp_path: Path) -> None:
    text = "The bridge was closed on Monday. " * 320_000
    put(tmp_path, {"text": [text]})
    assert [a.text for a in read_articles([tmp_path]) if isinstance(a, Article)] == [text]
