"""What a model could know without reading: figures by outlet, topic and genre, beside the outlet's name alone.

    python benchmarks/shortcuts.py DATA TRAINING [-o reports/shortcuts]

DATA is the folder of corpora (docs/training.md); TRAINING holds `fold0/bundle` to `fold4/bundle`, or some of them, the
models that each left a fold of BABE and Penn out. Writes `README.md`.
"""

from __future__ import annotations

import argparse
import logging
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from comparison.accuracy import Setting, found_folds
from comparison.numbers import shown
from hints import baselines, genre
from hints.answered import Answered, answered

from framing.corpora.examples import rows
from framing.errors import FramingError, InputError
from framing.metrics import correlation

log = logging.getLogger("shortcuts")
LEAST = 20
"""Groups of fewer sentences are not shown alone."""
FOLDS = 2
"""What knows the outlets alone learns from other folds than the one that is asked."""
LEFT_OUT = """Macro-F1 (95% interval over articles) and AUC. *Outlets*: the outlet of a sentence is not among those that
the row learned from. For the model itself that means to train it again (`training/outlet_folds.py`); the cheap version
here refits the last layer alone, on the base encoder as it was published. What counts is the loss between its two rows.
"""


def figure(found: Answered) -> str:
    """Macro-F1 with its interval, and AUC."""
    value, low, high = found.macro_f1
    return f"{value:.3f} ({low:.3f}-{high:.3f}) | {shown(found.auc)}"


def alone(loaded: Answered, opinion: Answered, threads: int) -> Iterator[str]:
    """The model beside what needs no text, and beside simple models without whole outlets."""
    yield "## BABE: the outlet's name alone, and whole outlets left out\n"
    yield LEFT_OUT
    yield "| what answers | left out | loaded | AUC | opinion or mixed | AUC |"
    yield "|---|---|---|---|---|---|"
    yield f"| the model | articles | {figure(loaded)} | {figure(opinion)} |"
    both = loaded, opinion
    first, second = (baselines.outlet_alone(a) for a in both)
    yield f"| the outlet's name alone | articles | {figure(first)} | {figure(second)} |"
    vectors = [baselines.base_vectors([e.text for e in a.examples], threads) for a in both]
    for held_out in ("articles", "outlets"):
        parts = [a.parts if held_out == "articles" else baselines.outlet_parts(a.outlets) for a in both]
        first, second = (baselines.words(a, p) for a, p in zip(both, parts, strict=True))
        yield f"| TF-IDF + logistic regression | {held_out} | {figure(first)} | {figure(second)} |"
        first, second = (baselines.frozen(a, p, v) for a, p, v in zip(both, parts, vectors, strict=True))
        yield f"| base encoder, last layer refitted | {held_out} | {figure(first)} | {figure(second)} |"


def together(loaded: Answered, opinion: Answered) -> Iterator[str]:
    """How opinion and loaded wording go together, in the labels and in the answers."""
    yield "\n## BABE: opinion with loaded wording\n"
    texts = {(e.group, e.text): i for i, e in enumerate(loaded.examples)}
    same = np.array([texts[e.group, e.text] for e in opinion.examples], np.int64)
    other = loaded.at(same)
    yield f"Correlation (phi) in the labels {correlation(opinion.truth == 1, other.truth == 1):.3f}, in the model's"
    yield f"decisions {correlation(opinion.guess == 1, other.guess == 1):.3f}"
    if opinion.score is not None and other.score is not None:
        yield f"(r of its probabilities {correlation(opinion.score, other.score):.3f}),"
    yield f"over {len(same):,} sentences that have both labels.\n"


def by_key(found: Answered, keys: Sequence[str], title: str) -> Iterator[str]:
    """A table of one question by outlet, topic or genre."""
    question = found.question
    yield f"\n### {question.key}, by {title}\n"
    last = question.classes[-1]
    yield f"| {title} | n | {last} | {last}, as said | macro-F1 | AUC |"
    yield "|---|---|---|---|---|---|"
    counts, owner = Counter(keys), np.array(keys)
    inside = []
    for key in [key for key, n in counts.most_common() if n >= LEAST and key]:
        part = found.at(np.flatnonzero(owner == key))
        inside.append((part.auc, counts[key]))
        so, said = ((classes == len(question.classes) - 1).mean() for classes in (part.truth, part.guess))
        yield f"| {key} | {counts[key]} | {so:.3f} | {said:.3f} | {figure(part)} |"
    known = [(value, n) for value, n in inside if not math.isnan(value)]
    if len(known) > 1:
        weighted = float(np.average([v for v, _ in known], weights=[n for _, n in known]))
        yield f"\nMean AUC inside each, which its name cannot give: {weighted:.3f}; over all: {shown(found.auc)}."


def page(setting: Setting) -> Iterator[str]:
    """The whole page, line by line."""
    yield "# What could be known without reading\n"
    loaded, opinion = (answered(setting, "babe", name) for name in ("loaded", "opinion or mixed"))
    yield from alone(loaded, opinion, setting.threads)
    yield from together(loaded, opinion)
    known = {row["text"]: row for row in rows(setting.data / "babe" / "train.jsonl")}
    yield "## BABE, by outlet, leaning of the outlet, and topic (it names no genres)"
    for found in (loaded, opinion):
        yield from by_key(found, found.outlets, "outlet")
        for key in ("leaning", "topic"):
            yield from by_key(found, [str(known[e.text][key] or "") for e in found.examples], key)
    yield "\n## Other corpora"
    for corpus, name in (("penn", "opinion"), ("polnear", "attributed")):
        found = answered(setting, corpus, name)
        yield from by_key(found, found.outlets, "outlet")
    yield "\n## Our news articles, by genre as their addresses tell it"
    for name in ("commentary", "loaded", "fact, claim or commentary", "hedged"):
        found = answered(setting, "news", name)
        of = genre.of_articles(setting.data, set(found.groups))
        yield from by_key(found, [of[group] for group in found.groups], "genre")


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="What could be known without reading.")
    parser.add_argument("data", type=Path, help="the folder of corpora")
    parser.add_argument("training", type=Path, help="the folder of the models that each left a fold out")
    parser.add_argument("-o", "--output", type=Path, default=Path("reports/shortcuts"), help="where the page goes")
    parser.add_argument("--model", type=Path, help="a bundle (default: the shipped one)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sample", type=int, default=0, help="sentences of every held-out part (default: all)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, writes the page, prints it; 2 where that cannot be done."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    options = parse(arguments)
    setting = Setting(
        data=options.data, model=options.model, folds=options.training, threads=options.threads, sample=options.sample
    )
    try:
        if (count := len(found_folds(options.training))) < FOLDS:
            raise InputError(f"{options.training}: models of {count} folds are there; {FOLDS} or more are needed")
        text = "\n".join(page(setting)) + "\n"
    except FramingError as error:
        log.error("%s", error)
        return 2
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "README.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
