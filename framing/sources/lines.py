"""The decoded lines of a table, one at a time."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from framing.sources.decode import guess, guessed, mark_of, refuse_binary, refuse_noise, wide_encoding
from framing.sources.files import MAX_BYTES, READ_ERRORS, ReadError

_PEEK = 2**18
_ANY_END = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end; `note` says that its encoding was guessed, `error` why it could not be decoded."""

    number: int
    text: str
    note: str | None = None
    error: str | None = None


def text_lines(stream: BinaryIO, *, bare_returns: bool = False) -> Iterator[Line]:
    """The lines of a table from 1, each decoded by itself (a damaged one harms no other).

    Lines end at a line feed, and with `bare_returns` at a lone carriage return as well. Raises ReadError where the
    bytes are no text or a line is too long, and what the stream raises.
    """
    lines = _decoded(stream)
    if not bare_returns:
        yield from (Line(number, *line) for number, line in enumerate(lines, 1))
        return
    number = 0
    for text, note, error in lines:
        pieces = _ANY_END.findall(text) if text.find("\r", 0, -2) >= 0 or text.endswith("\r") else [text]
        for piece in pieces:
            number += 1
            yield Line(number, piece, note, error)


_Decoded = tuple[str, str | None, str | None]


def _decoded(stream: BinaryIO) -> Iterator[_Decoded]:
    raw = _raw(stream)
    first, failed = _peek(raw)
    head = b"".join(first)
    refuse_binary(head)
    name, mark = mark_of(head)
    wide = None if name else wide_encoding(head)
    whole = chain(first, _rest(raw, failed))
    if wide or (name and name != "utf-8"):
        note = guessed(wide) if wide else None
        yield from ((text, note, None) for text in _wide(whole, wide or name or "", mark))
        return
    refuse_noise(head.decode("latin-1"))
    if first:
        first[0] = first[0][mark:]
    yield from _narrow(whole, _fallback(first))


def _narrow(raw: Iterator[bytes], fallback: str | None) -> Iterator[_Decoded]:
    """Lines in UTF-8, or else in the fallback encoding, which the first line that needs one may settle."""
    for line in raw:
        try:
            yield line.decode("utf-8"), None, None
        except UnicodeDecodeError as error:
            fallback = fallback or guess(line)
            yield _otherwise(line, fallback, error.start)


def _otherwise(line: bytes, fallback: str | None, where: int) -> _Decoded:
    try:
        return line.decode(fallback or "utf-8"), guessed(fallback or "utf-8"), None
    except UnicodeDecodeError:
        tried = f"UTF-8 or {fallback}" if fallback else "UTF-8"
        return line.decode("utf-8", "replace"), None, f"byte {where} of the line does not fit {tried}"


def _wide(raw: Iterator[bytes], name: str, mark: int) -> Iterator[str]:
    """Lines of a UTF-16 or UTF-32 stream, whose raw pieces may end anywhere."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    begun: list[str] = []
    for piece in chain(raw, [None]):
        try:
            text = decoder.decode(piece[mark:] if piece else b"", final=piece is None)
        except UnicodeDecodeError as error:
            raise ReadError(f"not readable as {name} ({error.reason}); save it as UTF-8") from error
        mark = 0
        *ended, tail = text.split("\n")
        for end in ended:
            yield "".join(begun) + end + "\n"
            begun = []
        if tail:
            begun.append(tail)
    if begun:
        yield "".join(begun)


def _raw(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(MAX_BYTES):
        if len(line) == MAX_BYTES:
            raise ReadError(f"a line is longer than {MAX_BYTES // 2**20} MiB")
        yield line


def _peek(raw: Iterator[bytes]) -> tuple[list[bytes], Exception | None]:
    """The first lines, enough to tell the encoding, and what went wrong meanwhile, to be raised after them."""
    first: list[bytes] = []
    size = 0
    try:
        while size < _PEEK and (line := next(raw, b"")):
            first.append(line)
            size += len(line)
    except READ_ERRORS as error:
        return first, error
    return first, None


def _rest(raw: Iterator[bytes], failed: Exception | None) -> Iterator[bytes]:
    if failed:
        raise failed
    yield from raw


def _fallback(first: list[bytes]) -> str | None:
    """The encoding of those of the first lines that are not UTF-8."""
    odd = []
    for line in first:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            odd.append(line)
    return guess(b"".join(odd)) if odd else None
