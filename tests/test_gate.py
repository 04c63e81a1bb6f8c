"""The quality gate: floors that only rise, data that are pinned, exit codes; with the tiny model on data made here."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import InputError, UsageError

if TYPE_CHECKING:
    from framing.analyzer import Analyzer

gate = pytest.importorskip("gate", reason="benchmarks/ is not part of the wheel")
floors = pytest.importorskip("gating.floors")
figures = pytest.importorskip("gating.figures")

Figure, Floors = floors.Figure, floors.Floors
ARTICLE = "The mill will close in May, officials said.\nIt may reopen. The owners have behaved disgracefully."
DATE = "2026-01-02"


def label(words: str, kind: str, **known: object) -> dict[str, Any]:
    """The label of a sentence of the article."""
    start = ARTICLE.index(words)
    row = {"article": "mill.txt", "start": start, "end": start + len(words), "role": "body", "kind": kind}
    return {**row, "hedges": [], "loaded": [], "attributions": [], **known}


def span(words: str) -> list[int]:
    start = ARTICLE.index(words)
    return [start, start + len(words)]


LABELS = [
    label(
        "The mill will close in May, officials said.",
        "claim",
        attributions=[{"cue": [span("said")], "sourcing": "anonymous", "chain": [{"sourcing": "anonymous"}]}],
    ),
    label("It may reopen.", "commentary", hedges=[[*span("may"), "epistemic"]]),
    label("The owners have behaved disgracefully.", "commentary", loaded=[span("disgracefully")]),
]
PAIR = {
    "target": "Norway",
    "neutral": "Norway signed.",
    "praising": "Norway bravely signed.",
    "blaming": "Norway meekly signed.",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one article, one pair, one sentence for names and one text that is split."""

    def write(place: str, *rows: object) -> None:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")

    write("seeds/labels/articles.jsonl", *LABELS)
    write("tests/data/minimal_pairs.jsonl", PAIR)
    write("tests/data/name_swaps.jsonl", {"text": "Nobody asked {name} about it."})
    write(
        "benchmarks/segmentation_gold.jsonl",
        {"half": "held_out", "genre": "x", "text": "One. Two.", "spans": [[0, 4], [5, 9]]},
        {"half": "development", "genre": "x", "text": "Three.", "spans": [[0, 2]]},
    )
    (tmp_path / "seeds" / "articles").mkdir()
    (tmp_path / "seeds" / "articles" / "mill.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(root: Path, tiny_bundle: Path) -> Callable[..., int]:
    """The command on that checkout with the tiny model; its floors are in `root/gate.json`."""

    def command(*options: str) -> int:
        places = ["--root", str(root), "--floors", str(root / "gate.json"), "--model", str(tiny_bundle)]
        return int(gate.main([*places, *options]))

    return command


def change(root: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Edits the file of floors."""
    path = root / "gate.json"
    row = json.loads(path.read_text(encoding="utf-8"))
    edit(row)
    path.write_text(json.dumps(row), encoding="utf-8")


def pinned(values: dict[str, float]) -> object:
    return Floors(digest="d", floors=values)


def words(found: Sequence[Any]) -> dict[str, str]:
    return {v.name: v.word for v in found}


def test_nothing_is_taken_before_it_is_pinned(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 2
    assert re.search(r"labelled data have changed \(digest .*, pinned is nothing\); .* --pin", capsys.readouterr().err)


def test_what_was_pinned_holds(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--pin") == 0
    assert run() == 0
    out = capsys.readouterr().out
    assert "all 13 figures hold (noise allowed below a floor: what 2 items weigh, at least 0.005)" in out
    assert "| sentences, exact span F1 (segmentation_gold.jsonl, held out) | 2 | 1.0000 | 1.0000 | 1.0000 | ok |" in out


def test_a_figure_below_its_floor_fails(
    run: Callable[..., int], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("--pin")
    change(root, lambda row: row["floors"].update({"no name moves valence: 1 - the largest move": 1.5}))
    assert run() == 1
    found = capsys.readouterr()
    assert "FAILED: no name moves valence: 1 - the largest move (noise allowed" in found.err
    assert "| 1.5000 | 0.2000 | below |" in found.out


@pytest.mark.parametrize(
    "place", ["seeds/articles/mill.txt", "seeds/labels/articles.jsonl", "benchmarks/segmentation_gold.jsonl"]
)
def test_edited_data_are_refused_until_they_are_pinned(run: Callable[..., int], root: Path, place: str) -> None:
    run("--pin")
    before = (root / "gate.json").read_bytes()
    path = root / place
    path.write_bytes(path.read_bytes() + b"\n")
    assert run() == 2
    assert (root / "gate.json").read_bytes() == before
    assert run("--pin") == 0
    assert run() == 0


def test_another_article_is_another_set_of_data(root: Path) -> None:
    before = figures.Data(root).digest
    (root / "seeds" / "articles" / "dam.txt").write_text("The dam holds.", encoding="utf-8")
    assert figures.Data(root).digest != before


def test_missing_data_are_named(run: Callable[..., int], root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "tests" / "data" / "name_swaps.jsonl").unlink()
    assert run() == 2
    assert "name_swaps.jsonl: missing; the gate runs in a checkout" in capsys.readouterr().err


def test_pinning_never_lowers_a_floor(run: Callable[..., int], root: Path) -> None:
    run("--pin")
    change(root, lambda row: row["floors"].update({"roles, accuracy": 1.9}))
    assert run("--pin") == 1
    assert floors.read(root / "gate.json").floors["roles, accuracy"] == 1.9


def test_lowering_keeps_its_reason(run: Callable[..., int], root: Path) -> None:
    run("--pin")
    measured = floors.read(root / "gate.json").floors["roles, accuracy"]
    change(root, lambda row: row["floors"].update({"roles, accuracy": 1.9, "gone": 0.5}))
    assert run("--pin", "--lower", "--reason", " captions are harder now ") == 0
    found = floors.read(root / "gate.json")
    assert found.floors["roles, accuracy"] == measured
    assert "gone" not in found.floors
    assert [(r["figure"], r["from"], r["to"]) for r in found.lowered] == [
        ("roles, accuracy", 1.9, measured),
        ("gone", 0.5, None),
    ]
    assert {r["reason"] for r in found.lowered} == {"captions are harder now"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", r["date"]) for r in found.lowered)
    assert run() == 0


@pytest.mark.parametrize(
    "options", [["--lower"], ["--pin", "--lower"], ["--pin", "--reason", "because"], ["--lower", "--reason", "because"]]
)
def test_a_floor_is_never_lowered_without_a_reason(
    run: Callable[..., int], root: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert run(*options) == 2
    assert "--pin --lower --reason TEXT go together" in capsys.readouterr().err
    assert not (root / "gate.json").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"digest": "d", "floors": {"a": "high"}, "lowered": []}'])
def test_a_broken_file_of_floors_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gate.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"gate\.json: not a file of floors: .*--pin` writes one"):
        floors.read(path)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    known = Floors(digest="d", floors={"é": 0.25}, lowered=({"figure": "é", "reason": "r"},))
    floors.write(tmp_path / "gate.json", known)
    assert floors.read(tmp_path / "gate.json") == known
    assert [p.name for p in tmp_path.iterdir()] == ["gate.json"]


def test_every_way_to_stand_beside_a_floor() -> None:
    known = pinned({"ok": 0.5, "noise": 0.52, "below": 0.521, "undefined": 0.0, "gone": 0.1})
    found = [Figure(name, 0.5, 100) for name in ("ok", "noise", "below", "first")]
    verdicts = floors.verdicts(known, [*found, Figure("undefined", math.nan, 100)])
    assert words(verdicts) == {
        "ok": "ok",
        "noise": "ok",
        "below": "below",
        "first": "new",
        "undefined": "below",
        "gone": "missing",
    }
    assert [v.name for v in verdicts if v.fails] == ["below", "first", "undefined", "gone"]


@pytest.mark.parametrize(("n", "margin"), [(4, 0.5), (100, 0.02), (400, 0.005), (5000, 0.005), (0, 0.005)])
def test_noise_is_what_two_items_weigh(n: int, margin: float) -> None:
    assert Figure("f", 0.5, n).margin == margin


@given(
    st.dictionaries(st.sampled_from("abc"), st.floats(0, 1)), st.dictionaries(st.sampled_from("abc"), st.floats(0, 1))
)
def test_without_a_reason_floors_only_rise(old: dict[str, float], new: dict[str, float]) -> None:
    found = floors.pin(pinned(old), [Figure(name, value, 10) for name, value in new.items()], "e").floors
    assert set(found) == set(old) | set(new)
    assert all(found[name] >= floor for name, floor in old.items())
    assert all(found[name] <= max(value, old.get(name, 0.0)) for name, value in new.items())


def test_nothing_to_lower_is_an_error() -> None:
    with pytest.raises(UsageError, match="no figure is below its floor; --pin alone raises floors"):
        floors.pin(pinned({"a": 0.5}), [Figure("a", 0.6, 10)], "e", (DATE, "why not"))


def test_a_reason_of_blanks_is_none() -> None:
    with pytest.raises(UsageError, match="--lower needs --reason TEXT"):
        floors.pin(pinned({"a": 0.5}), [Figure("a", 0.4, 10)], "e", (DATE, "  "))


def test_an_undefined_figure_cannot_be_pinned() -> None:
    with pytest.raises(UsageError, match="undefined, so that no floor can be set: a"):
        floors.pin(pinned({}), [Figure("a", math.nan, 0)], "e")


def test_figures_count_what_is_labelled(analyzer: Analyzer, root: Path) -> None:
    found = {f.name: f for f in figures.measure(analyzer, figures.Data(root))}
    assert found["sentences, exact span F1 (articles)"].value == 1.0
    assert {name: f.n for name, f in found.items() if f.n != 3} == {
        "sentences, exact span F1 (segmentation_gold.jsonl, held out)": 2,
        "hedges, exact span F1": 1,
        "attributions, overlapping cue F1": 1,
        "kinds of sources, accuracy": 1,
        "chains by kinds of links, accuracy": 1,
        "minimal pairs in the right order": 2,
        "no name moves valence: 1 - the largest move": 10,
    }
    assert all(0 <= f.value <= 1 for f in found.values())
