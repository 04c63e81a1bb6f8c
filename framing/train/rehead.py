"""`python -m framing.train.rehead BUNDLE TEACHER DATA --head NAME`: one token head anew, on a bundle's own encoder.

For a head that a distilled encoder serves worse than an earlier model did: the encoder stays as it is, and a linear
head is fitted on its token states to what the earlier model says of unlabelled news (Hinton et al. 2015) and to labels.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated

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
LABELLED = (("news", "train"), ("news", "extra"), ("hedges", "train"))
UNLABELLED = 12_000
DECAY = 1e-6
STEPS = 200
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
    half = [value.detach().numpy().astype(np.float16).astype(np.float32) for value in (weight, bias)]
    return replace(head, weight=half[0], bias=half[1])


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


def rehead(model: Bundle, teacher: Bundle, setting: Setting, name: str) -> Bundle:
    """Fits one token head anew, and the combinations after it; writes both into the bundle's folder.

    Raises:
        UsageError: a bundle has no such token head.
    """
    found = {h.name: h for h in model.heads if h.level == "token"}
    if name not in found or name not in {h.name for h in teacher.heads if h.level == "token"}:
        raise UsageError(f"--head {name}: both models need this token head; known are {', '.join(sorted(found))}")
    head, forbidden = found[name], forbidden_in(setting)
    student, other = Encoder(model, threads=2), Encoder(teacher, threads=2)
    free = (
        e.text for e in read_corpus("allsides", setting.data, "sample") if normal(e.text) not in forbidden("allsides")
    )
    spec = HeadSpec(name=name, level="token", classes=head.classes, tags=head.tags)
    sources = [Source(corpus=corpus, split=split) for corpus, split in LABELLED]
    examples = [e for s in sources for e in read_source(s, setting, forbidden(s.corpus)) if name in e.tokens]
    soft = taught(student, other, list(islice(free, UNLABELLED)), name)
    hard = labelled(student, examples, spec)
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
    teacher: Annotated[Path, typer.Argument(help="the earlier bundle")],
    data: Annotated[Path, typer.Argument(help="folder of the corpora")],
    head: Annotated[str, typer.Option(help="a token head of both")] = "hedge",
) -> None:
    """Fits a token head anew on a bundle's own encoder."""
    done = rehead(bundles.load(bundle), bundles.load(teacher), Setting(data=data), head)
    thresholds = {name: dict(c.threshold) for name, c in done.combinations.items()}
    log.info("%s: %s", bundle / MANIFEST, json.dumps(thresholds))


if __name__ == "__main__":
    command(run)
