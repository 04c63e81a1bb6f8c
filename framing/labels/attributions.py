"""All attributions of an article: spans linked, quotations joined, sources named, chains built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from framing.encoder import Scores
from framing.labels import chains, cuewords, sourcing
from framing.labels.attribution import (
    Draft,
    add_hearsay,
    add_leading,
    add_quoted,
    join_quoted,
    link,
    move_source,
    part_cited,
    run_on,
    share_elided,
)
from framing.labels.quotes import overlap, run_together
from framing.labels.resolve import Resolver
from framing.labels.spans import Found, bio_spans
from framing.labels.unnamed import voiced
from framing.records import Attribution, AttributionType, Quote, Sentence, Sourcing, Span, Verb

HEAD = "attribution"
NEAR = 30
"""So many characters between the parts of a source are part of it ("officials quoted by the Courier")."""
_DATELINE = re.compile(r"(?:[A-Z][A-Z.'’-]+,? ?){1,4}(?:[,(][\w., ()]{1,30})? ?(?::|—|–|--?) ")
_DIRECT, _INDIRECT = 0.9, 0.1
_BREAK = re.compile(r"[.;:!?]\s|\n")
_KIND, _CLAIM = "kind", 1
"""The head that reads a sentence as a fact, a claim or commentary, and its class of claims."""


def attributions(
    text: str,
    sentences: Sequence[Sentence],
    scores: Sequence[Scores],
    quotes: Sequence[Span],
    outlet: str | None = None,
) -> tuple[Attribution, ...]:
    """The attributions of the given (scored) sentences, in order, numbered from 0.

    `outlet` is the article's own: what it was told itself is first hand.
    """
    drafts: list[list[Draft]] = []
    for number, (sentence, score) in enumerate(zip(sentences, scores, strict=True)):
        found = bio_spans(sentence.text, score.offsets, score.tokens[HEAD])
        row = join_quoted(text, link(sentence.start, _after_dateline(sentence.text, found), number))
        add_leading(sentence.text, sentence.start, row)
        add_hearsay(sentence.text, sentence.start, row, number)
        add_quoted(row, (sentence.start, sentence.end), number, quotes)
        drafts.append(row)
    return assemble(text, sentences, drafts, quotes, outlet, [_is_claim(score) for score in scores])


def _is_claim(score: Scores) -> bool:
    """Whether the sentence is read as a claim; so are all where no head reads kinds."""
    kind = score.sentence.get(_KIND)
    return kind is None or int(kind.argmax()) == _CLAIM


def assemble(
    text: str,
    sentences: Sequence[Sentence],
    drafts: Sequence[Sequence[Draft]],
    quotes: Sequence[Span],
    outlet: str | None = None,
    claims: Sequence[bool] | None = None,
) -> tuple[Attribution, ...]:
    """Attributions from the drafts of each sentence: quotations joined, sources named, chains built.

    A content without a source, a cue and quotation marks is taken where its sentence is a claim by `claims`, one for
    each sentence, and everywhere without them. (On 60 PolNeAR dev articles two thirds of the words of such contents are
    annotated as content in claims, less than a third elsewhere.)
    """
    for row in drafts:
        share_elided(text, row)
        move_source(text, row)
        part_cited(text, row)
    run_on(drafts, [(s.start, s.end) for s in sentences], run_together(text, quotes))
    marks = tuple(quotes)
    whole = [d for row in drafts for d in row if _stands(d, marks, claims is None or claims[d.sentence])]
    built = [_build(number, draft, text, marks) for number, draft in enumerate(whole)]
    owners = [d.sentence for d in whole]
    joined = chains.join(text, built, owners, sentences, outlet)
    resolver = Resolver(text, sentences, quotes, joined)
    named = [resolver.resolve(found) for found in joined]
    return tuple(voiced(chains.go_on(text, [resolver.speaking(found) for found in named], owners, sentences)))


def _stands(draft: Draft, quotes: tuple[Span, ...], claim: bool) -> bool:
    """Whether a draft is an attribution: two of its parts, or a content in quotation marks or in a claim."""
    if draft.cue or draft.source:
        return bool(draft.content or (draft.cue and draft.source))
    return bool(draft.content) and (claim or any(overlap(quotes, a, b) for a, b in draft.content))


def _after_dateline(text: str, found: Sequence[Found]) -> list[Found]:
    """The spans without a dateline ("ISLAMABAD:"), which nobody said."""
    dateline = _DATELINE.match(text)
    if not dateline:
        return list(found)
    return [replace(f, start=max(f.start, dateline.end())) for f in found if f.end > dateline.end()]


def _build(number: int, draft: Draft, text: str, quotes: tuple[Span, ...]) -> Attribution:
    cue = " ".join(text[a:b] for a, b in draft.cue)
    if cuewords.PASSIVE.fullmatch(cue):
        draft = replace(draft, source=[], content=draft.source + draft.content)
    words = _source_words(text, sorted(draft.source)) or None
    chain = sourcing.chain_of(words) if words else ()
    named = (link for link in chain if link.sourcing is Sourcing.PERSON and link.name)
    origin = next(named, chain[0]) if chain else None
    quote = _quote(draft.content, quotes)
    before = _before(text, draft.cue)
    return Attribution(
        id=number,
        type=_type(cue, draft, quotes),
        source=tuple(sorted(draft.source)),
        cue=tuple(sorted(draft.cue)),
        content=tuple(sorted(draft.content)),
        source_text=words,
        source_name=origin.name if origin else None,
        sourcing=origin.sourcing if origin else None,
        verb=_verb(cue, before, text[slice(*min(draft.content))] if draft.content else ""),
        quote=quote,
        chain=chain,
        denied=quote is not Quote.DIRECT and _means(cuewords.DENYING, cue, before) and _others(text, cue, draft),
    )


def _others(text: str, cue: str, draft: Draft) -> bool:
    """Whether what is denied is somebody else's words: a claim, and not just a thing that the source rejects."""
    said = " ".join([cue, *(text[a:b] for a, b in sorted(draft.content))])
    return bool(re.search(r"\bden(?:y|i)", cue, re.IGNORECASE) or cuewords.CLAIM.match(said))


