"""The figures that a corpus is known by, of parts of it: each outlet, and what shares no group with training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import islice

import numpy as np

from framing.evaluate.results import Evaluator, Result, Scored

KNOWN_BY: Mapping[str, int] = {"penn": 1, "babe": 2, "checkthat": 1, "wikiweasel": 1, "polnear": 3, "newsmtsc": 1}
"""How many of the figures of a corpus, the first ones, are given of its parts as well."""
FEWEST, FEWEST_GROUPS = 50, 5
"""Sentences and articles that an outlet needs to have a figure of its own."""


def by_outlet(scored: Scored, evaluator: Evaluator, count: int) -> Iterator[Result]:
    """The first `count` figures of each outlet that has enough sentences and articles, by name.

    Nothing where there is one outlet only.
    """
    outlets = np.array([e.outlet or "" for e in scored.examples])
    names = np.unique(outlets)
    for name in names[names != ""] if len(names) > 1 else ():
        keep = np.flatnonzero(outlets == name)
        groups = {scored.examples[i].group for i in keep.tolist()}
        if len(keep) >= FEWEST and len(groups) >= FEWEST_GROUPS:
            yield from islice(evaluator(scored.part(str(name), keep)), count)


def unseen(scored: Scored, evaluator: Evaluator, seen: tuple[Set[str], Set[str]], count: int) -> Iterator[Result]:
    """The first `count` figures of the sentences whose group and text are not among the seen (groups, texts)."""
    groups, texts = seen
    fresh = np.flatnonzero([e.group not in groups and e.text not in texts for e in scored.examples])
    if len(fresh):
        yield from islice(evaluator(scored.part(f"{scored.name}, unseen", fresh)), count)
