"""A bundle with 8-bit products, made of one without."""

from __future__ import annotations

import shutil
from pathlib import Path

from framing import bundle as bundles
from framing.bundle_writer import About, write_manifest
from framing.train.quantize import quantize

TEXTS = (
    "The harbour authority of Telvick said on Monday that two ferries would stay in port until the wind drops.",
    "“We were never asked,” said Ida Brandt, who runs the fish market, “and now we are told to move.”",
    "It is a disgrace that a city of this size cannot keep its own bridges open for a single winter.",
    "Officials familiar with the talks said the two sides might reach a deal before the end of the month.",
    "Critics have long claimed, without giving figures, that the tax drives shops out of the old town.",
    "The ministry's report, published in 2019, counted 1,204 cases in 37 districts (up from 980).",
    "Prime Minister Oskar Lind reportedly called his rival a coward; a spokesman denied it.",
    "Nobody was hurt.",
    "Rain is likely in the north on Thursday, and snow above 900 metres.",
    "By refusing to answer, the board has shown once more how little it cares for the people who pay its wages.",
    "According to the Harbour Ledger, which cited a leaked memo, the contract had been signed weeks earlier.",
    "The union demands a rise of 6.5%, while the employers offer half of that over two years.",
)
"""What the products are calibrated on."""


def write(source: Path, folder: Path) -> Path:
    """A copy of a bundle in `folder` that serves 8-bit products, with the heads and combinations as they are."""
    shutil.copytree(source, folder)
    bundle = bundles.load(source)
    facts = {**bundle.facts, "calibration": quantize(folder, TEXTS, bundle.max_tokens)}
    about = About(
        name=bundle.name, version=bundle.version, width=bundle.width, max_tokens=bundle.max_tokens, facts=facts
    )
    write_manifest(folder, about, bundle.heads, list(bundle.combinations.values()))
    return folder
