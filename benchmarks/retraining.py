"""`framing train --mode head` from few labels, against TF-IDF with logistic regression, on classes of other corpora.

    python benchmarks/retraining.py DATA [--seeds N] [--fine-tune SIZE ...]

DATA holds `penn/train.jsonl` and `checkthat/{train,dev}.jsonl` (docs/training.md). Folds keep the sentences of one
article together (Penn) and are the same for every row of a table. Every system goes through the same choice of its
strength and its cut inside what it learns from. With --fine-tune (minutes a size) the encoder is fine-tuned too, on one
fold held out, beside a head and TF-IDF on the same sentences; what it costs the other heads is measured by
`benchmarks/retraining_full.py`.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from framing import bundle as bundles
from framing.bundle import Bundle
from framing.bundle_writer import About, write_manifest
from framing.corpora import Example, read_corpus
from framing.corpora.user_labels import LabelRow
from framing.metrics import macro_f1
from framing.retrain.baseline import bag_of_words
from framing.retrain.compare import Comparison, Verdict, compare
from framing.retrain.copies import said
from framing.retrain.curve import SIZES, given_at, sample
from framing.retrain.full import FullOptions, fit_full
from framing.retrain.learn import Course, Make, learn
from framing.retrain.material import read
from framing.retrain.plan import Plan, plan
from framing.retrain.regression import Search
from framing.retrain.run import Job, retrain
from framing.retrain.serving import applied, calibrated, cut_of, decided, own_outline
from framing.retrain.spec import wanted
from framing.retrain.splits import Division, divide
from framing.train.base import MINILM, find_encoder
from framing.train.export import export
from framing.train.network import Network
from framing.train.recipe import Recipe

SHIPPED = "head on the shipped encoder (it was trained on these very sentences: not a fair row)"
UNTOUCHED = "head on all-MiniLM-L6-v2 as published (an encoder that has not seen them)"
BASELINE = "TF-IDF and logistic regression"
TIMED = 200
DRAWS = 3
"""So many draws of each size are fine-tuned on."""


def penn(data: Path) -> Iterator[LabelRow]:
    """Whether most of three people called a sentence `other` (captions, bylines, links), by article."""
    for number, (example, label) in enumerate(_once(read_corpus("penn", data, "train"), "opinion_penn", "other")):
        yield LabelRow(example.text, (label,), None, example.group, None, f"penn:{number}")


def checkthat(data: Path) -> Iterator[LabelRow]:
    """Whether a sentence is subjective; the corpus says nothing of articles."""
    examples = [e for split in ("train", "dev") for e in read_corpus("checkthat", data, split)]
    for number, (example, label) in enumerate(_once(examples, "opinion_checkthat", "SUBJ")):
        yield LabelRow(example.text, (label,), None, None, None, f"checkthat:{number}")


def _once(examples: Iterator[Example] | list[Example], head: str, positive: str) -> Iterator[tuple[Example, str]]:
    """Every sentence once, the first time that it stands there, with its label."""
    seen: set[str] = set()
    for example in examples:
        words = said(example.text)
        if words not in seen:
            seen.add(words)
            top = Counter(dict(example.sentence[head])).most_common(1)[0][0]
            yield example, "yes" if top == positive else "no"


def untouched(folder: Path) -> Bundle:
    """A model without heads around the base encoder as it was published."""
    recipe = Recipe(name="untouched", encoder=MINILM, seed=0, max_tokens=256, dropout=0.0, heads=(), stages=())
    network = Network(find_encoder(MINILM), (), 0.0)
    export(network, recipe, folder)
    write_manifest(folder, About(name="untouched", version="0", width=384, max_tokens=256, facts={}), [], [])
    return bundles.load(folder)


def course_of(chosen: Plan, model: Bundle) -> Course:
    """What a head on a model's encoder learns from: its vectors alone, whatever heads it has."""
    found = read(chosen, model, threads=1)
    shape = own_outline(chosen.wanted)
    return Course(shape=shape, x=found.pooled, shares=found.shares, codes=found.codes, groups=found.groups)


def table(chosen: Plan, makers: Mapping[str, Make], seeds: int) -> None:
    """Macro-F1 of each system by size, over the seeds; then how much better the heads are than the baseline."""
    scores: dict[tuple[str, int], list[float]] = {}
    pairs: dict[tuple[str, int], list[Comparison]] = {}
    for seed in range(seeds):
        division = replace(divide(chosen, seed), how="")
        for size in SIZES:
            _one_size(makers, division, (size, seed), scores, pairs)
    print("| macro-F1, learned from |", " | ".join(map(str, SIZES)), "|")
    print("|---" * (len(SIZES) + 1) + "|")
    for name in makers:
        cells = [f"{np.mean(scores[name, s]):.3f} ± {np.std(scores[name, s]):.3f}" for s in SIZES]
        print(f"| {name} |", " | ".join(cells), "|")
    for name in makers:
        if name != BASELINE:
            print(f"| difference to TF-IDF: {name} |", " | ".join(_gain(pairs[name, s]) for s in SIZES), "|")


