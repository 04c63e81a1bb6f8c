"""What is raised where an address cannot be fetched."""

from __future__ import annotations

from framing.sources.files import ReadError


class FetchError(ReadError):
    """An address cannot be fetched.

    `again` says whether another try may help, `wait` how many seconds the server asks to wait first, `status` what it
    answered, if it did.
    """

    def __init__(
        self, message: str, *, again: bool = False, wait: float | None = None, status: int | None = None
    ) -> None:
        super().__init__(message)
        self.again = again
        self.wait = wait
        self.status = status
