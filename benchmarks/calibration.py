"""Reliability of every served probability on held-out data, with plots, and what each threshold does.

    python benchmarks/calibration.py DATA [-o reports/calibration] [--folds TRAINING]

DATA is the folder of corpora (docs/training.md); TRAINING holds `fold0/bundle` to `fold4/bundle`, the models that left
a fold of BABE and Penn out, without which the heads of these two are left out. Writes `README.md`, `calibration.json`
and `reliability.png`.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from calibrating import sheet
from calibrating.claims import Claim, Setting, claims

from framing import bundle as bundles
from framing.errors import FramingError

log = logging.getLogger("calibration")


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Reliability of every probability.")
    parser.add_argument("data", type=Path, help="the folder of corpora")
    parser.add_argument("-o", "--output", type=Path, default=Path("reports/calibration"), help="where the page goes")
    parser.add_argument("--model", type=Path, help="a bundle (default: the shipped one)")
    parser.add_argument("--folds", type=Path, help="the folder of the models that each left a fold out")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sample", type=int, default=0, help="sentences of every held-out part (default: all)")
    return parser.parse_args(arguments)


def collect(options: argparse.Namespace, setting: Setting) -> list[Claim]:
    """Every claim, told on standard error as it comes."""
    found = []
    for claim in claims(setting):
        log.info("%s, %s: %d %s", claim.name, claim.part, len(claim.p), claim.unit)
        found.append(claim)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, writes the page, prints it; 2 where that cannot be done."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    options = parse(arguments)
    try:
        bundle = bundles.load(options.model)
        setting = Setting(
            data=options.data, bundle=bundle, folds=options.folds, threads=options.threads, sample=options.sample
        )
        written = sheet.write(bundle, collect(options, setting), options.output)
    except FramingError as error:
        log.error("%s", error)
        return 2
    print(written[0].read_text(encoding="utf-8"))
    log.info("written: %s", ", ".join(map(str, written)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
