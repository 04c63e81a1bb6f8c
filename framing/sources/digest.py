"""What can be said of inputs without reading the articles in them."""

from __future__ import annotations

import hashlib

from framing.errors import UsageError
from framing.records import Failure
from framing.sources.files import READ_ERRORS, Inputs, Source, as_list, check_inputs, find_sources
from framing.sources.given import fleeting
from framing.sources.options import ARCHIVE, ReadOptions


def count_hint(inputs: Inputs) -> int | None:
    """How many articles there are (one a file), None where that is not cheap to know: only files of one article are.

    Raises InputError as `read_articles` does.
    """
    given = as_list(inputs)
    check_inputs(given)
    count = 0
    for source in find_sources(given, ReadOptions()):
        if isinstance(source, Source) and (source.path is None or not source.single):
            return None
        count += 1
    return count


def cheap_to_count(inputs: Inputs) -> bool:
    """Whether the inputs may be read once just to count them: not what is fetched or comes once, and no archive.

    Raises InputError as `read_articles` does.
    """
    given = as_list(inputs)
    check_inputs(given)
    if fleeting(given):
        return False
    found = find_sources(given, ReadOptions())
    return not any(isinstance(source, Source) and source.suffix == ARCHIVE for source in found)


def input_digest(inputs: Inputs) -> str:
    """SHA-256 (64 hex digits) over the names and bytes of all inputs, in their order.

    Raises InputError as `read_articles` does, UsageError for inputs that cannot be read a second time as they were:
    standard input, and what is fetched from the web.
    """
    given = as_list(inputs)
    check_inputs(given)
    if reason := fleeting(given):
        raise UsageError(f"a run over it cannot be resumed: {reason}")
    total = hashlib.sha256()
    for source in find_sources(given, ReadOptions()):
        name = source.id if isinstance(source, Failure) else source.label
        content = source.message if isinstance(source, Failure) else _content_digest(source)
        for part in (name, content):
            coded = part.encode("utf-8")
            total.update(len(coded).to_bytes(8, "big") + coded)
    return total.hexdigest()


def _content_digest(source: Source) -> str:
    if source.path is None:
        return ""
    try:
        with source.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except READ_ERRORS as error:
        return f"unreadable: {error}"
