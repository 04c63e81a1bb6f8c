"""Forms of hedging that every reader sees are found in both orders of the sentence (the shipped model)."""

from __future__ import annotations

import pytest

import framing
from framing import bundle
from framing.analyzer import Analyzer
from framing.records import Article, HedgeType, Report

FORMS = [
    ("Sources claimed that the ferry line had been offered to a Danish buyer.", "claimed", HedgeType.HEARSAY),
    ("The ferry line had been offered to a Danish buyer, sources claimed.", "claimed", HedgeType.HEARSAY),
    ("Sources claimed that the ferry line had been offered to a Danish buyer.", "Sources", HedgeType.VAGUE),
    ("The ferry line had been offered to a Danish buyer, sources claimed.", "sources", HedgeType.VAGUE),
    ("The harbour board reportedly sold two cranes to pay its debts.", "reportedly", HedgeType.HEARSAY),
    ("Reportedly, the harbour board sold two cranes to pay its debts.", "Reportedly", HedgeType.HEARSAY),
    ("It is understood that the minister will step down on Friday.", "understood", HedgeType.HEARSAY),
    ("The minister, it is understood, will step down on Friday.", "understood", HedgeType.HEARSAY),
    ("According to people familiar with the talks, the price was halved.", "people familiar", HedgeType.VAGUE),
    ("The price was halved, according to people familiar with the talks.", "people familiar", HedgeType.VAGUE),
]


@pytest.fixture(scope="module")
def shipped() -> Analyzer:
    if not bundle.default_folder().is_dir():
        pytest.skip("the shipped model is not here")
    return framing.load()


def analyzed(analyzer: Analyzer, text: str) -> Report:
    return next(analyzer.analyze_many([Article(id="1", text=text)], unit="sentence"))


@pytest.mark.parametrize(("text", "words", "type_"), FORMS, ids=[f"{t[:24]}-{w}" for t, w, _ in FORMS])
def test_form_is_found(shipped: Analyzer, text: str, words: str, type_: HedgeType) -> None:
    hedges = [h for s in analyzed(shipped, text).sentences for h in s.hedges]
    start = text.index(words)
    assert any(h.start <= start < h.end and h.type is type_ for h in hedges), hedges


@pytest.mark.parametrize("text", sorted({t for t, _, _ in FORMS}))
def test_form_is_an_attribution(shipped: Analyzer, text: str) -> None:
    """Hearsay without a source, or a source that cannot be identified."""
    found = analyzed(shipped, text).attributions
    assert found
    assert all(a.anonymous is not False for a in found)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was opened on 4 May by the queen's brother.",
        "She could not open the door and called the neighbours.",
        "About 55 people live on the island in winter.",
        "The group claimed responsibility for the attack on the depot.",
        "Visitors may not enter the yard after dark.",
        "Solar panels are the main source of power on the island.",
    ],
)
def test_trap_is_no_hedge(shipped: Analyzer, text: str) -> None:
    assert [h.text for s in analyzed(shipped, text).sentences for h in s.hedges] == []
