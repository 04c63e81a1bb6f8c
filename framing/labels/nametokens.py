"""A sentence as words with their places, as the rules for names need it, and what the rules find."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from framing.vocabulary import EntityType

_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Capt|Sgt|Maj|Cmdr|Adm|Brig|Prof|Rev|Hon|Jr|Sr|St|Pres|Supt|Inc"
    r"|Corp|Co|Ltd|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|Md|Mass"
    r"|Mich|Minn|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo|W\.Va|Ave|Blvd|Prop)\."
    r"|(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s+[A-Z])|\w+(?:[-'’&]\w+)*|[^\w\s]"
)
_DATELINE = re.compile(
    r"(?:[A-Z][\w.'’]*,?\s+){0,5}(?:\d{1,2},?\s+)?\((?:AP|CNN|Reuters|AFP|UPI|ANI|IANS|KABC|CBS[^)]*|NBC[^)]*)\)\s*[-—–:]*"
    r"|[A-Z][A-Z.'’]{3,}(?:,?\s[A-Z][A-Za-z.'’]+){0,4}\s*(?:[—–:]|--?)\s"
)
_OWNERS = ("'s", "’s", "'S", "’S")
_ENOUGH = 3
"""Words that a headline has at least."""
_MOSTLY = 0.8
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "but",
        "or",
        "nor",
        "for",
        "of",
        "in",
        "on",
        "at",
        "to",
        "by",
        "with",
        "from",
        "as",
        "is",
        "are",
        "be",
        "it",
        "its",
        "into",
        "over",
        "after",
        "before",
        "vs",
        "v",
        "via",
        "up",
        "off",
        "out",
        "not",
        "than",
        "that",
        "per",
        "about",
        "amid",
        "if",
        "so",
        "yet",
        "down",
        "near",
        "no",
        "do",
        "how",
        "why",
        "who",
        "what",
        "his",
        "her",
        "their",
        "our",
        "your",
        "my",
        "s",
        "t",
        "re",
    ]
)
"""Words that a headline in capitals leaves small."""


class Use(StrEnum):
    """How a country's name stands in its sentence: as a surname would, as a place would, or so that it may be both."""

    OPEN = "open"
    SURNAME = "surname"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that mean somebody, or a country, an organisation or a group; offsets are absolute, the end exclusive.

    `name` is the text without what does not belong to a name; `known` the entity's name if the gazetteer has it;
    `same` the name that the text gives for it in brackets; `title` what stands before a person's name. What is not
    `sure` is a target only if the rest of the article knows the name; what is not `judged` is neutral, since the words
    beside it are about somebody of its own ("Spain's foolish minister"). `use` is asked of countries alone.
    """

    start: int
    end: int
    text: str
    type: EntityType
    name: str
    known: str | None = None
    country: str | None = None
    same: str | None = None
    title: str | None = None
    sure: bool = True
    judged: bool = True
    use: Use = Use.OPEN


Found = tuple[tuple[Mention, ...], int]
"""What a rule has found, and the place of the word to go on with."""


class Style(StrEnum):
    """How a sentence uses capitals: for names, for all its words, or for all its letters."""

    NORMAL = "normal"
    TITLE = "title"
    UPPER = "upper"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a sentence: `words` without an owner's ending, with places in the sentence.

    `owned` tells which words had an owner's ending, `begin` where the sentence begins behind a dateline.
    """

    text: str
    offset: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    owned: tuple[bool, ...]
    begin: int
    style: Style

    def word(self, i: int) -> str:
        """The word at a place; empty outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def capital(self, i: int) -> bool:
        """Whether a word with a capital stands there (an Arabic article before it may be small)."""
        word = self.word(i)
        return word[:1].isupper() or (word[:3] in {"al-", "el-", "ul-"} and word[3:4].isupper())

    def goes_on(self, i: int) -> bool:
        """Whether the word at `i` can be joined with the one before it: no owner's ending stands between."""
        return 0 < i < len(self.words) and not self.owned[i - 1]

    def initial(self, i: int) -> bool:
        """Whether a word has a capital only because a sentence, a quotation or a clause begins with it."""
        if i == self.begin:
            return True
        mark = self.word(i - 1)
        return mark in _OPENERS or (mark in _STRAIGHT and self.ends[i - 1] == self.starts[i])

    def before(self, i: int) -> str:
        """The word before a place in lower case, looking over an article."""
        word = self.word(i - 1).lower()
        return self.word(i - 2).lower() if word == "the" else word

    def span(self, i: int, j: int) -> str:
        """The text from the word at `i` up to the word before `j`."""
        return self.text[self.starts[i] : self.ends[j - 1]]

    def mention(self, i: int, j: int, kind: EntityType, **more: Any) -> Mention:  # noqa: ANN401 (fields of Mention)
        """The words from `i` up to `j` as a mention; its name is its text unless another is given."""
        text = self.span(i, j)
        return Mention(
            **{"name": " ".join(text.split()), **more},
            start=self.offset + self.starts[i],
            end=self.offset + self.ends[j - 1],
            text=text,
            type=kind,
        )


_OPENERS = frozenset("“‘:.?!;—–-•*(…|")
_STRAIGHT = frozenset("\"'")


def initials_fit(short: str, full: str) -> bool:
    """Whether a short name consists of the first letters of a full one; small words may count or not."""
    letters = short.replace(".", "").casefold()
    words = full.replace("-", " ").split()
    large = "".join(word[0] for word in words if word[0].isupper()).casefold()
    every = "".join(word[0] for word in words).casefold()
    return len(letters) > 1 and letters in (large, every, large[1:])


def tokenise(text: str, offset: int = 0) -> Tokens:
    """Cuts a sentence that begins at `offset` into words and marks."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    owned: list[bool] = []
    for match in _TOKEN.finditer(text):
        word, end = match.group(), match.end()
        while word.endswith(_OWNERS) and len(word) > 2:  # noqa: PLR2004
            word, end = word[:-2], end - 2
        words.append(word)
        starts.append(match.start())
        ends.append(end)
        owned.append(end < match.end())
    dateline = _DATELINE.match(text)
    after = dateline.end() if dateline else 0
    begin = next((i for i, start in enumerate(starts) if start >= after and words[i][0].isalnum()), len(words))
    style = _style(words[begin:])
    return Tokens(text, offset, tuple(words), tuple(starts), tuple(ends), tuple(owned), begin, style)


def _style(words: list[str]) -> Style:
    plain = [word for word in words if word[0].isalpha()]
    if len(plain) < _ENOUGH:
        return Style.UPPER if len(plain) > 1 and "".join(plain).isupper() else Style.NORMAL
    shouted = sum(word.isupper() and len(word) > 1 for word in plain)
    if shouted >= _MOSTLY * sum(len(word) > 1 for word in plain) and shouted >= _ENOUGH:
        return Style.UPPER
    if all(word[0].isupper() or word in _SMALL for word in plain) and sum(word[0].isupper() for word in plain) > 1:
        return Style.TITLE
    return Style.NORMAL
