"""Reports as flat rows: the columns that scripts outside rely on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from framing.records import UNNAMED, Attribution, Hedge, LabelledSentence, LoadedWord, Mark, Report, Span, Target

MEASURES = (
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
)
"""The measures of an article row, in their order."""

SENTENCE_COLUMNS = (
    *("article", "index", "start", "end", "role", "text", "kind", "commentary_type"),
    *("p_fact", "p_claim", "p_commentary", "p_opinion", "p_loaded", "p_hedged"),
    *("loaded_words", "hedges", "attributions", "inherited_source", "targets", "status", "message"),
)
"""The columns of a sentence row; those of further heads stand between `targets` and `status`."""

ARTICLE_COLUMNS = (
    *("article", "outlet", "title", "date", "url", "language", "genre", "n_sentences", "n_words", "status", "message"),
    *(column for name in MEASURES for column in (name, f"{name}_low", f"{name}_high")),
    *("stances", "sources", "origins"),
)
"""The columns of an article row; the measures of further heads stand between the other measures and `stances`."""

_PLACES = 4


def head_columns(report: Report) -> tuple[str, ...]:
    """The columns of further heads in a report, in order of first appearance.

    `p_NAME` or `p_NAME_CLASS`, and `spans_NAME` for heads that mark words.
    """
    return tuple(dict.fromkeys(column for s in report.sentences for column in _heads(s)))


def sentence_columns(report: Report) -> tuple[str, ...]:
    """The columns of this report's sentence rows, in order."""
    return (*SENTENCE_COLUMNS[:-2], *head_columns(report), *SENTENCE_COLUMNS[-2:])


def sentence_rows(report: Report) -> Iterator[dict[str, object]]:
    """One row a sentence, in order; spans count from the row's `start`, probabilities have four decimals.

    An article that was skipped or could not be read gives exactly one row: `article`, `status` and `message`, and the
    rest null.
    """
    if report.status != "ok":
        yield _bare(report, SENTENCE_COLUMNS)
        return
    columns = sentence_columns(report)
    for labelled in report.sentences:
        known = _sentence(report, labelled)
        yield {column: known.get(column) for column in columns}


def article_row(report: Report) -> dict[str, object]:
    """The article in one row; what is undefined is null.

    Where it was skipped or could not be read, all but `article`, `status` and `message` is null.
    """
    if report.status != "ok":
        return _bare(report, ARTICLE_COLUMNS)
    article = report.article
    known: dict[str, object] = {
        "article": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "date": article.date,
        "url": article.url,
        "language": article.language,
        "genre": article.genre,
        "n_sentences": len(report.scored),
        "n_words": report.n_words,
        "status": report.status,
        "message": report.message,
        "stances": stance_rows(report),
        "sources": source_rows(report),
        "origins": [_link(link.name or link.sourcing or UNNAMED, link.sourcing) for link in report.origins],
    }
    cells = _measure_cells(report)
    further = tuple(column for column in cells if column not in ARTICLE_COLUMNS)
    return {column: {**known, **cells}.get(column) for column in article_columns(further)}


