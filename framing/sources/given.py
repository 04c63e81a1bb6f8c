"""Inputs that are addresses, and inputs that may be different the next time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.errors import InputError
from framing.sources.options import NAMED, split_suffix

STDIN = "-"
_FEED = "feed:"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def is_address(given: str) -> bool:
    """Whether an input is meant as an address, not as a path."""
    return given[: len(_FEED)].lower() == _FEED or _ADDRESS.match(given) is not None


def split_address(given: str) -> tuple[str, bool]:
    """The http(s) address of such an input, and whether it is marked as a feed. Raises InputError for another one."""
    feed = given[: len(_FEED)].lower() == _FEED
    url = given[len(_FEED) :] if feed else given
    if not _WEB.match(url):
        raise InputError(
            f"{given}: no address to read from; allowed are http://HOST, https://HOST and feed:https://HOST"
        )
    return url, feed


def paths(inputs: Sequence[str]) -> list[str]:
    """The inputs that are files or folders."""
    return [given for given in inputs if given != STDIN and not is_address(given)]


def fleeting(inputs: Sequence[str]) -> str | None:
    """Why these inputs cannot be read a second time as they were; None where they can."""
    for given in inputs:
        if given == STDIN:
            return "standard input (-) cannot be read twice; save it to a file and score that"
        if is_address(given) or split_suffix(given)[0] in NAMED:
            return (
                f"{given}: what is fetched from the web may be different the next time; keep the pages in files "
                "(.html or .warc) and score those"
            )
    return None
