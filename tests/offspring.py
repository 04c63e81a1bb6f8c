"""The processes that a test began, and those that they began: found by a mark in their environment."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

_MARK = "FRAMING_TEST_RUN"
in_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")


def with_mark(mark: str) -> Mapping[str, str]:
    """This process's environment with a mark for a process to begin."""
    return {**os.environ, _MARK: mark}


def marked(mark: str) -> set[int]:
    """The processes that have inherited a mark."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{_MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.add(int(folder.name))
        except OSError:
            continue
    return found


def gone(mark: str) -> bool:
    """Whether all those processes are gone, or will be within half a minute."""
    for _ in range(300):
        if not marked(mark):
            return True
        time.sleep(0.1)
    return False
