"""A comparison as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from framing.report import contrast, wording
from framing.report.jsonfile import dumped, measure_record, measure_words_record
from framing.story import Comparison, Origin, Side


def render(comparison: Comparison, files: Mapping[str, str]) -> str:
    """One JSON object, indented, with its keys in this order, and a line end.

    * `articles`: list of `label id file outlet title date genre status message model`, `kinds` (how many sentences of
      each), `measures` as in a report, how many statements give a source (`n_sourced`), an anonymous one
      (`n_anonymous`) or one at second hand (`n_second_hand`), the outlet's own commentary (`remarks`: `index text type
      p`, the surest first), its `loaded` words and `hedges`, and the keys of its `origins`.
    * `origins`: list of `{key, words, name, publisher, sourcing, articles, n}`: where statements come from, in words,
      which articles (by label) use it, and in how many statements. Their number is an upper bound: one source under two
      names counts twice.
    * `overlaps`: list of `{measure, first, second, overlaps}`, whether two articles' 95% intervals overlap.
    * `meanings`: what each measure means, by name; `cautions` and `caveats`: what to be careful with, here and always.

    `files` maps an article's label to the file of its report.
    """
    return dumped(
        {
            "articles": [_article(side, files.get(side.label)) for side in comparison.sides],
            "origins": [_origin(origin) for origin in comparison.origins],
            "overlaps": [
                {"measure": o.measure, "first": o.first, "second": o.second, "overlaps": o.overlaps}
                for o in comparison.overlaps
            ],
            "meanings": {name: measure_words_record(name) for name in comparison.measure_names},
            "cautions": list(contrast.cautions(comparison)),
            "caveats": [*wording.CLOSING, wording.SHARES_NOTE, wording.OVERLAP_NOTE],
        }
    )


def _article(side: Side, file: str | None) -> dict[str, object]:
    return {
        "label": side.label,
        "id": side.id,
        "file": file,
        "outlet": side.outlet,
        "title": side.title,
        "date": side.date,
        "genre": side.genre,
        "status": side.status,
        "message": side.message,
        "model": side.model,
        "kinds": {kind.value: side.kinds.count(kind) for kind in wording.KINDS} if side.status == "ok" else {},
        "measures": [measure_record(measure) for measure in side.measures],
        "n_sourced": side.n_sourced,
        "n_anonymous": side.n_anonymous,
        "n_second_hand": side.n_second_hand,
        "remarks": [{"index": r.index, "text": r.text, "type": r.type, "p": round(r.p, 4)} for r in side.remarks],
        "loaded": list(side.loaded),
        "hedges": list(side.hedges),
        "origins": list(side.origins),
    }


def _origin(origin: Origin) -> dict[str, object]:
    return {
        "key": origin.key,
        "words": contrast.origin_name(origin),
        "name": origin.name,
        "publisher": origin.publisher,
        "sourcing": origin.sourcing,
        "articles": list(origin.labels),
        "n": origin.n,
    }
