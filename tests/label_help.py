"""What the tests of labelling share: sentences, a session without a model, and `framing label` as a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

from framing.label import Asking, Order, journal_of, opened
from framing.label.decisions import Decisions
from framing.label.encode import Encoded
from framing.label.plan import Plan
from framing.label.pool import Item, Passage, items_of
from framing.label.session import Session, Work, labelled_elsewhere
from framing.records import Role, Sentence

PLAN = Plan("urgency", ("no", "yes"), known=False)


def passage(name: str, texts: Sequence[str], **known: str) -> Passage:
    """An article of sentences, one a paragraph."""
    sentences, start = [], 0
    for text in texts:
        sentences.append(Sentence(start, start + len(text), text, Role.BODY))
        start += len(text) + 1
    return Passage(article=name, group=name, sentences=sentences, text="\n".join(texts), **known)


def items(n: int, each: int = 4) -> list[Item]:
    """Made-up sentences, a few to an article."""
    texts = [f"Ferry number {i} may leave the pier at {i % 24} o'clock, officials said." for i in range(n)]
    return [item for at in range(0, n, each) for item in items_of(passage(f"a{at}", texts[at : at + each]))]


@contextmanager
def session(
    labels: Path, pool: Sequence[Item], plan: Plan = PLAN, *, asking: Asking | None = None, blind: bool = False
) -> Iterator[Session]:
    """A session over these sentences with vectors drawn at random, without a model."""
    with ExitStack() as stack:
        journal = stack.enter_context(opened(journal_of(labels)))
        decisions = Decisions(journal.lines)
        everything = [*pool, *labelled_elsewhere(pool, decisions)]
        rng = np.random.default_rng(0)
        encoded = Encoded(rng.normal(size=(len(everything), 8)), np.zeros((len(everything), len(plan.classes))))
        journal.note(plan)
        how = asking or Asking(order=Order.USEFUL)
        work = Work(plan=plan, items=everything, pool=len(pool), encoded=encoded, asking=how, blind=blind)
        yield Session(work, decisions, journal, labels)


def rows(path: Path) -> list[dict[str, object]]:
    """The rows of a table of labels."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_articles(folder: Path, n: int = 6) -> Path:
    """A table of articles of our own, eight sentences each."""
    path = folder / "articles.jsonl"
    lines = []
    for i in range(n):
        texts = [
            f"The harbour of Port Hallam, pier {i}.{j}, may close on day {i * 10 + j}, officials said."
            for j in range(8)
        ]
        lines.append(json.dumps({"id": f"a{i}", "text": " ".join(texts), "outlet": "Ledger", "title": f"Pier {i}"}))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class Server:
    """`framing label` as a process of its own; `url` is the address that it prints."""

    def __init__(self, *arguments: object, folder: Path, model: Path) -> None:
        command = [sys.executable, "-m", "framing", "label", *map(str, arguments), "--model", str(model)]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = ""
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise RuntimeError(f"no address: {self.ended()}")

    def ended(self) -> str:
        """Wait for the end, and give what it said."""
        _, told = self.process.communicate(timeout=30)
        return told

    def interrupt(self) -> None:
        """End it as Ctrl-C does; `said` is then what it said."""
        self.process.send_signal(signal.SIGINT)
        self.said = self.ended()

    def kill(self) -> None:
        """End it at once (SIGKILL), as a crash would."""
        self.process.kill()
        self.ended()
