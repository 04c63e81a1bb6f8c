"""Split an article into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from framing.records import Article, Role, Sentence
from framing.sentences.boundaries import sentences, shortened
from framing.sentences.furniture import head_end, sentence_rule
from framing.sentences.paragraphs import Paragraph, paragraphs
from framing.sentences.roles import roles

_Piece = tuple[int, int, Role]


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article in order: trimmed, not overlapping, `text == article.text[start:end]`.

    Every character of the text that is not white space lies in exactly one sentence, except a bullet
    (`framing.sentences.paragraphs.BULLETS`) at the head of a line. Menus, captions, date stamps, section labels and
    the like have the role `furniture`; the place of a dateline ("GENEVA:") stays at the head of its sentence. A
    sentence of more than 2,000 characters is cut at a clause or a white space. Empty where there is only white space.
    """
    text = article.text
    found = paragraphs(text)
    return tuple(
        Sentence(start, end, text[start:end], role)
        for paragraph, given in zip(found, roles(found, article), strict=True)
        for start, end, role in _pieces(text, paragraph, given)
    )


def _pieces(text: str, paragraph: Paragraph, role: Role) -> Iterator[_Piece]:
    """The spans of a paragraph: whole for headlines and furniture, else sentences with the furniture among them."""
    head = 0 if role is Role.FURNITURE else head_end(paragraph.text)
    start = paragraph.start + head
    if head:
        yield paragraph.start, start, Role.FURNITURE
    if role in {Role.HEADLINE, Role.FURNITURE}:
        yield from ((a, b, role) for a, b in shortened(text, start, paragraph.end))
    else:
        yield from _merged(_marked(text, start, paragraph.end, role))


def _marked(text: str, start: int, end: int, role: Role) -> Iterator[_Piece]:
    """The sentences of a span with their roles."""
    for a, b in sentences(text, start, end):
        yield a, b, Role.FURNITURE if sentence_rule(text[a:b]) else role


def _merged(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Join furniture that follows furniture in one paragraph."""
    held: _Piece | None = None
    for piece in pieces:
        if held is not None and held[2] is Role.FURNITURE and piece[2] is Role.FURNITURE:
            held = held[0], piece[1], Role.FURNITURE
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
