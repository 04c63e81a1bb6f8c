"""What is learned from and what is measured on: whole groups on one side, by the user's split or by ours."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.metrics import Indices
from framing.retrain.plan import Plan
from framing.retrain.sentences import Labelled, divided
from framing.retrain.spec import Wanted

LARGE = 2000
"""From so many sentences on, one part is held out instead of cross-validation."""
FOLDS = 5
"""Folds of the cross-validation; one of as many is held out of a large table, or for fine-tuning."""
Split = tuple[Indices, Indices]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """How the figures come about.

    Each split is the numbers of the sentences that are learned from and of those that are measured on; `served` are
    those that the head of the finished model learns from. `how` says it in a sentence.
    """

    splits: tuple[Split, ...]
    served: Indices
    how: str


def divide(plan: Plan, seed: int, *, once: bool = False) -> Division:
    """The user's split, else cross-validation of fewer than 2,000 sentences, else one part of five held out.

    Args:
        plan: the sentences.
        seed: of the folds.
        once: whether to hold one part out of a small table too (fine-tuning learns once).
    """
    sentences = plan.sentences
    if plan.divided:
        learned, measured = map(np.array, divided(sentences))
        how = f"by the user's split: learned from {len(learned)} sentences, measured on {len(measured)}"
        return Division(splits=((learned, measured),), served=learned, how=how)
    codes, groups = strata(sentences, plan.wanted), [s.group for s in sentences]
    splits = tuple(grouped(codes, groups, FOLDS, seed))
    n, whole = len(sentences), len(set(groups))
    if n >= LARGE or once:
        learned, measured = likest(codes, splits)
        how = f"on {len(measured)} of {n} sentences held out by whole groups ({whole} in all); learned from the others"
        return Division(splits=((learned, measured),), served=learned, how=how)
    how = f"by {len(splits)}-fold cross-validation over whole groups ({whole}); what is served learns from all {n}"
    return Division(splits=splits, served=np.arange(n), how=how)


def likest(codes: Indices, splits: Sequence[Split]) -> Split:
    """The split whose measured part has the classes most nearly in the shares that they have in all."""
    classes = np.unique(codes)
    shares = np.array([np.mean(codes == c) for c in classes])

    def apart(split: Split) -> float:
        return float(np.abs(np.array([np.mean(codes[split[1]] == c) for c in classes]) - shares).sum())

    return min(splits, key=apart)


def strata(sentences: Sequence[Labelled], wanted: Wanted) -> Indices:
    """The class by which sentences are dealt out: that with the most votes (the first of equals), the rarest span's."""
    classes = wanted.head.classes
    if not wanted.words:
        shares = [s.example.sentence[wanted.name] for s in sentences]
        return np.array([max(range(len(classes)), key=lambda k: row.get(classes[k], 0.0)) for row in shares])
    found = [{classes.index(label) for *_, label in s.example.tokens[wanted.name].spans} for s in sentences]
    frequency = [sum(k in row for row in found) for k in range(len(classes))]
    return np.array([min(row, key=frequency.__getitem__, default=0) for row in found])


def grouped(codes: Indices, groups: Sequence[str], folds: int, seed: int) -> Iterator[Split]:
    """Folds that keep groups whole and spread the classes (at most as many as the rarest class has groups).

    Where a class is in one group only, rows are dealt out instead.
    """
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    owners = np.array([numbers[group] for group in groups])
    spread = min(len(np.unique(owners[codes == code])) for code in np.unique(codes))
    whole = spread > 1 and len(numbers) < len(groups)
    kind = StratifiedGroupKFold if whole else StratifiedKFold
    most = spread if spread > 1 else int(np.unique(codes, return_counts=True)[1].min())
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The least populated class")
        dealer = kind(max(2, min(folds, most)), shuffle=True, random_state=seed)
        yield from dealer.split(np.zeros(len(codes)), codes, owners)
