"""Blocks to parts by a pool of Ray actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.batch.engines.parts import Done
from framing.batch.engines.worker import PartMaker, Task
from framing.errors import FramingError

_MAX_TASKS = 10_000
"""Where there are more blocks, a task makes several parts: what a task costs is paid before the first one begins."""
_IN_FLIGHT = 2
"""Tasks that an actor has at once: one that it works on, one that waits, so that it does not have to."""


def parts_made(task: Task, orders: Sequence[dict[str, object]], actors: int) -> Iterator[Done]:
    """Make the parts that are ordered (see `framing.batch.engines.worker.order`), in whatever order they get done.

    The table of orders is what Ray Data spreads, not the articles: it may cut, merge and reorder its own blocks, but
    not a row, and each row says which part it is, so that neither its blocks nor a task that is done twice can change
    what a part holds. An actor that dies with its machine is started again where there is room, and so are its tasks.

    Raises FramingError for what is wrong with the input, the model or the disk, and where the cluster gives up.
    """
    from ray.data import ActorPoolStrategy, from_items

    ordered = from_items(list(orders), override_num_blocks=min(len(orders), _MAX_TASKS))
    ordered.context.enable_progress_bars = False
    ordered.context.print_on_execution_start = False
    made = ordered.map_batches(
        PartMaker,
        fn_constructor_kwargs={"task": task},
        batch_size=1,
        batch_format="pyarrow",
        compute=ActorPoolStrategy(size=min(actors, len(orders)), max_tasks_in_flight_per_actor=_IN_FLIGHT),
        num_cpus=1,
    )
    try:
        for table in made.iter_batches(batch_size=None, batch_format="pyarrow"):
            for row in table.to_pylist():
                yield _done(row)
    except FramingError:
        raise
    except Exception as error:  # Ray Data raises exceptions of several families
        raise FramingError(f"the Ray cluster gave up: {_reason(error)}; go on with --resume") from error


def _done(row: dict[str, object]) -> Done:
    failed = row.pop("failed")
    if failed is not None:
        raise FramingError(f"{failed}; what is done is kept; go on with --resume")
    return Done(**row)  # type: ignore[arg-type]


def _reason(error: Exception) -> str:
    """The last line of a message that holds a whole traceback, the first of any other."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return lines[-1 if any(line.endswith("Traceback (most recent call last):") for line in lines) else 0]
