from __future__ import annotations

import io
import itertools
import json
from collections.abc import Callable

import builders
import pytest
from builders import build
from drafts import Draft
from pages import comparison, golden, hostile

from framing.records import Article, Report
from framing.report import comparisonfile, html, jsonfile, markdown, terminal, wording
from framing.story import Comparison


def test_the_markdown_is_the_agreed_one() -> None:
    golden("article.md", markdown.render(builders.pier()))
    golden("comparison.md", markdown.render_comparison(comparison(), {"The Harbour Ledger": "pier.md"}))


def test_the_json_is_the_agreed_one() -> None:
    golden("article.json", jsonfile.render(builders.pier()))


def test_the_json_of_a_comparison_is_the_agreed_one() -> None:
    written = comparisonfile.render(comparison(), {"The Harbour Ledger": "pier.json"})
    golden("comparison.json", written)
    record = json.loads(written)
    labels = {article["label"] for article in record["articles"]}
    assert {label for origin in record["origins"] for label in origin["articles"]} <= labels
    keys = {origin["key"] for origin in record["origins"]}
    assert {key for article in record["articles"] for key in article["origins"]} <= keys


def printed(report: Report | Comparison, width: int = 80) -> str:
    from rich.console import Console

    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    if isinstance(report, Report):
        terminal.render(report, console)
    else:
        terminal.render_comparison(report, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_the_terminal_summary_fits_on_a_screen() -> None:
    lines = printed(builders.pier(), 100).splitlines()
    assert len(lines) <= 24
    text = " ".join(" ".join(lines).split())
    assert "Own commentary 23% 9% to 43% 17 sentences" in text
    assert "◆ judgement 94% [9] It was a reckless way" in text
    assert "anonymous (through The Kestrel Courier)" in text


def test_the_terminal_says_why_nothing_was_scored() -> None:
    assert "only English is scored" in printed(builders.skipped())
    assert wording.NO_PROSE in printed(builders.empty())
    assert "no text column" in printed(builders.error())


def test_the_terminal_shows_hostile_text_as_text() -> None:
    shown = printed(hostile("[red]x[/] \x1b[31m \u202e and more"))
    assert "[red]x[/]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_terminal_compares() -> None:
    shown = " ".join(printed(comparison(), 120).split())
    assert "The Harbour Ledger 23% (9% to 43%) 49% (28% to 71%) 19% (5% to 38%) 3 of 7 2 of 7" in shown
    assert "6 origins that can be told apart; 2 are used by more than one article" in shown
    assert "Le Phare: not scored: language identified as French" in shown


def cells(text: str) -> list[list[str]]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows: list[list[str]] = []
    for before, token in itertools.pairwise(tokens):
        rows += [[]] if before.type == "tr_open" else []
        if token.type == "inline" and before.type in ("td_open", "th_open"):
            children = [child for child in token.children or [] if child.type != "html_inline"]
            rows[-1].append("".join(child.content for child in children))
    return rows


def test_markdown_tables_hold_every_sentence_word_for_word() -> None:
    report = builders.pier()
    rows = [row for row in cells(markdown.render(report)) if len(row) == 4]
    assert [row[2] for row in rows[1:]] == [s.sentence.text for s in report.sentences]


def test_hostile_text_stays_text_in_markdown() -> None:
    text = "a | b <script> *c* _d_ [e](http://f) `g` @someone $h$ ~i~ \\"
    report = build("x", [Draft(text, (0.1, 0.1, 0.8))], title="# " + text)
    written = markdown.render(report)
    assert cells(written)[1][2] == text
    assert "@someone" not in written
    assert written.startswith("# \\# a \\|")


def test_json_keeps_its_keys_and_its_offsets() -> None:
    report = builders.pier()
    record = json.loads(jsonfile.render(report))
    keys = [
        "status",
        "message",
        "model",
        "article",
        "measures",
        "sources",
        "stances",
        "origins",
        "chains",
        "sentences",
        "evidence",
        "meanings",
        "caveats",
    ]
    assert list(record["meanings"]) == [measure["name"] for measure in record["measures"]]
    assert list(record) == keys
    text = record["article"]["text"]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in record["sentences"])
    word = record["evidence"][0]["words"][0]
    assert text[word["start"] : word["end"]] == "reckless"


@pytest.mark.parametrize("state", [builders.skipped, builders.error, builders.empty])
def test_json_of_what_was_not_scored_is_empty(state: Callable[[], Report]) -> None:
    record = json.loads(jsonfile.render(state()))
    assert (record["sentences"], record["measures"], record["evidence"]) == ([], [], [])
    assert record["message"] == state().message


def test_json_can_be_written_whatever_the_text() -> None:
    report = Report(article=Article(id="a", text="x\ud800"), status="skipped", message=None, model="m")
    written = jsonfile.render(report)
    written.encode("utf-8")
    assert json.loads(written)["article"]["text"] == "x\ud800"


def test_an_explanation_is_printed_as_a_table() -> None:
    page = html.render(builders.pier())
    table = page[page.index('class="print-only"') :]
    assert table.count('<tr><th scope="row">') == 17
