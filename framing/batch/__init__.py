"""Many articles, in order, to one file: in bounded memory, and with the same bytes however often a run is cut off."""

from __future__ import annotations

from framing.batch.blocks import Item, Scorer, cut, made
from framing.batch.files import replace_with
from framing.batch.job import Job, Outcome, usable_cores
from framing.batch.run import score

__all__ = ["Item", "Job", "Outcome", "Scorer", "cut", "made", "replace_with", "score", "usable_cores"]
