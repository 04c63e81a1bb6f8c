"""The genre of an article of AllSides as its address tells: the corpora themselves name none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from pathlib import Path

from framing.corpora.examples import rows
from framing.corpora.news_labels import FILES

_OPINION = re.compile(r"/(opinions?|columns?|columnists|commentary|commentisfree|editorials?|blogs?|voices)(/|-)", re.I)


def of_address(url: str) -> str:
    """`opinion pages` where a part of the address says so, else `other pages`."""
    return "opinion pages" if _OPINION.search(url) else "other pages"


def of_articles(data: Path, wanted: Set[str]) -> Mapping[str, str]:
    """Article id -> genre; the articles of other corpora are `PolNeAR`, which are news."""
    found = dict.fromkeys(wanted, "PolNeAR")
    for row in rows(data / "allsides" / FILES["allsides"][0]):
        if row["id"] in wanted:
            found[row["id"]] = of_address(row.get("url") or "")
    return found
