"""Web archives: their pages, what is passed over, and what a broken place costs."""

from __future__ import annotations

import gzip
import io
import resource
import sys
import zlib
from pathlib import Path

import pytest

pytest.importorskip("fastwarc")

from webserver import FIRST, SECOND, page

from framing.errors import MissingExtraError
from framing.records import Article, Failure
from framing.sources import ReadOptions, cheap_to_count, count_hint, input_digest, read_articles, warc

HTML = "Content-Type: text/html; charset=utf-8"


def http(body: bytes | str, *headers: str, status: str = "200 OK") -> bytes:
    head = "".join(f"{header}\r\n" for header in headers or (HTML,))
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + (body if isinstance(body, bytes) else body.encode())


def record(
    url: str, block: bytes, *, kind: str = "response", length: int | None = None, date: str = "2026-03-05T08:00:00Z"
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: {date}\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def url(name: object) -> str:
    return f"https://valleypost.example/{name}"


def article(name: object) -> bytes:
    return record(url(name), http(page(first=f"Page {name}. {FIRST}")))


INFO = record("", b"software: none\r\n", kind="warcinfo")
REQUEST = record(url("a"), b"GET /a HTTP/1.1\r\n\r\n", kind="request")


def read(folder: Path, *records: bytes, packed: bool = False, name: str = "a.warc") -> list[Article | Failure]:
    path = folder / (name + ".gz" * packed)
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in records))
    return list(read_articles([path]))


def ids(found: list[Article | Failure]) -> list[str]:
    return [item.id for item in found if isinstance(item, Article)]


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_an_archive(tmp_path: Path, packed: bool) -> None:
    found = read(tmp_path, INFO, REQUEST, article("a"), REQUEST, article("b"), packed=packed)
    assert ids(found) == [url("a"), url("b")]
    first = found[0]
    assert isinstance(first, Article)
    assert first.text.splitlines() == [f"Page a. {FIRST}", SECOND]
    assert (first.url, first.date) == (url("a"), "2026-03-05")


def test_the_page_s_own_date_and_address_come_first(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2026-02-01"><link rel="canonical" href="https://own.example/1">'
    (found,) = read(tmp_path, record(url("a"), http(page(head))))
    assert isinstance(found, Article)
    assert (found.id, found.url, found.date) == (url("a"), "https://own.example/1", "2026-02-01")


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        record(url("image"), http(b"\xff\xd8", "Content-Type: image/jpeg")),
        record(url("gone"), http(page(), status="404 Not Found")),
        record(url("moved"), http("", "Location: /a", status="301 Moved")),
        record(url("unknown"), http("plain words", "X-A: b")),
        record("dns:valleypost.example", b"20260305\r\nvalleypost.example. 1 IN A 192.0.2.1\r\n").replace(
            b"application/http; msgtype=response", b"text/dns"
        ),
        record(url("again"), http(page()), kind="revisit"),
        record(f"<{url('untyped')}>", http(page(), "X-A: b")),
        article("a"),
    )  # fmt: skip
    assert ids(found) == [url("untyped"), url("a")]
    assert len(found) == 2


def test_charsets(tmp_path: Path) -> None:
    text = page(first=f"Café. {FIRST}").encode("cp1252")
    for header in ("Content-Type: text/html; charset=windows-1252", "Content-Type: text/html"):
        (found,) = read(tmp_path, record(url("a"), http(text, header)))
        assert isinstance(found, Article)
        assert found.text.startswith("Café. ")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(page().encode()), ("Content-Encoding: gzip",)),
        (page().encode(), ("Content-Encoding: gzip",)),
        (page().encode(), ("Content-Encoding: br", "Transfer-Encoding: chunked")),
        (zlib.compress(page().encode()), ("content-encoding: deflate",)),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(page().encode()), page().encode()), ("Transfer-Encoding: chunked",)),
    ],
)
def test_encodings_are_undone_if_they_are_there(tmp_path: Path, body: bytes, headers: tuple[str, ...]) -> None:
    (found,) = read(tmp_path, record(url("a"), http(body, HTML, *headers)))
    assert isinstance(found, Article)
    assert found.text.splitlines() == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (http(gzip.compress(page().encode())[:60], HTML, "Content-Encoding: gzip"), "compressed data are cut off"),
        (http(b"\x8b\x01", HTML, "Content-Encoding: br"), "Content-Encoding is 'br'"),
        (http(b"%PDF-1.7"), "not text: it is a PDF"),
        (b"no http at all", "holds no HTTP answer"),
        (http(gzip.compress(bytes(40 * 2**20)), HTML, "Content-Encoding: gzip"), "unpacks to more than 32 MiB"),
    ],
)
def test_a_bad_record_fails_alone(tmp_path: Path, block: bytes, message: str) -> None:
    first, failed, last = read(tmp_path, article("a"), record(url("bad"), block), article("b"), packed=True)
    assert ids([first, last]) == [url("a"), url("b")]
    assert isinstance(failed, Failure)
    assert failed.id == url("bad")
    assert message in failed.message


