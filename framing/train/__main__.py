"""`python -m framing.train DATA`: from corpora to a bundle, by recipe; stopped with Ctrl-C it goes on where it was."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from framing.bundle import Bundle
from framing.encoder import Encoder, Scorer
from framing.evaluate import EVALUATORS, Result, score_corpus
from framing.train.build import build
from framing.train.calibrate import tuning
from framing.train.card import write_card
from framing.train.command import command
from framing.train.evaluate_news import evaluate_news
from framing.train.fit import first_stage, fit, tokenizer_of
from framing.train.network import Network
from framing.train.prepare import FOLDED, Setting
from framing.train.recipe import Recipe, read_recipe
from framing.train.scorer import NetworkScorer

DEVELOPMENT = (
    ("polnear", "dev"),
    ("newsmtsc", "dev_mt"),
    ("checkthat", "dev_test"),
    ("hedges", "test"),
    ("targets", "test"),
    ("triples", "tune"),
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
    soft: Annotated[Path | None, typer.Option(help="teachers' outputs, for a recipe that learns from them")] = None,
    only_train: Annotated[bool, typer.Option(help="train alone, without a bundle: a teacher for distillation")] = False,
    seed: Annotated[int | None, typer.Option(help="another seed than the recipe's")] = None,
) -> None:
    """Trains, exports, calibrates and measures one bundle."""
    plan = read_recipe(recipe)
    plan = plan if seed is None else replace(plan, seed=seed)
    plan = first_stage(plan) if only_first else plan
    setting = Setting(data=data, without_fold=without_fold, soft=soft)
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
    results = _taught(network, plan, setting) if only_train else _built(network, plan, setting, output)
    (work / "results.json").write_text(json.dumps([asdict(r) for r in results], indent=1) + "\n")
    for r in results:
        log.info("%s: %s %.3f (%.3f to %.3f), n=%d", r.corpus, r.metric, r.value, r.low, r.high, r.n)


def _taught(network: Network, plan: Recipe, setting: Setting) -> list[Result]:
    """The figures of a network that gets no bundle."""
    return measure(NetworkScorer(network, tokenizer_of(plan), plan.max_tokens), setting, None)


def _built(network: Network, plan: Recipe, setting: Setting, output: Path) -> list[Result]:
    """Writes the bundle with its card; its figures."""
    bundle = build(network, plan, setting, output)
    encoder = Encoder(bundle, threads=2)
    news = evaluate_news(bundle, tuning(encoder, setting.data, "test"), "news/test")
    results = [*measure(encoder, setting, bundle), *news]
    write_card(output, bundle, results)
    return results


def measure(encoder: Scorer, setting: Setting, bundle: Bundle | None) -> list[Result]:
    """The figures on all development parts; those that need a bundle's thresholds are left out without one."""
    folds = FOLDED if setting.without_fold is not None else ()
    splits = [*DEVELOPMENT, *((corpus, f"fold{setting.without_fold}") for corpus in folds)]
    results: list[Result] = []
    for corpus, split in splits:
        if bundle is not None or corpus != "hedges":
            results.extend(EVALUATORS[corpus](score_corpus(encoder, corpus, setting.data, split, bundle)))
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


if __name__ == "__main__":
    command(run)
