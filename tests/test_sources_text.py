"""Plain text: encodings, marks, zeros, and what is no text."""

from __future__ import annotations

import codecs
import gzip
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.records import Article, Failure
from framing.sources import read_articles
from framing.sources.decode import decode

CURLY = "The mayor’s “final” word came late — at a café, for €5."
RUSSIAN = "Мост закрыли в понедельник утром, и водители поехали в объезд через соседнюю деревню."


def read(folder: Path, data: bytes, name: str = "a.txt") -> Article | Failure:
    path = folder / name
    path.write_bytes(data)
    (found,) = read_articles([path])
    return found


def article(folder: Path, data: bytes, name: str = "a.txt") -> Article:
    found = read(folder, data, name)
    assert isinstance(found, Article)
    return found


def failure(folder: Path, data: bytes, name: str = "a.txt") -> str:
    found = read(folder, data, name)
    assert isinstance(found, Failure)
    return found.message


def test_utf8_is_taken_without_a_word(tmp_path: Path) -> None:
    found = article(tmp_path, CURLY.encode())
    assert (found.text, found.notes) == (CURLY, ())


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_left_out(tmp_path: Path, mark: bytes, codec: str) -> None:
    found = article(tmp_path, mark + CURLY.encode(codec))
    assert found.text == CURLY
    assert found.notes == ("a byte-order mark was left out",)


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        (CURLY, "cp1252", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8_r"),
        ("The bridge was closed.", "utf-16-le", "utf-16-le"),
        ("The bridge was closed.", "utf-16-be", "utf-16-be"),
    ],
)
def test_a_guessed_encoding_is_said(tmp_path: Path, text: str, codec: str, named: str) -> None:
    found = article(tmp_path, text.encode(codec))
    assert found.text == text
    assert found.notes == (f"encoding guessed: read as {named}, since it is neither UTF-8 nor declared",)


def test_line_ends_and_zeros_stay(tmp_path: Path) -> None:
    text = "One line.\r\nAnother\0 one.\rA third.\n"
    found = article(tmp_path, text.encode())
    assert (found.text, found.notes) == (text, ("contains 1 NUL character",))


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_file_is_an_article_without_text(tmp_path: Path, text: str) -> None:
    assert article(tmp_path, text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not text: it is a PNG image"),
        (b"%PDF-1.7\nHello", "not text: it is a PDF"),
        (gzip.compress(b"Hello there."), r"not text: it is gzip-compressed; add \.gz"),
        (bytes(range(256)) * 40, "not text"),
        (bytes(500), "not text: too many control characters"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "not readable as utf-16-le: byte 0"),
    ],
)
def test_what_is_no_text_fails(tmp_path: Path, data: bytes, message: str) -> None:
    assert re.search(message, str(failure(tmp_path, data)))


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz"])
def test_a_cut_off_gz_file_fails_by_name(tmp_path: Path, name: str) -> None:
    whole = gzip.compress(b"The bridge was closed on Monday. " * 1000)
    assert failure(tmp_path, whole[:-20], name) == (
        f"{tmp_path / name}: the gzip data end before their end mark; the file seems to be cut off"
    )


def test_a_gz_file_that_is_none_fails(tmp_path: Path) -> None:
    assert "not readable as gzip" in failure(tmp_path, b"The bridge was closed.", "a.txt.gz")


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    text = "The bridge was closed on Monday. " * 320_000
    assert article(tmp_path, text.encode()).text == text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda t: t[0] != "\ufeff"))
def test_any_text_in_utf8_comes_back(tmp_path: Path, text: str) -> None:
    data = text.encode()
    if data[:4] == b"GIF8" or data[:4] == b"PAR1" or data[:5] == b"%PDF-":
        return
    assert article(tmp_path, data).text == text


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.txt.gz", "a.html", "a.jsonl"]))
def test_no_bytes_bring_the_reading_down(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for found in read_articles([path]):
        said = found.text if isinstance(found, Article) else found.message
        assert said.encode("utf-8") is not None


PROSE = "“We have made progress,” the minister’s aide said — “café and all.” "


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (PROSE.encode() + b"\xff and so on.", 1),
        (PROSE.encode() + "Nö".encode()[:-1], 1),
        (PROSE.encode() * 3 + b"\xff \xfe and so on.", 2),
    ],
)
def test_damaged_utf8_is_read_as_utf8_and_said(data: bytes, count: int) -> None:
    text, notes = decode(data)
    assert text.startswith(PROSE)
    assert text.count("\ufffd") == count
    assert notes == (f"damaged: {count} replacement character{'s' if count > 1 else ''} for bytes that are not UTF-8",)


def test_one_damaged_byte_does_not_undo_a_declaration() -> None:
    page = b'<meta charset="utf-8"> plain \xff text' + b" and more words" * 100
    assert decode(page, "utf-8")[1] == ("damaged: 1 replacement character for bytes that are not UTF-8",)
    assert decode("Müller sagte, es wäre schön".encode("cp1252"), "utf-8")[0] == "Müller sagte, es wäre schön"
