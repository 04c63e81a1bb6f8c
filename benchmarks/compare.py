"""Accuracy by corpus and speed, ours and others', in one run on one machine.

    python benchmarks/compare.py DATA [-o reports/benchmark] [--folds TRAINING] [--sentences N] [--repeats N]

DATA is the folder of corpora (docs/training.md), with `allsides/articles.jsonl.gz` for speed; TRAINING holds
`fold0/bundle` to `fold4/bundle`, the models that left a fold of BABE and Penn out. Writes `README.md`, `benchmark.json`
and `accuracy-speed.png`. What is not installed (`pip install 'framing[bench]'`) has an empty row that says so.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from comparison import machine, page, speed
from comparison.accuracy import Setting, accuracies, found_folds
from comparison.engines import ENGINES, ONNX, SERVED
from comparison.rivals import WORD_LISTS, Rival, Stock, Tfidf, WordList

from framing import bundle as bundles
from framing.errors import FramingError
from framing.train.base import MINILM, find_encoder

log = logging.getLogger("compare")


def word_lists() -> Iterator[WordList]:
    """Those that are installed."""
    for make in WORD_LISTS.values():
        try:
            yield make()
        except FramingError as error:
            log.warning("%s", error)


def run(options: argparse.Namespace) -> page.Run:
    """Measures everything.

    Raises:
        FramingError: the model or a corpus is not there, or broken.
    """
    where = machine.here()
    if where.busy:
        log.warning("load average %s: others are at work, so that speeds will be too low and unsteady", where.load)
    model = bundles.load(options.model)
    stock = Stock(str(find_encoder(MINILM)), options.threads, frozenset(options.one_head))
    with tempfile.TemporaryDirectory() as folder:
        texts = speed.draw(options.data, options.sentences, Path(folder))
        racing = [
            *speed.contestants(model, options.data, options.threads, ENGINES, stock),
            speed.bare(model, options.threads, ONNX[model.precision], texts.sentences),
        ]
        speeds = speed.race(racing, texts.sentences, options.repeats)
        whole = speed.whole(texts, model.folder, options.threads, options.repeats)
    setting = Setting(
        data=options.data, model=options.model, folds=options.folds, threads=options.threads, sample=options.sample
    )
    rivals: list[Rival] = [stock, Tfidf(), *word_lists()]
    return page.Run(
        machine=where,
        model=model.label,
        served=ONNX[model.precision].name,
        threads=options.threads,
        articles=texts.articles,
        sample=options.sample,
        folds=len(found_folds(options.folds)),
        accuracy=list(accuracies(setting, [SERVED, *ENGINES], rivals)),
        speed=speeds,
        whole=whole,
    )


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Accuracy and speed beside other tools.")
    parser.add_argument("data", type=Path, help="the folder of corpora")
    parser.add_argument("-o", "--output", type=Path, default=Path("reports/benchmark"), help="where the page goes")
    parser.add_argument("--model", type=Path, help="a bundle (default: the shipped one)")
    parser.add_argument("--folds", type=Path, help="the folder of the models that each left a fold out")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sentences", type=int, default=2000, help="sentences for speed")
    parser.add_argument("--repeats", type=int, default=5, help="turns for speed")
    parser.add_argument("--sample", type=int, default=0, help="sentences of every held-out part (default: all)")
    parser.add_argument(
        "--one-head", nargs="*", default=["checkthat"], metavar="CORPUS", help="fine-tune the stock classifier on these"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, writes the page, prints it; 2 where that cannot be done."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    options = parse(arguments)
    try:
        written = page.write(run(options), options.output)
    except FramingError as error:
        log.error("%s", error)
        return 2
    print(written[0].read_text(encoding="utf-8"))
    log.info("written: %s", ", ".join(map(str, written)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
