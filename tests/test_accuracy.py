"""Precision and recall from strata: worked by hand, unbiased in a simulation, and with intervals that cover."""

import numpy as np
import pytest
from readouts.measures import accuracy
from readouts.measures.accuracy import Stratum
from scipy.stats import beta


def test_precision_is_the_share_that_is_right_with_the_exact_interval():
    value, low, high = accuracy.precision(Stratum(400, 30, 27))
    assert value == 0.9
    assert low == pytest.approx(beta.ppf(0.025, 27, 4)) and high == pytest.approx(beta.ppf(0.975, 28, 3))  # fmt: skip
    assert np.isnan(accuracy.precision(Stratum(0, 0, 0))).all()


def test_recall_weighs_each_stratum_by_its_size():
    """30 of 100 stretches read, 24 right; 2 of 20 near among 200, 0 of 50 among 1,000: 80 found, 20 missed."""
    value, low, high = accuracy.recall(Stratum(100, 30, 24), [Stratum(200, 20, 2), Stratum(1000, 50, 0)])  # fmt: skip
    assert value == pytest.approx(80 / 100) and low < value < high


def test_what_was_not_read_is_not_known():
    assert np.isnan(accuracy.recall(Stratum(100, 30, 24), [Stratum(200, 0, 0)])).all()
    assert np.isnan(accuracy.recall(Stratum(0, 0, 0), [])).all()
    precision, recall = accuracy.pooled([Stratum(10, 10, 9)], [[Stratum(5, 0, 0)]])
    assert precision.value == 0.9 and np.isnan(recall.value)


@pytest.mark.parametrize(
    ("precision", "recall"), [(0.9, 0.0), (0.9, np.nan), (np.nan, 0.8), (np.nan, 0.0)]
)
def test_without_precision_or_without_any_recall_no_rate_is_corrected(precision, recall):
    rate, wide = accuracy.Estimate(10, 5, 20), (0.0, 1.0)
    found = accuracy.corrected(
        rate, accuracy.Estimate(precision, *wide), accuracy.Estimate(recall, *wide)
    )
    assert np.isnan(found).all()


def test_over_all_codes_a_frequent_one_weighs_more():
    found, missed = [Stratum(900, 30, 30), Stratum(100, 50, 25)], [[Stratum(50, 50, 50)], [Stratum(0, 0, 0)]]  # fmt: skip
    precision, recall = accuracy.pooled(found, missed)
    assert precision.value == pytest.approx(0.95) and recall.value == pytest.approx(950 / 1000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shares", "sizes"),
    [((0.9, 0.10, 0.002), (800, 400, 5000)), ((0.97, 0.02, 0.0), (60, 100, 300)), ((0.5, 0.3, 0.01), (2000, 500, 3000))],
)  # fmt: skip
def test_the_estimates_are_unbiased_and_the_intervals_cover(shares, sizes):
    """Populations with known counts, drawn and read 400 times."""
    random = np.random.default_rng(11)
    truth = [round(share * size) for share, size in zip(shares, sizes)]
    true_recall = truth[0] / sum(truth)
    precisions, missed, covered, recalls = [], [], [], []
    for _ in range(400):
        some = []
        for present, size, number in zip(truth, sizes, (30, 20, 60)):
            hits = int(random.hypergeometric(present, size - present, min(number, size)))
            some.append(Stratum(size, min(number, size), hits))
        precision, recall = accuracy.precision(some[0]), accuracy.recall(some[0], some[1:])
        precisions.append(precision.value)
        missed.append(sum(one.size * one.present / one.read for one in some[1:]))
        covered.append((precision.low <= truth[0] / sizes[0] <= precision.high, recall.low <= true_recall <= recall.high))  # fmt: skip
        recalls.append(recall.value)
    standard_error = np.std(missed) / np.sqrt(len(missed))
    assert np.mean(precisions) == pytest.approx(truth[0] / sizes[0], abs=0.015)
    assert abs(np.mean(missed) - sum(truth[1:])) <= 3.5 * standard_error
    assert (np.mean(covered, axis=0) >= 0.93).all(), np.mean(covered, axis=0)


def test_one_share_in_doubt_moves_the_result_to_its_own_ends():
    low, value, high = (
        right / (right + 4)  # four were missed, in a stratum that was read whole
        for right in (8 + 90 * beta.ppf(0.025, 8, 3), 80, 8 + 90 * beta.ppf(0.975, 9, 2))
    )
    found = accuracy.recall(Stratum(100, 10, 8), [Stratum(20, 20, 4)])
    assert found == pytest.approx((value, low, high))
