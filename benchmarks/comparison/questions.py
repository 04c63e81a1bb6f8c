"""What is asked of held-out sentences: the true class, and what a bundle's outputs say of it.

A question is one row of `QUESTIONS`. It concerns the sentences of one part of a corpus, or the targets in them; where
the shipped model was trained on all of a corpus (BABE, Penn), it is asked in folds, each of the model that left it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.bundle import Bundle
from framing.corpora import UNSURE, Example, read_corpus
from framing.corpora.news_labels import news_sentences
from framing.encoder import Encoder, Scores
from framing.evaluate import VALENCES, majority, share
from framing.labels import combine
from framing.labels.features import Place, features
from framing.labels.quotes import quoted_spans
from framing.labels.targets import mean_logs
from framing.metrics import Indices, softmax
from framing.records import Kind
from framing.train.calibrate import place_of

HALF = 0.5
FOLDS = range(5)


@dataclass(frozen=True, slots=True)
class Asked:
    """A held-out sentence and where it stands in its article."""

    example: Example
    place: Place


@dataclass(frozen=True, slots=True)
class Case:
    """A held-out sentence with what a bundle says of it."""

    asked: Asked
    scores: Scores
    bundle: Bundle

    def served(self, combination: str) -> tuple[float, ...]:
        """A probability as it is served."""
        return combine.apply(self.bundle.combinations[combination], features(self.scores, self.asked.place))

    def flag(self, combination: str) -> tuple[float, ...]:
        """A served probability of yes, and of no, moved so that the cut for news as it comes is at a half."""
        p, cut = self.served(combination)[1], self.bundle.combinations[combination].threshold["natural"]
        return moved(p, cut)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    `truth` gives the true classes of a sentence's items (the sentence itself, its targets, or nothing where it is not
    labelled), `answer` the probabilities of the same items, whose largest decides. `train` are the parts from which the
    rivals learn: those on which the model was trained. `sense` is what a word list may be asked instead: `tone` for how
    subjective a sentence is, `polarity` for how negative or positive, or nothing.
    """

    name: str
    corpus: str
    part: str
    train: tuple[tuple[str, str], ...]
    classes: tuple[str, ...]
    truth: Callable[[Example], Sequence[int]]
    answer: Callable[[Case], Sequence[Sequence[float]]]
    sense: str = ""

    @property
    def folds(self) -> bool:
        """Whether it is asked in folds."""
        return self.part == "folds"

    @property
    def key(self) -> str:
        """Its corpus, part and name in one."""
        return f"{self.corpus}/{self.part}: {self.name}"


def moved(p: float, cut: float) -> tuple[float, float]:
    """`1 - p` and `p` after its log-odds were moved so that a `p` at the cut becomes a half; the order stays."""
    odds = p * (1.0 - cut) / max(1e-12, (1.0 - p) * cut)
    return 1.0 / (1.0 + odds), odds / (1.0 + odds)


def read_part(corpus: str, data: Path, split: str) -> list[Asked]:
    """One part of a corpus, with places where its articles are known."""
    if corpus == "news":
        return [Asked(s.example, place_of(s)) for s in news_sentences(data, split)]
    examples = read_corpus(corpus, data, split)
    return [Asked(e, Place.of(0, len(e.text), quoted_spans(e.text))) for e in examples]


