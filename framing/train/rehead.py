"""`python -m framing.train.rehead BUNDLE DATA --head NAME`: one head anew, on a bundle's own encoder.

For a head that distillation serves badly: the encoder stays as it is, and a linear head is fitted on what it gives. A
token head is fitted to what an earlier model says of unlabelled news (Hinton et al. 2015) and to labels; a sentence
head to labels alone, each class as heavy as any other, where the teachers know the corpus worse than its labels do.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from torch.nn import functional

from framing import bundle as bundles
from framing.bundle import MANIFEST, Bundle, Head
from framing.bundle_writer import About, write_heads
from framing.corpora import Example, read_corpus
from framing.encoder import Encoder
from framing.errors import UsageError
from framing.train.batches import IGNORED, tag_tokens
from framing.train.build import combined, provisional
from framing.train.command import command
from framing.train.prepare import Setting, forbidden_in, normal, read_source
from framing.train.recipe import HeadSpec, Source

log = logging.getLogger("framing.train.rehead")
LABELLED = {
    "hedge": (("news", "train"), ("news", "extra"), ("hedges", "train")),
    "opinion_checkthat": (("checkthat", "train"), ("checkthat", "dev")),
}
"""The heads that can be fitted anew, and the labels that they are fitted to."""
UNLABELLED = 12_000
DECAY = 1e-6
STEPS = 200
STRENGTH = 0.1
"""The inverse of a sentence head's penalty (C): of .001, .01, .1 and 1 the best on fold 0 of BABE and Penn."""
Array = NDArray[np.float32]


def fitted(states: Array, targets: Array, head: Head) -> Head:
    """The head with the least cross-entropy over token states (n, width) and targets (n, outputs), from where it is."""
    x, y = torch.from_numpy(states), torch.from_numpy(targets)
    weight = torch.tensor(head.weight, requires_grad=True)
    bias = torch.tensor(head.bias, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = functional.cross_entropy(x @ weight.T + bias, y) + DECAY * weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return replace(head, weight=_rounded(weight.detach().numpy()), bias=_rounded(bias.detach().numpy()))


def taught(student: Encoder, teacher: Encoder, texts: Sequence[str], head: str) -> tuple[Array, Array]:
    """The student's token states of all texts, and the teacher's probabilities for them."""
    read, said = student.read(texts, states=True), teacher.score(texts)
    return np.concatenate([v.states for _, v in read]), np.concatenate([s.tokens[head] for s in said])


def labelled(student: Encoder, examples: Sequence[Example], spec: HeadSpec) -> tuple[Array, Array]:
    """The student's states of all labelled tokens, and their labels as distributions."""
    read = student.read([e.text for e in examples], states=True)
    states, targets = [], []
    for example, (scores, vectors) in zip(examples, read, strict=True):
        tags = np.array(tag_tokens(example.tokens[spec.name], spec, [(int(a), int(b)) for a, b in scores.offsets]))
        states.append(vectors.states[tags != IGNORED])
        targets.append(np.eye(len(spec.outputs), dtype=np.float32)[tags[tags != IGNORED]])
    return np.concatenate(states), np.concatenate(targets)


def balanced(pooled: Array, shares: NDArray[np.float64], head: Head) -> Head:
    """A sentence head of two classes by logistic regression over pooled vectors (n, width), both classes as heavy.

    `shares` (n,), from 0 to 1, are those of the second class among a sentence's votes.
    """
    from sklearn.linear_model import LogisticRegression

    halves = [(1.0 - shares) / (1.0 - shares).sum(), shares / shares.sum()]
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(
        np.concatenate([pooled, pooled]),
        np.repeat([0, 1], len(shares)),
        sample_weight=np.concatenate(halves) * len(shares) / 2,
    )
    weight = np.concatenate([-model.coef_, model.coef_]) / 2
    bias = np.concatenate([-model.intercept_, model.intercept_]) / 2
    return replace(head, weight=_rounded(weight), bias=_rounded(bias))


def _rounded(values: NDArray[np.floating[Any]]) -> Array:
    """As they are stored, in half precision."""
    return values.astype(np.float16).astype(np.float32)


def rehead(model: Bundle, setting: Setting, name: str, teacher: Bundle | None = None) -> Bundle:
    """Fits one head anew, and the combinations after it; writes both into the bundle's folder.

    Raises:
        UsageError: no labels are known for such a head, or a bundle has none; a token head has no teacher.
    """
    found = {h.name: h for h in model.heads if h.name in LABELLED}
    if name not in found:
        raise UsageError(f"--head {name}: known are {', '.join(sorted(found))}")
    head, forbidden, student = found[name], forbidden_in(setting), Encoder(model, threads=2)
    sources = [Source(corpus=corpus, split=split) for corpus, split in LABELLED[name]]
    examples = [e for s in sources for e in read_source(s, setting, forbidden(s.corpus))]
    if head.level == "sentence":
        marked = [e for e in examples if name in e.sentence]
        shares = np.array([e.sentence[name].get(head.classes[1], 0.0) for e in marked])
        vectors = student.read([e.text for e in marked])
        log.info("%d labelled sentences", len(marked))
        return _written(model, balanced(np.stack([v.pooled for _, v in vectors]), shares, head), setting)
    if teacher is None or name not in {h.name for h in teacher.heads}:
        raise UsageError(f"--head {name}: a token head needs --teacher, a bundle that has it too")
    free = [
        e.text for e in read_corpus("allsides", setting.data, "sample") if normal(e.text) not in forbidden("allsides")
    ]
    spec = HeadSpec(name=name, level="token", classes=head.classes, tags=head.tags)
    soft = taught(student, Encoder(teacher, threads=2), free[:UNLABELLED], name)
    hard = labelled(student, [e for e in examples if name in e.tokens], spec)
    log.info("%d taught tokens, %d labelled ones", len(soft[0]), len(hard[0]))
    anew = fitted(np.concatenate([soft[0], hard[0]]), np.concatenate([soft[1], hard[1]]), head)
    return _written(model, anew, setting)


def _written(model: Bundle, anew: Head, setting: Setting) -> Bundle:
    heads = [anew if head.name == anew.name else head for head in model.heads]
    facts = {**model.facts, "reheaded": sorted({*model.facts.get("reheaded", ()), anew.name})}
    about = About(name=model.name, version=model.version, width=model.width, max_tokens=model.max_tokens, facts=facts)
    write_heads(model.folder, [anew])
    return combined(model.folder, about, heads, provisional(model.folder, about, heads, threads=2), setting)


def run(
    bundle: Annotated[Path, typer.Argument(help="the bundle whose head is fitted anew, in place")],
    data: Annotated[Path, typer.Argument(help="folder of the corpora")],
    head: Annotated[str, typer.Option(help=f"one of {', '.join(LABELLED)}")],
    teacher: Annotated[Path | None, typer.Option(help="an earlier bundle, which a token head learns from")] = None,
) -> None:
    """Fits one head anew on a bundle's own encoder."""
    earlier = None if teacher is None else bundles.load(teacher)
    done = rehead(bundles.load(bundle), Setting(data=data), head, earlier)
    thresholds = {name: dict(c.threshold) for name, c in done.combinations.items()}
    log.info("%s: %s", bundle / MANIFEST, json.dumps(thresholds))


if __name__ == "__main__":
    command(run)
