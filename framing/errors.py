"""The few exceptions that a user can meet; every message says where, what was received and what is allowed."""

from __future__ import annotations


class FramingError(Exception):
    """Base of all errors that framing raises on purpose."""


class InputError(FramingError):
    """An article or table that cannot be read; in a batch it becomes an error row."""


class MissingCorpusError(InputError):
    """A corpus whose files, or the texts that its labels belong to, are not below the folder that was given."""


class BundleError(FramingError):
    """A model folder that is missing, broken, or of another format version."""


class MissingExtraError(FramingError):
    """A feature whose optional packages are not installed; the message names the pip command."""

    def __init__(self, *, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs optional packages: pip install 'framing[{extra}]'")


class UsageError(FramingError):
    """Options that do not fit together, or a run that cannot be resumed as asked."""
