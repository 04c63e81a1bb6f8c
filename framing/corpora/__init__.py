"""Labelled corpora, read from a path that the user gives; nothing of their text is part of this project."""

from __future__ import annotations

from framing.corpora.examples import UNSURE, Example, Labels
from framing.corpora.registry import CORPORA, WRITTEN, read_corpus

__all__ = ["CORPORA", "UNSURE", "WRITTEN", "Example", "Labels", "read_corpus"]
