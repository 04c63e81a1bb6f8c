"""Splitting: where sentences begin and end, and that no character is lost or doubled."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.records import Article, Role, Sentence
from framing.sentences import split
from framing.sentences.boundaries import LONGEST
from framing.sentences.paragraphs import BULLETS

GOLD = Path(__file__).parent.parent / "benchmarks" / "segmentation_gold.jsonl"
LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def sentences(text: str, title: str | None = None) -> tuple[Sentence, ...]:
    return split(Article(id="a", text=text, title=title))


def texts(text: str) -> list[str]:
    return [s.text for s in sentences(text)]


@pytest.mark.parametrize(
    "joined",
    [
        "“Go home,” he said. | He did.",
        "He said: “Go. | Now.” | Then he left.",
        "“Is it over?” he asked. | Nobody knew.",
        "“Is it over?” Ms. Tully asked. | Nobody knew.",
        '"Stop!" she cried. | "Stop at once."',
        "“It was left open, he said. | The next one is whole.",
        "The pact was signed in Sept. 2019 in the U.S. | The talks took a year.",
        "In Sept., the firm moved. | It moved again in Sept. | The rent was due.",
        "U.S. President Ada Holm met Rep. J. D. Moss and Gov. P. Orr. | They spoke.",
        "Dunn Inc. sued Marl Corp. over Patent No. 5 in St. Louis. | It lost.",
        "He arrived at 9 a.m. Monday and left at 5 p.m. | Reporters waited.",
        "It rose 3.2 percent to $4.75. | That is 0.1 more.",
        "See https://example.org/a.b?c=d. | Or write to ed.itor@example.org. | Thanks!",
        "He paused… | Then he went on.",
        "He paused ... and went on. | She left.",
        "The bill (it passed. Barely.) is law. | It took effect.",
        "He won. | (Nobody saw it coming.) | It was late.",
        "The claim is false.[3] | The next one stands.2 | So does this.¹ | Fine.",
        "He asked “Who Was That Man?” Grant replies in the book of that name.",
        "Yahoo! News ran it. | Others did not.",
        "It was the end.|Then it began again. | Node.js and Change.Org stayed.",
        "It is vitamin C. | He takes it daily.",
        "In Wall St. | The crowd grew; in St. Kitts it did not.",
        "1. Vote early. | It helps.",
        "A. Because we can. | Q. Why not?",
        "He likes tea, coffee, etc. | Milk is out.",
        "Prices fell vs. 2019. | They rose later.",
        "He said no. | Others said yes to No. 45.",
        "We left. | (LAUGHTER) | I stayed.",
        "ISLAMABAD: The talks went on. | They ended.",
        "NEW YORK, Jan. 5 (Newswire) - Stocks fell. | Bonds rose.",
        "WASHINGTON (NW) — The vote failed. | It was close.",
    ],
)
def test_boundaries(joined: str) -> None:
    expected = [piece.strip() for piece in joined.split("|")]
    text = joined.replace(" | ", " ").replace("|", "")
    assert texts(text) == expected


def test_lines_are_paragraphs_with_either_convention() -> None:
    first, second = "The dam held through the night.", "The road to the north did not."
    for gap in ("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028"):
        assert texts(first + gap + second) == [first, second]


def test_hard_wrapped_text_is_joined() -> None:
    text = (
        "The board of the water company voted late on Tuesday to close the\n"
        "older of its two plants, a decision that will cost the valley some\n"
        "forty jobs and that the mayor called a betrayal of the people who\n"
        "built it. The newer plant stays.\n"
        "\n"
        "Workers heard of the decision by e-mail on Wednesday morning, before\n"
        "the first shift. Some of them had been with the company for thirty\n"
        "years.\n"
    )
    found = texts(text)
    assert [s.split()[-1] for s in found] == ["it.", "stays.", "shift.", "years."]
    assert found[0].count("\n") == 3


def test_short_lines_are_not_taken_for_wrapped_text() -> None:
    text = "The shop sells these things:\neggs\nmilk\nbread\nIt closes at noon."
    assert len(texts(text)) == 5


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "and so on, " * 1000
    found = sentences(text)
    assert len(found) > 1
    assert all(s.end - s.start <= LONGEST for s in found)
    assert "".join(s.text for s in found).replace(" ", "") == text.replace(" ", "")
    assert {w for s in found for w in s.text.split()} <= {"and", "so", "on,"}


def test_a_word_longer_than_the_limit_is_not_cut() -> None:
    assert texts("x" * (3 * LONGEST)) == ["x" * (3 * LONGEST)]


@pytest.mark.parametrize("unseen", ["\0", "\u00ad", "\u200b", "\u200e", "\u2060", "\ufeff"])
def test_characters_without_a_shape_do_not_join_sentences(unseen: str) -> None:
    found = texts(f"The council met on Monday.{unseen} The vote was put off.{unseen}{unseen} Nobody spoke.")
    assert [text.strip(unseen + " ") for text in found] == [
        "The council met on Monday.",
        "The vote was put off.",
        "Nobody spoke.",
    ]


def test_empty_text_has_no_sentences() -> None:
    assert texts("") == texts(" \n\t\u00a0\r\n") == []


def check(text: str, title: str | None = None) -> None:
    found = sentences(text, title)
    assert found == sentences(text, title)
    covered = [False] * len(text)
    last = 0
    for s in found:
        assert last <= s.start < s.end <= len(text)
        assert s.text == text[s.start : s.end] == s.text.strip()
        covered[s.start : s.end] = [True] * (s.end - s.start)
        last = s.end
    for i, char in enumerate(text):
        if not covered[i] and not char.isspace():
            head = text[max(text.rfind(end, 0, i) for end in LINE_ENDS) + 1 : i]
            assert char in BULLETS
            assert not set(head.replace(" ", "").strip()) - BULLETS


WORDS = [
    "The",
    "U.S.",
    "Mr.",
    "said",
    "“Go.",
    "Now.”",
    "no",
    "3.2",
    "Why?",
    '"',
    "(",
    ")",
    "...",
    "…",
    "-",
    "•",
    "#",
    "!",
]
LINES = ["Leave a Reply", "By Ann Lee", "Read more:", "date 2024-05-06", "Story highlights", "JUST WATCHED", "icon-x"]


@given(st.text())
@example("\x00\r\n- \x00")
@example("\ufeff• \u200b\n--\n- - a")
def test_nothing_is_lost_in_any_text(text: str) -> None:
    check(text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*WORDS, *LINES, "\n", "\n\n", "\r\n", " ", "\x00", "a" * 50]), max_size=60))
def test_nothing_is_lost_in_text_like_pages(pieces: list[str]) -> None:
    check(" ".join(pieces), title="Leave a Reply")
    check("".join(pieces))


@pytest.mark.parametrize(
    "line", ["word " * 2_000_000, "x" * 10_000_000, "." * 10_000_000], ids=["words", "word", "dots"]
)
def test_a_line_of_ten_megabytes_takes_seconds(line: str) -> None:
    start = time.process_time()
    assert sentences(line)
    assert time.process_time() - start < 10


def test_ten_thousand_sentences_a_second() -> None:
    text = "\n\n".join(
        ["The vote was close. “We will be back,” said Mr. Orr of the U.S. team. Nobody else spoke."] * 2000
    )
    start = time.process_time()
    n = len(sentences(text))
    assert n / (time.process_time() - start) > 10_000


@pytest.mark.skipif(not GOLD.exists(), reason="the gold sentences are not part of an installed package")
def test_gold_sentences_are_found() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    gold = {(i, a, b) for i, row in enumerate(rows) for a, b in row["spans"]}
    found = {(i, s.start, s.end) for i, row in enumerate(rows) for s in sentences(row["text"])}
    assert len(gold) > 200
    assert 2 * len(gold & found) / (len(gold) + len(found)) > 0.97


REAL = os.environ.get("FRAMING_REAL_SEEDS")
FURNITURE_LINES = {"000": [17, 19], "001": [1, 1], "002": [1, 4, 6, 8], "003": [5, 6, 22], "004": [1]}
DECK_LINES = {"003": [3], "004": [2, 3]}


@pytest.mark.skipif(REAL is None, reason="FRAMING_REAL_SEEDS names no folder of real pages")
@pytest.mark.parametrize("page", FURNITURE_LINES)
def test_furniture_of_real_pages(page: str) -> None:
    path = next(Path(str(REAL)).glob(f"{page}_*.txt"))
    text = path.read_bytes().decode()
    found = sentences(text)
    lines = {role: [text.count("\n", 0, s.start) + 1 for s in found if s.role is role] for role in Role}
    assert lines[Role.FURNITURE] == FURNITURE_LINES[page]
    assert lines[Role.HEADLINE] == ([1] if page in {"000", "003"} else [])
    if page in DECK_LINES:
        assert lines[Role.DECK] == DECK_LINES[page]
    if page == "001":
        stamp, caption = (s for s in found if s.role is Role.FURNITURE)
        assert (stamp.start, stamp.end) == (1, 16)
        assert caption.end == text.index("\n")
