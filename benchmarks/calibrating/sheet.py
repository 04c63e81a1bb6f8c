"""The figures of every claim, the cuts beside each other, and the page with a reliability plot for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from comparison.numbers import defined, shown

from calibrating.claims import Claim
from framing.bundle import Bundle
from framing.metrics import adaptive_bins, balanced_accuracy, brier, ece, macro_f1, mean, unbiased, wilson
from framing.report.svg import CLAIM, INK, LINE, OWN, PAPER, SOFT, settings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MANY = 2000
"""From so many items on, the upper end of the interval of ECE says something about the model, not about the sample."""
COLUMNS, DPI = 5, 130
PURPOSES = ("natural", "balanced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far one probability is from how often it is so.

    `ece` is less what chance adds, with its 95% interval over whole groups, 0 is best, as for `brier`; `share` is how
    often it is so at all, `mean` the mean probability.
    """

    name: str
    part: str
    unit: str
    n: int
    groups: int
    share: float
    mean: float
    ece: float
    low: float
    high: float
    plain: float
    brier: float

    @property
    def many(self) -> bool:
        """Whether there are enough items for the upper end of the interval to count."""
        return self.n >= MANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What a threshold of the manifest does on `news/test`: macro-F1 and balanced accuracy, 0..1, higher is better.

    Balanced accuracy is None where all are positive, or none.
    """

    combination: str
    purpose: str
    cut: float
    macro_f1: float
    balanced_accuracy: float | None


def calibration(claim: Claim) -> Calibration:
    """The figures of one claim."""
    value, low, high = unbiased(claim.groups, lambda drawn: ece(claim.truth[drawn], claim.p[drawn]))
    return Calibration(
        name=claim.name,
        part=claim.part,
        unit=claim.unit,
        n=len(claim.p),
        groups=len(set(claim.groups)),
        share=mean(claim.truth),
        mean=mean(claim.p),
        ece=value,
        low=low,
        high=high,
        plain=ece(claim.truth, claim.p),
        brier=brier(claim.truth, claim.p),
    )


def cuts(bundle: Bundle, claims: Sequence[Claim]) -> Iterator[Cut]:
    """Both thresholds of every probability that has them, and a half beside them."""
    known = {c.name.removeprefix("p_"): c for c in claims if c.part == "news/test"}
    for model in bundle.combinations.values():
        if not set(PURPOSES) <= set(model.threshold) or model.name not in known:
            continue
        claim = known[model.name]
        for purpose, cut in [*((p, model.threshold[p]) for p in PURPOSES), ("a half", 0.5)]:
            guess = claim.p >= cut
            yield Cut(
                combination=model.name,
                purpose=purpose,
                cut=cut,
                macro_f1=macro_f1(claim.truth, guess),
                balanced_accuracy=defined(balanced_accuracy(claim.truth, guess)),
            )


def write(bundle: Bundle, claims: Sequence[Claim], folder: Path) -> list[Path]:
    """Writes `README.md`, `calibration.json` and `reliability.png` into the folder and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    found, thresholds = [calibration(claim) for claim in claims], list(cuts(bundle, claims))
    page, figures, chart = (folder / name for name in ("README.md", "calibration.json", "reliability.png"))
    page.write_text("\n".join(markdown(bundle, found, thresholds)) + "\n", encoding="utf-8")
    rows = {"model": bundle.label, "calibration": [asdict(c) for c in found], "cuts": [asdict(c) for c in thresholds]}
    figures.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    draw(claims, found, chart)
    return [page, figures, chart]


def markdown(bundle: Bundle, found: Sequence[Calibration], thresholds: Sequence[Cut]) -> Iterator[str]:
    """The page, line by line."""
    yield f"# Calibration of {bundle.label}\n\n![reliability](reliability.png)\n"
    yield EXPLAINED
    yield "| probability | held-out part | n | groups | so | mean p | ECE (95% interval) | without correction | Brier |"
    yield f"|{'---|' * 9}"
    for c in found:
        upper = f"**{c.high:.3f}**" if c.many else f"{c.high:.3f}"
        yield (
            f"| {c.name} | {c.part} | {c.n:,} {c.unit} | {c.groups} | {c.share:.3f} | {c.mean:.3f} | "
            f"{c.ece:.3f} ({c.low:.3f}-{upper}) | {c.plain:.3f} | {c.brier:.3f} |"
        )
    yield f"\n{CUTS}"
    yield "| probability | cut for | cut | macro-F1 | balanced accuracy |\n|---|---|---|---|---|"
    for t in thresholds:
        yield f"| {t.combination} | {t.purpose} | {t.cut:.3f} | {t.macro_f1:.3f} | {shown(t.balanced_accuracy)} |"


EXPLAINED = """ECE over 15 bins that hold equally many, less what chance adds, and its 95% interval over whole articles
or stories (docstring of `framing.metrics.unbiased`); bold where there are 2,000 items or more. *So*: how often it was
so. Probabilities named `p_...` are served; tokens and heads lie under them.
"""
CUTS = """The thresholds of the manifest on `news/test`: `natural` was chosen for macro-F1 on news as it comes,
`balanced` for balanced accuracy, where as many are positive as not.
"""


def draw(claims: Sequence[Claim], found: Sequence[Calibration], path: Path) -> None:
    """A reliability plot for each claim: on the diagonal it is so as often as is said."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    lines = -(-len(claims) // COLUMNS)
    with settings():
        figure = Figure(figsize=(2.5 * COLUMNS, 2.7 * lines + 0.5), layout="constrained", facecolor=PAPER)
        FigureCanvasAgg(figure)
        panels = list(figure.subplots(lines, COLUMNS, sharex=True, sharey=True, squeeze=False).flat)
        for number, axes in enumerate(panels):
            if number < len(claims):
                _panel(axes, claims[number], found[number])
                axes.tick_params(labelsize=8, labelbottom=number + COLUMNS >= len(claims))
            else:
                axes.set_axis_off()
        figure.supxlabel("mean probability of a bin", fontsize=11)
        figure.supylabel("how often it was so (95% interval)", fontsize=11)
        figure.savefig(path, dpi=DPI, metadata={"Software": None})


def _panel(axes: Axes, claim: Claim, row: Calibration) -> None:
    bins = adaptive_bins(claim.truth, claim.p)
    x, y = np.array([b.predicted for b in bins]), np.array([b.observed for b in bins])
    ends = np.array([wilson(b.observed, b.n) for b in bins]).reshape(-1, 2).T
    axes.plot([0, 1], [0, 1], color=LINE, linewidth=1.0)
    axes.errorbar(x, y, yerr=np.abs(ends - y), fmt="o", color=OWN, ecolor=CLAIM, elinewidth=0.9, markersize=3.5)
    axes.set_title(f"{claim.name}\n{claim.part}", fontsize=9, color=INK)
    axes.text(0.03, 0.97, f"ECE {row.ece:.3f}\nn {row.n:,}", fontsize=8, color=SOFT, va="top")
    axes.set_facecolor(PAPER)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_aspect("equal")
