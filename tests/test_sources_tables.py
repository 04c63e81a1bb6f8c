"""JSON lines, CSV and TSV: rows, columns, and what is wrong with single rows."""

from __future__ import annotations

import csv
import gzip
import io
import json
import logging
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import InputError
from framing.records import Article, Failure
from framing.sources import ReadOptions, read_articles

SENTENCES = ReadOptions(unit="sentence")


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    data = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def read(path: Path, options: ReadOptions | None = None) -> list[Article | Failure]:
    """The rows, with ids and messages that do not name the test's folder."""
    found = list(read_articles([path.parent], options or ReadOptions()))
    path.unlink()
    return found


def texts(found: list[Article | Failure]) -> list[str | None]:
    """The text of each row, None for a failure."""
    return [a.text if isinstance(a, Article) else None for a in found]


def row(folder: Path, cells: object, options: ReadOptions | None = None) -> Article | Failure:
    (found,) = read(put(folder, "a.jsonl", json.dumps(cells)), options)
    return found


def test_a_row_with_every_column(tmp_path: Path) -> None:
    cells = {
        **{"id": 7, "text": "One.", "outlet": "Post", "title": "T", "date": 2024, "url": "u", "language": "en"},
        **{"authors": ["Ann Reed", " Bo Lind "], "genre": "news", "topic": {"a": [1, None, 2.5]}, "targets": [[0, 3]]},
    }
    assert row(tmp_path, cells) == Article(
        id="7",
        text="One.",
        outlet="Post",
        title="T",
        date="2024",
        url="u",
        language="en",
        authors=("Ann Reed", "Bo Lind"),
        genre="news",
        extra={"topic": {"a": [1, None, 2.5]}, "targets": [[0, 3]]},
    )


@pytest.mark.parametrize("authors", ["Ann Reed; Bo Lind;", '["Ann Reed", "Bo Lind"]', ["Ann Reed", None, "Bo Lind"]])
def test_authors_as_a_list_or_a_string(tmp_path: Path, authors: object) -> None:
    found = row(tmp_path, {"text": "One.", "authors": authors})
    assert isinstance(found, Article)
    assert found.authors == ("Ann Reed", "Bo Lind")


def test_other_names_for_columns(tmp_path: Path) -> None:
    options = ReadOptions(columns={"text": "body", "id": "key"})
    assert row(tmp_path, {"body": "One.", "key": "k", "text": "short", "id": 3}, options) == Article(
        id="k", text="One.", extra={"text": "short", "id": 3}
    )


def test_rows_without_an_id_are_named_by_line(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.jsonl", '{"text": "One."}\n\n{"text": "Two.", "id": ""}\r\n{"id": null, "text": ""}'))
    assert [a.id for a in found] == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:4"]
    assert texts(found) == ["One.", "Two.", ""]


def test_the_id_names_the_file_as_given(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"text": "One."}')
    assert [a.id for a in read_articles([path])] == [f"{path}:1"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "One."', r"a\.jsonl:2: broken JSON at column 16: Expecting ',' delimiter"),
        ("[1, 2]", r"a\.jsonl:2: the line holds list data; one object a line is needed"),
        ('{"body": "One."}', r"a\.jsonl:2: no column 'text'; the columns are: body; .* --column text=NAME"),
        ('{"text": null}', r"a\.jsonl:2: 'text' is null, not a string"),
        ('{"text": 12}', r"a\.jsonl:2: 'text' is a number, not a string"),
        ('{"text": "One.", "id": [1]}', r"a\.jsonl:2: 'id' is a list, not a string or a number"),
        (r'{"text": "One \ud800."}', r"a\.jsonl:2: 'text' holds an unpaired surrogate \(\\ud800\)"),
        (r'{"text": "One.", "x": {"y": "\udfff"}}', r"a\.jsonl:2: 'x' holds an unpaired surrogate \(\\udfff\)"),
        ("[" * 100_000, r"a\.jsonl:2: nested too deeply"),
        ('{"text": "One.", "x": ' + "[" * 900 + "]" * 900 + "}", r"a\.jsonl:2: nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", r"a\.jsonl:2: broken JSON: Exceeds the limit"),
    ],
)
def test_a_broken_line_fails_alone(tmp_path: Path, line: str, message: str) -> None:
    good = '{"text": "Good."}'
    found = read(put(tmp_path, "a.jsonl", f"{good}\n{line}\n{good}\n"))
    assert texts(found) == ["Good.", None, "Good."]
    assert isinstance(found[1], Failure)
    assert re.search(message, str(found[1].message))


def test_a_failed_row_keeps_its_id_and_other_columns(tmp_path: Path) -> None:
    assert row(tmp_path, {"id": "x", "text": None, "n": 1}) == Failure(
        "x", "a.jsonl:1: 'text' is null, not a string", {"n": 1}
    )


