"""Statistics: values worked out by hand, properties, and agreement with scikit-learn."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from framing.metrics import (
    adaptive_bins,
    alpha,
    auc,
    balanced_accuracy,
    bootstrap,
    brier,
    correlation,
    ece,
    f1,
    kappa,
    macro_f1,
    mcnemar,
    mean,
    positions,
    span_f1,
    unbiased,
    weighted_f1,
    wilson,
)


def flags(text: str) -> NDArray[np.bool_]:
    """1 and 0 as an array."""
    return np.array([c == "1" for c in text], np.bool_)


@pytest.mark.parametrize(
    ("mean", "n", "low", "high"),
    [
        (0.0, 10, 0.0, 0.27753),
        (1.0, 10, 0.72247, 1.0),
        (0.5, 10, 0.23659, 0.76341),
        (0.5, 100, 0.40383, 0.59617),
        (0.1, 1, 0.00248, 0.83228),
    ],
)
def test_wilson(mean: float, n: int, low: float, high: float) -> None:
    assert wilson(mean, n) == pytest.approx((low, high), abs=2e-4)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_wilson_contains_its_mean(mean: float, n: int) -> None:
    low, high = wilson(mean, n)
    assert 0.0 <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= 1.0


@given(st.floats(0, 1), st.integers(1, 5000))
def test_wilson_narrows_with_more_units(mean: float, n: int) -> None:
    few, many = wilson(mean, n), wilson(mean, 2 * n)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(
    ("truth", "guess", "value"),
    [("1100", "1100", 1.0), ("1100", "0011", 0.0), ("1100", "1010", 0.5), ("1110", "1000", 0.5), ("10", "11", 2 / 3)],
)
def test_f1(truth: str, guess: str, value: float) -> None:
    assert f1(flags(truth), flags(guess)) == pytest.approx(value)


def test_f1_without_any_positive_is_undefined() -> None:
    assert math.isnan(f1(flags("000"), flags("000")))


def test_macro_f1() -> None:
    """F1 of a is 2/3 (1 hit, 1 miss), of b 1/2 (1 hit of 2 guesses, 2 true), of c 1."""
    assert macro_f1(["a", "a", "b", "b", "c"], ["a", "b", "b", "d", "c"]) == pytest.approx((2 / 3 + 1 / 2 + 1) / 3)


def test_macro_f1_counts_only_true_classes() -> None:
    assert macro_f1(["a", "a"], ["a", "b"]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("truth", "guess", "value"),
    [
        ("1100", "1100", 1.0),
        ("1100", "0011", 0.0),
        ("1110", "1111", 0.5),
        ("1110", "0000", 0.5),
        ("1000", "1100", (1 + 2 / 3) / 2),
        ("1111110000", "1111011000", (5 / 6 + 3 / 4) / 2),
    ],
)
def test_balanced_accuracy(truth: str, guess: str, value: float) -> None:
    assert balanced_accuracy(flags(truth), flags(guess)) == pytest.approx(value)


@pytest.mark.parametrize("truth", ["", "11", "00"])
def test_balanced_accuracy_with_one_class_is_undefined(truth: str) -> None:
    assert math.isnan(balanced_accuracy(flags(truth), flags(truth)))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30), st.integers(2, 5))
def test_balanced_accuracy_does_not_depend_on_how_common_a_class_is(rows: list[tuple[bool, bool]], times: int) -> None:
    rows = [(True, True), (False, True), *rows]
    more = rows + [row for row in rows if row[0]] * (times - 1)
    once, often = (balanced_accuracy(*(np.array(column) for column in zip(*r, strict=True))) for r in (rows, more))
    assert often == pytest.approx(once)
    assert balanced_accuracy(*(~np.array(column) for column in zip(*rows, strict=True))) == pytest.approx(once)


@pytest.mark.parametrize(
    ("truth", "score", "value"),
    [
        ("01", [0.1, 0.9], 1.0),
        ("10", [0.1, 0.9], 0.0),
        ("01", [0.5, 0.5], 0.5),
        ("0011", [0.1, 0.4, 0.35, 0.8], 0.75),
        ("0101", [0.2, 0.2, 0.1, 0.9], 0.875),
    ],
)
def test_auc(truth: str, score: Sequence[float], value: float) -> None:
    assert auc(flags(truth), np.array(score)) == pytest.approx(value)


@pytest.mark.parametrize("truth", ["", "11", "00"])
def test_auc_with_one_class_is_undefined(truth: str) -> None:
    assert math.isnan(auc(flags(truth), np.linspace(0, 1, len(truth))))


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=2, max_size=40))
def test_auc_depends_on_order_alone(rows: list[tuple[bool, float]]) -> None:
    truth, score = np.array([t for t, _ in rows]), np.array([round(s, 3) for _, s in rows])
    value = auc(truth, score)
    if math.isnan(value):
        assert len(set(truth.tolist())) == 1
        return
    assert auc(truth, score * 3 + 1) == pytest.approx(value)
    assert auc(~truth, score) == pytest.approx(1 - value)


def test_ece_of_a_calibrated_score_is_zero() -> None:
    assert ece(flags("1000"), np.full(4, 0.25), bins=1) == pytest.approx(0.0)


def test_ece() -> None:
    """Two bins of two: |.5 - .15| and |1 - .75|, each half the weight."""
    assert ece(flags("0111"), np.array([0.1, 0.2, 0.7, 0.8]), bins=2) == pytest.approx(0.5 * 0.35 + 0.5 * 0.25)


def test_ece_with_more_bins_than_values() -> None:
    assert ece(flags("01"), np.array([0.25, 0.5])) == pytest.approx((0.25 + 0.5) / 2)


@pytest.mark.parametrize("metric", [ece, brier])
def test_calibration_of_nothing_is_undefined(metric: Callable[..., float]) -> None:
    assert math.isnan(metric(flags(""), np.zeros(0)))
    assert adaptive_bins(flags(""), np.zeros(0)) == []


def test_adaptive_bins_hold_neighbours_in_equal_numbers() -> None:
    low, high = adaptive_bins(flags("0110"), np.array([0.8, 0.1, 0.7, 0.2]), bins=2)
    assert (low.n, low.predicted, low.observed) == (2, pytest.approx(0.15), 0.5)
    assert (high.n, high.predicted, high.observed) == (2, pytest.approx(0.75), 0.5)
    assert high.gap == pytest.approx(0.25)


def test_brier() -> None:
    assert brier(flags("10"), np.array([0.8, 0.4])) == pytest.approx((0.2**2 + 0.4**2) / 2)


def drawn(n: int, seed: int, power: float) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Probabilities and what happened; with a power of 1 they are calibrated."""
    rng = np.random.default_rng(seed)
    p = rng.beta(1.0, 2.0, n)
    return rng.random(n) < p**power, p


