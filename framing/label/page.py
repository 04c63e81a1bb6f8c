"""What the page shows, as text: the sentence in its article, the classes with their keys, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from framing.label.pool import Item
from framing.label.session import Question, Session
from framing.records import Role
from framing.report import phrases
from framing.report.html import finalize

if TYPE_CHECKING:
    from jinja2 import Environment

_BEFORE, _AFTER = 3, 2
"""How many sentences of the article stand around the one that is asked for."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A sentence of the article: its words, whether it begins a paragraph, and whether it is the one asked for."""

    text: str
    breaks: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A class as a button: its key, its name, the model's probability, whether it is the likeliest, was chosen."""

    key: int
    name: str
    p: float | None
    suggested: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks: the annotator, the token of their forms, and the nonce of the answer."""

    annotator: str
    token: str
    nonce: str

    def path(self, rest: str = "") -> str:
        """An address of this annotator's page."""
        return address(self.annotator, rest)


def address(annotator: str, rest: str = "") -> str:
    """An address of an annotator's page."""
    return f"/as/{quote(annotator, safe='')}/{rest}"


def ask(session: Session, visitor: Visitor, question: Question | None) -> str:
    """The page of a sentence, or of the end where there is none."""
    return _render(
        "question.html.j2" if question else "done.html.j2",
        nonce=visitor.nonce,
        session=session,
        visitor=visitor,
        question=question,
        choices=list(_choices(question, session.plan.classes)) if question else [],
        context=around(question.item) if question else [],
        whole=whole(question.item) if question else [],
        progress=session.progress(visitor.annotator),
        agreement=session.agreement(),
        last=session.last(visitor.annotator),
    )


def refused(message: str, nonce: str) -> str:
    """The page that says why nothing was done."""
    return _render("refused.html.j2", message=message, nonce=nonce)


def around(item: Item) -> list[Neighbour]:
    """A few sentences of the article, with the one asked for among them."""
    numbers = _shown(item)
    place = numbers.index(item.number)
    return [_neighbour(item, n) for n in numbers[max(0, place - _BEFORE) : place + _AFTER + 1]]


def whole(item: Item) -> list[Neighbour]:
    """All sentences of the article, nothing where those around the sentence are all."""
    numbers = _shown(item)
    return [_neighbour(item, n) for n in numbers] if len(numbers) > len(around(item)) else []


def _shown(item: Item) -> list[int]:
    sentences = enumerate(item.passage.sentences)
    return [n for n, sentence in sentences if sentence.role is not Role.FURNITURE or n == item.number]


def _neighbour(item: Item, number: int) -> Neighbour:
    text = item.passage.sentences[number].text
    return Neighbour(text, item.passage.begins_paragraph(number), number == item.number)


def _choices(question: Question, classes: tuple[str, ...]) -> Iterator[Choice]:
    mine = question.mine.label if question.mine else None
    for place, name in enumerate(classes):
        p = None if question.p is None else question.p[place]
        yield Choice(place + 1, name, p, place == question.suggested, name == mine)


def _render(template: str, **context: object) -> str:
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

    look = PrefixLoader({"report": PackageLoader("framing.report")})
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("framing.label"), look]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=finalize,
    )
    environment.filters["one_line"] = phrases.one_line
    environment.globals.update(percent=phrases.percent, count=phrases.count)
    return environment
