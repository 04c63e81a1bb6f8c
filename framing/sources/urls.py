"""Lists of addresses: one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.records import Failure
from framing.sources.files import Source, open_source
from framing.sources.lines import text_lines
from framing.sources.wanted import Wanted

_COMMENT = re.compile(r"(^|\s)#.*", re.DOTALL)


def read_list(source: Source) -> Iterator[Wanted | Failure]:
    """The addresses of a .urls file; `#` begins a comment at the line's start or behind white space."""
    with open_source(source) as stream:
        for line in text_lines(stream):
            where = f"{source.label}:{line.number}"
            address = _COMMENT.sub("", line.text).strip()
            if line.error:
                yield Failure(where, f"{where}: {line.error}")
            elif len(address.split()) > 1:
                yield Failure(where, f"{where}: more than one word; one address a line is needed")
            elif address:
                yield Wanted(address)