def corrected(n: int, seed: int, power: float, rounds: int = 200) -> tuple[float, float, float]:
    """The unbiased ECE of items in groups of three."""
    truth, p = drawn(n, seed, power)
    return unbiased([str(i // 3) for i in range(n)], lambda i: ece(truth[i], p[i]), rounds=rounds)


@pytest.mark.parametrize("power", [1.0, 1.5, 3.0])
def test_unbiased_ece_is_nearer_to_what_many_items_show(power: float) -> None:
    expected = ece(*drawn(400_000, 99, power))
    plain = float(np.mean([ece(*drawn(500, seed, power)) for seed in range(12)]))
    value = float(np.mean([corrected(500, seed, power, rounds=60)[0] for seed in range(12)]))
    assert abs(value - expected) < abs(plain - expected)


def test_unbiased_interval_holds_what_many_items_show() -> None:
    value, low, high = corrected(600, 1, 2.0)
    assert 0 < low < value < high
    assert low < ece(*drawn(400_000, 99, 2.0)) < high


def test_unbiased_values_are_never_below_zero() -> None:
    value, low, high = corrected(300, 2, 1.0)
    assert 0 <= low <= value <= high < 0.12


@pytest.mark.parametrize("groups", [[], ["a", "b"]])
def test_unbiased_of_what_is_never_defined(groups: list[str]) -> None:
    assert all(math.isnan(v) for v in unbiased(groups, lambda _: math.nan, rounds=5))


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [("aabb", "aabb", 1.0), ("aabb", "bbaa", -1.0), ("aabb", "abab", 0.0), ("aaab", "aabb", 0.5)],
)
def test_kappa(first: str, second: str, value: float) -> None:
    assert kappa(list(first), list(second)) == pytest.approx(value)


@pytest.mark.parametrize("labels", ["", "aaa"])
def test_kappa_without_any_choice_is_undefined(labels: str) -> None:
    assert math.isnan(kappa(list(labels), list(labels)))


def test_macro_f1_of_nothing_is_undefined() -> None:
    assert math.isnan(macro_f1([], []))


def test_span_f1() -> None:
    truth, guess = [[(0, 3), (5, 9)], [(1, 2)], []], [[(0, 3), (5, 8)], [], [(4, 6)]]
    assert span_f1(truth, guess) == pytest.approx(2 * 1 / (3 + 3))


def test_span_f1_counts_a_span_once() -> None:
    assert span_f1([[(0, 3)]], [[(0, 3), (0, 3)]]) == 1.0


def test_span_f1_without_spans_is_undefined() -> None:
    assert math.isnan(span_f1([[], []], [[], []]))


def test_span_f1_refuses_texts_that_do_not_match() -> None:
    with pytest.raises(ValueError, match="zip"):
        span_f1([[]], [[], []])


def test_bootstrap_resamples_whole_groups() -> None:
    """With two groups of equal members, every drawn mean is one of three."""
    values = np.array([0.0, 0.0, 1.0, 1.0])
    seen: set[float] = set()

    def mean(indices: NDArray[np.int64]) -> float:
        seen.add(float(values[indices].mean()))
        return float(values[indices].mean())

    assert bootstrap(["a", "a", "b", "b"], mean, rounds=200) == (0.0, 1.0)
    assert seen == {0.0, 0.5, 1.0}


def test_bootstrap_is_the_same_every_time() -> None:
    values = np.arange(30) / 30.0
    groups = [str(i % 7) for i in range(30)]

    def once(seed: int) -> tuple[float, float]:
        return bootstrap(groups, lambda i: float(values[i].mean()), rounds=50, seed=seed)

    assert once(0) == once(0)
    assert once(0) != once(1)
    assert once(0)[0] < float(values.mean()) < once(0)[1]


def test_bootstrap_leaves_out_rounds_without_a_value() -> None:
    low, high = bootstrap(["a", "b"], lambda i: math.nan if 0 in i else 0.5, rounds=100)
    assert (low, high) == (0.5, 0.5)


@pytest.mark.parametrize("groups", [[], ["a", "b"]])
def test_bootstrap_of_what_is_never_defined(groups: list[str]) -> None:
    assert all(math.isnan(v) for v in bootstrap(groups, lambda _: math.nan, rounds=5))


@pytest.mark.full
@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_scikit_learn(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(seed)
    truth, guess = rng.integers(0, 3, 200).astype(str), rng.integers(0, 3, 200).astype(str)
    positive, score = rng.random(200) < 0.3, np.round(rng.random(200), 1)
    assert macro_f1(truth, guess) == pytest.approx(metrics.f1_score(truth, guess, average="macro"))
    assert f1(positive, score > 0.5) == pytest.approx(metrics.f1_score(positive, score > 0.5))
    expected = metrics.balanced_accuracy_score(positive, score > 0.5)
    assert balanced_accuracy(positive, score > 0.5) == pytest.approx(expected)
    assert auc(positive, score) == pytest.approx(metrics.roc_auc_score(positive, score))
    assert kappa(list(truth), list(guess)) == pytest.approx(metrics.cohen_kappa_score(truth, guess))


def test_mean_leaves_out_what_is_undefined() -> None:
    assert mean(np.array([0.25, math.nan, 0.75])) == 0.5
    assert math.isnan(mean(np.array([math.nan])))
    assert math.isnan(mean(np.zeros(0)))


def test_weighted_f1_weighs_classes_by_how_often_they_occur() -> None:
    """F1 of a is 2/3 (two of five), of b 1/2, of c 1, as for the macro mean."""
    value = weighted_f1(["a", "a", "b", "b", "c"], ["a", "b", "b", "d", "c"])
    assert value == pytest.approx((2 * 2 / 3 + 2 * 1 / 2 + 1) / 5)
    assert math.isnan(weighted_f1([], []))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=1))
def test_weighted_f1_of_equally_frequent_classes_is_the_macro_mean(pairs: list[tuple[str, str]]) -> None:
    both = [*pairs, *((("b", "a")[t == "b"], g) for t, g in pairs)]
    truth, guess = [t for t, _ in both], [g for _, g in both]
    assert weighted_f1(truth, guess) == pytest.approx(macro_f1(truth, guess))


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ([[5, 0], [0, 5]], 1.0),
        ([[0, 5], [5, 0]], 1 - 19 * 20 / (400 - 2 * 100)),
        ([[3, 1], [0, 4]], 1 - 15 * 2 / (256 - 7 * 7 - 9 * 9)),
    ],
)
def test_alpha(table: list[list[int]], value: float) -> None:
    assert alpha(np.array(table)) == pytest.approx(value)


