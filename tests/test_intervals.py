import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.intervals import (
    _log_odds_near,
    detectable_frequency,
    rate_interval,
    rate_ratio_bound,
    rate_ratio_interval,
)
from scipy import special, stats

PAIRS = [(0, 1), (1, 0), (1, 1), (3, 40), (5, 0), (60, 2), (400, 380), (20_000, 150)]
counts = st.tuples(
    st.integers(0, 500), st.integers(0, 500), st.integers(500, 10**6), st.integers(500, 10**6)
)
coverage = pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95])


@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.9999])
@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_rate_ratio_interval_against_scipy(a, b, confidence):
    share = stats.binomtest(a, a + b).proportion_ci(confidence, method="exact")
    with np.errstate(divide="ignore"):
        expected = [np.divide(p, 1 - p) * 70_000 / 50_000 for p in share]
    assert rate_ratio_interval(a, 50_000, b, 70_000, confidence) == pytest.approx(
        expected, rel=1e-9
    )


@pytest.mark.parametrize("tail", [0.005, 0.025, 0.05])
def test_the_first_guess_is_good_to_three_digits_so_that_few_steps_remain(tail):
    a, b = np.array([20.0, 100, 1000, 1000]), np.array([5.0, 300, 20, 100_000])
    share = special.betaincinv(a, b + 1, tail)
    guessed = np.exp(_log_odds_near(a, b, tail))
    assert guessed == pytest.approx(share / (1 - share), rel=1e-3)


@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.9999])
@pytest.mark.parametrize("x", [0, 1, 2, 7, 100, 12_345])
def test_rate_interval_against_gamma_quantiles(x, confidence):
    tail = (1 - confidence) / 2
    low = special.gammaincinv(x, tail) if x else 0
    expected = [1000 * low / 50_000, 1000 * special.gammainccinv(x + 1, tail) / 50_000]
    assert rate_interval(x, 50_000, confidence) == pytest.approx(expected, rel=1e-10)


def test_the_interval_of_a_count_of_zero_by_hand():
    # exp(-mean) = 0.025 gives mean 3.688879; of 134 words that is 27.529 per 1,000, of 110 words 33.535.
    assert rate_interval(0, [134, 110])[1] == pytest.approx(
        1000 * np.log(40) / np.array([134, 110]), rel=1e-13
    )
    assert rate_interval(0, [134, 110])[0].tolist() == [0, 0]


def test_one_sided_occurrences_by_hand():
    # All 5 in the target: share low = 0.025^(1/5); odds times 134/110. None in the target: the mirror image.
    share = 0.025 ** (1 / 5)
    bound = share / (1 - share)
    assert rate_ratio_interval(5, 110, 0, 134) == pytest.approx(
        (bound * 134 / 110, np.inf), rel=1e-13
    )
    assert rate_ratio_interval(0, 110, 5, 134) == pytest.approx((0, 134 / 110 / bound), rel=1e-13)


def test_a_word_of_neither_side_is_compatible_with_every_ratio():
    assert rate_ratio_interval(0, 110, 0, 134) == (0, np.inf)


def test_bonferroni_divides_the_level():
    shared = rate_ratio_interval(7, 110, 2, 134, confidence=0.95, bonferroni=50)
    assert shared == pytest.approx(rate_ratio_interval(7, 110, 2, 134, confidence=0.999), rel=1e-9)
    assert rate_ratio_bound(7, 110, 2, 134, 0.9) == pytest.approx(
        rate_ratio_interval(7, 110, 2, 134, 0.8)[0]
    )


def test_a_level_that_is_shared_is_that_of_one_test_at_its_part():
    """Clopper and Pearson by scipy, at 1 - 0.05/40; the bound is one-sided, the interval is not."""
    share = stats.binomtest(30, 40)
    part = 0.05 / 40
    one_sided = share.proportion_ci(1 - 2 * part, method="exact").low
    low, high = share.proportion_ci(1 - part, method="exact")
    assert rate_ratio_bound(30, 110, 10, 220, bonferroni=40) == pytest.approx(
        2 * one_sided / (1 - one_sided)
    )
    assert rate_ratio_interval(30, 110, 10, 220, bonferroni=40) == pytest.approx(
        (2 * low / (1 - low), 2 * high / (1 - high))
    )


