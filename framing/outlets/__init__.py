"""Many articles to outlets: pooled measures, stances and slants with intervals, and their course over time."""

from __future__ import annotations

from framing.outlets.pooling import pool
from framing.outlets.results import OutletMeasure, OutletStance, OutletSummary, Slant
from framing.outlets.summary import UNKNOWN, Summary, summarise

__all__ = ["UNKNOWN", "OutletMeasure", "OutletStance", "OutletSummary", "Slant", "Summary", "pool", "summarise"]
