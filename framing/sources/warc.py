"""Web archives (WARC): their HTML pages, streamed; a broken place costs the records in it alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from typing import Any, BinaryIO

from framing.errors import MissingExtraError
from framing.records import Article, Failure
from framing.sources.decode import decode, page_charset
from framing.sources.files import ReadError, Source
from framing.sources.options import ReadOptions
from framing.sources.page import parse_page
from framing.sources.web.unpack import dechunk, mebibytes, unpack

MAX_PAGE = 32 * 2**20
_OK = 200
_CHUNK = 2**18
_LONGEST_HEADER = 2**20
_OVERLAP = 16
_MOST_BREAKS = 1000
"""So many false starts one after the other are made before the rest of a file is given up."""
_GZIP = b"\x1f\x8b"
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_RECORD = re.compile(rb"(?<=\n)WARC/[01]\.\d")
_PAGES = ("text/html", "application/xhtml+xml")
_LOOKS_LIKE_PAGE = re.compile(rb"\s*(<!doctype html|<html)", re.IGNORECASE)


class _BrokenError(Exception):
    """The archive cannot be read on from here; `url` is the page that is lost, where it is known."""

    def __init__(self, reason: str, position: int, url: str | None = None) -> None:
        super().__init__(" ".join(reason.split()))
        self.position = position
        self.url = url


def check_warc(source: Source, options: ReadOptions) -> None:
    """Raise MissingExtraError where the package is missing that reads archives."""
    if find_spec("fastwarc") is None:
        raise MissingExtraError(feature=f"reading {source.label}", extra="feeds")


def read_warc(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The HTML pages of an archive's responses, each under its address; other records are passed over.

    The date is that of the archive's record where the page has none. Where the archive is broken, there is a Failure,
    and reading goes on at the next record that can be told (not in standard input, which cannot be sought in).
    Raises MissingExtraError without fastwarc.
    """
    check_warc(source, options)
    with _opened(source) as stream:
        start: int | None = 0
        breaks = 0
        while start is not None:
            try:
                for item in _articles(stream, source.label):
                    breaks = 0
                    yield item
                return
            except _BrokenError as error:
                if not breaks:
                    yield _failure(error, source.label)
                breaks += 1
                after = max(start, error.position) + 1
                start = None if source.path is None or breaks > _MOST_BREAKS else _next_start(stream, after)


def _failure(error: _BrokenError, label: str) -> Failure:
    where = f"{label}@{error.position}"
    broken = f"the archive is broken in or behind the record at byte {error.position} ({error})"
    return Failure(error.url or where, f"{where}: {broken}; reading goes on at the next record that can be told")


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    """The bytes as they are: fastwarc undoes the gzip members itself, and needs to know where they begin."""
    if source.path is None:
        yield sys.stdin.buffer
    else:
        with source.path.open("rb") as stream:
            yield stream


def _next_start(stream: BinaryIO, position: int) -> int | None:
    """Seek the next place from `position` on where a record (or a gzip member) seems to begin; None at the end."""
    stream.seek(0)
    mark = _MEMBER if stream.read(len(_GZIP)) == _GZIP else _RECORD
    base = position - 1  # one byte before, so that the end of the line above is seen
    stream.seek(base)
    window = b""
    while chunk := stream.read(_CHUNK):
        window += chunk
        if found := mark.search(window, 1):
            stream.seek(base + found.start())
            return base + found.start()
        base += max(0, len(window) - _OVERLAP)
        window = window[-_OVERLAP:]
    return None


def _articles(stream: BinaryIO, label: str) -> Iterator[Article | Failure]:
    """The articles from the stream's position to its end. Raises _BrokenError, whatever is wrong with the archive."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    position = stream.tell() if stream.seekable() else 0
    url: str | None = None
    try:
        for record in ArchiveIterator(
            stream,
            record_types=WarcRecordType.response,
            parse_http=True,
            auto_decode="none",
            max_header_len=_LONGEST_HEADER,
            fsspec_args=False,
        ):
            position, url = record.stream_pos, _address(record)
            body, complete = _payload(record)
            if not complete:
                raise _BrokenError("the record is cut off, or longer than it says", position, url)
            if (item := _item(record, body, url or f"{label}@{position}")) is not None:
                yield item
            url = None
    except (OSError, ValueError) as error:
        raise _BrokenError(str(error), position, url) from error


def _address(record: Any) -> str | None:  # noqa: ANN401
    """The record's WARC-Target-URI, which some write in angle brackets."""
    return (record.headers.get("WARC-Target-URI") or "").strip().strip("<>") or None


def _payload(record: Any) -> tuple[bytes, bool]:  # noqa: ANN401
    """The first bytes of a record's payload, one more than a page may have, and whether all of it is there."""
    kept, size, expected = bytearray(), 0, record.content_length
    while chunk := record.reader.read(_CHUNK):
        size += len(chunk)
        kept += chunk[: MAX_PAGE + 1 - len(kept)]
    return bytes(kept), size >= expected


def _item(record: Any, body: bytes, url: str) -> Article | Failure | None:  # noqa: ANN401
    """The article of a response record, None where it is no page."""
    headers = record.http_headers
    if not record.is_http or headers is None:
        return None
    if headers.status_code is None:
        return Failure(url, f"{url}: the record holds no HTTP answer")
    kind = (record.http_content_type or "").lower()
    if headers.status_code != _OK or not (kind in _PAGES or (not kind and _LOOKS_LIKE_PAGE.match(body))):
        return None
    try:
        page = _undone(headers, body)
        text, notes = decode(page, page_charset(page, record.http_charset))
        article = parse_page(text, url, notes)
    except ReadError as error:
        return Failure(url, f"{url}: {error}")
    day = record.record_date.date().isoformat() if record.record_date else None
    return replace(article, url=article.url or url, date=article.date or day)


def _undone(headers: Any, body: bytes) -> bytes:  # noqa: ANN401
    """The page without transfer and content encodings; archives often keep these headers of bytes already undone."""
    if len(body) > MAX_PAGE:
        raise ReadError(f"larger than {mebibytes(MAX_PAGE)}, too large for one page")
    if (headers.get("Transfer-Encoding") or "").lower() == "chunked":
        body = dechunk(body)
    encoding = headers.get("Content-Encoding") or ""
    packed = body.startswith(_GZIP) if "gzip" in encoding.lower() else not body.lstrip().startswith(b"<")
    return unpack(body, encoding, MAX_PAGE) if packed else body
