"""Attribution spans of one sentence joined into attributions: which source and content belong to which cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from framing.labels import cuewords
from framing.labels.spans import Found, trim
from framing.records import Span

SOURCE, CUE, CONTENT = 1, 2, 3
REACH = 5
"""How many sentences back a quotation without a cue looks for its speaker."""
NEAR_CUES = 60
"""So many characters at most lie between the two halves of "quoted by ... as saying"."""
_QUOTED = 0.95
"""So much of a sentence stands between quotation marks if it is nothing but a quotation."""
_CROSSED, _TAKEN = 200, 100
"""What another cue between, and a source that the cue has already, weigh against characters of distance."""


@dataclass(slots=True)
class Draft:
    """An attribution under construction; spans are absolute. `sentence` is the index of its first sentence."""

    sentence: int
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


def link(start: int, found: Sequence[Found], sentence: int) -> list[Draft]:
    """The attributions of one sentence: one a cue, with the nearest source and the contents that fit it best.

    Contents without any cue become attributions of their own (a quotation that runs on). `start` is the sentence's
    offset.
    """
    cues = [f for f in found if f.label == CUE]
    contents = [f for f in found if f.label == CONTENT]
    drafts = [Draft(sentence, cue=[_absolute(cue, start)]) for cue in cues]
    if not drafts:
        return [Draft(sentence, content=[_absolute(c, start)]) for c in contents]
    for part in (SOURCE, CONTENT):
        for span in (f for f in found if f.label == part):
            number = min(range(len(cues)), key=lambda i: _distance(span, cues[i], drafts[i], part, found))
            (drafts[number].source if part == SOURCE else drafts[number].content).append(_absolute(span, start))
    _share_sources(drafts)
    return drafts


def _share_sources(drafts: Sequence[Draft]) -> None:
    """A second verb of the same subject ("called it a threat and urged a boycott") has the first one's source."""
    for before, after in pairwise(drafts):
        between = [b for _, b in before.content if b <= after.cue[0][0]]
        if not after.source and after.content and before.source and between and before.source[0] < before.cue[0]:
            after.source = list(before.source)


def _absolute(span: Found, start: int) -> Span:
    return span.start + start, span.end + start


def _distance(span: Found, cue: Found, draft: Draft, part: int, found: Sequence[Found]) -> tuple[float, int]:
    """How far a span is from a cue: characters between, more for each cue between and for a place already taken."""
    left, right = (span, cue) if span.start < cue.start else (cue, span)
    between = [f for f in found if left.end <= f.start and f.end <= right.start and f not in (span, cue)]
    crossed = sum(f.label == CUE for f in between)
    taken = 1 if part == SOURCE and draft.source else 0
    return crossed * _CROSSED + taken * _TAKEN + (right.start - left.end), cue.start


def add_hearsay(text: str, start: int, drafts: list[Draft], sentence: int) -> None:
    """Adds "reportedly", "is said to" and the like as attributions without a source, where no other part covers them.

    Their content is the rest of the sentence; so it is for such a cue that was found without any.
    """
    for match in cuewords.HEARSAY_CUE.finditer(text):
        left, right = match.start() + start, match.end() + start
        first, last = trim(text, 0, len(text.rstrip(" .!?”\"'")))
        pieces = [trim(text, first, match.start()), trim(text, match.end(), last)]
        content = [(a + start, b + start) for a, b in pieces if a < b]
        over = [d for d in drafts if any(a < right and left < b for a, b in d.cue + d.content + d.source)]
        if not over:
            drafts.append(Draft(sentence, cue=[(left, right)], content=content))
        elif not over[0].content and not over[0].source:
            over[0].content = content
        elif not over[0].cue and not over[0].source:
            over[0].cue, over[0].content = [(left, right)], content


def share_elided(text: str, drafts: Sequence[Draft]) -> None:
    """Gives verbs without a subject ("adding that ...", "and urged ...") the source before them, in place."""
    for before, after in pairwise(drafts):
        if after.source or not before.source or not after.cue or not after.content:
            continue
        start, end = after.cue[0]
        joined = re.search(
            r"\b(?:and|but|then|before|after|while|also|or)(?: \w+)?\s*$", text[max(0, start - 24) : start]
        )
        if joined or re.match(r"\w+ing\b", text[start:end]):
            after.source = list(before.source)


