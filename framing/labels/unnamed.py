"""The voices of sources without a name: the same words mean one speaker only where they can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from framing.labels import lexicon
from framing.labels.gazetteer import gazetteer
from framing.labels.nounphrase import bare, parse, singular
from framing.records import Attribution, Span

_ALONE = frozenset({"he", "she"})
_COMMON = (
    lexicon.PRONOUNS | lexicon.DEFINITE | lexicon.INDEFINITE | lexicon.GROUPS | lexicon.HIDDEN | lexicon.PEOPLE
    | lexicon.DOCUMENTS | lexicon.INSTITUTIONS | lexicon.SPEAKERS
)  # fmt: skip
"""First words that have a capital only because they begin a sentence."""


def voiced(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions, unnamed sources with the name of their voice.

    "Critics" and "critics" are one voice. "A resident" who is quoted twice may be two people, and so may two "he" whom
    the article does not tell: the second is "a resident (2)", so that a critic and a supporter never cancel out.
    """
    places: dict[str, dict[tuple[Span, ...], int]] = defaultdict(dict)
    for found in attributions:
        if found.source_name or not found.source_text or not found.source_text.strip():
            yield found
            continue
        words = _small(found.source_text)
        words = words.removeprefix("the ") if words.removeprefix("the ") in places else words
        number = places[words].setdefault(found.source, len(places[words]) + 1)
        name = f"{words} ({number})" if number > 1 and _anyone(words) else words
        yield found if name == found.source_text else replace(found, voice_text=name)


def _small(words: str) -> str:
    """The words without the capital of a sentence's head."""
    first = words.split(maxsplit=1)[0]
    common = first[1:].islower() or len(first) == 1
    proper = first == "I" or not gazetteer().entries.keys().isdisjoint({first, singular(first)})
    known = {bare(first), singular(bare(first))} & _COMMON and not proper
    return words[:1].lower() + words[1:] if common and known else words


def _anyone(words: str) -> bool:
    """Whether the words, said again, may mean somebody else: "a resident", or "he" where nobody tells whom."""
    phrase = parse(words)[0]
    several = phrase.plural or phrase.head in lexicon.BODIES
    return words in _ALONE or (phrase.definite is False and not several)
