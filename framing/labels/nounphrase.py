"""The words of a source taken apart: its noun phrases, and in each the determiner, the head, and a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.labels import lexicon

_EDGE = " \t\n.,;:!?–—“”\"‘’'()[]"
_BRACKETS = re.compile(r"(?<=[\w.’”])\s*[(\[][^)\]]*[)\]]?")
_TITLE_OF = re.compile(r"\b((?:[Ss]ecretary|[Mm]inister)) of (?:the )?(?:[A-Z]\w+|state|defen[cs]e)(?=,? [A-Z])")
_NEWLY = re.compile(r"\b(?:newly|recently|just)[ -]\w+ed\s+(?=[a-z])")
_PARTITIVE = re.compile(
    r"(?:(?:a|an|the|at least|about|more than)\s+)*"
    r"(?:(?:new|latest|recent|significant|considerable|ragtag|small|large|larger|growing|wide|broad|vast|overwhelming"
    r"|slim|whole|full)\s+)?"
    r"(?P<how>one|two|three|four|five|six|seven|eight|nine|ten|\d+|some"
    r"|many|much|most|several|all|both|none|few|group|majority|minority|numbers?|handful|dozens|hundreds|thousands"
    r"|scores|couple|batch|trove|cache|slew|string|raft|flurry|array|series|round|bunch|chorus|crop|collection|band|bulk"
    r"|rest|pair|half|any|each)(?:\s+more)?\s+of\s+(?=\w)",
    re.IGNORECASE,
)
_END = re.compile(
    rf"\s+(?:{'|'.join(sorted(lexicon.PHRASE_ENDS))})(?=\s)"
    r"|\s+(?:last|this|next|late|earlier|early)\s+(?:week|month|year|night|spring|summer|fall|autumn|winter|\w+day)\b"
    r"|\s+(?:today|yesterday|alike|himself|herself|themselves|itself|alone)\b"
    r"|\s+(?:there|here)$"
    r"|(?<=[a-z]s)\s+and\s+(?=[a-z])"
    r"|\s+(?:I|we|you|he|she|they)['’]\w+"
    r"|\s+[a-z]+ing\s+(?=(?:a|an|the|his|her|their|its|to)\s)"
    r"|(?<=[a-z]s)\s+[a-z]+ing\s+(?=[A-Z])"
)
_PROPER_GOES_ON = re.compile(r"(?:\s+(?:of|for|on|in|and|the|&|to))+(?=\s+[A-Z])(?P<more>(?:\s+[A-Z][\w’'&.-]*)+)")
_COMMA = re.compile(r",(?!\d{3}\b)|[–—]")
_TRAILING = re.compile(r"just|newly|recently|[a-z]{2,}(?:(?<!e)ed|ing)")
_NOUNS = lexicon.DOCUMENTS | lexicon.HIDDEN | lexicon.GROUPS | lexicon.PEOPLE | lexicon.INSTITUTIONS
_OWNER = re.compile(r"(?:['’]s|(?<=s)['’])$")
_CAPITAL = re.compile(r"(?:[A-Z]|(?:al|el|de|di|la|d|O)['’-]?[A-Z])[\w’'.-]*,?$")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """One noun phrase: the words after its determiner, up to the first preposition or relative.

    `definite` is None where there is no determiner; `partitive` tells of "one of the ..." and the like; `full` goes on
    where a proper name does ("Bureau of Statistics"); `those` is true of "those who ..." and "those surveyed".
    """

    words: tuple[str, ...]
    full: str = ""
    definite: bool | None = None
    partitive: str | None = None
    those: bool = False

    @property
    def head(self) -> str:
        """The last word, which says what the phrase is about, in lower case; empty for an empty phrase."""
        return bare(self.words[-1]) if self.words else ""

    @property
    def last(self) -> str:
        """The last word as it is written, without an owner's ending."""
        return _OWNER.sub("", self.words[-1]).strip(_EDGE.replace(".", "")) if self.words else ""

    @property
    def plural(self) -> bool:
        """Whether the head has a plural ending."""
        return singular(self.head) != self.head

    @property
    def capitals(self) -> tuple[str, ...]:
        """The run of capitalised words (and particles between them) that the phrase ends with, after any owner."""
        start = len(self.words)
        while start and (_CAPITAL.match(self.words[start - 1]) or self._particle(start - 1)):
            if start < len(self.words) and _OWNER.search(self.words[start - 1]):
                break
            start -= 1
        return self.words[start:]

    def _particle(self, place: int) -> bool:
        return 0 < place < len(self.words) - 1 and self.words[place] in lexicon.PARTICLES

    @property
    def titled(self) -> bool:
        """Whether a title such as Mr. stands before the last of the capitals."""
        return any(bare(word) in lexicon.TITLES for word in self.capitals[:-1])

    @property
    def name(self) -> str | None:
        """The capitals as a person's name, without titles; None where none is left."""
        people: list[list[str]] = [[]]
        for word in self.capitals:
            people.append([]) if word == "and" else people[-1].append(word)
        names = [" ".join(words[_titles(words) :]) for words in people if words]
        return _OWNER.sub("", " and ".join(names)).strip(",") or None


