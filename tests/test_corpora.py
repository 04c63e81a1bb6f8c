"""Loaders of labelled corpora, on small files written here."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from framing.corpora import CORPORA, UNSURE, Example, Labels, news_labels, read_corpus
from framing.corpora.examples import rows
from framing.corpora.news_labels import article_texts, news_sentences
from framing.corpora.own_sentences import target_types
from framing.errors import InputError, UsageError

ARTICLE = (
    "Board to vote on the pier\n\nThe board of Port Hallam will vote on the pier on Tuesday evening. "
    "Ada Quist, the mayor, said that the old pier may close.\n\nPost a comment\n"
)


def write(path: Path, lines: Iterable[Mapping[str, Any] | str]) -> Path:
    """Writes rows, or lines as they are, into a file; gzipped if its name ends so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def babe_row(**known: object) -> dict[str, object]:
    row = {"text": "A reckless plan", "group": "g", "fold": 0, "biased": 1, "opinion": "opinion", "biased_words": []}
    return {**row, **known}


def read(name: str, root: Path, split: str = "train") -> list[Example]:
    return list(read_corpus(name, root, split))


def test_babe(tmp_path: Path) -> None:
    text = "The art of the party: reckless, utterly reckless arts"
    first = babe_row(text=text, biased_words=["ART", "reckless", "absent", " "])
    write(tmp_path / "babe/train.jsonl", [first, babe_row(biased=0, opinion=None)])
    one, two = read("babe", tmp_path)
    assert one.sentence == {"loaded": {"loaded": 1.0}, "opinion_babe": {"opinion": 1.0}}
    assert one.tokens["loaded_words"] == Labels(((4, 7, "loaded"), (22, 30, "loaded")))
    assert two.sentence == {"loaded": {"neutral": 1.0}}


@pytest.mark.parametrize(
    ("text", "word", "span"),
    [
        ("The party is over art", "art", (18, 21)),
        ("The parties", "part", (4, 8)),
        ("İİ the ART", "art", (7, 10)),
        ("A so-called expert", "so-called", (2, 11)),
        ("Cost (high)", "(high)", (5, 11)),
    ],
)
def test_babe_words_are_found_by_themselves_first(tmp_path: Path, text: str, word: str, span: tuple[int, int]) -> None:
    write(tmp_path / "babe/train.jsonl", [babe_row(text=text, biased_words=[word])])
    (example,) = read("babe", tmp_path)
    assert example.tokens["loaded_words"].spans == ((*span, "loaded"),)


@pytest.mark.parametrize(
    ("split", "folds"),
    [("train", [0, 1, 4]), ("fold1", [1]), ("notfold1", [0, 4]), ("fold2", []), ("notfold4", [0, 1])],
)
def test_folds_of_babe(tmp_path: Path, split: str, folds: list[int]) -> None:
    write(tmp_path / "babe/train.jsonl", [babe_row(text=f"{n}", fold=n) for n in (0, 1, 4)])
    assert [int(e.text) for e in read("babe", tmp_path, split)] == folds


@pytest.mark.parametrize("split", ["test", "dev", "fold5", "fold", "notfold", "fold10"])
@pytest.mark.parametrize("corpus", ["babe", "penn"])
def test_unknown_fold(tmp_path: Path, corpus: str, split: str) -> None:
    write(tmp_path / "babe/train.jsonl", [babe_row()])
    write(tmp_path / "penn/train.jsonl", [{"article": "a", "text": "t", "types": ["fact"]}])
    with pytest.raises(UsageError, match=f"split '{split}' is unknown; known are train, fold0 to fold4"):
        read(corpus, tmp_path, split)


def test_penn_keeps_articles_together(tmp_path: Path) -> None:
    table = [{"article": f"a{i % 7}", "text": f"{i}", "types": ["fact", "fact", "opinion"]} for i in range(21)]
    write(tmp_path / "penn/train.jsonl", table)
    folds = [read("penn", tmp_path, f"fold{n}") for n in range(5)]
    assert sorted(int(e.text) for fold in folds for e in fold) == list(range(21))
    groups = [{e.group for e in fold} for fold in folds]
    assert all(not (one & two) for i, one in enumerate(groups) for two in groups[:i])
    assert folds[0][0].sentence["opinion_penn"] == {"fact": pytest.approx(2 / 3), "opinion": pytest.approx(1 / 3)}
    for number, fold in enumerate(folds):
        rest = read("penn", tmp_path, f"notfold{number}")
        assert {e.text for e in rest} == {str(i) for i in range(21)} - {e.text for e in fold}


