"""How much of the bare pass's speed the whole of `framing score --rows sentences` keeps, in one run.

    python benchmarks/share.py DATA [--sentences N] [--repeats N]

Both take turns on the same whole AllSides articles with the same number of threads: the encoder's batches alone,
tokenised beforehand, and the command from its start to its last written row.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from comparison import machine, speed
from comparison.engines import ONNX

from framing import bundle as bundles
from framing.errors import FramingError


def turns(options: argparse.Namespace) -> Iterator[tuple[int, int, float, float, float]]:
    """For each turn: articles, sentences, the bare pass's and the command's sentences a second, the command's memory.

    Raises:
        FramingError: the model or the articles are not there.
    """
    model = bundles.load(options.model)
    with tempfile.TemporaryDirectory() as folder:
        texts = speed.draw(options.data, options.sentences, Path(folder))
        count = len(texts.sentences)
        bare = speed.bare(model, options.threads, ONNX[model.precision], texts.sentences).prepare()
        for _ in range(options.repeats):
            alone = count / speed.timed(partial(bare, texts.sentences))
            whole = speed.whole(texts, model.folder, options.threads, 1)
            yield texts.articles, count, alone, whole.speed.turns[0], whole.memory


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints a table; 2 where that cannot be done."""
    parser = argparse.ArgumentParser(description="The share of the bare pass's speed that framing score keeps.")
    parser.add_argument("data", type=Path, help="the folder of corpora")
    parser.add_argument("--model", type=Path, help="a bundle (default: the shipped one)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sentences", type=int, default=92_000, help="sentences (46 an article)")
    parser.add_argument("--repeats", type=int, default=2, help="turns of each")
    options = parser.parse_args(arguments)
    here = machine.here()
    print(f"{here.processor}; load {here.load}{', BUSY' if here.busy else ''}; {options.threads} threads\n")
    print("| articles | sentences | bare pass, sentences/s | framing score, sentences/s | share | memory, MB |")
    print("|---|---|---|---|---|---|")
    shares = []
    try:
        for articles, count, bare, whole, memory in turns(options):
            shares.append(whole / bare)
            print(
                f"| {articles:,} | {count:,} | {bare:,.0f} | {whole:,.0f} | {whole / bare:.3f} | {memory:.0f} |",
                flush=True,
            )
    except FramingError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"\nmedian share {statistics.median(shares):.3f} ({min(shares):.3f}-{max(shares):.3f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
