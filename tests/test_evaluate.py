"""A model on a corpus: figures worked out by hand from outputs made by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from framing.corpora import UNSURE, Example, Labels
from framing.encoder import Encoder, Scores
from framing.errors import UsageError
from framing.evaluate import EVALUATORS, Scored, evaluate_hedges, score_corpus

TEXT = "Quist said it may rain"
WORDS = {m.group(): m.span() for m in re.finditer(r"\w+", TEXT)}
OFFSETS = np.array(list(WORDS.values()), np.int64)


def scores(sentence: Mapping[str, Sequence[float]], tokens: Mapping[str, Sequence[Sequence[float]]]) -> Scores:
    arrays = {name: np.array(p, np.float32) for name, p in sentence.items()}
    return Scores(arrays, {name: np.array(p, np.float32) for name, p in tokens.items()}, OFFSETS)


def scored(
    labels: Sequence[Mapping[str, Mapping[str, float]]], outputs: Sequence[Mapping[str, Sequence[float]]]
) -> Scored:
    """Sentence labels with the model's probabilities."""
    examples = [Example(text=TEXT, group=f"g{i}", sentence=label) for i, label in enumerate(labels)]
    return Scored("corpus/split", examples, [scores(p, {}) for p in outputs])


def tagged(tags: Mapping[str, int], outputs: int) -> list[list[float]]:
    """Token probabilities that give each word of the text its tag, others the first."""
    return [[0.9 if i == tags.get(word, 0) else 0.1 / (outputs - 1) for i in range(outputs)] for word in WORDS]


def spans(head: str, marked: Mapping[str, str], *, exhaustive: bool = True) -> Example:
    labels = Labels(tuple((*WORDS[word], name) for word, name in marked.items()), exhaustive)
    return Example(text=TEXT, group="g", tokens={head: labels})


def test_checkthat() -> None:
    truth = [{"opinion_checkthat": {"SUBJ": 1.0}}] * 2 + [{"opinion_checkthat": {"OBJ": 1.0}}] * 2
    p = (0.9, 0.4, 0.6, 0.1)
    found = list(EVALUATORS["checkthat"](scored(truth, [{"opinion_checkthat": [1 - x, x]} for x in p])))
    assert [(r.metric, r.n) for r in found] == [("macro-F1", 4), ("AUC", 4)]
    assert found[0].value == pytest.approx(0.5)
    assert found[1].value == pytest.approx(0.75)
    assert all(r.low <= r.value <= r.high for r in found)


def test_babe_measures_opinion_where_it_is_labelled() -> None:
    truth = [
        {"loaded": {"loaded": 1.0}, "opinion_babe": {"factual": 1.0}},
        {"loaded": {"neutral": 1.0}, "opinion_babe": {"mixed": 1.0}},
        {"loaded": {"neutral": 1.0}},
    ]
    outputs = [
        {"loaded": [0.2, 0.8], "opinion_babe": [0.8, 0.1, 0.1]},
        {"loaded": [0.2, 0.8], "opinion_babe": [0.1, 0.8, 0.1]},
        {"loaded": [0.8, 0.2], "opinion_babe": [0.1, 0.1, 0.8]},
    ]
    loaded, opinion = EVALUATORS["babe"](scored(truth, outputs))
    assert loaded.value == pytest.approx(2 / 3)
    assert loaded.n == 3
    assert (opinion.value, opinion.n) == (1.0, 2)


def test_penn_counts_the_majority_of_votes() -> None:
    truth = [{"opinion_penn": {"opinion": 2 / 3, "fact": 1 / 3}}, {"opinion_penn": {"opinion": 1 / 3, "fact": 2 / 3}}]
    outputs = [{"opinion_penn": [0.1, 0.1, p, 0.1, 0.1]} for p in (0.6, 0.2)]
    (found,) = EVALUATORS["penn"](scored(truth, outputs))
    assert found.value == 1.0