def test_corpora_with_one_label(tmp_path: Path) -> None:
    write(tmp_path / "checkthat/dev.jsonl", [{"id": "1", "text": "a", "label": "SUBJ"}])
    write(tmp_path / "wikiweasel/train.jsonl", [{"id": "1", "text": "a", "uncertain": u} for u in (0, 1)])
    write(tmp_path / "certainty/train.jsonl", [{"id": "1", "text": "a", "certainty": c} for c in (1, 6, 3.5)])
    write(tmp_path / "annolexical/train.jsonl.gz", [{"text": "a", "biased": b} for b in (0, 1)])
    assert [e.sentence for e in read("checkthat", tmp_path, "dev")] == [{"opinion_checkthat": {"SUBJ": 1.0}}]
    assert [e.sentence["weasel"] for e in read("wikiweasel", tmp_path)] == [{"certain": 1.0}, {"uncertain": 1.0}]
    assert [e.sentence["certainty"]["uncertain"] for e in read("certainty", tmp_path)] == [1.0, 0.0, 0.5]
    assert [e.sentence["loaded"] for e in read("annolexical", tmp_path)] == [{"neutral": 1.0}, {"loaded": 1.0}]
    assert [e.group for e in read("annolexical", tmp_path)] == ["0", "1"]


def spans_of(text: str, *parts: str) -> list[list[int]]:
    return [[text.index(p), text.index(p) + len(p)] for p in parts]


def polnear_row() -> dict[str, object]:
    found = {
        "source": spans_of(ARTICLE, "Ada Quist, the mayor"),
        "cue": spans_of(ARTICLE, "said"),
        "content": spans_of(ARTICLE, "that the old pier may close"),
    }
    return {"id": "a1", "text": ARTICLE, "attributions": [found]}


def test_polnear_is_cut_into_sentences(tmp_path: Path) -> None:
    write(tmp_path / "polnear/train.jsonl", [polnear_row()])
    examples = read("polnear", tmp_path)
    labelled = [(e.text[a:b], part) for e in examples for a, b, part in e.tokens["attribution"].spans]
    assert labelled == [
        ("Ada Quist, the mayor", "source"),
        ("said", "cue"),
        ("that the old pier may close", "content"),
    ]
    assert {e.group for e in examples} == {"a1"}
    assert all(e.text in ARTICLE and "comment" not in e.text for e in examples)


def test_polnear_clips_a_span_to_its_sentences(tmp_path: Path) -> None:
    start, end = ARTICLE.index("on Tuesday"), ARTICLE.index(", the mayor")
    row = {"id": "a1", "text": ARTICLE, "attributions": [{"source": [], "cue": [], "content": [[start, end]]}]}
    write(tmp_path / "polnear/train.jsonl", [row])
    pieces = [e.text[a:b] for e in read("polnear", tmp_path) for a, b, _ in e.tokens["attribution"].spans]
    assert pieces == ["on Tuesday evening.", "Ada Quist"]


def test_newsmtsc_labels_only_its_targets(tmp_path: Path) -> None:
    targets = [{"start": 0, "end": 5, "polarity": -1}, {"start": 12, "end": 17, "polarity": 1}]
    write(tmp_path / "newsmtsc/train.jsonl", [{"story": "s", "text": "Quist beats Varga", "targets": targets}])
    (example,) = read("newsmtsc", tmp_path)
    assert example.tokens["valence"] == Labels(((0, 5, "negative"), (12, 17, "positive")), exhaustive=False)


def news_label(sentence: str, **known: object) -> dict[str, object]:
    start = ARTICLE.index(sentence)
    label = {"start": start, "end": start + len(sentence), "kind": ["F", "F"], "type": [], "hedges": [], "loaded": []}
    return {**label, **known}


