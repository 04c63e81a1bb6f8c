"""Bytes to text: what is declared or certain is taken, what is guessed is said."""

from __future__ import annotations

import codecs
import re

from framing.sources.files import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "gzip-compressed; add .gz to its name"),
    (b"PAR1", "a parquet table; name it .parquet"),
)
_SAMPLE = 2**16
_CONTROLS = "".join(map(chr, (*range(8), *range(14, 27), 28, 29, 30, 31, 127)))
_SPARSE = 0.2
"""Below this share of bytes over 127, a text that is not UTF-8 is taken for Western European."""
_FEW, _MANY_ZEROS, _NO_ZEROS = 4, 0.6, 0.05
"""UTF-16 without a mark: at least so many bytes, zeros in most of every other byte, in hardly any of the rest."""
_WHOLE, _DAMAGE = 3, 0.001
"""Damaged UTF-8 has so many whole characters outside ASCII for each broken one; where UTF-8 is declared, as many, or
hardly a broken one among all characters."""
_REPLACED = "\ufffd"
_CANDIDATES = [
    *(f"cp125{i}" for i in range(9)),
    *("koi8_r", "koi8_u", "cp874", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9"),
    *("gb18030", "big5", "cp932", "euc_jp", "euc_kr"),
]
"""What is met on the web; all hold ASCII as it is, so that lines can be told before decoding."""
_SAFE_CHARSET = re.compile(
    r"(utf-?8|us-ascii|iso-?8859-\d+|latin-?1|windows-125\d|windows-874|cp125\d|koi8-[ru]|mac(intosh|-?roman)"
    r"|gb2312|gbk|gb18030|big5(-hkscs)?|shift[_-]jis|sjis|euc-(jp|kr)|iso-2022-jp)$",
    re.IGNORECASE,
)
_WESTERN = re.compile(r"(us-ascii|iso-?8859-1|latin-?1)$", re.IGNORECASE)
_META = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


def mark_of(data: bytes) -> tuple[str | None, int]:
    """The encoding that a byte-order mark names, and the mark's length; (None, 0) without one."""
    return next(((name, len(mark)) for mark, name in _BOMS if data.startswith(mark)), (None, 0))


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero bytes of Latin letters; None if it is not that."""
    sample = data[:_SAMPLE]
    zeros = [sample[i::2].count(0) / max(1, len(sample[i::2])) for i in (0, 1)]
    if len(sample) < _FEW or max(zeros) < _MANY_ZEROS or min(zeros) > _NO_ZEROS:
        return None
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def guess(data: bytes) -> str | None:
    """A likely encoding of bytes that are not UTF-8, one that holds ASCII as it is; None if nothing fits."""
    sample = data[:_SAMPLE]
    high = sum(map(sample.count, range(128, 256))) / max(1, len(sample))
    if high < _SPARSE and _fits(sample, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best else None


def guessed(name: str) -> str:
    """The note on a guessed encoding."""
    return f"encoding guessed: read as {name}, since it is neither UTF-8 nor declared"


def refuse_binary(data: bytes) -> None:
    """Raise ReadError where the bytes begin like a known binary format."""
    for mark, name in _SIGNATURES:
        if data.startswith(mark):
            raise ReadError(f"not text: it is {name}")


def refuse_noise(text: str, allowed: float = 0.3) -> None:
    """Raise ReadError where more than the `allowed` share of characters are control characters."""
    sample = text[:_SAMPLE]
    if sum(map(sample.count, _CONTROLS)) > allowed * len(sample):
        raise ReadError("not text: too many control characters")


def zero_note(text: str) -> tuple[str, ...]:
    """A note where the text holds NUL characters, which are kept."""
    count = text.count("\0")
    return (f"contains {count} NUL character{'s' if count > 1 else ''}",) if count else ()


def declared_charset(page: bytes) -> str | None:
    """The charset that an HTML page declares near its beginning, None if none or not a usable one."""
    found = _META.search(page[:4096])
    name = found[1].decode("ascii") if found else ""
    return name if _SAFE_CHARSET.match(name) else None


def page_charset(page: bytes, header: str | None) -> str | None:
    """The charset of a page: that of its HTTP header where it is usable and fits, else the one it declares itself."""
    if header and _SAFE_CHARSET.match(header) and _fits(page, header):
        return header
    return declared_charset(page)


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a whole file without byte-order mark, and notes on what was repaired or guessed.

    Raises ReadError where the bytes are no text.
    """
    refuse_binary(data)
    name, mark = mark_of(data)
    if name:
        return _strict(data[mark:], name), ("a byte-order mark was left out",)
    if wide := wide_encoding(data):
        return _strict(data, wide), (guessed(wide),)
    if declared and not _is_utf8_after_all(data, declared):
        codec = "cp1252" if _WESTERN.match(declared) else declared
        if _fits(data, codec):
            return data.decode(codec), ()
    if _fits(data, "utf-8"):
        text = data.decode("utf-8")
        refuse_noise(text)
        return text, ((f"declared as {declared}, but it is UTF-8",) if _contradicts(data, declared) else ())
    return _damaged_utf8(data, declared) or _decode_guessed(data)


def _damaged_utf8(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 with some damaged bytes, told by its many whole characters or by what is declared; None if it is not."""
    text = data.decode("utf-8", "replace")
    damaged = text.count(_REPLACED) - data.count(_REPLACED.encode())
    whole = sum(c > "\x7f" for c in text) - text.count(_REPLACED)
    called = (declared or "").lower().startswith("utf")
    if damaged > (max(whole, _DAMAGE * len(text)) if called else whole / _WHOLE):
        return None
    refuse_noise(text)
    return text, (f"damaged: {damaged} replacement character{'s' if damaged > 1 else ''} for bytes that are not UTF-8",)


def _decode_guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    name = guess(data)
    if name is None:
        raise ReadError("not text: no known encoding fits its bytes")
    text = _strict(data, name)
    refuse_noise(text, allowed=0.01)
    return text, (guessed(name),)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise ReadError(f"not readable as {name}: byte {error.start} does not fit; save it as UTF-8") from error


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _contradicts(data: bytes, declared: str | None) -> bool:
    return declared is not None and not declared.lower().startswith("utf") and not data.isascii()


def _is_utf8_after_all(data: bytes, declared: str) -> bool:
    """Whether bytes declared as something else hold non-ASCII characters in valid UTF-8 (hardly ever by chance)."""
    return not data.isascii() and _fits(data, "utf-8")
