"""Which head is learned: its name, its level and classes, from the labels and from the model that is there before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framing.bundle import BEFORE, BINARY, NAME, Bundle, Head, head_labels
from framing.corpora.user_labels import NO, YES, LabelRow
from framing.errors import InputError, UsageError
from framing.labels.labeller import BINARY as PLAIN
from framing.labels.labeller import CLASSES, HEADS
from framing.labels.targets import HEAD as VALENCE
from framing.rows import ARTICLE_COLUMNS, SENTENCE_COLUMNS
from framing.train.recipe import HeadSpec

OUTSIDE = "none"
"""The class of words outside all spans of a new token head."""
SERVED = frozenset((*CLASSES, *PLAIN, *HEADS, VALENCE))
"""Names whose outputs have columns of their own; all others are listed as further heads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The head that is learned.

    `meant` maps the labels of the table to its classes where they go by other names (0/1 for those of a binary head),
    `listed` says whether it is served as a further head, `old` whether the model has something of that name already.
    """

    head: HeadSpec
    listed: bool
    old: bool
    meant: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The head's name."""
        return self.head.name

    @property
    def words(self) -> bool:
        """Whether it marks words; else it labels whole sentences."""
        return self.head.level == "token"

    @property
    def positive(self) -> str | None:
        """The class whose probability is served, None where each has its own column or words are marked."""
        return self.head.classes[1] if not self.words and len(self.head.classes) == BINARY else None


def wanted(rows: Sequence[LabelRow], name: str, base: Bundle, positive: str | None = None) -> Wanted:
    """The head that rows are for.

    A name that the model has keeps its level and classes. Of two new classes the one that is served is `positive`, else
    "yes", else the one called like the head, else the rarer one.

    Raises:
        UsageError: the name cannot be one, would take a column that is there, or cannot be trained from such labels.
        InputError: a label is none of the head's classes, or `positive` is no label.
    """
    _check_name(name)
    old = next((h for h in base.heads if h.name == name), None)
    head = _words(rows, name, old) if rows[0].spans is not None else _sentences(rows, name, base, positive)
    meant = _meant(rows, head)
    _check_labels(rows, head, meant)
    found = Wanted(
        head=head,
        listed=name not in SERVED or not (old or name in base.combinations),
        old=bool(old or name in base.combinations),
        meant=meant,
    )
    _check_columns(found, base)
    return found


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name) or name.endswith(BEFORE):
        raise UsageError(
            f"--head {name}: a head's name is small letters, digits and underscores, begins with a letter and does not "
            f"end in {BEFORE}, as in --head tone"
        )


def _words(rows: Sequence[LabelRow], name: str, old: Head | None) -> HeadSpec:
    if old and old.level != "token":
        raise UsageError(f"--head {name}: this head labels whole sentences, and {rows[0].where} has spans")
    if old:
        pool = "span" if name == VALENCE else "token"
        return HeadSpec(name=name, level="token", classes=old.classes, tags=old.tags, pool=pool)
    labels = sorted({label for row in rows for *_, label in row.spans or ()})
    if OUTSIDE in labels:
        raise InputError(f"the class {OUTSIDE!r} is that of words outside all spans; give those spans another name")
    return HeadSpec(name=name, level="token", classes=(OUTSIDE, *labels))


def _sentences(rows: Sequence[LabelRow], name: str, base: Bundle, positive: str | None) -> HeadSpec:
    old = next((h for h in base.heads if h.name == name), None)
    if old and old.level == "token":
        raise UsageError(
            f"--head {name}: this head marks words, and {rows[0].where} labels a whole sentence; give spans "
            '([{"start": 0, "end": 5, "label": "..."}]), or choose another name'
        )
    if old:
        return HeadSpec(name=name, level="sentence", classes=old.classes)
    if name in base.combinations:
        return HeadSpec(name=name, level="sentence", classes=base.combinations[name].classes)
    counts = Counter(vote for row in rows for vote in row.votes)
    classes = sorted(counts)
    if positive is not None and positive not in counts:
        raise InputError(f"--positive {positive}: no row has that label; the labels are {', '.join(classes)}")
    if len(classes) == BINARY:
        first = positive or next((c for c in (YES, name) if c in counts), min(classes, key=lambda c: (counts[c], c)))
        classes.sort(key=lambda c: c == first)
    return HeadSpec(name=name, level="sentence", classes=tuple(classes))


def _meant(rows: Sequence[LabelRow], head: HeadSpec) -> dict[str, str]:
    """0/1 labels stand for the two classes of a head that calls them otherwise."""
    votes = {vote for row in rows for vote in row.votes}
    if votes and votes <= {NO, YES} and len(head.classes) == BINARY:
        return dict(zip((NO, YES), head.classes, strict=True))
    return {}


def _check_labels(rows: Sequence[LabelRow], head: HeadSpec, meant: Mapping[str, str]) -> None:
    """Refuses labels that are none of the head's classes; a span cannot have the class of words outside all spans."""
    known = set(span_classes(head) if head.level == "token" else head.classes)
    for row in rows:
        labels = [meant.get(v, v) for v in row.votes] + [label for *_, label in row.spans or ()]
        if unknown := [label for label in labels if label not in known]:
            classes = ", ".join(c for c in head.classes if c in known)
            raise InputError(f"{row.where}: label {unknown[0]!r} unknown; the classes of {head.name!r} are {classes}")


def span_classes(head: HeadSpec) -> tuple[str, ...]:
    """The classes that spans can have: the first is that of the words outside, unless only spans have a class."""
    return head.classes if head.pool == "span" else head.classes[1:]


def _check_columns(found: Wanted, base: Bundle) -> None:
    """Refuses a new head whose columns are taken."""
    if not found.listed:
        return
    taken = {*SENTENCE_COLUMNS, *ARTICLE_COLUMNS}
    for other in base.heads:
        if other.listed and other.name != found.name:
            taken |= set(_columns(other.name, other.level, other.labels))
    labels = head_labels(found.name, found.head.level, found.head.classes)
    if clash := sorted(taken & set(_columns(found.name, found.head.level, labels))):
        raise UsageError(f"--head {found.name}: the column {clash[0]!r} is there already; choose another name")


def _columns(name: str, level: str, labels: Sequence[str]) -> list[str]:
    spans = [f"spans_{name}"] if level == "token" else []
    return [column for label in labels for column in (f"p_{label}", f"{label}_share")] + spans
