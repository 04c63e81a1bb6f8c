"""Full fine-tuning: encoder and heads together for one head, the others rehearsed so that they do not decay."""

from __future__ import annotations

import hashlib
import logging
import math
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from framing.bundle import Bundle
from framing.corpora import Example
from framing.errors import InputError, UsageError
from framing.retrain import probe
from framing.retrain.exported import write_tuned
from framing.retrain.rehearsal import old_outputs, rehearsed
from framing.retrain.stopping import HISTORY, Stopping
from framing.retrain.thaw import recipe_for, specs_of, thaw, with_head
from framing.train import checkpoint, loop
from framing.train.batches import Batch, Item, encode
from framing.train.distill import Teacher
from framing.train.fit import tokenizer_of
from framing.train.network import Network
from framing.train.recipe import HeadSpec, Recipe, Stage

log = logging.getLogger(__name__)
EPOCHS, RATE = 4, 5e-5
"""How long and how fast where nothing else is said."""
GONE = 0.75
"""How much of the way from the old weights to the fine-tuned ones is gone in the end, where others are rehearsed."""
ANCHORED = 10.0
"""The weight of the old outputs beside the corpora's labels, which pull the other heads away from them."""
SAVE_EVERY = 20
RESULT, OLD, BEST = "bundle", "old", "best"


def _quiet(*_: object) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullOptions:
    """How a bundle is fine-tuned.

    `work` is the folder of the checkpoints and of the result; the same call goes on in it. `corpora` is a folder as
    described in docs/training.md. `epochs` is the most that are made, `rate` the highest learning rate, `batch` how
    many sentences a batch has, `patience` after how many epochs without a better macro-F1 training ends. Without
    `rehearse` the other heads are left to themselves. `progress` is told what is done, how much of it, out of how
    much, and the running loss, NaN where there is none.
    """

    work: Path
    corpora: Path | None = None
    seed: int = 0
    epochs: int = EPOCHS
    rate: float = RATE
    batch: int = 32
    patience: int = 2
    rehearse: bool = True
    progress: loop.Progress = _quiet

    def __post_init__(self) -> None:
        for name in ("epochs", "rate", "batch", "patience"):
            if not getattr(self, name) > 0:
                raise UsageError(f"{name} is {getattr(self, name)}; it must be above 0")

    @property
    def stage(self) -> Stage:
        """The options as a stage of training."""
        return Stage(
            name="encoder and heads",
            sources=(),
            epochs=self.epochs,
            rate=self.rate,
            head_rate=self.rate,
            batch=self.batch,
            soft=(ANCHORED if self.corpora else 1.0) if self.rehearse else 0.0,
        )


def fit_full(
    base: Bundle, head: HeadSpec, train: Sequence[Example], dev: Sequence[Example], options: FullOptions
) -> Path:
    """Fine-tunes the encoder and all heads of `base` so that it has `head` as well, or has it anew.

    The head is fitted alone first, then everything is trained together. The epoch that is best on `dev` is kept, a
    quarter of the way back to the old weights where other heads are rehearsed; where none is better than the head
    alone, the encoder stays as it was. A run that was cut off goes on where it was, to the same bytes as an undisturbed
    one on the same machine with the same packages and number of threads.

    Returns:
        The folder of a bundle: the new encoder in the precision of the old, all heads (the temperatures of the others
        as they were, that of `head` 1) and the combinations of `base`. Nothing that was fitted on the old encoder's
        outputs is fitted anew here.

    Raises:
        InputError: no sentence of `train` or of `dev` has a label of the head, or a corpus cannot be read.
        BundleError: the weights of `base` are not what its configuration describes.
    """
    recipe = recipe_for(base, with_head(specs_of(base), head), options.seed)
    _labelled(recipe, head, train, "learn from")
    held = _labelled(recipe, head, dev, "stop by")
    parts = [list(train), *(rehearsed(base, options.corpora, options.seed) if options.rehearse else [])]
    signature = _signature(base, recipe, options, [*parts, dev])
    _claim(options.work, signature)
    network = thaw(base, recipe.heads)
    data = _encoded(network, recipe, head, parts, options)
    watch = Stopping(folder=options.work, head=head, dev=held, patience=options.patience, signature=signature)
    if checkpoint.position_of(options.work) is None:
        _fit_alone(network, head, data[0], options)
        watch.after(network, 0)
    run = loop.Run(folder=options.work, seed=options.seed, signature=signature, save_every=SAVE_EVERY)
    heads = {spec.name: spec for spec in recipe.heads}
    loop.train(network, [(options.stage, [(part, 1.0, 1.0) for part in data])], heads, run, options.progress, watch)
    if _best(network, watch) and options.rehearse:
        _go_back(network, base, recipe, watch, data[0], options)
    texts = [example.text for part in parts for example in part]
    return write_tuned(network.eval(), recipe, base, head.name, texts, options.work / RESULT)


