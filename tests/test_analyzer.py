"""One article through the whole of it, with the tiny model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing import measures
from framing.analyzer import Analyzer
from framing.errors import UsageError
from framing.records import OUTLET, Article, Report, Role

NEWS = (
    "Board to vote on the pier\n\nThe board of Port Hallam will vote on the pier on Tuesday evening, Ada Quist said. "
    "“It may close,” she told the Harbour Ledger. “We will see what the engineers find.”\n\n"
    "Officials familiar with the matter said the ferry company reportedly owes the town two million crowns.\n\n"
    "Post a comment\n"
)
FRENCH = (
    "Le conseil municipal de la ville a décidé mardi de fermer le vieux pont au-dessus de la rivière. "
    "La mairesse a déclaré que les travaux commenceraient au printemps, si le budget le permet encore cette année."
)


@pytest.fixture(scope="module")
def report(analyzer: Analyzer) -> Report:
    return analyzer.analyze(Article(id="news.txt", text=NEWS))


def test_report_of_an_article(report: Report, analyzer: Analyzer) -> None:
    assert (report.status, report.message, report.article.id) == ("ok", None, "news.txt")
    assert report.model == analyzer.bundle.label
    assert report.article.language == "en"
    assert tuple(m.name for m in report.measures) == measures.NAMES
    roles = [s.sentence.role for s in report.sentences]
    assert roles[0] is Role.HEADLINE
    assert roles[-1] is Role.FURNITURE
    assert [s.scored for s in report.sentences] == [role is not Role.FURNITURE for role in roles]
    assert report.measure("commentary_share").n == len(report.scored)  # type: ignore[union-attr]


def test_hearsay_of_the_article_is_found(report: Report) -> None:
    assert any(NEWS[a:b] == "reportedly" for found in report.attributions for a, b in found.cue) or any(
        "reportedly" in NEWS[a:b] for found in report.attributions for a, b in found.content
    )


def test_language_that_is_not_english_is_skipped(analyzer: Analyzer) -> None:
    report = analyzer.analyze(Article(id="fr", text=FRENCH))
    assert (report.status, report.sentences, report.measures) == ("skipped", (), ())
    assert "French" in (report.message or "")
    assert "only English is scored" in (report.message or "")


@pytest.mark.parametrize("text", ["", " \n\t ", "Menu", "\x00", "https://harbour.example/pier"])
def test_text_without_prose_is_skipped(analyzer: Analyzer, text: str) -> None:
    report = analyzer.analyze(Article(id="a", text=text))
    assert report.status == "skipped"
    assert "no prose" in (report.message or "")


def test_article_that_is_all_furniture_is_skipped(analyzer: Analyzer) -> None:
    text = "\n\n".join(["Sign in to join the discussion", "Post a comment", "Share on Facebook", "Leave a Reply"])
    report = analyzer.analyze(Article(id="a", text=text))
    assert report.status == "skipped"
    assert "nothing in the text is a sentence of an article" in (report.message or "")


def test_notes_of_reading_come_with_the_report(analyzer: Analyzer) -> None:
    notes = ("Decoded as windows-1252, which is a guess.",)
    assert analyzer.analyze(Article(id="a", text=NEWS, notes=notes)).message == notes[0]
    skipped = analyzer.analyze(Article(id="a", text="", notes=notes)).message or ""
    assert skipped.startswith(f"{notes[0]}; no prose")


def test_many_articles_keep_their_order(analyzer: Analyzer, report: Report) -> None:
    texts = [NEWS, "", FRENCH, NEWS, " ", NEWS]
    reports = list(analyzer.analyze_many(Article(id=str(i), text=text) for i, text in enumerate(texts)))
    assert [r.article.id for r in reports] == list("012345")
    assert [r.status for r in reports] == ["ok", "skipped", "skipped", "ok", "skipped", "ok"]
    assert [s.kind for s in reports[3].sentences] == [s.kind for s in report.sentences]


def test_no_articles_give_no_reports(analyzer: Analyzer) -> None:
    assert list(analyzer.analyze_many([])) == []


def test_many_articles_are_read_as_they_are_needed(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block is scored when it is full, also where most of it is skipped."""
    monkeypatch.setattr("framing.analyzer.BLOCK_SENTENCES", 5)
    taken: list[int] = []

    def articles() -> object:
        for number in range(50):
            taken.append(number)
            yield Article(id=str(number), text="")

    reports = analyzer.analyze_many(articles())  # type: ignore[arg-type]
    assert next(reports).article.id == "0"
    assert len(taken) == 5


