"""What full fine-tuning for a new head costs the other heads: with rehearsal, with the corpora, and without either.

    python benchmarks/retraining_full.py DATA [--model DIR] [--task topic|subjective] [--trial N]

The new head is one that the model lacks: the topic of the article that a sentence of AllSides news stands in (one of
four), or whether a sentence is subjective, from the labels of CheckThat! and BABE. Every other head is measured before
and after by macro-F1: over sentences, over tokens, or over targets for valence; the table has what is gained or lost,
with a paired bootstrap interval over whole groups. A corpus marked * is of sentences that the model was trained on
(auxiliary heads, and BABE and Penn where the model held out no fold of them).
"""

from __future__ import annotations

import math
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import track

from framing import bundle as bundles
from framing.bundle import Bundle, Head
from framing.corpora import UNSURE, Example, read_corpus
from framing.corpora.examples import rows
from framing.encoder import Encoder, Scores
from framing.evaluate import majority
from framing.labels.targets import HEAD as VALENCE
from framing.labels.targets import mean_logs
from framing.metrics import Indices, bootstrap, macro_f1, positions
from framing.records import Article, Role
from framing.retrain.full import EPOCHS, RATE, FullOptions, fit_full
from framing.retrain.stopping import read_history
from framing.sentences import split as split_sentences
from framing.train.batches import IGNORED, tag_tokens
from framing.train.prepare import Setting, held_out, normal
from framing.train.recipe import HeadSpec

THREADS = 2
SENTENCES = 2000
ROUNDS = 200
AUXILIARY = 1000
"""So many sentences of a corpus without a development part are measured on."""
ARTICLES, EACH = 3000, 5
"""So many articles are gone through, and so many sentences are taken of one at most."""
TOPICS = ("elections", "gun_control_and_gun_rights", "healthcare", "immigration")
MODES: Mapping[str, Mapping[str, bool]] = {
    "rehearsed": {"corpora": False, "rehearse": True},
    "with corpora": {"corpora": True, "rehearse": True},
    "not rehearsed": {"corpora": False, "rehearse": False},
}
Pairs = Sequence[tuple[Example, Scores]]


@dataclass(frozen=True)
class Task:
    """A new head and its sentences."""

    head: HeadSpec
    train: Sequence[Example]
    dev: Sequence[Example]
    test: Sequence[Example]


def topics(data: Path, _: Bundle) -> Iterator[Example]:
    """Sentences of news with the topic of their article, few of each; none that anything is measured on."""
    forbidden = held_out(Setting(data=data))
    articles = [r for r in islice(rows(data / "allsides" / "articles.jsonl.gz"), ARTICLES) if r["topic"] in TOPICS]
    for row in articles:
        body = [s.text for s in split_sentences(Article(id=row["id"], text=row["text"])) if s.role is Role.BODY]
        for text in random.Random(row["id"]).sample(body, min(EACH, len(body))):
            if normal(text) not in forbidden:
                yield Example(text=text, group=row["id"], sentence={"topic_user": {row["topic"]: 1.0}})


def subjective(data: Path, base: Bundle) -> Iterator[Example]:
    """CheckThat! and BABE relabelled; sentences that the model is measured on are left out."""
    forbidden = held_out(Setting(data=data, without_fold=fold_of(base)[0]))
    names = {"OBJ": "objective", "factual": "objective", "SUBJ": "subjective", "opinion": "subjective"}
    for corpus, split, head in (
        ("checkthat", "train", "opinion_checkthat"),
        ("checkthat", "dev", "opinion_checkthat"),
        ("babe", "train", "opinion_babe"),
    ):
        for example in read_corpus(corpus, data, split):
            label = names.get(majority(example, head)) if head in example.sentence else None
            if label and normal(example.text) not in forbidden:
                yield Example(text=example.text, group=example.group, sentence={"subjective_user": {label: 1.0}})


TASKS: Mapping[str, tuple[HeadSpec, Callable[[Path, Bundle], Iterator[Example]]]] = {
    "topic": (HeadSpec(name="topic_user", level="sentence", classes=TOPICS), topics),
    "subjective": (
        HeadSpec(name="subjective_user", level="sentence", classes=("objective", "subjective")),
        subjective,
    ),
}


