"""The labelling page: a small local web server that asks for the class of one sentence after the other."""

from __future__ import annotations

from framing.label.export import journal_of
from framing.label.job import Job, Reader, begin, planned, pool
from framing.label.journal import opened
from framing.label.order import Order
from framing.label.queue import Asking

__all__ = ["Asking", "Job", "Order", "Reader", "begin", "journal_of", "opened", "planned", "pool"]
