"""A model on a labelled corpus: the metrics that the corpus is known by, with intervals that resample whole groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.bundle import Bundle
from framing.corpora import UNSURE, Example, read_corpus
from framing.encoder import Encoder, Scores
from framing.errors import UsageError
from framing.labels.hedges import cues
from framing.labels.spans import Found, bio_spans
from framing.labels.targets import mean_logs
from framing.metrics import auc, bootstrap, f1, macro_f1, span_f1

PARTS = ("source", "cue", "content")
VALENCES = ("negative", "neutral", "positive")
HEDGES = ("epistemic", "hearsay", "vague")
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Result:
    """One figure: what was measured on what, its value (0..1), 95% interval, and over how many sentences.

    Higher is better, except for calibration errors (ECE).
    """

    corpus: str
    metric: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Scored:
    """A split of a corpus with what the encoder says of it."""

    name: str
    examples: Sequence[Example]
    scores: Sequence[Scores]
    bundle: Bundle | None = None

    def cut(self, combination: str, purpose: str) -> float:
        """A threshold of the bundle.

        Raises:
            UsageError: it was scored without one.
        """
        if self.bundle is None:
            raise UsageError(f"{self.name}: the bundle's thresholds are needed; none was given")
        return self.bundle.combinations[combination].threshold[purpose]

    def p(self, head: str) -> NDArray[np.float32]:
        """(n, classes) probabilities of a sentence head."""
        return np.stack([s.sentence[head] for s in self.scores])

    def result(self, metric: str, statistic: Callable[[Indices], float], keep: Indices | None = None) -> Result:
        """The statistic over the kept examples with a grouped bootstrap interval (1,000 rounds, seed 0)."""
        chosen = np.arange(len(self.examples)) if keep is None else keep
        groups = [self.examples[i].group for i in chosen]
        low, high = bootstrap(groups, lambda drawn: statistic(chosen[drawn]))
        return Result(self.name, metric, statistic(chosen), low, high, len(chosen))


def score_corpus(encoder: Encoder, corpus: str, data: Path, split: str, bundle: Bundle | None = None) -> Scored:
    """Reads and scores one split."""
    examples = list(read_corpus(corpus, data, split))
    return Scored(f"{corpus}/{split}", examples, encoder.score([e.text for e in examples]), bundle)


def share(example: Example, head: str, label: str) -> float:
    """The share of a label among the readings of a sentence head."""
    return example.sentence[head].get(label, 0.0)


def majority(example: Example, head: str) -> str:
    """The label with the largest share, the first of equals by name."""
    return max(sorted(example.sentence[head]), key=lambda label: example.sentence[head][label])


def evaluate_babe(scored: Scored) -> Iterator[Result]:
    """Loaded: macro-F1. Opinion: macro-F1 of factual against the rest, over the sentences that have the label."""
    loaded = np.array([share(e, "loaded", "loaded") for e in scored.examples]) > 0.5  # noqa: PLR2004
    guess = scored.p("loaded")[:, 1] >= 0.5  # noqa: PLR2004
    yield scored.result("loaded macro-F1", lambda i: macro_f1(loaded[i].astype(str), guess[i].astype(str)))
    has = np.array(["opinion_babe" in e.sentence for e in scored.examples])
    factual = np.array(
        [share(e, "opinion_babe", "factual") if h else 0 for e, h in zip(scored.examples, has, strict=True)]
    )
    fact, said = factual > 0.5, scored.p("opinion_babe")[:, 0] >= 0.5  # noqa: PLR2004
    yield scored.result(
        "opinion macro-F1", lambda i: macro_f1(fact[i].astype(str), said[i].astype(str)), np.flatnonzero(has)
    )


def evaluate_checkthat(scored: Scored) -> Iterator[Result]:
    """Subjectivity: macro-F1 at the head's own threshold of .5, and AUC."""
    truth = np.array([share(e, "opinion_checkthat", "SUBJ") for e in scored.examples]) > 0.5  # noqa: PLR2004
    p = scored.p("opinion_checkthat")[:, 1].astype(np.float64)
    yield scored.result("macro-F1", lambda i: macro_f1(truth[i].astype(str), (p[i] >= 0.5).astype(str)))  # noqa: PLR2004
    yield scored.result("AUC", lambda i: auc(truth[i], p[i]))


def evaluate_penn(scored: Scored) -> Iterator[Result]:
    """Opinion (majority of three) against the rest: AUC."""
    truth = np.array([share(e, "opinion_penn", "opinion") for e in scored.examples]) > 0.5  # noqa: PLR2004
    p = scored.p("opinion_penn")[:, 2].astype(np.float64)
    yield scored.result("opinion AUC", lambda i: auc(truth[i], p[i]))


