"""The sentences that may be asked for: where each stands, and which of many are drawn."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from framing.records import Role, Sentence

_KEY_BYTES = 8


def key_of(text: str) -> str:
    """What names a sentence in addresses and forms: 16 hex digits, the same for the same words wherever they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[: 2 * _KEY_BYTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences that belong together, in order: an article, or rows that name the same one.

    `article` is its id, `group` what no split of the labels may cut. `sentences` include furniture, and `text` is the
    article's, empty where only its sentences are known.
    """

    article: str
    group: str
    sentences: Sequence[Sentence]
    outlet: str | None = None
    title: str | None = None
    date: str | None = None
    text: str = ""

    def begins_paragraph(self, number: int) -> bool:
        """Whether a line ends before the sentence."""
        if not number or not self.text:
            return False
        before, sentence = self.sentences[number - 1], self.sentences[number]
        return "\n" in self.text[before.end : sentence.start]


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence that may be asked for: `number` is its place in the passage, `index` that in its article."""

    passage: Passage
    number: int
    index: int

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.passage.sentences[self.number]

    @property
    def text(self) -> str:
        """Its words."""
        return self.sentence.text

    @property
    def key(self) -> str:
        """What names it in addresses and forms."""
        return key_of(self.text)


def items_of(passage: Passage) -> Iterator[Item]:
    """The sentences of an article that may be asked for: all that are not furniture, and not blank."""
    for number, sentence in enumerate(passage.sentences):
        if sentence.role is not Role.FURNITURE and sentence.text.strip():
            yield Item(passage, number, number)


def first(items: Iterable[Item], limit: int) -> list[Item]:
    """The first `limit` sentences in the order given; words that were there before are left out."""
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(item.key, item)
        if len(found) == limit:
            break
    return list(found.values())


def draw(items: Iterable[Item], limit: int, seed: int) -> list[Item]:
    """At most `limit` sentences at random, in random order; of equal ones the first.

    Every sentence has its lot from its words and the seed alone, so that the same sentences are drawn from the same
    articles in another order, and most of them when articles are added. Memory holds the articles of those drawn.
    """
    kept: dict[str, Item] = {}
    worst: list[tuple[int, str]] = []
    for item in items:
        lot = _lot(item.text, seed)
        if lot in kept or (len(kept) == limit and -int(lot, 16) < worst[0][0]):
            continue
        kept[lot] = item
        heapq.heappush(worst, (-int(lot, 16), lot))
        if len(kept) > limit:
            del kept[heapq.heappop(worst)[1]]
    return [kept[lot] for lot in sorted(kept)]


def _lot(text: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}:{text}".encode("utf-8", "surrogatepass")).hexdigest()
