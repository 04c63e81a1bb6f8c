"""A paragraph together with what its form alone tells, before its neighbours are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.records import Article
from framing.sentences.furniture import line_rule
from framing.sentences.paragraphs import Paragraph
from framing.sentences.shape import stop_of

METADATA = "metadata"
LONG = 45
"""A paragraph of more words than this is prose, whether it ends in a stop or not."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, the furniture rule that it matches (if any), its number of words, and its final stop (or "")."""

    at: Paragraph
    rule: str | None
    words: int
    stop: str

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.at.text

    @property
    def intro(self) -> bool:
        """Whether it leads on to what follows: it ends in a colon, a comma or a semicolon."""
        return self.text.endswith((":", ",", ";"))

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: it has a stop, leads on, or is long."""
        return self.rule is None and (bool(self.stop) or self.intro or self.words > LONG)


def read_lines(paragraphs: Sequence[Paragraph], article: Article) -> list[Line]:
    """Look at each paragraph; one that only repeats the outlet's or an author's name is furniture as well."""
    known = {name.casefold() for name in (article.outlet, *article.authors) if name}
    return [
        Line(
            p,
            line_rule(p.text) or (METADATA if p.text.casefold() in known else None),
            len(p.text.split()),
            stop_of(p.text),
        )
        for p in paragraphs
    ]
