"""What an actor does: it holds one loaded model, and makes parts of the output from blocks of the input."""

from __future__ import annotations

import logging
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing import bundle as bundles
from framing.batch.blocks import Item, made
from framing.batch.engines.parts import Done, read_part, write_part
from framing.batch.engines.plan import Block, chars
from framing.batch.table import RowMaker
from framing.batch.writers import Columns
from framing.errors import BundleError, FramingError
from framing.records import Failure
from framing.sources import ReadOptions
from framing.sources.files import Source
from framing.sources.stretches import Stretch, StretchReader

if TYPE_CHECKING:
    from framing.analyzer import Analyzer

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is the same for all blocks of a run.

    `model` is the model's folder, None for the one that ships with the package, which may lie elsewhere on another
    machine; `identity` is its hash. `kinds` tells what the further columns of the input hold. `folder` takes the
    parts, and `run` is what they are marked with.
    """

    sources: tuple[Source | Failure, ...]
    options: ReadOptions
    rows: str
    entities: Mapping[str, str]
    kinds: Mapping[str, str]
    model: Path | None
    identity: str
    version: str
    folder: Path
    run: str


def order(block: Block, name: str) -> dict[str, object]:
    """A block, and the name of the part to make of it, as a row of a table."""
    stretches = [asdict(stretch) for stretch in block.stretches]
    return {"name": name, "number": block.number, "chars": block.chars, "stretches": stretches}


class PartMaker:
    """Makes the part of a block whenever it is called; the model is loaded with the first.

    Whatever is wrong with the input, the model or the disk is given back as the message `failed`.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._reader = StretchReader(task.sources, task.options)
        self._analyzer: Analyzer | None = None

    def __call__(self, orders: Any) -> Any:  # noqa: ANN401 (pyarrow has no types)
        """From a table of orders to a table of what was done: number, inputs, rows, errors, failed."""
        import pyarrow as arrow

        whole = [arrow.field(name, arrow.int64()) for name in ("number", "inputs", "rows", "errors")]
        rows = [self._done(row) for row in orders.to_pylist()]
        return arrow.Table.from_pylist(rows, arrow.schema([*whole, arrow.field("failed", arrow.string())]))

    def _done(self, row: Mapping[str, Any]) -> dict[str, object]:
        stretches = tuple(Stretch(**stretch) for stretch in row["stretches"])
        block = Block(number=row["number"], chars=row["chars"], stretches=stretches)
        try:
            return {**asdict(self._part(block, row["name"])), "failed": None}
        except (FramingError, OSError) as error:
            return _failed(block, str(error))
        except Exception as error:  # told in one line; the traceback is in the log of the actor
            _LOG.exception("part %d", block.number)
            return _failed(block, f"unexpected {type(error).__name__}: {error}")

    def _part(self, block: Block, name: str) -> Done:
        """The part, unless an earlier try has made it already."""
        path = self._task.folder / name
        there = read_part(path, self._task.run)
        if there is not None:
            return there
        analyzer = self._loaded()
        unit = self._task.options.unit
        maker = RowMaker(analyzer.bundle, rows=self._task.rows, unit=unit)
        pieces = made(analyzer, self._read(block), unit, maker.piece)
        return write_part(path, block.number, pieces, Columns(maker.columns, self._task.kinds), self._task.run)

    def _read(self, block: Block) -> list[Item]:
        items = [item for stretch in block.stretches for item in self._reader.read(stretch)]
        if len(items) == block.inputs and chars(items) == block.chars:
            return items
        first = self._task.sources[block.stretches[0].source]
        label = first.id if isinstance(first, Failure) else first.label
        last = items[-1] if items else None
        why = last.message if isinstance(last, Failure) else "it has other rows"
        raise FramingError(f"{label}: not what the run was begun with ({why}); every machine must read the same files")

    def _loaded(self) -> Analyzer:
        if self._analyzer is None:
            from framing import __version__
            from framing.analyzer import load

            if __version__ != self._task.version:
                message = f"framing {__version__} is installed here, the run was begun with {self._task.version}"
                raise FramingError(f"{message}; install one version on all machines")
            loaded = load(self._task.model or bundles.default_folder(), threads=1, names=self._task.entities)
            if loaded.bundle.identity != self._task.identity:
                raise BundleError(f"{loaded.bundle.folder}: another model ({loaded.bundle.label}) than the run's")
            self._analyzer = loaded
        return self._analyzer


def _failed(block: Block, message: str) -> dict[str, object]:
    return {"number": block.number, "failed": f"on {platform.node()}: {message}"}
