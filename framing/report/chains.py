"""The chains of an article: from whom the outlet has its statements, and from whom those have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.measures.sourcing import counted
from framing.records import Link, Report
from framing.report.phrases import count, one_line
from framing.report.speakers import identified
from framing.report.wording import nobody, sourcing_words

MOST = 12
"""So many different chains are shown one by one."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of sources, nearest to the outlet first, and how many statements reach the outlet by it."""

    links: tuple[Link, ...]
    n: int

    @property
    def text(self) -> str:
        """The chain in a line, from the outlet on."""
        return " ← ".join(("outlet", *map(link_label, self.links)))


@dataclass(slots=True)
class Node:
    """A source in the tree of all chains; `n` statements begin with it, its `children` are whom it has others from."""

    link: Link
    n: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def note(self) -> str:
        """Its kind, and what it has in the article."""
        kind = [sourcing_words(self.link.sourcing)] if self.link.name else []
        own = [count(self.n, "statement")] if self.n else []
        passes = ["passes on"] if self.children else []
        return " · ".join((*kind, *own, *passes))


def link_label(link: Link) -> str:
    """A link by its name, else by its kind."""
    return one_line(link.name) if link.name else nobody(link.sourcing)


def chains(report: Report) -> tuple[Chain, ...]:
    """The different chains of the statements: second-hand ones first, then those with most statements."""
    times: dict[tuple[tuple[str | None, str | None], ...], int] = {}
    first: dict[tuple[tuple[str | None, str | None], ...], tuple[Link, ...]] = {}
    for attribution in counted(report.attributions):
        if attribution.chain:
            key = tuple(_key(link) for link in attribution.chain)
            times[key] = times.get(key, 0) + 1
            first.setdefault(key, attribution.chain)
    found = [Chain(first[key], n) for key, n in times.items()]
    return tuple(sorted(found, key=lambda chain: (len(chain.links) == 1, -chain.n)))


def tree(found: Sequence[Chain]) -> list[Node]:
    """The chains as one tree: those that begin with the same sources share them."""
    roots: list[Node] = []
    for chain in found:
        level = roots
        for place, link in enumerate(chain.links, start=1):
            node = next((n for n in level if _key(n.link) == _key(link)), None)
            if node is None:
                node = Node(link)
                level.append(node)
            node.n += chain.n if place == len(chain.links) else 0
            level = node.children
    return roots


def is_identified(link: Link) -> bool:
    """Whether a reader can tell who a link is."""
    return link.name is not None and identified(link.sourcing)


def summary(report: Report) -> str:
    """How many chains there are, and what they cannot show."""
    statements = counted(report.attributions)
    found = chains(report)
    if not found:
        return "No statement in this article gives a source."
    sourced = sum(chain.n for chain in found)
    distant = sum(chain.n for chain in found if len(chain.links) > 1)
    unsourced = len(statements) - sourced
    parts = [f"{count(sourced, 'sourced statement')} by {count(len(found), 'different chain')}"]
    parts.append(f"{distant or 'none'} second-hand")
    if unsourced:
        parts.append(f"{count(unsourced, 'further statement')} {'gives' if unsourced == 1 else 'give'} no source")
    return f"{'; '.join(parts)}."


def rest(report: Report) -> str:
    """The chains that are not shown one by one, in a line; empty where there are none."""
    further = chains(report)[MOST:]
    if not further:
        return ""
    return f"And {count(len(further), 'further chain')} with {count(sum(c.n for c in further), 'statement')}."


def _key(link: Link) -> tuple[str | None, str | None]:
    return (one_line(link.name).casefold() if link.name else None, link.sourcing)
