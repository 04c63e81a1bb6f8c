"""Reports as rows of the tables, with all digits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from framing.outlets.dates import read_date
from framing.records import (
    Article,
    Attribution,
    CommentaryType,
    Hedge,
    Kind,
    LabelledSentence,
    LoadedWord,
    Mark,
    Report,
)
from framing.store.identity import text_digest

Row = dict[str, object]
Rows = dict[str, list[Row]]


def article_row(article: Article) -> Row:
    """The article as it was given; `day` is its date as far as that can be read."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "date": article.date,
        "day": read_date(article.date),
        "url": article.url,
        "authors": list(article.authors),
        "language": article.language,
        "genre": article.genre,
        "notes": list(article.notes),
        "extra": json.dumps(dict(article.extra), ensure_ascii=False, default=str) if article.extra else None,
        "text": article.text,
        "text_sha256": text_digest(article.text),
    }


def score_row(report: Report) -> Row:
    """The row of `scores`: how the article fared with one model."""
    return {
        "status": report.status,
        "message": report.message,
        "language": report.article.language,
        "n_sentences": len(report.scored),
        "n_words": report.n_words,
    }


def found_rows(report: Report) -> Rows:
    """The rows of every table of `schema.SCORED`, without article and model."""
    attributions = report.attributions
    return {
        "sentences": [_sentence(s) for s in report.sentences],
        "heads": [row for s in report.sentences for row in _heads(s)],
        "marks": [row for s in report.sentences for row in _marks(s)],
        "attributions": [_attribution(a) for a in attributions],
        "spans": [row for a in attributions for row in _spans(a)],
        "chains": [
            {"attribution": a.id, "position": place, "name": link.name, "sourcing": link.sourcing}
            for a in attributions
            for place, link in enumerate(a.chain)
        ],
        "mentions": [row for s in report.sentences for row in _mentions(s)],
        **_article_level(report),
    }


def _article_level(report: Report) -> Rows:
    stances: list[Row] = [
        {
            **{"position": place, "entity": s.entity, "type": s.type, "voice": s.voice},
            **{"valence": s.valence, "low": s.low, "high": s.high, "n": s.n},
        }
        for place, s in enumerate(report.stances)
    ]
    sources: list[Row] = [
        {
            **{"position": place, "name": s.name, "sourcing": s.sourcing, "n": s.n, "word_share": s.word_share},
            **{"hedged_share": s.hedged_share, "distanced_share": s.distanced_share},
        }
        for place, s in enumerate(report.sources)
    ]
    measures: list[Row] = [
        {"position": place, "name": m.name, "value": m.value, "low": m.low, "high": m.high, "n": m.n}
        for place, m in enumerate(report.measures)
    ]
    return {"stances": stances, "sources": sources, "measures": measures}


def _sentence(s: LabelledSentence) -> Row:
    kinds = zip((f"p_{kind}" for kind in Kind), s.p_kind or (None,) * len(Kind), strict=True)
    types = zip((f"p_{t}" for t in CommentaryType), s.p_type or (None,) * len(CommentaryType), strict=True)
    return {
        "sentence": s.index,
        "begins": s.sentence.start,
        "ends": s.sentence.end,
        "role": s.sentence.role,
        "kind": s.kind,
        "commentary_type": s.commentary_type,
        **dict(kinds),
        **dict(types),
        "p_opinion": s.p_opinion,
        "p_loaded": s.p_loaded,
        "p_hedged": s.p_hedged,
        "p_hedged_outlet": s.p_hedged_outlet,
        "p_hedged_quoted": s.p_hedged_quoted,
        "p_epistemic_outlet": s.p_epistemic_outlet,
        "p_loaded_outlet": s.p_loaded_outlet,
        "p_loaded_quoted": s.p_loaded_quoted,
        "outlet_words": s.outlet_words,
        "inherited_source": s.inherited_source,
    }


def _heads(s: LabelledSentence) -> Iterator[Row]:
    for name, value in s.heads.items():
        classes = value.items() if isinstance(value, Mapping) else ((None, value),)
        for class_, p in classes:
            yield {"sentence": s.index, "name": name, "class": class_, "p": p}


def _marks(s: LabelledSentence) -> Iterator[Row]:
    marks: list[tuple[str, str | None, LoadedWord | Hedge | Mark]] = [("loaded", None, w) for w in s.loaded_words]
    marks += [("hedge", hedge.type, hedge) for hedge in s.hedges]
    marks += [(name, mark.label, mark) for name, found in s.marks.items() for mark in found]
    for name, type_, mark in marks:
        yield {
            "sentence": s.index,
            "mark": name,
            "type": type_,
            "begins": mark.start,
            "ends": mark.end,
            "text": mark.text,
            "p": mark.p,
            "voice": mark.voice,
        }


def _attribution(a: Attribution) -> Row:
    return {
        "attribution": a.id,
        "type": a.type,
        "source_text": a.source_text,
        "source_name": a.source_name,
        "name_p": a.name_p,
        "sourcing": a.sourcing,
        "verb": a.verb,
        "endorsed": a.endorsed,
        "quote": a.quote,
        "within": a.within,
    }


def _spans(a: Attribution) -> Iterator[Row]:
    for part, spans in (("source", a.source), ("cue", a.cue), ("content", a.content)):
        for start, end in spans:
            yield {"attribution": a.id, "part": part, "begins": start, "ends": end}


def _mentions(s: LabelledSentence) -> Iterator[Row]:
    for t in s.targets:
        yield {
            "sentence": s.index,
            "begins": t.start,
            "ends": t.end,
            "text": t.text,
            "entity": t.entity,
            "type": t.type,
            "voice": t.voice,
            "endorsed": t.endorsed,
            "p_negative": t.p_negative,
            "p_neutral": t.p_neutral,
            "p_positive": t.p_positive,
            "valence": t.valence,
        }
