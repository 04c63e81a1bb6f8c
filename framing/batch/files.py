"""Files that are whole or not there (written under another name, synced, renamed), and that one process writes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from framing.bundle import sha256
from framing.errors import FramingError


def replace_with(path: Path, data: bytes, *, scratch: Path | None = None) -> None:
    """Make `data` the content of `path`, at once and for good.

    Until then it lies in `scratch`, a file on the same disk (default: a hidden one beside `path`). Raises OSError; then
    `path` is as it was, and the scratch file is gone.
    """
    temporary = scratch or path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            sync(stream.fileno())
        move(temporary, path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def digest(path: Path) -> str:
    """SHA-256 (64 hex digits) of a file; of a folder, over the names and hashes of the files in it."""
    if not path.is_dir():
        return sha256(path)
    named = "".join(f"{sha256(file)}  {file.name}\n" for file in sorted(path.iterdir()))
    return hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest()


def move(source: Path, target: Path) -> None:
    """Rename a synced file or folder, and sync the folder it is in, so that the new name outlives a power cut."""
    source.replace(target)
    sync_folder(target.parent)


def sync(descriptor: int) -> None:
    """Wait until the file's bytes are on the disk."""
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def lock(descriptor: int) -> bool:
    """Lock an open file against other processes, until this one ends, however it ends; False where one has it locked.

    Without effect, and True, where the system or the file system has no such locks.
    """
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        pass
    return True


@contextmanager
def writing(what: Path, hint: str) -> Iterator[None]:
    """Turn what the system says about a failed write into a FramingError that ends in `hint`."""
    try:
        yield
    except OSError as error:
        raise FramingError(f"{what}: cannot be written: {error.strerror or error}; {hint}") from error