def broken(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(b ^ 0x5A for b in data[middle : middle + 40]) + data[middle + 40 :]


GOOD, BAD = gzip.compress(article("a")), gzip.compress(article("b"))


@pytest.mark.parametrize(
    "damage",
    [
        broken(BAD),
        BAD[:-8] + bytes(8),
        BAD[: len(BAD) // 2],
        b"garbage" * 30,
        gzip.compress(b"garbage" * 30),
        gzip.compress(record(url("b"), http(page()), length=10**7)),
        gzip.compress(record(url("b"), http(page()), length=150)),
        broken(BAD) + broken(BAD) + broken(gzip.compress(REQUEST)),
    ],
)
def test_a_broken_place_in_a_compressed_archive_costs_no_other_record(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(INFO) + GOOD + damage + gzip.compress(REQUEST) + gzip.compress(article("c")))
    found = list(read_articles([path]))
    assert [i for i in ids(found) if i != url("b")] == [url("a"), url("c")]
    failures = [item for item in found if isinstance(item, Failure)]
    assert len(failures) == 1
    assert "the archive is broken in or behind the record at byte" in failures[0].message
    assert str(path) in failures[0].message


@pytest.mark.parametrize(
    "damage",
    [
        b"garbage\r\n" * 9,
        record(url("b"), http(page()), length=10**7),
        record(url("b"), http(page()), length=150),
        record(url("b"), http(page()), length=-5),
        b"WARC/1.0\r\n" + b"X" * 2**21 + b"\r\n\r\n",
    ],
)
def test_a_broken_place_in_a_plain_archive_costs_no_other_record(tmp_path: Path, damage: bytes) -> None:
    found = read(tmp_path, article("a"), damage, REQUEST, article("c"))
    assert [i for i in ids(found) if i != url("b")] == [url("a"), url("c")]
    assert 1 <= sum(isinstance(item, Failure) for item in found) <= 2


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc" + ".gz" * packed)
    whole = [gzip.compress(r) if packed else r for r in (article("a"), article("b"))]
    path.write_bytes(whole[0] + whole[1][: len(whole[1]) * 2 // 3])
    found = list(read_articles([path]))
    assert ids(found) == [url("a")]
    assert [type(item) for item in found] == [Article, Failure]
    assert found[1].id == url("b")


@pytest.mark.parametrize(
    "data", [b"no archive at all\n" * 50, b"\x1f\x8b\x08\x00" * 3000, gzip.compress(b"words " * 99)]
)
def test_what_is_no_archive_is_one_error_row(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    (found,) = read_articles([path])
    assert isinstance(found, Failure)
    assert "the archive is broken" in found.message


def test_an_empty_archive_holds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, b"") == []


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress(article("a")) + broken(BAD) + gzip.compress(article("c"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = list(read_articles("-", ReadOptions(suffix=".warc.gz")))
    assert ids(found) == [url("a")]
    assert isinstance(found[-1], Failure)


def test_a_folder_with_archives(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(article("a")))
    (tmp_path / "y.txt").write_text("Some text.")
    assert ids(list(read_articles([tmp_path]))) == [url("a"), "y.txt"]


def test_an_archive_can_be_resumed_over_and_is_not_read_just_to_count(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(article("a"))
    before = input_digest([path])
    assert count_hint([path]) is None
    assert not cheap_to_count([tmp_path])
    path.write_bytes(article("b"))
    assert input_digest([path]) != before


def test_memory_holds_a_page_not_the_archive(tmp_path: Path) -> None:
    """A record of 300 MB, which a few hundred kilobytes unpack to, between two articles."""
    path = tmp_path / "x.warc.gz"
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    block = http("<p>")
    head = record(url("big"), block, length=len(block) + 300 * 10**6).removesuffix(b"\r\n\r\n")
    with path.open("wb") as out:
        out.write(gzip.compress(article("a")) + packer.compress(head))
        for _ in range(300):
            out.write(packer.compress(b"a" * 10**6))
        out.write(packer.compress(b"\r\n\r\n") + packer.flush() + gzip.compress(article("b")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = list(read_articles([path]))
    assert ids(found) == [url("a"), url("b")]
    assert isinstance(found[1], Failure)
    assert "larger than 32 MiB" in found[1].message
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 150


def test_without_the_package_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "find_spec", lambda _: None)
    with pytest.raises(
        MissingExtraError, match=r"reading .*a\.warc needs optional packages: pip install 'framing\[feeds\]'"
    ):
        read(tmp_path, article("a"))
