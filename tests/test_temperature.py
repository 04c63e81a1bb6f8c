"""The temperature of the valence head: fitted to labelled targets, and left alone where they are few."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from framing.bundle import Head
from framing.corpora import UNSURE, Example, Labels
from framing.encoder import Scores
from framing.metrics import softmax
from framing.train.temperature import GRID, LEAST, tempered

CLASSES = ("negative", "neutral", "positive")
TEXT = "Ada Quist left"
OFFSETS = np.array([(0, 3), (4, 9), (10, 14)], np.int64)
NAME = (0, 9)


def head(name: str, classes: tuple[str, ...] = CLASSES) -> Head:
    size = len(classes)
    weight, bias = np.zeros((size, 2), np.float32), np.zeros(size, np.float32)
    return Head(name=name, level="token", classes=classes, weight=weight, bias=bias, encoder="encoder")


HEADS = (head("hedge", ("none", "vague")), head("valence"))


def drawn(count: int, sharpness: float, seed: int = 0) -> tuple[list[Example], list[Scores]]:
    """Targets whose classes are drawn from the probabilities that the model's logits have over `sharpness`."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0.0, 2.0, (count, 3))
    truth = [int(rng.choice(3, p=softmax(row / sharpness) / softmax(row / sharpness).sum())) for row in logits]
    return [target(CLASSES[t]) for t in truth], [scores(row) for row in logits]


def target(label: str, span: tuple[int, int] = NAME) -> Example:
    return Example(text=TEXT, group="g", tokens={"valence": Labels(((*span, label),), exhaustive=False)})


def scores(logits: NDArray[np.float64]) -> Scores:
    """The name's two tokens have these logits, up to their mean; the third has others."""
    shift = np.array([0.5, -0.25, -0.25])
    tokens = np.array([softmax(logits + shift), softmax(logits - shift), softmax(-logits)], np.float32)
    return Scores({}, {"valence": tokens}, OFFSETS)


def fitted(examples: list[Example], found: list[Scores]) -> float:
    hedge, valence = tempered(HEADS, examples, found)
    assert hedge == HEADS[0]
    return valence.temperature


@pytest.mark.parametrize("sharpness", [0.7, 1.0, 1.5, 2.0, 3.0])
def test_temperature_is_how_much_too_sure_the_head_is(sharpness: float) -> None:
    found = fitted(*drawn(3000, sharpness))
    assert found == pytest.approx(sharpness, rel=0.12)
    assert found in GRID


def test_overconfident_head_is_cooled_and_a_timid_one_sharpened() -> None:
    assert fitted(*drawn(400, 2.5)) > 1.3
    assert fitted(*drawn(400, 0.6)) < 0.9


def test_head_that_is_always_right_gets_the_lowest_temperature() -> None:
    examples = [target("positive")] * 60
    assert fitted(examples, [scores(np.array([-1.0, 0.0, 1.0]))] * 60) == GRID[0]


def test_head_that_is_always_wrong_gets_the_highest_temperature() -> None:
    examples = [target("negative")] * 60
    assert fitted(examples, [scores(np.array([-1.0, 0.0, 1.0]))] * 60) == GRID[-1]


@pytest.mark.parametrize(("count", "changed"), [(0, False), (1, False), (LEAST - 1, False), (LEAST, True)])
def test_few_targets_leave_the_temperature_at_one(count: int, changed: bool) -> None:
    examples = [target("negative")] * count
    found = fitted(examples, [scores(np.array([-1.0, 0.0, 1.0]))] * count)
    assert (found != 1.0) is changed


@pytest.mark.parametrize(
    "left_out", [target(UNSURE), target("angry"), target("negative", (9, 10))], ids=["unsure", "no class", "no word"]
)
def test_targets_that_do_not_count(left_out: Example) -> None:
    examples = [target("negative")] * (LEAST - 1) + [left_out] * 50
    assert fitted(examples, [scores(np.array([-1.0, 0.0, 1.0]))] * len(examples)) == 1.0


def test_model_without_the_head_is_as_it_was() -> None:
    examples, found = drawn(100, 2.0)
    assert tempered(HEADS[:1], examples, found) == HEADS[:1]


def test_nothing_else_of_the_head_changes() -> None:
    examples, found = drawn(200, 2.0)
    _, valence = tempered(HEADS, examples, found)
    assert (valence.name, valence.classes, valence.level) == ("valence", CLASSES, "token")
    assert valence.weight is HEADS[1].weight
    assert HEADS[1].temperature == 1.0
