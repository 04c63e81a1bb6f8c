"""The quality gate: the shipped model on the repository's own held-out labels, against floors.

    python benchmarks/gate.py                                 compare with benchmarks/gate.json
    python benchmarks/gate.py --pin                           raise floors, and take the data as it is
    python benchmarks/gate.py --pin --lower --reason TEXT     lower floors as well; the reason stays in the file

Exit code 0: every figure holds. 1: one is below its floor by more than noise explains (the table says how much is
allowed), is not measured any more, or has no floor yet. 2: the data are not those that the floors were measured on
(look at the change, then pin), or nothing could be measured.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from gating import floors
from gating.figures import Data, measure
from gating.floors import ITEMS, LEAST, Figure, Floors, Verdict

from framing.analyzer import load
from framing.errors import FramingError, UsageError

ROOT = Path(__file__).parents[1]
BELOW, REFUSED = 1, 2


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The table, line by line."""
    yield "| figure | n | value | floor | allowed noise | |"
    yield "|---|---|---|---|---|---|"
    for verdict in verdicts:
        figure, floor = verdict.figure, "" if verdict.floor is None else f"{verdict.floor:.4f}"
        cells = (f"{figure.n}", f"{figure.value:.4f}", floor, f"{figure.margin:.4f}") if figure else ("", "", floor, "")
        yield f"| {verdict.name} | {' | '.join(cells)} | {verdict.word} |"


def check(pinned: Floors, figures: Sequence[Figure]) -> int:
    """Prints the table and what fails; returns the exit code."""
    found = floors.verdicts(pinned, figures)
    print("\n".join(table(found)))
    failing = [v.name for v in found if v.fails]
    noise = f"what {ITEMS} items weigh, at least {LEAST}"
    if not failing:
        print(f"\nall {len(found)} figures hold (noise allowed below a floor: {noise})")
        return 0
    print(f"\nFAILED: {'; '.join(failing)} (noise allowed: {noise})", file=sys.stderr)
    return BELOW


def run(options: argparse.Namespace) -> int:
    """Measures, and pins or compares.

    Raises:
        FramingError: the data, the model or the floors cannot be read, or the options do not fit together.
    """
    if options.lower != bool(options.reason) or (options.lower and not options.pin):
        raise UsageError("--pin --lower --reason TEXT go together: a floor is never lowered without a reason")
    data, pinned = Data(options.root), floors.read(options.floors)
    digest = data.digest
    if not options.pin and digest != pinned.digest:
        found = f"digest {digest[:12]}..., pinned is {pinned.digest[:12] or 'nothing'}"
        raise UsageError(f"{options.root}: the labelled data have changed ({found}); look at the change, then --pin")
    analyzer = load(options.model, threads=options.threads)
    print(f"{analyzer.bundle.label}\n")
    figures = measure(analyzer, data)
    if options.pin:
        today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
        pinned = floors.pin(pinned, figures, digest, (today, options.reason) if options.lower else None)
        floors.write(options.floors, pinned)
    return check(pinned, figures)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Compare the model with its floors.")
    parser.add_argument("--model", type=Path, help="a bundle (default: the shipped one)")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout whose labels are read")
    parser.add_argument("--floors", type=Path, default=Path(__file__).with_name("gate.json"), help="the file of floors")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--lower", action="store_true", help="with --pin: lower them, too")
    parser.add_argument("--reason", default="", help="why they may fall")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the gate and returns its exit code."""
    try:
        return run(parse(arguments))
    except FramingError as error:
        print(f"gate: {error}", file=sys.stderr)
        return REFUSED


if __name__ == "__main__":
    sys.exit(main())