def evaluate_polnear(scored: Scored) -> Iterator[Result]:
    """Exact spans by part (clipped to sentences), and whether a sentence has a cue at all (F1)."""
    found = [bio_spans(e.text, s.offsets, s.tokens["attribution"]) for e, s in _pairs(scored)]
    for number, part in enumerate(PARTS, 1):
        truth = [[(a, b) for a, b, c in e.tokens["attribution"].spans if c == part] for e in scored.examples]
        guess = [[(f.start, f.end) for f in row if f.label == number] for row in found]
        yield scored.result(f"exact {part} F1", _spans(truth, guess))
    has = np.array([any(c == "cue" for *_, c in e.tokens["attribution"].spans) for e in scored.examples])
    said = np.array([any(f.label == 2 for f in row) for row in found])  # noqa: PLR2004
    yield scored.result("sentence-level F1", lambda i: f1(has[i], said[i]))


def evaluate_newsmtsc(scored: Scored) -> Iterator[Result]:
    """Polarity of targets: macro-F1 over all targets of the sentences."""
    pairs = [list(_targets(e, s, VALENCES)) for e, s in _pairs(scored)]

    def statistic(chosen: Indices) -> float:
        flat = [pair for i in chosen for pair in pairs[i]]
        return macro_f1([t for t, _ in flat], [g for _, g in flat])

    yield scored.result("valence macro-F1", statistic)


def _targets(example: Example, scores: Scores, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for start, end, label in example.tokens["valence"].spans:
        logs = mean_logs(scores, start, end)
        yield label, names[1 if logs is None else int(logs.argmax())]  # as it is served: neutral without a word


def evaluate_targets(scored: Scored) -> Iterator[Result]:
    """Valence of targets of all types on news as it comes, undecided ones left out: macro-F1, and by class F1."""
    pairs = [[p for p in _targets(e, s, VALENCES) if p[0] != UNSURE] for e, s in _pairs(scored)]

    def statistic(chosen: Indices) -> float:
        flat = [pair for i in chosen for pair in pairs[i]]
        return macro_f1([t for t, _ in flat], [g for _, g in flat])

    yield scored.result("valence macro-F1", statistic)
    for name in VALENCES:

        def one(chosen: Indices, name: str = name) -> float:
            flat = np.array([pair for i in chosen for pair in pairs[i]])
            return f1(flat[:, 0] == name, flat[:, 1] == name)

        yield scored.result(f"{name} F1", one)


def evaluate_hedges(scored: Scored, threshold: float | None = None) -> Iterator[Result]:
    """Cue spans (exact), their types where the span is right, and hedged sentences, at the bundle's cut or another."""
    cut = scored.cut("hedged", "words") if threshold is None else threshold
    found = [cues(e.text, s, cut) for e, s in _pairs(scored)]
    truth = [[(a, b) for a, b, c in e.tokens["hedge"].spans if c != UNSURE] for e in scored.examples]
    guess = [[(f.start, f.end) for f in row] for row in found]
    yield scored.result("hedge cue exact F1", _spans(truth, guess))
    types = [_types(e, row) for e, row in zip(scored.examples, found, strict=True)]

    def right(chosen: Indices) -> float:
        flat = [pair for i in chosen for pair in types[i]]
        return sum(t == g for t, g in flat) / len(flat) if flat else float("nan")

    yield scored.result("hedge type accuracy", right)
    has, said = np.array([bool(t) for t in truth]), np.array([bool(g) for g in guess])
    yield scored.result("hedged sentence F1", lambda i: f1(has[i], said[i]))
    traps = np.flatnonzero([e.group.startswith("trap") for e in scored.examples])
    yield scored.result("traps: hedge cue exact F1", _spans(truth, guess), traps)


def _types(example: Example, found: Sequence[Found]) -> list[tuple[str, str]]:
    """The true and the found type of every cue whose span is right."""
    given = {(f.start, f.end): HEDGES[f.label - 1] for f in found}
    return [(c, given[a, b]) for a, b, c in example.tokens["hedge"].spans if c != UNSURE and (a, b) in given]


def _spans(
    truth: Sequence[Sequence[tuple[int, int]]], guess: Sequence[Sequence[tuple[int, int]]]
) -> Callable[[Indices], float]:
    return lambda chosen: span_f1([truth[i] for i in chosen], [guess[i] for i in chosen])


def _pairs(scored: Scored) -> Iterator[tuple[Example, Scores]]:
    return zip(scored.examples, scored.scores, strict=True)


EVALUATORS: Mapping[str, Callable[[Scored], Iterator[Result]]] = {
    "babe": evaluate_babe,
    "checkthat": evaluate_checkthat,
    "hedges": evaluate_hedges,
    "newsmtsc": evaluate_newsmtsc,
    "penn": evaluate_penn,
    "polnear": evaluate_polnear,
    "targets": evaluate_targets,
}
