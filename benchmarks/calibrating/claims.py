"""Every probability that is served, and every head under it, beside what was so in held-out parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from comparison.accuracy import found_folds
from comparison.questions import QUESTIONS, Case, Question, cases, not_factual, of_head, read_part, thinned
from numpy.typing import NDArray

from framing import bundle as bundles
from framing.bundle import Bundle
from framing.corpora import UNSURE, Example
from framing.encoder import Encoder
from framing.evaluate import HEDGES, PARTS, VALENCES, majority
from framing.labels.targets import mean_logs
from framing.metrics import Floats, softmax
from framing.records import CommentaryType, Kind

Flags = NDArray[np.bool_]
MOST = 0.5


@dataclass(frozen=True, slots=True)
class Claim:
    """A probability with what was so: its name, the held-out part, what is counted, and of each item three things."""

    name: str
    part: str
    unit: str
    p: Floats
    truth: Flags
    groups: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where the corpora, the model and the models that left a fold out are; `sample` thins out every part (0: all)."""

    data: Path
    bundle: Bundle
    folds: Path | None = None
    threads: int = 2
    sample: int = 0

    def cases(self, corpus: str, part: str, bundle: Bundle | None = None) -> list[Case]:
        """One part with what the model (or another bundle) says of it."""
        model = bundle or self.bundle
        asked = read_part(corpus, self.data, part)
        encoder = Encoder(model, threads=self.threads)
        return cases(encoder, model, thinned(asked, self.sample))


def claims(setting: Setting) -> Iterator[Claim]:
    """All of them: what is served first, then targets and tokens, then heads. A part without sentences has none."""
    for corpus, part, made in PARTS_OF:
        if known := setting.cases(corpus, part):
            for make in made:
                yield from make(known, f"{corpus}/{part}")
    yield from heads(setting)


def served(news: Sequence[Case], part: str) -> Iterator[Claim]:
    """The probabilities of a row of `framing score`: kind, type of commentary, opinion, loaded, hedged, epistemic."""
    whole, examples = _Sentences(news, part), [case.asked.example for case in news]
    kinds = [majority(e, "kind") for e in examples]
    for number, kind in enumerate(Kind):
        yield whole.claim(f"p_{kind}", "kind", number, [k == kind for k in kinds])
    commentary = [case for case, kind in zip(news, kinds, strict=True) if kind == Kind.COMMENTARY]
    types = [majority(case.asked.example, "commentary_type") for case in commentary]
    for number, name in enumerate(CommentaryType if commentary else ()):
        truth = [t == name for t in types]
        yield _Sentences(commentary, part).claim(f"{name}, given commentary", "commentary_type", number, truth)
    loaded = [e.sentence["loaded_news"].get("loaded", 0.0) > MOST for e in examples]
    yield whole.claim("p_opinion", "opinion", 1, [k == Kind.COMMENTARY for k in kinds])
    yield whole.claim("p_loaded", "loaded", 1, loaded)
    yield whole.claim("p_hedged", "hedged", 1, [_hedged(e) for e in examples])
    yield whole.claim("epistemic", "epistemic", 1, [_hedged(e, HEDGES[0]) for e in examples])


def _hedged(example: Example, kind: str | None = None) -> bool:
    return any(label != UNSURE and kind in (None, label) for *_, label in example.tokens["hedge"].spans)


@dataclass(frozen=True, slots=True)
class _Sentences:
    """Sentences of one part, and what their combinations say."""

    known: Sequence[Case]
    part: str

    def claim(self, name: str, combination: str, number: int, truth: Sequence[bool]) -> Claim:
        p = np.array([case.served(combination)[number] for case in self.known], np.float64)
        return Claim(name, self.part, "sentences", p, np.array(truth, np.bool_), _groups(self.known))


def _groups(known: Sequence[Case]) -> list[str]:
    return [case.asked.example.group for case in known]


def valences(known: Sequence[Case], part: str) -> Iterator[Claim]:
    """`p_negative`, `p_neutral` and `p_positive` of labelled targets; those that hold no word have none."""
    rows = [
        (softmax(logs), VALENCES.index(label), case.asked.example.group)
        for case in known
        for start, end, label in case.asked.example.tokens["valence"].spans
        if label != UNSURE and (logs := mean_logs(case.scores, start, end)) is not None
    ]
    for number, name in enumerate(VALENCES):
        p, truth = np.array([p[number] for p, *_ in rows], np.float64), np.array([t == number for _, t, _ in rows])
        yield Claim(f"p_{name}", part, "targets", p, truth, [g for *_, g in rows])


