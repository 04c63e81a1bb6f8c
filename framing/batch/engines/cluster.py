"""A Ray cluster for the time of a job: one that is there, or one of this machine alone that goes down afterwards."""

from __future__ import annotations

import logging
import os
import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from framing.batch.job import usable_cores
from framing.errors import FramingError, MissingExtraError, UsageError

_ADDRESS = re.compile(r"auto|(?!ray://)[^/\s]+:\d+")
_PATIENCE = 10.0
"""Seconds that the head of a cluster has to answer."""
_STORE_BYTES = 128 * 2**20
"""Memory for what passes between processes: places in the input and counts, a few bytes a block."""


def check_ray(address: str | None) -> None:
    """Raise MissingExtraError without Ray, UsageError for an address that cannot be one."""
    try:
        import ray.data  # noqa: F401
    except ImportError as error:
        raise MissingExtraError(feature="--engine ray", extra="ray") from error
    if address is not None and not _ADDRESS.fullmatch(address):
        raise UsageError(
            f"--address {address}: allowed are auto (the cluster that this machine belongs to) and HOST:PORT of its "
            "head, from a machine of the cluster; leave it out for a cluster of this machine alone"
        )


@contextmanager
def joined(address: str | None, cores: int | None) -> Iterator[int]:
    """The number of actors to start: as many as are asked for, or else the cores that the cluster has.

    Without an address, a cluster of this machine is started and goes down at the end; one that is joined, or that the
    process has joined before, goes on. Raises FramingError where there is no cluster, or none with a core.
    """
    import ray

    begun = not ray.is_initialized()
    try:
        if begun:
            _begin(ray, address, cores)
        actors = cores or int(ray.cluster_resources().get("CPU", 0))
        if not actors:
            raise FramingError("the Ray cluster has no cores; add a machine, or say by --threads how many will come")
        with _level("ray.data", logging.INFO if _told() else logging.CRITICAL):
            yield actors
    finally:
        if begun:
            ray.shutdown()


def _begin(ray: Any, address: str | None, cores: int | None) -> None:  # noqa: ANN401 (heavy, so imported late)
    own = {"num_cpus": cores or usable_cores(), "include_dashboard": False, "object_store_memory": _STORE_BYTES}
    told = _told()
    settings = {"RAY_USAGE_STATS_ENABLED": "0"} | ({} if told else {"RAY_BACKEND_LOG_LEVEL": "fatal"})
    try:
        _reach(address)
        with _environment(settings), _hushed(quiet=not told):
            ray.init(
                address=address or "local",
                log_to_driver=told,
                logging_level=logging.INFO if told else logging.CRITICAL,
                **(own if address is None else {}),
            )
    except Exception as error:  # Ray raises plain exceptions too
        what = f"the Ray cluster at {address} cannot be joined" if address else "Ray cannot be started"
        raise FramingError(f"{what}: {' '.join(str(error).split())}") from error


def _reach(address: str | None) -> None:
    """Raise OSError where nobody listens at HOST:PORT; Ray itself goes on trying for minutes."""
    host, colon, port = (address or "").rpartition(":")
    if colon:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()


def _told() -> bool:
    return logging.getLogger("framing").isEnabledFor(logging.INFO)


@contextmanager
def _level(name: str, level: int) -> Iterator[None]:
    """The level of a logger, for a while."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    """Environment variables that hold for the processes that are started meanwhile."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _hushed(*, quiet: bool) -> Iterator[None]:
    """Send standard error nowhere: Ray's native code writes a line there about its log level."""
    if not quiet:
        yield
        return
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
