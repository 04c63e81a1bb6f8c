"""Compare sentence splitters on the project's own gold sentences: exact-span F1 and speed.

    python benchmarks/segmenters.py [--gold FILE] [--seconds S]

Writes one markdown table to standard output. Every other splitter is given one line at a time, which is the best case
for it; framing gets the whole text. Splitters that are not installed are left out and named on standard error.
The `development` half was seen while the rules were written; the `held_out` half was written after they were fixed.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.corpora.examples import rows

Spans = list[tuple[int, int]]
Splitter = Callable[[str], Spans]
HALVES = ("development", "held_out")
_LINE = re.compile(r"[^\n]+")
_MARGIN = re.compile(r"(?:[•\-]\s)?\s*")
_NAIVE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """One gold text: which half it belongs to, and its sentences as spans."""

    half: str
    genre: str
    text: str
    spans: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Spans that agree exactly, that a splitter gave, and that the gold has."""

    right: int
    given: int
    gold: int

    @property
    def f1(self) -> float | None:
        """Exact-span F1, 0..1, higher is better; None without spans."""
        total = self.given + self.gold
        return 2 * self.right / total if total else None


def read_gold(path: Path) -> list[Item]:
    """Read the gold file: JSON lines with `half`, `genre`, `text`, `spans`."""
    return [Item(r["half"], r["genre"], r["text"], frozenset((a, b) for a, b in r["spans"])) for r in rows(path)]


def located(text: str, pieces: Iterable[str]) -> Spans:
    """Offsets of pieces that follow each other in a text; a piece that was rewritten is skipped."""
    spans, position = [], 0
    for piece in pieces:
        found = text.find(piece.strip(), position)
        if found >= 0 and piece.strip():
            position = found + len(piece.strip())
            spans.append((found, position))
    return spans


def by_line(split_line: Splitter) -> Splitter:
    """Make a splitter of one line into one of a text; white space and a leading bullet are cut off the spans."""

    def split(text: str) -> Spans:
        spans: Spans = []
        for line in _LINE.finditer(text):
            for start, end in split_line(line.group()):
                margin = _MARGIN.match(text, start + line.start())
                first = margin.end() if margin else start + line.start()
                spans.append((first, first + len(text[first : end + line.start()].rstrip())))
        return spans

    return split


def _pysbd() -> Splitter:
    module: Any = importlib.import_module("pysbd")
    segmenter = module.Segmenter(language="en", clean=False, char_span=True)
    return lambda line: [(s.start, s.end) for s in segmenter.segment(line)]


def _syntok() -> Splitter:
    module: Any = importlib.import_module("syntok.segmenter")
    return lambda line: [
        (s[0].offset, s[-1].offset + len(s[-1].value)) for paragraph in module.process(line) for s in paragraph if s
    ]


def _segtok() -> Splitter:
    module: Any = importlib.import_module("segtok.segmenter")
    return lambda line: located(line, module.split_single(line))


def _blingfire() -> Splitter:
    module: Any = importlib.import_module("blingfire")
    return lambda line: located(line, module.text_to_sentences(line).split("\n"))


def _sentencex() -> Splitter:
    module: Any = importlib.import_module("sentencex")
    return lambda line: located(line, module.segment("en", line))


def _sentence_splitter() -> Splitter:
    module: Any = importlib.import_module("sentence_splitter")
    splitter = module.SentenceSplitter(language="en")
    return lambda line: located(line, splitter.split(line))


def _nupunkt() -> Splitter:
    module: Any = importlib.import_module("nupunkt")
    return lambda line: list(module.sentence_spans(line))


def _punkt() -> Splitter:
    module: Any = importlib.import_module("punkt")
    tokenizer = module.tokenizer_for("english")
    return lambda line: located(line, tokenizer.tokenize(line))


def _naive() -> Splitter:
    return lambda line: located(line, _NAIVE.split(line))


def _framing() -> Splitter:
    sentences: Any = importlib.import_module("framing.sentences")
    records: Any = importlib.import_module("framing.records")
    return lambda text: [(s.start, s.end) for s in sentences.split(records.Article(id="gold", text=text))]


TOOLS: dict[str, Callable[[], Splitter]] = {
    "framing": _framing,
    "pysbd": lambda: by_line(_pysbd()),
    "syntok": lambda: by_line(_syntok()),
    "segtok": lambda: by_line(_segtok()),
    "blingfire": lambda: by_line(_blingfire()),
    "sentencex": lambda: by_line(_sentencex()),
    "sentence-splitter": lambda: by_line(_sentence_splitter()),
    "nupunkt": lambda: by_line(_nupunkt()),
    "punkt (NLTK's English model)": lambda: by_line(_punkt()),
    "stop and white space": lambda: by_line(_naive()),
}


def count(split: Splitter, items: Iterable[Item]) -> Counts:
    """Count the exact agreement of a splitter with gold items."""
    right = given = gold = 0
    for item in items:
        spans = set(split(item.text))
        right, given, gold = right + len(spans & item.spans), given + len(spans), gold + len(item.spans)
    return Counts(right, given, gold)


def speed(split: Splitter, items: list[Item], seconds: float) -> float:
    """Sentences a second of processor time on one core, over at least `seconds` of work, after one pass to warm up."""
    n = sum(len(split(item.text)) for item in items)
    passes, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for item in items:
            split(item.text)
        passes += 1
    return n * passes / (time.process_time() - start)


def lines(items: list[Item], seconds: float) -> Iterator[str]:
    """The table, line by line; one row for each splitter that is installed."""
    sizes = [sum(len(i.spans) for i in items if i.half == half) for half in HALVES]
    heads = [f"{half.replace('_', ' ')} F1 (n = {n})" for half, n in zip(HALVES, sizes, strict=True)]
    yield f"| splitter | {heads[0]} | {heads[1]} | sentences/s |"
    yield "|---|---|---|---|"
    for name, build in TOOLS.items():
        try:
            split = build()
        except ImportError:
            sys.stderr.write(f"{name}: not installed, left out\n")
            continue
        scores = [count(split, [i for i in items if i.half == half]).f1 for half in HALVES]
        cells = ["" if score is None else f"{score:.3f}" for score in scores]
        yield f"| {name} | {cells[0]} | {cells[1]} | {speed(split, items, seconds):,.0f} |"


def main() -> None:
    """Parse the arguments and write the table."""
    parser = argparse.ArgumentParser(description="Compare sentence splitters.")
    parser.add_argument("--gold", type=Path, default=Path(__file__).with_name("segmentation_gold.jsonl"))
    parser.add_argument("--seconds", type=float, default=0.5, help="time to measure the speed of each splitter")
    options = parser.parse_args()
    for line in lines(read_gold(options.gold), options.seconds):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