SECOND = "Ada Quist, the mayor, said that the old pier may close."


def write_news(root: Path, **known: object) -> None:
    """A labels folder with one article, and its text as PolNeAR has it."""
    may = SECOND.index("may")
    sentences = [
        news_label("Board to vote on the pier"),
        news_label(
            SECOND, kind=["C", "M"], type=["P"], hedges=[[may, may + 3, "e"], [0, 3, "?"]], loaded=[[0, 3, "?"]]
        ),
        news_label("Post a comment", kind=["X", "X"]),
    ]
    sha256 = hashlib.sha256(ARTICLE.encode()).hexdigest()
    article = {"corpus": "polnear", "id": "a1", "sha256": sha256, "split": "train", "sentences": sentences}
    write(root / "news/labels.jsonl", [{**article, **known}])
    written = {"text": "A shameful plan", "kind": ["M"], "type": ["J"], "hedges": [], "loaded": [[2, 10, "l"]]}
    write(root / "news/written_a.jsonl", [written])
    write(root / "news/written_b.jsonl", [{**written, "text": "It rained", "kind": ["F"], "type": [], "loaded": []}])
    write(root / "polnear/train.jsonl", [polnear_row()])
    write(root / "polnear/dev.jsonl", [])


def test_news_labels_of_a_folder(tmp_path: Path) -> None:
    write_news(tmp_path)
    headline, second, written, plain = read("news", tmp_path)
    assert headline.sentence == {"kind": {"fact": 1.0}, "loaded_news": {"loaded": 0.0, "neutral": 1.0}}
    assert second.text == SECOND
    assert second.sentence == {
        "kind": {"claim": 0.5, "commentary": 0.5},
        "commentary_type": {"forecast": 1.0},
        "loaded_news": {"loaded": 0.5, "neutral": 0.5},
    }
    assert [(SECOND[a:b], kind) for a, b, kind in second.tokens["hedge"].spans] == [
        ("may", "epistemic"),
        ("Ada", UNSURE),
    ]
    assert (written.group, written.text) == ("written", "A shameful plan")
    assert written.sentence["loaded_news"]["loaded"] == 1.0
    assert plain.text == "It rained"


def test_news_sentences_know_their_place(tmp_path: Path) -> None:
    write_news(tmp_path)
    found = list(news_sentences(tmp_path, "train"))
    assert [s.text[s.start : s.end] == s.example.text for s in found] == [True, True]
    assert {s.article for s in found} == {"a1"}
    assert list(news_sentences(tmp_path, "test")) == []


def test_written_sentences_are_for_training_alone(tmp_path: Path) -> None:
    write_news(tmp_path, split="tune")
    assert [e.group for e in read("news", tmp_path, "tune")] == ["a1", "a1"]
    assert [e.group for e in read("news", tmp_path)] == ["written", "written"]


def test_news_of_a_changed_text(tmp_path: Path) -> None:
    write_news(tmp_path, sha256="0" * 64)
    with pytest.raises(InputError, match="the text of polnear/a1 is not the one that was labelled"):
        read("news", tmp_path)


def test_news_of_a_missing_text(tmp_path: Path) -> None:
    write_news(tmp_path, id="a2")
    with pytest.raises(InputError, match=r"1 labelled articles are missing, such as \('polnear', 'a2'\)"):
        read("news", tmp_path)


def test_news_without_labels_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_labels, "SEEDS", tmp_path / "absent")
    with pytest.raises(InputError, match="this installation has no labels of its own: copy seeds/labels there"):
        read("news", tmp_path)


@pytest.mark.skipif(not news_labels.SEEDS.is_dir(), reason="only the repository has labels of its own")
@pytest.mark.parametrize("name", ["written_hedges.jsonl", "written_kinds.jsonl"])
def test_own_written_sentences_are_sound(name: str) -> None:
    for row in rows(news_labels.SEEDS / name):
        for start, end, _ in (*row["hedges"], *row["loaded"]):
            assert 0 <= start < end <= len(row["text"])
            assert row["text"][start:end] == row["text"][start:end].strip()
        assert bool(row["type"]) == ("M" in row["kind"])


