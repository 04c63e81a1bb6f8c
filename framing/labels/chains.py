"""Chains of sources: whom the outlet has it from, and whom those have it from; nearest to the outlet first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from framing.labels import cuewords, outletwords, sourcing
from framing.records import Attribution, AttributionType, Link, Sentence, Sourcing

RUNS = 2
"""So many sentences after the last one an interview goes on with the same speaker."""
_PASSING_ON = frozenset({Sourcing.MEDIA, Sourcing.DOCUMENT})
"""Whose statements may be those of others: outlets and documents."""
_TELLS = re.compile(
    r"\b(?:told|tells|telling|informed|confirmed to|explained to|said to|spoke to|talking to)$", re.IGNORECASE
)
_NOUNS = "newspaper|daily|magazine|agency|channel|website"
_CAPITAL = r"[A-Z“\"][\w’'&.”\"-]*[\w”\"]"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur)day\b"
_NAME = (
    rf"(?P<name>(?:the |an? )?(?:{_CAPITAL}|(?:[a-z-]+ )?(?:{_NOUNS})\b)"
    rf"(?: (?:(?:news|{_NOUNS})\b|(?:(?:of|and)(?: [Tt]he)? |& )?(?!{_DAY})[A-Z][\w’'&.”\"-]*[\w”\"]))*)"
)
_OWN = re.compile(rf"(?:this|our) (?:{_NOUNS})\b")
_HEARER = re.compile(rf"\s+{_NAME}")
_VENUE = re.compile(
    r"(?:\b(?i:in|during|for) (?:an?|the|his|her|their) (?:[\w-]+ ){0,3}"
    r"(?:interview|appearance|podcast|conversation|op-ed|article|piece)"
    r" (?:with|on|for|to|in|published (?:by|in))"
    r"|\b(?i:appearing|appeared|speaking|spoke|interviewed|writing|wrote|quoted|cited|reported)"
    r" (?:on|to|with|by|in|for))"
    rf" {_NAME}"
)
_SPOKEN = re.compile(r"\b(?:interview|interviewed|appearance|appearing|appeared|podcast|call|speaking)\b")
_AT = re.compile(
    r"\b(?P<at>on|with|to|for|by|in|of) (?:(?:the|an?|his|her|their) )?"
    r"(?:[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}['’]s? )?"
    rf"(?:(?:[\w-]+ )?(?:{_NOUNS}|network|broadcaster|show|program(?:me)?|podcast) )?[“\"‘']?$"
)
"""What stands right before an outlet as a place of speech."""
_INTERVIEW = re.compile(r"[”\"’']?\s(?:interview|appearance)s?\b")
_FORENAME = re.compile(r"\b[A-Z][\w.-]* $")
_INNER = re.compile(rf"(?:that\s+)?(?P<source>(?:[\w’'.-]+\s+){{1,7}}?){cuewords.SAYS}\b(?!\s+to\b)")
_SPEAKS = re.compile(
    rf"\b{cuewords.SAYS}\b"
    r"|\b(?:saying|adding|noting|arguing|continu|repl(?:ied|y)|respond|explain|admit|conclu|went on|ask|call)"
)
NEAR = 20
"""So many characters before a statement hold the word that sets it beside another."""
FAR = 60
"""So many characters before an outlet's name may tell of an interview."""
_BESIDE = re.compile(r"(?:[,;—–]\s*|\s)(?:but|while|whereas|although|though|yet|and)\s+$")
_HEAD = re.compile(r"(?:Citing|Quoting) (?P<words>.{3,100}?),\s*$")
"""From whom an outlet has it, at the head of a sentence and before the outlet."""
_GENERIC = frozenset({"the", "news", "newspaper", "agency", "online", "website", "com", "digital"})
"""Words that do not tell one outlet from another."""
_MADE_BY = re.compile(
    r"^(?:claims?|reports?|statements?|remarks?|comments?|accounts?) (?:made |given |provided )?(?:by|of|from) "
)
_ELSEWHERE = re.compile(
    r"\b(?:told (?:reporters|supporters|the crowd|lawmakers|journalists)|tweet\w*|in a statement|press conference"
    r"|news conference|wrote on|posted on|at a rally)\b",
    re.IGNORECASE,
)


def join(
    text: str, built: Sequence[Attribution], owners: Sequence[int], sentences: Sequence[Sentence], outlet: str | None
) -> list[Attribution]:
    """The attributions with their chains: nested reports, sources cited behind, and interviews given to others.

    `owners` has the number of the sentence in which each attribution begins. What was told to `outlet` itself is first
    hand.
    """
    own = [_first_hand(found, outlet) for found in built]
    result = [_told_inside(found, text) for found in _nested(_citing(own, owners, text), owners, sentences, text)]
    for number, found in enumerate(result):
        if len(found.chain) == 1 and found.counts:
            near = _venue(found, sentences[owners[number]])
            if near and near != found.chain[0] and not _same(near.name, outlet):
                result[number] = replace(found, chain=(near, *found.chain))
    return result


