"""Kinds of sources, names, verbs and chains against labels of whole articles.

    python benchmarks/sourcing.py DATA [dev|test] [--errors]

From the annotated spans (what the labels part does with perfect spans), and from the model's own spans (end to end; an
attribution counts as found where its cue overlaps the annotated one).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import framing
from framing.labels.attribution import Draft
from framing.labels.attributions import assemble
from framing.labels.quotes import quoted_spans
from framing.metrics import wilson
from framing.records import Article, Attribution, Role
from framing.sentences import split

LABELS = Path(__file__).parents[1] / "seeds" / "labels" / "attributions.jsonl"


@dataclass(frozen=True)
class Case:
    """One labelled attribution and what was found for it (None where it was not found)."""

    article: str
    text: str
    gold: Mapping[str, Any]
    cue: str
    found: Attribution | None

    @property
    def name(self) -> str | None:
        """The labelled name, None where there is none."""
        span = self.gold["name"]
        return self.text[span[0] : span[1]] if span else None

    @property
    def chain(self) -> list[tuple[str | None, str | None]]:
        """The labelled links, nearest first; empty for first hand."""
        return self.links("chain")

    def links(self, reading: str) -> list[tuple[str | None, str | None]]:
        """The chain of one reading: `chain`, or `chain_other` where the other reading differs."""
        return [(self.text[s[0] : s[1]] if s else None, kind) for s, kind in self.gold[reading]]


def articles(data: Path, wanted: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The labelled articles of a split with their PolNeAR rows."""
    labels = [row for row in map(json.loads, LABELS.open(encoding="utf-8")) if row["split"] == wanted]
    ids = {row["id"] for row in labels}
    texts = {}
    for name in ("train", "dev"):
        for line in (data / "polnear" / f"{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if row["id"] in ids:
                texts[row["id"]] = row
    for row in labels:
        assert hashlib.sha256(texts[row["id"]]["text"].encode()).hexdigest() == row["sha256"]
        yield row, texts[row["id"]]


def from_gold(data: Path, wanted: str) -> Iterator[Case]:
    """Cases from the annotated spans."""
    for labels, row in articles(data, wanted):
        text = row["text"]
        sentences = [s for s in split(Article(id="", text=text)) if s.role is not Role.FURNITURE]
        drafts: list[list[Draft]] = [[] for _ in sentences]
        order: list[tuple[int, Draft]] = []
        for number, a in enumerate(row["attributions"]):
            spans = {p: [tuple(s) for s in a[p]] for p in ("source", "cue", "content")}
            place = min(x[0] for s in (spans["cue"] or spans["source"] or spans["content"]) for x in [s])
            owner = max((i for i, s in enumerate(sentences) if s.start <= place), default=0)
            draft = Draft(owner, **spans)
            drafts[owner].append(draft)
            order.append((number, draft))
        for one in drafts:
            one.sort(key=lambda d: d.cue[0] if d.cue else d.content[0])
        built = assemble(text, sentences, drafts, quoted_spans(text))
        by = {(a.cue, a.content): a for a in built}
        for number, draft in order:
            gold = labels["attributions"][number]
            key = tuple(sorted(draft.cue)), tuple(sorted(draft.content))
            found = by.get(key) or next((a for a in built if a.cue == key[0]), None)
            yield Case(row["id"], text, gold, " ".join(text[a:b] for a, b in draft.cue), found)


def end_to_end(data: Path, wanted: str, model: str | None) -> Iterator[Case]:
    """Cases from the model's own spans."""
    analyzer = framing.load(model)
    for labels, row in articles(data, wanted):
        text = row["text"]
        found = analyzer.analyze(Article(id=row["id"], text=text)).attributions
        for gold in labels["attributions"]:
            cue = [tuple(s) for s in row["attributions"][gold["index"]]["cue"]]
            near = [a for a in found if any(x < d and c < y for x, y in a.cue for c, d in cue)]
            words = " ".join(text[a:b] for a, b in cue)
            yield Case(row["id"], text, gold, words, near[0] if near else None)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names mean the same: equal, or the one's last word is in the other."""
    if not one or not other:
        return one == other
    a, b = ([w.strip(".,’'\"“”").lower() for w in n.split()] for n in (one, other))
    return a == b or a[-1] in b or b[-1] in a


def judged(cases: Sequence[Case]) -> dict[str, list[tuple[Case, bool]]]:
    """For each question, the cases that it concerns and whether the answer is right."""
    rows: dict[str, list[tuple[Case, bool]]] = {}
    for case in cases:
        a, gold = case.found, case.gold
        if a is None:
            rows.setdefault("found", []).append((case, False))
            continue
        rows.setdefault("found", []).append((case, True))
        rows.setdefault("type", []).append((case, a.type == gold["type"]))
        rows.setdefault("verb", []).append((case, a.verb == gold["verb"]))
        if gold["sourcing"] not in (None, "outlet"):
            rows.setdefault("kind", []).append((case, a.sourcing == gold["sourcing"]))
            rows.setdefault(f"kind, {gold['sourcing']}", []).append((case, a.sourcing == gold["sourcing"]))
            if gold["sure"]:
                rows.setdefault("name", []).append((case, same_name(a.source_name, case.name)))
        if gold["type"] == "statement" and gold["sourcing"] not in (None, "outlet"):
            right = right_chain(a, case.chain)
            rows.setdefault("chain or none", []).append((case, right))
            if case.chain:
                rows.setdefault("chain, where there is one", []).append((case, right))
            either = right or ("chain_other" in gold and right_chain(a, case.links("chain_other")))
            rows.setdefault("chain or none, as either reading", []).append((case, either))
    return rows


def right_chain(found: Attribution, gold: Sequence[tuple[str | None, str | None]]) -> bool:
    """The same number of links and, link by link, the same kinds and names (where the label names them)."""
    if not gold:
        return len(found.chain) <= 1
    kinds = [link.sourcing for link in found.chain] == [kind for _, kind in gold]
    names = all(name is None or same_name(link.name, name) for link, (name, _) in zip(found.chain, gold, strict=False))
    return kinds and names and len(found.chain) == len(gold)


def show(title: str, cases: Sequence[Case], errors: bool) -> None:
    """The table of one way of finding spans."""
    print(f"\n{title} ({len(cases)} attributions)\n\n| question | right | of | 95% interval |\n|---|---|---|---|")
    for name, rows in judged(cases).items():
        right = sum(ok for _, ok in rows)
        low, high = wilson(right / len(rows), len(rows))
        print(f"| {name} | {right / len(rows):.3f} | {len(rows)} | {low:.3f}-{high:.3f} |")
    if not errors:
        return
    for name, rows in judged(cases).items():
        if name.startswith("kind,") or name == "found":
            continue
        for case, ok in rows:
            if not ok and case.found:
                a = case.found
                print(
                    f"{name}: {case.article} [{case.gold['index']}] cue={case.cue!r} src={a.source_text!r} -> "
                    f"{a.type}/{a.sourcing}/{a.source_name}/{a.verb}/{[(x.name, str(x.sourcing)) for x in a.chain]}"
                    " GOLD "
                    f"{case.gold['type']}/{case.gold['sourcing']}/{case.name}/{case.gold['verb']}/{case.chain}"
                )


def main() -> None:
    """Prints both tables."""
    data, wanted = Path(sys.argv[1]), next((a for a in sys.argv[2:] if a in ("dev", "test")), "test")
    errors = "--errors" in sys.argv and wanted == "dev"
    show(f"PolNeAR {wanted}, annotated spans", list(from_gold(data, wanted)), errors)
    if "--gold" not in sys.argv:
        show(f"PolNeAR {wanted}, the model's spans", list(end_to_end(data, wanted, None)), False)


if __name__ == "__main__":
    main()
