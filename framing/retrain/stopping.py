"""Early stopping (Prechelt 1998) on a head's macro-F1, epoch by epoch; the best epoch's weights are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.retrain.probe import rows_of, score
from framing.train import checkpoint
from framing.train.batches import Batch
from framing.train.network import Network
from framing.train.recipe import HeadSpec

HISTORY = "history.json"


@dataclass(slots=True, kw_only=True)
class Stopping:
    """Watches one head while everything is trained.

    `scores` are macro-F1 (0..1) on `dev`, before the first epoch and after each; they are kept in `folder`, so that a
    resumed run goes on with them. Training ends after `patience` epochs without a better one.
    """

    folder: Path
    head: HeadSpec
    dev: Sequence[Batch]
    patience: int
    signature: str
    scores: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.scores = read_history(self.folder)

    def after(self, network: Network, epochs: int) -> None:
        """Scores the network after so many epochs, and keeps it if it is the best so far."""
        self.scores = [*self.scores[:epochs], self.score(network)]
        if self.best(epochs) == epochs:
            position = checkpoint.Position(0, epochs, 0, self.signature)
            checkpoint.save(self.folder / "best", network, None, position)
        fresh = self.folder / f"{HISTORY}.new"
        fresh.write_text(json.dumps({"head": self.head.name, "macro_f1": self.scores}) + "\n", encoding="utf-8")
        fresh.replace(self.folder / HISTORY)

    def score(self, network: Network) -> float:
        """The head's macro-F1 on `dev` in the state that the network is in."""
        return score(network.head(self.head.name), rows_of(network, self.dev, self.head))

    def best(self, epochs: int) -> int:
        """The epoch with the best score among the first so many, the earliest of equals."""
        seen = self.scores[: epochs + 1]
        return seen.index(max(seen))

    def stops(self, epochs: int) -> bool:
        """Whether the last `patience` epochs brought nothing."""
        return epochs - self.best(epochs) >= self.patience

    def restore(self, network: Network) -> int:
        """Gives the network the best weights and returns how many epochs they had."""
        position = checkpoint.position_of(self.folder / "best")
        checkpoint.load(self.folder / "best", network)
        return position.epoch if position else 0


def read_history(folder: Path) -> list[float]:
    """The scores of the run in `folder` so far, before its first epoch and after each; none without a run."""
    path = folder / HISTORY
    if not path.is_file():
        return []
    return [float(value) for value in json.loads(path.read_text(encoding="utf-8"))["macro_f1"]]
