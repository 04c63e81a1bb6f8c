"""Days and periods of articles."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

Grain = Literal["week", "month"]
_DAY = len("2026-03-01")


def read_date(text: str | None) -> date | None:
    """The day that an article's date names, as it is written there (no change of time zone); None if it names none.

    Read are ISO 8601 (`2026-03-01`, with or without a time) and the dates of feeds (`Sun, 01 Mar 2026 10:00:00 GMT`).
    """
    written = (text or "").strip()
    for form in (written, written[:_DAY]):
        with suppress(ValueError):
            return datetime.fromisoformat(form).date()
    with suppress(ValueError, TypeError):
        return parsedate_to_datetime(written).date()
    return None


def period_of(day: date, grain: Grain) -> str:
    """The ISO week (`2026-W09`) or the month (`2026-03`) of a day; in order of time as they are in order of text."""
    if grain == "month":
        return f"{day.year:04}-{day.month:02}"
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
