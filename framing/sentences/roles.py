"""The role of each paragraph: headline, deck, body or furniture, from its form and its place among the others."""

from __future__ import annotations

from collections.abc import Sequence

from framing.records import Article, Role
from framing.sentences import inside, top
from framing.sentences.lines import read_lines
from framing.sentences.paragraphs import Paragraph


def roles(paragraphs: Sequence[Paragraph], article: Article) -> list[Role]:
    """One role a paragraph. Where the text has no headline, none is made up."""
    lines = read_lines(paragraphs, article)
    found = [Role.BODY if line.rule is None else Role.FURNITURE for line in lines]
    headline = top.headlines(lines, article.title)
    for i in headline:
        found[i] = Role.HEADLINE
    for i in top.kickers(lines, headline, known_title=article.title is not None):
        found[i] = Role.FURNITURE
    after = headline[0] + 1 if headline else 0
    for i in top.decks(lines, after, headline=bool(headline)):
        found[i] = Role.DECK if found[i] is Role.BODY else found[i]
    for i in top.bylines(lines, after):
        found[i] = Role.FURNITURE
    for i in (*inside.section_labels(lines, found), *inside.link_lists(lines, found)):
        found[i] = Role.FURNITURE
    for i in list(inside.author_notes(lines, found, article.authors)):
        found[i] = Role.FURNITURE
    return found