def attributions(known: Sequence[Case], part: str) -> Iterator[Claim]:
    """Whether a token stands in a source, a cue, a content."""
    for number, name in enumerate(PARTS):
        columns = slice(1 + 2 * number, 3 + 2 * number)
        yield _tokens(known, part, f"token: {name}", "attribution", (columns, (name,)))


def hedges(known: Sequence[Case], part: str) -> Iterator[Claim]:
    """Whether a token stands in a hedge."""
    yield _tokens(known, part, "token: hedge", "hedge", (slice(1, None), HEDGES))


def loaded_words(known: Sequence[Case], part: str) -> Iterator[Claim]:
    """Whether a token is loaded."""
    yield _tokens(known, part, "token: loaded", "loaded_words", (slice(1, None), ("loaded",)))


def _tokens(known: Sequence[Case], part: str, name: str, head: str, wanted: tuple[slice, Sequence[str]]) -> Claim:
    """Every token; `wanted` are the head's columns that are summed, and the classes of the spans that they mean."""
    columns, classes = wanted
    p = [case.scores.tokens[head][:, columns].sum(axis=1) for case in known]
    inside = [_inside(case, head, lambda label: label in classes) for case in known]
    unsure = [_inside(case, head, lambda label: label == UNSURE) for case in known]
    groups = [g for case, row in zip(known, p, strict=True) for g in [case.asked.example.group] * len(row)]
    keep = ~np.concatenate(unsure)
    chosen = [g for g, kept in zip(groups, keep, strict=True) if kept]
    return Claim(name, part, "tokens", np.concatenate(p)[keep].astype(np.float64), np.concatenate(inside)[keep], chosen)


def _inside(case: Case, head: str, wanted: Callable[[str], bool]) -> Flags:
    """Whether each token overlaps a span of a wanted class."""
    offsets, found = case.scores.offsets, np.zeros(len(case.scores.offsets), np.bool_)
    for start, end, label in case.asked.example.tokens[head].spans:
        if wanted(label):
            found |= (offsets[:, 0] < end) & (offsets[:, 1] > start)
    return found


def heads(setting: Setting) -> Iterator[Claim]:
    """The sentence heads of BABE and Penn (by folds, where there are models for them) and CheckThat!, as trained."""
    known = found_folds(setting.folds)
    for question in QUESTIONS:
        if (question.corpus, question.name) not in HEADS:
            continue
        if question.folds:
            parts = [(f"fold{fold}", bundles.load(folder)) for fold, folder in known.items()]
            cases_of = [c for part, bundle in parts for c in setting.cases(question.corpus, part, bundle)]
        else:
            cases_of = setting.cases(question.corpus, question.part)
        if cases_of:
            yield _head(question, cases_of)


def _head(question: Question, known: Sequence[Case]) -> Claim:
    """The probability of the class that is asked for, where the sentence is labelled."""
    labelled = [case for case in known if question.truth(case.asked.example)]
    answer = HEADS[question.corpus, question.name]
    p = np.array([answer(case)[0][1] for case in labelled], np.float64)
    truth = np.array([bool(question.truth(case.asked.example)[0]) for case in labelled])
    part = f"{question.corpus}/{question.part}"
    return Claim(f"head: {question.name}", part, "sentences", p, truth, _groups(labelled))


HEADS: Mapping[tuple[str, str], Callable[[Case], Sequence[Sequence[float]]]] = {
    ("babe", "loaded"): of_head("loaded", 1),
    ("babe", "opinion or mixed"): not_factual,
    ("penn", "opinion"): of_head("opinion_penn", 2),
    ("checkthat", "subjective"): of_head("opinion_checkthat", 1),
}
"""The head under each question about a sentence: what it was trained to say, before any threshold."""
PARTS_OF: Sequence[tuple[str, str, Sequence[Callable[[Sequence[Case], str], Iterator[Claim]]]]] = (
    ("news", "test", (served, hedges, loaded_words)),
    ("targets", "test", (valences,)),
    ("newsmtsc", "dev_mt", (valences,)),
    ("polnear", "dev", (attributions,)),
    ("hedges", "test", (hedges,)),
)
"""What each held-out part tells."""
