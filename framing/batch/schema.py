"""The columns of an output as arrow types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SPANS = "spans_"
_WHOLE = {"index", "start", "end", "n_sentences", "n_words"}
_WORDS = {
    *("article", "role", "text", "kind", "commentary_type", "inherited_source", "status", "message"),
    *("outlet", "title", "date", "url", "language", "genre"),
}


def schema(own: tuple[str, ...], kinds: Mapping[str, str]) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """The arrow schema: our own columns, then the input's, by what they hold (see `framing.batch.table.kind`)."""
    import pyarrow as arrow

    lists = _lists(arrow)
    simple = {"bool": arrow.bool_(), "int": arrow.int64(), "float": arrow.float64()}
    fields = [arrow.field(name, lists.get(_kind(name)) or _scalar(arrow, name)) for name in own]
    fields += [arrow.field(name, simple.get(kind, arrow.string())) for name, kind in kinds.items()]
    return arrow.schema(fields)


def _kind(name: str) -> str:
    """The name of a column, or what stands for those of all further heads that mark words."""
    return _SPANS if name.startswith(_SPANS) else name


def _scalar(arrow: Any, name: str) -> Any:  # noqa: ANN401
    if name in _WORDS:
        return arrow.string()
    return arrow.int64() if name in _WHOLE else arrow.float64()


def _lists(arrow: Any) -> dict[str, Any]:  # noqa: ANN401
    whole, number, words, truth = arrow.int64(), arrow.float64(), arrow.string(), arrow.bool_()
    spans = arrow.list_(arrow.list_(whole))
    place = {"start": whole, "end": whole, "text": words}
    link = {"name": words, "sourcing": words}
    told = dict.fromkeys(("source_text", "source_name", "sourcing", "verb"), words)
    structs = {
        "loaded_words": {**place, "p": number, "voice": words},
        "hedges": {**place, "p": number, "voice": words, "type": words},
        _SPANS: {**place, "p": number, "voice": words, "label": words},
        "attributions": {
            **{"id": whole, "type": words, "source": spans, "cue": spans, "content": spans},
            **told,
            **{"endorsed": truth, "quote": words, "chain": _listed(arrow, link), "name_p": number, "within": whole},
        },
        "targets": {
            **{**place, "entity": words},
            **dict.fromkeys(("p_negative", "p_neutral", "p_positive", "valence"), number),
            **{"voice": words, "type": words},
        },
        "stances": {
            **{"entity": words, "voice": words, "valence": number, "low": number, "high": number, "n": whole},
            "type": words,
        },
        "sources": {
            **{**link, "n": whole},
            **dict.fromkeys(("word_share", "hedged_share", "distanced_share"), number),
        },
        "origins": link,
    }
    return {name: _listed(arrow, fields) for name, fields in structs.items()}


def _listed(arrow: Any, fields: Mapping[str, Any]) -> Any:  # noqa: ANN401
    return arrow.list_(arrow.struct(list(fields.items())))
