"""Evidence: the words whose absence lowers the probability of what a sentence is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from framing.analyzer import Analyzer
from framing.bundle import Bundle, Combination
from framing.encoder import Scores
from framing.explain import LEAST, MAX_SENTENCES, MAX_WORDS, TOP, explain
from framing.records import Article, LabelledSentence, Report, Role, Sentence

TEXT = "It was a reckless, shameful plan. It rained. The regime left."
COMMENTARY, FACT, LOADED = "It was a reckless, shameful plan.", "It rained.", "The regime left."
CLASSES = {"kind": ("fact", "claim", "commentary"), "loaded": ("no", "yes")}


def model() -> Bundle:
    """A bundle whose combinations give back what the heads say."""
    combinations = {
        name: Combination(
            name=name,
            classes=classes,
            features=tuple(f"{name}.{i}" for i in range(len(classes))),
            weight=(np.eye(len(classes)) / 2).astype(np.float32),
            bias=np.zeros(len(classes), np.float32),
            prior=(1.0 / len(classes),) * len(classes),
            threshold={"natural": 0.5},
            note="",
        )
        for name, classes in CLASSES.items()
    }
    return Bundle(
        folder=Path(),
        name="fake",
        version="0",
        identity="0",
        width=1,
        max_tokens=99,
        heads=(),
        combinations=combinations,
    )


@dataclass
class Words:
    """An encoder that looks for words, each with what it adds to commentary or loaded."""

    commentary: Mapping[str, float]
    loaded: Mapping[str, float] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def score(self, texts: Sequence[str]) -> list[Scores]:
        self.seen.extend(texts)
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Scores:
        opinion = 0.1 + sum(p for word, p in self.commentary.items() if word in text)
        loaded = 0.1 + sum(p for word, p in self.loaded.items() if word in text)
        sentence = {"kind": [0.9 - opinion, 0.1, opinion], "loaded": [1.0 - loaded, loaded]}
        arrays = {name: np.array(p, np.float32) for name, p in sentence.items()}
        return Scores(arrays, {}, np.zeros((0, 2), np.int64))


def report(*rows: tuple[str, float, float]) -> Report:
    """A report of the text whose sentences have these probabilities of commentary and of loaded wording."""
    sentences = [
        LabelledSentence(
            sentence=Sentence(TEXT.index(text), TEXT.index(text) + len(text), text, Role.BODY),
            index=i,
            p_kind=(1.0 - p, 0.0, p),
            p_loaded=loaded,
        )
        for i, (text, p, loaded) in enumerate(rows)
    ]
    article = Article(id="a", text=TEXT)
    return Report(article=article, status="ok", message=None, model="fake", sentences=tuple(sentences))


def explained(given: Report, words: Words) -> dict[int, list[str]]:
    result = explain(given, words, model())  # type: ignore[arg-type]
    return {i: [TEXT[a:b] for a, b, _ in row] for i, row in result.evidence.items()}


def test_words_that_make_it_commentary_are_named_strongest_first() -> None:
    words = Words({"reckless": 0.2, "shameful": 0.5, "was": 0.05, "plan": -0.1})
    given = report((COMMENTARY, 0.75, 0.0))
    found = explained(given, words)
    assert found[0][:2] == ["shameful", "reckless"]
    assert "plan" not in found[0]


def test_change_is_negative_where_the_probability_falls() -> None:
    result = explain(report((COMMENTARY, 0.75, 0.0)), Words({"shameful": 0.6}), model())  # type: ignore[arg-type]
    ((start, end, change),) = [row for row in result.evidence[0] if TEXT[row[0] : row[1]] == "shameful"]
    assert TEXT[start:end] == "shameful"
    assert -0.75 <= change <= -LEAST


def test_a_sentence_that_is_surely_commentary_is_explained_too() -> None:
    words = Words({"reckless": 0.012, "shameful": 0.016, "was": 0.001, "plan": 0.855})
    result = explain(report((COMMENTARY, 0.9581, 0.0)), words, model())  # type: ignore[arg-type]
    found = {TEXT[a:b]: change for a, b, change in result.evidence[0]}
    assert {"reckless", "shameful"} <= set(found)
    assert all(-LEAST < found[word] < 0 for word in ("reckless", "shameful"))
    assert "was" not in found


def test_facts_are_not_explained_and_cost_nothing() -> None:
    words = Words({"rained": 0.5})
    assert explained(report((FACT, 0.1, 0.1)), words) == {}
    assert words.seen == []


def test_loaded_sentence_is_explained_by_its_loaded_words() -> None:
    found = explained(report((LOADED, 0.1, 0.8)), Words({}, {"regime": 0.7}))
    assert found == {0: ["regime"]}


def test_each_word_is_left_out_once() -> None:
    words = Words({"reckless": 0.3})
    explained(report((COMMENTARY, 0.75, 0.0)), words)
    assert words.seen == [
        "was a reckless, shameful plan.",
        "It a reckless, shameful plan.",
        "It was reckless, shameful plan.",
        "It was a , shameful plan.",
        "It was a reckless, plan.",
        "It was a reckless, shameful .",
    ]


def test_no_more_words_than_allowed_are_named() -> None:
    words = Words(dict.fromkeys(["It", "was", "reckless", "shameful", "plan"], 0.15))
    assert len(explained(report((COMMENTARY, 0.85, 0.0)), words)[0]) == TOP


def test_long_reports_have_a_bound() -> None:
    text = "so bad " * 100
    sentences = tuple(
        LabelledSentence(
            sentence=Sentence(0, len(text), text, Role.BODY), index=i, p_kind=(0.0, 0.0, 1.0), p_loaded=0.0
        )
        for i in range(MAX_SENTENCES + 5)
    )
    given = Report(article=Article(id="a", text=text), status="ok", message=None, model="fake", sentences=sentences)
    words = Words({})
    result = explain(given, words, model())  # type: ignore[arg-type]
    assert len(words.seen) == MAX_SENTENCES * MAX_WORDS
    assert len(result.evidence) == MAX_SENTENCES


@pytest.mark.parametrize("status", ["skipped", "error"])
def test_report_without_sentences_stays_as_it_is(status: str) -> None:
    empty = Report(article=Article(id="a", text=""), status=status, message="why", model="fake")  # type: ignore[arg-type]
    assert explain(empty, Words({}), model()) == empty  # type: ignore[arg-type]


OPINIONS = (
    "Letting such a man walk free is an insult to every voter.",
    "It is a shameful plan, and a foolish one.",
    "The strike may well end before the weekend.",
    "Nobody should be surprised by such a sorry spectacle.",
    "This shows how deeply the town has come to rely on the pier.",
    "The pier could close, and the ferry may never return.",
    "A shameless farce.",
    "Perhaps the silence appears to be deliberate.",
)


def test_evidence_agrees_with_scoring_the_shortened_sentence(analyzer: Analyzer) -> None:
    """What the change says is what the model says of the sentence without the word."""
    given = [Article(id=text, text=text) for text in OPINIONS]
    checked = 0
    for before in analyzer.analyze_many(given, unit="sentence"):
        evidence = analyzer.explain(before).evidence.get(0, ())
        shorter = [before.article.text[:a] + before.article.text[b:].lstrip() for a, b, _ in evidence]
        after = analyzer.analyze_many([Article(id=text, text=text) for text in shorter], unit="sentence")
        head = 2 if before.sentences[0].kind == "commentary" else 3
        changes = [probabilities(report)[head] - probabilities(before)[head] for report in after]
        assert changes == [pytest.approx(change, abs=1e-3) for *_, change in evidence]
        checked += len(changes)
    assert checked > 0


def probabilities(given: Report) -> tuple[float, ...]:
    """Those of the three kinds and of loaded wording, of a report's only sentence."""
    (row,) = given.sentences
    assert row.p_kind is not None
    assert row.p_loaded is not None
    return (*row.p_kind, row.p_loaded)