def article_columns(further: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of an article row, with those of the measures of further heads in their place."""
    end = ARTICLE_COLUMNS.index("stances")
    return (*ARTICLE_COLUMNS[:end], *further, *ARTICLE_COLUMNS[end:])


def measure_columns(name: str) -> tuple[str, ...]:
    """The columns of a measure: its value, and the ends of its interval."""
    return tuple(f"{name}{suffix}" for suffix in ("", "_low", "_high"))


def stance_rows(report: Report) -> list[dict[str, object]]:
    """The stances as `{entity, voice, valence, low, high, n, type}`."""
    return [
        {
            "entity": s.entity,
            "voice": s.voice,
            "valence": _rounded(s.valence),
            "low": _rounded(s.low),
            "high": _rounded(s.high),
            "n": s.n,
            "type": _plain(s.type),
        }
        for s in report.stances
    ]


def source_rows(report: Report) -> list[dict[str, object]]:
    """The sources as `{name, sourcing, n, word_share, hedged_share, distanced_share}`."""
    return [
        {
            "name": s.name,
            "sourcing": _plain(s.sourcing),
            "n": s.n,
            "word_share": _rounded(s.word_share),
            "hedged_share": _rounded(s.hedged_share),
            "distanced_share": _rounded(s.distanced_share),
        }
        for s in report.sources
    ]


def chain_names(attribution: Attribution) -> tuple[str, ...]:
    """A name for every link of the chain, nearest first: its own, else the words of the source, else its kind.

    The words of the source describe the one unnamed link only where they do not already name another link.
    """
    taken = {link.name for link in attribution.chain}
    words = None if {attribution.source_name, attribution.source_text} & (taken - {None}) else attribution.source_text
    names = []
    for link in attribution.chain:
        names.append(link.name or words or link.sourcing or UNNAMED)
        words = words if link.name else None
    return tuple(str(name) for name in names)


def whole(probabilities: Sequence[float]) -> list[float]:
    """Probabilities of classes at four decimals that add up to exactly 1.0000 (largest remainder)."""
    total = math.fsum(probabilities)
    if total <= 0:
        return [round(p, _PLACES) for p in probabilities]
    unit = 10**_PLACES
    exact = [p / total * unit for p in probabilities]
    counts = [math.floor(e) for e in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: counts[i] - exact[i])
    for i in by_remainder[: unit - sum(counts)]:
        counts[i] += 1
    return [count / unit for count in counts]


def _bare(report: Report, columns: Iterable[str]) -> dict[str, object]:
    known = {"article": report.article.id, "status": report.status, "message": report.message}
    return {column: known.get(column) for column in columns}


def _sentence(report: Report, labelled: LabelledSentence) -> dict[str, object]:
    sentence = labelled.sentence
    base = sentence.start
    kinds: Sequence[float | None] = (None, None, None) if labelled.p_kind is None else whole(labelled.p_kind)
    row: dict[str, object] = {
        "article": report.article.id,
        "index": labelled.index,
        "start": sentence.start,
        "end": sentence.end,
        "role": sentence.role.value,
        "text": sentence.text,
        "kind": _plain(labelled.kind),
        "commentary_type": _plain(labelled.commentary_type),
        **dict(zip(("p_fact", "p_claim", "p_commentary"), kinds, strict=True)),
        "p_opinion": _rounded(labelled.p_opinion),
        "p_loaded": _rounded(labelled.p_loaded),
        "p_hedged": _rounded(labelled.p_hedged),
        "loaded_words": [_word(word, base) for word in labelled.loaded_words],
        "hedges": [_hedge(hedge, base) for hedge in labelled.hedges],
        "attributions": [_attribution(attribution, base) for attribution in labelled.attributions],
        "inherited_source": labelled.inherited_source,
        "targets": [_target(target, base) for target in labelled.targets],
        "status": report.status,
        "message": report.message,
    }
    return {**_heads(labelled), **row}


def _heads(labelled: LabelledSentence) -> dict[str, object]:
    columns: dict[str, object] = {}
    for name, value in labelled.heads.items():
        if isinstance(value, Mapping):
            classes = zip(value, whole(list(value.values())), strict=True)
            columns.update({f"p_{name}_{label}": p for label, p in classes})
        else:
            columns[f"p_{name}"] = round(value, _PLACES)
    base = labelled.sentence.start
    for name, marks in labelled.marks.items():
        columns[f"spans_{name}"] = [{**_word(mark, base), "label": mark.label} for mark in marks]
    return columns


def _word(word: LoadedWord | Hedge | Mark, base: int) -> dict[str, object]:
    span = {"start": word.start - base, "end": word.end - base, "text": word.text}
    return {**span, "p": _rounded(word.p), "voice": word.voice}


def _hedge(hedge: Hedge, base: int) -> dict[str, object]:
    return {**_word(hedge, base), "type": hedge.type.value}


def _attribution(attribution: Attribution, base: int) -> dict[str, object]:
    names = chain_names(attribution)
    return {
        "id": attribution.id,
        "type": attribution.type.value,
        "source": _spans(attribution.source, base),
        "cue": _spans(attribution.cue, base),
        "content": _spans(attribution.content, base),
        "source_text": attribution.source_text,
        "source_name": attribution.source_name,
        "name_p": _rounded(attribution.name_p),
        "sourcing": _plain(attribution.sourcing),
        "verb": attribution.verb.value,
        "endorsed": attribution.endorsed,
        "quote": attribution.quote.value,
        "chain": [_link(name, link.sourcing) for name, link in zip(names, attribution.chain, strict=True)],
        "within": attribution.within,
    }


def _target(target: Target, base: int) -> dict[str, object]:
    negative, neutral, positive = whole((target.p_negative, target.p_neutral, target.p_positive))
    return {
        "start": target.start - base,
        "end": target.end - base,
        "text": target.text,
        "entity": target.entity,
        "type": _plain(target.type),
        "p_negative": negative,
        "p_neutral": neutral,
        "p_positive": positive,
        "valence": _rounded(positive - negative),
        "voice": target.voice,
    }


def _measure_cells(report: Report) -> dict[str, object]:
    cells: dict[str, object] = {}
    for measure in report.measures:
        values = (measure.value, measure.low, measure.high)
        cells.update(zip(measure_columns(measure.name), map(_rounded, values), strict=True))
    return cells


def _link(name: str, sourcing: str | None) -> dict[str, object]:
    return {"name": str(name), "sourcing": _plain(sourcing)}


def _spans(spans: Sequence[Span], base: int) -> list[list[int]]:
    return [[start - base, end - base] for start, end in spans]


def _plain(value: str | None) -> str | None:
    """An enumeration's value as a plain string."""
    return None if value is None else str(value)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES) + 0.0
