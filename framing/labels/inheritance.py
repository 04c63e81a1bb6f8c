"""Whether a fact behind a claim can still be what the claim's source said."""

from __future__ import annotations

import re

from framing.labels.mentions import mentions

_REPORTED = re.compile(
    r"\b(?:would|wouldn['’]t)\b|\b(?:I|he|she|it|they|we|you)['’]d (?!been\b|better\b)", re.IGNORECASE
)
"""What is told of the future as somebody saw it; a plain past or present may as well be the outlet's."""
_SILENT = re.compile(
    r"\b(?:not|never|n['’]t|cannot|declin\w+|refus\w+|wouldn['’]t)\b[^.;]{0,40}"
    r"\b(?:comment|respond|repl(?:y|ied)|answer|reached|say|discuss|elaborate|confirm|deny)\b"
    r"|\bden(?:y|ies|ied|ying)\b",
    re.IGNORECASE,
)
"""A denial, or that somebody gave no answer."""


def runs_on(sentence: str, before: str) -> bool:
    """Whether a sentence without a source can belong to the source of the one before it; in doubt it does not.

    It must go on as reported speech does, be no denial or refusal to answer, and name nobody new ahead of its verb.
    """
    verb = _REPORTED.search(sentence)
    if verb is None or _SILENT.search(sentence):
        return False
    return all(m.name in before for m in mentions(sentence[: verb.start()]) if m.sure)
