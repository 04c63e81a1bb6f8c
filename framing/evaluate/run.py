"""One file evaluated by one model: read, scored, measured, and signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from framing import __version__
from framing.bundle import Bundle, sha256
from framing.corpora import Example
from framing.corpora.files import read_file
from framing.encoder import Scorer, Scores
from framing.evaluate import EVALUATORS
from framing.evaluate.data import Data, OwnData, Task
from framing.evaluate.evaluation import Evaluation, Signature
from framing.evaluate.own_labels import evaluate_labels
from framing.evaluate.parts import KNOWN_BY, by_outlet, unseen
from framing.evaluate.results import Evaluator, Result, Scored

BLOCK = 512
"""Sentences of one pass."""
ENOUGH = 10
"""With fewer groups, intervals by resampling them are too narrow to be given without a word."""
NOTES: Mapping[str, str] = {
    "penn": "What three people called each sentence; opinion is what two of them called so. Each is scored alone.",
    "babe": (
        "By construction as many sentences are loaded as not: shares and cuts do not carry over to news as it comes. "
        "Where papers on BABE write macro F1, most mean the weighted F1."
    ),
    "checkthat": "A reported opinion and a quotation count as objective. The share of SUBJ differs between the parts.",
    "wikiweasel": "Wikipedia, not news; its uncertain sentences are not this project's hedges (may is often certain).",
    "polnear": "Spans are cut at the ends of sentences; a word belongs to one attribution, so chains are not labelled.",
    "newsmtsc": "Half of dev_mt comes from stories of the training part: --seen gives the figures of the rest.",
}
"""What to bear in mind with the figures of a corpus."""


def evaluate(task: Task, data: Data, encoder: Scorer, bundle: Bundle, advance: Callable[[int], None]) -> Evaluation:
    """The figures of a model on what was read of a file; `advance` gets the number of sentences that are scored.

    Raises:
        InputError: the file that the model has seen cannot be read.
    """
    seen = read_file(data.corpus, task.seen) if task.seen is not None else []
    scores = score(encoder, data.examples, advance)
    scored = Scored(data.corpus, data.examples, scores, bundle)
    evaluator, count = _evaluator(data)
    signature = _signature(task, data, bundle)
    return Evaluation(
        signature=signature,
        results=tuple(evaluator(scored)),
        outlets=tuple(by_outlet(scored, evaluator, count)),
        unseen=tuple(_unseen(scored, evaluator, seen, count)),
        note=NOTES.get(data.corpus, ""),
        cautions=(*data.cautions, *_few(signature)),
    )


def score(encoder: Scorer, examples: Sequence[Example], advance: Callable[[int], None]) -> list[Scores]:
    """What the encoder says of every example, a block at a time."""
    found: list[Scores] = []
    advance(0)
    for start in range(0, len(examples), BLOCK):
        found += encoder.score([e.text for e in examples[start : start + BLOCK]])
        advance(len(found))
    return found


def _evaluator(data: Data) -> tuple[Evaluator, int]:
    """How the figures are taken, and how many of them the corpus is known by."""
    if isinstance(data, OwnData):
        return lambda scored: evaluate_labels(scored, data.question, data.votes), 1
    return EVALUATORS[data.corpus], KNOWN_BY[data.corpus]


def _unseen(scored: Scored, evaluator: Evaluator, seen: Sequence[Example], count: int) -> Iterator[Result]:
    if seen:
        yield from unseen(scored, evaluator, ({e.group for e in seen}, {e.text for e in seen}), count)


def _few(signature: Signature) -> Iterator[str]:
    if signature.groups < ENOUGH:
        what = "articles or stories" if signature.groups < signature.n else "sentences"
        yield f"only {signature.groups} {what}: intervals from so few are too narrow"


def _signature(task: Task, data: Data, bundle: Bundle) -> Signature:
    return Signature(
        version=__version__,
        model=bundle.label,
        bundle=bundle.identity,
        corpus=data.corpus,
        head=task.head,
        split=task.split,
        seen=None if task.seen is None else str(task.seen),
        file=str(task.path),
        sha256=sha256(task.path),
        n=len(data.examples),
        groups=len({e.group for e in data.examples}),
    )
