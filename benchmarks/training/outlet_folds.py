"""A folder of corpora in which the folds of BABE hold whole outlets, for training that leaves outlets out.

    python benchmarks/training/outlet_folds.py DATA TARGET

TARGET gets links to everything in DATA, and BABE with its folds dealt anew: the outlets, largest first, each to the
fold that has the fewest sentences. `--without-fold K` of a training on TARGET then leaves the outlets of fold K out,
and `folds.py` measures it (docs/training.md).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from framing.corpora.examples import rows

FOLDS = 5


def deal(outlets: Iterable[str]) -> Mapping[str, int]:
    """The fold of every outlet; `outlets` names that of each sentence."""
    sizes, folds = [0] * FOLDS, {}
    for outlet, n in sorted(Counter(outlets).items(), key=lambda item: (-item[1], item[0])):
        folds[outlet] = min(range(FOLDS), key=sizes.__getitem__)
        sizes[folds[outlet]] += n
    return folds


def main() -> None:
    """Writes the folder and says which outlets are in which fold."""
    data, target = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    target.mkdir(parents=True)
    for place in sorted(data.iterdir()):
        if place.name != "babe":
            (target / place.name).symlink_to(place)
    table = list(rows(data / "babe" / "train.jsonl"))
    folds = deal(row["outlet"] for row in table)
    (target / "babe").mkdir()
    with (target / "babe" / "train.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({**row, "fold": folds[row["outlet"]]}, ensure_ascii=False) + "\n" for row in table)
    for fold in range(FOLDS):
        names = [outlet for outlet, place in folds.items() if place == fold]
        print(f"fold {fold}: {sum(row['outlet'] in names for row in table)} sentences of {', '.join(names)}")


if __name__ == "__main__":
    main()