def test_polnear_wants_exact_spans() -> None:
    labelled = spans("attribution", {"Quist": "source", "said": "cue", "may": "content"})
    guess = scores({}, {"attribution": tagged({"Quist": 1, "said": 3, "may": 5, "rain": 6}, 7)})
    found = {r.metric: r.value for r in EVALUATORS["polnear"](Scored("p/dev", [labelled], [guess]))}
    assert found == {
        "exact source F1": 1.0,
        "exact cue F1": 1.0,
        "exact content F1": 0.0,
        "sentence-level F1": 1.0,
    }


def test_polnear_without_any_attribution_is_undefined() -> None:
    guess = scores({}, {"attribution": tagged({}, 7)})
    found = list(EVALUATORS["polnear"](Scored("p/dev", [spans("attribution", {})], [guess])))
    assert all(math.isnan(r.value) and math.isnan(r.low) for r in found)


def test_newsmtsc_counts_targets() -> None:
    labelled = spans("valence", {"Quist": "negative", "rain": "positive", "it": "neutral"}, exhaustive=False)
    guess = scores({}, {"valence": [[0.9, 0.1, 0.0] if w == "Quist" else [0.0, 0.2, 0.8] for w in WORDS]})
    (found,) = EVALUATORS["newsmtsc"](Scored("n/dev", [labelled], [guess]))
    assert found.value == pytest.approx((1.0 + 2 / 3 + 0.0) / 3)


def test_hedges_without_the_unsure_ones() -> None:
    labelled = spans("hedge", {"may": "epistemic", "it": UNSURE})
    guess = scores({}, {"hedge": tagged({"may": 1}, 4)})
    found = list(evaluate_hedges(Scored("h/test", [labelled], [guess]), threshold=0.5))
    values = {r.metric: r.value for r in found}
    assert values.pop("traps: hedge cue exact F1") != values["hedge cue exact F1"], "none was drawn for a trap"
    assert values == {"hedge cue exact F1": 1.0, "hedge type accuracy": 1.0, "hedged sentence F1": 1.0}
    missed = list(evaluate_hedges(Scored("h/test", [labelled], [guess]), threshold=0.97))
    assert [r.value for r in missed if not np.isnan(r.value)] == [0.0, 0.0]
    with pytest.raises(UsageError, match="thresholds are needed; none was given"):
        list(evaluate_hedges(Scored("h/test", [labelled], [guess])))


def test_targets_without_the_unsure_ones() -> None:
    labelled = spans("valence", {"Quist": "negative", "rain": UNSURE}, exhaustive=False)
    guess = scores({}, {"valence": [[0.9, 0.1, 0.0] if w == "Quist" else [0.0, 0.2, 0.8] for w in WORDS]})
    found = {r.metric: r.value for r in EVALUATORS["targets"](Scored("t/test", [labelled], [guess]))}
    assert found["valence macro-F1"] == 1.0
    assert found["negative F1"] == 1.0


def test_intervals_resample_whole_groups() -> None:
    """All sentences of one group: every round is the same, so the interval is the value."""
    examples = [Example(text=TEXT, group="one", sentence={"opinion_checkthat": {"SUBJ": 1.0}}) for _ in range(6)]
    outputs = [scores({"opinion_checkthat": [1 - p, p]}, {}) for p in (0.9, 0.9, 0.9, 0.1, 0.1, 0.1)]
    macro, _ = EVALUATORS["checkthat"](Scored("c/dev", examples, outputs))
    assert macro.low == macro.value == macro.high


def test_corpus_is_read_and_scored(tiny_bundle: Path, tmp_path: Path) -> None:
    from framing.bundle import load

    (tmp_path / "checkthat").mkdir()
    rows = '{"id": "1", "text": "It rained.", "label": "OBJ"}\n{"id": "2", "text": "A shame!", "label": "SUBJ"}\n'
    (tmp_path / "checkthat" / "dev.jsonl").write_text(rows)
    found = score_corpus(Encoder(load(tiny_bundle)), "checkthat", tmp_path, "dev")
    assert found.name == "checkthat/dev"
    assert found.p("opinion_checkthat").shape == (2, 2)
    np.testing.assert_allclose(found.p("opinion_checkthat").sum(axis=1), 1.0, atol=1e-5)
    assert [r.corpus for r in EVALUATORS["checkthat"](found)] == ["checkthat/dev"] * 2
