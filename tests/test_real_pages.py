"""The shipped model on five published articles, where a folder holds them (FRAMING_REAL_SEEDS).

`seeds/labels/five_articles.json` has how they were read before any model had seen them: offsets, no text.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from framing import Analyzer, Article, Report, load

READING = Path(__file__).parents[1] / "seeds" / "labels" / "five_articles.json"
FOLDER = Path(os.environ.get("FRAMING_REAL_SEEDS", "/nonexistent"))

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not FOLDER.is_dir() or not READING.is_file(), reason="FRAMING_REAL_SEEDS names no folder"),
]


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict, Report]]:
    model: Analyzer = load()
    result = []
    for reading in json.loads(READING.read_text()):
        with (FOLDER / reading["file"]).open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        assert hashlib.sha256(text.encode()).hexdigest() == reading["sha256"]
        result.append((reading, model.analyze(Article(id=reading["file"], text=text))))
    return result


def rows(reading: dict, report: Report) -> list[tuple[dict, object]]:
    """Each sentence of the reading with ours (a bullet before it may belong to either)."""
    ours = {s.sentence.start: s for s in report.sentences}
    return [(row, ours.get(row["start"], ours.get(row["start"] + 2))) for row in reading["sentences"]]


def test_furniture_is_set_aside_and_nothing_else(pairs: list[tuple[dict, Report]]) -> None:
    for reading, report in pairs:
        for row, ours in rows(reading, report):
            assert ours is not None
            assert (row["kind"] == "furniture") == (not ours.scored)


def test_clear_sentences_have_the_right_kind(pairs: list[tuple[dict, Report]]) -> None:
    clear = [
        (row["kind"], ours.kind)
        for reading, report in pairs
        for row, ours in rows(reading, report)
        if row["clear"] and row["kind"] != "furniture"
    ]
    assert sum(a == b for a, b in clear) / len(clear) >= 0.85


def test_attributions_are_found(pairs: list[tuple[dict, Report]]) -> None:
    cues = [(a["cue"], r) for reading, r in pairs for row in reading["sentences"] for a in row["attributions"]]
    found = [any(s < cue[1] and cue[0] < e for a in r.attributions for s, e in a.cue) for cue, r in cues]
    assert sum(found) / len(found) >= 24 / 28


def test_the_styles_are_told_apart(pairs: list[tuple[dict, Report]]) -> None:
    """Judgement is highest in the first, interpretation and forecast in the third."""

    def value(report: Report, name: str) -> float:
        measure = report.measure(name)
        assert measure is not None
        assert measure.value is not None
        return measure.value

    judgement = [value(r, "judgement_share") for _, r in pairs]
    other = [value(r, "commentary_share") - j for (_, r), j in zip(pairs, judgement, strict=True)]
    assert judgement.index(max(judgement)) == 0
    assert other.index(max(other)) == 2