def thinned(asked: Sequence[Asked], count: int) -> Sequence[Asked]:
    """At most so many of the sentences, drawn evenly; all of them for 0."""
    return asked[:: -(-len(asked) // count)] if count and asked else asked


def cases(encoder: Encoder, bundle: Bundle, asked: Sequence[Asked]) -> list[Case]:
    """What the bundle says of every sentence."""
    scores = encoder.score([a.example.text for a in asked])
    return [Case(a, s, bundle) for a, s in zip(asked, scores, strict=True)]


def _majority(head: str, label: str) -> Callable[[Example], Sequence[int]]:
    """Whether most readings give the label; nothing where the head is not labelled."""
    return lambda e: [int(share(e, head, label) > HALF)] if head in e.sentence else []


def of_head(name: str, number: int) -> Callable[[Case], Sequence[Sequence[float]]]:
    """The probability of one class of a sentence head against the rest."""

    def answer(case: Case) -> Sequence[Sequence[float]]:
        p = float(case.scores.sentence[name][number])
        return [(1.0 - p, p)]

    return answer


def _opinion_or_mixed(example: Example) -> Sequence[int]:
    return [1 - found for found in _majority("opinion_babe", "factual")(example)]


def not_factual(case: Case) -> Sequence[Sequence[float]]:
    """The probability that BABE's head gives to opinion and to mixed together."""
    return [tuple(reversed(of_head("opinion_babe", 0)(case)[0]))]


def _surest(p: NDArray[np.floating[Any]]) -> tuple[float, float]:
    """The probability of the token that most probably is one."""
    best = float(p.max()) if len(p) else 0.0
    return 1.0 - best, best


def _cue(case: Case) -> Sequence[Sequence[float]]:
    return [_surest(case.scores.tokens["attribution"][:, 3:5].sum(axis=1))]


def _has_hedge(example: Example) -> Sequence[int]:
    return [int(any(c != UNSURE for *_, c in example.tokens["hedge"].spans))]


def _hedge(case: Case) -> Sequence[Sequence[float]]:
    p = _surest(1.0 - case.scores.tokens["hedge"][:, 0])[1]
    return [moved(p, case.bundle.combinations["hedged"].threshold["words"])]


def _targets(example: Example) -> Sequence[int]:
    return [VALENCES.index(label) for *_, label in example.tokens["valence"].spans if label != UNSURE]


def _valences(case: Case) -> Sequence[Sequence[float]]:
    spans = case.asked.example.tokens["valence"].spans
    logs = [mean_logs(case.scores, start, end) for start, end, label in spans if label != UNSURE]
    return [(0.0, 1.0, 0.0) if found is None else tuple(map(float, softmax(found))) for found in logs]


def _kind(example: Example) -> Sequence[int]:
    return [list(Kind).index(Kind(majority(example, "kind")))]


NEWS = (("news", "train"), ("news", "extra"))
YES_NO = ("no", "yes")
QUESTIONS = (
    Question(
        name="loaded", corpus="babe", part="folds", train=(), classes=YES_NO, sense="tone",
        truth=_majority("loaded", "loaded"), answer=of_head("loaded", 1),
    ),
    Question(
        name="opinion or mixed", corpus="babe", part="folds", train=(), classes=YES_NO, sense="tone",
        truth=_opinion_or_mixed, answer=not_factual,
    ),
    Question(
        name="opinion", corpus="penn", part="folds", train=(), classes=YES_NO, sense="tone",
        truth=_majority("opinion_penn", "opinion"), answer=lambda case: [case.flag("opinion")],
    ),
    Question(
        name="subjective", corpus="checkthat", part="dev_test", train=(("checkthat", "train"), ("checkthat", "dev")),
        classes=YES_NO, sense="tone", truth=_majority("opinion_checkthat", "SUBJ"),
        answer=of_head("opinion_checkthat", 1),
    ),
    Question(
        name="commentary", corpus="news", part="test", train=NEWS, classes=YES_NO, sense="tone",
        truth=_majority("kind", "commentary"), answer=lambda case: [case.flag("opinion")],
    ),
    Question(
        name="loaded", corpus="news", part="test", train=NEWS, classes=YES_NO, sense="tone",
        truth=_majority("loaded_news", "loaded"), answer=lambda case: [case.flag("loaded")],
    ),
    Question(
        name="fact, claim or commentary", corpus="news", part="test", train=NEWS, classes=tuple(map(str, Kind)),
        truth=_kind, answer=lambda case: [case.served("kind")],
    ),
    Question(
        name="hedged", corpus="news", part="test", train=NEWS, classes=YES_NO,
        truth=_has_hedge, answer=lambda case: [case.flag("hedged")],
    ),
    Question(
        name="hedged", corpus="hedges", part="test", train=(("hedges", "train"),), classes=YES_NO,
        truth=_has_hedge, answer=_hedge,
    ),
    Question(
        name="attributed", corpus="polnear", part="dev", train=(("polnear", "train"),), classes=YES_NO,
        truth=lambda e: [int(any(c == "cue" for *_, c in e.tokens["attribution"].spans))], answer=_cue,
    ),
    Question(
        name="valence of a target", corpus="newsmtsc", part="dev_mt", train=(("newsmtsc", "train"),),
        classes=VALENCES, sense="polarity", truth=_targets, answer=_valences,
    ),
    Question(
        name="valence of a target", corpus="targets", part="test", train=(("targets", "train"),),
        classes=VALENCES, sense="polarity", truth=_targets, answer=_valences,
    ),
)  # fmt: skip
"""All questions, in the order of the table."""


def flatten(question: Question, asked: Sequence[Asked]) -> tuple[list[str], Indices, list[str]]:
    """The text, the true class and the group of every item."""
    items = [(a.example.text, true, a.example.group) for a in asked for true in question.truth(a.example)]
    return [t for t, *_ in items], np.array([true for _, true, _ in items], np.int64), [g for *_, g in items]
