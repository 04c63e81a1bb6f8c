"""Which sentences a head was trained on, as digests in its bundle, so that it is never measured on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from framing.bundle import Bundle
from framing.retrain.copies import said
from framing.retrain.origin import RETRAINED

SEEN = "trained/"
"""The folder of the digests inside a bundle."""
_DIGITS = 16


def digest(text: str) -> str:
    """A sentence in 16 hexadecimal digits, the same for the same words."""
    return hashlib.sha256(said(text).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def seen_file(name: str) -> str:
    """The path of a head's digests inside a bundle."""
    return f"{SEEN}{name}.txt"


def seen(bundle: Bundle, name: str) -> frozenset[str]:
    """The digests of what the head was trained on; none for a head that came with the model."""
    path = bundle.path(seen_file(name))
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def read_before(bundle: Bundle, texts: Sequence[str]) -> int:
    """How many of the sentences the encoder of a model was fine-tuned on, for whichever of its heads."""
    names = [name for name, fact in bundle.facts.get(RETRAINED, {}).items() if fact["mode"] == "full"]
    found = frozenset[str]().union(*(seen(bundle, name) for name in names))
    return sum(digest(text) in found for text in texts)


def seen_text(texts: Iterable[str]) -> str:
    """The digests of sentences as the file holds them, sorted, one a line."""
    return "".join(f"{d}\n" for d in sorted({digest(text) for text in texts}))
