"""Who gave which sentence which label: the state that the lines of a journal add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from framing.label.pool import Item, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one annotator said of one sentence: a class, or None where it was skipped.

    `suggested` is the class that the page showed as the model's, None where it showed none.
    """

    annotator: str
    text: str
    label: str | None
    article: str
    index: int
    start: int
    group: str
    suggested: str | None = None
    time: str = ""

    @property
    def key(self) -> str:
        """What names the sentence."""
        return key_of(self.text)

    @property
    def line(self) -> dict[str, object]:
        """As the journal keeps it."""
        return asdict(self)


def decision(item: Item, annotator: str, label: str | None, *, suggested: str | None, time: str) -> Decision:
    """What an annotator says of a sentence of the pool."""
    passage = item.passage
    return Decision(
        annotator=annotator,
        text=item.text,
        label=label,
        article=passage.article,
        index=item.index,
        start=item.sentence.start,
        group=passage.group,
        suggested=suggested,
        time=time,
    )


class Decisions:
    """What every annotator said last of every sentence, and how to take it back."""

    def __init__(self, lines: Iterable[Mapping[str, Any]] = ()) -> None:
        self._by: dict[str, dict[str, Decision]] = {}
        self._before: dict[str, list[tuple[str, Decision | None]]] = {}
        self._sentences: dict[str, Decision] = {}
        for line in lines:
            self.replay(line)

    def replay(self, line: Mapping[str, Any]) -> None:
        """Take up a line of the journal; fields that a later version adds are passed over."""
        if "undo" in line:
            self.undo(line["annotator"])
        else:
            self.add(Decision(**{name: line[name] for name in Decision.__dataclass_fields__ if name in line}))

    def add(self, made: Decision) -> None:
        """Take up a decision, which replaces the annotator's earlier one about the same sentence."""
        mine = self._by.setdefault(made.annotator, {})
        self._before.setdefault(made.annotator, []).append((made.key, mine.get(made.key)))
        self._sentences.setdefault(made.key, made)
        mine[made.key] = made

    def undo(self, annotator: str) -> str | None:
        """Take back the annotator's latest decision that stands; gives the sentence's key, None if there is none."""
        if not self._before.get(annotator):
            return None
        key, before = self._before[annotator].pop()
        if before is None:
            del self._by[annotator][key]
        else:
            self._by[annotator][key] = before
        return key

    def last(self, annotator: str) -> Decision | None:
        """The annotator's latest decision that stands, the one that undo takes back."""
        done = self._before.get(annotator)
        return self._by[annotator][done[-1][0]] if done else None

    def of(self, annotator: str) -> Mapping[str, Decision]:
        """What an annotator said, by sentence, in the order in which the sentences were first decided."""
        return self._by.get(annotator, {})

    def votes(self, key: str) -> dict[str, str]:
        """The labels of a sentence by annotator; who skipped it is not there."""
        found = ((name, mine.get(key)) for name, mine in self._by.items())
        return {name: made.label for name, made in found if made is not None and made.label is not None}

    @property
    def annotators(self) -> tuple[str, ...]:
        """Everybody with a decision that stands, in order of appearance."""
        return tuple(name for name, mine in self._by.items() if mine)

    @property
    def labelled(self) -> dict[str, Decision]:
        """Every sentence with a label, as it was first decided, in that order."""
        return {key: made for key, made in self._sentences.items() if self.votes(key)}
