"""Training state on disk, written whole or not at all: safetensors and JSON, no pickle."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

FILE = "checkpoint.safetensors"


@dataclass(frozen=True, slots=True)
class Position:
    """How far a run is: the next batch of an epoch of a stage, and what the run was started with."""

    stage: int
    epoch: int
    batch: int
    signature: str


def save(folder: Path, network: nn.Module, optimizer: torch.optim.Optimizer | None, position: Position) -> None:
    """Replaces the checkpoint in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {f"model.{name}": value for name, value in network.state_dict().items()}
    tensors["random"] = torch.get_rng_state()
    state = optimizer.state_dict()["state"] if optimizer else {}
    for number, slots in state.items():
        tensors |= {f"optimizer.{number}.{name}": torch.as_tensor(value) for name, value in slots.items()}
    fresh = folder / "checkpoint.new"
    save_file({k: v.contiguous() for k, v in tensors.items()}, fresh, {"position": json.dumps(asdict(position))})
    fresh.replace(folder / FILE)


def position_of(folder: Path) -> Position | None:
    """The position of the checkpoint in `folder`, None if there is none."""
    path = folder / FILE
    if not path.is_file():
        return None
    with path.open("rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    return Position(**json.loads(header["__metadata__"]["position"]))


def load(folder: Path, network: nn.Module, optimizer: torch.optim.Optimizer | None = None) -> None:
    """Restores network, optimizer and random state."""
    tensors: dict[str, Tensor] = load_file(folder / FILE)
    model = {k.removeprefix("model."): v for k, v in tensors.items() if k.startswith("model.")}
    network.load_state_dict(model)
    torch.set_rng_state(tensors["random"])
    if optimizer is not None:
        slots: dict[int, dict[str, Tensor]] = {}
        for key, value in tensors.items():
            if key.startswith("optimizer."):
                _, number, name = key.split(".")
                slots.setdefault(int(number), {})[name] = value
        optimizer.load_state_dict({"state": slots, "param_groups": optimizer.state_dict()["param_groups"]})