# Single sentences of our own


def own_row(split: str, sentence: str = SECOND, **known: object) -> dict[str, object]:
    """A labelled sentence of the article; its spans count from the sentence's beginning."""
    start = ARTICLE.index(sentence)
    sha256 = hashlib.sha256(sentence.encode()).hexdigest()[:16]
    place = {"start": start, "end": start + len(sentence), "sha256": sha256}
    return {"corpus": "polnear", "id": "a1", "split": split, **place, **known}


def write_own(
    root: Path, *, hedges: Iterable[Mapping[str, Any]] = (), targets: Iterable[Mapping[str, Any]] = ()
) -> None:
    """A labels folder with these sentences, the article's text, and one written target."""
    write(root / "news/hedges.jsonl", hedges)
    write(root / "news/targets.jsonl", targets)
    written = {"text": "Quist ruined Port Hallam", "targets": [[0, 5, -1, "p"], [13, 24, None, "o"]]}
    write(root / "news/targets_written.jsonl", [written])
    write(root / "polnear/train.jsonl", [polnear_row()])
    write(root / "polnear/dev.jsonl", [])


MAY = SECOND.index("may")


@pytest.mark.parametrize(("split", "buckets"), [("train", ["trap_may", "vague"]), ("test", ["hearsay"]), ("dev", [])])
def test_hedges_by_split(tmp_path: Path, split: str, buckets: list[str]) -> None:
    rows = [
        own_row("train", bucket="trap_may", hedges=[]),
        own_row("test", bucket="hearsay", hedges=[[MAY, MAY + 3, "h"]]),
        own_row("train", bucket="vague", hedges=[[MAY, MAY + 3, "v"]]),
    ]
    write_own(tmp_path, hedges=rows)
    found = read("hedges", tmp_path, split)
    assert [e.group for e in found] == buckets
    assert {e.text for e in found} <= {SECOND}
    assert all(e.tokens["hedge"].exhaustive for e in found)


def test_hedges_have_their_types_and_unsure_ones_are_so(tmp_path: Path) -> None:
    spans = [[MAY, MAY + 3, "e"], [0, 3, "h"], [4, 9, "v"], [11, 14, None], [15, 20, "?"]]
    write_own(tmp_path, hedges=[own_row("train", bucket="b", hedges=spans)])
    (example,) = read("hedges", tmp_path)
    assert [(SECOND[a:b], kind) for a, b, kind in example.tokens["hedge"].spans] == [
        ("may", "epistemic"),
        ("Ada", "hearsay"),
        ("Quist", "vague"),
        ("the", UNSURE),
        ("mayor", UNSURE),
    ]


def target_rows() -> list[dict[str, object]]:
    pier = SECOND.index("pier")
    one = [[0, 9, 1, "p"], [pier, pier + 4, 0, "o"]]
    return [
        own_row("train", targets=[[0, 9, -1, "p"]]),
        own_row("tune", targets=one),
        own_row("test", targets=[[0, 9, None, "g"]]),
        own_row("test", "Board to vote on the pier", targets=[]),
    ]


def test_targets_with_their_valence(tmp_path: Path) -> None:
    write_own(tmp_path, targets=target_rows())
    (tune,) = read("targets", tmp_path, "tune")
    assert (tune.text, tune.group) == (SECOND, "a1")
    assert not tune.tokens["valence"].exhaustive
    spans = [(SECOND[a:b], label) for a, b, label in tune.tokens["valence"].spans]
    assert spans == [("Ada Quist", "positive"), ("pier", "neutral")]
    unsure, none = read("targets", tmp_path, "test")
    assert unsure.tokens["valence"].spans == ((0, 9, UNSURE),)
    assert (none.text, none.tokens["valence"].spans) == ("Board to vote on the pier", ())