def parse(text: str) -> tuple[NounPhrase, ...]:
    """The noun phrases of a source's words: the first, and those after commas (appositions). At least one."""
    plain = _NEWLY.sub("", _TITLE_OF.sub(r"\1", _BRACKETS.sub("", " ".join(text.split()))))
    parts = [part.strip(_EDGE) for part in _COMMA.split(plain)]
    return tuple(_phrase(part) for part in parts if part) or (NounPhrase(()),)


def singular(word: str) -> str:
    """A noun without its plural ending."""
    irregular = {"people": "person", "men": "man", "women": "woman", "children": "child", "analyses": "analysis"}
    if word in irregular:
        return irregular[word]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    ends = word.endswith("s") and not word.endswith(("ss", "sis", "us")) and word != "s"
    return word[:-1] if ends else word


def bare(word: str) -> str:
    """A word in lower case, without an owner's ending or punctuation."""
    return _OWNER.sub("", word.strip(_EDGE)).strip(_EDGE).lower()


def _titles(words: list[str]) -> int:
    """How many of the words go before the name: all up to the last title that has a name behind it."""
    return max((i + 1 for i, word in enumerate(words[:-1]) if bare(word) in lexicon.TITLES), default=0)


def _phrase(text: str) -> NounPhrase:
    partitive = _PARTITIVE.match(text)
    if partitive:
        inner = _phrase(text[partitive.end() :])
        return NounPhrase(inner.words, inner.full, inner.definite, partitive["how"].lower())
    end = _END.search(text)
    words = text[: end.start() if end else len(text)].split()
    goes_on = _PROPER_GOES_ON.match(text, end.start()) if end and words and words[-1][0].isupper() else None
    while len(words) > 1 and _goes_on_as_participle(words):
        del words[-1]
    last = bare(words[-1]) if words else ""
    those = text[:6].lower() == "those " and (len(words) == 1 or singular(last) == last)
    definite: bool | None = None
    while len(words) > 1 and (found := _determiner(words[0])) is not None:
        definite = found if definite is None else definite
        del words[0]
    while len(words) > 1 and (words[0] in lexicon.WHICH_ONE or words[0].replace(",", "").isdigit()):
        del words[0]
    if definite is None and any(_OWNER.search(word) for word in words[:-1]):
        definite = True
    proper = NounPhrase(tuple(words)).capitals or words
    full = _OWNER.sub("", " ".join(proper) + (goes_on.group() if goes_on else "")).strip(_EDGE)
    return NounPhrase(tuple(words), full, definite, those=those)


def _goes_on_as_participle(words: list[str]) -> bool:
    """Whether the last word belongs to what follows the noun before it ("documents released", "a letter just")."""
    participle = _TRAILING.fullmatch(words[-1]) and words[-1] not in _NOUNS
    return bool(participle) and singular(bare(words[-2])) in _NOUNS


def _determiner(word: str) -> bool | None:
    """Whether a word is a definite or an indefinite determiner; None if it is neither."""
    lower = word.lower()
    if lower in lexicon.DEFINITE:
        return True
    return False if lower in lexicon.INDEFINITE else None
