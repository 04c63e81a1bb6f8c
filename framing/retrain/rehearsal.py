"""What keeps the other heads as they are while one is learned.

The old bundle's own outputs on the user's sentences and on this project's (learning without forgetting, Li & Hoiem
2016), and, where the corpora are at hand, a sample of each with its labels and the old outputs (dark experience
replay, Buzzega et al. 2020).
"""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Sequence
from pathlib import Path

from framing.bundle import Bundle
from framing.corpora import WRITTEN, Example
from framing.corpora.seeds import seed_sentences
from framing.errors import InputError
from framing.retrain.thaw import recipe_of
from framing.train.distill import Teacher, teach
from framing.train.loop import Progress
from framing.train.prepare import Setting, forbidden_in, read_source
from framing.train.recipe import Recipe
from framing.train.soft import SoftTargets, write

log = logging.getLogger(__name__)
SAMPLE = 400
"""So many sentences of each part of a corpus are rehearsed."""
PORTION = 512
"""So many sentences are scored at once; what is scored stays scored when a run is cut off."""


def rehearsed(base: Bundle, corpora: Path | None, seed: int) -> list[list[Example]]:
    """The sentences that are rehearsed beside the user's: this project's without labels, then a sample of each corpus.

    Of the corpora, those parts are taken that the bundle was trained on, as far as they are there; a fold that it held
    out stays held out.

    Raises:
        InputError: there is none of the corpora below `corpora`, or one is broken.
    """
    seeds = [Example(text=text, group="seeds") for text in seed_sentences()]
    if not seeds:
        log.warning("this installation has no seeds/: the other heads are rehearsed on the other sentences alone")
    samples = _samples(base, corpora, seed) if corpora else []
    if corpora and not samples:
        raise InputError(f"{corpora}: holds none of the corpora of docs/training.md")
    return [part for part in (seeds, *samples) if part]


def _samples(base: Bundle, corpora: Path, seed: int) -> list[list[Example]]:
    setting = Setting(data=corpora, without_fold=base.facts.get("held_out_babe_fold"), partial=True)
    forbidden = forbidden_in(setting)
    learned = [s for stage in recipe_of(base).stages for s in stage.sources if s.corpus not in WRITTEN]
    sources = {(s.corpus, s.split): s for s in sorted(learned, key=lambda source: source.labelled)}
    found = []
    for (corpus, split), source in sorted(sources.items()):
        examples = read_source(source, setting, forbidden(corpus))
        rng = random.Random(f"rehearsal/{seed}/{corpus}/{split}")
        found.append(rng.sample(examples, min(SAMPLE, len(examples))))
    return [sample for sample in found if sample]


def old_outputs(
    teacher: Teacher, texts: Sequence[str], recipe: Recipe, folder: Path, progress: Progress
) -> SoftTargets:
    """What the old network says of the texts, from `folder` as far as it is there, else computed and written to it.

    `recipe` names the heads and the most tokens of a text.
    """
    folder.mkdir(parents=True, exist_ok=True)
    once = list(dict.fromkeys(texts))
    heads = frozenset(head.name for head in recipe.heads)
    for number, first in enumerate(range(0, len(once), PORTION)):
        path = folder / f"soft-{number:05}.safetensors"
        if not path.is_file():
            part = dict.fromkeys(once[first : first + PORTION], heads)
            write(path, teach([teacher], part, teacher.tokenizer, recipe), recipe.heads)
        progress("old outputs", min(first + PORTION, len(once)), len(once), math.nan)
    return SoftTargets.load(folder, recipe.heads)
