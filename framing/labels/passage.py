"""What an article tells of those who speak in it: who has been named where, as what, and how lately."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from framing.labels import lexicon
from framing.labels.first_names import FIRST_NAMES
from framing.labels.nounphrase import singular
from framing.labels.people import People, Person, PersonMention
from framing.labels.roles import heads, unnamed_speaker
from framing.records import Attribution, Link, Sentence, Sourcing, Span

REACH = 6
"""So many sentences back a pronoun may look."""
_HALF_LIFE = 1.2
_SPEAKER, _HEAD, _QUOTED, _KNOWN = 3.0, 1.6, 0.3, 1.5
_UNNAMED = 2 * _SPEAKER
"""A speaker with a name weighs by the name and by the statement; one without has no name to weigh by."""
_BESIDE = 25
_CAPITALS = re.compile(r"(?:[A-Z][\w’'&-]+ (?:(?:of|for|and|the|on|in) )*){1,5}[A-Z][\w’'&-]+")
_MADE_UP = re.compile(r"[a-z][A-Z]|[.\d]|^[A-Z]{2,}$")
_CLAN = re.compile(r"(?:Mc|Mac|De|La|Le|Van|Von|Di|Da|Du|Fitz|O['’])[A-Z][a-z]+$")
_FIRMS = r"(?:company|firm|airline|carrier|startup|start-up|maker)"
_MAKERS = rf"(?:{_FIRMS}|bank|union|site|website|group|giant|party|agency)"


class Passage:
    """One article as it is read: its persons, and in `said` the statements so far (place of source, attribution)."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span], found: Sequence[Attribution]
    ) -> None:
        self.text = text
        self.starts = [s.start for s in sentences]
        self.people = People(text, [a.source_name for a in found if a.sourcing is Sourcing.PERSON and a.source_name])
        self.long_names = _long_names(text)
        self.said: list[tuple[int, Attribution]] = []
        self._quotes = quotes
        self._heads = heads(text, self.starts, self.people.mentions)

    def sentence(self, place: int) -> int:
        """The number of the sentence that holds a place."""
        return max(0, bisect_right(self.starts, place) - 1)

    def weights(self, place: int, pronoun: str) -> dict[Person | Link, float]:
        """How much speaks for each person named before `place`, those of another pronoun left out.

        Nearer mentions weigh more, speakers and heads of sentences more than others, those inside quotations less.
        Those who have no name are one link for all of a kind.
        """
        here = self.sentence(place)
        weights: dict[Person | Link, float] = {}
        for who, start, weight, own in self._candidates(place):
            away = here - self.sentence(start)
            if away <= REACH and own in (None, pronoun):
                known = _KNOWN if own == pronoun else 1.0
                weights[who] = weights.get(who, 0.0) + weight * known * 0.5 ** (away / _HALF_LIFE)
        return weights

    def _candidates(self, place: int) -> Iterator[tuple[Person | Link, int, float, str | None]]:
        """Everybody of whom the article speaks before `place`: who, where, what that weighs, and the pronoun."""
        spoken = {start for start, _ in self.said}
        for head in self._heads:
            if head.place < place and head.place not in spoken:
                yield head.who, head.place, _UNNAMED, head.pronoun
        for mention in self.people.mentions:
            if mention.start >= place:
                break
            yield mention.person, mention.start, self._part(mention), mention.person.pronoun
        for start, said in self.said:
            name = said.source_name if said.sourcing is Sourcing.PERSON else None
            person = (self.people.of(name) or Person(name, name, None)) if name else None
            if person and said.name_p is not None:
                yield person, start, _SPEAKER * said.name_p, person.pronoun
            elif unnamed := unnamed_speaker(said):
                yield unnamed.who, start, _UNNAMED, unnamed.pronoun

    def _part(self, mention: PersonMention) -> float:
        """What a mention weighs by its part in the sentence."""
        near = len(mention.person.name) + _BESIDE
        weight, here = 1.0, self.sentence(mention.start)
        if any(abs(mention.start - start) < near and self.sentence(start) == here for start, _ in self.said):
            weight = _SPEAKER
        elif mention.start - self.starts[here] < _BESIDE:
            weight = _HEAD
        return weight * _QUOTED if any(a < mention.start < b for a, b in self._quotes) else weight

    def coined(self, name: str) -> bool:
        """Whether a word looks like a company's or a site's: capitals or dots inside, or so called by the article."""
        if _MADE_UP.search(name) and not _CLAN.match(name):
            return True
        word = re.escape(name)
        forms = (
            rf"\b{word},? (?:Inc|Corp|Ltd|Co|LLC|plc|Group|which|its)\b",
            rf"\b{word}['’]s (?:board|shares|workers|employees|chief executive)\b",
            rf"\b{_MAKERS} {word}\b|\b{word}, an? (?:[\w-]+ ){{0,3}}{_MAKERS}\b|\b[Tt]he {_FIRMS}\b",
        )
        return any(re.search(form, self.text) for form in forms)

    def at_head(self, name: str, place: int) -> bool:
        """Whether a word has its capital only because it begins a sentence."""
        if " " in name or name.isupper() or not (place in self.starts or self.text[max(0, place - 1)] in '“"'):
            return False
        elsewhere = re.search(rf"(?<=[a-z,] ){re.escape(name)}\b", self.text)
        lower = re.search(rf"\b{re.escape(name.lower())}\b", self.text)
        return not elsewhere and bool(lower or (name.endswith("s") and singular(name.lower()) != name.lower()))

    def in_capitals(self, surname: str) -> str | None:
        """The full name of somebody whom a transcript names in capitals alone ("MARY HALLAM: ...", then "HALLAM")."""
        if not (surname.isupper() and surname.isalpha()):
            return None
        found = (m.group() for m in re.finditer(rf"\b[A-Z]{{2,}} {surname}\b", self.text))
        return next((name for name in found if name.split()[0].lower() in FIRST_NAMES), None)

    def titled(self, name: str) -> bool:
        """Whether the article puts a title before that name."""
        titles = re.findall(rf"(\w+)\.? {re.escape(name)}\b", self.text)
        return any(title.lower() in lexicon.TITLES for title in titles)

    def ending_with(self, noun: str, place: int) -> str | None:
        """The last capitalised name before `place` that ends with the noun ("the Finance Ministry": "the ministry")."""
        pattern = re.compile(rf"((?:[A-Z][\w’'.-]+ )+{re.escape(noun.capitalize())})\b")
        lower = re.compile(rf"((?:[A-Z][\w’'.-]+ )*[A-Z][\w’'.-]+ {re.escape(noun)})\b")
        found = [m.group(1) for p in (lower, pattern) for m in p.finditer(self.text, 0, place)]
        found = [re.sub(r"^(?:The|A|An|But|And) ", "", name) for name in found]
        found = [name for name in found if " " in name]
        return found[-1] if found else None


def _long_names(text: str) -> dict[str, str]:
    """Short forms and the capitalised names whose initials they are."""
    names: dict[str, str] = {}
    shorts = {m.group() for m in re.finditer(r"\b[A-Z]{2,6}\b", text)}
    for match in _CAPITALS.finditer(text):
        words = match.group().split()
        for first in range(len(words)):
            initials = "".join(w[0] for w in words[first:] if w[0].isupper())
            if initials in shorts and words[first][0].isupper():
                names.setdefault(initials, " ".join(words[first:]))
    return names
