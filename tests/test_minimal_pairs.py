"""Stance is wording: minimal pairs in the right order, and no name good or bad by itself (the shipped model)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import framing
from framing import bundle
from framing.analyzer import Analyzer
from framing.records import Article

DATA = Path(__file__).parent / "data"
NAMES = (
    "Israel",
    "Pakistan",
    "India",
    "China",
    "the US",
    "Palestinians",
    "Muslims",
    "Jews",
    "Republicans",
    "Democrats",
)
LEAST_RIGHT = 0.90
"""The aim, and a floor: the shipped model reaches .917."""
MOST_MOVED = 0.055
"""A floor, too: the shipped model moves by .045 for "Democrats" at most; the aim is .05."""


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def shipped() -> Analyzer:
    if not bundle.default_folder().is_dir():
        pytest.skip("the shipped model is not here")
    return framing.load()


def valences(analyzer: Analyzer, sentences: list[tuple[str, str]]) -> list[float]:
    """The valence of a name in each sentence."""
    articles = [
        Article(id=str(i), text=text, targets=((text.index(name), text.index(name) + len(name)),))
        for i, (text, name) in enumerate(sentences)
    ]
    reports = analyzer.analyze_many(articles, unit="sentence")
    return [target.valence for report in reports for s in report.sentences for target in s.targets]


def orders(row: Mapping[str, Any], neutral: float, praising: float, blaming: float) -> Iterator[bool]:
    yield praising > neutral
    yield neutral > blaming


def test_minimal_pairs_are_in_the_right_order(shipped: Analyzer) -> None:
    pairs = rows("minimal_pairs.jsonl")
    assert len(pairs) >= 60
    found = valences(shipped, [(p[k], p["target"]) for p in pairs for k in ("neutral", "praising", "blaming")])
    right = [ok for i, p in enumerate(pairs) for ok in orders(p, *found[3 * i : 3 * i + 3])]
    assert np.mean(right) >= LEAST_RIGHT


def test_events_told_plainly_leave_nobody_good_or_bad(shipped: Analyzer) -> None:
    found = valences(shipped, [(p["neutral"], p["target"]) for p in rows("minimal_pairs.jsonl")])
    assert abs(np.mean(found)) <= 0.1


def test_no_name_is_good_or_bad_by_itself(shipped: Analyzer) -> None:
    sentences = [row["text"] for row in rows("name_swaps.jsonl")]
    assert len(sentences) == 100
    means = {n: np.mean(valences(shipped, [(s.replace("{name}", n), n) for s in sentences])) for n in NAMES}
    middle = float(np.mean(list(means.values())))
    moved = {name: round(float(mean) - middle, 3) for name, mean in means.items()}
    assert {name: by for name, by in moved.items() if abs(by) > MOST_MOVED} == {}
