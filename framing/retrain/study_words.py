"""A head that marks words studied: exact spans where it did not learn, beside the model before and a word list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.bundle import Bundle, Combination
from framing.corpora.examples import LabelledSpan
from framing.encoder import Scores
from framing.evaluate.classes import Flagged, auc_figure, ece_figure, flag_f1
from framing.evaluate.results import About, Result, Scored
from framing.labels import combine
from framing.labels.further import CUT
from framing.labels.spans import Found
from framing.metrics import Floats, Indices, Spans, Statistic, span_f1
from framing.retrain.assess import CORPUS, WORST, Mistake
from framing.retrain.compare import Comparison, compare_spans
from framing.retrain.material import Material
from framing.retrain.serving import values_of
from framing.retrain.splits import Division
from framing.retrain.study import LEAST, Setting, Study, known
from framing.retrain.wordlist import WordList
from framing.retrain.words import OWNED, Lesson, Marker, spans_of

BASELINE = "a list of the words marked in the others"
NO_CURVE = "No learning curve is drawn for a head that marks words."
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What is found in the sentences that are measured on: by number, the spans and the probability of any."""

    spans: Mapping[int, Sequence[LabelledSpan]]
    p: Mapping[int, float]

    @property
    def rows(self) -> list[int]:
        """The numbers of the sentences, in order."""
        return sorted(self.spans)

    def bare(self, rows: Sequence[int], label: str | None = None) -> list[Spans]:
        """Where the spans (of a class) are, in some of the sentences."""
        return [places(self.spans[i], label) for i in rows]


def places(spans: Sequence[LabelledSpan], label: str | None = None) -> Spans:
    """Where spans (of a class) are."""
    return [(start, end) for start, end, c in spans if label in (None, c)]


def study_words(material: Material, base: Bundle, division: Division, setting: Setting) -> tuple[Study, Marker, Marked]:
    """A head that marks words, the one that is served, and what was found in what was measured on."""
    trust = not known(material.plan, setting.seen).any()
    old = next((h.weight.astype(np.float64) for h in base.heads if h.name == material.head.name), None)
    lesson = Lesson(base=base, seed=setting.seed, old=old if trust else None)
    strength = lesson.strength(material, division.splits[0][0])
    setting.advance()
    found, plain = _crossed(material, division, lesson, strength, setting)
    marker = lesson.learn(material, division.served, strength)
    setting.advance()
    cut = "" if material.head.tags == "bio" else f", words from {marker.cut:g} on"
    choice = f"logistic regression on the frozen encoder's tokens, L2, C = {strength:g}{cut}"
    return marks_studied(material, base, division, (found, plain), setting, choice), marker, found


def _crossed(
    material: Material, division: Division, lesson: Lesson, strength: float, setting: Setting
) -> tuple[Marked, Marked]:
    """What heads that learn from one side of every split find on the other, and what a word list does."""
    heads, lists = [], []
    for learned, measured in division.splits:
        marker = lesson.learn(material, learned, strength)
        scores = marker.scores(material, measured)
        heads.append(marks(material, measured, scores, marker.cut, marker.combinations))
        lists.append(listed(material, learned, measured))
        setting.advance()
    return _joined(heads), _joined(lists)


def marks(
    material: Material, rows: Indices, scores: Sequence[Scores], cut: float, models: Sequence[Combination]
) -> Marked:
    """What a head finds in some of the sentences, given its scores, its cut, and the combinations that ask for it."""
    spans, p = {}, {}
    for i, own in zip(rows.tolist(), scores, strict=True):
        text = material.sentences[i].text
        spans[i] = named(material, spans_of(material.head, text, own, cut))
        p[i] = _any(material.head.name, text, own, models)
    return Marked(spans=spans, p=p)


def _any(name: str, text: str, scores: Scores, models: Sequence[Combination]) -> float:
    """The probability that a sentence has a span: by the combination that asks for it, else by its surest token."""
    if models:
        return combine.apply(models[0], values_of(text, scores))[1]
    return float((1.0 - scores.tokens[name][:, 0]).max(initial=0.0))


def listed(material: Material, learned: Indices, measured: Indices) -> Marked:
    """What a list of the words marked in some sentences finds in others."""
    words = WordList(material, learned)
    spans = {i: words.spans(material.sentences[i].text) for i in measured.tolist()}
    return Marked(spans=spans, p={i: float(bool(found)) for i, found in spans.items()})


def _joined(parts: Sequence[Marked]) -> Marked:
    return Marked(
        spans={i: found for part in parts for i, found in part.spans.items()},
        p={i: p for part in parts for i, p in part.p.items()},
    )


