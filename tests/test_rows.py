from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import builders
import pytest
from drafts import shares
from hypothesis import given
from hypothesis import strategies as st

from framing.batch.schema import schema
from framing.records import Article, Report
from framing.rows import ARTICLE_COLUMNS, SENTENCE_COLUMNS, article_row, sentence_columns, sentence_rows, whole

SENTENCE_CONTRACT = [
    "article",
    "index",
    "start",
    "end",
    "role",
    "text",
    "kind",
    "commentary_type",
    "p_fact",
    "p_claim",
    "p_commentary",
    "p_opinion",
    "p_loaded",
    "p_hedged",
    "loaded_words",
    "hedges",
    "attributions",
    "inherited_source",
    "targets",
    "status",
    "message",
]
ARTICLE_CONTRACT = [
    "article",
    "outlet",
    "title",
    "date",
    "url",
    "language",
    "genre",
    "n_sentences",
    "n_words",
    "status",
    "message",
    "commentary_share",
    "judgement_share",
    "claim_share",
    "hedged_share",
    "epistemic_share",
    "loaded_share",
    "hedged_quoted_share",
    "loaded_quoted_share",
    "anonymous_share",
    "second_hand_share",
    "stances",
    "sources",
    "origins",
]


def rows(report: Report) -> list[dict[str, Any]]:
    return list(sentence_rows(report))


def row_with(report: Report, words: str) -> dict[str, Any]:
    return next(row for row in rows(report) if words in str(row["text"]))


def test_sentence_columns_follow_the_contract() -> None:
    assert list(SENTENCE_COLUMNS) == SENTENCE_CONTRACT


def test_article_columns_follow_the_contract() -> None:
    assert [c for c in ARTICLE_COLUMNS if not c.endswith(("_low", "_high"))] == ARTICLE_CONTRACT
    at = ARTICLE_COLUMNS.index("claim_share")
    assert ARTICLE_COLUMNS[at : at + 3] == ("claim_share", "claim_share_low", "claim_share_high")


def test_further_heads_stand_before_the_status_in_every_row() -> None:
    expected = [*SENTENCE_CONTRACT[:-2], "p_urgency", "p_frame_money", "p_frame_safety", "status", "message"]
    report = builders.pier()
    assert list(sentence_columns(report)) == expected
    assert all(list(row) == expected for row in rows(report))


def test_a_binary_head_is_rounded_and_absent_from_furniture() -> None:
    report = builders.pier()
    assert row_with(report, "17 March")["p_urgency"] == 0.1235
    assert row_with(report, "Leave a Reply")["p_urgency"] is None


def test_text_is_the_span_of_the_article() -> None:
    report = builders.pier()
    assert all(row["text"] == report.article.text[row["start"] : row["end"]] for row in rows(report))


def test_furniture_has_a_row_without_labels() -> None:
    row = row_with(builders.pier(), "Leave a Reply")
    assert row["role"] == "furniture"
    empty = ("kind", "commentary_type", "p_fact", "p_claim", "p_commentary", "p_opinion", "p_loaded", "p_hedged")
    assert [row[column] for column in empty] == [None] * 8


def test_only_commentary_has_a_type() -> None:
    kinds = {(row["kind"], row["commentary_type"] is None) for row in rows(builders.pier())}
    assert kinds == {("fact", True), ("claim", True), ("commentary", False), (None, True)}


def test_spans_count_from_the_start_of_the_row() -> None:
    report = builders.pier()
    row = row_with(report, "reckless")
    text = str(row["text"])
    words = [text[w["start"] : w["end"]] for w in row["loaded_words"]]
    assert words == ["reckless", "sham"]
    (hedge,) = row["hedges"]
    at = text.index("so-called")
    assert hedge == {"start": at, "end": at + 9, "text": "so-called", "p": 0.93, "voice": "outlet", "type": "hearsay"}


def test_an_attribution_stands_whole_in_every_row_it_touches() -> None:
    report = builders.pier()
    first, second = (s for s in report.sentences if "officials" in s.sentence.text and s.index > 1)
    both = replace(second, attributions=first.attributions)
    shared = replace(report, sentences=(*report.sentences[: second.index], both, *report.sentences[second.index + 1 :]))
    early, late = (rows(shared)[s.index] for s in (first, second))
    shift = int(str(late["start"])) - int(str(early["start"]))
    a, b = early["attributions"][0], late["attributions"][0]
    assert (a["id"], a["chain"]) == (b["id"], b["chain"])
    assert b["source"] == [[start - shift, end - shift] for start, end in a["source"]]
    assert b["source"][0][0] < 0