def join_quoted(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """One attribution of two cues: "was quoted by the Courier as saying"; the second cue goes to the first.

    `text` is the article's.
    """
    result: list[Draft] = []
    for draft in drafts:
        before = result[-1] if result else None
        if before and before.cue and draft.cue:
            between = text[before.cue[-1][1] : draft.cue[-1][1]]
            if cuewords.QUOTED_AS.search(text[before.cue[0][0] : draft.cue[-1][1]]) and len(between) < NEAR_CUES:
                before.cue += draft.cue
                before.content = sorted(before.content + draft.content)
                continue
        result.append(draft)
    return result


def move_source(text: str, drafts: Sequence[Draft]) -> None:
    """Makes the content right before a verb of saying its source, in place, where another content follows the verb."""
    for draft in drafts:
        if draft.source or len(draft.cue) != 1:
            continue
        start, end = draft.cue[0]
        before = [c for c in draft.content if re.fullmatch(r"\w\s+", text[c[1] - 1 : start])]
        after = [c for c in draft.content if text[end : c[0]].isspace()]
        if before and after and re.fullmatch(cuewords.SAYS, text[start:end]):
            draft.source, draft.content = before, [c for c in draft.content if c not in before]


def part_cited(text: str, drafts: Sequence[Draft]) -> None:
    """Parts what "reported, citing officials, that ..." or "reported that ..., citing officials" says, in place.

    The verb before "citing" has no content then: it gets that of "citing" but for whom it cites, named after "citing".
    """
    for before, after in pairwise(drafts):
        if not (before.source and before.cue and not before.content and after.cue):
            continue
        named = after.source if len(after.content) == 1 else after.content
        aside = [span for span in named if span > after.cue[0]][:1]
        if aside and cuewords.CITING.fullmatch(text[slice(*after.cue[0])]):
            before.content, after.content = [c for c in after.content if c not in aside], aside
            after.source = list(before.source)


def add_leading(text: str, start: int, drafts: Sequence[Draft]) -> None:
    """Gives "As per the report, ..." its cue and source, in place, where only the content was found."""
    match = cuewords.LEADING.match(text)
    bare = [d for d in drafts if d.content and not d.cue]
    if match and bare and not any(d.cue and d.cue[0][0] - start < match.end() for d in drafts):
        bare[0].cue = [(match.start("cue") + start, match.end("cue") + start)]
        bare[0].source = [(match.start("source") + start, match.end("source") + start)]


def add_quoted(drafts: list[Draft], sentence: Span, number: int, quotes: Sequence[Span]) -> None:
    """Adds a sentence inside quotation marks in which nothing was found as a content without cue, in place."""
    inside = [(max(a, sentence[0]), min(b, sentence[1])) for a, b in quotes if a < sentence[1] and sentence[0] < b]
    if not drafts and sum(b - a for a, b in inside) >= _QUOTED * (sentence[1] - sentence[0]):
        drafts.append(Draft(number, content=inside))


def run_on(drafts: Sequence[Sequence[Draft]], sentences: Sequence[Span], quotes: Sequence[Span]) -> None:
    """Joins contents without a cue to the attribution of the same quotation, before or after them, in place.

    `drafts` are those of each sentence in order, `sentences` their spans. Those of a quotation without any cue are one
    draft with an empty cue.
    """
    alone: dict[Span, Draft] = {}
    for number, row in enumerate(drafts):
        for draft in row:
            if draft.cue or not draft.content:
                continue
            around = next((q for q in quotes if q[0] <= draft.content[0][0] < q[1]), None)
            partner = around and (_same(drafts, number, around) or _before(drafts, number, around, sentences, quotes))
            if around and not partner:
                partner = alone.setdefault(around, draft)
            if partner and partner is not draft:
                partner.content.extend(draft.content)
                partner.content.sort()
                draft.content = []


def _same(drafts: Sequence[Sequence[Draft]], number: int, around: Span) -> Draft | None:
    """The nearest attribution with a cue outside the quotation and content in it: a cue inside is the speaker's own."""
    rows = (drafts[other] for other in sorted(range(len(drafts)), key=lambda n: (abs(n - number), -n)))
    told = (d for row in rows for d in row if d.cue and not _inside(d.cue, around) and _inside(d.content, around))
    return next(told, None)


def _inside(spans: Sequence[Span], around: Span) -> bool:
    return any(around[0] <= a < around[1] for a, _ in spans)


def _before(
    drafts: Sequence[Sequence[Draft]], number: int, around: Span, sentences: Sequence[Span], quotes: Sequence[Span]
) -> Draft | None:
    """The speaker of the sentences before, if a quotation begins this one and they were quoted up to their end.

    Newspapers go on with the same speaker from quotation to quotation until another is named.
    """
    if not number or around[0] > sentences[number][0] + 1:
        return None
    for row in (drafts[other] for other in range(number - 1, max(-1, number - REACH), -1)):
        spoken = [d for d in row if d.cue and d.source and any(a <= s < b for s, _ in d.content for a, b in quotes)]
        if spoken:
            return spoken[-1]
        if not row or any(d.cue for d in row):
            return None
    return None
