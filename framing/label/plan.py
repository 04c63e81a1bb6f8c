"""Which head is labelled: one that the model has, or a new one."""

from __future__ import annotations

from dataclasses import dataclass

from framing.bundle import BEFORE, NAME, Bundle, head_labels
from framing.errors import UsageError
from framing.rows import ARTICLE_COLUMNS, SENTENCE_COLUMNS

MOST = 9
"""Classes at most: each has a digit as its key."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sentence head by its name and classes; `known` says whether the model gives probabilities of these classes."""

    name: str
    classes: tuple[str, ...]
    known: bool


def check_name(name: str) -> None:
    """Raises UsageError for what cannot be the name of a head."""
    if not NAME.fullmatch(name) or name.endswith(BEFORE):
        raise UsageError(
            f"--head {name}: a head's name is small letters, digits and underscores, begins with a letter and does not "
            f"end in {BEFORE}, as in --head tone"
        )


def plan(name: str, classes: tuple[str, ...] | None, bundle: Bundle) -> Plan:
    """The head of that name; `classes` are needed where the model has none.

    Raises:
        UsageError: the classes cannot be, or are not those that the model has, or the head marks words.
    """
    there = _classes(name, bundle)
    if there is not None and classes is not None and set(classes) != set(there):
        raise UsageError(
            f"--head {name} --classes {','.join(classes)}: the model's own head {name!r} has the classes "
            f"{','.join(there)}; leave out --classes, or choose another name"
        )
    if there is None and classes is None:
        raise UsageError(
            f"--head {name}: the model has no such head; it has {', '.join(_known(bundle))}. For a new one name its "
            f"classes, as in --head {name} --classes no,yes"
        )
    found = Plan(name, there or classes or (), there is not None)
    _check(found)
    return found


def _classes(name: str, bundle: Bundle) -> tuple[str, ...] | None:
    """The classes that the model gives whole sentences under this name, None where it has none."""
    head = next((h for h in bundle.heads if h.name == name), None)
    if head is not None and head.level == "token":
        raise UsageError(
            f"--head {name}: this head marks words ({', '.join(head.classes)}), and the page labels whole sentences; "
            f"heads of sentences are {', '.join(_known(bundle))}"
        )
    if head is not None:
        return head.classes
    return bundle.combinations[name].classes if name in bundle.combinations else None


def _known(bundle: Bundle) -> list[str]:
    names = (*bundle.combinations, *(h.name for h in bundle.heads if h.level == "sentence"))
    return [name for name in dict.fromkeys(names) if not name.endswith(BEFORE)]


def _check(found: Plan) -> None:
    given = f"--classes {','.join(found.classes)}"
    if not 2 <= len(found.classes) <= MOST or len(set(found.classes)) < len(found.classes):  # noqa: PLR2004
        raise UsageError(f"{given}: two to {MOST} different classes are needed, as in --classes no,yes")
    if found.known:
        return
    if odd := [name for name in found.classes if not NAME.fullmatch(name)]:
        raise UsageError(
            f"{given}: {odd[0]!r} is no class; allowed are small letters, digits and underscores, a letter first"
        )
    taken = {*SENTENCE_COLUMNS, *ARTICLE_COLUMNS}
    for label in head_labels(found.name, "sentence", found.classes):
        if clash := taken & {f"p_{label}", f"{label}_share"}:
            raise UsageError(f"--head {found.name}: its column {min(clash)} is there already; choose another name")
