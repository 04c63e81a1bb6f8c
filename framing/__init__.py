"""framing: who reports, who is passed on, and who speaks, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.errors import FramingError
from framing.records import Article, Report

if TYPE_CHECKING:
    from framing.analyzer import Analyzer, load
    from framing.story import compare

__version__ = "0.1.0"

__all__ = ["Analyzer", "Article", "FramingError", "Report", "__version__", "compare", "load"]

_LAZY = {"Analyzer": "framing.analyzer", "load": "framing.analyzer", "compare": "framing.story"}


def __getattr__(name: str) -> object:
    """Import what is heavy only when it is asked for."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
