"""Speed of the whole of `framing score` against the bare pass, PyTorch and a stock transformers pipeline, in one run.

    python benchmarks/speed.py DATA [ARTICLES]

DATA holds `allsides/articles.jsonl.gz`. Everything runs on the same sentences, with the same number of threads (two).
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from itertools import islice
from pathlib import Path

THREADS = 2
STOCK = 1000
"""Sentences for the slow competitors, drawn evenly."""


def articles(data: Path, count: int, target: Path) -> None:
    """The first `count` articles, as a file of their own."""
    with gzip.open(data / "allsides" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines, target.open("w") as out:
        out.writelines(islice(lines, count))


def sentences(path: Path) -> list[str]:
    """The scored sentences of those articles."""
    from framing.records import Article, Role
    from framing.sentences import split

    rows = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [s.text for row in rows for s in split(Article(id="", text=row["text"])) if s.role is not Role.FURNITURE]


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def whole(path: Path, folder: Path) -> tuple[float, float]:
    """Seconds and peak memory (MB) of the command."""
    out = folder / "out.jsonl"
    command = [sys.executable, "-m", "framing", "score", str(path), "-o", str(out), "--rows", "sentences"]
    before = time.perf_counter()
    subprocess.run([*command, "--threads", str(THREADS)], check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def bare(texts: list[str]) -> float:
    """Seconds of the encoder alone over the sentences, tokenised beforehand, batched by length in serving's blocks."""
    import numpy as np

    from framing import bundle
    from framing.analyzer import BLOCK_SENTENCES
    from framing.encoder import Encoder

    encoder = Encoder(bundle.load(), threads=THREADS)
    session, tokenizer = encoder._session, encoder._tokenizer  # the bare pass, without heads and labels
    ids = [e.ids[:256] for e in tokenizer.encode_batch(texts)]

    def run() -> None:
        for start in range(0, len(ids), BLOCK_SENTENCES):
            block = sorted(ids[start : start + BLOCK_SENTENCES], key=len)
            position = 0
            while position < len(block):
                end = position + 1
                while end < len(block) and (end - position + 1) * len(block[end]) <= 2048:
                    end += 1
                batch = np.zeros((end - position, len(block[end - 1])), np.int64)
                for row, tokens in enumerate(block[position:end]):
                    batch[row, : len(tokens)] = tokens
                session.run(None, {"ids": batch, "mask": (batch != 0).astype(np.int64)})
                position = end

    return timed(run)


def torch_batched(texts: list[str], encoder: Path) -> float:
    """PyTorch, single precision, batches of 64 sorted by length."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(THREADS)
    tokenizer, model = AutoTokenizer.from_pretrained(encoder), AutoModel.from_pretrained(encoder).eval()
    ordered = sorted(texts, key=len)

    def run() -> None:
        with torch.inference_mode():
            for start in range(0, len(ordered), 64):
                batch = tokenizer(ordered[start : start + 64], padding=True, truncation=True, return_tensors="pt")
                model(**batch)

    return timed(run)


def stock(texts: list[str], encoder: Path, size: int) -> float:
    """The text-classification pipeline as its documentation shows it: one head, sentences in their order."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

    torch.set_num_threads(THREADS)
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    model = AutoModelForSequenceClassification.from_pretrained(encoder, num_labels=2)
    classify = pipeline("text-classification", model=model, tokenizer=tokenizer, device="cpu", batch_size=size)
    return timed(lambda: classify(texts, truncation=True))


def main() -> None:
    """Prints the table as markdown."""
    data = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    from framing.train.base import MINILM, find_encoder

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "articles.jsonl"
        articles(data, count, path)
        texts = sentences(path)
        some = texts[:: max(1, len(texts) // STOCK)]
        seconds, memory = whole(path, Path(name))
        base = find_encoder(MINILM)
        rows = [
            ("framing score --rows sentences, the whole command", len(texts), seconds),
            ("bare pass, ONNX Runtime", len(texts), bare(texts)),
            ("PyTorch fp32, batches of 64 by length, no heads", len(some), torch_batched(some, base)),
            ("transformers pipeline, one head, batch 1", len(some), stock(some, base, 1)),
            ("transformers pipeline, one head, batch 32", len(some), stock(some, base, 32)),
        ]
    names = ("framing", "onnxruntime", "torch", "transformers", "numpy")
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores, {THREADS} threads, Python {platform.python_version()},")
    print(
        ", ".join(f"{n} {version(n)}" for n in names)
        + f"; {count} articles, {len(texts)} sentences; peak memory {memory:.0f} MB\n"
    )
    print("| what | sentences | sentences/s |\n|---|---|---|")
    for label, n, taken in rows:
        print(f"| {label} | {n} | {n / taken:.0f} |")
    print(f"\nThe whole command runs at {rows[1][2] / rows[0][2]:.0%} of the bare pass.")


if __name__ == "__main__":
    main()
