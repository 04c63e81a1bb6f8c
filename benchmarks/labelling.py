"""How many labels the useful order of `framing label` saves against random order.

    python benchmarks/labelling.py DATA [SEEDS]

Simulated labelling of three corpora with the frozen vectors of the shipped model and a head that begins from nothing:
each order asks for sentences of a pool, the corpus answers, and the page's own fit is measured on articles that the
pool does not hold. BABE and CheckThat were among what the encoder was trained on, so that their heads are quickly
learnt again; how NewsMTSC rates a sentence's first target is no head that it had.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing.bundle import load
from framing.corpora import Example, read_corpus
from framing.encoder import Encoder
from framing.label.encode import Encoded
from framing.label.learner import Learner
from framing.label.order import BATCH, Order, useful
from framing.metrics import Floats, Indices, macro_f1

SIZES = (50, 100, 150, 200, 250, 300, 400)
GOAL = 250
HELD_OUT = 0.35
POOL = 2000
ROWS = 3000
Z = 1.96


@dataclass(frozen=True)
class Task:
    """Sentences with a label each; no split cuts a group."""

    name: str
    texts: Sequence[str]
    labels: Sequence[str]
    groups: Sequence[str]

    @property
    def classes(self) -> list[str]:
        """The classes that occur."""
        return sorted(set(self.labels))


def tasks(data: Path) -> list[Task]:
    """BABE's loaded sentences, CheckThat's subjective ones, and NewsMTSC's polarity of the first target."""
    babe = list(read_corpus("babe", data, "train"))
    check = [e for split in ("train", "dev", "dev_test") for e in read_corpus("checkthat", data, split)]
    every = list(read_corpus("newsmtsc", data, "train"))
    mtsc = [every[i] for i in sorted(np.random.default_rng(0).permutation(len(every))[:ROWS])]
    return [
        task("BABE, loaded", babe, [next(iter(e.sentence["loaded"])) for e in babe]),
        task("CheckThat, subjective", check, [next(iter(e.sentence["opinion_checkthat"])) for e in check]),
        task("NewsMTSC, polarity", mtsc, [e.tokens["valence"].spans[0][2] for e in mtsc]),
    ]


def task(name: str, examples: Sequence[Example], labels: Sequence[str]) -> Task:
    """A corpus with one label a sentence."""
    return Task(name, [e.text for e in examples], labels, [e.group for e in examples])


def vectors(texts: Sequence[str]) -> Floats:
    """The shipped model's pooled vectors."""
    bundle = load()
    encoder = Encoder(bundle, threads=1)
    found = [v.pooled for at in range(0, len(texts), 500) for _, v in encoder.read(texts[at : at + 500])]
    return np.array(found, np.float64)


def course(given: Task, x: Floats, order: Order, seed: int) -> list[float]:
    """Macro-F1 on the held-out groups after so many labels each."""
    rng = np.random.default_rng(seed)
    names = rng.permutation(np.unique(given.groups))
    held = np.isin(given.groups, names[: int(len(names) * HELD_OUT)])
    pool = rng.permutation(np.flatnonzero(~held))[:POOL]
    truth = np.asarray(given.labels)
    learner = Learner(Encoded(x, np.zeros((len(x), len(given.classes)))), given.classes, known=False)
    asked: list[int] = []
    scores = []
    for size in SIZES:
        while len(asked) < size:
            free = pool[~np.isin(pool, asked)]
            asked += next_batch(learner, free, order, (seed, len(asked)))
            learner.learn({row: [given.labels[row]] for row in asked})
        guess = np.asarray(given.classes)[learner.p.argmax(axis=1)]
        scores.append(macro_f1(truth[held], guess[held]))
    return scores


def next_batch(learner: Learner, free: Indices, order: Order, seed: tuple[int, int]) -> list[int]:
    """The sentences that are asked for next; the pool is in random order."""
    if order is Order.USEFUL:
        return useful(learner.x, learner.p, free, seed=seed)
    return [int(row) for row in free[:BATCH]]


def told(given: Task, random: Floats, wise: Floats) -> str:
    """Whether the goal was reached: the score of random order at the last size, at the goal."""
    last = random[:, -1]
    gain = wise[:, SIZES.index(GOAL)] - last
    spread = Z * gain.std(ddof=1) / np.sqrt(len(gain)) if len(gain) > 1 else np.nan
    enough = [size for size, score in zip(SIZES, wise.mean(axis=0), strict=True) if score >= last.mean()]
    verdict = f"reached with {enough[0]} of them" if enough else f"not reached with {SIZES[-1]}"
    return (
        f"{given.name}: random order's {last.mean():.3f} at {SIZES[-1]} labels is {verdict}; useful at {GOAL} minus "
        f"random at {SIZES[-1]}: {gain.mean():+.3f} (95% {gain.mean() - spread:+.3f} to {gain.mean() + spread:+.3f})."
    )


def main(data: Path, seeds: int) -> None:
    """Print the table and what it says."""
    print(f"{load().label}, {seeds} seeds\n")
    print(f"| corpus | order | {' | '.join(map(str, SIZES))} |")
    print(f"|---|---|{'---|' * len(SIZES)}")
    verdicts = []
    for given in tasks(data):
        x = vectors(given.texts)
        scores = {o: np.array([course(given, x, o, s) for s in range(seeds)]) for o in (Order.RANDOM, Order.USEFUL)}
        for order, found in scores.items():
            cells = " | ".join(f"{score:.3f}" for score in found.mean(axis=0))
            print(f"| {given.name} | {order} | {cells} |", flush=True)
        verdicts.append(told(given, scores[Order.RANDOM], scores[Order.USEFUL]))
    print("", *verdicts, sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10)