def named(material: Material, found: Sequence[Found]) -> list[LabelledSpan]:
    """Spans with the names of their classes."""
    return [(f.start, f.end, material.head.classes[f.label]) for f in found]


def marks_studied(
    material: Material,
    base: Bundle,
    division: Division,
    given: tuple[Marked, Marked],
    setting: Setting,
    choice: str,
) -> Study:
    """What a head and a word list find, beside what people marked and what the model before finds."""
    found, plain = given
    before, remarks = marks_before(material, base, found, setting)
    rows = found.rows
    truth, groups = truths(material, rows), [material.groups[i] for i in rows]
    return Study(
        plan=material.plan,
        how=division.how,
        choice=choice,
        figures=list(_figures(material, found)),
        mistakes=_mistakes(material, found),
        before=before,
        baseline=compare_spans(truth, plain.bare(rows), found.bare(rows), groups),
        baseline_name=BASELINE,
        remarks=(*remarks, NO_CURVE),
    )


def truths(material: Material, rows: Sequence[int], label: str | None = None) -> list[Spans]:
    """Where people marked spans (of a class)."""
    return [places(material.spans(i).spans, label) for i in rows]


def marks_before(
    material: Material, base: Bundle, found: Marked, setting: Setting
) -> tuple[Comparison | None, tuple[str, ...]]:
    """The comparison with another model's spans, on sentences that it did not learn from, and what to say of it."""
    name = material.head.name
    if all(h.name != name for h in base.heads):
        return None, ()
    overlap = known(material.plan, setting.seen)
    rows = [i for i in found.rows if not overlap[i]]
    remark = f"The model before was trained on {len(found.rows) - len(rows)} of the {len(found.rows)} sentences."
    if len(rows) < LEAST:
        return None, (f"{remark} Too few others are left to compare with it.",)
    cut = served_cut(base, name)
    spans = [spans_of(material.head, material.sentences[i].text, material.scores[i], cut) for i in rows]
    old = [places(named(material, row)) for row in spans]
    groups = [material.groups[i] for i in rows]
    compared = compare_spans(truths(material, rows), old, found.bare(rows), groups)
    return compared, () if len(rows) == len(found.rows) else (f"{remark} The comparison is on the other {len(rows)}.",)


def served_cut(base: Bundle, name: str) -> float:
    """From which probability on a model marks words with the head."""
    for owner in (name, *OWNED.get(name, {})):
        if owner in base.combinations and "words" in base.combinations[owner].threshold:
            return float(base.combinations[owner].threshold["words"])
    return CUT


def _figures(material: Material, found: Marked) -> Iterator[Result]:
    rows = found.rows
    scored = Scored(CORPUS, [material.sentences[i].example for i in rows], ())
    classes = material.head.classes[1:]
    for label in (None, *classes) if len(classes) > 1 else (None,):
        metric = f"{label} exact span F1" if label else "exact span F1"
        about = About(f"{label or 'all'}: F1 of spans that begin and end where people's do")
        yield scored.result(metric, _exact(truths(material, rows, label), found.bare(rows, label)), about)
    has = np.array([bool(t) for t in truths(material, rows)])
    said = np.array([bool(found.spans[i]) for i in rows])
    what = f"{material.head.name} somewhere"
    yield flag_f1(scored, "sentence with a span F1", what, (has, said))
    p: Floats = np.array([found.p[i] for i in rows])
    flag = Flagged(name="sentence with a span", positive=what, truth=has, p=p)
    yield auc_figure(scored, flag)
    yield ece_figure(scored, flag)


def _exact(truth: Sequence[Spans], found: Sequence[Spans]) -> Statistic:
    return lambda chosen: span_f1([truth[i] for i in chosen], [found[i] for i in chosen])


def _mistakes(material: Material, found: Marked) -> list[Mistake]:
    """Sentences with other spans than people marked, those where the head is surest of it first."""
    wrong = []
    for i in found.rows:
        truth = material.spans(i).spans
        if set(truth) != set(found.spans[i]):
            lead = found.p[i] if found.spans[i] else 1.0 - found.p[i]
            wrong.append((-lead, i))
    return [_mistake(material, found, i) for _, i in sorted(wrong)[:WORST]]


def _mistake(material: Material, found: Marked, i: int) -> Mistake:
    sentence = material.sentences[i]
    truth, guess = (_words(sentence.text, spans) for spans in (material.spans(i).spans, found.spans[i]))
    return Mistake(sentence.where, sentence.text, truth, guess, found.p[i])


def _words(text: str, spans: Sequence[LabelledSpan]) -> str:
    told = "; ".join(f"{text[start:end]} ({label})" for start, end, label in spans) or "nothing"
    return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1]}…"
