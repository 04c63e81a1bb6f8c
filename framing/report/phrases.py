"""Numbers, names and short sentences, as every format of a report puts them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from framing.measures.sourcing import counted
from framing.records import (
    OUTLET,
    UNNAMED,
    Attribution,
    CommentaryType,
    Hedge,
    Kind,
    LabelledSentence,
    LoadedWord,
    Measure,
    Report,
)
from framing.report.wording import NO_PROSE, sourcing_words
from framing.rows import chain_names

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_C1 = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DELETE = 0x7F


def visible(text: str) -> str:
    """The text as it may be shown: control characters as pictures, text direction overrides spelled out."""
    text = _CONTROLS.sub(lambda m: chr(0x2421 if ord(m[0]) == _DELETE else 0x2400 + ord(m[0])), text)
    text = _BIDI.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)
    return _C1.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def percent(value: float | None) -> str:
    """A share or probability (0..1) as whole per cent; the ends are kept for what is exactly there."""
    if value is None:
        return "undefined"
    if 0 < value < 0.005:  # noqa: PLR2004
        return "<1%"
    if 0.995 <= value < 1:  # noqa: PLR2004
        return ">99%"
    return f"{value:.0%}"


def interval(measure: Measure) -> str:
    """The 95% interval of a measure."""
    if measure.low is None or measure.high is None:
        return "no interval"
    return f"{percent(measure.low)} to {percent(measure.high)}"


def signed(value: float) -> str:
    """A valence (-1..1) with its sign."""
    whole = round(value, 2)
    return f"{whole:+.2f}".replace("-", "−") if whole else "0.00"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun."""
    return f"{n} {noun if n == 1 else plural or noun + 's'}"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence."""
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(visible(text).split())


def short(text: str, longest: int = 44) -> str:
    """The text, cut to so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def title_of(report: Report) -> str:
    """The article's title, else its headline, else its id."""
    headline = next((s.sentence.text for s in report.sentences if s.sentence.role == "headline"), None)
    return one_line(report.article.title or headline or report.article.id) or "untitled"


def chain_text(attribution: Attribution) -> str:
    """The chain from the outlet to the last known source."""
    return " ← ".join(("outlet", *(one_line(name) for name in chain_names(attribution))))


def voice_text(voice: str) -> str:
    """Whose voice, in words."""
    if voice == OUTLET:
        return "own voice"
    return "an unnamed voice" if voice == UNNAMED else f"voice of {one_line(voice)}"


def hedge_text(hedge: Hedge) -> str:
    """A hedge with its type, voice and probability."""
    return f"“{one_line(hedge.text)}” ({hedge.type.value}, {voice_text(hedge.voice)}, {percent(hedge.p)})"


def loaded_text(word: LoadedWord) -> str:
    """A loaded word with its voice and probability."""
    return f"“{one_line(word.text)}” ({voice_text(word.voice)}, {percent(word.p)})"


def glance(report: Report) -> tuple[str, ...]:
    """The article in a few sentences: kinds, sources, and the outlet's own wording."""
    if not report.scored:
        return (NO_PROSE,)
    return (kinds_text(report.scored), *attributions_text(report.attributions), *_wording(report))


def kinds_text(sentences: Sequence[LabelledSentence]) -> str:
    """How many sentences are of which kind, and of which type."""
    kinds = Counter(s.kind for s in sentences)
    facts, claims, own = (kinds[kind] for kind in Kind)
    parts = (
        f"{facts or 'none'} {'reports a fact' if facts == 1 else 'report facts'} in the outlet's own voice",
        f"{claims or 'none'} {'passes on a claim' if claims == 1 else 'pass on claims'}",
        f"{own or 'none'} {'is' if own <= 1 else 'are'} the outlet's own commentary",
    )
    types = Counter(s.commentary_type for s in sentences if s.commentary_type)
    named = [count(types[t], t.value) for t in CommentaryType if types[t]]
    detail = f" ({', '.join(named)})" if named else ""
    return f"Of {count(len(sentences), 'sentence')}, {parts[0]}, {parts[1]}, and {parts[2]}{detail}."


def attributions_text(attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """Who stands behind the statements: those with a source, as the share of anonymous origins counts them."""
    statements = counted(attributions)
    if not statements:
        return ("It attributes nothing to anybody.",)
    sourced = [a for a in statements if a.chain]
    anonymous = sum(bool(a.anonymous) for a in sourced)
    distant = [a for a in sourced if a.second_hand]
    unsourced = len(statements) - len(sourced)
    rests = "rests" if anonymous == 1 else "rest"
    sources = "an anonymous source" if anonymous == 1 else "anonymous sources"
    parts = [f"{anonymous or 'None'} of {count(len(sourced), 'sourced statement')} {rests} on {sources}"]
    if distant:
        parts.append(f"{len(distant)} {'is' if len(distant) == 1 else 'are'} second-hand{_through(distant)}")
    if unsourced:
        parts.append(f"{unsourced} more {'gives' if unsourced == 1 else 'give'} no source at all")
    return (f"{'; '.join(parts)}.",)


def own_words(words: Iterable[LoadedWord | Hedge]) -> list[str]:
    """The distinct words that are in the outlet's own voice, in order, as quoted strings."""
    return list(dict.fromkeys(f"“{one_line(w.text)}”" for w in words if w.voice == OUTLET))


def _through(distant: Sequence[Attribution]) -> str:
    names = Counter(one_line(name) for a in distant for name in chain_names(a)[:-1])
    return f", through {listed([name for name, _ in names.most_common(3)])}"


def _wording(report: Report) -> tuple[str, ...]:
    loaded = own_words(word for s in report.scored for word in s.loaded_words)
    hedges = own_words(hedge for s in report.scored for hedge in s.hedges)
    said = []
    if loaded:
        said.append(f"Loaded words in the outlet's own voice: {_some(loaded)}.")
    if hedges:
        said.append(f"Hedges in the outlet's own voice: {_some(hedges)}.")
    return tuple(said)


def _some(words: Sequence[str], most: int = 8) -> str:
    if len(words) <= most:
        return ", ".join(words)
    return f"{', '.join(words[:most])} and {len(words) - most} more"


def sourced_by(attribution: Attribution) -> str:
    """The kind of the attribution's own source, in words."""
    return sourcing_words(attribution.sourcing) if attribution.chain else "no source given"


def unnamed(attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """The anonymous ends of the chains, each with whoever passed it on, once each."""
    told = []
    for attribution in attributions:
        if attribution.anonymous:
            *through, end = (one_line(name) for name in chain_names(attribution))
            told.append(f"{end} (through {listed(through)})" if through else end)
    return tuple(dict.fromkeys(told))