def test_written_targets_are_for_training_alone(tmp_path: Path) -> None:
    write_own(tmp_path, targets=target_rows())
    labelled, written = read("targets", tmp_path, "train")
    assert (labelled.group, labelled.tokens["valence"].spans) == ("a1", ((0, 9, "negative"),))
    assert (written.group, written.text) == ("written", "Quist ruined Port Hallam")
    assert written.tokens["valence"].spans == ((0, 5, "negative"), (13, 24, UNSURE))
    for split in ("tune", "test"):
        assert {e.group for e in read("targets", tmp_path, split)} == {"a1"}
    (tmp_path / "news/targets_written.jsonl").unlink()
    assert [e.group for e in read("targets", tmp_path, "train")] == ["a1"]


def test_types_go_with_the_targets(tmp_path: Path) -> None:
    write_own(tmp_path, targets=target_rows())
    for split in ("tune", "test"):
        types = target_types(tmp_path, split)
        assert [len(t) for t in types] == [len(e.tokens["valence"].spans) for e in read("targets", tmp_path, split)]
    assert target_types(tmp_path, "tune") == [("person", "organisation")]
    assert target_types(tmp_path, "test") == [("group",), ()]


@pytest.mark.parametrize("name", ["hedges", "targets"])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sha256": "0" * 16}, r"the sentence polnear/a1:\d+ is not the one that was labelled"),
        ({"start": 1}, "the sentence polnear/a1:1 is not the one that was labelled"),
        ({"id": "a2"}, r"1 labelled articles are missing, such as \('polnear', 'a2'\)"),
    ],
    ids=["other hash", "other place", "other article"],
)
def test_own_sentence_that_is_not_there(tmp_path: Path, name: str, change: dict[str, object], message: str) -> None:
    row = {**own_row("train", bucket="b", hedges=[], targets=[]), **change}
    write_own(tmp_path, hedges=[row], targets=[row])
    with pytest.raises(InputError, match=message):
        read(name, tmp_path)


def test_triples_have_their_target_first_and_kinds_where_known(tmp_path: Path) -> None:
    rows = [
        {"triple": 1, "split": "tune", "text": "Quist left", "kind": [], "type": [], "targets": [[0, 5, 0, "p"]]},
        {
            "triple": 2,
            "split": "train",
            "text": "Sly Quist left Varga",
            "kind": ["M"],
            "type": ["J"],
            "targets": [[15, 20, 0, "p"], [4, 9, -1, "p"]],
        },
    ]
    write(tmp_path / "news/triples.jsonl", rows)
    (train,) = read("triples", tmp_path, "train")
    assert train.group == "triple 2"
    assert train.sentence == {"kind": {"commentary": 1.0}, "commentary_type": {"judgement": 1.0}}
    assert train.tokens["valence"].spans == ((15, 20, "neutral"), (4, 9, "negative"))
    (tune,) = read("triples", tmp_path, "tune")
    assert not tune.sentence
    assert not tune.tokens["valence"].exhaustive


@pytest.mark.parametrize("name", ["hedges", "targets", "triples"])
def test_own_sentences_without_a_file_are_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "news").mkdir()
    assert read(name, tmp_path) == []


def test_article_texts_are_those_that_are_wanted(tmp_path: Path) -> None:
    numbered = [{"id": f"a{i}", "text": f"Text {i}"} for i in range(3)]
    write(tmp_path / "polnear/train.jsonl", numbered)
    write(tmp_path / "polnear/dev.jsonl", [{"id": "d1", "text": "Text d"}])
    write(tmp_path / "allsides/articles.jsonl.gz", [{"id": "a1", "text": "Another a1"}, {"id": "b", "text": "B"}])
    wanted = {("polnear", "a1"), ("polnear", "d1"), ("allsides", "a1")}
    assert article_texts(tmp_path, wanted) == {
        ("polnear", "a1"): "Text 1",
        ("polnear", "d1"): "Text d",
        ("allsides", "a1"): "Another a1",
    }


def test_article_texts_of_nothing_need_no_files(tmp_path: Path) -> None:
    assert article_texts(tmp_path, set()) == {}


def test_article_texts_that_are_missing_are_counted(tmp_path: Path) -> None:
    write(tmp_path / "polnear/train.jsonl", [{"id": "a1", "text": "Text"}])
    write(tmp_path / "polnear/dev.jsonl", [])
    wanted = {("polnear", i) for i in ("a1", "z", "b")}
    with pytest.raises(InputError, match=r"2 labelled articles are missing, such as \('polnear', 'b'\)"):
        article_texts(tmp_path, wanted)


