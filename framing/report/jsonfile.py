"""A report as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from framing.records import Article, LabelledSentence, Measure, Report, Verb
from framing.report import wording
from framing.report.chains import Chain, chains
from framing.report.speakers import cues
from framing.rows import article_row, sentence_rows, source_rows, stance_rows

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(report: Report) -> str:
    """One JSON object, indented, with its keys in this order, and a line end.

    * `status`, `message`, `model`: as in the report.
    * `article`: `id outlet title date url authors language genre notes extra text`, as they were given; spans
      elsewhere count Unicode code points.
    * `measures`: list of `{name, value, low, high, n}`, shares 0..1, null where undefined.
    * `sources`: as in an article row, with `distancing` and `endorsing`, the cues that introduce them so.
    * `stances`: as in an article row, with `type` (of the entity), `clear` (the interval leaves out 0), `sentences`
      (indices of those that drive it, the strongest first) and `loaded` (the loaded words in them).
    * `origins`: as in an article row.
    * `chains`: list of `{links, n}`: `links` a list of `{name, sourcing}`, nearest to the outlet first, name null where
      there is none, and how many statements reach the outlet so.
    * `sentences`: the sentence rows (spans count from the row's `start`), without the columns that stand above; an
      attribution has also `name_p` (0..1, how sure its name is) and `within` (the attribution whose chain it is part
      of), a target also `type` and `endorsed`.
    * `evidence`: list of `{index, words}`, `words` a list of `{start, end, change}`, spans from the start of the text.
    * `meanings`: what each measure is called and means, what it is a share of (`unit`, of which there are `n`) and
      which way it reads, by name.
    * `caveats`: what to be careful with, a list of sentences.

    Where the article was not scored, the lists are empty.
    """
    scored = report.status == "ok"
    record = {
        "status": report.status,
        "message": report.message,
        "model": report.model,
        "article": _article(report.article),
        "measures": [measure_record(measure) for measure in report.measures] if scored else [],
        "sources": _sources(report) if scored else [],
        "stances": _stances(report) if scored else [],
        "origins": article_row(report)["origins"] or [],
        "chains": [_chain(chain) for chain in chains(report)] if scored else [],
        "sentences": _sentences(report) if scored else [],
        "evidence": [_evidence(report, index) for index in sorted(report.evidence)] if scored else [],
        "meanings": {m.name: measure_words_record(m.name) for m in report.measures} if scored else {},
        "caveats": [*wording.CLOSING, wording.SHARES_NOTE],
    }
    return dumped(record)


def dumped(record: Mapping[str, object]) -> str:
    """The record as indented JSON with a line end; a lone surrogate is written as its escape."""
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


def measure_record(measure: Measure) -> dict[str, object]:
    """A measure as `{name, value, low, high, n}`."""
    numbers = {"value": measure.value, "low": measure.low, "high": measure.high}
    rounded = {key: _rounded(number) for key, number in numbers.items()}
    return {"name": measure.name, **rounded, "n": measure.n}


def measure_words_record(name: str) -> dict[str, str]:
    """What a measure means: `{label, unit, meaning, direction}`."""
    return asdict(wording.measure_words(name))


def _sources(report: Report) -> list[dict[str, object]]:
    return [
        {**row, **{verb.value: cues(report, source, verb) for verb in (Verb.DISTANCING, Verb.ENDORSING)}}
        for row, source in zip(source_rows(report), report.sources, strict=True)
    ]


def _stances(report: Report) -> list[dict[str, object]]:
    return [
        {**row, "type": stance.type, "clear": stance.clear, "sentences": stance.sentences, "loaded": stance.loaded}
        for row, stance in zip(stance_rows(report), report.stances, strict=True)
    ]


def _chain(chain: Chain) -> dict[str, object]:
    return {"links": [{"name": link.name, "sourcing": link.sourcing} for link in chain.links], "n": chain.n}


def _sentences(report: Report) -> list[dict[str, object]]:
    rows = zip(sentence_rows(report), report.sentences, strict=True)
    return [_sentence(row, labelled) for row, labelled in rows]


def _sentence(row: Mapping[str, Any], labelled: LabelledSentence) -> dict[str, object]:
    known = {key: value for key, value in row.items() if key not in ("article", "status", "message")}
    attributions = zip(known["attributions"], labelled.attributions, strict=True)
    known["attributions"] = [{**part, "name_p": _rounded(a.name_p), "within": a.within} for part, a in attributions]
    targets = zip(known["targets"], labelled.targets, strict=True)
    known["targets"] = [{**part, "type": t.type, "endorsed": t.endorsed} for part, t in targets]
    return known


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _evidence(report: Report, index: int) -> dict[str, object]:
    words = [{"start": start, "end": end, "change": round(change, 4)} for start, end, change in report.evidence[index]]
    return {"index": index, "words": words}