def test_a_word_column_that_is_none_is_left_out_with_a_note(tmp_path: Path) -> None:
    found = row(tmp_path, {"text": "One.", "title": ["A", "B"], "outlet": ""})
    assert found == Article(id="a.jsonl:1", text="One.", notes=("'title' is a list and was left out",))


def test_paired_surrogates_zeros_and_odd_numbers(tmp_path: Path) -> None:
    (found,) = read(put(tmp_path, "a.jsonl", r'{"text": "\ud83d\ude00\u0000", "a": NaN, "b": 1e999}'))
    assert found == Article(
        id="a.jsonl:1",
        text="\U0001f600\0",
        notes=("contains 1 NUL character",),
        extra={"a": None, "b": None},
    )


def test_only_line_feeds_end_a_json_line(tmp_path: Path) -> None:
    text = "One\u2028two\x85three\x0b"
    (found,) = read(put(tmp_path, "a.jsonl", json.dumps({"text": text}, ensure_ascii=False)))
    assert texts([found]) == [text]


@pytest.mark.parametrize(("unit", "expected"), [("sentence", ((0, 3), (4, 7))), ("article", None)])
def test_targets_belong_to_sentences(tmp_path: Path, unit: str, expected: object) -> None:
    path = put(tmp_path, "a.csv", 'text,targets\nOne two.,"[[0, 3], [4, 7]]"\n')
    (found,) = read(path, SENTENCES if unit == "sentence" else None)
    assert isinstance(found, Article)
    assert found.targets == expected
    assert found.extra == ({} if unit == "sentence" else {"targets": "[[0, 3], [4, 7]]"})


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ([[0, 9]], r"targets\[0\] is \[0, 9\], outside the text: 0 <= start < end <= 4 characters"),
        ([[0, 1], [2, 2]], r"targets\[1\] is \[2, 2\], outside"),
        ([[-1, 2]], "outside the text"),
        ([[0]], r"targets\[0\] is \[0\], not \[start, end\] in whole numbers"),
        ([[0, 1.0]], "not .start, end. in whole numbers"),
        ([[False, True]], "not .start, end. in whole numbers"),
        ({"a": 1}, r"'targets' is \{'a': 1\}, not a list"),
        ("0-3", "'targets' is '0-3', not a list"),
    ],
)
def test_targets_are_checked_against_the_text(tmp_path: Path, targets: object, message: str) -> None:
    found = row(tmp_path, {"text": "One.", "targets": targets}, SENTENCES)
    assert isinstance(found, Failure)
    assert re.search(message, str(found.message))


@pytest.mark.parametrize(("targets", "expected"), [(None, None), ([], ()), ("", None)])
def test_no_targets(tmp_path: Path, targets: object, expected: object) -> None:
    found = row(tmp_path, {"text": "One.", "targets": targets}, SENTENCES)
    assert isinstance(found, Article)
    assert found.targets == expected


def test_csv_rows_are_named_by_the_line_where_they_begin(tmp_path: Path) -> None:
    content = 'id,text,n\r\n,"One\r\nmore.",1\r\n\r\n,Two.,2\r\nx,"Say ""no"".",3'
    found = read(put(tmp_path, "a.csv", content))
    assert [a.id for a in found] == ["a.csv:2", "a.csv:5", "x"]
    assert texts(found) == ["One\r\nmore.", "Two.", 'Say "no".']
    assert [dict(a.extra) for a in found] == [{"n": "1"}, {"n": "2"}, {"n": "3"}]


def test_tsv_and_a_header_with_a_mark_and_spaces(tmp_path: Path) -> None:
    assert texts(read(put(tmp_path, "a.tsv", "\ufeffid\t text \nx\tOne, two.\n"))) == ["One, two."]