def test_block_size_does_not_matter(analyzer: Analyzer, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.analyzer.BLOCK_SENTENCES", 1)
    reports = list(analyzer.analyze_many([Article(id="news.txt", text=NEWS)] * 2))
    for one in reports:
        assert [s.p_kind for s in one.sentences if s.p_kind] == [
            pytest.approx(s.p_kind, abs=0.005) for s in report.sentences if s.p_kind
        ]


def test_unit_sentence_scores_each_text_as_one_sentence(analyzer: Analyzer) -> None:
    texts = ["No.", "It may rain. It may not.", FRENCH, "Post a comment", "  It rained.  "]
    reports = list(analyzer.analyze_many([Article(id=t, text=t) for t in texts], unit="sentence"))
    assert [r.status for r in reports] == ["ok"] * len(texts)
    for text, report in zip(texts, reports, strict=True):
        (row,) = report.sentences
        assert (row.sentence.start, row.sentence.end, row.sentence.text) == (0, len(text), text)
        assert row.sentence.role is Role.BODY
        assert row.scored


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_unit_sentence_of_nothing_is_skipped(analyzer: Analyzer, text: str) -> None:
    (report,) = analyzer.analyze_many([Article(id="a", text=text)], unit="sentence")
    assert (report.status, report.message) == ("skipped", "no prose: the text is empty")


def test_unknown_unit(analyzer: Analyzer) -> None:
    with pytest.raises(UsageError, match="unit 'paragraph' is unknown; known are article, sentence"):
        analyzer.analyze_many([], unit="paragraph")


TARGETS = ((12, 16), (0, 9), (0, 9), (17, 18), (0, 40), (2, 4), (38, 40))


def test_targets_come_back_as_they_were_given(analyzer: Analyzer) -> None:
    text = "  Ada Quist hates the old pier, she said"
    article = Article(id="a", text=text, targets=TARGETS)
    (report,) = analyzer.analyze_many([article], unit="sentence")
    found = report.sentences[0].targets
    assert tuple((t.start, t.end) for t in found) == TARGETS
    assert [t.text for t in found] == [text[a:b] for a, b in TARGETS]
    assert found[1] == found[2]
    for target in found:
        assert target.p_negative + target.p_neutral + target.p_positive == pytest.approx(1.0, abs=1e-5)
        assert target.valence == pytest.approx(target.p_positive - target.p_negative)


@pytest.mark.parametrize("span", [(0, 2), (5, 6)])
def test_target_without_a_word_is_neutral(analyzer: Analyzer, span: tuple[int, int]) -> None:
    article = Article(id="a", text="  Ada left.", targets=(span,))
    (report,) = analyzer.analyze_many([article], unit="sentence")
    (target,) = report.sentences[0].targets
    assert (target.start, target.end, target.valence, target.p_neutral) == (*span, 0.0, 1.0)


def test_targets_of_an_article_stand_in_their_sentences(analyzer: Analyzer, report: Report) -> None:
    spans = [(NEWS.index(w), NEWS.index(w) + len(w)) for w in ("Ada Quist", "the ferry company", "Post")]
    found = analyzer.analyze(replace(report.article, targets=tuple(spans)))
    placed = {t.text: s.index for s in found.sentences for t in s.targets}
    assert sorted(placed) == ["Ada Quist", "the ferry company"]
    for text, index in placed.items():
        assert text in found.sentences[index].sentence.text


def test_targets_are_found_where_none_are_given(report: Report) -> None:
    """Every target stands where it says, in a scored sentence, and is an entity of the article."""
    found = [(s, t) for s in report.sentences for t in s.targets]
    assert found
    for sentence, target in found:
        assert sentence.scored
        assert report.article.text[target.start : target.end] == target.text
        assert target.entity
        assert target.type
    named = {(s.entity, s.voice) for s in report.stances}
    assert named == {(t.entity, v) for _, t in found for v in ((t.voice, OUTLET) if t.endorsed else (t.voice,))}


def test_facts_run_on_with_the_source_before_them(report: Report) -> None:
    """Where a source is inherited, the sentence is a fact without any of its own, behind a scored one."""
    for before, row in zip(report.sentences, report.sentences[1:], strict=False):
        if row.inherited_source is not None:
            assert row.kind == "fact"
            assert not row.attributions
            assert before.scored


@pytest.mark.parametrize("text", [None, 5, b"bytes"])
def test_what_is_no_text_is_refused_by_name(analyzer: Analyzer, text: object) -> None:
    with pytest.raises(UsageError, match=f"article 'x': the text is to be a str, and not {type(text).__name__}"):
        analyzer.analyze(Article(id="x", text=text))  # type: ignore[arg-type]
    with pytest.raises(
        UsageError, match=r"an Article is expected, framing\.Article\(id=\.\.\., text=\.\.\.\), and not str"
    ):
        analyzer.analyze(NEWS)  # type: ignore[arg-type]