def task_of(name: str, data: Path, base: Bundle, size: int) -> Task:
    """So many sentences to learn from, an eighth of that to stop by, a quarter to measure on; no group in two parts."""
    head, source = TASKS[name]
    examples = list(source(data, base))
    groups = sorted({e.group for e in examples})
    random.Random(0).shuffle(groups)
    order = {group: number for number, group in enumerate(groups)}
    examples.sort(key=lambda e: order[e.group])
    parts: list[list[Example]] = []
    for wanted in (size // 4, size // 8, size):
        part = examples[:wanted]
        parts.append(part)
        examples = [e for e in examples[wanted:] if e.group != part[-1].group]
    return Task(head=head, train=parts[2], dev=parts[1], test=parts[0])


def fold_of(base: Bundle) -> tuple[int, bool]:
    """The fold of BABE and Penn that is measured on, and whether the model was trained on it."""
    fold = base.facts.get("held_out_babe_fold")
    return (0, True) if fold is None else (int(fold), False)


def measured(base: Bundle) -> Mapping[str, tuple[str, str, bool]]:
    """For each head, what it is measured on (corpus, split), and whether the model was trained on it."""
    fold, seen = fold_of(base)
    folded = {"opinion_babe": "babe", "loaded": "babe", "loaded_words": "babe", "opinion_penn": "penn"}
    return {
        **{head: (corpus, f"fold{fold}", seen) for head, corpus in folded.items()},
        "opinion_checkthat": ("checkthat", "dev_test", False),
        "kind": ("news", "test", False),
        "commentary_type": ("news", "test", False),
        "loaded_news": ("news", "test", False),
        "hedge": ("hedges", "test", False),
        "attribution": ("polnear", "dev", False),
        "valence": ("newsmtsc", "dev_mt", False),
        "weasel": ("wikiweasel", "train", True),
        "certainty": ("certainty", "train", True),
    }


@dataclass(frozen=True)
class Judged:
    """True and found classes of a head, of all sentences in one list; `sizes` are how many each sentence has."""

    groups: Sequence[str]
    sizes: Indices
    truth: Indices
    found: Indices

    def f1(self, chosen: Indices | None = None) -> float:
        """Macro-F1 over the chosen sentences, all without any."""
        at = slice(None) if chosen is None else positions(self.sizes, chosen)
        return macro_f1(self.truth[at], self.found[at])

    def change(self, other: Judged) -> tuple[float, float, float]:
        """The macro-F1 of another model on the same sentences less this one's, with a paired 95% interval."""
        interval = bootstrap(self.groups, lambda drawn: other.f1(drawn) - self.f1(drawn), rounds=ROUNDS)
        return (other.f1() - self.f1(), *interval)


def judged(head: Head, pairs: Pairs) -> Judged:
    """A head on the sentences that have a label of it."""
    spec = HeadSpec(name=head.name, level=head.level, classes=head.classes, tags=head.tags)
    rows = [(e.group, list(answers(spec, e, s))) for e, s in pairs if head.name in e.sentence or head.name in e.tokens]
    flat = np.array([answer for _, row in rows for answer in row], np.int64).reshape(-1, 2)
    return Judged([group for group, _ in rows], np.array([len(row) for _, row in rows]), flat[:, 0], flat[:, 1])


def answers(head: HeadSpec, example: Example, scores: Scores) -> Iterator[tuple[int, int]]:
    """The true and the found class of a sentence, of each of its tokens, or of each of its targets."""
    if head.level == "sentence":
        yield head.classes.index(majority(example, head.name)), int(scores.sentence[head.name].argmax())
        return
    labels = example.tokens[head.name]
    if head.name == VALENCE:
        for start, end, label in labels.spans:
            logs = mean_logs(scores, start, end)
            if label != UNSURE and logs is not None:
                yield head.classes.index(label), int(logs.argmax())
        return
    truth = tag_tokens(labels, head, [(int(a), int(b)) for a, b in scores.offsets])
    guess = scores.tokens[head.name].argmax(axis=-1)
    yield from ((t, int(g)) for t, g in zip(truth, guess, strict=True) if t != IGNORED)


def all_judged(bundle: Bundle, base: Bundle, data: Path, most: int | None) -> dict[str, Judged]:
    """Every head of the base model, as the bundle has it."""
    encoder = Encoder(bundle, threads=THREADS)
    heads = {h.name: h for h in bundle.heads}
    where = {name: place for name, place in measured(base).items() if name in heads}
    result: dict[str, Judged] = {}
    for corpus, split in sorted({(corpus, split) for corpus, split, _ in where.values()}):
        examples = list(read_corpus(corpus, data, split))
        limit = AUXILIARY if split == "train" else len(examples)
        examples = random.Random(0).sample(examples, min(limit, most or limit, len(examples)))
        pairs = list(zip(examples, encoder.score([e.text for e in examples]), strict=True))
        result |= {n: judged(heads[n], pairs) for n, (c, s, _) in where.items() if (c, s) == (corpus, split)}
    return {name: result[name] for name in heads if name in result}


def report(base: Bundle, before: Mapping[str, Judged], after: Mapping[str, Mapping[str, Judged]]) -> Iterator[str]:
    """The table of the other heads."""
    yield "| head | measured on | sentences | before | " + " | ".join(after) + " |"
    yield "|---|---|---|---|" + "---|" * len(after)
    changes = {mode: {name: before[name].change(found[name]) for name in before} for mode, found in after.items()}
    for name, old in before.items():
        corpus, split, seen = measured(base)[name]
        cells = [
            f"{c:+.3f} ({low:+.3f} to {high:+.3f})" for c, low, high in (found[name] for found in changes.values())
        ]
        where = f"{corpus}/{split}{'*' if seen else ''}"
        yield f"| {name} | {where} | {len(old.groups)} | {old.f1():.3f} | " + " | ".join(cells) + " |"
    known = [[c for c, *_ in found.values() if not math.isnan(c)] for found in changes.values()]
    yield "| mean | | | | " + " | ".join(f"{sum(found) / len(found):+.3f}" for found in known) + " |"
    yield "| worst | | | | " + " | ".join(f"{min(found):+.3f}" for found in known) + " |"


def run(
    data: Annotated[Path, typer.Argument(help="folder of the corpora")],
    model: Annotated[Path | None, typer.Option(help="the model that is fine-tuned (default: the shipped one)")] = None,
    task: Annotated[str, typer.Option(help=f"the new head: {', '.join(TASKS)}")] = "topic",
    epochs: Annotated[int, typer.Option(help="epochs at most")] = EPOCHS,
    rate: Annotated[float, typer.Option(help="learning rate")] = RATE,
    trial: Annotated[int | None, typer.Option(help="so few sentences, to learn from and of each corpus")] = None,
) -> None:
    """Prints the table."""
    import torch

    torch.set_num_threads(THREADS)
    base = bundles.load(model)
    given = task_of(task, data, base, trial or SENTENCES)
    before, after = all_judged(base, base, data, trial), {}
    print(f"{base.label}, {given.head.name}, {len(given.train)} sentences, {THREADS} threads")
    for name, mode in track(MODES.items(), "fine-tuning", console=Console(stderr=True)):
        with tempfile.TemporaryDirectory() as work:
            options = FullOptions(
                work=Path(work),
                corpora=data if mode["corpora"] else None,
                rehearse=mode["rehearse"],
                epochs=epochs,
                rate=rate,
            )
            start = time.perf_counter()
            tuned = bundles.load(fit_full(base, given.head, given.train, given.dev, options))
            minutes = (time.perf_counter() - start) / 60
            scores = Encoder(tuned, threads=THREADS).score([e.text for e in given.test])
            new = judged(tuned.heads[-1], list(zip(given.test, scores, strict=True))).f1()
            alone, *by_epoch = read_history(Path(work))
            print(
                f"{name}: {minutes:.1f} minutes; macro-F1 of the new head on {len(scores)} other sentences {new:.3f}; "
                f"to stop by, the head alone {alone:.3f}, by epoch {', '.join(f'{v:.3f}' for v in by_epoch)}"
            )
            after[name] = all_judged(tuned, base, data, trial)
    print("\n".join(report(base, before, after)))


if __name__ == "__main__":
    typer.run(run)
