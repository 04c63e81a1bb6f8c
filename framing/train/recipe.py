"""What a training run is made of: heads, stages and numbers, read from a TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from framing.bundle import FP32, GRAPHS
from framing.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSpec:
    """One head: its name, level (`sentence` or `token`) and classes.

    `tags` is `io` (a class a token) or `bio` (first tokens of a span apart; only for token heads). `weight` multiplies
    the head's loss, `rare` that of every class but the first, where most tokens belong to the first. `pool` says what
    a token head's loss is taken of: each `token`, or each labelled `span` (the mean of its tokens' logits).
    """

    name: str
    level: str
    classes: tuple[str, ...]
    tags: str = "io"
    weight: float = 1.0
    rare: float = 1.0
    pool: str = "token"

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the head's outputs: the classes, or O and B-/I- tags of all classes but the first."""
        if self.tags == "io":
            return self.classes
        return ("O", *(f"{prefix}-{name}" for name in self.classes[1:] for prefix in "BI"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A corpus in a stage: how often it is gone through an epoch (a share below 1 is drawn anew each epoch).

    `swaps` is how many copies of a sentence with targets are added in which the names of countries and groups are
    others of their kind, so that no name is good or bad by itself (counterfactual augmentation, Zmigrod et al. 2019).
    `taught` says whether teachers label its texts for a stage that learns from them: with all their heads, with none,
    or with those named. Where `labelled` is false, its own labels are left aside.
    """

    corpus: str
    split: str
    share: float = 1.0
    weight: float = 1.0
    swaps: int = 0
    taught: bool | tuple[str, ...] = True
    labelled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of training: its corpora, epochs, learning rates and batch size.

    `soft` is the weight of the loss from a teacher's probabilities, 0 for training on labels alone.
    """

    name: str
    sources: tuple[Source, ...]
    epochs: int
    rate: float
    head_rate: float
    batch: int = 32
    soft: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A whole training: the base encoder, heads, stages, seed and the most tokens of a training sentence.

    `teaches` are the heads that the trained network teaches a student, all where none is named. `layers` are those of
    the base encoder that are kept, counted from 0, all where none is named. In a file, `heads` may be the name of
    another recipe beside it, whose heads are taken. `precision` is that of the served graph (`fp32` or `int8`); it is
    no part of the training, so that a finished run can be built again with another.
    """

    name: str
    encoder: str
    seed: int
    max_tokens: int
    dropout: float
    heads: tuple[HeadSpec, ...]
    stages: tuple[Stage, ...]
    teaches: tuple[str, ...] = ()
    layers: tuple[int, ...] = ()
    precision: str = field(default=FP32, repr=False)

    def head(self, name: str) -> HeadSpec:
        """The head of that name.

        Raises:
            UsageError: there is none.
        """
        for head in self.heads:
            if head.name == name:
                return head
        raise UsageError(f"the recipe has no head {name!r}; it has {', '.join(h.name for h in self.heads)}")


def _heads(path: Path, given: str | list[dict[str, Any]]) -> tuple[HeadSpec, ...]:
    """The heads of a recipe's table, or those of the recipe that it names."""
    if isinstance(given, str):
        return read_recipe(path.parent / given).heads
    return tuple(HeadSpec(**{**head, "classes": tuple(head["classes"])}) for head in given)


def _source(table: dict[str, Any]) -> Source:
    taught = table.get("taught", True)
    return Source(**{**table, "taught": taught if isinstance(taught, bool) else tuple(taught)})


def read_recipe(path: Path) -> Recipe:
    """Reads a recipe.

    Raises:
        UsageError: the file is missing, or is not a recipe; the message says what is wrong.
    """
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        heads = _heads(path, table.pop("heads"))
        stages = tuple(
            Stage(**{**stage, "sources": tuple(map(_source, stage["sources"]))}) for stage in table.pop("stages")
        )
        teaches, layers = (tuple(table.pop(name, ())) for name in ("teaches", "layers"))
        recipe = Recipe(heads=heads, stages=stages, teaches=teaches, layers=layers, **table)
    except (OSError, tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise UsageError(f"{path}: not a training recipe: {error}") from error
    learned = (s.taught for stage in recipe.stages for s in stage.sources if not isinstance(s.taught, bool))
    for name in (*recipe.teaches, *chain.from_iterable(learned)):
        recipe.head(name)
    if recipe.precision not in GRAPHS:
        raise UsageError(f"{path}: precision is {recipe.precision!r}; known are {', '.join(GRAPHS)}")
    return recipe