def test_alpha_with_one_class_is_undefined() -> None:
    assert math.isnan(alpha(np.array([[4, 0], [0, 0]])))


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [("1100", "1100", 1.0), ("1100", "0011", -1.0), ("1100", "1010", 0.0), ("1110", "1100", 1 / math.sqrt(3))],
)
def test_correlation_of_flags(first: str, second: str, value: float) -> None:
    assert correlation(flags(first), flags(second)) == pytest.approx(value)


@pytest.mark.parametrize(("first", "second"), [("1111", "1010"), ("1010", "0000"), ("", ""), ("1", "0")])
def test_correlation_of_what_does_not_vary_is_undefined(first: str, second: str) -> None:
    assert math.isnan(correlation(flags(first), flags(second)))


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 2 / 32), (1, 9, 2 * 11 / 1024), (9, 1, 2 * 11 / 1024), (0, 4000, 0.0)],
)
def test_mcnemar(first: int, second: int, p: float) -> None:
    assert mcnemar(first, second) == pytest.approx(p)


@pytest.mark.full
@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_the_binomial_test(first: int, second: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    expected = stats.binomtest(first, first + second).pvalue if first + second else 1.0
    assert mcnemar(first, second) == pytest.approx(expected)


def test_positions_of_the_items_of_rows() -> None:
    sizes = np.array([2, 0, 3])
    assert positions(sizes, np.array([2, 0, 2, 1])).tolist() == [2, 3, 4, 0, 1, 2, 3, 4]
    assert positions(sizes, np.array([1])).tolist() == []