def _first_hand(found: Attribution, outlet: str | None) -> Attribution:
    """The attribution without the article's own outlet as its first link ("documents seen by the Courier")."""
    if not found.second_hand or not _same(found.chain[0].name, outlet):
        return found
    chain = found.chain[1:]
    return replace(found, chain=chain, source_name=chain[0].name, sourcing=chain[0].sourcing)


def go_on(
    text: str, resolved: Sequence[Attribution], owners: Sequence[int], sentences: Sequence[Sentence]
) -> list[Attribution]:
    """The attributions, interviews carried on to the next statements of the same speaker.

    A sentence of the outlet's own that tells of an interview ("In an interview with CNN, she ...") begins one for the
    next speaker.
    """
    result = list(resolved)
    last: dict[str, tuple[int, Link]] = {}
    spoken = {owner for owner, found in zip(owners, resolved, strict=True) if found.source}
    ended: dict[str, int] = {}
    for number, found in enumerate(result):
        name = found.chain[-1].name if found.chain else None
        if not name or found.type is not AttributionType.STATEMENT or found.chain[-1].sourcing is not Sourcing.PERSON:
            continue
        here = owners[number]
        cue = " ".join(text[a:b] for a, b in found.cue)
        if len(found.chain) > 1 and found.chain[0].sourcing is Sourcing.MEDIA:
            last[name] = here, found.chain[0]
            continue
        own = [n for n in range(max(0, here - 2, ended.get(name, 0)), here) if n not in spoken]
        if name not in last and (told := _announced([sentences[n] for n in own])):
            last[name] = here, told
        if name in last:
            before, near = last[name]
            if here - before > RUNS or _ELSEWHERE.search(sentences[here].text):
                del last[name]
                ended[name] = here
            elif found.within is None and _SPEAKS.search(cue):
                result[number] = replace(found, chain=(near, *found.chain))
                last[name] = here, near
    return result


def _announced(sentences: Sequence[Sentence]) -> Link | None:
    """The outlet of an interview that one of these sentences tells of."""
    for sentence in sentences:
        if re.search(r"\binterview", sentence.text) and (link := next(_aired(sentence.text, ()), None)):
            return link
    return None


def _citing(built: Sequence[Attribution], owners: Sequence[int], text: str) -> list[Attribution]:
    """The attributions, each "citing ..." joined to its source's statement in the sentence, or a chain by itself."""
    result = list(built)
    for number, found in enumerate(built):
        cue = " ".join(text[a:b] for a, b in found.cue)
        if not cuewords.CITING.fullmatch(cue) or not found.content or len(found.chain) > 1:
            continue
        behind = sourcing.link_of(_MADE_BY.sub("", text[slice(*found.content[0])]))
        if behind.sourcing is None:
            continue
        main = next((o for o in _siblings(built, owners, number) if _cites(o, found)), None)
        if main is None and not found.chain:
            continue
        if main is None:
            result[number] = replace(found, chain=(*found.chain, behind))
        else:
            result[number] = replace(found, within=main.id)
            if len(result[main.id].chain) == 1:
                result[main.id] = replace(result[main.id], chain=(*main.chain, behind))
    return result


def _cites(main: Attribution, citing: Attribution) -> bool:
    """Whether "citing ..." belongs to a statement: by the same source, or, without one, to that of an outlet."""
    return main.chain[:1] == citing.chain if citing.chain else len(main.chain) == 1 and main.sourcing in _PASSING_ON


def _siblings(built: Sequence[Attribution], owners: Sequence[int], number: int) -> list[Attribution]:
    """The other attributions of the same sentence."""
    return [a for a, o in zip(built, owners, strict=True) if o == owners[number] and a.id != built[number].id]


def _told_inside(found: Attribution, text: str) -> Attribution:
    """The attribution, its chain with the source that its content begins with ("sources claimed that ...")."""
    if len(found.chain) != 1 or not found.content or found.type is not AttributionType.STATEMENT:
        return found
    inner = _INNER.match(text[slice(*found.content[0])])
    link = sourcing.link_of(inner["source"]) if inner else None
    if link is None or link.sourcing is None or link == found.chain[0]:
        return found
    return replace(found, chain=(*found.chain, link))


