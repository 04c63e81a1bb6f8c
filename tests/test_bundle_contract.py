"""What every model must keep: it is whole, and what it says of a sentence depends on that sentence alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hostile import ARTICLES, LONG, SENTENCES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from framing import bundle as bundles
from framing.analyzer import Analyzer
from framing.bundle import MANIFEST, TOKENIZER, Bundle
from framing.encoder import Encoder, Scores
from framing.labels import combine
from framing.labels.features import Place, features
from framing.records import OUTLET, Article, Attribution, Hedge, LabelledSentence, LoadedWord, Report, Role, Span

TOLERANCE = 0.005
NEWS = (
    "The harbour board voted on Tuesday to close the east pier.",
    "Officials familiar with the plan said the pier could reopen in May.",
    "It was a reckless, shameful decision by a board that has never listened.",
    "“We will not pay twice,” said Ada Quist, the mayor.",
    "No.",
    " ".join(["The board, which met in the old customs house, heard from forty residents."] * 6),
)


@dataclass(frozen=True, slots=True)
class Model:
    """A bundle with its encoder."""

    bundle: Bundle
    encoder: Encoder

    def numbers(self, scores: Scores) -> np.ndarray:
        """Every probability that the model gives for a sentence, in one row."""
        heads = [p.ravel() for p in (*scores.sentence.values(), *scores.tokens.values())]
        values = features(scores, Place())
        models = [np.array(combine.apply(m, values)) for m in self.bundle.combinations.values()]
        return np.concatenate([*heads, *models]).astype(np.float64)

    def of(self, texts: Sequence[str]) -> list[np.ndarray]:
        return [self.numbers(scores) for scores in self.encoder.score(texts)]


@pytest.fixture(scope="module")
def model(bundle_path: Path) -> Model:
    bundle = bundles.load(bundle_path)
    return Model(bundle, Encoder(bundle))


@pytest.fixture(scope="module")
def alone(model: Model) -> dict[str, np.ndarray]:
    """What the model says of each sentence by itself."""
    return {text: model.of([text])[0] for text in NEWS}


def assert_close(found: np.ndarray, wanted: np.ndarray) -> None:
    assert found.shape == wanted.shape
    assert np.abs(found - wanted).max() <= TOLERANCE


def test_loads_and_names_itself(model: Model, bundle_path: Path) -> None:
    manifest = (bundle_path / MANIFEST).read_bytes()
    assert model.bundle.identity == hashlib.sha256(manifest).hexdigest()
    assert model.bundle.label == f"{model.bundle.name} {model.bundle.version} ({model.bundle.identity[:12]})"


def test_licence_and_corpora_are_stated(model: Model) -> None:
    assert model.bundle.facts["licence"]
    assert model.bundle.facts["corpora"]


def test_every_feature_of_a_combination_is_given(model: Model) -> None:
    given_features = features(model.encoder.score(["The board met."])[0], Place())
    for combination in model.bundle.combinations.values():
        assert set(combination.features) <= set(given_features), combination.name


def test_priors_are_shares(model: Model) -> None:
    for combination in model.bundle.combinations.values():
        assert len(combination.prior) == len(combination.classes)
        assert sum(combination.prior) == pytest.approx(1.0, abs=1e-3)
        assert all(0.0 <= cut <= 1.0 for cut in combination.threshold.values())


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: ascii(text[:20]))
def test_probabilities_are_probabilities(model: Model, text: str) -> None:
    scores = model.encoder.score([text])[0]
    for p in (*scores.sentence.values(), *scores.tokens.values()):
        assert np.isfinite(p).all()
        assert p.min(initial=0.0) >= 0.0
        np.testing.assert_allclose(p.sum(axis=-1), 1.0, atol=1e-5)
    for combination in model.bundle.combinations.values():
        p = np.array(combine.apply(combination, features(scores, Place())))
        assert p.min() >= 0.0
        assert p.sum() == pytest.approx(1.0, abs=1e-5)


def test_same_input_gives_the_same_output_to_the_last_digit(model: Model) -> None:
    texts = [*NEWS, *SENTENCES]
    first, again = model.encoder.score(texts), Encoder(model.bundle).score(texts)
    for one, two in zip(first, again, strict=True):
        for name in one.sentence:
            np.testing.assert_array_equal(one.sentence[name], two.sentence[name])
        for name in one.tokens:
            np.testing.assert_array_equal(one.tokens[name], two.tokens[name])


@pytest.mark.parametrize(
    "company",
    [NEWS, NEWS[::-1], (*NEWS, *SENTENCES), (LONG[:4000], *NEWS), NEWS * 12],
    ids=["together", "reversed", "with odd texts", "with a long one", "many times"],
)
def test_company_does_not_matter(model: Model, alone: Mapping[str, np.ndarray], company: Sequence[str]) -> None:
    for text, found in zip(company, model.of(company), strict=True):
        if text in alone:
            assert_close(found, alone[text])


@pytest.mark.parametrize("threads", [2, 5])
def test_threads_change_nothing(model: Model, threads: int) -> None:
    several = Model(model.bundle, Encoder(model.bundle, threads=threads))
    texts = [*NEWS, *SENTENCES] * 8
    for one, found in zip(model.of(texts), several.of(texts), strict=True):
        np.testing.assert_array_equal(one, found)


@given(st.lists(st.sampled_from((*NEWS, *SENTENCES[:8])), min_size=1, max_size=12))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_company_does_not_matter(model: Model, alone: Mapping[str, np.ndarray], texts: list[str]) -> None:
    for text, found in zip(texts, model.of(texts), strict=True):
        if text in alone:
            assert_close(found, alone[text])


def expected_offsets(bundle: Bundle, text: str) -> list[Span]:
    tokenizer = Tokenizer.from_file(str(bundle.path(TOKENIZER)))
    tokenizer.no_truncation()
    return [(a, b) for a, b in tokenizer.encode(text).offsets[1:-1]]


def test_long_sentence_is_read_whole(model: Model) -> None:
    assert len(LONG.split()) > 5000
    scores = model.encoder.score([LONG])[0]
    assert [(int(a), int(b)) for a, b in scores.offsets] == expected_offsets(model.bundle, LONG)
    assert {len(p) for p in scores.tokens.values()} == {len(scores.offsets)}


@pytest.mark.parametrize("beyond", [-1, 0, 1, 2, 22, 23, 24, 25, 46, 47, 48, 49, 50, 300])
def test_windows_cover_every_token_once(model: Model, beyond: int) -> None:
    text = " ".join("a" for _ in range(model.bundle.max_tokens - 2 + beyond))
    scores = model.encoder.score([text])[0]
    assert [(int(a), int(b)) for a, b in scores.offsets] == expected_offsets(model.bundle, text)


@pytest.fixture(scope="module")
def reports(model: Model) -> list[Report]:
    """The hostile articles, scored together."""
    articles = [Article(id=str(i), text=text) for i, text in enumerate(ARTICLES)]
    return list(Analyzer(model.bundle).analyze_many(articles))


def labelled(reports: Sequence[Report]) -> Iterator[tuple[Article, LabelledSentence]]:
    for report in reports:
        for row in report.sentences:
            yield report.article, row


def test_hostile_articles_are_reported_in_order(reports: Sequence[Report]) -> None:
    assert [r.article.id for r in reports] == [str(i) for i in range(len(ARTICLES))]
    assert all(r.status == "ok" or r.message for r in reports)
    assert sum(r.status == "ok" for r in reports) > len(ARTICLES) // 2


def test_sentences_are_spans_of_the_text(reports: Sequence[Report]) -> None:
    for article, row in labelled(reports):
        assert row.sentence.text == article.text[row.sentence.start : row.sentence.end]
    for report in reports:
        assert [row.index for row in report.sentences] == list(range(len(report.sentences)))


def test_furniture_is_never_scored(reports: Sequence[Report]) -> None:
    roles = {row.sentence.role for _, row in labelled(reports) if not row.scored}
    assert roles == {Role.FURNITURE}
    assert all(row.sentence.role is not Role.FURNITURE for _, row in labelled(reports) if row.scored)


def words_of(row: LabelledSentence) -> list[LoadedWord | Hedge]:
    return [*row.loaded_words, *row.hedges]


def test_words_are_spans_inside_their_sentence(reports: Sequence[Report]) -> None:
    for article, row in labelled(reports):
        for word in words_of(row):
            assert row.sentence.start <= word.start < word.end <= row.sentence.end
            assert word.text == article.text[word.start : word.end] == word.text.strip()
            assert 0.0 <= word.p <= 1.0


def test_attributions_stand_whole_in_every_sentence_they_touch(reports: Sequence[Report]) -> None:
    for report in reports:
        for found in report.attributions:
            check_attribution(found, report.article.text)
            touched = {r.index for r in report.sentences if touches(found, r) and r.scored}
            assert touched == {r.index for r in report.sentences if found in r.attributions}


def check_attribution(found: Attribution, text: str) -> None:
    assert found.content or found.source
    for spans in (found.source, found.cue, found.content):
        assert list(spans) == sorted(spans)
        assert all(0 <= a < b <= len(text) for a, b in spans)
    if found.source:
        whole = text[found.source[0][0] : found.source[-1][1]]  # in the article's words where its parts are near
        assert found.source_text in (" … ".join(text[a:b] for a, b in found.source), whole)
    else:
        assert found.source_text is None
    assert bool(found.chain) == bool(found.source)
    if found.chain:
        assert found.chain[0].name == found.source_name
        assert found.chain[0].sourcing is found.sourcing


def touches(found: Attribution, row: LabelledSentence) -> bool:
    return any(a < row.sentence.end and row.sentence.start < b for a, b in found.spans)


def test_probabilities_of_sentences_are_in_range(reports: Sequence[Report]) -> None:
    for _, row in labelled(reports):
        if row.p_kind is None or row.p_type is None:
            continue
        assert sum(row.p_kind) == pytest.approx(1.0, abs=1e-5)
        assert sum(row.p_type) == pytest.approx(1.0, abs=1e-5)
        single = [row.p_opinion, row.p_loaded, row.p_hedged, row.p_hedged_outlet, row.p_hedged_quoted]
        single += [row.p_epistemic_outlet, row.p_loaded_outlet, row.p_loaded_quoted, row.outlet_words]
        assert all(p is None or 0.0 <= p <= 1.0 for p in single)
        assert row.p_hedged is not None
        if row.outlet_words == 1.0:
            assert row.p_hedged_quoted is None
            assert row.p_hedged_outlet == pytest.approx(row.p_hedged)


def test_voices_are_the_outlets_or_a_sources(reports: Sequence[Report]) -> None:
    for report in reports:
        known = {OUTLET, "unnamed", *(found.voice for found in report.attributions)}
        assert {w.voice for r in report.sentences for w in words_of(r)} <= known


def test_measures_of_hostile_articles_are_in_range(reports: Sequence[Report]) -> None:
    for report in reports:
        for measure in report.measures:
            if measure.value is None:
                assert (measure.n, measure.low, measure.high) == (0, None, None)
            else:
                assert measure.low is not None
                assert measure.high is not None
                assert 0.0 <= measure.low <= measure.value <= measure.high <= 1.0


def test_article_is_scored_alike_alone_and_in_company(model: Model, reports: Sequence[Report]) -> None:
    for number in (0, 5, len(ARTICLES) - 3):
        alone = Analyzer(model.bundle).analyze(Article(id=str(number), text=ARTICLES[number]))
        assert len(alone.sentences) == len(reports[number].sentences)
        for one, other in zip(alone.scored, reports[number].scored, strict=True):
            assert_close(np.array(one.p_kind), np.array(other.p_kind))


def test_manifest_holds_no_path(bundle_path: Path) -> None:
    text = (bundle_path / MANIFEST).read_text(encoding="utf-8")
    names = json.loads(text)["files"]
    assert str(Path.home()) not in text
    assert all(not Path(name).is_absolute() for name in names)
