"""The names of annotators."""

from __future__ import annotations

import getpass
import re

from framing.errors import UsageError

_NAME = re.compile(r"[\w@+-](?:[\w.@+ -]{0,38}[\w.@+-])?")
_OTHER = re.compile(r"[^\w@+-]+")


def annotator_name(given: str) -> str:
    """The name without white space around it.

    Raises:
        UsageError: it is empty, longer than 40 characters, or holds what cannot stand in an address.
    """
    name = given.strip()
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"annotator {given[:60]!r}: allowed are 1 to 40 letters, digits, spaces and any of . _ @ + -, "
            "not with a full stop first"
        )
    return name


def login_name() -> str:
    """Who is logged in, as an annotator's name; "annotator" where that cannot be known."""
    try:
        name = _OTHER.sub("", getpass.getuser())[:40]
    except (OSError, KeyError, ImportError):
        name = ""
    return name or "annotator"
