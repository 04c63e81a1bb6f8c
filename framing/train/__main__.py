"""`python -m framing.train DATA`: from corpora to a bundle, by recipe; stopped with Ctrl-C it goes on where it was."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from framing.encoder import Encoder
from framing.errors import FramingError
from framing.evaluate import EVALUATORS, Result, score_corpus
from framing.train.build import build
from framing.train.calibrate import tuning
from framing.train.card import write_card
from framing.train.evaluate_news import evaluate_news
from framing.train.fit import first_stage, fit
from framing.train.prepare import FOLDED, Setting
from framing.train.recipe import read_recipe

DEVELOPMENT = (
    ("polnear", "dev"),
    ("newsmtsc", "dev_mt"),
    ("checkthat", "dev_test"),
    ("hedges", "test"),
    ("targets", "test"),
)
log = logging.getLogger("framing.train")


def run(
    data: Annotated[Path, typer.Argument(help="folder of the corpora")],
    output: Annotated[Path, typer.Option("-o", help="where the bundle goes")] = Path("models/small"),
    recipe: Annotated[Path, typer.Option(help="a recipe in TOML")] = Path(__file__).parent / "recipes" / "small.toml",
    work: Annotated[Path, typer.Option(help="folder for checkpoints")] = Path("training"),
    start: Annotated[Path | None, typer.Option(help="work folder whose first stage is taken over")] = None,
    only_first: Annotated[bool, typer.Option(help="train the first stage alone, for --start of later runs")] = False,
    without_fold: Annotated[int | None, typer.Option(help="hold out this fold (0-4) of BABE and Penn")] = None,
) -> None:
    """Trains, exports, calibrates and measures one bundle."""
    plan = first_stage(read_recipe(recipe)) if only_first else read_recipe(recipe)
    setting = Setting(data=data, without_fold=without_fold)
    with _bar() as bar:
        task = bar.add_task("training", total=None, loss=0.0)
        seen = 0.0

        def progress(stage: str, done: int, total: int, loss: float) -> None:
            nonlocal seen
            bar.update(task, description=stage, completed=done, total=total, loss=loss)
            if done * 20 // total != seen:
                seen = done * 20 // total
                log.info("%s: %d of %d batches, loss %.3f", stage, done, total, loss)

        network = fit(plan, setting, work, progress, start=start)
    if only_first:
        return
    bundle = build(network, plan, setting, output)
    results = measure(output, setting)
    write_card(output, bundle, results)
    (work / "results.json").write_text(json.dumps([asdict(r) for r in results], indent=1) + "\n")
    for r in results:
        log.info("%s: %s %.3f (%.3f to %.3f), n=%d", r.corpus, r.metric, r.value, r.low, r.high, r.n)


def measure(bundle: Path, setting: Setting, threads: int = 2) -> list[Result]:
    """All development figures of a bundle."""
    from framing import bundle as bundles

    loaded = bundles.load(bundle)
    encoder = Encoder(loaded, threads=threads)
    folds = FOLDED if setting.without_fold is not None else ()
    splits = [*DEVELOPMENT, *((corpus, f"fold{setting.without_fold}") for corpus in folds)]
    results: list[Result] = []
    for corpus, split in splits:
        results.extend(EVALUATORS[corpus](score_corpus(encoder, corpus, setting.data, split, loaded)))
    results.extend(evaluate_news(loaded, tuning(encoder, setting.data, "test"), "news/test"))
    return results


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("loss {task.fields[loss]:.3f}"),
    )
    return Progress(*columns, disable=not sys.stderr.isatty())


def main() -> None:
    """Runs the command; an error is one line, an interrupt tells how to go on."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    try:
        typer.run(run)
    except FramingError as error:
        log.error("%s", error)
        sys.exit(2)
    except KeyboardInterrupt:
        log.error("stopped; the same command goes on from the last checkpoint")
        sys.exit(130)


if __name__ == "__main__":
    main()
