from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.distributions import BINOMIAL, HYPERGEOMETRIC
from readouts.measures.significance import (
    bic,
    fisher_p,
    g2_four_term_signed,
    log_likelihood,
    log_likelihood_four_term,
    poisson_p,
)
from scipy import stats
from test_distributions import exact_weights

TABLES = [
    (0, 110, 1, 134),
    (5, 110, 0, 134),
    (12, 325, 60, 452),
    (40, 5000, 300, 12000),
    (110, 110, 3, 134),
]
SMALL = st.tuples(
    st.integers(0, 40), st.integers(0, 40), st.integers(40, 3000), st.integers(40, 3000)
)


def exact_p(distribution, a, c, b, d):
    """Sum of the weights of all outcomes no likelier than the observed one, in whole numbers."""
    weights = exact_weights(distribution, a + b, c, d)
    as_likely = [weight for weight in weights if 10**7 * weight <= (10**7 + 1) * weights[a]]
    return float(Fraction(sum(as_likely), sum(weights)))


@pytest.mark.parametrize("row", TABLES)
def test_four_term_against_scipy(row):
    a, c, b, d = row
    expected = stats.chi2_contingency(
        [[a, b], [c - a, d - b]], correction=False, lambda_="log-likelihood"
    )
    assert log_likelihood_four_term(*row) == pytest.approx(expected.statistic, rel=1e-10)


def test_log_likelihood_by_hand():
    # 30 of 1,000 and 10 of 1,000: 20 expected on either side.
    # 2 (30 ln 1.5 + 10 ln 0.5) = 2 (12.163953 - 6.931472) = 10.464963
    assert log_likelihood(30, 1000, 10, 1000) == pytest.approx(10.464963, abs=1e-6)
    # The other words add 2 (970 ln(970/980) + 990 ln(990/980)) = 2 (-9.948805 + 10.050848) = 0.204085
    assert log_likelihood_four_term(30, 1000, 10, 1000) == pytest.approx(10.669048, abs=1e-6)
    # 10.464963 - ln 2000 = 10.464963 - 7.600902
    assert bic(30, 1000, 10, 1000) == pytest.approx(2.864060, abs=1e-6)
    assert g2_four_term_signed([30, 10, 20], 1000, [10, 30, 20], 1000) == pytest.approx(
        [10.669048, -10.669048, 0]
    )


@settings(max_examples=200)
@given(SMALL)
def test_log_likelihood_has_no_sign_and_no_side(drawn):
    a, b, c, d = drawn
    for measure in (log_likelihood, log_likelihood_four_term):
        assert measure(a, c, b, d) >= 0
        assert measure(a, c, b, d) == pytest.approx(measure(b, d, a, c), rel=1e-9, abs=1e-10)
    assert log_likelihood_four_term(a, c, b, d) >= log_likelihood(a, c, b, d) - 1e-10
    assert g2_four_term_signed(a, c, b, d) == pytest.approx(
        -g2_four_term_signed(b, d, a, c), rel=1e-9, abs=1e-10
    )


def test_rounding_never_makes_log_likelihood_negative():
    # A thousand million a side at rates equal to nine digits: what is left is rounding, of either sign.
    a = np.arange(10**9, 10**9 + 50)
    for measure in (log_likelihood, log_likelihood_four_term):
        assert (measure(a, 3 * 10**9, a + 1, 3 * 10**9 + 3) >= 0).all()


@pytest.mark.parametrize("row", TABLES)
def test_exact_tests_against_scipy(row):
    a, c, b, d = row
    assert poisson_p(*row) == pytest.approx(stats.binomtest(a, a + b, c / (c + d)).pvalue, rel=1e-9)
    assert fisher_p(*row) == pytest.approx(
        stats.fisher_exact([[a, b], [c - a, d - b]]).pvalue, rel=1e-9
    )


@settings(max_examples=200, deadline=None)
@given(SMALL)
def test_exact_tests_against_whole_number_arithmetic(drawn):
    a, b, c, d = drawn
    for test, distribution in ((poisson_p, BINOMIAL), (fisher_p, HYPERGEOMETRIC)):
        p = test(a, c, b, d)
        assert 0 < p <= 1
        assert p == pytest.approx(exact_p(distribution, a, c, b, d), rel=1e-10)
        assert p == pytest.approx(test(b, d, a, c), rel=1e-10)


def test_equal_tails_are_ties():
    # Of 4 occurrences between equal sides, 1 or fewer is as likely as 3 or more: 2 (1 + 4)/16 = 0.625.
    assert poisson_p([1, 3, 2], 100, [3, 1, 2], 100) == pytest.approx([0.625, 0.625, 1], rel=1e-13)
    # Of 3, the outcomes 1 and 2 are both likeliest, so either gives 1.
    assert poisson_p([1, 2], 100, [2, 1], 100).tolist() == [1, 1]


def test_very_small_p_keeps_its_digits():
    # All of 900 in the target, which is half of the words: 2^-900 at either end.
    assert poisson_p(900, 10**6, 0, 10**6) == pytest.approx(2.0**-899, rel=1e-11)
    assert poisson_p(5000, 10**6, 0, 10**6) == 0


def test_exact_tests_of_an_absent_word_and_of_no_words():
    assert poisson_p(0, 110, 0, 134) == fisher_p(0, 110, 0, 134) == 1
    assert poisson_p([], 110, [], 134).shape == (0,)
