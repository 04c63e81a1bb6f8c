"""From exceptions to one plain line on standard error and an exit code: no user meets a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from framing.errors import FramingError

SOME_ERRORS = 1
NOTHING_DONE = 2
INTERRUPTED = 130


@contextmanager
def guarded(interrupted: str = "stopped") -> Iterator[None]:
    """Turn whatever goes wrong into a message and `typer.Exit`; `interrupted` is what Ctrl-C says.

    With FRAMING_DEBUG=1 the traceback is printed as well.
    """
    try:
        yield
    except typer.Exit:
        raise
    except FramingError as error:
        raise _failed(str(error)) from None
    except BrokenPipeError:
        hush()
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        say(interrupted)
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        raise _failed(f"{named}{error.strerror or error}") from None
    except Exception as error:  # the last line of defence
        text = " ".join(f"{type(error).__name__}: {error}".split())
        raise _failed(f"unexpected {text} (run with FRAMING_DEBUG=1 for the traceback)") from None


def say(message: str) -> None:
    """A message on standard error."""
    typer.echo(f"framing: {message}", err=True)


def emit(text: str) -> None:
    """Results on standard output; quiet where nobody reads them any more."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        hush()


def hush() -> None:
    """Send the rest of standard output nowhere, so that the end of the process does not complain of a broken pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _failed(message: str) -> typer.Exit:
    if os.environ.get("FRAMING_DEBUG", "") not in ("", "0"):
        traceback.print_exc()
    say(f"error: {message}")
    return typer.Exit(NOTHING_DONE)
