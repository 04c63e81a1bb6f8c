"""Figures on BABE and Penn from five models that each left one fold out.

    python benchmarks/training/folds.py DATA TRAINING

TRAINING holds `fold0/bundle` to `fold4/bundle` (docs/training.md), or some of them; the table says how many. Every
sentence is scored by the model that did not see its article.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from framing import bundle
from framing.encoder import Encoder
from framing.evaluate import EVALUATORS, Result, Scored, score_corpus
from framing.labels import combine
from framing.labels.features import Place, features
from framing.metrics import auc


def finished(training: Path) -> list[int]:
    """The folds (0-4) whose bundle is there."""
    return [fold for fold in range(5) if (training / f"fold{fold}" / "bundle" / bundle.MANIFEST).is_file()]


def pooled(data: Path, training: Path, corpus: str) -> tuple[Scored, list[list[Result]], list[float]]:
    """All folds as one, the figures of each fold, and p_opinion of every sentence."""
    parts, each, opinion = [], [], []
    for fold in finished(training):
        model = bundle.load(training / f"fold{fold}" / "bundle")
        scored = score_corpus(Encoder(model, threads=2), corpus, data, f"fold{fold}")
        parts.append(scored)
        each.append(list(EVALUATORS[corpus](scored)))
        opinion += [combine.apply(model.combinations["opinion"], features(s, Place()))[1] for s in scored.scores]
    examples = [e for p in parts for e in p.examples]
    return Scored(f"{corpus}, {len(parts)} folds", examples, [s for p in parts for s in p.scores]), each, opinion


def main() -> None:
    """Prints the table as markdown."""
    data, training = Path(sys.argv[1]), Path(sys.argv[2])
    print(f"Folds {', '.join(map(str, finished(training)))} of 0 to 4.\n")
    print("| corpus | metric | pooled (95% interval over articles) | mean of folds ± sd | n |\n|---|---|---|---|---|")
    for corpus in ("babe", "penn"):
        scored, each, opinion = pooled(data, training, corpus)
        for number, result in enumerate(EVALUATORS[corpus](scored)):
            folds = [rows[number].value for rows in each]
            spread = f"{np.nanmean(folds):.3f} ± {np.nanstd(folds, ddof=1):.3f}" if len(folds) > 1 else ""
            whole = f"{result.value:.3f} ({result.low:.3f}-{result.high:.3f})"
            print(f"| {corpus} | {result.metric} | {whole} | {spread} | {result.n} |")
        if corpus == "penn":
            truth = [e.sentence["opinion_penn"].get("opinion", 0.0) > 0.5 for e in scored.examples]
            print(f"| penn | p_opinion, AUC | {auc(np.array(truth), np.array(opinion)):.3f} | | {len(truth)} |")


if __name__ == "__main__":
    main()
