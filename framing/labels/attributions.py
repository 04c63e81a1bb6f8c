"""All attributions of an article: spans linked, quotations joined, sources named, chains built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from framing.encoder import Scores
from framing.labels import lexicon, sourcing
from framing.labels.attribution import Draft, add_hearsay, link, run_on
from framing.labels.quotes import overlap
from framing.labels.spans import Found, bio_spans
from framing.records import Attribution, AttributionType, Quote, Sentence, Sourcing, Span, Verb

HEAD = "attribution"
NEAR = 30
"""So many characters between the parts of a source are part of it ("officials quoted by the Courier")."""
_DATELINE = re.compile(r"(?:[A-Z][A-Z.'’-]+,? ?){1,4}(?:[,(][\w., ()]{1,30})? ?(?::|—|–|--?) ")
_DIRECT, _INDIRECT = 0.9, 0.1
_PASSING_ON = frozenset({Sourcing.MEDIA, Sourcing.DOCUMENT})
"""Whose statements may be those of others: outlets and documents."""


def attributions(
    text: str, sentences: Sequence[Sentence], scores: Sequence[Scores], quotes: Sequence[Span]
) -> tuple[Attribution, ...]:
    """The attributions of the given (scored) sentences, in order, numbered from 0."""
    drafts: list[list[Draft]] = []
    for number, (sentence, score) in enumerate(zip(sentences, scores, strict=True)):
        found = bio_spans(sentence.text, score.offsets, score.tokens[HEAD])
        row = link(sentence.start, _after_dateline(sentence.text, found), number)
        add_hearsay(sentence.text, sentence.start, row, number)
        drafts.append(row)
    run_on(drafts, [(s.start, s.end) for s in sentences], quotes)
    whole = [d for row in drafts for d in row if d.content or (d.cue and d.source)]
    built = [_build(number, draft, text, tuple(quotes)) for number, draft in enumerate(whole)]
    return tuple(_nest(built, [d.sentence for d in whole], sentences))


def _after_dateline(text: str, found: Sequence[Found]) -> list[Found]:
    """The spans without a dateline ("ISLAMABAD:"), which nobody said."""
    dateline = _DATELINE.match(text)
    if not dateline:
        return list(found)
    return [replace(f, start=max(f.start, dateline.end())) for f in found if f.end > dateline.end()]


def _build(number: int, draft: Draft, text: str, quotes: tuple[Span, ...]) -> Attribution:
    cue = " ".join(text[a:b] for a, b in draft.cue)
    if lexicon.PASSIVE.fullmatch(cue):
        draft = replace(draft, source=[], content=draft.source + draft.content)
    words = _source_words(text, sorted(draft.source)) or None
    chain = sourcing.chain_of(words) if words else ()
    origin = chain[0] if chain else None
    return Attribution(
        id=number,
        type=_type(cue, draft, quotes),
        source=tuple(sorted(draft.source)),
        cue=tuple(sorted(draft.cue)),
        content=tuple(sorted(draft.content)),
        source_text=words,
        source_name=origin.name if origin else None,
        sourcing=origin.sourcing if origin else None,
        verb=_verb(cue),
        quote=_quote(draft.content, quotes),
        chain=chain,
    )


def _source_words(text: str, spans: Sequence[Span]) -> str:
    """The source in the article's words, with what stands between its parts where that is a few words."""
    if spans and all(after[0] - before[1] <= NEAR for before, after in pairwise(spans)):
        return text[spans[0][0] : spans[-1][1]]
    return " … ".join(text[a:b] for a, b in spans)


def _verb(cue: str) -> Verb:
    if lexicon.DISTANCING.search(cue) or lexicon.HEARSAY_CUE.search(cue):
        return Verb.DISTANCING
    return Verb.ENDORSING if lexicon.ENDORSING.search(cue) else Verb.NEUTRAL


def _type(cue: str, draft: Draft, quotes: tuple[Span, ...]) -> AttributionType:
    quoted = sum(overlap(quotes, a, b) for a, b in draft.content)
    if lexicon.STATE.search(cue) and not quoted and not lexicon.HEARSAY_CUE.search(cue):
        return AttributionType.STATE
    return AttributionType.STATEMENT


def _quote(content: Sequence[Span], quotes: tuple[Span, ...]) -> Quote:
    length = sum(b - a for a, b in content)
    share = sum(overlap(quotes, a, b) for a, b in content) / length if length else 0.0
    if share >= _DIRECT:
        return Quote.DIRECT
    return Quote.MIXED if share > _INDIRECT else Quote.INDIRECT


def _nest(built: Sequence[Attribution], owners: Sequence[int], sentences: Sequence[Sentence]) -> list[Attribution]:
    """Joins, within a sentence, an outlet's report with the source that it passes on into one chain."""
    result = list(built)
    for number, owner in enumerate(owners):
        outer = result[number]
        if outer.sourcing not in _PASSING_ON or outer.within is not None or len(outer.chain) != 1:
            continue
        inner = next((a for a, o in zip(result, owners, strict=True) if o == owner and _is_behind(a, outer)), None)
        if inner is not None:
            result[number] = replace(outer, chain=(outer.chain[0], *inner.chain))
            result[inner.id] = replace(inner, within=outer.id)
        elif words := _cited(outer, sentences[owner]):
            result[number] = replace(outer, chain=(outer.chain[0], sourcing.link_of(words)))
    return result


def _cited(outer: Attribution, sentence: Sentence) -> str | None:
    """The source named after the outlet or after its verb ("the Courier, citing officials, said")."""
    ends = [max(b for _, b in spans) - sentence.start for spans in (outer.source, outer.cue) if spans]
    return next((words for end in ends if (words := sourcing.behind(sentence.text, end))), None)


def _is_behind(inner: Attribution, outer: Attribution) -> bool:
    if inner.id == outer.id or not inner.chain or inner.within is not None:
        return False
    return inner.type is AttributionType.STATEMENT and inner.sourcing not in {None, Sourcing.MEDIA, outer.sourcing}
