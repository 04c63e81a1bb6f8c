"""Sentences that say nearly the same: wire copy, quotations that several outlets print, edited versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from framing.store.minhash import bands, jaccard, shingles, words

ALIKE = 0.8
"""From this Jaccard similarity of their runs of three letters on, two sentences are near-copies."""


def said(text: str) -> str:
    """A sentence without case, punctuation and white space at the edges; itself where it has no words."""
    return " ".join(words(text)) or text.strip()


def near(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of sentences that are near-copies, equal ones among them, in order.

    Candidates share a band of a MinHash signature (Broder 1997) over runs of three letters; each pair is then compared
    in full. Of pairs of similarity .8, 4 in 10,000 are missed.
    """
    runs = [shingles(list(said(text))) for text in texts]
    seen: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        keys = list(enumerate(bands(own)))
        for other in sorted({n for key in keys for n in seen[key]}):
            if jaccard(own, runs[other]) >= ALIKE:
                yield number, other
        for key in keys:
            seen[key].append(number)


def joined(groups: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[str]:
    """The groups, with those that near-copies connect made one (it goes by the name that comes first)."""
    parent = {group: group for group in groups}

    def root(group: str) -> str:
        while parent[group] != group:
            parent[group] = parent[parent[group]]
            group = parent[group]
        return group

    order = {group: number for number, group in reversed(list(enumerate(groups)))}
    for one, other in pairs:
        first, second = sorted((root(groups[one]), root(groups[other])), key=order.__getitem__)
        parent[second] = first
    return [root(group) for group in groups]