def test_lone_carriage_returns_end_csv_lines(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.csv", "text\rOne.\rTwo.\r"))
    assert [(a.id, t) for a, t in zip(found, texts(found), strict=True)] == [("a.csv:2", "One."), ("a.csv:3", "Two.")]


def test_a_csv_row_of_another_length_fails_alone(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.csv", "id,text\na,One.\nb,Two, three.\nc\nd,Four.\n"))
    assert texts(found) == ["One.", None, None, "Four."]
    assert [a.message for a in found if isinstance(a, Failure)] == [
        "a.csv:3: the row has 3 fields, the header 2",
        "a.csv:4: the row has 1 fields, the header 2",
    ]


def test_a_quotation_mark_that_is_never_closed_is_said(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.csv", 'text\nOne.\n"Two.\nThree.\n'))
    assert texts(found) == ["One.", None, "Three."]
    assert isinstance(found[1], Failure)
    assert (
        found[1].message
        == "a.csv:3: a quotation mark is never closed, or not doubled inside a field; the lines after it are read by "
        "themselves"
    )


@pytest.mark.parametrize(
    ("name", "header", "message"),
    [
        ("a.csv", "id,body", r"a\.csv: no column 'text'; the columns are: id, body; .* --column text=NAME"),
        ("a.tsv", "id\tbody", r"a\.tsv: no column 'text'; the columns are: id, body"),
        ("a.csv", "id;text", r"seem to be separated by ';', while \.csv is read with ','"),
        ("a.csv", "id\ttext", r"separated by tabs, while \.csv"),
        ("a.tsv", "id,text", r"separated by ',', while \.tsv is read with tabs"),
        ("a.csv", "text,text", r"a\.csv:1: two columns are called 'text'"),
    ],
)
def test_a_table_without_a_text_column_is_refused_before_anything_is_read(
    tmp_path: Path, name: str, header: str, message: str
) -> None:
    good = put(tmp_path, "good.jsonl", '{"text": "One."}')
    with pytest.raises(InputError, match=message):
        read_articles([good, put(tmp_path, name, f"{header}\nx\n")])


def test_a_table_in_a_folder_without_a_text_column_fails_alone(tmp_path: Path) -> None:
    for name, content in {
        "a.csv": "id,body\nx,y\n",
        "b.csv": "text,text\nx,y\n",
        "c.jsonl": '{"text": "One."}',
    }.items():
        put(tmp_path, name, content)
    found = list(read_articles(tmp_path))
    assert texts(found) == [None, None, "One."]
    assert [item.message for item in found if isinstance(item, Failure)] == [
        "a.csv: no column 'text'; the columns are: id, body; say which one holds the text with --column text=NAME",
        "b.csv: line 1: two columns are called 'text'; rename one of them",
    ]


def test_the_column_asked_for_is_named_where_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"no column 'body' \(asked for with --column text=body\); the columns are: te"
    ):
        read_articles(put(tmp_path, "a.csv", "text\nOne.\n"), ReadOptions(columns={"text": "body"}))


def test_odd_headers_are_warned_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    options = ReadOptions(columns={"title": "headline"})
    with caplog.at_level(logging.WARNING):
        found = read(put(tmp_path, "a.csv", "text,n,n\nOne.,1,2\n"), options)
    assert found[0].extra == {"n": "2"}
    assert "several columns are called 'n'" in caplog.text
    assert "no column 'headline', which --column names for 'title'" in caplog.text


def test_tables_without_rows(tmp_path: Path) -> None:
    assert read(put(tmp_path, "a.jsonl", "")) == []
    assert read(put(tmp_path, "a.csv", "text,id\n")) == []
    assert read(put(tmp_path, "a.csv", "")) == [Failure("a.csv", "a.csv: the file is empty, not even a header row")]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.jsonl.gz"])
def test_ten_megabytes_in_one_line(tmp_path: Path, name: str) -> None:
    text = "The bridge was closed on Monday. " * 320_000
    content = json.dumps({"text": text}) if "jsonl" in name else f"text\n{text}\n"
    before = csv.field_size_limit()
    assert texts(read(put(tmp_path, name, content))) == [text]
    assert csv.field_size_limit() == before


def test_the_field_limit_of_others_is_left_alone_between_rows(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    rows = read_articles(put(tmp_path, "a.csv", "text\n" + "One. " * 40_000 + "\nTwo.\n"))
    assert isinstance(next(rows), Article)
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
def test_rows_before_the_end_of_a_cut_off_gz_survive(tmp_path: Path, name: str) -> None:
    lines = [json.dumps({"text": f"Number {i}."}) if "jsonl" in name else f"Number {i}." for i in range(50_000)]
    whole = gzip.compress("\n".join(["text", *lines] if "csv" in name else lines).encode())
    path = tmp_path / name
    path.write_bytes(whole[: len(whole) // 2])
    *rows, last = read(path)
    assert len(rows) > 1000
    assert texts(rows) == [f"Number {i}." for i in range(len(rows))]
    assert last == Failure(name, f"{name}: the gzip data end before their end mark; the file seems to be cut off")


CAFE = "The café’s owner said no."


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "utf-32"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_tables_with_a_byte_order_mark(tmp_path: Path, codec: str, name: str) -> None:
    rows = [json.dumps({"text": CAFE}, ensure_ascii=False)] * 3 if name == "a.jsonl" else ["text", *[CAFE] * 3]
    found = read(put(tmp_path, name, "\r\n".join(rows).encode(codec)))
    assert texts(found) == [CAFE] * 3
    assert all(isinstance(a, Article) and a.notes == () for a in found)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_guessed_encoding_is_noted_on_the_rows_that_needed_it(tmp_path: Path, name: str) -> None:
    def line(text: str) -> str:
        return json.dumps({"text": text}, ensure_ascii=False) if name == "a.jsonl" else f'"{text}"'

    content = b"\n".join([b"" if name == "a.jsonl" else b"text", line(CAFE).encode(), line(CAFE).encode("cp1252")])
    found = read(put(tmp_path, name, content))
    assert texts(found) == [CAFE, CAFE]
    notes = [a.notes for a in found if isinstance(a, Article)]
    assert notes == [(), ("encoding guessed: read as cp1252, since it is neither UTF-8 nor declared",)]


def test_utf16_without_a_mark_is_guessed(tmp_path: Path) -> None:
    (found,) = read(put(tmp_path, "a.csv", "text\nThe bridge closed.\n".encode("utf-16-le")))
    assert isinstance(found, Article)
    assert found.text == "The bridge closed."
    assert "read as utf-16-le" in found.notes[0]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_table_that_is_no_text_fails(tmp_path: Path, name: str) -> None:
    (found,) = read(put(tmp_path, name, b"\x89PNG\r\n\x1a\n" + bytes(200)))
    assert found == Failure(name, f"{name}: not text: it is a PNG image")


def test_a_table_in_a_folder_that_is_broken_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(b"no gzip")
    (tmp_path / "b.txt").write_text("One.")
    failed, read_ = read_articles([tmp_path])
    assert isinstance(failed, Failure)
    assert "a.csv.gz: not readable as gzip" in failed.message
    assert isinstance(read_, Article)


def test_a_long_table_is_read_with_little_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = put(tmp_path, "a.jsonl.gz", (json.dumps({"text": "One. " * 200}) + "\n") * 20_000)
    tracemalloc.start()
    assert sum(1 for _ in read_articles([path])) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(["a.csv", "a.tsv"]))
def test_what_the_csv_module_writes_comes_back(tmp_path: Path, rows: list[tuple[str, str]], name: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t" if name == "a.tsv" else ",", quoting=csv.QUOTE_ALL)
    writer.writerows([("text", "more"), *(("Said " + text, more) for text, more in rows)])
    found = read(put(tmp_path, name, out.getvalue()))
    assert texts(found) == ["Said " + text for text, _ in rows]
    assert [a.extra["more"] for a in found] == [more for _, more in rows]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.dictionaries(CELLS, st.integers() | CELLS | st.lists(CELLS)), min_size=1, max_size=4))
def test_what_the_json_module_writes_comes_back(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    given_rows = [{f"x{k}": v for k, v in cells.items()} | {"text": "One."} for cells in rows]
    found = read(put(tmp_path, "a.jsonl", "\n".join(json.dumps(r) for r in given_rows)))
    assert [{**a.extra, "text": "One."} for a in found] == given_rows


def test_a_stray_quotation_mark_costs_its_own_row_alone(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.csv", 'id,text\na,One.\nb,"Two.\nc,Three.\nd,"Four."\ne,Five.\n'))
    assert texts(found) == ["One.", None, "Three.", "Four.", "Five."]
    (failure,) = [a for a in found if isinstance(a, Failure)]
    assert failure.message.startswith("a.csv:3: a quotation mark is never closed, or not doubled inside a field")
    notes = [a.notes for a in found if isinstance(a, Article)]
    after = ("follows line 3, in which a quotation mark is never closed, or not doubled inside a field",)
    assert notes == [(), after, after, ()]


def test_many_rows_after_an_open_quotation_mark_are_kept(tmp_path: Path) -> None:
    rows = "".join(f"{n},Row {n}.\n" for n in range(500))
    found = read(put(tmp_path, "a.csv", f'id,text\nx,"Open\n{rows}'))
    assert texts(found) == [None, *(f"Row {n}." for n in range(500))]


@pytest.mark.parametrize(
    ("name", "line", "text"),
    [
        ("a.csv", '1,"No deal" was the verdict.', '"No deal" was the verdict.'),
        ("a.csv", '1,"She called it ""odd"", twice."', 'She called it "odd", twice.'),
        ("a.csv", '1,He called it "odd".', 'He called it "odd".'),
        ("a.tsv", '1\t"We go," said the minister.', '"We go," said the minister.'),
        ("a.tsv", '1\t"Quoted, whole."', "Quoted, whole."),
    ],
)
def test_quotation_marks_of_the_text_are_kept(tmp_path: Path, name: str, line: str, text: str) -> None:
    header = "id,text" if name == "a.csv" else "id\ttext"
    (found,) = read(put(tmp_path, name, f"{header}\n{line}\n"))
    assert isinstance(found, Article)
    assert found.text == text
    kept = "quotation marks that quote no whole field were kept as they are"
    assert (kept in found.notes) == (text in line and text.startswith('"'))


def test_a_field_of_several_lines_is_read(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.csv", 'id,text\na,"One.\n\nHe said ""two"",\nthree."\nb,Four.\n'))
    assert texts(found) == ['One.\n\nHe said "two",\nthree.', "Four."]
