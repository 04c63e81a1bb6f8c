"""Labels that last: the journal, decisions and undo, the table for training, agreement."""

from __future__ import annotations

import json
import resource
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from label_help import PLAN, items, passage, rows, session

from framing.errors import FramingError, InputError, UsageError
from framing.label import journal_of, opened
from framing.label.agreement import agreement
from framing.label.decisions import Decision, Decisions
from framing.label.export import rows as table
from framing.label.pool import items_of


def decided(annotator: str, text: str, label: str | None) -> Decision:
    return Decision(annotator=annotator, text=text, label=label, article="a", index=0, start=0, group="a")


@settings(deadline=None)
@given(st.data())
def test_a_journal_that_was_cut_off_keeps_every_whole_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("cut") / "t.journal"
    with opened(path) as journal:
        journal.note(PLAN)
        for i in range(4):
            journal.append(decided("ada", f"Ferry “{i}” sails.", "yes").line)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    with opened(path) as journal:
        assert len(journal.lines) == max(0, whole[:cut].count(b"\n") - 1)
        journal.note(PLAN)
        journal.append(decided("ada", "One more.", "no").line)
    with opened(path) as journal:
        assert journal.lines[-1]["text"] == "One more."
        assert (journal.head, journal.classes) == (PLAN.name, PLAN.classes)


def test_a_second_server_is_refused(tmp_path: Path) -> None:
    path, message = tmp_path / "t.journal", "another framing label has these labels open"
    with opened(path), pytest.raises(UsageError, match=message), opened(path):
        pass
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text,label\n", "t.journal:1: not a line of a journal"),
        ('{"annotator": "ada", "undo": "x"}\n', "its first line names no head"),
        ('{"format": 9, "head": "x", "classes": []}\n', "format 9; this version reads 1"),
        ('{"format": 1, "head": "x", "classes": ["a"]}\n[1]\n', "t.journal:2: not a line of a journal"),
        (
            '{"format": 1, "head": "x", "classes": ["a"]}\n'
            '{"annotator": "ada", "text": "t", "label": "b", "article": "i", "index": 0, "start": 0, "group": "g"}\n',
            "t.journal:2: label 'b' unknown; the classes are a",
        ),
    ],
)
def test_what_is_no_journal(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "t.journal"
    path.write_text(content)
    with pytest.raises(InputError, match=message), opened(path):
        pass
    assert path.read_text() == content


def test_a_full_disk_records_nothing_and_harms_nothing(tmp_path: Path) -> None:
    labels = tmp_path / "t.labels.jsonl"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with session(labels, items(4)) as page:
        question = page.ask("ada")
        assert question is not None
        before = journal_of(labels).read_bytes()
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 40, hard))
        try:
            with pytest.raises(FramingError, match="nothing was recorded"):
                page.decide("ada", question.item.key, "yes")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert journal_of(labels).read_bytes() == before
        assert page.progress("ada").mine == 0
        page.decide("ada", question.item.key, "yes")
    assert [row["label"] for row in rows(labels)] == ["yes"]


ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.sampled_from(["no", "yes", None])),
        st.tuples(st.sampled_from("AB"), st.none(), st.none()),
    ),
    max_size=25,
)


@settings(deadline=None)
@given(ACTS)
def test_undo_takes_back_one_answer_after_the_other(acts: Sequence[tuple[str, str | None, str | None]]) -> None:
    found = Decisions()
    history: dict[str, list[dict[str, str | None]]] = {"A": [{}], "B": [{}]}
    lines: list[dict[str, object]] = []
    for who, text, label in acts:
        if text is None:
            found.undo(who)
            lines.append({"annotator": who, "undo": "key"})
            history[who] = history[who][:-1] or [{}]
        else:
            found.add(decided(who, text, label))
            lines.append(json.loads(json.dumps(decided(who, text, label).line)))
            history[who].append({**history[who][-1], text: label})
    for state in (found, Decisions(lines)):
        for who in "AB":
            assert {made.text: made.label for made in state.of(who).values()} == history[who][-1]
    assert list(table(found)) == list(table(Decisions(lines)))


def test_the_table_is_what_training_reads(tmp_path: Path) -> None:
    labels = tmp_path / "urgency.labels.jsonl"
    pool = items(8)
    with session(labels, pool) as page:
        for name, label in (("ada", "yes"), ("bo", "no"), ("cy", "yes")):
            page.decide(name, pool[0].key, label)
        page.decide("ada", pool[5].key, "no")
        page.decide("bo", pool[6].key, None)
    assert rows(labels) == [
        {"text": pool[0].text, "label": ["yes", "no", "yes"], "group": "a0", "article": "a0", "index": 0, "start": 0},
        {
            "text": pool[5].text,
            "label": "no",
            "group": "a4",
            "article": "a4",
            "index": 1,
            "start": pool[5].sentence.start,
        },
    ]
    reader = pytest.importorskip("framing.corpora.user_labels")
    assert [(row.votes, row.group) for row in reader.read_labels([labels])] == [
        (("yes", "no", "yes"), "a0"),
        (("no",), "a4"),
    ]


def test_labels_of_other_inputs_are_kept_and_gone_on_with(tmp_path: Path) -> None:
    labels = tmp_path / "urgency.labels.jsonl"
    with session(labels, items(8)) as page:
        page.decide("ada", items(8)[0].key, "yes")
    other = list(items_of(passage("new", ["The mayor resigned.", "The band played on."])))
    with session(labels, other) as page:
        assert page.progress("ada").left == 2
        page.decide("ada", other[0].key, "no")
        asked = page.ask("ada", items(8)[0].key)
        assert asked is not None
        assert asked.mine is not None
        assert page.undo("ada") == other[0].key
    assert [row["label"] for row in rows(labels)] == ["yes"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("labels.csv", "ends in .jsonl"),
        ("there.jsonl", "would be overwritten"),
        ("no/t.jsonl", "there is no folder"),
    ],
)
def test_tables_that_are_not_written(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "there.jsonl").write_text("{}\n")
    with pytest.raises(UsageError, match=message):
        journal_of(tmp_path / name)


def test_agreement_of_a_known_example() -> None:
    """The nominal alpha of three coders on fifteen units that Krippendorff's method gives is .691."""
    columns = ["*****34121133*3", "1*213343*******", "**21344*21133*4"]
    found = Decisions(
        decided(f"c{c}", f"unit {u}", mark).line
        for c, marks in enumerate(columns)
        for u, mark in enumerate(marks)
        if mark != "*"
    )
    result = agreement(found, tuple("1234"))
    assert result.n == 12
    assert result.value == pytest.approx(0.691, abs=0.0005)


def test_agreement_is_undefined_with_too_little() -> None:
    found = Decisions([decided("a", "x", "no").line, decided("b", "x", "no").line])
    assert (agreement(found, ("no", "yes")).value, agreement(found, ("no", "yes")).n) == (None, 1)
    found.add(decided("a", "y", "no"))
    found.add(decided("b", "y", "no"))
    assert (agreement(found, ("no", "yes")).value, agreement(found, ("no", "yes")).n) == (None, 2)
    found.add(decided("b", "y", "yes"))
    assert agreement(found, ("no", "yes")).value == pytest.approx(0.0)
