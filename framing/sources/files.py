"""From what the user names to the files that are read: checks, folders, standard input, gzip."""

from __future__ import annotations

import gzip
import logging
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from framing.errors import InputError
from framing.records import Failure
from framing.sources.given import STDIN, is_address, split_address
from framing.sources.options import ALLOWED, FEEDS, NAMED, SINGLES, SUFFIXES, ReadOptions, split_suffix

Inputs = Sequence[str | Path] | str | Path
MAX_BYTES = 256 * 2**20
"""The largest article, table row or table line that is read."""
_LOG = logging.getLogger(__name__)


class ReadError(Exception):
    """A file, or the rest of it, cannot be read; becomes a Failure with this message."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, an address (`url`), or standard input (neither).

    `label` is its id, `suffix` its format without `.gz`: that of a feed or ".html" for an address; `found` says that it
    was found in a folder, not named.
    """

    path: Path | None
    label: str
    suffix: str
    gzipped: bool
    url: str | None = None
    found: bool = False

    @property
    def single(self) -> bool:
        """Whether the file is one article."""
        return self.suffix in SINGLES

    @property
    def online(self) -> bool:
        """Whether its articles are fetched from the web."""
        return self.url is not None or self.suffix in NAMED


def as_list(inputs: Inputs) -> list[str]:
    """The inputs as given, as strings."""
    return [str(inputs)] if isinstance(inputs, str | Path) else [str(i) for i in inputs]


def find_sources(inputs: Sequence[str], options: ReadOptions, *, warn: bool = False) -> Iterator[Source | Failure]:
    """The files that the inputs stand for, in the order given, folders by path; a Failure for an unreadable folder.

    With `warn`, the files ignored in a folder are counted in a log warning.
    """
    for given in inputs:
        if given == STDIN:
            yield Source(None, STDIN, *options.stdin_format)
        elif is_address(given):
            yield _at_address(given, options)
        elif Path(given).is_dir():
            yield from _walk_counted(given, warn=warn)
        else:
            yield Source(Path(given), _printable(given), *split_suffix(given))


def check_inputs(inputs: Sequence[str]) -> None:
    """Check every input before anything is read.

    Raises InputError for no input, a missing path, a suffix that is not read, a folder without articles, or an address
    that is not http(s).
    """
    if not inputs:
        raise InputError("no input: give files, folders, or - for standard input")
    if inputs.count(STDIN) > 1:
        raise InputError("standard input (-) is given twice; it can be read only once")
    for given in inputs:
        if is_address(given):
            split_address(given)
        elif given != STDIN:
            _check_path(given)


@contextmanager
def open_source(source: Source) -> Iterator[BinaryIO]:
    """The source's bytes, decompressed. Standard input is left open."""
    if source.path is None:
        raw = sys.stdin.buffer
        yield cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if source.gzipped else raw
        return
    with source.path.open("rb") as stream:
        yield cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if source.gzipped else stream


def read_whole(source: Source, limit: int = MAX_BYTES) -> bytes:
    """All bytes of a source. Raises ReadError above `limit` bytes."""
    with open_source(source) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(f"larger than {limit // 2**20} MiB, too large for one article")
    return data


READ_ERRORS = (ReadError, OSError, EOFError, zlib.error)
"""What reading a source may raise where the file is at fault."""


def unfit(source: Source, message: str, line: int | None = None) -> ReadError | InputError:
    """What to raise for a table without the columns it takes.

    Of a table that somebody named it ends the run before it begins; of one that was found in a folder it is a failure
    in its place.
    """
    if source.found:
        return ReadError(message if line is None else f"line {line}: {message}")
    return InputError(f"{source.label}{'' if line is None else f':{line}'}: {message}")


def describe(error: Exception) -> str:
    """Why reading failed, in words."""
    if isinstance(error, EOFError):
        return "the gzip data end before their end mark; the file seems to be cut off"
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return f"not readable as gzip ({error})"
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return str(error)


def _printable(path: str) -> str:
    """The path in characters that UTF-8 can hold."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _at_address(given: str, options: ReadOptions) -> Source:
    url, marked = split_address(given)
    asked = options.stdin_format[0]
    suffix = asked if asked in FEEDS else FEEDS[0] if marked else ".html"
    return Source(None, _printable(given), suffix, False, url)


def _check_path(given: str) -> None:
    path = Path(given)
    try:
        missing, folder = not path.exists(), path.is_dir()
    except OSError:
        return  # reading it says why, and the other inputs go on
    if missing:
        raise InputError(f"{given}: no such file or folder")
    if folder and path.name.endswith(".partial"):
        raise InputError(f"{given}: the working folder of an unfinished run is no input; give the articles themselves")
    if folder and next(_walk(path, "", (), [0]), None) is None:
        raise InputError(f"{given}: no article in this folder; {ALLOWED}")
    if not folder and split_suffix(given)[0] not in SUFFIXES + NAMED:
        raise InputError(f"{given}: unknown suffix {path.suffix!r}; {ALLOWED}")


def _walk_counted(given: str, *, warn: bool) -> Iterator[Source | Failure]:
    ignored = [0]
    yield from _walk(Path(given), "", (), ignored)
    if warn and ignored[0]:
        _LOG.warning("%s: %d files ignored (hidden, or of a suffix that is not read; %s)", given, ignored[0], ALLOWED)


def _walk(folder: Path, prefix: str, above: tuple[Path, ...], ignored: list[int]) -> Iterator[Source | Failure]:
    """Files below `folder` sorted by path; `above` holds the real folders on the way here, `ignored[0]` counts."""
    try:
        real = folder.resolve()
        entries = [] if real in above else sorted(_entries(folder))
    except OSError as error:
        yield Failure(_printable(prefix or str(folder)), f"folder {describe(error)}")
        return
    for name, is_folder in entries:
        bare = name.removesuffix("/") if is_folder else name
        if is_folder and not bare.startswith(".") and not bare.endswith(".partial"):
            yield from _walk(folder / bare, prefix + name, (*above, real), ignored)
        elif not is_folder:
            suffix, gzipped = split_suffix(name)
            if name.startswith(".") or suffix not in SUFFIXES:
                ignored[0] += 1
            else:
                yield Source(folder / name, _printable(prefix + name), suffix, gzipped, found=True)


def _entries(folder: Path) -> list[tuple[str, bool]]:
    """Names in a folder, those of folders with "/" behind, so that sorting them sorts the whole paths."""
    with os.scandir(folder) as found:
        return [(e.name + "/", True) if e.is_dir() else (e.name, False) for e in found]
