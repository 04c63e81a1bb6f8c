"""The figures of the gate: a model on the labels whose text is in the repository and that no model was trained on.

The five articles of `seeds/articles` with `seeds/labels/articles.jsonl`; minimal pairs and swapped names of
`tests/data`; the held-out half of `segmentation_gold.jsonl`. The written sentences of `seeds/labels` are training data
and the other labels are offsets into corpora that are not here, so neither is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import segmenters

from framing.analyzer import Analyzer
from framing.bundle import sha256
from framing.corpora.examples import rows
from framing.errors import InputError
from framing.metrics import auc, f1, macro_f1, span_f1
from framing.records import Article, Attribution, AttributionType, LabelledSentence, Report
from gating.floors import Figure

Row = Mapping[str, Any]
STATES, GROUPS = ("Israel", "Pakistan", "India", "China", "the US"), ("Palestinians", "Muslims", "Jews")
NAMES = (*STATES, *GROUPS, "Republicans", "Democrats")
"""Names that are put into the same sentences: none may move the valence by itself."""


@dataclass(frozen=True, slots=True)
class Data:
    """The files of a checkout that the gate reads."""

    root: Path

    @property
    def articles(self) -> Path:
        """The folder of the five articles."""
        return self.root / "seeds" / "articles"

    @property
    def labels(self) -> Path:
        """The labels of their sentences."""
        return self.root / "seeds" / "labels" / "articles.jsonl"

    @property
    def pairs(self) -> Path:
        """Minimal pairs of neutral, praising and blaming sentences."""
        return self.root / "tests" / "data" / "minimal_pairs.jsonl"

    @property
    def names(self) -> Path:
        """Sentences with a place for a name."""
        return self.root / "tests" / "data" / "name_swaps.jsonl"

    @property
    def splitting(self) -> Path:
        """Texts cut into sentences."""
        return self.root / "benchmarks" / "segmentation_gold.jsonl"

    @property
    def digest(self) -> str:
        """The sha256 over the names and hashes of all the files: what the floors were measured on.

        Raises:
            InputError: one is missing.
        """
        files = [*sorted(self.articles.glob("*.txt")), self.labels, self.pairs, self.names, self.splitting]
        for path in files:
            if not path.is_file():
                raise InputError(f"{path}: missing; the gate runs in a checkout of the repository")
        named = "".join(f"{sha256(path)}  {path.relative_to(self.root).as_posix()}\n" for path in files)
        return hashlib.sha256(named.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled sentence, and what the model says of the one with the same span (None where there is none)."""

    gold: Row
    found: LabelledSentence | None

    @property
    def kind(self) -> str:
        """The model's kind; `none` where it has no such sentence, or takes it for furniture."""
        return str(self.found.kind) if self.found and self.found.kind else "none"

    @property
    def role(self) -> str:
        """The model's role, `none` without the sentence."""
        return str(self.found.sentence.role) if self.found else "none"

    @property
    def hedges(self) -> list[tuple[int, int]]:
        """The spans of the model's hedges."""
        return [(h.start, h.end) for h in self.found.hedges] if self.found else []

    def p(self, name: str) -> float:
        """One of the model's probabilities, 0 where it has none."""
        return float(getattr(self.found, name) or 0.0) if self.found else 0.0


def measure(analyzer: Analyzer, data: Data) -> list[Figure]:
    """All figures, in the order in which they are shown."""
    labels = list(rows(data.labels))
    names = sorted({str(row["article"]) for row in labels})
    articles = [Article(id=n, text=(data.articles / n).read_text(encoding="utf-8")) for n in names]
    reports = {r.article.id: r for r in analyzer.analyze_many(articles)}
    return [
        *_splitting(data, labels, reports),
        *_sentences(labels, reports),
        *_attributions(labels, reports),
        *_stance(analyzer, data),
    ]


def _splitting(data: Data, labels: Sequence[Row], reports: Mapping[str, Report]) -> Iterator[Figure]:
    held_out = [item for item in segmenters.read_gold(data.splitting) if item.half == "held_out"]
    found = segmenters.count(segmenters.TOOLS["framing"](), held_out)
    yield Figure("sentences, exact span F1 (segmentation_gold.jsonl, held out)", found.f1 or 0.0, found.gold)
    truth = [[(r["start"], r["end"]) for r in labels if r["article"] == name] for name in reports]
    guess = [[(s.sentence.start, s.sentence.end) for s in r.sentences] for r in reports.values()]
    yield Figure("sentences, exact span F1 (articles)", span_f1(truth, guess), len(labels))


