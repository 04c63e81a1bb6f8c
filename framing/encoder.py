"""The one pass: texts to token and sentence probabilities of every head, without torch.

The graph ends in token states and a pooled vector; the heads are applied here in numpy. Texts are sorted by length
and batched inside the block that is given, so the same block always forms the same batches; each batch is the work of
one thread. A text longer than the encoder's window is read in overlapping windows and never cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from framing.bundle import TOKENIZER, Bundle, Head
from framing.errors import BundleError

BATCH_TOKENS = 512
"""Padded tokens of a batch: what stays in a core's own cache between one operator and the next."""
OVERLAP = 48
_FIRST_PROCESSOR = 8192
_SURROGATE = re.compile("[\ud800-\udfff]")
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """One text's outputs.

    `sentence[head]` is (classes,) and `tokens[head]` (n, outputs), probabilities; `offsets` is (n, 2) in code points of
    the text, without special tokens. A text of several windows has the mean of their sentence probabilities.
    """

    sentence: Mapping[str, Array]
    tokens: Mapping[str, Array]
    offsets: NDArray[np.int64]


class Scorer(Protocol):
    """Whatever gives the outputs of texts."""

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """The outputs of every text, in order."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """What the heads of a text are applied to: `pooled` (width,), the mean of its windows, and `states` (n, width)."""

    pooled: Array
    states: Array


@dataclass(frozen=True, slots=True)
class _Text:
    """What was made of one text's pooled vector, and of each of its tokens' states."""

    sentence: Array
    tokens: Array
    offsets: NDArray[np.int64]


_Apply = Callable[[Array], Array]
_Done = tuple[Array, Array]


@dataclass(frozen=True, slots=True)
class _Window:
    text: int
    number: int
    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]]


_Batch = Sequence[_Window]


class Encoder:
    """Runs one bundle's encoder and heads.

    Args:
        bundle: the model.
        threads: how many threads the pass may use.

    Raises:
        BundleError: the encoder or tokenizer file cannot be opened, or its window is too small.
    """

    def __init__(self, bundle: Bundle, *, threads: int = 1) -> None:
        if bundle.max_tokens <= OVERLAP + 2:
            raise BundleError(f"{bundle.folder}: max_tokens is {bundle.max_tokens}; more than {OVERLAP + 2} are needed")
        self._bundle = bundle
        self._tokenizer = _tokenizer(bundle)
        self._session = _session(bundle)
        self._threads = threads
        self._token_heads = _Stack([h for h in bundle.heads if h.level == "token"], bundle.width)
        self._sentence_heads = _Stack([h for h in bundle.heads if h.level == "sentence"], bundle.width)

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """The outputs of every text, in order. An empty text is allowed."""
        joined = self._pass(texts, self._sentence_heads.apply, self._token_heads.apply)
        return [self._scores(text) for text in joined]

    def read(self, texts: Sequence[str], *, states: bool = False) -> list[tuple[Scores, Vectors]]:
        """The outputs of every text, with what they were made of: what a further head is fitted on.

        Without `states`, those of the tokens are left out: `Vectors.states` is (n, 0).
        """
        tokens = self._token_heads
        joined = self._pass(texts, self._sentence_heads.beside, tokens.beside if states else tokens.apply)
        return [
            (self._scores(t), Vectors(t.sentence[self._sentence_heads.size :], t.tokens[:, tokens.size :]))
            for t in joined
        ]

    def _scores(self, text: _Text) -> Scores:
        return Scores(self._sentence_heads.split(text.sentence), self._token_heads.split(text.tokens), text.offsets)

    def _pass(self, texts: Sequence[str], of_sentence: _Apply, of_tokens: _Apply) -> list[_Text]:
        windows = [w for number, text in enumerate(texts) for w in self._windows(number, text)]
        states: list[list[Array]] = [[] for _ in texts]
        pooled: list[Array] = [np.zeros(0, np.float32) for _ in texts]
        pieces: list[list[_Window]] = [[] for _ in texts]
        run = self._run(windows, of_sentence, of_tokens)
        for window, found, vector in sorted(run, key=lambda r: (r[0].text, r[0].number)):
            pieces[window.text].append(window)
            states[window.text].append(found)
            pooled[window.text] = vector if len(pieces[window.text]) == 1 else pooled[window.text] + vector
        return [_join(pieces[i], states[i], pooled[i]) for i in range(len(texts))]

    def _windows(self, number: int, text: str) -> Iterator[_Window]:
        encoding = self._tokenizer.encode(_SURROGATE.sub("\ufffd", text))
        limit = self._bundle.max_tokens
        if len(encoding.ids) <= limit:
            yield _Window(number, 0, encoding.ids, encoding.offsets)
            return
        inner, offsets = encoding.ids[1:-1], encoding.offsets[1:-1]
        step = limit - 2 - OVERLAP
        for start in range(0, max(1, len(inner) - OVERLAP), step):
            part = slice(start, start + limit - 2)
            ids = [encoding.ids[0], *inner[part], encoding.ids[-1]]
            yield _Window(number, start, ids, [(0, 0), *offsets[part], (0, 0)])

    def _run(
        self, windows: Sequence[_Window], of_sentence: _Apply, of_tokens: _Apply
    ) -> Iterator[tuple[_Window, Array, Array]]:
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        batches = [[windows[order[i]] for i in chosen] for chosen in _batches([len(windows[i].ids) for i in order])]

        def one(members: _Batch) -> _Done:
            states, pooled = self._session.run(None, _padded(members))
            return of_tokens(states), of_sentence(pooled)

        for members, (found, vectors) in zip(batches, self._spread(one, batches), strict=True):
            for row, window in enumerate(members):
                yield window, found[row, 1 : len(window.ids) - 1], vectors[row]

    def _spread(self, work: Callable[[_Batch], _Done], batches: Sequence[_Batch]) -> Iterator[_Done]:
        """The work on every batch, in order, on as many threads as there may be."""
        if self._threads == 1 or len(batches) < 2:  # noqa: PLR2004
            yield from map(work, batches)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(work, batches)


class _Stack:
    """Heads of one level as a single matrix."""

    def __init__(self, heads: Sequence[Head], width: int) -> None:
        scaled = [(h.weight / h.temperature, h.bias / h.temperature) for h in heads]
        self._weight = np.concatenate([np.zeros((0, width), np.float32), *(w for w, _ in scaled)]).T.copy()
        self._bias = np.concatenate([np.zeros(0, np.float32), *(b for _, b in scaled)])
        ends = np.cumsum([len(b) for _, b in scaled])
        self._slices = {h.name: slice(int(e) - len(h.bias), int(e)) for h, e in zip(heads, ends, strict=True)}

    def apply(self, features: Array) -> Array:
        """The probabilities of every head, side by side, for features (..., width)."""
        result: Array = features @ self._weight + self._bias
        for part in self._slices.values():
            view = result[..., part]
            view -= view.max(axis=-1, keepdims=True)
            np.exp(view, out=view)
            view /= view.sum(axis=-1, keepdims=True)
        return result

    @property
    def size(self) -> int:
        """How many outputs all heads have together."""
        return len(self._bias)

    def beside(self, features: Array) -> Array:
        """The same, with the features themselves behind them."""
        return np.concatenate([self.apply(features), features], axis=-1)

    def split(self, found: Array) -> dict[str, Array]:
        return {name: found[..., part] for name, part in self._slices.items()}


def _join(windows: Sequence[_Window], found: Sequence[Array], pooled: Array) -> _Text:
    offsets = np.array([o for w in windows for o in w.offsets[1:-1]], np.int64).reshape(-1, 2)
    tokens = np.concatenate(found)
    if len(windows) > 1:
        offsets, tokens = _merge(offsets, tokens, [len(w.ids) - 2 for w in windows])
    return _Text(pooled / np.float32(len(windows)), tokens, offsets)


def _padded(members: _Batch) -> dict[str, NDArray[np.int64]]:
    """What the graph takes for a batch: ids and mask, (windows, tokens of the longest)."""
    lengths = np.array([len(w.ids) for w in members])
    ids = np.zeros((len(members), int(lengths.max())), np.int64)
    for row, window in enumerate(members):
        ids[row, : len(window.ids)] = window.ids
    return {"ids": ids, "mask": (np.arange(ids.shape[1]) < lengths[:, None]).astype(np.int64)}


def _batches(lengths: Sequence[int]) -> Iterator[range]:
    """Ranges of windows, sorted by length, of at most BATCH_TOKENS padded tokens each."""
    start = 0
    for position, length in enumerate(lengths):
        if position > start and (position - start + 1) * length > BATCH_TOKENS:
            yield range(start, position)
            start = position
    if start < len(lengths):
        yield range(start, len(lengths))


def _merge(offsets: NDArray[np.int64], tokens: Array, sizes: Sequence[int]) -> tuple[NDArray[np.int64], Array]:
    """Where windows overlap, takes each token from the window in whose inside it lies deeper."""
    keep: list[int] = []
    base = 0
    for number, size in enumerate(sizes):
        first = 0 if number == 0 else OVERLAP // 2
        last = size if number == len(sizes) - 1 else size - OVERLAP // 2
        keep.extend(range(base + first, base + last))
        base += size
    return offsets[keep], tokens[keep]


def _tokenizer(bundle: Bundle) -> Any:  # noqa: ANN401 (tokenizers is imported late)
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(bundle.path(TOKENIZER)))
    except Exception as error:  # tokenizers raises plain Exception
        raise BundleError(f"{bundle.path(TOKENIZER)}: cannot be opened: {error}") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def sums_bytes_exactly(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor is known to sum products of bytes without overflow (VNNI); others need a detour."""
    try:
        with cpuinfo.open(encoding="ascii", errors="replace") as file:
            return "vnni" in file.read(_FIRST_PROCESSOR)
    except OSError:
        return False


def _session(bundle: Bundle) -> Any:  # noqa: ANN401 (onnxruntime has no types)
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if not sums_bytes_exactly():
        options.add_session_config_entry("session.x64quantprecision", "1")  # slower, and exact
    try:
        return onnxruntime.InferenceSession(str(bundle.graph), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises several unrelated types
        raise BundleError(f"{bundle.graph}: cannot be opened: {error}") from error
