from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import builders
import pytest
from builders import build
from drafts import Draft, shares
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import HOSTILE, Page, check, comparison, golden, hostile

from framing.records import OUTLET, HedgeType, LabelledSentence, Report
from framing.report import html, jsonfile, markdown, markup, wording
from framing.story import compare

STATES: list[Callable[[], Report]] = [builders.pier, builders.opinion, builders.skipped, builders.error, builders.empty]
CHART = re.compile(r'(<svg class="chart"[^>]*>).*?</svg>', re.DOTALL)


def without_charts(page: str) -> str:
    return CHART.sub(r"\1</svg>", page)


def test_the_page_of_an_article_is_the_agreed_one() -> None:
    golden("article.html", without_charts(html.render(builders.pier())))


def test_the_page_of_a_comparison_is_the_agreed_one() -> None:
    golden("comparison.html", without_charts(html.render_comparison(comparison(), {"The Harbour Ledger": "pier.html"})))


@pytest.mark.parametrize("state", STATES)
def test_every_page_is_well_formed(state: Callable[[], Report]) -> None:
    page = html.render(state())
    check(Page(page))
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<meta name="viewport"' in page


def test_a_comparison_is_well_formed() -> None:
    check(Page(html.render_comparison(comparison())))
    check(Page(html.render_comparison(compare([]))))
    check(Page(html.render_comparison(compare([builders.skipped(), builders.error()]))))


def test_a_page_needs_nothing_from_elsewhere() -> None:
    report = builders.pier()
    outside = [a for a in Page(html.render(report)).addresses if not a.startswith("#")]
    assert outside == [report.article.url]
    assert "url(http" not in html.render(report)


def test_the_article_is_there_word_for_word() -> None:
    report = builders.pier()
    text = Page(html.render(report)).text
    assert all(s.sentence.text in text for s in report.sentences)


def test_the_glance_counts_what_was_found() -> None:
    text = Page(html.render(builders.pier())).text
    assert (
        "Of 17 sentences, 6 report facts in the outlet's own voice, 8 pass on claims, and 3 are the outlet's own"
        in text
    )
    assert "(1 judgement, 1 interpretation, 1 forecast)" in text
    assert "3 of 7 sourced statements rest on anonymous sources; 2 are second-hand, through The Kestrel Courier" in text


def test_every_kind_has_a_label_and_a_glyph_beside_its_colour() -> None:
    page = html.render(builders.pier())
    for words in wording.KINDS.values():
        assert f'<span class="glyph" aria-hidden="true">{words.glyph}</span> {words.label}' in page
    assert len({words.glyph for words in wording.KINDS.values()}) == 3


def test_a_reader_learns_why() -> None:
    text = Page(html.render(builders.pier())).text
    assert "commentary 94%, fact 5%, claim 1%" in text
    assert "outlet ← The Kestrel Courier ← anonymous" in text
    assert "“so-called” (hearsay, own voice, 93%)" in text
    assert "“giveaway” (voice of Dario Quill, 87%)" in text
    assert "“reckless” −31 points, “sham” −21 points" in text
    assert "the passage runs on from The council's own report" in text


@pytest.mark.parametrize("note", wording.CLOSING)
def test_every_format_ends_with_the_closing_notes(note: str) -> None:
    assert note in Page(html.render(builders.pier())).text
    assert note in Page(html.render_comparison(comparison())).text
    assert note in markdown.render(builders.pier())
    assert note in markdown.render_comparison(comparison())


@pytest.mark.parametrize("report", [builders.skipped(), builders.error()])
def test_what_was_not_scored_says_why_and_shows_nothing_else(report: Report) -> None:
    page = Page(html.render(report))
    assert report.message is not None
    assert report.message in page.text
    assert page.headings == [1]
    assert "svg" not in page.tags
    assert report.message in markdown.render(report)
    assert "## " not in markdown.render(report)


def test_a_warning_and_the_reading_notes_are_shown() -> None:
    report = replace(builders.pier(), message="Half of it is not English.")
    text = Page(html.render(report)).text
    assert "Please note. Half of it is not English." in text
    assert report.article.notes[0] in text
    assert builders.MODEL in text


def test_a_measure_that_is_undefined_is_said_to_be() -> None:
    report = replace(builders.pier(), measures=shares(anonymous_share=(None, None, None, 0)))
    text = Page(html.render(report)).text
    assert "undefined" in text
    assert "no interval" in text


def test_a_measure_without_words_goes_by_its_name() -> None:
    report = replace(builders.pier(), measures=shares(passive_share=(0.5, 0.25, 0.75, 17)))
    assert "Passive share" in Page(html.render(report)).text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://", "//evil.example", "http://[x"])
