"""Tables of the user's labels: every form of a label, and what is said of rows that cannot be used."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpora.user_labels import LONGEST, LabelRow, read_labels
from framing.errors import InputError, UsageError

SPAN = {"start": 4, "end": 9, "label": "storm"}


def put(folder: Path, *rows: object, name: str = "labels.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def put_csv(folder: Path, *rows: list[str], name: str = "labels.csv") -> Path:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t" if name.endswith("tsv") else ",").writerows(rows)
    path = folder / name
    path.write_text(buffer.getvalue(), encoding="utf-8")
    return path


def votes(path: Path) -> list[tuple[str, ...]]:
    return [row.votes for row in read_labels([path])]


def test_a_row_with_every_column(tmp_path: Path) -> None:
    row = {"id": 7, "text": "The gale rose.", "label": "storm", "group": "a1", "split": "Train", "outlet": "Post"}
    path = put(tmp_path, row, {"text": "It fell.", "label": "calm", "article": 3})
    assert read_labels([path]) == (
        LabelRow("The gale rose.", ("storm",), None, "a1", "train", f"{path}:1"),
        LabelRow("It fell.", ("calm",), None, "3", None, f"{path}:2"),
    )


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([0, 1], ["no", "yes"]),
        ([True, False], ["yes", "no"]),
        (["0", "1"], ["no", "yes"]),
        ([1.0, 0.0], ["yes", "no"]),
        (["TRUE", "false"], ["yes", "no"]),
        ([0, 1, 2], ["0", "1", "2"]),
        ([" warm ", "cold"], ["warm", "cold"]),
        (["yes", "no"], ["yes", "no"]),
        ([1, "cold"], ["1", "cold"]),
    ],
)
def test_single_labels(tmp_path: Path, labels: list[object], expected: list[str]) -> None:
    path = put(tmp_path, *({"text": f"Sentence {i}.", "label": label} for i, label in enumerate(labels)))
    assert votes(path) == [(name,) for name in expected]


def test_votes_in_the_label_or_in_a_column_of_their_own(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        {"text": "One.", "label": ["warm", "cold", None]},
        {"text": "Two.", "label": "warm", "votes": ["cold", "cold"]},
        {"text": "Three.", "label": "warm", "votes": None},
    )
    assert votes(path) == [("warm", "cold"), ("cold", "cold"), ("warm",)]


def test_lists_in_csv_are_json(tmp_path: Path) -> None:
    path = put_csv(tmp_path, ["text", "label"], ["One.", '["warm", "cold"]'], ["Two, too.", "warm"])
    assert votes(path) == [("warm", "cold"), ("warm",)]
    spans = put_csv(tmp_path, ["text", "label"], ["One gale rose.", json.dumps([SPAN])], ["Two.", "[]"], name="s.tsv")
    assert [row.spans for row in read_labels([spans])] == [((4, 9, "storm"),), ()]


def test_spans_as_objects_or_triples_in_order(tmp_path: Path) -> None:
    path = put(tmp_path, {"text": "One gale rose.", "label": [[10, 14, "rise"], SPAN]}, {"text": "Two.", "label": []})
    assert [row.spans for row in read_labels([path])] == [((4, 9, "storm"), (10, 14, "rise")), ()]
    assert all(row.votes == () for row in read_labels([path]))


def test_several_tables_are_one_and_gzip_is_read(tmp_path: Path) -> None:
    first = put(tmp_path, {"text": "One.", "label": 1})
    second = tmp_path / "b.jsonl.gz"
    second.write_bytes(gzip.compress(b'{"text": "Two.", "label": "cold"}\n'))
    found = read_labels([first, second])
    assert [row.votes for row in found] == [("1",), ("cold",)]
    assert found[1].where == f"{second}:1"


@pytest.mark.full
def test_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = arrow.table({"text": ["One gale.", "Two."], "label": [[SPAN], []], "group": [1, 2]})
    parquet.write_table(table, tmp_path / "labels.parquet")
    found = read_labels([tmp_path / "labels.parquet"])
    assert [(row.spans, row.group) for row in found] == [(((4, 9, "storm"),), "1"), ((), "2")]


def test_columns_under_other_names(tmp_path: Path) -> None:
    path = put(tmp_path, {"sentence": "One.", "bias": 1, "outlet": "Post"})
    (row,) = read_labels([path], {"text": "sentence", "label": "bias", "group": "outlet"})
    assert (row.text, row.votes, row.group) == ("One.", ("yes",), "Post")
    with pytest.raises(UsageError, match="--column lable=bias: allowed are text label votes group split"):
        read_labels([path], {"lable": "bias"})


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"text": "", "label": 1}, r"labels\.jsonl:1: 'text' is empty"),
        ({"text": None, "label": 1}, "'text' is null, not a string"),
        ({"label": 1}, "no column 'text'; the columns are: label"),
        ({"text": "One."}, "no column 'label'; the columns are: text"),
        ({"text": "One.", "label": None}, r"'label' is empty; leave out rows without a label \(spans: \[\]"),
        ({"text": "One.", "label": "  "}, "a class is a name of at most 60 characters, or 0 or 1"),
        ({"text": "One.", "label": "x" * (LONGEST + 1)}, "a class is a name of at most 60"),
        ({"text": "One.", "label": "a\nb"}, "a class is a name"),
        ({"text": "One.", "label": 0.5}, "'label' is 0.5; a class is a name"),
        ({"text": "One.", "label": ["a", {"start": 0}]}, r"label\[0\] is 'a', not \{\"start\": "),
        (
            {"text": "One.", "label": [{"start": 2, "end": 9, "label": "a"}]},
            r"label\[0\] is \[2, 9\], outside the text",
        ),
        ({"text": "One.", "label": [{"start": True, "end": 2, "label": "a"}]}, "not {"),
        ({"text": "One.", "label": []}, "the list of votes is empty"),
        ({"text": "One.", "label": 1, "group": ["a"]}, r"'group' is \['a'\], not a word or a number"),
    ],
)
def test_rows_that_cannot_be_used(tmp_path: Path, row: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_labels([put(tmp_path, row)])


def test_a_message_names_the_first_faults_and_counts_the_rest(tmp_path: Path) -> None:
    path = put(tmp_path, {"text": "Good.", "label": 1}, *({"text": "", "label": 1} for _ in range(7)))
    with pytest.raises(InputError, match=r"^7 of 8 rows cannot be used: .*:2: .*:6: 'text' is empty; and 2 more$"):
        read_labels([path])


def test_spans_and_classes_do_not_mix(tmp_path: Path) -> None:
    path = put(tmp_path, {"text": "One gale rose.", "label": [SPAN]}, {"text": "Two.", "label": "storm"})
    with pytest.raises(InputError, match=r":2: the label is a class, while other rows have spans"):
        read_labels([path])


def test_a_list_in_csv_that_is_no_json(tmp_path: Path) -> None:
    path = put_csv(tmp_path, ["text", "label"], ["One.", "[warm, cold]"])
    with pytest.raises(InputError, match=r"'label' begins like a list but is not JSON: '\[warm, cold\]'"):
        read_labels([path])


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"none\.csv: no such file; labels are read from \.jsonl \.csv \.tsv \.parquet"
    ):
        read_labels([tmp_path / "none.csv"])
    (tmp_path / "a.txt").write_text("One.")
    with pytest.raises(InputError, match=r"a\.txt: unknown suffix; labels are read from"):
        read_labels([tmp_path / "a.txt"])
    with pytest.raises(InputError, match="no rows; a table with the columns text and label is needed"):
        read_labels([put(tmp_path)])


@given(st.lists(st.sampled_from(["warm", "cold", "mild", "yes", "no"]), min_size=1, max_size=5))
def test_names_are_kept_as_they_are(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = put(tmp_path_factory.mktemp("labels"), {"text": "One.", "label": names})
    assert votes(path) == [tuple(names)]