def test_a_chain_has_no_empty_name() -> None:
    report = builders.pier()
    chains = [a["chain"] for row in rows(report) for a in row["attributions"]]
    assert chains[0] == [{"name": "Two officials", "sourcing": "anonymous"}]
    assert chains[2] == [
        {"name": "The Kestrel Courier", "sourcing": "media"},
        {"name": "anonymous", "sourcing": "anonymous"},
    ]
    assert all(link["name"] for chain in chains for link in chain)


def test_valence_is_the_difference_of_the_rounded_probabilities() -> None:
    (target,) = row_with(builders.pier(), "The timing")["targets"]
    assert (target["p_negative"], target["p_neutral"], target["p_positive"]) == (0.7, 0.2, 0.1)
    assert target["valence"] == -0.6
    assert target["entity"] == "Port Hallam council"


@pytest.mark.parametrize("report", [builders.skipped(), builders.error()])
def test_an_article_without_scores_is_one_row(report: Report) -> None:
    (row,) = rows(report)
    assert list(row) == SENTENCE_CONTRACT
    known = {key: value for key, value in row.items() if value is not None}
    assert known == {"article": report.article.id, "status": report.status, "message": report.message}
    summary = article_row(report)
    assert tuple(summary) == ARTICLE_COLUMNS
    assert {key: value for key, value in summary.items() if value is not None} == known


def test_an_article_row_holds_measures_sources_and_origins() -> None:
    row: dict[str, Any] = article_row(builders.pier())
    assert tuple(row) == ARTICLE_COLUMNS
    assert (row["commentary_share"], row["commentary_share_low"], row["commentary_share_high"]) == (
        0.2341,
        0.0912,
        0.4317,
    )
    assert (row["n_sentences"], row["n_words"], row["status"]) == (17, 223, "ok")
    assert row["sources"][0]["name"] == "The Kestrel Courier"
    assert row["origins"][0] == {"name": "anonymous", "sourcing": "anonymous"}
    assert row["stances"][0]["low"] == -0.9


def test_a_measure_that_was_not_taken_or_is_undefined_is_null() -> None:
    report = replace(builders.pier(), measures=shares(claim_share=(None, None, None, 0)))
    row = article_row(report)
    assert (row["claim_share"], row["claim_share_low"], row["hedged_share"]) == (None, None, None)


def test_rows_are_plain_json() -> None:
    report = builders.pier()
    for row in (*rows(report), article_row(report)):
        assert json.loads(json.dumps(row, allow_nan=False)) == row
        assert type(row["status"]) is str
    assert type(rows(report)[0]["kind"]) is str


def test_a_message_of_a_scored_article_is_in_its_rows() -> None:
    report = replace(builders.pier(), message="half of it is not English")
    assert {row["message"] for row in rows(report)} == {"half of it is not English"}


def test_an_article_without_sentences_has_no_sentence_rows() -> None:
    assert rows(builders.empty()) == []
    assert article_row(Report(article=Article(id="x", text=""), status="ok", message=None, model="m"))["n_words"] == 0


@given(st.lists(st.floats(1e-6, 1.0), min_size=2, max_size=6))
def test_rounded_probabilities_add_up_exactly(weights: list[float]) -> None:
    total = sum(weights)
    rounded = whole(weights)
    assert sum(round(p * 10_000) for p in rounded) == 10_000
    assert all(p == round(p, 4) for p in rounded)
    assert all(abs(p - w / total) <= 1.0001e-4 for p, w in zip(rounded, weights, strict=True))


def test_parquet_has_every_field_of_a_row() -> None:
    arrow = pytest.importorskip("pyarrow")
    report = builders.pier()
    for rows in (list(sentence_rows(report)), [article_row(report)]):
        columns = tuple(dict.fromkeys(name for row in rows for name in row))
        table = arrow.Table.from_pylist(rows, schema=schema(columns, {}))
        assert table.to_pylist() == json.loads(json.dumps(rows))
