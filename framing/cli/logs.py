"""Logs on standard error: warnings, with -v also what goes on."""

from __future__ import annotations

import logging
import sys

PROGRESS = "framing.progress"
"""The logger of what is always told, on a terminal or not."""


class _Handler(logging.Handler):
    """Writes to what standard error is at that moment, which a progress bar exchanges."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except OSError:
            self.handleError(record)


class _Format(logging.Formatter):
    """`framing: warning: text`; what is merely told has no level in front."""

    def format(self, record: logging.LogRecord) -> str:
        level = f"{record.levelname.lower()}: " if record.levelno > logging.INFO else ""
        return f"framing: {level}{super().format(record)}"


def set_up(*, verbose: bool) -> None:
    """Send the library's log to standard error. Other libraries are heard only with `verbose`."""
    handler = _Handler()
    handler.setFormatter(_Format())
    ours = logging.getLogger("framing")
    ours.handlers[:] = [handler]
    ours.propagate = False
    ours.setLevel(logging.INFO if verbose else logging.WARNING)
    logging.getLogger(PROGRESS).setLevel(logging.INFO)
    if not verbose:
        logging.getLogger().addHandler(logging.NullHandler())