def test_large_counts_solve_their_equation():
    # scipy's quantiles err here in the ninth digit and sooner, so the bound is put back into its tail.
    low, high = rate_ratio_interval(10**6, 10**9, 999_000, 10**9)
    assert stats.binom.sf(10**6 - 1, 1_999_000, low / (1 + low)) == pytest.approx(0.025, rel=1e-8)
    assert stats.binom.cdf(10**6, 1_999_000, high / (1 + high)) == pytest.approx(0.025, rel=1e-8)


@settings(max_examples=100, deadline=None)
@given(counts)
def test_interval_holds_its_point_and_turns_over_with_the_sides(drawn):
    a, b, c, d = drawn
    low, high = rate_ratio_interval(a, c, b, d)
    if a or b:
        ratio = np.inf if b == 0 else a * d / (b * c)
        assert low <= ratio <= high
    other_low, other_high = rate_ratio_interval(b, d, a, c)
    with np.errstate(divide="ignore"):
        assert (1 / other_high, 1 / other_low) == pytest.approx((low, high), rel=1e-12)
    rate_low, rate_high = rate_interval(a, c)
    assert rate_low <= 1000 * a / c <= rate_high
    assert low <= rate_ratio_bound(a, c, b, d, confidence=0.975) * (1 + 1e-9)


@settings(max_examples=50, deadline=None)
@given(counts, st.floats(0.5, 0.9))
def test_more_confidence_never_narrows(drawn, confidence):
    a, b, c, d = drawn
    low, high = rate_ratio_interval(a, c, b, d, confidence)
    wider_low, wider_high = rate_ratio_interval(a, c, b, d, confidence + 0.09)
    assert wider_low <= low and high <= wider_high


# 4,000 draws give a share with a standard error of 0.008 at most: three of them are allowed below.
@coverage
@pytest.mark.parametrize("mean", [0.7, 3, 25])
def test_rate_interval_covers_the_rate(mean, confidence):
    x = np.random.default_rng(20220615).poisson(mean, 4000)
    low, high = rate_interval(x, 1000, confidence)
    covered = np.mean((low <= mean) & (mean <= high))
    assert covered >= confidence - 0.024
    # Exact means never too short, at the price of some excess, which fades as counts grow.
    assert (
        covered
        <= confidence
        + (0.35 if mean < 1 else 0.25 if mean < 5 else 0.09) * (1.2 - confidence) / 0.5
    )


@coverage
@pytest.mark.parametrize(("mean", "ratio"), [(2, 1), (6, 3), (40, 0.5)])
def test_rate_ratio_interval_covers_the_ratio(mean, ratio, confidence):
    draws = np.random.default_rng(20220615)
    a, b = draws.poisson(mean * ratio, 4000), draws.poisson(mean, 4000)
    low, high = rate_ratio_interval(a, 1000, b, 1000, confidence)
    assert np.mean((low <= ratio) & (ratio <= high)) >= confidence - 0.024
    assert np.mean(rate_ratio_bound(a, 1000, b, 1000, confidence) <= ratio) >= confidence - 0.024


def test_rate_ratio_interval_is_not_wider_than_it_must_be():
    draws = np.random.default_rng(20220615)
    a, b = draws.poisson(400, 4000), draws.poisson(400, 4000)
    low, high = rate_ratio_interval(a, 10**4, b, 10**4, 0.8)
    assert np.mean((low <= 1) & (high >= 1)) == pytest.approx(0.8, abs=0.04)


def test_detectable_frequency_by_hand():
    # All of a in the target has the probability (110/244)^a under equal rates: 0.041 for four, 0.0186 for five.
    assert detectable_frequency(110, 0, 134) == 5
    # Two words against two of two cannot be told apart by any count.
    assert np.isnan(detectable_frequency(2, 2, 2))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 50), st.integers(60, 5000), st.integers(60, 5000))
def test_detectable_frequency_is_where_the_interval_first_excludes_one(b, c, d):
    a = detectable_frequency(c, b, d)
    if np.isnan(a):
        assert rate_ratio_interval(c, c, b, d)[0] <= 1
    else:
        assert rate_ratio_interval(a, c, b, d)[0] > 1
        assert a == 0 or rate_ratio_interval(a - 1, c, b, d)[0] <= 1
