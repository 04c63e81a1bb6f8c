"""A long run undisturbed, and one killed at random moments and resumed: rate, memory, and whether the bytes agree.

    python benchmarks/kills.py INPUT [--kills 10] [--model DIR] [--work DIR]

INPUT is anything that `framing score` takes, best some thousands of articles. Only the parent is killed (SIGKILL); its
workers have to go with it, and a resumed run has to find whole blocks alone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ATTEMPT_SHARE = 0.12
"""A run is killed after at most this share of the undisturbed run's time, so that ten kills fall into one run."""


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What an undisturbed run took: seconds by the clock and of the processors, and the largest process in MB."""

    rows: int
    seconds: float
    processor: float
    peak: float


def command(given: argparse.Namespace, out: Path, *more: str) -> list[str]:
    """The command line of one run."""
    model = ["--model", str(given.model)] if given.model else []
    return [sys.executable, "-m", "framing", "score", str(given.input), "-o", str(out), *model, *more]


def undisturbed(given: argparse.Namespace, out: Path) -> Undisturbed:
    """Runs once from the beginning to the end."""
    began = time.monotonic()
    subprocess.run(command(given, out, "--force"), check=True)
    seconds, used = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    with out.open("rb") as lines:
        rows = sum(1 for _ in lines)
    return Undisturbed(rows, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def killed(given: argparse.Namespace, out: Path, before: Undisturbed) -> list[float]:
    """Kills a run at random moments, then lets it come to its end; the seconds after which each attempt was killed."""
    rng = random.Random(given.seed)
    moments = []
    for _ in range(given.kills):
        process = subprocess.Popen(command(given, out, "--resume"), stderr=subprocess.DEVNULL)
        moment = rng.uniform(0.5, max(1.0, ATTEMPT_SHARE * before.seconds))
        try:
            process.wait(moment)
            raise SystemExit(f"the run ended after {len(moments)} kills: give more input")
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        moments.append(moment)
    subprocess.run(command(given, out, "--resume"), check=True)
    return moments


def main() -> None:
    """Prints one paragraph; exits 1 where a byte differs or something was left behind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--work", type=Path, default=Path("kills"))
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    whole, cut = given.work / "whole.jsonl", given.work / "killed.jsonl"
    run = undisturbed(given, whole)
    print(
        f"{run.rows:,} rows in {run.seconds:.0f} s, {run.rows / run.seconds:.1f} a second, {run.processor:.0f} s of "
        f"processor time, at most {run.peak:.0f} MB in a process"
    )
    moments = killed(given, cut, run)
    same = hashlib.sha256(whole.read_bytes()).digest() == hashlib.sha256(cut.read_bytes()).digest()
    expected = {name for out in (whole, cut) for name in (out.name, f"{out.name}.run.json")}
    left = sorted(path.name for path in given.work.iterdir() if path.name not in expected)
    print(f"killed after {', '.join(f'{m:.1f}' for m in moments)} s of {len(moments)} attempts and resumed")
    print("the same bytes" if same else "OTHER BYTES", "and nothing left" if not left else f"and left: {left}")
    sys.exit(0 if same and not left else 1)


if __name__ == "__main__":
    main()
