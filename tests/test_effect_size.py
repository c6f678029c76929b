import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.effect_size import (
    has_zero,
    log_odds,
    log_ratio,
    log_ratio_smoothed,
    lrc,
    percent_difference,
    positive_lrc,
    rate_ratio,
    simple_maths,
)
from readouts.measures.intervals import rate_ratio_interval

COUNTS = st.tuples(
    st.integers(0, 99), st.integers(0, 99), st.integers(100, 10**6), st.integers(100, 10**6)
)


def test_log_ratio_by_hand():
    # 8 in 1,000 against 1 in 1,000 is three doublings.
    assert log_ratio(8, 1000, 1, 1000) == pytest.approx(3)
    # Hardie's 0.5 for a zero: log2((0.5/5000)/(1/12000)) = log2 1.2 = 0.263, above 0 though the rate is lower.
    assert log_ratio(0, 5000, 1, 12000) == pytest.approx(np.log2(1.2))
    assert has_zero([0, 1, 1, 0], 9, [1, 0, 1, 0], 9).tolist() == [True, True, False, True]


def test_log_ratio_smoothed_by_hand():
    # (7.5/1000.5)/(0.5/1000.5) = 15
    assert log_ratio_smoothed(7, 1000, 0, 1000) == pytest.approx(np.log2(15))


def test_rates_compared_by_hand():
    # 30 per 1,000 against 20 per 1,000.
    assert rate_ratio(3, 100, 4, 200) == pytest.approx(1.5)
    assert percent_difference(3, 100, 4, 200) == pytest.approx(50)
    # 30,000 and 20,000 per million, 100 added to both: 30,100/20,100.
    assert simple_maths(3, 100, 4, 200, k=100) == pytest.approx(30_100 / 20_100)
    assert simple_maths(3, 100, 4, 200) == pytest.approx(30_001 / 20_001)


def test_nothing_in_the_reference():
    assert rate_ratio([1, 0], 100, 0, 100) == pytest.approx([np.inf, np.nan], nan_ok=True)
    assert np.isnan(percent_difference([1, 0], 100, 0, 100)).all()


@settings(max_examples=100, deadline=None)
@given(COUNTS)
def test_lrc_is_the_bound_nearest_zero(drawn):
    a, b, c, d = drawn
    low, high = rate_ratio_interval(a, c, b, d)
    inside = low <= 1 <= high
    value = lrc(a, c, b, d)
    assert value == 0 if inside else value == pytest.approx(np.log2(low if low > 1 else high))
    assert abs(lrc(a, c, b, d, bonferroni=100)) <= abs(value)
    assert lrc(b, d, a, c) == pytest.approx(-value, abs=1e-12)
    assert (
        positive_lrc(a, c, b, d) == -np.inf
        if a == 0
        else positive_lrc(a, c, b, d) >= np.log2(low) - 1e-12
    )


@settings(max_examples=100)
@given(COUNTS)
def test_swapping_the_sides_turns_the_sign(drawn):
    a, b, c, d = drawn
    assert log_ratio(b, d, a, c) == pytest.approx(-log_ratio(a, c, b, d), abs=1e-12)
    assert log_ratio_smoothed(b, d, a, c) == pytest.approx(
        -log_ratio_smoothed(a, c, b, d), abs=1e-12
    )
    assert simple_maths(b, d, a, c) == pytest.approx(1 / simple_maths(a, c, b, d))
    if a and b:
        assert rate_ratio(b, d, a, c) == pytest.approx(1 / rate_ratio(a, c, b, d))
        assert log_odds(b, d, a, c)[1] == pytest.approx(-log_odds(a, c, b, d)[1], abs=1e-9)
        assert percent_difference(a, c, b, d) == pytest.approx(
            100 * (rate_ratio(a, c, b, d) - 1), abs=1e-9
        )


def test_log_odds_by_hand():
    # Weights 3 and 1 scaled to 8: alpha 6 and 2. First word: (4 + 6)/(20 + 8 - 10) = 10/18 against
    # (9 + 6)/(30 + 8 - 15) = 15/23; variance 1/10 + 1/15 = 1/6.
    difference, z, alpha = log_odds([4, 1], 20, [9, 2], 30, prior=[3, 1], alpha0=8)
    assert alpha.tolist() == [6, 2]
    assert difference[0] == pytest.approx(np.log(10 / 18) - np.log(15 / 23))
    assert z[0] == pytest.approx(difference[0] * 6**0.5)


def test_log_odds_pooled_prior_by_hand():
    # alpha = 10 (3 + 1)/(50 + 50) = 0.4: (3.4/56.6) against (1.4/58.6); variance 1/3.4 + 1/1.4.
    difference, z, alpha = log_odds(3, 50, 1, 50, alpha0=10)
    assert alpha == pytest.approx(0.4)
    # Of sides of unequal size the prior is that of all words together: 10 x 4/200, and no mean of two rates.
    assert log_odds(3, 50, 1, 150, alpha0=10)[2] == pytest.approx(0.2)
    assert difference == pytest.approx(np.log(3.4 / 56.6) - np.log(1.4 / 58.6))
    assert z == pytest.approx(difference / np.sqrt(1 / 3.4 + 1 / 1.4))
    assert np.isnan(log_odds(0, 50, 0, 50)[0])


def test_a_heavier_prior_draws_rare_words_in():
    light, heavy = (abs(log_odds(3, 500, 0, 500, alpha0=weight)[0]) for weight in (10, 1000))
    assert heavy < light


def test_a_prior_may_weigh_less_than_a_word():
    assert log_odds(3, 50, 1, 150, alpha0=0.5)[2] == pytest.approx(0.01)