def _labelled(recipe: Recipe, head: HeadSpec, examples: Sequence[Example], purpose: str) -> list[Batch]:
    """The sentences that have a label of the head, in batches."""
    items = encode(examples, tokenizer_of(recipe), {head.name: head}, recipe.max_tokens)
    if found := probe.batches(items, head):
        return found
    raise InputError(f"none of {len(examples)} sentences to {purpose} has a label of {head.name!r}")


def _signature(base: Bundle, recipe: Recipe, options: FullOptions, parts: Sequence[Sequence[Example]]) -> str:
    """What a run depends on, in short: where the files are is no part of it."""
    given = base.identity, replace(recipe, encoder=""), options.stage, options.patience
    digest = hashlib.sha256(repr(given).encode())
    for part in parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()[:16]


def _claim(work: Path, signature: str) -> None:
    """Clears the work folder of what another run left there."""
    work.mkdir(parents=True, exist_ok=True)
    owner = work / "signature"
    if owner.is_file() and owner.read_text(encoding="utf-8") == signature:
        return
    if owner.is_file():
        log.warning("%s: what is there is of a run with other data or options, and is not used", work)
    for name in (OLD, BEST):
        shutil.rmtree(work / name, ignore_errors=True)
    for name in (checkpoint.FILE, HISTORY):
        (work / name).unlink(missing_ok=True)
    owner.write_text(signature, encoding="utf-8")


def _encoded(
    network: Network, recipe: Recipe, head: HeadSpec, parts: Sequence[Sequence[Example]], options: FullOptions
) -> list[list[Item]]:
    """The parts as items, the first with labels of the head, the others with those of the other heads.

    All have the old network's outputs of the other heads where these are rehearsed.
    """
    tokenizer = tokenizer_of(recipe)
    others = {spec.name: spec for spec in recipe.heads if spec.name != head.name}
    soft = None
    if options.rehearse:
        teacher = Teacher(network.eval(), tokenizer, frozenset(others))
        texts = [example.text for part in parts for example in part]
        taught = replace(recipe, heads=tuple(others.values()))
        soft = old_outputs(teacher, texts, taught, options.work / OLD, options.progress)
    heads = [{head.name: head}, *[others] * (len(parts) - 1)]
    return [encode(part, tokenizer, h, recipe.max_tokens, soft) for part, h in zip(parts, heads, strict=True)]


def _best(network: Network, watch: Stopping) -> int:
    """Gives the network the weights of the best epoch; its number, 0 for the head alone."""
    kept = watch.restore(network)
    scores = ", ".join(f"{score:.3f}" for score in watch.scores)
    log.info("macro-F1 of %s, the head alone and by epoch: %s; kept is epoch %d", watch.head.name, scores, kept)
    return kept


def _go_back(
    network: Network, base: Bundle, recipe: Recipe, watch: Stopping, learned: Sequence[Item], options: FullOptions
) -> None:
    """Goes back a part of the way to the old weights, which the other heads are used to, and fits the head anew.

    Weights between those before and after fine-tuning keep most of what either can do (Wortsman et al. 2022). Where
    the head would then be no better than alone on the old encoder, nothing is changed.
    """
    old, new = thaw(base, recipe.heads).state_dict(), {k: v.clone() for k, v in network.state_dict().items()}
    layer = network.head(watch.head.name)
    own = {name: value.clone() for name, value in layer.state_dict().items()}
    network.load_state_dict({k: torch.lerp(old[k], v, GONE) if v.is_floating_point() else v for k, v in new.items()})
    layer.load_state_dict(own)
    _fit_alone(network, watch.head, learned, options)
    score = watch.score(network)
    log.info("macro-F1 of %s with %.2f of the way gone: %.3f", watch.head.name, GONE, score)
    if not score > watch.scores[0]:
        network.load_state_dict(new)


def _fit_alone(network: Network, head: HeadSpec, learned: Sequence[Item], options: FullOptions) -> None:
    """Fits the head to what the old encoder gives."""
    batches = probe.batches(probe.drawn(learned, options.seed), head)
    rows = probe.rows_of(
        network, batches, head, lambda done: options.progress("head alone", done, len(batches), math.nan)
    )
    probe.fit(network.head(head.name), rows)
