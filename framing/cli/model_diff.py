"""The work of `framing models diff`: both models over the inputs, and over labels where there are any."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing import __version__
from framing.analyzer import Analyzer, load
from framing.batch import Item, cut, made, usable_cores
from framing.batch.ahead import in_order
from framing.cli.counting import count
from framing.cli.progress import shown
from framing.encoder import Encoder
from framing.errors import InputError
from framing.evaluate.data import OWN, OwnData, Task, read_own
from framing.evaluate.difference import Difference, Said, Tally, said
from framing.evaluate.own_labels import truth_of
from framing.evaluate.paired import Flags, Paired, paired, right
from framing.evaluate.results import ROUNDS, SEED, Scored
from framing.evaluate.run import score
from framing.records import Article, Report
from framing.sources import ReadOptions, input_digest, read_articles
from framing.sources.given import fleeting

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be compared on what.

    `models` are the folders of both, `labels` is the table that both are measured by, None where there are no labels.
    `threads` None means: the usable cores.
    """

    models: tuple[Path, Path]
    inputs: tuple[str, ...]
    options: ReadOptions
    labels: Task | None
    threshold: float
    threads: int | None

    @property
    def unit(self) -> str:
        """What is compared: whole articles, or single sentences, as labels are."""
        return self.options.unit if self.labels is None else "sentence"

    @property
    def workers(self) -> int:
        """How many blocks are worked on at once."""
        return self.threads or usable_cores()


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Both models against labels.

    `apart` are the sentences that one model alone gets right, as (where, text, "a" or "b").
    """

    head: str
    paired: Paired
    apart: tuple[tuple[str, str, str], ...]
    cautions: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The comparison as plain values."""
        apart = [{"where": where, "text": text, "right": model} for where, text, model in self.apart]
        return {"head": self.head, **self.paired.as_json(), "one_alone_right": apart, "cautions": list(self.cautions)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a comparison of two models comes to; `errors` and `skipped` are articles that could not be compared."""

    asked: Asked
    models: tuple[str, str]
    bundles: tuple[str, str]
    digest: str | None
    articles: int
    errors: int
    skipped: int
    difference: Difference
    labelled: Labelled | None

    def as_json(self) -> dict[str, object]:
        """The comparison with its signature as plain values."""
        a, b = ({"model": m, "bundle": i} for m, i in zip(self.models, self.bundles, strict=True))
        signature = {
            "version": __version__,
            "a": a,
            "b": b,
            "inputs": list(self.asked.inputs),
            "sha256": self.digest,
            "head": self.asked.labels.head if self.asked.labels else None,
            "split": self.asked.labels.split if self.asked.labels else None,
            "unit": self.asked.unit,
            "articles": self.articles,
            "n": self.difference.n,
            "rounds": ROUNDS,
            "seed": SEED,
        }
        labelled = None if self.labelled is None else self.labelled.as_json()
        counts = {"errors": self.errors, "skipped": self.skipped}
        return {"signature": signature, **counts, **self.difference.as_json(), "labels": labelled}


@dataclass(frozen=True, slots=True)
class _Read:
    """What one model makes of one article."""

    status: str
    told: str
    said: list[Said]


def compare(asked: Asked) -> Found:
    """Run both models over the inputs.

    Raises:
        FramingError: an input or a model cannot be used, options do not fit, or nothing could be compared.
    """
    analyzers = load(asked.models[0]), load(asked.models[1])
    if asked.labels is None:
        given = read_articles(asked.inputs, asked.options)
        return _compared(asked, analyzers, given, lambda: count(asked.inputs, asked.options), None)
    first, second = (read_own(asked.labels, analyzer.bundle) for analyzer in analyzers)
    labelled = _labelled(asked, analyzers, (first, second))
    texts = [Article(id=where, text=e.text) for where, e in zip(first.where, first.examples, strict=True)]
    return _compared(asked, analyzers, texts, lambda: len(texts), labelled)


def _compared(
    asked: Asked,
    analyzers: tuple[Analyzer, Analyzer],
    given: Iterable[Item],
    total: Callable[[], int | None],
    labelled: Labelled | None,
) -> Found:
    tally, counts = Tally(asked.threshold), Counter[str]()
    with shown(f"{asked.unit}s", total) as advance:
        for a, b in _pairs(analyzers, given, asked):
            counts[_note(a, b, tally)] += 1
            advance(counts.total())
    difference = tally.difference()
    if not difference.n:
        what = f"{counts['error']} are errors, {counts['skipped']} are skipped" if counts else "there is none"
        raise InputError(
            f"{', '.join(asked.inputs)}: no sentence in there could be compared; of the {asked.unit}s, {what}"
        )
    first, second = (analyzer.bundle for analyzer in analyzers)
    return Found(
        asked=asked,
        models=(first.label, second.label),
        bundles=(first.identity, second.identity),
        digest=None if fleeting(asked.inputs) else input_digest(list(asked.inputs)),
        articles=counts["ok"],
        errors=counts["error"],
        skipped=counts["skipped"],
        difference=difference,
        labelled=labelled,
    )


def _pairs(analyzers: tuple[Analyzer, Analyzer], given: Iterable[Item], asked: Asked) -> Iterator[tuple[_Read, _Read]]:
    """What both models make of every item, in order."""

    def both(block: Sequence[Item]) -> tuple[list[_Read], list[_Read]]:
        first, second = (made(analyzer, block, asked.unit, _read) for analyzer in analyzers)
        return first, second

    for first, second in in_order(both, cut(given, asked.unit), asked.workers):
        yield from zip(first, second, strict=True)


def _read(report: Report) -> _Read:
    told = f"{report.article.id}: {report.message}"
    return _Read(report.status, told, said(report) if report.status == "ok" else [])


def _note(a: _Read, b: _Read, tally: Tally) -> str:
    """Take an article that both models could score; gives what has become of it."""
    for status in ("error", "skipped"):
        for one in (a, b):
            if one.status == status:
                _LOG.log(logging.WARNING if status == "error" else logging.INFO, "%s", one.told)
                return status
    tally.add(a.said, b.said)
    return "ok"


def _labelled(asked: Asked, analyzers: tuple[Analyzer, Analyzer], data: tuple[OwnData, OwnData]) -> Labelled:
    """Which model is right more often on labels, sentences whose votes tie left out."""
    clear = np.arange(len(data[0].examples))
    question = data[0].question
    if question.level == "sentence":
        clear = np.flatnonzero(truth_of(data[0].examples, question) >= 0)
    first, second = (_right(asked, *pair)[clear] for pair in zip(analyzers, data, strict=True))
    chosen = [(data[0].where[i], data[0].examples[i]) for i in clear.tolist()]
    apart = (
        (where, example.text, "a" if one else "b")
        for (where, example), one, other in zip(chosen, first, second, strict=True)
        if one != other
    )
    return Labelled(
        head=question.name,
        paired=paired(first, second, [example.group for _, example in chosen]),
        apart=tuple(apart),
        cautions=data[0].cautions,
    )


def _right(asked: Asked, analyzer: Analyzer, data: OwnData) -> Flags:
    encoder = Encoder(analyzer.bundle, threads=asked.workers)
    scored = Scored(OWN, data.examples, score(encoder, data.examples, lambda _: None), analyzer.bundle)
    return right(scored, data.question)
