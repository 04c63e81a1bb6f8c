"""Corpora as training data of a recipe: read, freed of development sentences, tokenised."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tokenizers import Tokenizer

from framing.corpora import Example, read_corpus
from framing.errors import MissingCorpusError, UsageError
from framing.train.batches import Item, encode
from framing.train.recipe import HeadSpec, Recipe, Source, Stage
from framing.train.soft import SoftTargets
from framing.train.swaps import swapped

log = logging.getLogger(__name__)

HELD_OUT: tuple[tuple[str, str], ...] = (
    ("polnear", "dev"),
    ("newsmtsc", "dev_mt"),
    ("checkthat", "dev_test"),
    ("news", "tune"),
    ("news", "test"),
    ("hedges", "test"),
    ("targets", "tune"),
    ("targets", "test"),
    ("triples", "tune"),
)
"""What every model is measured on; no training sentence of any corpus may have the text of one of these."""
FOLDED = ("babe", "penn")
"""Corpora with folds in place of a development part: no other corpus may hold any of their sentences, so that a first
stage serves every fold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where corpora are, which fold (0-4) of BABE and Penn is held out, None for none, and where soft targets are.

    With `partial`, corpora that are not there are passed over; otherwise each that is needed must be.
    """

    data: Path
    without_fold: int | None = None
    soft: Path | None = None
    partial: bool = False


def normal(text: str) -> str:
    """A text as it is compared for leaks: letters and digits only."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def held_out(setting: Setting) -> frozenset[str]:
    """The normalised texts of all held-out sentences."""
    splits = list(HELD_OUT)
    if setting.without_fold is not None:
        splits.extend((corpus, f"fold{setting.without_fold}") for corpus in FOLDED)
    return _texts(setting, splits)


def folded(setting: Setting) -> frozenset[str]:
    """The normalised texts of all sentences of the corpora with folds."""
    return _texts(setting, [(corpus, "train") for corpus in FOLDED])


def forbidden_in(setting: Setting) -> Callable[[str], frozenset[str]]:
    """The normalised texts that training may not take from a corpus, by its name."""
    held = held_out(setting)
    elsewhere = held | folded(setting)
    return lambda corpus: held if corpus in FOLDED else elsewhere


def _texts(setting: Setting, splits: Sequence[tuple[str, str]]) -> frozenset[str]:
    return frozenset(normal(e.text) for corpus, split in splits for e in _read(corpus, split, setting))


def _read(corpus: str, split: str, setting: Setting) -> list[Example]:
    try:
        return list(read_corpus(corpus, setting.data, split))
    except MissingCorpusError as error:
        if not setting.partial:
            raise
        log.warning("%s/%s is passed over: %s", corpus, split, error)
        return []


def read_source(source: Source, setting: Setting, forbidden: frozenset[str]) -> list[Example]:
    """The examples of one source, without those whose text is held out, and without labels where it shall have none."""
    split = source.split
    if source.corpus in FOLDED and setting.without_fold is not None:
        split = f"notfold{setting.without_fold}"
    examples = _read(source.corpus, split, setting)
    kept = [e for e in examples if normal(e.text) not in forbidden]
    log.info("%s/%s: %d examples, %d dropped as held out", source.corpus, split, len(kept), len(examples) - len(kept))
    return kept if source.labelled else [replace(e, sentence={}, tokens={}) for e in kept]


def stage_data(
    recipe: Recipe, setting: Setting, tokenizer: Tokenizer
) -> list[tuple[Stage, Sequence[tuple[Sequence[Item], float, float]]]]:
    """For each stage, its corpora as (items, share, weight).

    Raises:
        UsageError: a stage learns from teachers, and the setting has no soft targets.
    """
    if any(stage.soft for stage in recipe.stages) and setting.soft is None:
        raise UsageError(
            f"recipe {recipe.name!r} learns from teachers: give their outputs with --soft (docs/training.md)"
        )
    soft = SoftTargets.load(setting.soft, recipe.heads) if setting.soft else None
    heads: Mapping[str, HeadSpec] = {head.name: head for head in recipe.heads}
    forbidden = forbidden_in(setting)
    cache: dict[tuple[str, str, int, bool], list[Item]] = {}
    plan: list[tuple[Stage, Sequence[tuple[Sequence[Item], float, float]]]] = []
    for stage in recipe.stages:
        data: list[tuple[Sequence[Item], float, float]] = []
        for source in stage.sources:
            key = source.corpus, source.split, source.swaps, source.labelled
            if key not in cache:
                examples = read_source(source, setting, forbidden(source.corpus))
                examples = swapped(examples, source.swaps, recipe.seed)
                cache[key] = encode(examples, tokenizer, heads, recipe.max_tokens, soft)
            data.append((cache[key], source.share, source.weight))
        plan.append((stage, data))
    return plan