def _sentences(labels: Sequence[Row], reports: Mapping[str, Report]) -> Iterator[Figure]:
    spans = {(name, s.sentence.start, s.sentence.end): s for name, r in reports.items() for s in r.sentences}
    both = [Labelled(row, spans.get((row["article"], row["start"], row["end"]))) for row in labels]
    yield Figure("roles, accuracy", float(np.mean([b.role == b.gold["role"] for b in both])), len(both))
    scored = [b for b in both if b.gold["kind"]]
    n = len(scored)
    kinds = np.array([str(b.gold["kind"]) for b in scored])
    yield Figure("kind, macro-F1", macro_f1(kinds, np.array([b.kind for b in scored])), n)
    opinion = np.array([b.p("p_opinion") for b in scored])
    yield Figure("commentary by p_opinion, AUC", auc(kinds == "commentary", opinion), n)
    loaded = np.array([bool(b.gold["loaded"]) for b in scored])
    yield Figure("loaded by p_loaded, AUC", auc(loaded, np.array([b.p("p_loaded") for b in scored])), n)
    cues = [[(a, b) for a, b, _ in row.gold["hedges"]] for row in scored]
    yield Figure("hedges, exact span F1", span_f1(cues, [b.hedges for b in scored]), sum(map(len, cues)))
    hedged, said = np.array([bool(c) for c in cues]), np.array([bool(b.hedges) for b in scored])
    yield Figure("hedged sentences, F1", f1(hedged, said), n)


def _attributions(labels: Sequence[Row], reports: Mapping[str, Report]) -> Iterator[Figure]:
    given = [(reports[row["article"]], gold) for row in labels for gold in row["attributions"]]
    found = [_same_cue(report, gold) for report, gold in given]
    said = [(r, a) for r in reports.values() for a in r.attributions if a.type is AttributionType.STATEMENT]
    real = [any(r is report and _touch(a, gold) for report, gold in given) for r, a in said if a.within is None]
    hits, n = sum(a is not None for a in found), len(given)
    recall, precision = hits / n if n else 0.0, float(np.mean(real)) if real else 0.0
    both = precision + recall
    yield Figure("attributions, overlapping cue F1", 2 * precision * recall / both if both else 0.0, n)
    pairs = [(a, gold) for a, (_, gold) in zip(found, given, strict=True)]
    kinds = [a is not None and a.sourcing == gold["sourcing"] for a, gold in pairs]
    yield Figure("kinds of sources, accuracy", float(np.mean(kinds)) if kinds else float("nan"), n)
    chains = [a is not None and _chain(a) == [link["sourcing"] for link in gold["chain"]] for a, gold in pairs]
    yield Figure("chains by kinds of links, accuracy", float(np.mean(chains)) if chains else float("nan"), n)


def _chain(found: Attribution) -> list[str | None]:
    return [str(link.sourcing) if link.sourcing else None for link in found.chain]


def _same_cue(report: Report, gold: Row) -> Attribution | None:
    return next((a for a in report.attributions if a.within is None and _touch(a, gold)), None)


def _touch(found: Attribution, gold: Row) -> bool:
    return any(a < y and x < b for a, b in found.cue for x, y in gold["cue"])


def _stance(analyzer: Analyzer, data: Data) -> Iterator[Figure]:
    pairs = list(rows(data.pairs))
    said = [_valences(analyzer, [(p[way], p["target"]) for p in pairs]) for way in ("blaming", "neutral", "praising")]
    right = [low < high for one, other in pairwise(said) for low, high in zip(one, other, strict=True)]
    yield Figure("minimal pairs in the right order", float(np.mean(right)), len(right))
    texts = [str(row["text"]) for row in rows(data.names)]
    means = [np.mean(_valences(analyzer, [(t.replace("{name}", name), name) for t in texts])) for name in NAMES]
    moved = float(np.abs(np.array(means) - np.mean(means)).max())
    yield Figure("no name moves valence: 1 - the largest move", 1.0 - moved, len(texts) * len(NAMES))


def _valences(analyzer: Analyzer, sentences: Sequence[tuple[str, str]]) -> list[float]:
    """The valence of a name in each sentence, -1..1."""
    articles = [
        Article(id=str(i), text=text, targets=((text.index(name), text.index(name) + len(name)),))
        for i, (text, name) in enumerate(sentences)
    ]
    found = analyzer.analyze_many(articles, unit="sentence")
    return [target.valence for report in found for s in report.sentences for target in s.targets]
