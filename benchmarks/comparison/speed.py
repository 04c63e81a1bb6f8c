"""Sentences a second of everything that answers, on the same sentences, turn by turn.

Every contestant has a short warm-up; then all take turns, as often as there are repeats, so that a busy moment of the
machine does not fall on one of them alone. What is shown is the median, with the slowest and the fastest turn.
"""

from __future__ import annotations

import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from comparison.engines import Engine, Recorder, session_of, with_session
from comparison.questions import QUESTIONS, flatten, read_part
from comparison.rivals import WORD_LISTS, Items, Stock, Tfidf, WordList
from framing.analyzer import BLOCK_SENTENCES
from framing.bundle import Bundle
from framing.corpora.examples import rows
from framing.encoder import Encoder
from framing.errors import FramingError
from framing.records import Article, Role
from framing.sentences import split

log = logging.getLogger(__name__)
WARM_UP = 64
WATCH = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command and prints its seconds and its peak memory (kB): from a small process, for a new process counts the
memory of the one that started it as its own."""
Work = Callable[[Sequence[str]], object]


@dataclass(frozen=True, slots=True)
class Contestant:
    """Something that is timed; `prepare` raises a FramingError where it is not to be had. `does` says what it gives."""

    name: str
    does: str
    prepare: Callable[[], Work]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Sentences a second (higher is faster) in each turn; `why` says why there are none."""

    name: str
    does: str
    sentences: int
    turns: tuple[float, ...] = ()
    why: str = ""

    @property
    def median(self) -> float | None:
        """The median turn, None without any."""
        return statistics.median(self.turns) if self.turns else None


@dataclass(frozen=True, slots=True)
class Texts:
    """Whole articles, as a file and as the sentences in them that are scored."""

    path: Path
    articles: int
    sentences: list[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole command: its speed, and its peak memory in megabytes."""

    speed: Speed
    memory: float


def draw(data: Path, count: int, folder: Path) -> Texts:
    """The first articles of AllSides that hold at least `count` sentences together, written to a file in `folder`.

    Raises:
        InputError: they are not there.
    """
    path, found, articles = folder / "articles.jsonl", [], 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows(data / "allsides" / "articles.jsonl.gz"):
            out.write(json.dumps(row) + "\n")
            articles += 1
            found += [s.text for s in split(Article(id="", text=row["text"])) if s.role is not Role.FURNITURE]
            if len(found) >= count:
                break
    return Texts(path, articles, found)


def contestants(
    bundle: Bundle, data: Path, threads: int, engines: Sequence[Engine], stock: Stock
) -> Iterator[Contestant]:
    """Everything that is timed, in the order of the table."""
    for engine in engines:
        yield Contestant(engine.name, "all heads", partial(_engine, engine, bundle, threads))
    for size in (1, 32):
        yield Contestant(f"{stock.name}, batch {size}", "one head", partial(stock.pipeline, None, size))
    yield Contestant(Tfidf().name, "one label", partial(_tfidf, data))
    for name, make in WORD_LISTS.items():
        yield Contestant(name, "one score", partial(_word_list, make))


def in_blocks(encoder: Encoder) -> Work:
    """Scoring in the blocks in which articles are scored."""

    def work(texts: Sequence[str]) -> object:
        return [encoder.score(texts[i : i + BLOCK_SENTENCES]) for i in range(0, len(texts), BLOCK_SENTENCES)]

    return work


def _engine(engine: Engine, bundle: Bundle, threads: int) -> Work:
    return in_blocks(engine.encoder(bundle, threads))


def _word_list(make: Callable[[], WordList]) -> Work:
    tool = make()
    return lambda texts: [tool.tone(text) for text in texts]


def _tfidf(data: Path) -> Work:
    question = next(q for q in QUESTIONS if q.corpus == "checkthat")
    texts, truth, _ = flatten(question, [a for corpus, part in question.train for a in read_part(corpus, data, part)])
    predict: Work = Tfidf().fitted(Items(texts, truth)).predict_proba
    return predict


def race(chosen: Sequence[Contestant], texts: Sequence[str], repeats: int) -> list[Speed]:
    """Everybody's turns."""
    ready: dict[str, Work] = {}
    why: dict[str, str] = {}
    for one in chosen:
        try:
            ready[one.name] = one.prepare()
            ready[one.name](texts[:WARM_UP])
        except FramingError as error:
            why[one.name] = str(error)
            log.info("%s: %s", one.name, error)
    turns: dict[str, list[float]] = {one.name: [] for one in chosen}
    for turn in range(repeats):
        for name, work in ready.items():
            turns[name].append(len(texts) / timed(partial(work, texts)))
            log.info("turn %d of %d: %s %.0f sentences/s", turn + 1, repeats, name, turns[name][-1])
    n = len(texts)
    return [
        Speed(name=c.name, does=c.does, sentences=n, turns=tuple(turns[c.name]), why=why.get(c.name, ""))
        for c in chosen
    ]


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare(bundle: Bundle, threads: int, engine: Engine, texts: Sequence[str]) -> Contestant:
    """An engine's pass alone: the very batches of `in_blocks`, tokenised beforehand, without heads."""

    def prepare() -> Work:
        session = session_of(engine.encoder(bundle, threads))
        recorder = Recorder(bundle.width)
        in_blocks(with_session(bundle, recorder, threads))(texts)

        def work(_: Sequence[str]) -> None:
            with ThreadPoolExecutor(threads) as pool:
                deque(pool.map(lambda feed: session.run(None, feed), recorder.feeds), maxlen=0)

        return work

    return Contestant(f"{engine.name}, the bare pass", "nothing yet", prepare)


def whole(texts: Texts, model: Path, threads: int, repeats: int) -> Whole:
    """The command as a user runs it, from start to end, a process for each turn."""
    command = [sys.executable, "-m", "framing", "score", str(texts.path), "--rows", "sentences", "--model", str(model)]
    turns, memory = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(repeats):
            options = ["-o", f"{folder}/{turn}.jsonl", "--threads", str(threads)]
            found = subprocess.run([sys.executable, "-c", WATCH, *command, *options], check=True, capture_output=True)
            seconds, peak = map(float, found.stdout.split())
            turns.append(len(texts.sentences) / seconds)
            memory = max(memory, peak / 1024)
    name, does = "framing score --rows sentences", "everything, from file to file"
    return Whole(Speed(name=name, does=does, sentences=len(texts.sentences), turns=tuple(turns)), memory)
