"""Which files are read, under which ids, in which order, and what is refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import InputError, UsageError
from framing.records import Article, Failure
from framing.sources import ReadOptions, count_hint, input_digest, read_articles

TEXT = "The bridge was closed on Monday."


def put(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def stdin_of(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_plain_file_is_one_article_under_its_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "sub/a.txt")
    monkeypatch.chdir(tmp_path)
    assert list(read_articles(["./sub/a.txt"])) == [Article(id="./sub/a.txt", text=TEXT)]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT", "a.txt.gz", "A.MD.GZ"])
def test_suffixes_count_in_either_case_and_with_gz(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, "")
    path.write_bytes(gzip.compress(TEXT.encode()) if name.lower().endswith(".gz") else TEXT.encode())
    assert [a.text for a in read_articles([path]) if isinstance(a, Article)] == [TEXT]


def test_one_path_may_stand_alone(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    assert [a.id for a in read_articles(str(path))] == [str(path)]
    assert [a.id for a in read_articles(path)] == [str(path)]


def test_the_order_is_that_of_the_inputs(tmp_path: Path) -> None:
    paths = [put(tmp_path, name) for name in ("c.txt", "a.txt", "b.txt")]
    assert [a.id for a in read_articles(paths)] == [str(p) for p in paths]


def test_a_folder_is_read_by_path_and_the_rest_ignored_with_a_count(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("b.txt", "a/z.md", "a.txt", "a-1.txt", "x.txt/inner.txt"):
        put(tmp_path, name)
    for name in (".hidden.txt", "image.png", "out.jsonl.run.json", ".git/a.txt", "out.jsonl.partial/0.jsonl"):
        put(tmp_path, name)
    with caplog.at_level(logging.WARNING):
        found = list(read_articles([tmp_path]))
    assert [a.id for a in found] == ["a-1.txt", "a.txt", "a/z.md", "b.txt", "x.txt/inner.txt"]
    assert [r.getMessage() for r in caplog.records if "3 files ignored" in r.getMessage()]
    assert len(caplog.records) == 1


NAMES = st.text("ab-.Z", min_size=1, max_size=3).filter(lambda n: n.strip(".") == n)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sets(st.lists(NAMES, min_size=1, max_size=3).map(tuple), min_size=1, max_size=8))
def test_folder_order_is_the_order_of_the_paths(
    tmp_path_factory: pytest.TempPathFactory, names: set[tuple[str, ...]]
) -> None:
    root = tmp_path_factory.mktemp("walk")
    for parts in names:
        put(root, "/".join((*(f"{p}d" for p in parts[:-1]), f"{parts[-1]}.txt")))
    ids = [a.id for a in read_articles([root])]
    assert ids == sorted(p.relative_to(root).as_posix() for p in root.rglob("*.txt"))


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [a.id for a in read_articles([tmp_path])] == ["in/a.txt"]


def test_equal_ids_are_both_kept_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = put(tmp_path, "a.txt")
    with caplog.at_level(logging.WARNING):
        found = list(read_articles([path, path, path]))
    assert len(found) == 3
    assert "occurs more than once" in caplog.text
    assert "2 articles have an id that had occurred before" in caplog.text


def test_standard_input_is_text_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin_of(monkeypatch, TEXT.encode())
    assert list(read_articles(["-"])) == [Article(id="-", text=TEXT)]


@pytest.mark.parametrize("suffix", ["csv", ".csv", ".CSV"])
def test_standard_input_with_a_suffix(monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    stdin_of(monkeypatch, b"text\nOne.\nTwo.\n")
    assert [a.id for a in read_articles("-", ReadOptions(suffix=suffix))] == ["-:2", "-:3"]


def test_compressed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin_of(monkeypatch, gzip.compress(b'{"text": "One.", "id": 7}\n'))
    assert list(read_articles("-", ReadOptions(suffix="jsonl.gz"))) == [Article(id="7", text="One.")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", r"missing\.txt: no such file or folder"),
        ("a.docx", r"a\.docx: unknown suffix '\.docx'; allowed are \.txt \.md \.html .*\.parquet, each also with \.gz"),
        ("noend", r"noend: unknown suffix ''; allowed"),
        ("out.csv.run.json", r"unknown suffix '\.json'"),
        ("empty", r"empty: no article in this folder; allowed"),
        ("out.csv.partial", r"working folder of an unfinished run"),
    ],
)
def test_unusable_inputs_are_refused_before_anything_is_read(tmp_path: Path, name: str, message: str) -> None:
    good = put(tmp_path, "good.txt")
    for file in ("a.docx", "noend", "out.csv.run.json", "out.csv.partial/1.jsonl", "empty/.hidden.txt"):
        put(tmp_path, file)
    with pytest.raises(InputError, match=message):
        read_articles([good, tmp_path / name])


def test_no_input_and_standard_input_twice_are_refused() -> None:
    with pytest.raises(InputError, match="no input"):
        read_articles([])
    with pytest.raises(InputError, match="given twice"):
        read_articles(["-", "-"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": {"body": "text"}}, r"--column body=text: 'body' is no column of ours; allowed are text id"),
        ({"suffix": "docx"}, r"--from docx: unknown suffix; allowed are \.txt"),
        ({"unit": "page"}, r"--unit page: allowed are article and sentence"),
    ],
)
def test_options_that_mean_nothing_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ReadOptions(**options)  # type: ignore[arg-type]


def test_a_file_that_may_not_be_read_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = put(tmp_path, "bad.txt"), put(tmp_path, "good.txt")
    really = Path.open

    def refuse(self: Path, mode: str = "r") -> io.IOBase:
        if self == bad:
            raise PermissionError(13, "Permission denied")
        return really(self, mode)  # type: ignore[return-value]

    monkeypatch.setattr(Path, "open", refuse)
    failed, read = read_articles([bad, good])
    assert failed == Failure(str(bad), f"{bad}: cannot be read: Permission denied")
    assert isinstance(read, Article)


def test_a_folder_that_may_not_be_listed_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a/x.txt")
    put(tmp_path, "b.txt")
    really = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return really(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [(type(a), a.id) for a in read_articles([tmp_path])] == [(Failure, "a/"), (Article, "b.txt")]


def test_reading_is_lazy(tmp_path: Path) -> None:
    first, second = put(tmp_path, "a.txt"), put(tmp_path, "b.txt")
    articles = read_articles([first, second])
    assert isinstance(next(articles), Article)
    second.unlink()
    assert next(articles) == Failure(str(second), f"{second}: cannot be read: No such file or directory")


def test_count_hint_counts_files_and_gives_up_on_rows(tmp_path: Path) -> None:
    put(tmp_path, "f/a.txt")
    put(tmp_path, "f/b.html.gz")
    alone = put(tmp_path, "c.md")
    assert count_hint([tmp_path / "f", alone]) == 3
    assert count_hint([alone, put(tmp_path, "d.jsonl")]) is None
    assert count_hint(["-"]) is None


def test_the_digest_follows_names_contents_and_order(tmp_path: Path) -> None:
    a, b = put(tmp_path, "a.txt", "One."), put(tmp_path, "b.txt", "Two.")
    first = input_digest([a, b])
    assert len(first) == 64
    assert input_digest([a, b]) == first
    assert input_digest([b, a]) != first
    b.write_text("Two!")
    assert input_digest([a, b]) != first


def test_the_digest_tells_where_one_file_ends_and_the_next_begins(tmp_path: Path) -> None:
    one = input_digest([put(tmp_path, "x/a.txt", "ab").parent])
    put(tmp_path, "y/a.txt", "a")
    put(tmp_path, "y/b.txt", "b")
    assert input_digest([tmp_path / "y"]) != one


def test_the_digest_of_an_unreadable_file_is_still_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt")
    whole = input_digest([path])

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(hashlib, "file_digest", refuse)
    assert input_digest([path]) != whole


def test_standard_input_has_no_digest() -> None:
    with pytest.raises(UsageError, match="cannot be read twice"):
        input_digest(["-"])


@pytest.mark.skipif(sys.platform != "linux", reason="file names that are no text")
def test_a_name_that_is_no_text_gives_an_id_that_is(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 (a name in bytes)
        file.write(TEXT.encode())
    (article,) = read_articles([tmp_path])
    assert article.id == "caf\\xe9.txt"
