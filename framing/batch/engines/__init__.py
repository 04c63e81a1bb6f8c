"""Engines that spread a batch over machines; `framing.batch.score` itself is the engine for one machine."""

from __future__ import annotations

from framing.batch.engines.run import Listener, score_on_ray

__all__ = ["Listener", "score_on_ray"]
