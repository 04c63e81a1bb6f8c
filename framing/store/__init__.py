"""Coverage that is kept: articles and what models found in them, in one DuckDB file."""

from __future__ import annotations

from framing.store.adding import ingest
from framing.store.connection import SUFFIX, Store, opened
from framing.store.lacking import rescore
from framing.store.models import ScoredBy, models_in
from framing.store.parquet import export

__all__ = ["SUFFIX", "ScoredBy", "Store", "export", "ingest", "models_in", "opened", "rescore"]
