"""Which articles repeat an earlier one, wholly or nearly: linked, never dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from framing.store.minhash import Hashes, bands, jaccard, shingles, words

if TYPE_CHECKING:
    from framing.store.connection import Store

ALIKE = 0.8
"""From this Jaccard similarity of their runs of three words on, the later of two articles counts as a copy."""
_CANDIDATES = 8
"""How many earlier articles are compared with each, those that share most bands first."""


class _Text(NamedTuple):
    words: list[str]
    runs: Hashes


def link(store: Store, begin: int, end: int) -> int:
    """Find the copies among the articles numbered `begin` to `end`, each of an earlier article; returns how many.

    Each is linked to the earlier article that is most like it (the earliest of those). Must run inside a transaction.
    """
    texts = _texts(store, f"article BETWEEN {int(begin)} AND {int(end)}")
    marks = [
        {"article": number, "band": band, "hash": hash_}
        for number, text in texts.items()
        for band, hash_ in enumerate(bands(text.runs))
    ]
    store.insert("fingerprints", marks)
    first: dict[int, int] = {}
    found = []
    for number, candidates in _candidates(store, begin, end).items():
        earlier = {n: texts[n] for n in candidates if n in texts}
        if others := [str(int(n)) for n in candidates if n not in texts]:
            earlier |= _texts(store, f"article IN ({', '.join(others)})")
        row = _best(number, texts[number], earlier)
        if row:
            copied = int(row["copy_of"])
            first[number] = first.get(copied) or _first(store, copied)
            found.append({**row, "first": first[number]})
    store.insert("copies", found)
    return len(found)


def _texts(store: Store, where: str) -> dict[int, _Text]:
    texts = {}
    for number, text in store.rows(f"SELECT article, text FROM articles WHERE {where} ORDER BY article"):
        said = words(text)
        texts[number] = _Text(said, shingles(said))
    return texts


def _candidates(store: Store, begin: int, end: int) -> dict[int, list[int]]:
    """Earlier articles that share a band, by article, in order of their numbers."""
    sql = """
        WITH shared AS (
            SELECT later.article, earlier.article AS other, count(*) AS n
            FROM fingerprints later JOIN fingerprints earlier
                ON earlier.band = later.band AND earlier.hash = later.hash AND earlier.article < later.article
            WHERE later.article BETWEEN ? AND ?
            GROUP BY later.article, earlier.article
        ), ranked AS (
            SELECT article, other, row_number() OVER (PARTITION BY article ORDER BY n DESC, other) AS place FROM shared
        )
        SELECT article, other FROM ranked WHERE place <= ? ORDER BY article, other
    """
    found: dict[int, list[int]] = {}
    for number, other in store.rows(sql, begin, end, _CANDIDATES):
        found.setdefault(number, []).append(other)
    return found


def _best(number: int, own: _Text, earlier: dict[int, _Text]) -> dict[str, float] | None:
    """The link to the earlier article that is most alike, None where none is alike enough."""
    ranked = [(own.words == text.words, jaccard(own.runs, text.runs), -n) for n, text in earlier.items()]
    same, similarity, negative = max(ranked, default=(False, 0.0, 0))
    if similarity < ALIKE:
        return None
    return {"article": number, "copy_of": -negative, "similarity": similarity, "same_text": same}


def _first(store: Store, number: int) -> int:
    """The article at the head of the copies that this one belongs to."""
    known = store.rows("SELECT first FROM copies WHERE article = ?", number)
    return int(known[0][0]) if known else number
