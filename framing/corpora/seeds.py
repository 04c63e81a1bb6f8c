"""This project's own articles and labels: packaged with an installation, beside the package in the repository."""

from __future__ import annotations

from pathlib import Path

from framing.corpora.examples import rows
from framing.records import Article, Role
from framing.sentences import split

_PACKAGED = Path(__file__).parents[1] / "seeds"
FOLDER = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[2] / "seeds"
LABELS = FOLDER / "labels"


def seed_sentences(folder: Path = FOLDER) -> list[str]:
    """Every sentence that was written for this project, each once: single ones, then those of its articles.

    Labels of other people's articles hold no text and give none; a folder that is not there gives no sentence.
    """
    single = (row["text"] for path in sorted((folder / "labels").glob("*written*.jsonl")) for row in rows(path))
    whole = (_sentences(path) for path in sorted((folder / "articles").glob("*.txt")))
    return list(dict.fromkeys([*single, *(text for texts in whole for text in texts)]))


def _sentences(path: Path) -> list[str]:
    article = Article(id=path.name, text=path.read_text(encoding="utf-8"))
    return [sentence.text for sentence in split(article) if sentence.role is not Role.FURNITURE]
