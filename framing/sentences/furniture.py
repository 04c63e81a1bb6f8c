"""Match the furniture tables: is a paragraph, the head of one, or a sentence of it furniture, and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from framing.sentences.furniture_notices import NOTICES
from framing.sentences.furniture_page import PAGE_RULES
from framing.sentences.furniture_parts import Rule, Scope
from framing.sentences.furniture_text import TEXT_RULES
from framing.sentences.shape import has_letters

_LINE_LIMIT = 500
_START_LIMIT = 1500
_MARKS = "*_ \u00a0"
NO_LETTERS = "no_letters"
CAPTION = "caption"
_CAPTION_WORDS = 45
_CREDITS = frozenset({"picture_credit", "agency_credit", "credit_in_parentheses"})
_CREDITED = re.compile(r"(?s)(?P<caption>.{15,400}?[.!?]['\"”’]?)\s+(?P<credit>[(A-Z|][^!?]{2,150})")
_PICTURE_CREDIT = re.compile(
    r"(?i)/|\b(?:photo|image|picture|illustration|via|getty|shutterstock|pixabay|dreamstime)s?\b"
)
_SCENE = re.compile(
    r"(?i)\b(?:(?:19|20)\d\d|speaks|arrives?|waves?|stands?|attends?|walks?|listens?|looks|poses?|shakes?|gestures?|"
    r"seen|pictured|shown|holds?|participates?|departs?|delivers|watch(?:es)?|greets?|left|right|cent(?:er|re)|"
    r"addresses|campaigns|testifies|leaves|sits?|march|gather|take part|during)\b"
)
_SAYING = re.compile(r"(?i)\b(?:said|says|told|announced|reported|according)\b")


@cache
def _compiled(scope: Scope) -> re.Pattern[str]:
    """All patterns of a scope in one, a named group each."""
    return re.compile("|".join(f"(?P<{rule.name}>{rule.pattern})" for rule in _of(scope)))


def _of(scope: Scope) -> Iterable[Rule]:
    return (rule for rule in (*NOTICES, *PAGE_RULES, *TEXT_RULES) if rule.scope is scope)


def line_rule(line: str) -> str | None:
    """The rule by which a whole paragraph is furniture, None if it is not."""
    if not has_letters(line):
        return NO_LETTERS
    if len(line) > _START_LIMIT:
        return None
    core = line.strip(_MARKS)
    match = _compiled(Scope.START).match(core)
    if match is None and len(line) <= _LINE_LIMIT:
        match = _compiled(Scope.LINE).fullmatch(core) or _compiled(Scope.SENTENCE).fullmatch(core)
    if match is None and len(line) <= _LINE_LIMIT and _is_caption(core):
        return CAPTION
    return match.lastgroup if match else None


def _is_caption(line: str) -> bool:
    """Whether a paragraph is one sentence that shows a scene, and the credit of its picture."""
    match = _CREDITED.fullmatch(line)
    if match is None or not _PICTURE_CREDIT.search(match["credit"]) or sentence_rule(match["credit"]) not in _CREDITS:
        return False
    caption = match["caption"]
    short = len(caption.split()) <= _CAPTION_WORDS
    return short and _SCENE.search(caption) is not None and not _SAYING.search(caption)


def sentence_rule(sentence: str) -> str | None:
    """The rule by which a sentence inside a paragraph is furniture, None if it is not."""
    if not has_letters(sentence):
        return NO_LETTERS
    match = _compiled(Scope.SENTENCE).fullmatch(sentence.strip(_MARKS)) if len(sentence) <= _LINE_LIMIT else None
    return match.lastgroup if match else None


def head_end(paragraph: str) -> int:
    """How many characters at the head of a paragraph are furniture (a date stamp), 0 if none."""
    match = _compiled(Scope.HEAD).match(paragraph)
    return match.end() if match else 0
