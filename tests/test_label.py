"""What is asked for: the pool, the head, the order, and the next sentence for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from label_help import PLAN, items, passage, session

from framing.bundle import load
from framing.errors import UsageError
from framing.label import Asking, Order
from framing.label.names import annotator_name, login_name
from framing.label.order import BATCH, useful
from framing.label.plan import check_name, plan
from framing.label.pool import Item, draw, first, items_of
from framing.label.regression import PRECISION, fit, framed, predict
from framing.label.session import Session


@settings(deadline=None)
@given(st.permutations(range(30)), st.integers(1, 40), st.integers(0, 3))
def test_drawing_does_not_depend_on_the_order(order: list[int], limit: int, seed: int) -> None:
    pool = items(30)
    drawn = [item.text for item in draw(pool, limit, seed)]
    assert [item.text for item in draw([pool[i] for i in order], limit, seed)] == drawn
    assert len(set(drawn)) == len(drawn) == min(limit, 30)


def test_what_is_added_later_leaves_most_of_the_pool_as_it_was() -> None:
    before = {item.text for item in draw(items(400), 100, 0)}
    after = {item.text for item in draw(items(440), 100, 0)}
    assert len(before & after) >= 80
    assert {item.text for item in draw(items(400), 100, 1)} != before


def test_equal_sentences_are_asked_once_and_furniture_never() -> None:
    one, other = passage("x", ["Ferries stop.", "It rains."]), passage("y", ["Ferries stop.", " "])
    both = [*items_of(one), *items_of(other)]
    assert [item.text for item in first(both, 9)] == ["Ferries stop.", "It rains."]
    assert {(item.passage.article, item.text) for item in draw(both, 9, 0)} == {
        ("x", "Ferries stop."),
        ("x", "It rains."),
    }
    assert [item.text for item in first(both, 1)] == ["Ferries stop."]


def test_the_heads_of_a_model_and_new_ones(tiny_bundle: Path) -> None:
    bundle = load(tiny_bundle)
    assert plan("kind", None, bundle).classes == ("fact", "claim", "commentary")
    assert plan("hedged", ("yes", "no"), bundle).classes == ("no", "yes")
    assert plan("urgency", ("no", "yes"), bundle) == PLAN


@pytest.mark.parametrize(
    ("name", "classes", "message"),
    [
        ("urgency", None, "no such head; it has .*kind.*--classes no,yes"),
        ("valence", None, "marks words .*heads of sentences are .*kind"),
        ("kind", ("no", "yes"), "has the classes fact,claim,commentary"),
        ("urgency", ("yes",), "two to 9 different classes"),
        ("urgency", ("yes", "yes"), "two to 9 different classes"),
        ("urgency", tuple("abcdefghij"), "two to 9 different classes"),
        ("urgency", ("no", "Yes!"), "'Yes!' is no class"),
        ("fact", ("no", "yes"), "its column p_fact is there already"),
    ],
)
def test_heads_that_cannot_be_labelled(
    name: str, classes: tuple[str, ...] | None, message: str, tiny_bundle: Path
) -> None:
    with pytest.raises(UsageError, match=message):
        plan(name, classes, load(tiny_bundle))


@pytest.mark.parametrize("name", ["", "Tone", "a/b", "tone_before", "9lives"])
def test_names_of_heads(name: str) -> None:
    with pytest.raises(UsageError, match="small letters"):
        check_name(name)


@pytest.mark.parametrize("name", ["", " ", ".", "..", "a/b", "x" * 41, "a\nb", "<b>"])
def test_names_of_annotators(name: str) -> None:
    with pytest.raises(UsageError, match="allowed are 1 to 40 letters"):
        annotator_name(name)


def test_a_name_may_be_a_person_or_an_address() -> None:
    assert [annotator_name(f" {name} ") for name in ("Žofia K.", "a@b.example")] == ["Žofia K.", "a@b.example"]
    assert annotator_name(login_name())


def test_a_head_learns_what_can_be_learnt_and_keeps_what_it_knew() -> None:
    rng = np.random.default_rng(1)
    x = framed(rng.normal(size=(200, 6)))
    truth = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0.3)
    offset = np.zeros((200, 3))
    weights = fit(x[:120], np.eye(3)[truth[:120]], offset[:120])
    assert (predict(x, weights, offset)[120:].argmax(axis=1) == truth[120:]).mean() > 0.7
    known = np.log(np.eye(3)[truth] * 0.98 + 0.01)
    corrected = fit(x[:2], np.eye(3)[truth[:2]], known[:2])
    assert (predict(x, corrected, known).argmax(axis=1) == truth).all()


@pytest.mark.full
def test_the_fit_is_the_one_of_scikit_learn() -> None:
    linear = pytest.importorskip("sklearn.linear_model")
    rng = np.random.default_rng(2)
    x = framed(rng.normal(size=(80, 5)))
    truth = rng.integers(0, 3, 80)
    ours = predict(x, fit(x, np.eye(3)[truth], np.zeros((80, 3))), np.zeros((80, 3)))
    theirs = linear.LogisticRegression(C=1 / PRECISION, tol=1e-8, max_iter=1000).fit(x, truth).predict_proba(x)
    assert np.abs(ours - theirs).max() < 0.002


def test_unsure_sentences_come_first_and_do_not_repeat_each_other() -> None:
    rng = np.random.default_rng(3)
    centres = rng.normal(size=(5, 16))
    x = framed(np.repeat(centres, 20, axis=0) + 0.01 * rng.normal(size=(100, 16)))
    p = np.tile([0.999, 0.001], (100, 1))
    p[::2] = [0.55, 0.45]
    chosen = useful(x, p, np.arange(100), seed=(0, 0))
    assert len(set(chosen)) == BATCH
    assert all(row % 2 == 0 for row in chosen)
    assert {row // 20 for row in chosen[:5]} == set(range(5))
    assert useful(x, p, np.array([4, 8]), seed=(0, 0)) == [4, 8]


def test_equal_sentences_can_be_chosen_without_end() -> None:
    assert len(set(useful(np.ones((30, 4)), np.full((30, 2), 0.5), np.arange(30), seed=(0, 0)))) == BATCH


def answer(page: Session, name: str, pool: Sequence[Item], n: int) -> list[str]:
    """Let an annotator answer; gives the sentences asked for."""
    asked = []
    for _ in range(n):
        question = page.ask(name)
        if question is None:
            break
        asked.append(question.item.text)
        label = PLAN.classes[pool.index(question.item) % 2]
        page.decide(name, question.item.key, label)
    return asked


@pytest.mark.parametrize("order", list(Order))
def test_everybody_sees_everything_once(order: Order, tmp_path: Path) -> None:
    pool = items(30)
    with session(tmp_path / "t.jsonl", pool, asking=Asking(order=order, overlap=20)) as page:
        ada = answer(page, "ada", pool, 20)
        bo = answer(page, "bo", pool, 10)
        assert len(set(ada)) == 20
        assert sum(text in ada for text in bo) == 2
        assert page.agreement().n == 2
        assert sorted(ada + answer(page, "ada", pool, 99)) == sorted(item.text for item in pool)
        assert page.ask("ada") is None
    if order is Order.GIVEN:
        assert ada == [item.text for item in pool[:20]]


def test_a_skipped_sentence_is_not_asked_again_and_is_others_to_label(tmp_path: Path) -> None:
    pool = items(3)
    with session(tmp_path / "t.jsonl", pool, asking=Asking(order=Order.GIVEN)) as page:
        page.decide("ada", pool[0].key, None)
        assert (page.progress("ada").skipped, page.progress("ada").labelled) == (1, 0)
        assert answer(page, "ada", pool, 9) == [pool[1].text, pool[2].text]
        assert page.ask("ada") is None
        assert sorted(answer(page, "bo", pool, 9)) == sorted(item.text for item in pool)


def test_the_guess_comes_with_the_labels_and_can_be_hidden(tmp_path: Path) -> None:
    pool = items(40)
    with session(tmp_path / "t.jsonl", pool) as page:
        first_asked = page.ask("ada")
        assert first_asked is not None
        assert first_asked.p is None
        answer(page, "ada", pool, 2 * BATCH)
        later = page.ask("ada")
        assert later is not None
        assert later.p is not None
        assert sum(later.p) == pytest.approx(1.0)
        assert later.suggested == int(np.argmax(later.p))
    with session(tmp_path / "t.jsonl", pool, blind=True) as page:
        blind = page.ask("ada")
        assert blind is not None
        assert blind.p is None


def test_going_on_asks_what_was_next(tmp_path: Path) -> None:
    pool = items(60)
    with session(tmp_path / "t.jsonl", pool) as page:
        answer(page, "ada", pool, BATCH)
        expected = page.ask("ada")
    with session(tmp_path / "t.jsonl", pool) as page:
        again = page.ask("ada")
    assert expected is not None
    assert again is not None
    assert again.item == expected.item