def _one_size(
    makers: Mapping[str, Make],
    division: Division,
    at: tuple[int, int],
    scores: dict[tuple[str, int], list[float]],
    pairs: dict[tuple[str, int], list[Comparison]],
) -> None:
    size, seed = at
    given = {name: given_at(make, division, size, seed, lambda: None) for name, make in makers.items()}
    for name, (truth, codes, groups) in given.items():
        scores.setdefault((name, size), []).append(macro_f1(truth, codes))
        if name != BASELINE:
            pairs.setdefault((name, size), []).append(compare(truth, given[BASELINE][1], codes, groups))


def _gain(found: Sequence[Comparison]) -> str:
    better = sum(c.verdict is Verdict.BETTER for c in found)
    return f"{np.mean([c.difference for c in found]):+.3f}, clear in {better} of {len(found)}"


def fine_tuned(chosen: Plan, base: Bundle, makers: Mapping[str, Make], size: int, folder: Path) -> None:
    """One line: macro-F1 of fine-tuning, a head and the baseline, learned from the same sentences of one split.

    Means and spreads are of `DRAWS` draws of so many sentences.
    """
    ((learned, measured),) = divide(chosen, 0, once=True).splits
    course = course_of(chosen, base)
    sure = measured[course.codes[measured] >= 0]
    reached: dict[str, list[float]] = {name: [] for name in ("fine-tuned", *makers)}
    for seed in range(DRAWS):
        rows = sample(course.codes, learned, size, seed)
        dev = sample(course.codes, rows, max(10, size // 5), 1)
        train, held = ([chosen.sentences[i].example for i in part] for part in (np.setdiff1d(rows, dev), dev))
        options = FullOptions(work=folder / f"{chosen.head.name}{size}-{seed}", rehearse=False, seed=seed)
        new = read(chosen, bundles.load(fit_full(base, chosen.head, train, held, options)), threads=2)
        shutil.rmtree(options.work)
        model = calibrated(course.shape, [new.values[i] for i in dev], course.codes[dev])
        codes = decided(applied(model, [new.values[i] for i in sure]), cut_of(model))
        reached["fine-tuned"].append(macro_f1(course.codes[sure], codes))
        for name, make in makers.items():
            said = learn(make(rows), rows, Search(weigh=False)).says(make(rows), sure)
            reached[name].append(macro_f1(course.codes[sure], said.codes))
    cells = [f"{name} {np.mean(values):.3f} ± {np.std(values, ddof=1):.3f}" for name, values in reached.items()]
    print(f"* {size} sentences: {'; '.join(cells)} (measured on {len(sure)})", flush=True)


def timed(rows: Sequence[LabelRow], folder: Path) -> str:
    """How long the whole command takes from 200 labels, with figures, baseline, curve, card and charts."""
    import json

    labels = folder / "labels.jsonl"
    chosen = [{"text": r.text, "label": r.votes[0], "group": r.group} for r in rows[:: max(1, len(rows) // TIMED)]]
    labels.write_text("".join(json.dumps(row) + "\n" for row in chosen[:TIMED]), encoding="utf-8")
    began, used = time.perf_counter(), time.process_time()
    retrain(Job(labels=(labels,), name="timed", out=folder / "timed", threads=2))
    return f"{time.perf_counter() - began:.1f} s by the clock, {time.process_time() - used:.1f} s of processor time"


def main() -> None:
    """Prints the tables as markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--fine-tune", type=int, nargs="*", default=[], metavar="SIZE")
    given = parser.parse_args()
    data, seeds = given.data, given.seeds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        models = {SHIPPED: bundles.load(), UNTOUCHED: untouched(folder / "untouched")}
        tasks = {"Penn: `other` or not": list(penn(data)), "CheckThat!: subjective or not": list(checkthat(data))}
        for title, rows in tasks.items():
            chosen = plan(rows, wanted(rows, "benchmark", models[UNTOUCHED]))
            counts = Counter(s.label for s in chosen.sentences)
            print(f"\n## {title} ({counts['yes']} of {len(chosen.sentences)} sentences; {seeds} seeds of 5 folds)\n")
            courses = {label: course_of(chosen, model) for label, model in models.items()}
            words = bag_of_words(courses[UNTOUCHED], chosen.wanted, [s.text for s in chosen.sentences])
            makers: dict[str, Make] = {label: lambda _, course=course: course for label, course in courses.items()}
            if seeds:
                table(chosen, {**makers, BASELINE: words}, seeds)
            for size in given.fine_tune:
                fine_tuned(chosen, models[UNTOUCHED], {UNTOUCHED: makers[UNTOUCHED], BASELINE: words}, size, folder)
        print(f"\nThe whole command from {TIMED} labels: {timed(tasks['Penn: `other` or not'], folder)}.")


if __name__ == "__main__":
    main()
