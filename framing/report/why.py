"""Why a sentence is marked as it is: what the model found in it, as pairs of a term and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from framing.records import Attribution, AttributionType, CommentaryType, Kind, LabelledSentence, Report, Target, Verb
from framing.report.chains import link_label
from framing.report.phrases import (
    chain_text,
    hedge_text,
    listed,
    loaded_text,
    one_line,
    percent,
    short,
    signed,
    sourced_by,
    voice_text,
)
from framing.report.speakers import cue_text
from framing.report.wording import KINDS, QUOTES, TYPES, VERBS

MARKED = 0.25
"""From this valence on, in either direction, a mention is marked in the text."""
_TOWARDS = "wording towards"
_VERB = "verb"
_PEEK = ("kind", "type", "source", _VERB, _TOWARDS, "loaded words", "hedges", "words that weigh most")
_LONGEST_SPEAKER = 26
_MOST_EVIDENCE = 5
_NEAR_ZERO = 0.005


class Reason(NamedTuple):
    """One line of an explanation."""

    term: str
    text: str


def reasons(report: Report, labelled: LabelledSentence) -> tuple[Reason, ...]:
    """Everything found in a sentence, most important first; nothing for what was not scored."""
    if not labelled.scored:
        return ()
    return (
        *_kind(labelled),
        *(reason for a in labelled.attributions for reason in _attribution(report, a)),
        *_inherited(labelled),
        *_words(labelled),
        *_evidence(report, labelled),
        *_probabilities(labelled),
        *_targets(labelled),
    )


def peek(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The few reasons that fit beside a sentence."""
    return tuple(reason for reason in found if reason.term in _PEEK)


def _kind(labelled: LabelledSentence) -> Iterator[Reason]:
    if labelled.p_kind is not None:
        shares = sorted(zip(labelled.p_kind, Kind, strict=True), key=lambda pair: -pair[0])
        yield Reason("kind", ", ".join(f"{KINDS[kind].label} {percent(p)}" for p, kind in shares))
    chosen = labelled.commentary_type
    if chosen is not None and labelled.p_type is not None:
        types = sorted(zip(labelled.p_type, CommentaryType, strict=True), key=lambda pair: -pair[0])
        listing = ", ".join(f"{name.value} {percent(p)}" for p, name in types)
        yield Reason("type", f"{listing}. A {chosen.value} {TYPES[chosen]}.".replace(" A i", " An i"))


def source_text(attribution: Attribution) -> str:
    """A source in words: as the article has it, whom that means and how sure that is, and of which kind it is."""
    named = one_line(attribution.source_text or attribution.source_name or "not named")
    full = attribution.source_name
    known = f" ({one_line(full)}{_sure(attribution)})" if full and _unlike(full, named) else _sure(attribution)
    return f"“{named}”{known}, {sourced_by(attribution)}"


def speaker(labelled: LabelledSentence) -> str:
    """Who stands behind the sentence, in a few words: its first source, and whoever passes that on; empty if nobody."""
    found = [a for a in labelled.attributions if a.counts and a.chain]
    if not found:
        return short(one_line(labelled.inherited_source or ""), _LONGEST_SPEAKER)
    end, *through = [link_label(link) for link in reversed(found[0].chain)]
    via = f" via {short(through[-1], _LONGEST_SPEAKER)}" if through else ""
    return f"{short(end, _LONGEST_SPEAKER)}{via}"


def judged(target: Target) -> bool:
    """Whether a mention's valence is so far from 0 that it is marked in the text."""
    return abs(target.valence) >= MARKED


def target_text(target: Target) -> str:
    """A mention's valence in words."""
    side = "in favour" if target.valence > 0 else "against"
    whom = one_line(target.entity or target.text)
    endorsed = ", endorsed by the outlet" if target.endorsed else ""
    return f"{whom} {signed(target.valence)} ({side}, {voice_text(target.voice)}{endorsed})"


