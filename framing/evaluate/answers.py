"""What a model says of sentences by one name: a probability that it serves, a head, or the spans of a token head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from framing.bundle import BINARY, Bundle, Head
from framing.corpora.examples import LabelledSpan
from framing.encoder import Scores
from framing.errors import UsageError
from framing.evaluate.results import Scored
from framing.labels.further import CUT
from framing.labels.hedges import HEAD as HEDGE
from framing.labels.hedges import cues
from framing.labels.spans import Found, bio_spans, io_spans
from framing.labels.targets import HEAD as VALENCE
from framing.labels.wording import HEAD as LOADED
from framing.metrics import Floats, Indices

HALF = 0.5
WORDS = "words"
"""The cut from which a word is marked."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name that `--head` takes, its classes, and whether it is asked of sentences, of spans, or of given targets.

    `cut` is the probability from which the second of two classes is given; None: the most probable class.
    """

    name: str
    classes: tuple[str, ...]
    level: str
    combined: bool = False
    cut: float | None = None
    tags: str = "io"

    @property
    def binary(self) -> bool:
        """Whether it has two classes."""
        return len(self.classes) == BINARY


def find(bundle: Bundle, name: str, *, spanned: bool = False) -> Question:
    """The question of that name: of the spans that a head gives where labels are `spanned`, else what is served.

    Raises:
        UsageError: the model has nothing of that name.
    """
    heads = {head.name: head for head in bundle.heads}
    if name in heads and (name not in bundle.combinations or (spanned and heads[name].level == "token")):
        return _asked(heads[name])
    if name in bundle.combinations:
        model = bundle.combinations[name]
        cut = model.threshold.get("natural", HALF) if len(model.classes) == BINARY else None
        return Question(name, model.classes, "sentence", combined=True, cut=cut)
    raise UsageError(f"--head {name}: {bundle.label} has none of that name; it has {', '.join(names(bundle))}")


def names(bundle: Bundle) -> list[str]:
    """What `--head` may name, in the order of the alphabet."""
    return sorted({*bundle.combinations, *(head.name for head in bundle.heads)})


def _asked(head: Head) -> Question:
    """The question that a head answers; the first class of one that marks spans is that of words outside them all."""
    if head.level == "sentence":
        return Question(head.name, head.classes, head.level)
    if head.name == VALENCE:
        return Question(head.name, head.classes, "target")
    return Question(head.name, head.classes[1:], "span", tags=head.tags)


def probabilities(scored: Scored, question: Question) -> Floats:
    """(n, classes) probabilities of a question that is asked of sentences."""
    if question.combined:
        return scored.served(question.name)
    return scored.p(question.name).astype(np.float64)


def decided(question: Question, p: Floats) -> Indices:
    """The class of each sentence, as a number."""
    if question.cut is not None:
        return (p[:, 1] >= question.cut).astype(np.int64)
    most: Indices = p.argmax(axis=1)
    return most


def spans(scored: Scored, question: Question) -> list[list[LabelledSpan]]:
    """The spans of each sentence, as they are served."""
    reader = _reader(scored, question)
    return [[(f.start, f.end, question.classes[f.label - 1]) for f in reader(e.text, s)] for e, s in scored.pairs()]


def _reader(scored: Scored, question: Question) -> Callable[[str, Scores], list[Found]]:
    name = question.name
    if question.tags == "bio":
        return lambda text, s: bio_spans(text, s.offsets, s.tokens[name])
    if name == HEDGE:
        cut = scored.cut("hedged", WORDS)
        return lambda text, s: cues(text, s, cut)
    cut = scored.cut("loaded", WORDS) if name == LOADED else _own_cut(scored, name)
    return lambda text, s: io_spans(text, s.offsets, s.tokens[name], cut)


def _own_cut(scored: Scored, name: str) -> float:
    """The cut of a further head: that of its combination, else the one that serving takes."""
    model = scored.bundle.combinations.get(name) if scored.bundle is not None else None
    return CUT if model is None else model.threshold.get(WORDS, CUT)
