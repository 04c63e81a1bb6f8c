"""What was measured where: the processor, the versions, and whether others were at work."""

from __future__ import annotations

import datetime
import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "framing", "onnxruntime", "openvino", "torch", "transformers", "tokenizers", "scikit-learn", "numpy", "textblob",
    "vaderSentiment",
)  # fmt: skip
BUSY = 0.25
"""Load average a core from which a machine counts as busy."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and with what; `load` is the one-minute load average before the run, None where the system has none."""

    date: str
    processor: str
    cores: int
    system: str
    python: str
    versions: dict[str, str]
    load: float | None

    @property
    def busy(self) -> bool:
        """Whether others were at work, so that speeds are too low and unsteady."""
        return self.load is not None and self.load > BUSY * self.cores


def here() -> Machine:
    """This machine at this moment."""
    return Machine(
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        processor=_processor(),
        cores=os.cpu_count() or 1,
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        versions={name: found for name in PACKAGES if (found := _version(name))},
        load=round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    )


def _processor() -> str:
    """The processor's name and what it has for narrow numbers."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    facts = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    wanted = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8")
    known = [flag for flag in wanted if flag in facts.get("flags", "").split()]
    return ", ".join([facts.get("model name", platform.machine()), *known])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