def _attribution(report: Report, attribution: Attribution) -> Iterator[Reason]:
    if attribution.chain:
        yield Reason("source", f"{source_text(attribution)}. Chain: {chain_text(attribution)}")
    else:
        yield Reason("source", "none given")
    spoken = attribution.type is AttributionType.STATEMENT
    act = "a statement" if spoken else "a wish, plan, belief or fear, not a statement"
    neutral = f", {VERBS[attribution.verb]}" if attribution.verb is Verb.NEUTRAL else ""
    yield Reason("how", f"{act}, {QUOTES[attribution.quote]}{neutral}")
    if not neutral:
        cue = f"“{cue_text(report, attribution)}”, " if attribution.cue else ""
        yield Reason(_VERB, f"{cue}{attribution.verb.value}: {VERBS[attribution.verb]}")


def _sure(attribution: Attribution) -> str:
    p = attribution.name_p
    return f", {percent(p)} sure" if attribution.source_name and p is not None and p < 1 else ""


def _unlike(full: str, named: str) -> bool:
    return one_line(full).casefold() not in named.casefold()


def _inherited(labelled: LabelledSentence) -> Iterator[Reason]:
    if labelled.inherited_source:
        source = one_line(labelled.inherited_source)
        yield Reason("source", f"none given here; the passage runs on from {source}")


def _words(labelled: LabelledSentence) -> Iterator[Reason]:
    if labelled.loaded_words:
        yield Reason("loaded words", ", ".join(map(loaded_text, labelled.loaded_words)))
    if labelled.hedges:
        yield Reason("hedges", ", ".join(map(hedge_text, labelled.hedges)))
    for name, marks in labelled.marks.items():
        if marks:
            told = ", ".join(f"“{one_line(mark.text)}” ({mark.label}, {percent(mark.p)})" for mark in marks)
            yield Reason(name.replace("_", " "), told)


def _evidence(report: Report, labelled: LabelledSentence) -> Iterator[Reason]:
    changes = [c for c in report.evidence.get(labelled.index, ()) if abs(c[2]) >= _NEAR_ZERO]
    strongest = sorted(changes, key=lambda change: -abs(change[2]))[:_MOST_EVIDENCE]
    if not strongest or labelled.kind is None:
        return
    told = [f"“{one_line(report.article.text[start:end])}” {_points(change)}" for start, end, change in strongest]
    yield Reason("words that weigh most", f"left out, the probability of the label moves: {', '.join(told)}")


def _points(change: float) -> str:
    return f"{'−' if change < 0 else '+'}{abs(change) * 100:.0f} points"


def _probabilities(labelled: LabelledSentence) -> Iterator[Reason]:
    scores = {
        "opinion in own voice": labelled.p_opinion,
        "loaded wording": labelled.p_loaded,
        "hedged": labelled.p_hedged,
    }
    known = [f"{name} {percent(p)}" for name, p in scores.items() if p is not None]
    known.extend(_head(name, value) for name, value in labelled.heads.items())
    if known:
        yield Reason("probabilities", ", ".join(known))


def _head(name: str, value: float | Mapping[str, float]) -> str:
    words = name.replace("_", " ")
    if isinstance(value, Mapping):
        return f"{words}: {listed([f'{label} {percent(p)}' for label, p in value.items()])}"
    return f"{words} {percent(value)}"


def _targets(labelled: LabelledSentence) -> Iterator[Reason]:
    ranked = sorted((t for t in labelled.targets if judged(t)), key=lambda t: -abs(t.valence))
    told = [target_text(t) for t in ranked]
    neutral = dict.fromkeys(one_line(t.entity or t.text) for t in labelled.targets if not judged(t))
    if told:
        yield Reason(_TOWARDS, f"{', '.join(told)}; −1 is against, +1 in favour")
    if neutral:
        yield Reason("no direction towards", ", ".join(neutral))
