"""All labels of one article, from its sentences and what the encoder said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from framing.bundle import Bundle, Combination
from framing.encoder import Array, Scores
from framing.errors import BundleError
from framing.labels import combine, further
from framing.labels.attributions import HEAD as ATTRIBUTION
from framing.labels.attributions import attributions
from framing.labels.features import Place, features
from framing.labels.hedges import HEAD as HEDGE
from framing.labels.hedges import hedges
from framing.labels.inheritance import runs_on
from framing.labels.quotes import quoted_spans
from framing.labels.targets import HEAD as VALENCE
from framing.labels.targets import Place as Mentioned
from framing.labels.targets import places, targets
from framing.labels.voices import Mask, Voices
from framing.labels.wording import HEAD as LOADED
from framing.labels.wording import loaded_words
from framing.records import Article, Attribution, AttributionType, Kind, LabelledSentence, Role, Sentence, Target

CLASSES, BINARY = ("kind", "commentary_type"), ("opinion", "loaded", "hedged", "epistemic")
"""The combinations that every bundle has: of three classes, and of two."""
HEADS = (ATTRIBUTION, HEDGE, LOADED)
CUTS = (("loaded", "natural"), ("loaded", "words"), ("hedged", "words"))


class Labeller:
    """Turns head outputs into labels with one bundle's combinations and thresholds.

    Raises:
        BundleError: the bundle lacks a head, a combination or a threshold that the labels need.
    """

    def __init__(self, bundle: Bundle) -> None:
        _check(bundle)
        self._models = bundle.combinations
        self._listed = tuple(h for h in bundle.heads if h.listed)
        self._valence = any(h.name == VALENCE for h in bundle.heads)

    def label(
        self, article: Article, sentences: Sequence[Sentence], scores: Sequence[Scores], names: Mapping[str, str]
    ) -> tuple[LabelledSentence, ...]:
        """Labels all sentences of an article.

        `scores` belongs to the sentences that are not furniture, in order; `names` is the user's table of entities.
        Targets are the article's own where it gives any, else all mentions that are found.
        """
        text = article.text
        quotes = quoted_spans(text)
        scored = [s for s in sentences if s.role is not Role.FURNITURE]
        found = attributions(text, scored, scores, quotes, article.outlet)
        wanted = self._wanted(article, scored, names)
        voices = Voices(found, quotes)
        given = dict(zip([s.start for s in scored], scores, strict=True))
        result: list[LabelledSentence] = []
        for index, sentence in enumerate(sentences):
            if sentence.role is Role.FURNITURE:
                result.append(LabelledSentence(sentence=sentence, index=index))
            else:
                own = tuple(a for a in found if _touches(a, sentence))
                place = Place.of(sentence.start, sentence.end, quotes, sentence.role)
                row = self._one(text, sentence, given[sentence.start], place, voices, own)
                wanted_here = targets(text, sentence, given[sentence.start], wanted, voices)
                result.append(_complete(row, index, result, text, wanted_here))
        return tuple(result)

    def _wanted(self, article: Article, scored: Sequence[Sentence], names: Mapping[str, str]) -> Sequence[Mentioned]:
        if article.targets is not None:
            return [Mentioned(start, end) for start, end in article.targets]
        return places(scored, names) if self._valence else ()

    def _one(
        self, text: str, sentence: Sentence, scores: Scores, place: Place, voices: Voices, own: tuple[Attribution, ...]
    ) -> LabelledSentence:
        values = features(scores, place)
        kind = combine.apply(self._models["kind"], values)
        kinds = (kind[0], kind[1], kind[2])
        type_ = combine.apply(self._models["commentary_type"], values)
        p = {name: combine.apply(self._models[name], values)[1] for name in BINARY}
        outlet = voices.outlet_share(text, sentence.start, sentence.end)
        where = scores.offsets + sentence.start
        sides = voices.own(where), voices.quoted(where)
        hedged = _by_voice(1.0 - scores.tokens[HEDGE][:, 0], sides)
        epistemic = _by_voice(scores.tokens[HEDGE][:, 1], sides)
        loaded = _by_voice(1.0 - scores.tokens[LOADED][:, 0], sides)
        return LabelledSentence(
            sentence=sentence,
            index=0,
            p_kind=kinds,
            p_type=(type_[0], type_[1], type_[2]),
            p_opinion=p["opinion"],
            p_loaded=p["loaded"],
            p_hedged=p["hedged"],
            p_hedged_outlet=p["hedged"] * hedged[0] if outlet > 0 else None,
            p_hedged_quoted=p["hedged"] * hedged[1] if outlet < 1 else None,
            p_epistemic_outlet=p["epistemic"] * epistemic[0] if outlet > 0 else None,
            p_loaded_outlet=p["loaded"] * loaded[0] if outlet > 0 else None,
            p_loaded_quoted=p["loaded"] * loaded[1] if outlet < 1 else None,
            outlet_words=outlet,
            hedges=hedges(sentence.text, sentence.start, scores, voices, _cut(self._models["hedged"], "words")),
            loaded_words=loaded_words(
                sentence.text, sentence.start, scores, voices, _cut(self._models["loaded"], "words")
            ),
            attributions=own,
            heads=further.probabilities(self._listed, self._models, scores, values),
            marks=further.marks(self._listed, self._models, sentence.text, sentence.start, scores, voices),
        )


def _check(bundle: Bundle) -> None:
    tokens = {head.name for head in bundle.heads if head.level == "token"}
    lacking = [f"the token head {name!r}" for name in HEADS if name not in tokens]
    sizes = {**dict.fromkeys(CLASSES, 3), **dict.fromkeys(BINARY, 2)}
    models = bundle.combinations
    lacking += [
        f"the combination {name!r} of {size} classes"
        for name, size in sizes.items()
        if name not in models or len(models[name].classes) != size
    ]
    cuts = [(name, cut) for name, cut in CUTS if name in models and cut not in models[name].threshold]
    lacking += [f"the threshold {cut!r} of {name!r}" for name, cut in cuts]
    if lacking:
        raise BundleError(f"{bundle.folder}: this model cannot label: it lacks {', '.join(lacking)}")


def _cut(model: Combination, purpose: str) -> float:
    return float(model.threshold[purpose])


def _touches(found: Attribution, sentence: Sentence) -> bool:
    return any(a < sentence.end and sentence.start < b for a, b in found.spans)


def _by_voice(strength: Array, sides: tuple[Mask, Mask]) -> tuple[float, float]:
    """How strong the outlet's tokens and the others' are, as shares (0..1) of the strongest token."""
    if not len(strength):
        return 1.0, 1.0
    top = float(strength.max())
    shares = [float(strength[side].max()) / top if side.any() and top > 0 else 0.0 for side in sides]
    return shares[0], shares[1]


def _complete(
    row: LabelledSentence, index: int, before: Sequence[LabelledSentence], text: str, wanted: tuple[Target, ...]
) -> LabelledSentence:
    return replace(row, index=index, inherited_source=_inherited(row, before, text), targets=wanted)


def _inherited(row: LabelledSentence, before: Sequence[LabelledSentence], text: str) -> str | None:
    """The source of the sentence before, if that is a claim in the same paragraph and this a fact that runs on."""
    if row.kind is not Kind.FACT or row.attributions or not before or not before[-1].scored:
        return None
    last = before[-1]
    if "\n" in text[last.sentence.end : row.sentence.start] or not runs_on(row.sentence.text, last.sentence.text):
        return None
    if last.kind is Kind.CLAIM:
        spoken = [a for a in last.attributions if a.type is AttributionType.STATEMENT and a.source_text]
        return spoken[-1].voice if spoken else None
    return last.inherited_source
