"""Texts with their attributions marked in them, for what is made of the spans alone.

`<s>Quist</s> <k>said</k> <c>it rained</c>` is one attribution with its source, cue and content; with numbers
(`<s2>`) one sentence holds several, and what one part holds of another may be nested.
"""

from __future__ import annotations

import re

from framing.labels.attribution import Draft
from framing.labels.attributions import assemble
from framing.labels.quotes import quoted_spans
from framing.records import Article, Attribution, Role, Span
from framing.sentences import split

_TAG = re.compile(r"<(/?)([skc])(\d?)>")


def read(marked: str) -> tuple[str, list[tuple[str, str, Span]]]:
    """The text without its marks, and the spans: part (s, k or c), number, place."""
    text, spans = "", []
    opened: dict[tuple[str, str], int] = {}
    last = 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        closing, part, number = tag.groups()
        if closing:
            spans.append((part, number, (opened.pop((part, number)), len(text))))
        else:
            opened[part, number] = len(text)
    if opened:
        raise ValueError(f"{marked}: never closed: {opened}")
    return text + marked[last:], spans


def attributions(marked: str, outlet: str | None = None) -> tuple[Attribution, ...]:
    """The attributions of a marked text, its sentences split as those of every article."""
    text, spans = read(marked)
    sentences = [s for s in split(Article(id="", text=text)) if s.role is not Role.FURNITURE]
    rows: list[dict[str, Draft]] = [{} for _ in sentences]
    for part, number, (start, end) in spans:
        owner = max(i for i, s in enumerate(sentences) if s.start <= start)
        draft = rows[owner].setdefault(number, Draft(owner))
        {"s": draft.source, "k": draft.cue, "c": draft.content}[part].append((start, end))
    drafts = [sorted(row.values(), key=lambda d: (d.cue or d.content or d.source)[0]) for row in rows]
    return assemble(text, sentences, drafts, quoted_spans(text), outlet)