@pytest.mark.skipif(not news_labels.SEEDS.is_dir(), reason="only the repository has labels of its own")
def test_own_written_targets_are_sound() -> None:
    for row in rows(news_labels.SEEDS / "targets_written.jsonl"):
        assert row["targets"]
        for start, end, valence, kind in row["targets"]:
            assert 0 <= start < end <= len(row["text"])
            assert row["text"][start:end] == row["text"][start:end].strip()
            assert valence in (-1, 0, 1, None)
            assert kind in ("p", "o", "c", "g")


@pytest.mark.skipif(not news_labels.SEEDS.is_dir(), reason="only the repository has labels of its own")
def test_own_triples_tell_one_event_plainly_with_praise_and_with_blame() -> None:
    found = list(rows(news_labels.SEEDS / "triples.jsonl"))
    assert len({row["text"] for row in found}) == len(found) > 0
    for plain, praise, blame in zip(found[::3], found[1::3], found[2::3], strict=True):
        assert plain["triple"] == praise["triple"] == blame["triple"]
        assert [row["targets"][0][2] for row in (plain, praise, blame)] == [0, 1, -1]
        for row in (plain, praise, blame):
            assert row["split"] == plain["split"] in ("train", "tune")
            assert all(row["text"][a:b].strip() == row["text"][a:b] != "" for a, b, *_ in row["targets"])


def test_unknown_corpus(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="corpus 'bible' is unknown; known are allsides, annolexical, babe"):
        read("bible", tmp_path)


@pytest.mark.parametrize("name", sorted(set(CORPORA) - {"allsides", "news", "triples"}))
def test_missing_files(tmp_path: Path, name: str) -> None:
    own = name in {"hedges", "targets"} and not news_labels.SEEDS.is_dir()  # an installed package has no labels
    with pytest.raises(InputError, match="no such folder, and this inst" if own else "no such file; a corpus folder"):
        read(name, tmp_path)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['{"text": "a"'], r"dev\.jsonl:1: not JSON"),
        ([{"id": "1", "text": "a", "label": "OBJ"}, "[1]"], r"dev\.jsonl:2: an object is expected, got list"),
        ([{"id": "1", "text": "a"}], r"dev\.jsonl:1: 'label' is missing; given are 'id', 'text'"),
        (["{}"], r"dev\.jsonl:1: 'text' is missing; given are no keys|'id' is missing"),
        (["[" * 100_000], r"dev\.jsonl:1: not JSON"),
        ([{"id": "1", "text": "a", "label": ["OBJ"]}], "checkthat: dev is malformed after 0 examples: TypeError"),
    ],
    ids=["cut", "list", "lacks a key", "empty", "deep", "wrong type"],
)
def test_broken_lines(tmp_path: Path, lines: list[Any], message: str) -> None:
    write(tmp_path / "checkthat/dev.jsonl", lines)
    with pytest.raises(InputError, match=message):
        read("checkthat", tmp_path, "dev")


def test_values_that_are_not_possible(tmp_path: Path) -> None:
    target = {"start": 0, "end": 1, "polarity": 7}
    write(tmp_path / "newsmtsc/train.jsonl", [{"story": "s", "text": "a", "targets": [target]}])
    with pytest.raises(InputError, match="newsmtsc: train is malformed after 0 examples: KeyError"):
        read("newsmtsc", tmp_path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", b'{"text": "\xff"}\n'),
        ("a.jsonl.gz", b"not gzip"),
        ("a.jsonl.gz", gzip.compress(b'{"a": 1}\n' * 1000)[:-20]),
    ],
    ids=["not UTF-8", "not gzip", "cut gzip"],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=rf"{name}: cannot be read as UTF-8 text"):
        list(rows(tmp_path / name))


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", ["", '{"a": 1}', "  ", '{"a": 2}', ""])
    assert [row["a"] for row in rows(path)] == [1, 2]
