"""The only place that joins reading, splitting, the pass, labels and measures for one article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from framing import bundle as bundles
from framing import measures
from framing.encoder import Encoder
from framing.errors import UsageError
from framing.explain import explain
from framing.labels.labeller import Labeller
from framing.language import is_english
from framing.measures.sourcing import summaries
from framing.measures.stance import stances
from framing.records import Article, LabelledSentence, Report, Role, Sentence, Status
from framing.sentences import split

BLOCK_SENTENCES = 600
"""Articles are scored together until a block holds so many sentences; batches are formed inside blocks."""
UNITS = ("article", "sentence")


@dataclass(frozen=True, slots=True)
class _Prepared:
    article: Article
    sentences: tuple[Sentence, ...]
    skipped: str | None = None
    warning: str | None = None

    @property
    def message(self) -> str | None:
        """What reading, language and skipping have to say, in one line."""
        said = [*self.article.notes, *(m for m in (self.skipped, self.warning) if m)]
        return "; ".join(said) or None


class Analyzer:
    """Scores articles with one model.

    Args:
        bundle: the model.
        threads: how many threads the pass may use.
        names: the user's table of entities: a mention or an entity -> the entity that it means, "" for none.
    """

    def __init__(
        self, bundle: bundles.Bundle, *, threads: int = 1, names: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.bundle = bundle
        self._names = names
        self._encoder = Encoder(bundle, threads=threads)
        self._labeller = Labeller(bundle)

    def analyze(self, article: Article) -> Report:
        """The report of one article.

        Raises:
            UsageError: it is no `Article`, or its text is no string.
        """
        return next(self.analyze_many([article]))

    def analyze_many(self, articles: Iterable[Article], *, unit: str = "article") -> Iterator[Report]:
        """The reports of many articles, in order, a block at a time (bounded memory).

        `unit` is "article", or "sentence" where each text is one body sentence that is scored whatever its language.

        Raises:
            UsageError: another unit; something that is no `Article`, or whose text is no string.
        """
        if unit not in UNITS:
            raise UsageError(f"unit {unit!r} is unknown; known are {', '.join(UNITS)}")
        return self._blocks(articles, _whole if unit == "sentence" else _prepare)

    def _blocks(self, articles: Iterable[Article], prepare: Callable[[Article], _Prepared]) -> Iterator[Report]:
        block: list[_Prepared] = []
        count = 0
        for article in articles:
            block.append(prepare(_checked(article)))
            count += max(1, len(block[-1].sentences))
            if count >= BLOCK_SENTENCES:
                yield from self._score(block)
                block, count = [], 0
        yield from self._score(block)

    def explain(self, report: Report) -> Report:
        """The report with the words that moved its commentary and loaded sentences most (a pass a word)."""
        return explain(report, self._encoder, self.bundle)

    def _score(self, block: Sequence[_Prepared]) -> Iterator[Report]:
        texts = [s.text for row in block for s in row.sentences if s.role is not Role.FURNITURE]
        scores = iter(self._encoder.score(texts))
        for row in block:
            if row.skipped is not None:
                yield self._report(row, "skipped")
                continue
            own = [next(scores) for s in row.sentences if s.role is not Role.FURNITURE]
            yield self._measured(row, self._labeller.label(row.article, row.sentences, own, self._names))

    def _measured(self, row: _Prepared, sentences: tuple[LabelledSentence, ...]) -> Report:
        report = replace(self._report(row, "ok"), sentences=sentences)
        found = report.attributions
        return replace(
            report,
            measures=measures.take(sentences, found),
            sources=summaries(row.article.text, sentences, found),
            stances=stances(sentences),
        )

    def _report(self, row: _Prepared, status: Status) -> Report:
        return Report(article=row.article, status=status, message=row.message, model=self.bundle.label)


def _checked(article: object) -> Article:
    if not isinstance(article, Article):
        raise UsageError(f"an Article is expected, framing.Article(id=..., text=...), and not {type(article).__name__}")
    if not isinstance(article.text, str):
        raise UsageError(f"article {article.id!r}: the text is to be a str, and not {type(article.text).__name__}")
    return article


def _prepare(article: Article) -> _Prepared:
    language = is_english(article.text, article.language)
    if not language.english:
        return _Prepared(article, (), skipped=language.message or "not English")
    sentences = split(article)
    if not any(s.role is not Role.FURNITURE for s in sentences):
        return _Prepared(article, (), skipped="no prose: nothing in the text is a sentence of an article")
    known = replace(article, language=language.code or article.language)
    return _Prepared(known, sentences, warning=language.message)


def _whole(article: Article) -> _Prepared:
    """The text as it is, so that spans in it, and targets that are given back, keep their offsets."""
    text = article.text
    if not text.strip():
        return _Prepared(article, (), skipped="no prose: the text is empty")
    return _Prepared(article, (Sentence(0, len(text), text, Role.BODY),))


def load(
    model: str | Path | None = None, *, threads: int = 1, names: Mapping[str, str] = MappingProxyType({})
) -> Analyzer:
    """Loads a model (the shipped one by default) and returns its analyzer.

    `names` is the user's table of entities (`framing.labels.entities.read_corrections`).

    Raises:
        BundleError: the folder is missing or broken.
    """
    return Analyzer(bundles.load(model), threads=threads, names=names)
