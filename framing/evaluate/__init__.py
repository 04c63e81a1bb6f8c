"""A model on a labelled corpus: the metrics that the corpus is known by, with intervals that resample whole groups."""

from __future__ import annotations

from collections.abc import Mapping

from framing.evaluate.attribution import PARTS, evaluate_polnear
from framing.evaluate.hedging import HEDGES, evaluate_hedges, evaluate_wikiweasel
from framing.evaluate.loaded import evaluate_babe
from framing.evaluate.opinion import evaluate_checkthat, evaluate_penn
from framing.evaluate.results import About, Direction, Evaluator, Result, Scored, majority, score_corpus, share
from framing.evaluate.valence import VALENCES, evaluate_newsmtsc, evaluate_targets, evaluate_triples
from framing.metrics import Indices

__all__ = [
    "EVALUATORS", "HEDGES", "PARTS", "VALENCES", "About", "Direction", "Indices", "Result", "Scored", "evaluate_hedges",
    "majority", "score_corpus", "share",
]  # fmt: skip

EVALUATORS: Mapping[str, Evaluator] = {
    "babe": evaluate_babe,
    "checkthat": evaluate_checkthat,
    "hedges": evaluate_hedges,
    "newsmtsc": evaluate_newsmtsc,
    "penn": evaluate_penn,
    "polnear": evaluate_polnear,
    "targets": evaluate_targets,
    "triples": evaluate_triples,
    "wikiweasel": evaluate_wikiweasel,
}
"""The figures of each corpus, those that it is known by first."""
