"""Whom the words of a source mean: pronouns, surnames, roles and short forms resolved over the article.

Rules in the order of Lappin & Leass (1994): candidates before the place, weighted by how near they are and by their
part (a speaker, the head of a sentence), those of another pronoun left out. A name is given only where one candidate
clearly leads; its share of the weight is the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from framing.labels.first_names import FIRST_NAMES
from framing.labels.gazetteer import Known, gazetteer
from framing.labels.lexicon import INSTITUTIONS, SPEAKERS
from framing.labels.nounphrase import bare, parse, singular
from framing.labels.passage import REACH, Passage
from framing.labels.people import Person
from framing.labels.roles import holder, office
from framing.labels.sourcing import chain_of, link_of, sourcing_of
from framing.records import Attribution, AttributionType, Link, Sentence, Sourcing, Span

LEAST = 0.5
"""The share of the weight above which a pronoun's candidate is named."""
_ELSE, _UNSURE = 0.05, 0.8
_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_WHO, _MANY, _THING = frozenset({"who", "whom"}), frozenset({"they", "them"}), frozenset({"it", "which", "that"})
_OTHERS = frozenset({"another", "others", "one", "both", "each", "neither"})
_PRONOUNS = _HE | _SHE | _WHO | _MANY | _THING | _OTHERS
_HUMAN = frozenset({Sourcing.PERSON, Sourcing.ANONYMOUS})
_THINGS = frozenset({Sourcing.ORGANISATION, Sourcing.DOCUMENT, Sourcing.MEDIA})
_LANDS = frozenset({Known.COUNTRY, Known.CAPITAL, Known.SEAT, Known.PLACE})
_OF_LANDS = frozenset({"government", "administration", "regime", "country", "state", "junta", "cabinet"})
_SELF, _OUR = frozenset({"i", "me"}), frozenset({"we", "us"})
_OWNED = re.compile(r"^(his|her|their|its)\s+(.+)$", re.IGNORECASE)
_SHORT = re.compile(r"[A-Z]{2,6}$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a source's words mean: the link, and how sure that is (0..1)."""

    link: Link
    p: float


_SOMEBODY = Meaning(Link(None, Sourcing.PERSON), 0.0)


class Resolver:
    """Resolves the sources of one article, in order; each answer is a candidate for the next."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span], found: Sequence[Attribution]
    ) -> None:
        self._passage = Passage(text, sentences, quotes, found)

    def speaking(self, found: Attribution) -> Attribution:
        """An attribution whose source says "I", as that of the speaker of the quotation around; others as they are."""
        words = (found.source_text or "").lower()
        if words not in _SELF | _OUR or not found.source or len(found.chain) != 1:
            return found
        place = found.source[0][0]
        around = [a for _, a in self._passage.said if a.id != found.id and any(s <= place < e for s, e in a.content)]
        if not around or not around[-1].chain or (words in _OUR and around[-1].sourcing is Sourcing.PERSON):
            return found
        link = around[-1].chain[-1]
        return replace(found, source_name=link.name, sourcing=link.sourcing, chain=(link,), name_p=around[-1].name_p)

    def resolve(self, found: Attribution) -> Attribution:
        """The attribution with its source named where that is clear, and the first link of its chain likewise."""
        result = found
        if found.source_text and found.source and found.chain:
            own = _own(found)
            meaning = None if own is None else self._meaning(found.source_text, found.chain[own], found.source[0][0])
            if own is not None and meaning is not None:
                result = replace(
                    found,
                    source_name=meaning.link.name,
                    sourcing=meaning.link.sourcing,
                    chain=(*found.chain[:own], meaning.link, *found.chain[own:][1:]),
                    name_p=meaning.p if meaning.link.name else None,
                )
            result = self._with_outlets(result)
        if result.source and result.type is AttributionType.STATEMENT:
            self._passage.said.append((result.source[0][0], result))
        return result

    def _with_outlets(self, found: Attribution) -> Attribution:
        chain = tuple(self._outlet(link) for link in found.chain)
        names = {old.name: new.name for old, new in zip(found.chain, chain, strict=True)}
        return replace(found, chain=chain, source_name=names.get(found.source_name, found.source_name))

    def _outlet(self, link: Link) -> Link:
        """An outlet by its whole name; an unnamed one ("the newspaper") as the one that has been named so far."""
        if link.sourcing is not Sourcing.MEDIA:
            return link
        named = dict.fromkeys(
            other for _, a in self._passage.said for other in a.chain if other.sourcing is Sourcing.MEDIA and other.name
        )
        if link.name:
            return next((other for other in named if _short_for(link.name, other.name or "")), link)
        return next(iter(named)) if len(named) == 1 else link

    def _meaning(self, source: str, own: Link, place: int) -> Meaning | None:
        words = " ".join(source.split())
        lower = words.lower().strip("“”\"'[](),")
        if lower in _PRONOUNS and words not in gazetteer().entries:
            return self._of_pronoun(lower, place)
        if owned := _OWNED.match(words):
            return self._owned(owned[1].lower(), owned[2], own, place)
        if person := self._surname(words, place):
            return Meaning(Link(person.name, Sourcing.PERSON), 0.95)
        if name := self._passage.in_capitals(words):
            return Meaning(Link(name, Sourcing.PERSON), 0.95)
        if own.name:
            return self._named(own, place)
        return self._role(words, own, place)

    def _surname(self, words: str, place: int) -> Person | None:
        """Whom a surname that looks like something else ("Page", "TAPPER") means, where the article introduces one."""
        if not words[:1].isupper() or not words.isalpha() or self._passage.at_head(words, place):
            return None
        people, name = self._passage.people, words.capitalize() if words.isupper() else words
        return people.of(name, place) if people.introduced(name) else None

    def _of_pronoun(self, word: str, place: int) -> Meaning | None:
        if word in _HE | _SHE:
            return self._pronoun("he" if word in _HE else "she", place)
        if word in _WHO:
            return self._antecedent(place)
        if word in _MANY:
            return self._many(place)
        if word in _THING:
            return self._before(place) or self._latest(_THINGS, place, 0.6)
        return Meaning(Link(None, Sourcing.COLLECTIVE if word == "others" else None), 0.5)

    def _pronoun(self, pronoun: str, place: int) -> Meaning:
        """The person with more than `LEAST` of the weight before `place`; nobody where none has it."""
        weights = self._passage.weights(place, pronoun)
        best = max(weights, key=weights.__getitem__, default=None)
        p = round(weights[best] / (sum(weights.values()) + _ELSE), 2) if best else 0.0
        if best is None or p <= LEAST:
            return _SOMEBODY
        if isinstance(best, Link):
            return Meaning(best, p)
        return Meaning(Link(best.name, Sourcing.PERSON), p if best.pronoun else min(p, _UNSURE))

    def _antecedent(self, place: int) -> Meaning | None:
        """Whom "who" means: the name right before it, else the noun phrase before it."""
        mention = next((m for m in reversed(self._passage.people.mentions) if m.end <= place), None)
        if mention and place - mention.end <= 2:  # noqa: PLR2004
            return Meaning(Link(mention.person.name, Sourcing.PERSON), 0.95)
        if (found := self._before(place)) and found.link.sourcing is not Sourcing.DOCUMENT:
            return found
        if mention and place - mention.end < 120 and self._passage.text[:place].rstrip().endswith(","):  # noqa: PLR2004
            return Meaning(Link(mention.person.name, Sourcing.PERSON), 0.7)
        return None

    def _before(self, place: int) -> Meaning | None:
        """The kind of the noun phrase that ends right before `place`; its name where it has one."""
        if self._passage.text[max(0, place - 1) : place] in ("", "\n", "“", '"') or place in self._passage.starts:
            return None
        clause = re.split(r"[.;:!?,–—]\s|[“”\"]", self._passage.text[max(0, place - 90) : place].rstrip(" ,"))[-1]
        words = clause.split()[-4:]
        for first in range(len(words)):
            phrase = " ".join(words[first:])
            kind = sourcing_of(phrase)
            if kind is not None and (kind is not Sourcing.PERSON or not phrase[:1].isupper()):
                return Meaning(Link(None, kind), 0.7)
        return None

    def _many(self, place: int) -> Meaning | None:
        several = frozenset({Sourcing.COLLECTIVE, Sourcing.ANONYMOUS, Sourcing.ORGANISATION})
        return self._latest(several, place, 0.6) or Meaning(Link(None, Sourcing.COLLECTIVE), 0.5)

    def _latest(self, kinds: AbstractSet[Sourcing], place: int, p: float) -> Meaning | None:
        """The last source of one of these kinds, a few sentences back at most."""
        here = self._passage.sentence(place)
        for start, said in reversed(self._passage.said):
            if here - self._passage.sentence(start) <= REACH // 2 and start < place:
                own = next((link for link in said.chain if link.sourcing in kinds), None)
                if own is not None:
                    return Meaning(own, p)
        return None

    def _owned(self, owner: str, words: str, own: Link, place: int) -> Meaning | None:
        """The campaign of "his campaign": that of whom the pronoun means."""
        if own.sourcing is not Sourcing.ORGANISATION or owner not in ("his", "her"):
            return None
        person = self._pronoun("he" if owner == "his" else "she", place)
        if person.link.name is None:
            return Meaning(Link(None, own.sourcing), person.p)
        return Meaning(Link(f"{person.link.name}’s {words}", own.sourcing), person.p)

    def _named(self, own: Link, place: int) -> Meaning | None:
        name = own.name or ""
        if own.sourcing is Sourcing.PERSON:
            person = self._passage.people.of(name, place)
            if person is not None and (" " in name or self._passage.people.introduced(person.surname)):
                return Meaning(Link(person.name, Sourcing.PERSON), 1.0 if person.name == name else 0.95)
            if " " not in name:
                return self._single(name, place)
        elif self._passage.at_head(name, place) and own.sourcing is Sourcing.ORGANISATION:
            return self._single(name, place)
        elif _SHORT.match(name) and name in self._passage.long_names:
            return Meaning(Link(self._passage.long_names[name], own.sourcing), 0.95)
        return Meaning(own, 1.0)

    def _single(self, name: str, place: int) -> Meaning:
        """One capitalised word that no full name explains: a common noun at a sentence's head, else as it is."""
        if self._passage.at_head(name, place):
            return Meaning(link_of(name.lower()) if sourcing_of(name.lower()) else Link(None, Sourcing.COLLECTIVE), 0.6)
        first = name.lower() in FIRST_NAMES
        known = first or self._passage.people.knows(name) or self._passage.titled(name)
        kind = Sourcing.ORGANISATION if not known and self._passage.coined(name) else Sourcing.PERSON
        return Meaning(Link(name, kind), 0.6)

    def _role(self, words: str, own: Link, place: int) -> Meaning | None:
        """A role or a common noun ("the minister", "the company", "the paper"): whom the article gives it to."""
        phrase = parse(words)[0]
        if phrase.definite is not True or not phrase.words:
            return None
        head = singular(phrase.head)
        if own.sourcing in _HUMAN or head in SPEAKERS:
            passage, alone = self._passage, not phrase.plural and phrase.partitive is None
            person = holder(passage.text, passage.people.mentions, office(phrase.words), place) if alone else None
            if person is not None:
                return Meaning(Link(person.name, Sourcing.PERSON), 0.8)
        if own.sourcing is Sourcing.PERSON:
            return self._somebody(head)
        if own.sourcing in (Sourcing.ORGANISATION, Sourcing.MEDIA, Sourcing.DOCUMENT):
            return self._same_kind(own.sourcing, head, place)
        return None

    def _somebody(self, head: str) -> Meaning | None:
        """The same unidentified source as before ("a witness ... the witness"), None where there was none."""
        before = (a for _, a in self._passage.said if a.sourcing is Sourcing.ANONYMOUS and not a.source_name)
        same = any(parse(a.source_text or "")[0].head == head for a in before)
        return Meaning(Link(None, Sourcing.ANONYMOUS), 0.7) if same else None

    def _same_kind(self, kind: Sourcing, head: str, place: int) -> Meaning | None:
        """The last named source of the same kind: one whose name has that noun first, else the last."""
        own = [
            (start, link) for start, a in self._passage.said for link in a.chain if link.sourcing is kind and link.name
        ]
        named = [link for start, link in own if start < place]
        with_noun = [
            link for link in named if head in bare(link.name or "").split() or head in (link.name or "").lower()
        ]
        if with_noun:
            return Meaning(with_noun[-1], 0.9)
        if kind is Sourcing.DOCUMENT:
            return None
        title = self._passage.ending_with(head, place) if kind is Sourcing.ORGANISATION else None
        if title:
            return Meaning(Link(title, kind), 0.7)
        distinct = dict.fromkeys(named)
        if len(distinct) == 1 and _may_be(named[-1].name or "", head):
            return Meaning(named[-1], 0.75)
        return Meaning(named[-1], 0.6) if kind is Sourcing.MEDIA and named else None


def _short_for(short: str, name: str) -> bool:
    """Whether a name is the end of a longer one, or its first letters ("Courier" or "KC" for "Kestrel Courier")."""
    return name.endswith(f" {short}") or (len(short) > 1 and "".join(word[0] for word in name.split()) == short)


def _may_be(name: str, noun: str) -> bool:
    """Whether a source of that name may be called so: a ministry is no company, and a country only a government."""
    entry = gazetteer().entries.get(name)
    if entry is not None and entry.kind in _LANDS:
        return noun in _OF_LANDS
    own = {singular(word.lower()) for word in name.split()} & INSTITUTIONS
    return not own or noun in own


def _own(found: Attribution) -> int | None:
    """Which link of the chain the source itself is; None where its words hold a chain ("sources cited by X")."""
    own = Link(found.source_name, found.sourcing)
    if len(found.chain) == 1:
        return 0
    if len(chain_of(found.source_text or "")) > 1:
        return None
    return next((i for i in (len(found.chain) - 1, 0) if found.chain[i] == own), None)