def _nested(
    built: Sequence[Attribution], owners: Sequence[int], sentences: Sequence[Sentence], text: str
) -> Iterator[Attribution]:
    """Joins, within a sentence, an outlet's report with the source that it passes on into one chain."""
    result = list(built)
    for number, owner in enumerate(owners):
        outer = result[number]
        if outer.sourcing not in _PASSING_ON or outer.within is not None or len(outer.chain) != 1:
            continue
        here = (a for a, o in zip(result, owners, strict=True) if o == owner)
        inner = next((a for a in here if _is_behind(a, outer, text)), None)
        if inner is not None:
            result[number] = replace(outer, chain=(outer.chain[0], *inner.chain))
            result[inner.id] = replace(inner, within=outer.id)
        elif words := _cited(outer, sentences[owner]):
            result[number] = replace(outer, chain=(outer.chain[0], sourcing.link_of(words)))
    return iter(result)


def _cited(outer: Attribution, sentence: Sentence) -> str | None:
    """The source named before the outlet, or after it or its verb ("the Courier, citing officials, said")."""
    head = _HEAD.match(sentence.text[: min(outer.source)[0] - sentence.start])
    if head and sourcing.sourcing_of(head["words"]) not in {None, Sourcing.COLLECTIVE}:
        return head["words"]
    ends = [max(b for _, b in spans) - sentence.start for spans in (outer.source, outer.cue) if spans]
    return next((words for end in ends if (words := sourcing.behind(sentence.text, end))), None)


def _is_behind(inner: Attribution, outer: Attribution, text: str) -> bool:
    if inner.id == outer.id or not inner.chain or inner.within is not None or _beside(inner, outer, text):
        return False
    return inner.type is AttributionType.STATEMENT and inner.sourcing not in {None, Sourcing.MEDIA, outer.sourcing}


def _beside(one: Attribution, other: Attribution, text: str) -> bool:
    """Whether two statements stand beside each other ("The Courier reported ..., but the minister said ...")."""
    first, second = sorted((one, other), key=lambda a: min(a.spans))
    start = min(second.source + second.cue)[0] if second.source or second.cue else 0
    return any(b <= start for _, b in first.content) and bool(_BESIDE.search(text, max(0, start - NEAR), start))


def _venue(found: Attribution, sentence: Sentence) -> Link | None:
    """The outlet that the source spoke to, as the sentence tells outside the content."""
    if found.chain[0].sourcing in _PASSING_ON or not found.cue:
        return None
    base, text = sentence.start, sentence.text
    end = found.cue[-1][1] - base
    cue = text[found.cue[0][0] - base : end]
    told = _HEARER.match(text, end) if _TELLS.search(cue) else re.search(rf"\btold\s+{_NAME}", cue)
    if told and (link := _outlet(told["name"])):
        return link
    hidden = [(a - base, b - base) for a, b in found.content]
    for match in _VENUE.finditer(text):
        if not _covers(hidden, match.span()) and (link := _outlet(match["name"])):
            return link
    return next(_aired(text, [*hidden, *((a - base, b - base) for a, b in found.source)]), None)


def _covers(spans: Sequence[tuple[int, int]], inner: tuple[int, int]) -> bool:
    return any(a <= inner[0] and inner[1] <= b for a, b in spans)


def _aired(text: str, hidden: Sequence[tuple[int, int]]) -> Iterator[Link]:
    """Known outlets and programmes that a sentence names as a place of speech, outside the hidden spans."""
    for match in _known().finditer(text):
        before = text[max(0, match.start() - FAR) : match.start()]
        at = _AT.search(before)
        spoken = at and (at["at"] == "on" or _SPOKEN.search(before, 0, at.start()))
        called = _INTERVIEW.match(text, match.end()) and not _FORENAME.search(before)
        if (spoken or called) and not _covers(hidden, match.span()):
            yield Link(match.group(), Sourcing.MEDIA)


@cache
def _known() -> re.Pattern[str]:
    names = sorted({*outletwords.PROGRAMMES, *outletwords.MEDIA_NAMES, *outletwords.AGENCIES}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _outlet(words: str) -> Link | None:
    """The link of an outlet or a programme, the first of two; None where the words name none, or the article's own."""
    name = words.strip(' “”"')
    if _OWN.match(name):
        return None
    first, *others = name.split(" and ")
    if others and name not in outletwords.PROGRAMMES and all(_outlet(part) for part in others) and _outlet(first):
        return _outlet(first)
    for start in (name, name.split("’s ")[0], name.split("'s ")[0]):
        plain = re.sub(r"^(?:the|an?) ", "", start)
        if plain in outletwords.PROGRAMMES:
            return Link(plain, Sourcing.MEDIA)
        link = sourcing.link_of(start)
        if link.sourcing is Sourcing.MEDIA:
            return link
    return None


def _same(name: str | None, outlet: str | None) -> bool:
    if not name or not outlet:
        return False
    a, b = ("".join(w for w in re.findall(r"\w+", n.lower()) if w not in _GENERIC) for n in (name, outlet))
    return a == b
