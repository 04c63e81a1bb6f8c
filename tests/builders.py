"""Reports made by hand: no model is needed to test what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafts import NOBODY, PIER, PIER_MEASURES, PIER_SOURCES, Draft, shares

from framing.records import (
    OUTLET,
    Article,
    Attribution,
    AttributionType,
    Hedge,
    HedgeType,
    LabelledSentence,
    Link,
    LoadedWord,
    Quote,
    Report,
    Role,
    Sentence,
    SourceSummary,
    Sourcing,
    Span,
    Stance,
    Target,
    Verb,
)

MODEL = "small 0.1.0 (test)"


def build(article_id: str, drafts: Sequence[Draft], **known: object) -> Report:
    """A report of the drafts: text, offsets and labels."""
    text, sentences = "", []
    for index, draft in enumerate(drafts):
        text += draft.break_before if index else ""
        sentences.append(labelled(draft, index, len(text)))
        text += draft.text
    article_fields = {k: v for k, v in known.items() if k in Article.__dataclass_fields__}
    report_fields = {k: v for k, v in known.items() if k in Report.__dataclass_fields__}
    article = Article(id=article_id, text=text, **article_fields)  # type: ignore[arg-type]
    rest = {"status": "ok", "message": None, "model": MODEL, **report_fields}
    return Report(article=article, sentences=tuple(sentences), **rest)  # type: ignore[arg-type]


def labelled(draft: Draft, index: int, start: int) -> LabelledSentence:
    """The draft as a labelled sentence that begins at `start`."""

    def span(words: str) -> Span:
        at = start + draft.text.index(words)
        return at, at + len(words)

    def one(words: str | None) -> tuple[Span, ...]:
        return (span(words),) if words else ()

    found = list(draft.attributions)
    if draft.parts:
        source, cue, content = draft.parts
        found.append(
            Attribution(
                **{  # type: ignore[arg-type]
                    "id": index,
                    "type": AttributionType.STATEMENT,
                    "source": one(source),
                    "cue": one(cue),
                    "content": one(content),
                    "source_text": source,
                    "source_name": None,
                    "sourcing": None,
                    "verb": Verb.NEUTRAL,
                    "quote": Quote.INDIRECT,
                    "chain": (),
                    **draft.says,
                }
            )
        )
    scored = draft.p is not None
    return LabelledSentence(
        sentence=Sentence(start, start + len(draft.text), draft.text, draft.role),
        index=index,
        p_kind=draft.p,
        p_type=draft.p_type or ((0.2, 0.5, 0.3) if scored else None),
        p_opinion=draft.p[2] if draft.p else None,
        p_loaded=(0.83 if draft.loaded else 0.07) if scored else None,
        p_hedged=(0.91 if draft.hedges else 0.04) if scored else None,
        p_hedged_outlet=0.2 if scored else None,
        p_epistemic_outlet=0.1 if scored else None,
        p_loaded_outlet=0.3 if scored else None,
        outlet_words=draft.own if scored else None,
        loaded_words=tuple(
            LoadedWord(start=span(w)[0], end=span(w)[1], text=w, p=0.87, voice=voice) for w, voice in draft.loaded
        ),
        hedges=tuple(
            Hedge(start=span(w)[0], end=span(w)[1], text=w, p=0.93, type=t, voice=voice) for w, t, voice in draft.hedges
        ),
        attributions=tuple(found),
        inherited_source=draft.inherited,
        targets=tuple(_target(span(w), w, voice) for w, voice in draft.targets),
        heads={"urgency": 0.12345, "frame": {"money": 0.25, "safety": 0.75}} if scored else {},
    )


def _target(span: Span, words: str, voice: str) -> Target:
    return Target(
        start=span[0],
        end=span[1],
        text=words,
        entity="Port Hallam council",
        p_negative=0.7,
        p_neutral=0.2,
        p_positive=0.1,
        voice=voice,
    )


def pier() -> Report:
    """A realistic article, scored: every kind, type, hedge and chain occurs."""
    report = build(
        "pier.txt",
        PIER,
        outlet="The Harbour Ledger",
        title="Port Hallam council quietly reopens talks on the ferry pier",
        date="2026-03-03",
        url="https://ledger.example/pier?a=1&b=2",
        authors=("Mara Ellingsen",),
        language="en",
        genre="news",
        notes=("Decoded as windows-1252, which is a guess.",),
        measures=PIER_MEASURES,
        sources=PIER_SOURCES,
        stances=(
            Stance(entity="Port Hallam council", voice=OUTLET, valence=-0.6, low=-0.9, high=-0.21, n=3),
            Stance(entity="Port Hallam council", voice="Dario Quill", valence=-0.8, low=-0.95, high=-0.4, n=1),
        ),
    )
    return replace(report, evidence=_evidence(report, "reckless", "sham", "The timing suggests"))


def _evidence(report: Report, *words: str) -> dict[int, tuple[tuple[int, int, float], ...]]:
    found: dict[int, tuple[tuple[int, int, float], ...]] = {}
    for i, phrase in enumerate(words):
        at = report.article.text.index(phrase)
        index = next(s.index for s in report.sentences if s.sentence.start <= at < s.sentence.end)
        found[index] = (*found.get(index, ()), (at, at + len(phrase), -0.31 + 0.1 * i))
    return found


def courier() -> Report:
    """The newspaper that the first article leans on, with unnamed officials of its own."""
    officials = "Officials familiar with the talks"
    return build(
        "courier.txt",
        [
            Draft("Operator was sounded out over ferry pier in January", (0.8, 0.15, 0.05), Role.HEADLINE),
            Draft(
                f"{officials} said a private operator had been approached in January.",
                (0.04, 0.94, 0.02),
                parts=(officials, "said", "a private operator had been approached in January"),
                says={"sourcing": Sourcing.ANONYMOUS, "chain": (NOBODY,)},
                hedges=[(officials, HedgeType.VAGUE, OUTLET)],
                own=0.5,
            ),
            Draft("The council votes on Tuesday.", (0.97, 0.02, 0.01)),
        ],
        outlet="The Kestrel Courier",
        title="Operator was sounded out over ferry pier in January",
        date="2026-03-02",
        genre="news",
        measures=shares(
            commentary_share=(0.03, 0.0, 0.12, 3),
            claim_share=(0.37, 0.05, 0.8, 3),
            hedged_share=(0.33, 0.02, 0.78, 3),
            loaded_share=(0.07, 0.01, 0.2, 3),
            anonymous_share=(1.0, 0.21, 1.0, 1),
            second_hand_share=(0.0, 0.0, 0.79, 1),
        ),
        sources=(
            SourceSummary(
                name=None, sourcing=Sourcing.ANONYMOUS, n=1, word_share=0.36, hedged_share=0.0, distanced_share=0.0
            ),
        ),
    )


def opinion() -> Report:
    """An opinion piece: almost all commentary."""
    return build(
        "column.txt",
        [
            Draft("Sell the pier and be done with it", (0.05, 0.01, 0.94), Role.HEADLINE, p_type=(0.9, 0.05, 0.05)),
            Draft(
                "For years this dithering council has wasted everybody's time.",
                (0.04, 0.02, 0.94),
                p_type=(0.93, 0.05, 0.02),
                loaded=[("dithering", OUTLET), ("wasted", OUTLET)],
            ),
            Draft(
                "A sale may even save the winter timetable.",
                (0.1, 0.02, 0.88),
                p_type=(0.1, 0.1, 0.8),
                hedges=[("may", HedgeType.EPISTEMIC, OUTLET)],
            ),
            Draft(
                "“We owe the islanders a working crossing,” said Ines   Varga.",
                (0.03, 0.95, 0.02),
                parts=("Ines   Varga", "said", "“We owe the islanders a working crossing,”"),
                says={
                    "sourcing": Sourcing.PERSON,
                    "source_name": "Ines Varga",
                    "chain": (Link("ines  varga", Sourcing.PERSON),),
                    "quote": Quote.DIRECT,
                },
                own=0.3,
            ),
        ],
        outlet="Saltmarsh Review",
        title="Sell the pier and be done with it",
        genre="opinion",
        measures=shares(
            commentary_share=(0.7, 0.41, 0.93, 4),
            claim_share=(0.25, 0.04, 0.55, 4),
            hedged_share=(0.26, 0.03, 0.6, 4),
            loaded_share=(0.27, 0.05, 0.62, 4),
            anonymous_share=(0.0, 0.0, 0.79, 1),
            second_hand_share=(0.0, 0.0, 0.79, 1),
        ),
    )


def skipped() -> Report:
    """An article that is not English."""
    article = Article(id="quai.txt", text="Le quai est fermé.", outlet="Le Phare", title="Le quai", language="fr")
    message = "language identified as French (fr), p=0.99; only English is scored"
    return Report(article=article, status="skipped", message=message, model=MODEL)


def error() -> Report:
    """An article that could not be read."""
    article = Article(id="table.jsonl:7", text="")
    return Report(article=article, status="error", message="table.jsonl:7: no text column", model=MODEL)


def empty() -> Report:
    """An article in which nothing could be scored."""
    return Report(article=Article(id="empty.txt", text=""), status="ok", message=None, model=MODEL)
