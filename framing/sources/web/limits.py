"""How much time, how many bytes and which addresses fetching may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Bounds of fetching; times are in seconds, sizes in bytes.

    `total` is what all requests for one address may take together, redirects and repeats included; waiting to be
    polite is not counted. `wire` bounds what is transferred, `size` what it unpacks to. `hosts` are asked at once, each
    by one request at a time, `pause` apart. `longest_wait` caps what a server may ask to wait. `allow_private` permits
    addresses that are not public, `allowed` just these pairs of address and port.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    wire: int = 8 * 2**20
    size: int = 32 * 2**20
    redirects: int = 5
    attempts: int = 3
    backoff: float = 1.0
    longest_wait: float = 60.0
    pause: float = 1.0
    hosts: int = 8
    allow_private: bool = False
    allowed: frozenset[tuple[str, int]] = frozenset()
