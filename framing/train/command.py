"""How the commands of this package are run: what goes wrong is one line, an interrupt tells how to go on."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import typer

from framing.errors import FramingError

log = logging.getLogger("framing.train")


def command(run: Callable[..., None]) -> None:
    """Runs a command with the process's arguments; exits with 2 on an error, with 130 where it is interrupted."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    try:
        typer.run(run)
    except FramingError as error:
        log.error("%s", error)
        sys.exit(2)
    except KeyboardInterrupt:
        log.error("stopped; the same command goes on from what is done")
        sys.exit(130)
