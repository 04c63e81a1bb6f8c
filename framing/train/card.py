"""The model card (Mitchell et al. 2019): what a bundle is and is not for, what it learned from, what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Template

from framing.bundle import Bundle, Combination
from framing.evaluate import Result

CARD = "README.md"
TEMPLATE = Path(__file__).with_name("card.md")
CORPORA = {
    "allsides": "140,000 sentences of AllSides articles (Baly et al. 2020), as the teachers label them",
    "annolexical": "anno-lexical (Media Bias Group 2024, labels of language models, MIT): loaded",
    "babe": "BABE SG2 (Spinde et al. 2021, AGPL-3.0): loaded wording, loaded words, opinion",
    "certainty": "certainty of science findings (Pei & Jurgens 2021, MIT): auxiliary",
    "checkthat": "CheckThat! subjectivity, English (CLEF 2023-2024, CC BY-NC-SA 4.0): opinion",
    "hedges": "this project's own labels of single sentences (seeds/labels/hedges.jsonl): hedges and their traps",
    "news": "this project's own labels (seeds/): kind, commentary type, hedges, loaded words",
    "newsmtsc": "NewsMTSC (Hamborg & Donnay 2021, MIT): valence of targets",
    "penn": "Penn Media Bias Detector, human validation (2025, GPL-3.0): opinion, three votes a sentence",
    "polnear": "PolNeAR 1.0 (Newell et al. 2018, published for research): attribution spans",
    "targets": "this project's own labels of targets (seeds/labels/targets*.jsonl): valence of countries, groups, ...",
    "triples": "this project's own triples (seeds/labels/triples.jsonl): one event plainly, with praise, with blame",
    "wikiweasel": "WikiWeasel (CoNLL-2010, Farkas et al. 2010, CC BY-SA): auxiliary",
}


def card(bundle: Bundle, results: Sequence[Result], folds: str = "") -> str:
    """The card as markdown. `folds` is the table of benchmarks/folds.py, empty if it was not run."""
    facts = bundle.facts
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        name=bundle.name,
        version=bundle.version,
        encoder=facts["encoder"],
        recipe=facts["recipe"],
        seed=facts["seed"],
        versions=", ".join(f"{name} {number}" for name, number in facts["versions"].items()),
        corpora="\n".join(f"* {CORPORA.get(name, name)}" for name in facts["corpora"]),
        results=_table(results),
        folds=_folds(folds),
        combinations="\n".join(_combination(c) for c in bundle.combinations.values()),
    )


def write_card(folder: Path, bundle: Bundle, results: Sequence[Result], folds: str = "") -> None:
    """Writes the card beside the manifest (cards are not hashed)."""
    (folder / CARD).write_text(card(bundle, results, folds), encoding="utf-8")


def _table(results: Sequence[Result]) -> str:
    rows = [f"| {r.corpus} | {r.metric} | {r.value:.3f} | {r.low:.3f} to {r.high:.3f} | {r.n} |" for r in results]
    return "\n".join(["| data | metric | value | 95% interval | sentences |", "|---|---|---|---|---|", *rows])


def _folds(table: str) -> str:
    if not table:
        return "BABE and Penn have no development part: docs/training.md says how they are measured by folds."
    return (
        "BABE and Penn have no development part; these figures come from models of the same recipe that each left a "
        f"fold of articles out:\n\n{table.strip()}"
    )


def _combination(model: Combination) -> str:
    prior = ", ".join(f"{c} {p:.2f}" for c, p in zip(model.classes, model.prior, strict=True))
    cuts = ", ".join(f"{name} {value:.3f}" for name, value in model.threshold.items()) or "the most probable class"
    return f"* `{model.name}`: {', '.join(model.features)}; {model.note}; prior {prior}; threshold: {cuts}"
