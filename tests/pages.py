"""What the tests of pages and other formats share."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import builders
from builders import build
from drafts import Draft

from framing.records import OUTLET, HedgeType, Report
from framing.story import Comparison, compare

GOLDEN = Path(__file__).parent / "golden"
VOID = {"meta", "br", "hr", "img", "input", "link", "rect", "path", "use", "stop"}


def comparison() -> Comparison:
    return compare([builders.pier(), builders.courier(), builders.opinion(), builders.skipped()])


class Page(HTMLParser):
    """Reads a page, and notes what must not be in it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.addresses += [found[k] or "" for k in ("href", "src", "action", "data") if k in found]
        self.wrong += [f"{tag} {key}" for key in found if key.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def check(page: Page) -> None:
    assert page.open == []
    assert page.wrong == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert not page.tags & {"script", "iframe", "img", "link", "object", "form"}


def golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("FRAMING_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


HOSTILE = "<script>alert(1)</script> \" ' & </style> --> {{ 7*7 }} | `x` $a$ \x00\x1b[31m \u202eevil\u202c \r lone"


def hostile(text: str) -> Report:
    draft = Draft(
        text,
        (0.1, 0.1, 0.8),
        parts=(text[: len(text) // 2], None, text[len(text) // 2 :]),
        says={"source_name": text},
        loaded=[(text[:9], text)],
        hedges=[(text[3:12], HedgeType.VAGUE, OUTLET)],
        inherited=text,
    )
    report = build(text, [draft], outlet=text, title=text, date=text, genre=text, url=text, authors=(text,))
    sources = (replace(builders.pier().sources[0], name=text),)
    return replace(report, message=text, model=text, sources=sources, measures=builders.pier().measures)
