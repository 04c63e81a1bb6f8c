"""`python -m framing.train.distill DATA`: teachers label the texts that a student will be trained on.

The student is trained on their probabilities beside the corpora's labels (Hinton et al. 2015), on labelled sentences
and on unlabelled news alike.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.progress import track
from tokenizers import Encoding, Tokenizer

from framing.errors import UsageError
from framing.labels.mentions import mentions
from framing.train import checkpoint
from framing.train.command import command
from framing.train.fit import new_network, tokenizer_of
from framing.train.network import Network
from framing.train.prepare import Setting, forbidden_in, read_source
from framing.train.recipe import Recipe, read_recipe
from framing.train.scorer import outputs
from framing.train.soft import TOKENS, Portion, columns, key_of, write

log = logging.getLogger("framing.train.distill")
PORTION = 4096


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained network, its tokenizer, and the heads that it teaches."""

    network: Network
    tokenizer: Tokenizer
    heads: frozenset[str]


def read_teacher(given: str) -> Teacher:
    """A teacher from `RECIPE=WORK`: its recipe, and the work folder of its finished training.

    Raises:
        UsageError: the text has another form, or the folder holds no checkpoint.
    """
    recipe_path, _, work = given.partition("=")
    if not work or checkpoint.position_of(Path(work)) is None:
        raise UsageError(f"--teacher {given}: RECIPE=WORK with a finished training in WORK is expected")
    recipe = read_recipe(Path(recipe_path))
    network = new_network(recipe)
    checkpoint.load(Path(work), network)
    network.eval()
    return Teacher(network, tokenizer_of(recipe), frozenset(recipe.teaches or (h.name for h in recipe.heads)))


def texts_of(recipe: Recipe, setting: Setting) -> dict[str, frozenset[str]]:
    """Every text of the stages that learn from teachers, once, in a fixed order, with the heads that it is to teach.

    None is held out.
    """
    forbidden = forbidden_in(setting)
    everything = frozenset(head.name for head in recipe.heads)
    sources = {(s.corpus, s.split): s for stage in recipe.stages if stage.soft for s in stage.sources if s.taught}
    texts: dict[str, frozenset[str]] = {}
    for source in sources.values():
        heads = everything if source.taught is True else frozenset(source.taught or ())
        for example in read_source(source, setting, forbidden(source.corpus)):
            texts[example.text] = texts.get(example.text, frozenset()) | heads
    return dict(sorted(texts.items(), key=lambda item: key_of(item[0])))


def teach(
    teachers: Sequence[Teacher], texts: Mapping[str, frozenset[str]], student: Tokenizer, recipe: Recipe
) -> Portion:
    """What the teachers say of the texts, by the heads wanted of each, the mean where several teach a head.

    A text that a teacher's tokenizer cuts at other places than the student's is left out, and so is one of which
    nothing is said (valence alone is wanted, and it mentions nobody).
    """
    wanted = list(texts.values())
    encodings = student.encode_batch(list(texts))
    places = columns(recipe.heads)
    lengths = [min(len(e.ids), recipe.max_tokens) for e in encodings]
    ends = np.cumsum(lengths)
    sentences = np.zeros((len(texts), sum(len(h.outputs) for h in recipe.heads if h.level == "sentence")))
    tokens = np.zeros((int(ends[-1]), sum(len(h.outputs) for h in recipe.heads if h.level == "token")))
    known = np.ones(len(texts), bool)
    voices = Counter(name for teacher in teachers for name in teacher.heads)
    for teacher in teachers:
        own = teacher.tokenizer.encode_batch(list(texts))
        alike = [cuts(a, recipe.max_tokens) == cuts(b, recipe.max_tokens) for a, b in zip(own, encodings, strict=True)]
        known &= alike
        asked = [row for row in np.flatnonzero(alike).tolist() if wanted[row] & teacher.heads]
        read = {row: own[row].ids[: lengths[row]] for row in asked}
        for row, values in outputs(teacher.network, read, sorted(teacher.heads)):
            for name in wanted[row] & values.keys():
                value = values[name]
                level, left, right = places[name]
                if level == TOKENS:
                    tokens[ends[row] - lengths[row] : ends[row], left:right] += value / voices[name]
                else:
                    sentences[row, left:right] += value / voices[name]
    _only_mentions(list(texts), encodings, tokens, places, ends)
    said = np.logical_or.reduceat(tokens.any(axis=1), ends - np.array(lengths))
    known &= sentences.any(axis=1) | said
    return Portion(
        keys=np.array([key_of(text) for text in texts], np.uint64)[known],
        lengths=np.array(lengths, np.int32)[known],
        sentences=sentences[known].astype(np.float16),
        tokens=tokens[np.repeat(known, lengths)].astype(np.float16),
    )


def cuts(encoding: Encoding, most: int) -> list[tuple[int, int]]:
    """Where the first `most` tokens begin and end in the text; special tokens are empty."""
    found: list[tuple[int, int]] = encoding.offsets[:most]
    return found


def _only_mentions(
    texts: Sequence[str],
    encodings: Sequence[Encoding],
    tokens: NDArray[np.float64],
    places: Mapping[str, tuple[str, int, int]],
    ends: NDArray[np.int64],
) -> None:
    """Takes the valence away from every token that mentions nobody: there it means nothing."""
    if "valence" not in places:
        return
    _, left, right = places["valence"]
    for text, encoding, end, begin in zip(texts, encodings, ends, [0, *ends[:-1]], strict=True):
        spans = [(m.start, m.end) for m in mentions(text)]
        for row, (a, b) in zip(range(begin, end), encoding.offsets, strict=False):
            if not any(a < stop and b > start for start, stop in spans):
                tokens[row, left:right] = 0.0


def run(
    data: Annotated[Path, typer.Argument(help="folder of the corpora")],
    output: Annotated[Path, typer.Option("-o", help="folder for the soft targets")],
    teacher: Annotated[list[str], typer.Option(help="RECIPE=WORK of a trained teacher; repeatable")],
    recipe: Annotated[Path, typer.Option(help="the student's recipe")],
    without_fold: Annotated[int | None, typer.Option(help="hold out this fold (0-4) of BABE and Penn")] = None,
    part: Annotated[
        str, typer.Option(help="K/N: every Nth portion from the Kth (0, 1, ...), for several processes")
    ] = "0/1",
) -> None:
    """Labels texts; started again, it goes on with the portions that are missing."""
    plan = read_recipe(recipe)
    teachers = [read_teacher(given) for given in teacher]
    texts = texts_of(plan, Setting(data=data, without_fold=without_fold))
    log.info("%d texts", len(texts))
    output.mkdir(parents=True, exist_ok=True)
    student = tokenizer_of(plan)
    first, _, step = part.partition("/")
    numbers = range(int(first), -(-len(texts) // PORTION), int(step))
    for number in track(numbers, "labelling", disable=not sys.stderr.isatty()):
        portion = dict(islice(texts.items(), number * PORTION, (number + 1) * PORTION))
        path = output / f"soft-{number:05}.safetensors"
        if not path.is_file():
            found = teach(teachers, portion, student, plan)
            write(path, found, plan.heads)
            log.info("%s: %d of %d texts", path.name, len(found.keys), len(portion))


if __name__ == "__main__":
    command(run)
