"""`framing evaluate`: a model on labelled sentences, with the figures that a corpus is known by."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.errors import emit, guarded
from framing.cli.logs import set_up
from framing.cli.options import Columns, Model, Threads, Verbose, column_names
from framing.cli.progress import shown
from framing.errors import UsageError

if TYPE_CHECKING:
    from framing.evaluate.data import Task
    from framing.evaluate.evaluation import Evaluation


class Corpus(StrEnum):
    """What a file of labelled sentences is of."""

    PENN = "penn"
    BABE = "babe"
    CHECKTHAT = "checkthat"
    WIKIWEASEL = "wikiweasel"
    POLNEAR = "polnear"
    NEWSMTSC = "newsmtsc"
    LABELS = "labels"


Labelled = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A file of a corpus (.jsonl, .jsonl.gz; docs/training.md has the fields), or a table of your own labels"
        " (.jsonl .csv .tsv .parquet) with the columns text and label, and group and split where known.",
        show_default=False,
    ),
]
Named = Annotated[Corpus | None, typer.Option(help="What FILE is of; labels: your own [default: by its columns].")]
Head = Annotated[
    str | None,
    typer.Option("--head", metavar="NAME", help="What your own labels are of: kind, loaded, hedge, a head of yours."),
]
Split = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Only these rows: fold0 to fold4 of babe and penn; of labels, by column split."),
]
Seen = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="What the model learned from: also give figures without its articles."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of the table.")]
JsonFile = Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Also write the JSON to FILE.")]


def evaluate(
    path: Labelled,
    corpus: Named = None,
    head: Head = None,
    split: Split = None,
    seen: Seen = None,
    as_json: Json = False,
    out: JsonFile = None,
    threads: Threads = None,
    model: Model = None,
    columns: Columns = None,
    verbose: Verbose = False,
) -> None:
    """Measure a model on labelled sentences.

    Every figure comes with what it means, which way it reads, a 95% interval that resamples whole articles, and its
    baseline: what always saying the most frequent class, or chance, would reach.

    Example: framing evaluate corpora/checkthat/dev_test.jsonl
    """
    set_up(verbose=verbose)
    with guarded():
        from framing.evaluate.data import Task

        check_out(out)
        named = {"corpus": corpus.value if corpus else None, "head": head, "split": split}
        task = Task(path=path, seen=seen, columns=column_names(columns), **named)
        evaluation = _evaluated(task, model, threads)
        keep(evaluation.as_json(), out)
        if as_json:
            emit(as_text(evaluation.as_json()))
        else:
            from framing.cli.figures import print_evaluation, rendered

            emit(rendered(lambda console: print_evaluation(evaluation, console)))


def _evaluated(task: Task, model: Path | None, threads: int | None) -> Evaluation:
    from framing import bundle as bundles
    from framing.batch import usable_cores
    from framing.encoder import Encoder
    from framing.evaluate.data import read_data
    from framing.evaluate.run import evaluate as measure

    bundle = bundles.load(model)
    data = read_data(task, bundle)
    encoder = Encoder(bundle, threads=threads or usable_cores())
    with shown("sentences", lambda: len(data.examples)) as advance:
        return measure(task, data, encoder, bundle, advance)


def as_text(value: Mapping[str, object]) -> str:
    """Plain values as JSON."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode()


def check_out(out: Path | None) -> None:
    """Refuse a file that cannot be written, before any work. Raises UsageError."""
    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        raise UsageError(f"-o {out}: {'a folder' if out.is_dir() else 'its folder is not there'}; a file is needed")


def keep(value: Mapping[str, object], out: Path | None) -> None:
    """Write plain values to a file as JSON, where one is named."""
    if out is not None:
        from framing.batch import replace_with

        replace_with(out, as_text(value).encode())
