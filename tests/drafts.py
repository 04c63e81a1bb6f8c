"""The article that most tests are about: every kind, type, hedge and chain occurs. The town is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.records import (
    OUTLET,
    UNNAMED,
    Attribution,
    AttributionType,
    HedgeType,
    Link,
    Measure,
    Quote,
    Role,
    SourceSummary,
    Sourcing,
    Verb,
)

COURIER = Link("The Kestrel Courier", Sourcing.MEDIA)
NOBODY = Link(None, Sourcing.ANONYMOUS)


@dataclass
class Draft:
    """A sentence and what is found in it, words instead of offsets; `break_before` is what stands before it."""

    text: str
    p: tuple[float, float, float] | None = None
    role: Role = Role.BODY
    p_type: tuple[float, float, float] | None = None
    loaded: Sequence[tuple[str, str]] = ()
    hedges: Sequence[tuple[str, HedgeType, str]] = ()
    attributions: Sequence[Attribution] = ()
    inherited: str | None = None
    targets: Sequence[tuple[str, str]] = ()
    break_before: str = "\n\n"
    own: float = 1.0
    parts: tuple[str | None, str | None, str | None] | None = None
    says: dict[str, object] = field(default_factory=dict)


def shares(**values: tuple[float | None, float | None, float | None, int]) -> tuple[Measure, ...]:
    """Measures from name -> (value, low, high, n)."""
    return tuple(Measure(name=k, value=v, low=lo, high=hi, n=n) for k, (v, lo, hi, n) in values.items())


_VAGUE, _HEARSAY, _EPISTEMIC = HedgeType.VAGUE, HedgeType.HEARSAY, HedgeType.EPISTEMIC
_REPORT = "The council's own report"
PIER = [
    Draft("Port Hallam council quietly reopens talks on the ferry pier", (0.71, 0.06, 0.23), Role.HEADLINE),
    Draft(
        "Two officials say a private operator was approached before the vote",
        (0.1, 0.87, 0.03),
        Role.DECK,
        parts=("Two officials", "say", "a private operator was approached before the vote"),
        says={"sourcing": Sourcing.ANONYMOUS, "chain": (NOBODY,)},
        hedges=[("officials", _VAGUE, OUTLET)],
        break_before="\n",
        own=0.3,
    ),
    Draft("By Mara Ellingsen", role=Role.FURNITURE),
    Draft("Published: 3 March 2026", role=Role.FURNITURE, break_before="\n"),
    Draft(
        "PORT HALLAM: The council voted 7 to 4 on Tuesday to reopen talks about the closed ferry pier.",
        (0.97, 0.02, 0.01),
    ),
    Draft(
        "The pier has been shut since a storm tore away two of its piles in November.",
        (0.96, 0.01, 0.03),
        break_before=" ",
    ),
    Draft(
        "“We owe the islanders a working crossing,” council leader Ines Varga told reporters after the vote.",
        (0.03, 0.96, 0.01),
        parts=("council leader Ines Varga", "told", "“We owe the islanders a working crossing,”"),
        says={
            "sourcing": Sourcing.PERSON,
            "source_name": "Ines Varga",
            "chain": (Link("Ines Varga", Sourcing.PERSON),),
            "quote": Quote.DIRECT,
        },
        own=0.5,
    ),
    Draft(
        "According to The Kestrel Courier, officials familiar with the talks "
        "said a private operator had been approached in January.",
        (0.03, 0.95, 0.02),
        parts=(
            "The Kestrel Courier",
            "According to",
            "officials familiar with the talks said a private operator had been approached in January",
        ),
        says={"sourcing": Sourcing.MEDIA, "source_name": "The Kestrel Courier", "chain": (COURIER, NOBODY)},
        hedges=[("officials familiar with the talks", _VAGUE, "The Kestrel Courier")],
        own=0.3,
    ),
    Draft(
        "The operator could take over the route as early as May, the officials said.",
        (0.04, 0.89, 0.07),
        parts=("the officials", "said", "The operator could take over the route as early as May"),
        says={"sourcing": Sourcing.ANONYMOUS, "chain": (COURIER, NOBODY)},
        hedges=[("could", _EPISTEMIC, "the officials"), ("the officials", _VAGUE, OUTLET)],
        break_before=" ",
        own=0.2,
    ),
    Draft(
        "The price was reportedly far below what the council had paid for repairs.",
        (0.21, 0.74, 0.05),
        parts=(None, "reportedly", "The price was reportedly far below what the council had paid for repairs"),
        hedges=[("reportedly", _HEARSAY, UNNAMED)],
        break_before=" ",
        own=0.1,
    ),
    Draft(
        "It was a reckless way to treat a public asset, and the so-called consultation was a sham.",
        (0.05, 0.01, 0.94),
        p_type=(0.95, 0.04, 0.01),
        loaded=[("reckless", OUTLET), ("sham", OUTLET)],
        hedges=[("so-called", _HEARSAY, OUTLET)],
    ),
    Draft(
        "Opponents of the plan, led by Dario Quill, slammed it as “a giveaway to cronies”.",
        (0.05, 0.87, 0.08),
        parts=("Opponents of the plan, led by Dario Quill,", "slammed it as", "“a giveaway to cronies”"),
        says={
            "sourcing": Sourcing.PERSON,
            "source_name": "Dario Quill",
            "chain": (Link("Dario Quill", Sourcing.PERSON),),
            "quote": Quote.MIXED,
        },
        loaded=[("slammed", OUTLET), ("giveaway", "Dario Quill"), ("cronies", "Dario Quill")],
        targets=[("the plan", "Dario Quill")],
        own=0.7,
    ),
    Draft(
        f"{_REPORT} claims that the repairs would cost 4.1 million.",
        (0.09, 0.9, 0.01),
        parts=(_REPORT, "claims", "that the repairs would cost 4.1 million"),
        says={"sourcing": Sourcing.DOCUMENT, "verb": Verb.DISTANCING, "chain": (Link(_REPORT, Sourcing.DOCUMENT),)},
        hedges=[("claims", _HEARSAY, OUTLET)],
        own=0.4,
    ),
    Draft("Work on the north jetty began on 2 February.", (0.88, 0.11, 0.01), inherited=_REPORT, break_before=" "),
    Draft(
        "The timing suggests that the council wants the matter settled before the May elections.",
        (0.17, 0.02, 0.81),
        p_type=(0.08, 0.84, 0.08),
        hedges=[("suggests", _EPISTEMIC, OUTLET)],
        targets=[("the council", OUTLET)],
    ),
    Draft(
        "Fares will probably rise once a private company sets them.",
        (0.14, 0.01, 0.85),
        p_type=(0.05, 0.1, 0.85),
        hedges=[("probably", _EPISTEMIC, OUTLET)],
        break_before=" ",
    ),
    Draft(
        "Ferry workers, who were not consulted, fear for 60 jobs.",
        (0.81, 0.13, 0.06),
        parts=("Ferry workers, who were not consulted,", "fear", "for 60 jobs"),
        says={
            "type": AttributionType.STATE,
            "sourcing": Sourcing.COLLECTIVE,
            "chain": (Link("Ferry workers", Sourcing.COLLECTIVE),),
        },
        own=0.8,
    ),
    Draft(
        "Analysts have questioned whether any operator can run the winter timetable.",
        (0.08, 0.9, 0.02),
        parts=("Analysts", "have questioned", "whether any operator can run the winter timetable"),
        says={"sourcing": Sourcing.COLLECTIVE, "chain": (Link("Analysts", Sourcing.COLLECTIVE),)},
        hedges=[("Analysts", _VAGUE, OUTLET)],
        break_before=" ",
        own=0.2,
    ),
    Draft("The next council meeting is on 17 March.", (0.98, 0.01, 0.01)),
    Draft("(Photo: harbour archive)", role=Role.FURNITURE),
    Draft("Leave a Reply", role=Role.FURNITURE),
]
PIER_MEASURES = shares(
    commentary_share=(0.2341, 0.0912, 0.4317, 17),
    judgement_share=(0.0703, 0.0, 0.2012, 17),
    claim_share=(0.4929, 0.2805, 0.7066, 17),
    hedged_share=(0.3812, 0.1811, 0.6004, 17),
    epistemic_share=(0.1404, 0.0303, 0.3108, 17),
    loaded_share=(0.1907, 0.0502, 0.3801, 17),
    hedged_quoted_share=(0.2811, 0.0706, 0.5504, 9),
    loaded_quoted_share=(0.1203, 0.0, 0.3604, 9),
    anonymous_share=(0.4286, 0.1582, 0.7495, 7),
    second_hand_share=(0.2857, 0.0822, 0.6411, 7),
)
PIER_SOURCES = tuple(
    SourceSummary(name=name, sourcing=kind, n=n, word_share=words, hedged_share=hedged, distanced_share=distanced)
    for name, kind, n, words, hedged, distanced in (
        ("The Kestrel Courier", Sourcing.MEDIA, 1, 0.068, 1.0, 0.0),
        (None, Sourcing.ANONYMOUS, 2, 0.104, 0.5, 0.0),
        ("Analysts", Sourcing.COLLECTIVE, 1, 0.052, 0.0, 0.0),
        ("Dario Quill", Sourcing.PERSON, 1, 0.025, 0.0, 0.0),
        ("Ines Varga", Sourcing.PERSON, 1, 0.041, 0.0, 0.0),
        (_REPORT, Sourcing.DOCUMENT, 1, 0.045, 0.0, 1.0),
        ("Ferry workers", Sourcing.COLLECTIVE, 1, 0.018, None, 0.0),
    )
)
