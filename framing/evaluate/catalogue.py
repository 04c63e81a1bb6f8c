"""Bundles on disk: what each of them is, what was measured of it, and where its card is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing import bundle as bundles
from framing.bundle import MANIFEST, Bundle
from framing.errors import BundleError, InputError

CARD, RESULTS = "README.md", "results.json"
MODELS = "models"
"""The folder of bundles that is looked into where none is named."""
MAIN = (
    ("news/", "kind macro-F1"),
    ("babe", "loaded macro-F1"),
    ("penn", "opinion AUC"),
    ("checkthat/", "macro-F1"),
    ("polnear/", "exact content F1"),
    ("newsmtsc/", "valence macro-F1"),
)
"""The figures that a list of bundles shows, as (how the data is called, metric)."""
_ROW = re.compile(r"^\|(?P<cells>.+)\|\s*$")
_NUMBER = re.compile(r"\d*\.\d+")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a card: what was measured on what, and its value."""

    data: str
    metric: str
    value: float

    @property
    def main(self) -> bool:
        """Whether a list of bundles shows it."""
        return any(self.data.startswith(data) and self.metric == metric for data, metric in MAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One bundle; where it cannot be used, `error` says why and the rest is empty.

    `size` is in bytes, `identity` the sha256 of its manifest, `served` whether it is the one that commands take where
    none is named, `card` the path of its card, None without one.
    """

    folder: Path
    name: str = ""
    version: str = ""
    identity: str = ""
    size: int = 0
    heads: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    card: Path | None = None
    served: bool = False
    error: str | None = None

    def as_json(self) -> dict[str, object]:
        """The entry as plain values."""
        return {
            "folder": str(self.folder),
            "name": self.name,
            "version": self.version,
            "id": self.identity,
            "bytes": self.size,
            "heads": list(self.heads),
            "figures": [{"data": f.data, "metric": f.metric, "value": f.value} for f in self.figures],
            "card": None if self.card is None else str(self.card),
            "default": self.served,
            "error": self.error,
        }


def catalogue(folders: Sequence[Path] = ()) -> list[Entry]:
    """The bundles in the folders: each is one, or holds some; none named: the one that is served, and those of models/.

    Raises:
        BundleError: a folder that is named is not there, or holds no bundle.
    """
    found = [path for folder in folders for path in _bundles(folder)] if folders else list(_usual())
    return [_entry(path) for path in _once(found)]


def card_of(folder: Path) -> str:
    """The text of a bundle's card.

    Raises:
        BundleError: there is no bundle.
        InputError: it has no card.
    """
    if not (folder / MANIFEST).is_file():
        raise BundleError(f"{folder}: no model here ({MANIFEST} is missing)")
    if not (folder / CARD).is_file():
        raise InputError(f"{folder}: this model has no card ({CARD} is missing)")
    return (folder / CARD).read_text(encoding="utf-8", errors="replace")


def _bundles(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise BundleError(f"{folder}: no such folder; a model, or a folder of models, is needed")
    if (folder / MANIFEST).is_file():
        return [folder]
    inside = sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))
    if not inside:
        raise BundleError(f"{folder}: no model here ({MANIFEST} is missing), nor in a folder right below")
    return inside


def _usual() -> Iterator[Path]:
    yield bundles.find()
    if (shipped := bundles.default_folder()).is_dir():
        yield shipped
    yield from sorted(path.parent for path in Path(MODELS).glob(f"*/{MANIFEST}"))


def _once(paths: Iterable[Path]) -> list[Path]:
    """The paths without those that lead to the same folder as one before."""
    found: dict[Path, Path] = {}
    for path in paths:
        found.setdefault(path.resolve(), _shown(path))
    return list(found.values())


def _shown(path: Path) -> Path:
    """The path as it is shortest: below the current folder from there."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) and path != here else path


def _entry(folder: Path) -> Entry:
    served = folder.resolve() == bundles.find().resolve()
    try:
        bundle = bundles.load(folder)
    except BundleError as error:
        return Entry(folder=folder, served=served, error=str(error))
    card = folder / CARD
    return Entry(
        folder=folder,
        name=bundle.name,
        version=bundle.version,
        identity=bundle.identity,
        size=_size(bundle),
        heads=tuple(head.name for head in bundle.heads),
        figures=tuple(_figures(folder)),
        card=card if card.is_file() else None,
        served=served,
    )


def _size(bundle: Bundle) -> int:
    return sum(path.stat().st_size for path in bundle.folder.rglob("*") if path.is_file())


def _figures(folder: Path) -> Iterator[Figure]:
    """What was measured, from the results beside the manifest, else from the tables of the card."""
    results = folder / RESULTS
    if results.is_file():
        try:
            rows = json.loads(results.read_bytes())
            yield from [Figure(str(r["corpus"]), str(r["metric"]), float(r["value"])) for r in rows]
            return
        except (ValueError, KeyError, TypeError):
            pass  # another file of that name: the card says it too
    card = folder / CARD
    if card.is_file():
        yield from read_card(card.read_text(encoding="utf-8", errors="replace"))


def read_card(text: str) -> Iterator[Figure]:
    """The figures of a card: rows of its tables whose first columns are the data, the metric and the value."""
    wanted = False
    for line in text.splitlines():
        row = _ROW.match(line)
        if row is None:
            wanted = False
            continue
        cells = [cell.strip() for cell in row["cells"].split("|")]
        if cells[:2] in (["data", "metric"], ["corpus", "metric"]):
            wanted = True
        elif wanted and len(cells) > 2 and (value := _NUMBER.match(cells[2])):  # noqa: PLR2004
            yield Figure(cells[0], cells[1], float(value.group()))