def test_only_web_addresses_are_linked(url: str) -> None:
    report = builders.pier()
    page = Page(html.render(replace(report, article=replace(report.article, url=url))))
    assert all(address.startswith("#") for address in page.addresses)
    assert url in page.text


def test_links_of_a_comparison_stay_in_its_folder() -> None:
    links = {"The Harbour Ledger": "javascript:alert(1)", "The Kestrel Courier": 'a "b".html'}
    page = Page(html.render_comparison(comparison(), links))
    assert [a for a in page.addresses if not a.startswith("#")] == ["./javascript%3Aalert%281%29", "./a%20%22b%22.html"]


def test_hostile_text_stays_text() -> None:
    page = html.render(hostile(HOSTILE))
    check(Page(page))
    assert "<script" not in page.lower()
    assert "{{ 7*7 }}" in Page(page).text
    assert "\x00" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "[U+202E]" in page
    assert "\u2400" in page


def test_hostile_names_stay_text_in_a_comparison() -> None:
    page = html.render_comparison(compare([hostile(HOSTILE), builders.pier()]))
    check(Page(page))
    assert "<script" not in page.lower()
    assert "\u202e" not in page


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_gives_a_page_that_can_be_written(text: str) -> None:
    report = hostile(text)
    page = html.render(report)
    check(Page(page))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", page)
    for whole in (page, markdown.render(report), jsonfile.render(report)):
        whole.encode("utf-8")


@given(st.data())
def test_pieces_put_together_are_the_sentence(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(builders.pier().sentences))
    at = sentence.sentence.start + data.draw(st.integers(-5, len(sentence.sentence.text) + 5))
    end = at + data.draw(st.integers(1, 30))
    words = tuple(replace(word, start=at, end=end) for word in builders.pier().sentences[10].loaded_words)
    pieces = markup.pieces(replace(sentence, loaded_words=words))
    assert "".join(piece.text for piece in pieces) == sentence.sentence.text
    marked = sum(len(piece.text) for piece in pieces if "loaded" in piece.marks)
    assert marked == max(0, min(end, sentence.sentence.end) - max(at, sentence.sentence.start))


def test_a_word_in_another_voice_is_marked_otherwise() -> None:
    report = builders.pier()
    found = {p.text: p.marks for p in markup.pieces(next(s for s in report.sentences if "slammed" in s.sentence.text))}
    assert found["slammed"] == ("cue", "loaded")
    assert found["cronies"] == ("content", "loaded-quoted")


def test_lines_that_end_inside_sentences_do_not_part_paragraphs() -> None:
    drafts = [
        Draft("One two\nthree.", (1, 0, 0)),
        Draft("Four.", (1, 0, 0), break_before="\n"),
        Draft("Five.", (1, 0, 0)),
    ]
    assert [len(group) for group in markup.paragraphs(build("a", drafts))] == [2, 1]
    plain = [Draft("One two three.", (1, 0, 0)), *drafts[1:]]
    assert [len(group) for group in markup.paragraphs(build("a", plain))] == [1, 1, 1]


def ratio(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(first), light(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_text_has_enough_contrast_in_both_schemes() -> None:
    page = html.render(builders.empty())
    schemes = [
        dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{.*?\}", page, re.DOTALL)
    ]
    assert len(schemes[0]) == len(schemes[1]) == 12
    for scheme in schemes[:2]:
        for ground in ("paper", "wash", "own-wash", "said"):
            for ink in ("ink", "soft", "own", "claim"):
                assert ratio(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
        for mark in ("fact", "hedge", "loaded"):
            assert ratio(scheme[mark], scheme["paper"]) >= 3, mark


def test_furniture_is_in_place_and_listed() -> None:
    report = builders.pier()
    text = Page(html.render(report)).text
    assert "Not scored (4): “By Mara Ellingsen”, “Published: 3 March 2026”" in text
    assert "not scored Leave a Reply" in text


def test_a_long_list_of_hedges_is_cut_in_the_glance() -> None:
    words = [f"perhaps{i}" for i in range(12)]
    text = " ".join(words)
    report = build("a", [Draft(text, (1, 0, 0), hedges=[(w, HedgeType.EPISTEMIC, OUTLET) for w in words])])
    assert "“perhaps7” and 4 more." in Page(html.render(report)).text


def test_one_of_each_reads_as_a_sentence() -> None:
    sentence: LabelledSentence = builders.pier().sentences[0]
    report = replace(builders.pier(), sentences=(sentence,))
    text = Page(html.render(report)).text
    assert "Of 1 sentence, 1 reports a fact in the outlet's own voice, none pass on claims, and none is the" in text
    assert "It attributes nothing to anybody." in text
