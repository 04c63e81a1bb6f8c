"""A report as JSON."""

from __future__ import annotations

import json
import re

from framing.records import Article, Measure, Report
from framing.rows import article_row, sentence_rows, source_rows, stance_rows

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(report: Report) -> str:
    """One JSON object, indented, with its keys in this order, and a line end.

    * `status`, `message`, `model`: as in the report.
    * `article`: `id outlet title date url authors language genre notes extra text`, as they were given; spans
      elsewhere count Unicode code points.
    * `measures`: list of `{name, value, low, high, n}`, shares 0..1, null where undefined.
    * `sources`, `stances`, `origins`: as in an article row.
    * `sentences`: the sentence rows (spans count from the row's `start`), without the columns that stand above.
    * `evidence`: list of `{index, words}`, `words` a list of `{start, end, change}`, spans from the start of the text.

    Where the article was not scored, the lists are empty.
    """
    scored = report.status == "ok"
    row = article_row(report)
    record = {
        "status": report.status,
        "message": report.message,
        "model": report.model,
        "article": _article(report.article),
        "measures": [_measure(measure) for measure in report.measures] if scored else [],
        "sources": source_rows(report) if scored else [],
        "stances": stance_rows(report) if scored else [],
        "origins": row["origins"] or [],
        "sentences": [_sentence(r) for r in sentence_rows(report)] if scored else [],
        "evidence": [_evidence(report, index) for index in sorted(report.evidence)] if scored else [],
    }
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def _article(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "date": article.date,
        "url": article.url,
        "authors": list(article.authors),
        "language": article.language,
        "genre": article.genre,
        "notes": list(article.notes),
        "extra": dict(article.extra),
        "text": article.text,
    }


def _measure(measure: Measure) -> dict[str, object]:
    numbers = {"value": measure.value, "low": measure.low, "high": measure.high}
    rounded = {key: None if number is None else round(number, 4) for key, number in numbers.items()}
    return {"name": measure.name, **rounded, "n": measure.n}


def _sentence(row: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in row.items() if key not in ("article", "status", "message")}


def _evidence(report: Report, index: int) -> dict[str, object]:
    words = [{"start": start, "end": end, "change": round(change, 4)} for start, end, change in report.evidence[index]]
    return {"index": index, "words": words}
