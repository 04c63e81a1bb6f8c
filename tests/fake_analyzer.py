"""An analyzer without a model: what it finds depends on the words, and a little on the company, as a real pass may."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import SimpleNamespace

from framing.bundle import head_labels
from framing.records import Article, LabelledSentence, Measure, Report, Role, Sentence, Target

CRASH = "XCRASHX"
"""An article with this word cannot be analysed."""
FOREIGN = "XFOREIGNX"
"""An article with this word is skipped."""


def bundle(identity: str = "a" * 64, heads: Sequence[tuple[str, tuple[str, ...]]] = ()) -> SimpleNamespace:
    """A stand-in for a model folder with further heads, given as (name, classes)."""
    level = "sentence"
    listed = [
        SimpleNamespace(name=n, classes=c, listed=True, level=level, labels=head_labels(n, level, c)) for n, c in heads
    ]
    return SimpleNamespace(identity=identity, label=f"fake 1 ({identity[:12]})", heads=tuple(listed))


class FakeAnalyzer:
    """Answers as `Analyzer` does. `stop_at` is the number of the call that is interrupted by Ctrl-C."""

    def __init__(self, model: SimpleNamespace | None = None, stop_at: int | None = None) -> None:
        self.bundle = model or bundle()
        self.calls: list[list[str]] = []
        self._stop_at = stop_at

    def analyze_many(self, articles: Iterable[Article], *, unit: str = "article") -> Iterator[Report]:
        given = list(articles)
        if len(self.calls) == self._stop_at:
            raise KeyboardInterrupt
        self.calls.append([article.id for article in given])
        for place, article in enumerate(given):
            if CRASH in article.text:
                raise ValueError("no such luck")
            yield self._report(article, place, unit)

    def explain(self, report: Report) -> Report:
        return replace(report, evidence={0: ((0, 3, -0.25),)})

    def _report(self, article: Article, place: int, unit: str) -> Report:
        if FOREIGN in article.text:
            return Report(article=article, status="skipped", message="not English", model=self.bundle.label)
        pieces = [article.text] if unit == "sentence" else article.text.splitlines()
        found, start = [], 0
        for index, piece in enumerate(pieces):
            wanted = (article.targets or ()) if unit == "sentence" else ()
            found.append(_labelled(piece, start, index, place, wanted))
            start += len(piece) + 1
        share = Measure(name="commentary_share", value=0.25, low=0.125, high=0.5, n=len(found))
        return Report(
            article=article,
            status="ok",
            message=None,
            model=self.bundle.label,
            sentences=tuple(found),
            measures=(share,),
        )


def _labelled(text: str, start: int, index: int, place: int, wanted: Sequence[tuple[int, int]]) -> LabelledSentence:
    number = int(hashlib.sha256(text.encode()).hexdigest()[:6], 16) / 16**6
    probabilities = {"p_negative": 0.5, "p_neutral": 0.3, "p_positive": 0.2}
    targets = tuple(
        Target(start=a, end=b, text=text[a:b], entity=None, voice="outlet", **probabilities) for a, b in wanted
    )
    return LabelledSentence(
        sentence=Sentence(start, start + len(text), text, Role.BODY),
        index=index,
        p_kind=(number, (1 - number) / 2, (1 - number) / 2),
        p_type=(0.2, 0.5, 0.3),
        p_opinion=place / 1000,
        p_loaded=0.5,
        p_hedged=0.25,
        targets=targets,
    )
