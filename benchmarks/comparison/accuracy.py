"""Every question put to every engine and rival: macro-F1 and AUC on the same held-out items, with intervals."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from training.folds import finished

from comparison.engines import Engine
from comparison.numbers import defined
from comparison.questions import FOLDS, QUESTIONS, YES_NO, Asked, Case, Question, cases, flatten, read_part, thinned
from comparison.rivals import Answers, Items, Rival
from framing import bundle as bundles
from framing.bundle import Bundle
from framing.errors import FramingError
from framing.metrics import Indices, auc, bootstrap, macro_f1

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where everything is: corpora, the model, the models that left a fold out (None: none), threads.

    `sample` thins out every held-out part to so many sentences (0: all).
    """

    data: Path
    model: Path | None = None
    folds: Path | None = None
    threads: int = 2
    sample: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How well one answers one question: macro-F1 (0..1, higher is better) with its 95% interval over whole groups.

    `auc` is None for more than two classes or without a score, `groups` how many articles (or stories) there are.
    """

    question: str
    who: str
    n: int
    groups: int
    macro_f1: float
    low: float
    high: float
    auc: float | None


@dataclass(frozen=True, slots=True)
class Round:
    """A held-out part with what may be learned from; `bundle` did not see it (None: there is none)."""

    asked: Sequence[Asked]
    train: Sequence[tuple[str, str]]
    bundle: Bundle | None


def accuracies(setting: Setting, engines: Sequence[Engine], rivals: Sequence[Rival]) -> Iterator[Accuracy]:
    """All figures, part by part; who cannot answer a question has none, and what nobody is asked has none at all."""
    for _, same in groupby(QUESTIONS, lambda q: (q.corpus, q.part)):
        asked = list(same)
        rounds = list(rounds_of(setting, asked[0]))
        questions = [q for q in asked if any(q.truth(a.example) for r in rounds for a in r.asked)]
        for engine in engines if questions else ():
            log.info("%s/%s: %s", asked[0].corpus, asked[0].part, engine.name)
            found = [_cases(setting, given, engine) for given in rounds]
            for question in questions:
                yield from _figure(question, engine.name, rounds, [ours(question, known) for known in found])
        training = [[a for p in r.train for a in read_part(p[0], setting.data, p[1])] for r in rounds]
        for question in questions:
            yield from _others(question, rounds, training, rivals)


def found_folds(folder: Path | None) -> dict[int, Path]:
    """The bundles in the folder that left a fold out, by fold."""
    return {fold: folder / f"fold{fold}" / "bundle" for fold in finished(folder)} if folder else {}


def rounds_of(setting: Setting, question: Question) -> Iterator[Round]:
    """The part that a question is about, or its folds: those for which there are models, all five without any."""
    if not question.folds:
        asked = thinned(read_part(question.corpus, setting.data, question.part), setting.sample)
        yield Round(asked, question.train, bundles.load(setting.model))
        return
    known = found_folds(setting.folds)
    for fold in known or FOLDS:
        found = bundles.load(known[fold]) if known else None
        asked = thinned(read_part(question.corpus, setting.data, f"fold{fold}"), setting.sample)
        yield Round(asked, ((question.corpus, f"notfold{fold}"),), found)


def _cases(setting: Setting, given: Round, engine: Engine) -> list[Case] | None:
    """What the engine says of every sentence; None without a bundle, or where the engine is not to be had."""
    if given.bundle is None:
        return None
    try:
        encoder = engine.encoder(given.bundle, setting.threads)
    except FramingError as error:
        log.info("%s: %s", engine.name, error)
        return None
    return cases(encoder, given.bundle, given.asked)


def ours(question: Question, known: Sequence[Case] | None) -> Answers | None:
    """Our answers to a question about these sentences; None without any."""
    if known is None:
        return None
    rows = [p for case in known if question.truth(case.asked.example) for p in question.answer(case)]
    p = np.array(rows, np.float64).reshape(-1, len(question.classes))
    return Answers(p.argmax(axis=1), p[:, 1] if question.classes == YES_NO else None)


def _others(
    question: Question, rounds: Sequence[Round], training: Sequence[Sequence[Asked]], rivals: Sequence[Rival]
) -> Iterator[Accuracy]:
    tests = [_items(question, r.asked) for r in rounds]
    pairs = [(_items(question, t).without(test.texts), test) for t, test in zip(training, tests, strict=True)]
    for rival in rivals:
        log.info("%s: %s", question.key, rival.name)
        yield from _figure(question, rival.name, rounds, [rival.answer(question, *pair) for pair in pairs])


def _items(question: Question, asked: Sequence[Asked]) -> Items:
    texts, truth, _ = flatten(question, asked)
    return Items(texts, truth)


def _figure(
    question: Question, who: str, rounds: Sequence[Round], answers: Sequence[Answers | None]
) -> Iterator[Accuracy]:
    """All rounds as one; nothing where one of them has no answers."""
    given = [a for a in answers if a is not None]
    if len(given) < len(rounds):
        return
    _, truth, groups = flatten(question, [a for r in rounds for a in r.asked])
    guess = np.concatenate([a.guess for a in given])
    scores = [a.score for a in given if a.score is not None]

    def statistic(drawn: Indices) -> float:
        return macro_f1(truth[drawn], guess[drawn])

    low, high = bootstrap(groups, statistic)
    area = auc(truth == 1, np.concatenate(scores)) if len(scores) == len(given) else math.nan
    yield Accuracy(
        question=question.key,
        who=who,
        n=len(truth),
        groups=len(set(groups)),
        macro_f1=statistic(np.arange(len(truth))),
        low=low,
        high=high,
        auc=defined(area),
    )
