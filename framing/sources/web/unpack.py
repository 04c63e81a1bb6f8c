"""Content encodings undone, never to more than a given size."""

from __future__ import annotations

import zlib

from framing.sources.web.errors import FetchError

_LONGEST_LINE = 1024
_GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 1000
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 31, 15, -15


def unpack(data: bytes, encoding: str, limit: int) -> bytes:
    """The bytes behind a Content-Encoding header. Raises FetchError above `limit` bytes, or where they are broken."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        _check(len(data), limit)
        return data
    try:
        if encoding in ("gzip", "x-gzip"):
            return _members(data, limit)
        if encoding == "deflate":
            return _deflated(data, limit)
    except zlib.error as error:
        raise FetchError(f"its {encoding} data are broken ({error})", again=True) from None
    raise FetchError(f"its Content-Encoding is {encoding!r:.60}; understood are gzip and deflate")


def _members(data: bytes, limit: int) -> bytes:
    """All gzip members, one behind the other; what follows them and is none is left out."""
    out, rest = bytearray(), data
    for _ in range(_MOST_MEMBERS):
        more, rest = _inflated(rest, _GZIP_BITS, limit, len(out))
        out += more
        if not rest.startswith(_GZIP):
            return bytes(out)
    raise FetchError(f"it consists of more than {_MOST_MEMBERS} gzip members")


def _deflated(data: bytes, limit: int) -> bytes:
    """What is called deflate is zlib data by the standard, and raw data from some servers."""
    try:
        return _inflated(data, _ZLIB_BITS, limit)[0]
    except zlib.error:
        return _inflated(data, _RAW_BITS, limit)[0]


def _inflated(data: bytes, bits: int, limit: int, before: int = 0) -> tuple[bytes, bytes]:
    """One stream undone, and what follows it; `before` bytes of the limit are taken already."""
    inflater = zlib.decompressobj(bits)
    out = inflater.decompress(data, limit - before + 1)
    _check(before + len(out), limit)
    if not inflater.eof:
        raise FetchError("its compressed data are cut off", again=True)
    return out, inflater.unused_data


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise FetchError(f"it unpacks to more than {mebibytes(limit)}, too large for one page")


def mebibytes(size: int) -> str:
    """A size in words."""
    return f"{size / 2**20:g} MiB" if size >= 2**20 else f"{size} bytes"


def dechunk(data: bytes) -> bytes:
    """The data of HTTP chunks, put together; bytes that are no such chunks as they are."""
    out, at = bytearray(), 0
    while (end := data.find(b"\r\n", at, at + _LONGEST_LINE)) >= 0:
        size = _size(data[at:end])
        at = end + 2
        if size is None or size > len(data) - at:
            return data
        if size == 0:
            return bytes(out)
        out += data[at : at + size]
        at += size
        at += 2 if data.startswith(b"\r\n", at) else 0
    return data


def _size(line: bytes) -> int | None:
    """The size that a chunk's first line says, None if it says none."""
    digits = line.partition(b";")[0].strip()
    return int(digits, 16) if digits.isalnum() and all(d in b"0123456789abcdefABCDEF" for d in digits) else None
