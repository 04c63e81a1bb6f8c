"""A model folder with one head more, or one anew; all else in it is kept byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framing import bundle as bundles
from framing.bundle import BEFORE, WEIGHTS, Bundle, Combination, Head, head_file, sha256
from framing.bundle_writer import CARDS, About, write_heads, write_manifest
from framing.retrain.origin import RETRAINED
from framing.retrain.regression import Linear
from framing.retrain.seen import SEEN, seen_file
from framing.retrain.serving import set_aside
from framing.retrain.spec import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a run changes in a model: a head, and the combinations that were fitted anew.

    Without `linear` the head is the one that the model has already (fine-tuning has put it there).
    """

    wanted: Wanted
    linear: Linear | None
    combinations: Sequence[Combination]
    temperature: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a model keeps of a head's training: facts for the manifest, and the digests of its sentences as a text."""

    facts: Mapping[str, Any]
    seen: str


def write_bundle(source: Bundle, change: Change, record: Record, folder: Path, base: Bundle) -> Bundle:
    """Writes `folder` (which must not be there) from a model and what is changed in it.

    `base` is the model before, whose cards and digests go over as well; it is the source itself unless that was
    fine-tuned.

    Raises:
        BundleError: the folder cannot be loaded.
    """
    name = change.wanted.name
    fitted = {c.name: c for c in change.combinations}
    kept = set_aside(source, name, list(fitted)) if change.linear is not None else source
    _copy(source, kept, folder, name)
    for path in _told(base):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(base.path(path), folder / path)
    heads = _heads(kept, change, sha256(folder / WEIGHTS))
    if change.linear is not None:
        write_heads(folder, [h for h in heads if h.name == name])
    (folder / seen_file(name)).parent.mkdir(exist_ok=True)
    (folder / seen_file(name)).write_text(record.seen, encoding="utf-8")
    combinations = [fitted.pop(n, c) for n, c in kept.combinations.items()]
    write_manifest(folder, _about(base, name, record), heads, [*combinations, *fitted.values()])
    return bundles.load(folder)


def _copy(base: Bundle, kept: Bundle, folder: Path, name: str) -> None:
    """Every file but those of heads that are no more, with the old head under its new name."""
    heads = {head_file(h.name) for h in base.heads} - {head_file(h.name) for h in kept.heads}
    for path in base.files:
        if path not in heads:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(base.path(path), folder / path)
    if any(h.name == name + BEFORE for h in kept.heads) and head_file(name) in heads:
        shutil.copyfile(base.path(head_file(name)), folder / head_file(name + BEFORE))


def _told(base: Bundle) -> list[str]:
    """What a model tells of itself: its cards, and the digests of what its heads were trained on."""
    cards = [p.relative_to(base.folder).as_posix() for p in base.folder.rglob("*") if p.suffix in CARDS and p.is_file()]
    return sorted({*cards, *(path for path in base.files if path.startswith(SEEN))})


def _heads(kept: Bundle, change: Change, encoder: str) -> list[Head]:
    wanted, linear = change.wanted, change.linear
    if linear is None:
        return [
            replace(h, temperature=change.temperature, listed=wanted.listed) if h.name == wanted.name else h
            for h in kept.heads
        ]
    new = Head(
        name=wanted.name,
        level=wanted.head.level,
        classes=wanted.head.classes,
        weight=linear.weight.astype("float32"),
        bias=linear.bias.astype("float32"),
        encoder=encoder,
        tags=wanted.head.tags,
        temperature=change.temperature,
        listed=wanted.listed,
    )
    return [*kept.heads, new]


def _about(base: Bundle, name: str, record: Record) -> About:
    before = base.facts.get(RETRAINED, {})
    return About(
        name=base.name if name in before else f"{base.name}-{name}",
        version=base.version,
        width=base.width,
        max_tokens=base.max_tokens,
        facts={**base.facts, RETRAINED: {**before, name: dict(record.facts)}},
    )
