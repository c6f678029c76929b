from fractions import Fraction
from math import comb, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.distributions import (
    BINOMIAL,
    HYPERGEOMETRIC,
    deviance,
    factorial_remainder,
    log_binomial,
    log_poisson,
    tail_sum,
)
from scipy import stats

SIDES = [(5, 110, 134), (60, 325, 452), (300, 1_000_000, 750_000), (9, 5, 6)]


def exact_weights(distribution, total, c, d):
    """Weights of 0, 1, ... total in whole numbers, from the definitions: an independent implementation."""
    if distribution is BINOMIAL:
        return [comb(total, x) * c**x * d ** (total - x) for x in range(total + 1)]
    return [comb(c, x) * comb(d, total - x) for x in range(total + 1)]


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize(
    "distribution", [BINOMIAL, HYPERGEOMETRIC], ids=["binomial", "hypergeometric"]
)
def test_probability_and_tail_against_whole_number_arithmetic(distribution, sides):
    total, c, d = sides
    weights = exact_weights(distribution, total, c, d)
    for x in (x for x in range(total + 1) if weights[x]):
        point = Fraction(weights[x], sum(weights))
        tail = Fraction(sum(weights[x:]), sum(weights))
        given_ = [np.array([float(value)]) for value in (x, total, c, d)]
        logarithm = log(point.numerator) - log(point.denominator)
        assert distribution.log_probability(*given_)[0] == pytest.approx(
            logarithm, rel=1e-11, abs=1e-11
        )
        assert distribution.upper_tail_sum(*given_)[0] == pytest.approx(
            float(tail / point), rel=1e-12
        )
    mode = distribution.mode(*given_[1:])[0]
    assert weights[int(mode)] == max(weights)


def test_no_digits_are_lost_at_a_thousand_million_words():
    # A count at its expectation: deviances are 0 and Stirling's leading terms remain,
    # 1/sqrt(2 pi n p q) = 1/sqrt(2 pi 250,000,000); the next correction is of order 1/n.
    point = np.exp(log_binomial(np.array([5e8]), np.array([1e9]), 0.5, 0.5))[0]
    assert point == pytest.approx((2 * np.pi * 2.5e8) ** -0.5, rel=1e-9)
    far = log_poisson(np.array([1e9]), np.array([1e9 + 3e5]))[0]
    # Normal with its first correction: -z^2/2 + z^3/6 sqrt(n) + ..., to which a sum of lgammas adds noise of 1e-6.
    delta = 3e-4
    series = 1e9 * (delta**2 / 2 - delta**3 / 3 + delta**4 / 4)
    assert far == pytest.approx(-series - 0.5 * log(2 * np.pi * 1e9), rel=1e-9)


def test_poisson_against_scipy():
    x = np.arange(60.0)
    assert log_poisson(x, np.full(60, 7.5)) == pytest.approx(
        stats.poisson.logpmf(x, 7.5), rel=1e-12
    )


def test_deviance_by_hand():
    # 2 ln(2/1) - 2 + 1 = 0.386294...; of nothing observed, all that is expected.
    assert deviance(np.array([2.0, 0.0]), np.array([1.0, 5.0])) == pytest.approx(
        [2 * log(2) - 1, 5]
    )


def test_factorial_remainder_joins_its_table_and_its_series():
    # log 15! and log 17! are sums of logarithms.
    for x in (15, 16, 17, 40):
        log_factorial = sum(log(i) for i in range(1, x + 1))
        assert factorial_remainder(np.array([float(x)]))[0] == pytest.approx(
            log_factorial - x * log(x) + x, rel=1e-12
        )


def test_many_long_tails_are_summed_to_their_end():
    # From 0 upwards with even odds the terms are the binomial coefficients of 60, whose sum is 2^60;
    # 5,000 rows at a time are summed in blocks of a few terms.
    rows = np.full(5000, 60.0)
    assert tail_sum(np.ones(5000), (rows,), (np.ones(5000),)) == pytest.approx(2.0**60, rel=1e-14)
    # A geometric series of ratio 0.9 comes to 10, and half a per cent of that lies beyond its fiftieth term.
    assert tail_sum(np.full(5000, 0.9), (), ()) == pytest.approx(10, rel=1e-13)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0.01, 0.9), st.integers(0, 3000)), min_size=1, max_size=30))
def test_a_tail_does_not_depend_on_its_company(rows):
    # Rows are summed in blocks whose width hangs on how many there are.
    odds, length = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    together = tail_sum(odds, (length,), (length + 1,))
    for i in range(len(rows)):
        alone = tail_sum(odds[[i]], (length[[i]],), (length[[i]] + 1,))
        assert together[i] == pytest.approx(alone[0], rel=1e-13)
