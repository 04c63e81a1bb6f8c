"""A model on a corpus: figures worked out by hand from outputs made by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from framing.corpora import UNSURE, Example, Labels
from framing.encoder import Encoder, Scores
from framing.errors import UsageError
from framing.evaluate import EVALUATORS, Direction, Result, Scored, evaluate_hedges, score_corpus
from framing.evaluate.loaded import outlet_guess
from framing.evaluate.parts import by_outlet, unseen
from framing.records import Article

if TYPE_CHECKING:
    from framing.analyzer import Analyzer

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


def by_metric(found: Iterable[Result]) -> dict[str, Result]:
    """The figures by their names, none of which occurs twice."""
    results = list(found)
    named = {r.metric: r for r in results}
    assert len(named) == len(results)
    return named


def test_checkthat() -> None:
    truth = [{"opinion_checkthat": {"SUBJ": 1.0}}] * 2 + [{"opinion_checkthat": {"OBJ": 1.0}}] * 2
    p = (0.9, 0.4, 0.6, 0.1)
    found = by_metric(EVALUATORS["checkthat"](scored(truth, [{"opinion_checkthat": [1 - x, x]} for x in p])))
    assert list(found)[:2] == ["macro-F1", "AUC"]
    expected = {"macro-F1": 0.5, "AUC": 0.75, "weighted F1": 0.5, "accuracy": 0.5, "SUBJ F1": 0.5}
    assert {name: found[name].value for name in expected} == pytest.approx(expected)
    assert all(r.n == 4 and r.low <= r.value <= r.high and r.about.meaning for r in found.values())
    baselines = {"macro-F1": 1 / 3, "AUC": 0.5, "accuracy": 0.5, "SUBJ F1": 2 / 3}
    assert {name: found[name].about.baseline for name in baselines} == pytest.approx(baselines)
    assert {name for name, r in found.items() if r.about.direction is Direction.LOWER} == {"ECE"}


def test_babe_measures_opinion_where_it_is_labelled() -> None:
    truth = [
        {"loaded": {"loaded": 1.0}, "opinion_babe": {"factual": 1.0}},
        {"loaded": {"neutral": 1.0}, "opinion_babe": {"mixed": 1.0}},
        {"loaded": {"neutral": 1.0}},
    ]
    outputs = [
        {"loaded": [0.2, 0.8], "opinion_babe": [0.8, 0.1, 0.1]},
        {"loaded": [0.2, 0.8], "opinion_babe": [0.1, 0.2, 0.7]},
        {"loaded": [0.8, 0.2], "opinion_babe": [0.1, 0.1, 0.8]},
    ]
    found = by_metric(EVALUATORS["babe"](scored(truth, outputs)))
    assert list(found)[:2] == ["loaded macro-F1", "opinion macro-F1"]
    assert found["loaded macro-F1"].value == pytest.approx(2 / 3)
    assert found["loaded macro-F1"].n == 3
    assert (found["opinion macro-F1"].value, found["opinion macro-F1"].n) == (1.0, 2)
    assert found["opinion three-way macro-F1"].value == pytest.approx(0.5), "factual is right, mixed is not"
    assert not any(name.startswith(("outlet", "p_")) for name in found), "no outlet is named, and no bundle given"


def test_weighted_f1_of_babe_weighs_frequent_classes_more() -> None:
    """Three loaded, all found; one neutral, missed: F1 6/7 and 0."""
    truth = [{"loaded": {name: 1.0}} for name in ("loaded", "loaded", "loaded", "neutral")]
    outputs = [{"loaded": [0.1, 0.9], "opinion_babe": [0.8, 0.1, 0.1]}] * 4
    found = by_metric(EVALUATORS["babe"](scored(truth, outputs)))
    assert found["loaded macro-F1"].value == pytest.approx(6 / 7 / 2)
    assert found["loaded weighted F1"].value == pytest.approx(6 / 7 * 3 / 4)
    assert found["loaded weighted F1"].about.baseline == pytest.approx(found["loaded weighted F1"].value)
    assert math.isnan(found["opinion macro-F1"].value)


def test_opinion_with_loaded() -> None:
    """In the labels they never go together, in the model they always do."""
    truth = [
        {"loaded": {one: 1.0}, "opinion_babe": {other: 1.0}}
        for one, other in (("loaded", "factual"), ("neutral", "opinion"))
    ]
    outputs = [{"loaded": [1 - p, p], "opinion_babe": [1 - p, p / 2, p / 2]} for p in (0.9, 0.2)]
    found = by_metric(EVALUATORS["babe"](scored(truth, outputs)))
    assert found["opinion with loaded, labels"].value == pytest.approx(-1.0)
    assert found["opinion with loaded, model"].value == pytest.approx(1.0)
    assert found["opinion with loaded, model"].about.direction is Direction.NEITHER


def test_outlet_alone_knows_nothing_of_the_article_itself() -> None:
    truth = np.array([True, True, True, False, False, True, True])
    outlets = ["Ledger"] * 3 + ["Courier"] * 2 + ["Lone"] * 2
    groups = ["a", "b", "b", "c", "d", "e", "e"]
    assert outlet_guess(outlets, groups, truth).tolist() == [True, True, True, False, False, True, True]
    # Ledger's only other article is not loaded; of what is outside e, 3 of 5 are
    truth[0] = False
    assert outlet_guess(outlets, groups, truth).tolist() == [True, False, False, False, False, False, False]


def test_penn_counts_the_majority_of_votes() -> None:
    truth = [{"opinion_penn": {"opinion": 2 / 3, "fact": 1 / 3}}, {"opinion_penn": {"opinion": 1 / 3, "fact": 2 / 3}}]
    outputs = [{"opinion_penn": [0.1, 0.1, p, 0.1, 0.1]} for p in (0.6, 0.2)]
    found = by_metric(EVALUATORS["penn"](scored(truth, outputs)))
    assert next(iter(found.values())).metric == "opinion AUC"
    assert found["opinion AUC"].value == found["opinion against fact AUC"].value == 1.0
    assert math.isnan(found["opinion AUC within articles"].value), "each article has one class only"


def test_penn_within_articles() -> None:
    """One article is ranked right, one wrong, one holds no opinion; over all, 4 of 6 pairs are right."""
    rows = [("a", 1.0, 0.9), ("a", 0.0, 0.8), ("b", 1.0, 0.3), ("b", 0.0, 0.4), ("c", 0.0, 0.1)]
    examples = [
        Example(text=TEXT, group=group, sentence={"opinion_penn": {"opinion": truth, "quote": 1 - truth}})
        for group, truth, _ in rows
    ]
    outputs = [scores({"opinion_penn": [0.0, 0.0, p, 1 - p, 0.0]}, {}) for *_, p in rows]
    found = by_metric(EVALUATORS["penn"](Scored("penn", examples, outputs)))
    assert found["opinion AUC"].value == pytest.approx(4 / 6)
    assert found["opinion AUC within articles"].value == pytest.approx(0.5)
    assert found["opinion AUC within articles"].n == 4
    assert math.isnan(found["opinion against fact AUC"].value)


def test_wikiweasel_counts_the_uncertain_class() -> None:
    truth = [{"weasel": {name: 1.0}} for name in ("uncertain", "uncertain", "certain", "certain", "certain")]
    outputs = [{"weasel": [1 - p, p]} for p in (0.9, 0.2, 0.7, 0.6, 0.1)]
    found = by_metric(EVALUATORS["wikiweasel"](scored(truth, outputs)))
    values = {name.removeprefix("uncertain "): r.value for name, r in found.items()}
    expected = {"F1": 2 / 5, "precision": 1 / 3, "recall": 1 / 2, "AUC": 4 / 6}
    assert {name: values[name] for name in expected} == pytest.approx(expected)
    assert found["uncertain F1"].about.baseline == pytest.approx(4 / 7), "all called uncertain"


def test_polnear_wants_exact_spans() -> None:
    labelled = spans("attribution", {"Quist": "source", "said": "cue", "may": "content"})
    guess = scores({}, {"attribution": tagged({"Quist": 1, "said": 3, "may": 5, "rain": 6}, 7)})
    found = {r.metric: r.value for r in EVALUATORS["polnear"](Scored("p/dev", [labelled], [guess]))}
    assert found == {
        "exact source F1": 1.0,
        "exact cue F1": 1.0,
        "exact content F1": 0.0,
        "sentence-level F1": 1.0,
        "word-level alpha": pytest.approx(1 - 9 * 2 / (100 - 2 * 4 - 2 * 9)),
    }


def test_polnear_without_any_attribution_is_undefined() -> None:
    guess = scores({}, {"attribution": tagged({}, 7)})
    found = list(EVALUATORS["polnear"](Scored("p/dev", [spans("attribution", {})], [guess])))
    assert all(math.isnan(r.value) and math.isnan(r.low) for r in found)


def test_newsmtsc_counts_targets() -> None:
    labelled = spans("valence", {"Quist": "negative", "rain": "positive", "it": "neutral"}, exhaustive=False)
    guess = scores({}, {"valence": [[0.9, 0.1, 0.0] if w == "Quist" else [0.0, 0.2, 0.8] for w in WORDS]})
    found = by_metric(EVALUATORS["newsmtsc"](Scored("n/dev", [labelled], [guess])))
    assert found["valence macro-F1"].value == pytest.approx((1.0 + 2 / 3 + 0.0) / 3)
    assert found["valence accuracy"].value == pytest.approx(2 / 3)
    assert found["positive F1"].value == pytest.approx(2 / 3)
    assert found["valence ECE"].n == 1
    assert "several targets: valence macro-F1" not in found, "it would be that of all sentences"


def test_newsmtsc_parts_sentences_by_their_targets() -> None:
    """Of two targets that differ, the model sees one; the sentence with a single target is right."""
    both = spans("valence", {"Quist": "negative", "rain": "positive"}, exhaustive=False)
    single = spans("valence", {"it": "positive"}, exhaustive=False)
    guess = scores({}, {"valence": [[0.1, 0.1, 0.8]] * len(WORDS)})
    found = by_metric(EVALUATORS["newsmtsc"](Scored("n/dev", [both, single], [guess, guess])))
    assert found["valence macro-F1"].value == pytest.approx((0.0 + 4 / 5) / 2)
    for name in ("several targets: valence macro-F1", "targets that differ: valence macro-F1"):
        assert (found[name].value, found[name].n) == (pytest.approx((0.0 + 2 / 3) / 2), 1)


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


def test_triples_count_the_pairs_in_order() -> None:
    """The first triple rises with praise and falls with blame; the second only falls."""
    valences = ([0.2, 0.6, 0.2], [0.1, 0.3, 0.6], [0.6, 0.2, 0.2], [0.2, 0.6, 0.2], [0.2, 0.6, 0.2], [0.5, 0.3, 0.2])
    examples = [
        replace(spans("valence", {"Quist": "neutral", "rain": "negative"}, exhaustive=False), group=f"triple {i // 3}")
        for i in range(len(valences))
    ]
    outputs = [scores({}, {"valence": [p if w == "Quist" else [1.0, 0.0, 0.0] for w in WORDS]}) for p in valences]
    found = {r.metric: r for r in EVALUATORS["triples"](Scored("t/tune", examples, outputs))}
    assert {m: r.value for m, r in found.items()} == {
        "pairs in order": 0.75,
        "praise over plain": 0.5,
        "plain over blame": 1.0,
    }
    assert (found["pairs in order"].low, found["pairs in order"].high) == (0.5, 1.0), "whole triples are resampled"
    assert found["pairs in order"].n == len(valences) * 2 // 3


def test_intervals_resample_whole_groups() -> None:
    """All sentences of one group: every round is the same, so the interval is the value."""
    examples = [Example(text=TEXT, group="one", sentence={"opinion_checkthat": {"SUBJ": 1.0}}) for _ in range(6)]
    outputs = [scores({"opinion_checkthat": [1 - p, p]}, {}) for p in (0.9, 0.9, 0.9, 0.1, 0.1, 0.1)]
    macro = next(EVALUATORS["checkthat"](Scored("c/dev", examples, outputs)))
    assert macro.low == macro.value == macro.high


def outlet_rows(count: int = 60) -> Scored:
    """Sentences of two outlets, right for the one and wrong for the other, and two of a third."""
    outlets = ["Ledger"] * count + ["Courier"] * count + ["Lone"] * 2
    examples = [
        Example(
            text=f"{i}", group=f"g{i // 3}", sentence={"opinion_checkthat": {("SUBJ", "OBJ")[i % 2]: 1.0}}, outlet=name
        )
        for i, name in enumerate(outlets)
    ]
    p = [(0.9, 0.1)[(i + (name == "Courier")) % 2] for i, name in enumerate(outlets)]
    return Scored("checkthat", examples, [scores({"opinion_checkthat": [1 - x, x]}, {}) for x in p])


def test_figures_by_outlet() -> None:
    found = list(by_outlet(outlet_rows(), EVALUATORS["checkthat"], 2))
    assert [(r.corpus, r.metric, r.value, r.n) for r in found] == [
        ("Courier", "macro-F1", 0.0, 60),
        ("Courier", "AUC", 0.0, 60),
        ("Ledger", "macro-F1", 1.0, 60),
        ("Ledger", "AUC", 1.0, 60),
    ]
    assert list(by_outlet(outlet_rows(49), EVALUATORS["checkthat"], 1)) == []


def test_outlet_of_few_articles_has_no_figures() -> None:
    rows = outlet_rows()
    few = [replace(e, group="one") if e.outlet == "Ledger" else e for e in rows.examples]
    found = by_outlet(replace(rows, examples=few), EVALUATORS["checkthat"], 1)
    assert [r.corpus for r in found] == ["Courier"]


def test_figures_of_what_was_not_seen() -> None:
    rows = outlet_rows()
    groups = {e.group for e in rows.examples[60:]}
    (found,) = unseen(rows, EVALUATORS["checkthat"], (groups, {"0", "1"}), 1)
    assert (found.value, found.n) == (1.0, 58)
    assert list(unseen(rows, EVALUATORS["checkthat"], ({e.group for e in rows.examples}, set()), 1)) == []


def test_served_probabilities_are_those_of_the_analyzer(tiny_bundle: Path, analyzer: Analyzer) -> None:
    texts = ["The pier may close, “for good,” it seems.", "“A sham", "The board met on Monday."]
    model = analyzer.bundle
    examples = [Example(text=text, group=text) for text in texts]
    given = Scored("c", examples, Encoder(model).score(texts), model)
    reports = analyzer.analyze_many([Article(id=text, text=text) for text in texts], unit="sentence")
    found = [report.sentences[0] for report in reports]
    np.testing.assert_allclose(given.served("kind"), [s.p_kind for s in found], atol=1e-6)
    np.testing.assert_allclose(given.served("hedged")[:, 1], [s.p_hedged for s in found], atol=1e-6)


def test_threshold_that_a_bundle_lacks(tiny_bundle: Path) -> None:
    from framing.bundle import load

    with pytest.raises(UsageError, match="c: the bundle has no threshold 'evening' of 'loaded'"):
        Scored("c", [], [], load(tiny_bundle)).cut("loaded", "evening")


def test_corpus_is_read_and_scored(tiny_bundle: Path, tmp_path: Path) -> None:
    from framing.bundle import load

    (tmp_path / "checkthat").mkdir()
    rows = '{"id": "1", "text": "It rained.", "label": "OBJ"}\n{"id": "2", "text": "A shame!", "label": "SUBJ"}\n'
    (tmp_path / "checkthat" / "dev.jsonl").write_text(rows)
    found = score_corpus(Encoder(load(tiny_bundle)), "checkthat", tmp_path, "dev")
    assert found.name == "checkthat/dev"
    assert found.p("opinion_checkthat").shape == (2, 2)
    np.testing.assert_allclose(found.p("opinion_checkthat").sum(axis=1), 1.0, atol=1e-5)
    assert {r.corpus for r in EVALUATORS["checkthat"](found)} == {"checkthat/dev"}
