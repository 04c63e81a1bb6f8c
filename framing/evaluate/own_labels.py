"""The user's own labels: what they say of one head, and the figures of a model on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from framing.bundle import Bundle
from framing.corpora import Example, Labels
from framing.corpora.examples import votes as shares
from framing.corpora.user_labels import NO, YES, LabelRow
from framing.errors import InputError
from framing.evaluate.answers import Question, decided, probabilities, spans
from framing.evaluate.classes import Decided, Flagged, auc_figure, class_figures, ece_figure, flag_f1, mean_figures
from framing.evaluate.results import About, Result, Scored
from framing.evaluate.spans import alpha_figure, spans_figure
from framing.evaluate.valence import evaluate_targets
from framing.metrics import Indices, macro_f1, positions

FEWEST = 3
"""How many votes a sentence needs for one annotator to be measured against the others."""
_KINDS = {
    "sentence": "classes of sentences, so a label is a class or a list of votes",
    "span": 'marked spans, so a label is a list of {"start": ..., "end": ..., "label": ...}',
    "target": 'given targets, so a label is a list of {"start": ..., "end": ..., "label": ...}',
}


def examples_of(rows: Sequence[LabelRow], question: Question, bundle: Bundle) -> list[Example]:
    """The rows as examples of one head; a row without a group is one of its own.

    Raises:
        InputError: a label is none of the head's, or of another kind than the head gives.
    """
    names = _synonyms(question, bundle)
    return [_example(row, question, names) for row in rows]


def evaluate_labels(scored: Scored, question: Question, votes: Sequence[Sequence[str]] = ()) -> Iterator[Result]:
    """The figures of one question: of classes, of spans, or of the valence of given targets.

    `votes` are those of each sentence, for what one annotator reaches against the others.
    """
    if question.level == "sentence":
        yield from _classes(scored, question)
        yield from _people(scored, votes)
    elif question.level == "target":
        yield from evaluate_targets(scored)
    else:
        yield from _spans(scored, question)


def truth_of(examples: Sequence[Example], question: Question) -> Indices:
    """The majority's class of each sentence, as a number; -1 where votes tie."""
    found = []
    for example in examples:
        given = [example.sentence[question.name].get(name, 0.0) for name in question.classes]
        top = max(given)
        found.append(given.index(top) if given.count(top) == 1 else -1)
    return np.array(found, np.int64)


def _synonyms(question: Question, bundle: Bundle) -> Mapping[str, str]:
    """What a label may be called: a class; of two classes also no and yes, and the names that a head has for them."""
    heads = [h.classes for h in bundle.heads if h.name == question.name and h.level == "sentence"]
    pairs = [*heads, (NO, YES)] if question.level == "sentence" and question.binary else []
    known = [zip(pair, question.classes, strict=True) for pair in pairs if len(pair) == len(question.classes)]
    return dict(chain(*known)) | {name: name for name in question.classes}


def _example(row: LabelRow, question: Question, names: Mapping[str, str]) -> Example:
    if (row.spans is None) != (question.level == "sentence"):
        given = "a class" if row.spans is None else "a list of spans"
        raise InputError(f"{row.where}: the label is {given}; {question.name} gives {_KINDS[question.level]}")
    for label in [*row.votes, *(name for *_, name in row.spans or ())]:
        if label not in names:
            known = ", ".join(names)
            raise InputError(f"{row.where}: {label!r} is no class of {question.name}; allowed are {known}")
    group = row.where if row.group is None else row.group
    if row.spans is None:
        given_votes = shares([names[vote] for vote in row.votes])
        return Example(text=row.text, group=group, sentence={question.name: given_votes})
    labels = Labels(row.spans, exhaustive=question.level == "span")
    return Example(text=row.text, group=group, tokens={question.name: labels})


def _classes(scored: Scored, question: Question) -> Iterator[Result]:
    truth, p = truth_of(scored.examples, question), probabilities(scored, question)
    clear = np.flatnonzero(truth >= 0)
    guess = decided(question, p)
    rule = f"from p {question.cut:.3g}" if question.cut is not None else "the most probable"
    what = f"{question.name} ({', '.join(question.classes)}; {rule})"
    given = Decided(name="", what=what, truth=truth, guess=guess, keep=clear)
    yield from mean_figures(scored, given)
    if question.binary:
        positive = question.classes[1]
        flagged = Flagged(name="", positive=f"“{positive}”", truth=truth == 1, p=p[:, 1], keep=clear)
        yield flag_f1(scored, f"{positive} F1", f"“{positive}”", (truth == 1, guess == 1), clear)
        yield auc_figure(scored, flagged)
        yield ece_figure(scored, flagged)
        return
    yield from class_figures(scored, given, question.classes)
    yield scored.calibration("ECE", truth == guess, p[np.arange(len(p)), guess], "of the class given", clear)


def _people(scored: Scored, votes: Sequence[Sequence[str]]) -> Iterator[Result]:
    """What one annotator reaches against the majority of the others, where that is clear; nothing where none can."""
    rows = [list(_against_others(given)) if len(given) >= FEWEST else [] for given in votes]
    keep = np.flatnonzero([bool(row) for row in rows])
    if not len(keep):
        return
    sizes = np.array([len(row) for row in rows], np.int64)
    flat = np.array(list(chain.from_iterable(rows)))
    meaning = "one annotator against the majority of the others, over all annotators: what people reach on these labels"

    def statistic(chosen: Indices) -> float:
        pairs = flat[positions(sizes, chosen)]
        return macro_f1(pairs[:, 0], pairs[:, 1])

    yield scored.result("one annotator: macro-F1", statistic, About(meaning), keep)


def _against_others(votes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The majority of the others and the vote of each annotator; those whose others tie are left out."""
    for number, vote in enumerate(votes):
        ranked = Counter([*votes[:number], *votes[number + 1 :]]).most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            yield ranked[0][0], vote


def _spans(scored: Scored, question: Question) -> Iterator[Result]:
    truth = [e.tokens[question.name].spans for e in scored.examples]
    guess = spans(scored, question)
    yield spans_figure(scored, "exact F1", f"spans of {question.name} with their class", (truth, guess))
    for name in question.classes if len(question.classes) > 1 else ():
        of_class = ([[s for s in row if s[2] == name] for row in rows] for rows in (truth, guess))
        true, given = of_class
        yield spans_figure(scored, f"exact {name} F1", f"spans of {name}", (true, given))
    has, said = (np.array([bool(row) for row in rows]) for rows in (truth, guess))
    yield flag_f1(scored, "sentence-level F1", "sentences with any span", (has, said))
    yield alpha_figure(scored, "word-level alpha", question.classes, (truth, guess))
