"""A network's own outputs in the form that the served encoder gives, so that a teacher is measured like a bundle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from framing.encoder import Scores
from framing.train.network import Network

BATCH = 32


class NetworkScorer:
    """Runs a trained network on texts of any number; tokens past `max_tokens` are not read."""

    def __init__(self, network: Network, tokenizer: Tokenizer, max_tokens: int) -> None:
        self._network = network.eval()
        self._tokenizer = tokenizer
        self._max_tokens = max_tokens

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """The outputs of every text, in order."""
        encodings = self._tokenizer.encode_batch(list(texts))
        ids = {row: e.ids[: self._max_tokens] for row, e in enumerate(encodings)}
        found: dict[int, Scores] = {}
        for row, values in outputs(self._network, ids, tuple(self._network.specs)):
            sentence = {n: v for n, v in values.items() if v.ndim == 1}
            tokens = {n: v[1:-1] for n, v in values.items() if v.ndim == 2}  # noqa: PLR2004
            offsets = np.array(encodings[row].offsets[1 : len(ids[row]) - 1], np.int64).reshape(-1, 2)
            found[row] = Scores(sentence, tokens, offsets)
        return [found[row] for row in range(len(texts))]


def outputs(
    network: Network, texts: Mapping[int, Sequence[int]], heads: Sequence[str]
) -> list[tuple[int, Mapping[str, NDArray[np.float32]]]]:
    """For each row of token ids, the probabilities of the heads: (classes,), or (tokens, outputs) of a token head."""
    order = sorted(texts, key=lambda row: len(texts[row]))
    result: list[tuple[int, Mapping[str, NDArray[np.float32]]]] = []
    for first in range(0, len(order), BATCH):
        rows = order[first : first + BATCH]
        longest = max(len(texts[row]) for row in rows)
        ids = torch.tensor([[*texts[row], *[0] * (longest - len(texts[row]))] for row in rows])
        mask = torch.tensor([[1] * len(texts[row]) + [0] * (longest - len(texts[row])) for row in rows])
        with torch.inference_mode():
            states, pooled = network(ids, mask)
            found = {name: network.logits(name, states, pooled).softmax(-1).numpy() for name in heads}
        for place, row in enumerate(rows):
            size = len(texts[row])
            result.append((row, {n: v[place] if v.ndim == 2 else v[place, :size] for n, v in found.items()}))  # noqa: PLR2004
    return result
