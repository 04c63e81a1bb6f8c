"""`framing train`: a new head, or one anew, from labels of the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.errors import emit, guarded, say
from framing.cli.logs import set_up
from framing.cli.options import Columns, Model, Threads, Verbose, column_names
from framing.cli.progress import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from framing.retrain.run import Job, Outcome
    from framing.retrain.steps import Progress


class Mode(StrEnum):
    """How much of the model is trained."""

    HEAD = "head"
    FULL = "full"


def train(
    labels: Annotated[
        list[Path],
        typer.Argument(
            metavar="LABELS",
            help="Tables (.jsonl .csv .tsv .parquet) with the columns text and label: a class, 0/1, a list of votes, or"
            " a list of spans; and, where known, group (article or outlet) and split (train, dev, test).",
            show_default=False,
        ),
    ],
    head: Annotated[
        str, typer.Option("--head", metavar="NAME", help="The head: a new name adds it, an existing one retrains it.")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="Folder of the new model [default: models/NAME].")
    ] = None,
    mode: Annotated[
        Mode, typer.Option(help="head: on the encoder as it is, in seconds; full: encoder and all heads, in minutes.")
    ] = Mode.HEAD,
    positive: Annotated[
        str | None,
        typer.Option(
            metavar="CLASS", help="Of two new classes, the one whose probability is served [default: the rarer one]."
        ),
    ] = None,
    corpora: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the training corpora, to rehearse the other heads on (full)."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="The most epochs (full).")] = 4,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same model.")] = 0,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the model in DIR if the new one is better.")
    ] = False,
    anyway: Annotated[bool, typer.Option("--replace-anyway", help="Replace it whichever is better.")] = False,
    threads: Threads = None,
    model: Model = None,
    columns: Columns = None,
    verbose: Verbose = False,
) -> None:
    """Train a head on labels of your own, and write a model that has it.

    The figures are measured on sentences that the head did not learn from, compared with the model before and with a
    plain baseline, and told in DIR/README.md. Use the model with --model DIR or FRAMING_MODEL=DIR.

    Example: framing train labels.csv --head tone
    """
    set_up(verbose=verbose)
    with guarded("stopped; the same command goes on from the last checkpoint" if mode is Mode.FULL else "stopped"):
        from framing.retrain.run import Job

        job = Job(
            labels=tuple(labels),
            name=head,
            out=out,
            mode=mode.value,
            model=model,
            columns=column_names(columns),
            positive=positive,
            corpora=corpora,
            epochs=epochs,
            seed=seed,
            replace=replace,
            anyway=anyway,
            threads=threads,
        )
        emit(_told(_run(job)))


def _run(job: Job) -> Outcome:
    from framing.retrain.run import retrain

    with _stages() as progress:
        return retrain(job, progress)


@contextmanager
def _stages() -> Iterator[Progress]:
    """A bar (on a terminal), or lines, for one kind of step after the other."""
    with ExitStack() as stack:
        current: list[tuple[str, Callable[[int], None]]] = []

        def progress(what: str, done: int, total: int) -> None:
            if not current or current[-1][0] != what:
                stack.close()
                current.append((what, stack.enter_context(shown(what, lambda: total))))
            current[-1][1](done)

        yield progress


def _told(outcome: Outcome) -> str:
    from framing.retrain.told import conclusions

    placed = outcome.placed
    if placed.why:
        say(placed.why)
    lines = conclusions(outcome.study)
    use = f"Use it with: framing score INPUT -o OUT --model {placed.folder}"
    return "\n".join([*lines, "", f"Written: {placed.folder} (its README.md has all figures)", use]) + "\n"
