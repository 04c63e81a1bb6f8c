"""How figures stand on a page and in JSON where some are undefined."""

from __future__ import annotations

import math


def shown(value: float | None) -> str:
    """Three digits, or a dash for what is undefined."""
    return "-" if value is None or math.isnan(value) else f"{value:.3f}"


def defined(value: float) -> float | None:
    """The value; None for NaN, which JSON does not have."""
    return None if math.isnan(value) else value
