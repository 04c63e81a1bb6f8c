"""A question with the answers of the models that did not see the sentences, one row a labelled sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from comparison.accuracy import Setting, ours, rounds_of
from comparison.questions import QUESTIONS, Question, cases

from framing.corpora import Example
from framing.encoder import Encoder
from framing.errors import InputError
from framing.metrics import Floats, Indices, auc, bootstrap, macro_f1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The sentences, the part of each (its fold, or 0), the true class, and the answers: a class, a score for yes."""

    question: Question
    examples: Sequence[Example]
    parts: Indices
    truth: Indices
    guess: Indices
    score: Floats | None

    @property
    def groups(self) -> list[str]:
        """The article of each."""
        return [e.group for e in self.examples]

    @property
    def outlets(self) -> list[str]:
        """The outlet of each, empty where it is not known."""
        return [e.outlet or "" for e in self.examples]

    def at(self, keep: Indices) -> Answered:
        """Some of the sentences."""
        score = None if self.score is None else self.score[keep]
        return replace(
            self,
            examples=[self.examples[i] for i in keep.tolist()],
            parts=self.parts[keep],
            truth=self.truth[keep],
            guess=self.guess[keep],
            score=score,
        )

    def instead(self, p: Floats) -> Answered:
        """The same sentences with other answers: the probability of yes, from a half on."""
        return replace(self, guess=(p >= 0.5).astype(np.int64), score=p)

    @property
    def macro_f1(self) -> tuple[float, float, float]:
        """Macro-F1 with its 95% interval over articles."""
        low, high = bootstrap(self.groups, lambda drawn: macro_f1(self.truth[drawn], self.guess[drawn]))
        return macro_f1(self.truth, self.guess), low, high

    @property
    def auc(self) -> float:
        """AUC, NaN without a score."""
        return float("nan") if self.score is None else auc(self.truth == 1, self.score)


def answered(setting: Setting, corpus: str, name: str) -> Answered:
    """The answers to one question about sentences.

    Raises:
        InputError: it is asked in folds, and no models that left one out are there.
    """
    question = next(q for q in QUESTIONS if (q.corpus, q.name) == (corpus, name))
    given = [r for r in rounds_of(setting, question) if r.bundle is not None]
    if not given:
        raise InputError(f"{setting.folds}: no models that left a fold out (fold0/bundle to fold4/bundle)")
    found = [cases(Encoder(r.bundle, threads=setting.threads), r.bundle, r.asked) for r in given if r.bundle]
    answers = [a for known in found if (a := ours(question, known))]
    labelled = [
        (c.asked.example, part, question.truth(c.asked.example)[0])
        for part, known in enumerate(found)
        for c in known
        if question.truth(c.asked.example)
    ]
    scores = [a.score for a in answers if a.score is not None]
    return Answered(
        question=question,
        examples=[e for e, *_ in labelled],
        parts=np.array([part for _, part, _ in labelled], np.int64),
        truth=np.array([true for *_, true in labelled], np.int64),
        guess=np.concatenate([a.guess for a in answers]),
        score=np.concatenate(scores) if scores else None,
    )


def out_of_part(parts: Indices, fit: Callable[[Indices, Indices], Floats]) -> Floats:
    """What `fit(known, asked)` says of every part when it knows the others alone."""
    p = np.full(len(parts), np.nan)
    for part in np.unique(parts):
        asked = np.flatnonzero(parts == part)
        p[asked] = fit(np.flatnonzero(parts != part), asked)
    return p