def _source_words(text: str, spans: Sequence[Span]) -> str:
    """The source in the article's words, with what stands between its parts where that is a few words."""
    if spans and all(after[0] - before[1] <= NEAR for before, after in pairwise(spans)):
        return text[spans[0][0] : spans[-1][1]]
    return " … ".join(text[a:b] for a, b in spans)


def _before(text: str, cue: Sequence[Span]) -> str:
    """The words before a cue in its sentence, a few of them: what takes the verb back stands there, or in the cue."""
    if not cue:
        return ""
    start = min(cue)[0]
    return _BREAK.split(text[max(0, start - NEAR) : start])[-1]


def _hearsay(cue: str) -> bool:
    """Whether the cue is one of an attribution without a source."""
    return bool(cuewords.HEARSAY_CUE.search(cue) or cuewords.PASSIVE.fullmatch(cue))


def _verb(cue: str, before: str, content: str) -> Verb:
    """What the cue does to its content; who claims a thing ("claimed responsibility") keeps no distance from it."""
    taken = cue.lower().split()[-1:] in (["claim"], ["claims"], ["claimed"], ["claiming"])
    if taken and cuewords.CLAIMABLE.match(content):
        return Verb.NEUTRAL
    if cuewords.DISTANCING.search(cue) or _hearsay(cue):
        return Verb.DISTANCING
    return Verb.ENDORSING if _means(cuewords.ENDORSING, cue, before) else Verb.NEUTRAL


def _means(verbs: re.Pattern[str], cue: str, before: str) -> bool:
    """Whether the cue has one of these verbs, and nothing in it or before it takes the verb back."""
    found = verbs.search(cue)
    return found is not None and not cuewords.NEGATED.search(before + cue[: found.start()])


def _type(cue: str, draft: Draft, quotes: tuple[Span, ...]) -> AttributionType:
    quoted = sum(overlap(quotes, a, b) for a, b in draft.content)
    said = cuewords.VOICED.search(cue) or _hearsay(cue)
    if cuewords.STATE.search(cue) and not quoted and not said:
        return AttributionType.STATE
    return AttributionType.STATEMENT


def _quote(content: Sequence[Span], quotes: tuple[Span, ...]) -> Quote:
    length = sum(b - a for a, b in content)
    share = sum(overlap(quotes, a, b) for a, b in content) / length if length else 0.0
    if share >= _DIRECT:
        return Quote.DIRECT
    return Quote.MIXED if share > _INDIRECT else Quote.INDIRECT
