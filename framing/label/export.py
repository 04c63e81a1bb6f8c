"""The labels as the table that `framing train` reads: one row a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from framing.batch import replace_with
from framing.batch.files import writing
from framing.errors import UsageError
from framing.label.decisions import Decisions

SUFFIX, JOURNAL = ".jsonl", ".journal"


def journal_of(labels: Path) -> Path:
    """The journal beside a table of labels.

    Raises:
        UsageError: the table cannot be one, or is there without a journal and would be overwritten.
    """
    if labels.suffix != SUFFIX:
        raise UsageError(f"--labels {labels}: the name of such a table ends in {SUFFIX}, as in tone.labels{SUFFIX}")
    if not labels.parent.is_dir():
        raise UsageError(f"--labels {labels}: there is no folder {labels.parent}; make it first")
    journal = labels.with_suffix(JOURNAL)
    if labels.exists() and not journal.exists():
        raise UsageError(
            f"--labels {labels}: this table is there already, without a journal ({journal.name}) beside it, and would "
            "be overwritten; give another name"
        )
    return journal


def rows(decisions: Decisions) -> Iterator[dict[str, object]]:
    """`text`, `label` (a class; a list of classes where several people labelled it), and where the sentence stands."""
    for key, made in decisions.labelled.items():
        votes = list(decisions.votes(key).values())
        yield {
            "text": made.text,
            "label": votes[0] if len(votes) == 1 else votes,
            "group": made.group,
            "article": made.article,
            "index": made.index,
            "start": made.start,
        }


def write(labels: Path, decisions: Decisions) -> None:
    """Make the table what the decisions say, at once.

    Raises:
        FramingError: it cannot be written; the journal has every label all the same.
    """
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(decisions))
    with writing(labels, "the label is in the journal, and the table is written with the next one"):
        replace_with(labels, text.encode("utf-8", "backslashreplace"))
