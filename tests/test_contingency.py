"""What other tools print of a table of four cells: against scipy, by hand, and by the rule written down a second time."""

import numpy as np
import pandas as pd
import pytest
from readouts.measures.contingency import (
    chi_square_yates,
    chi_square_yates_p,
    odds_ratio,
    quanteda_chi2,
    quanteda_p,
)
from readouts.measures.effect_size import log_ratio, percent_difference, simple_maths
from readouts.measures.significance import (
    bic,
    g2_four_term_signed,
    log_likelihood,
    log_likelihood_four_term,
)
from scipy import stats
from shared import SHARED, needs_shared

TABLES = [
    (30, 1000, 10, 1000),
    (1, 100, 6, 100),
    (5, 110, 0, 134),
    (3, 50, 4, 60),
    (12, 325, 60, 452),
]


@pytest.mark.parametrize("row", TABLES)
def test_yates_is_scipys(row):
    a, c, b, d = row
    expected = stats.chi2_contingency([[a, b], [c - a, d - b]], correction=True)
    assert chi_square_yates(*row) == pytest.approx(expected.statistic, rel=1e-10)
    assert chi_square_yates_p(*row) == pytest.approx(expected.pvalue, rel=1e-9)


def test_by_hand():
    # 30 of 1,000 and 10 of 1,000: |30 x 990 - 10 x 970| = 20,000, less half of 2,000; margins 40, 1,960, 1,000, 1,000.
    assert chi_square_yates(30, 1000, 10, 1000) == pytest.approx(2000 * 19_000**2 / 78.4e9)
    assert odds_ratio(30, 1000, 10, 1000) == pytest.approx(30 * 990 / (10 * 970))
    # More than five are expected in each cell, so quanteda does not correct.
    assert quanteda_chi2(30, 1000, 10, 1000) == pytest.approx(2000 * 20_000**2 / 78.4e9)
    # 1 of 100 and 6 of 100: 3.5 expected; |94 - 594| = 500, less half of 200.
    assert quanteda_chi2(1, 100, 6, 100) == pytest.approx(-200 * 400**2 / (7 * 193 * 1e4))
    # 3 of 50 and 4 of 60: a difference of 20, and half of 110 is 55: then quanteda does not correct either.
    assert quanteda_chi2(3, 50, 4, 60) == pytest.approx(-110 * 20**2 / (7 * 103 * 3000))
    assert chi_square_yates(3, 50, 4, 60) == 0 and chi_square_yates_p(3, 50, 4, 60) == 1


def test_the_odds_are_infinite_or_none_where_they_are():
    with np.errstate(all="raise"):
        assert odds_ratio([2, 0, 0], 10, [0, 2, 0], 10).tolist()[:2] == [np.inf, 0]
        assert np.isnan(odds_ratio(0, 10, 0, 10)) and np.isnan(chi_square_yates(0, 10, 0, 10))
    with pytest.raises(ValueError, match="found 11, expected at most n_target = 10"):
        odds_ratio(11, 10, 0, 10)


def as_quanteda(a, c, b, d):
    """The rule of keyness.cpp, cell by cell."""
    others, words_of_reference = c - a, d - b
    n = c + d
    cells = (
        (a + b) * c / n,
        (a + b) * d / n,
        c * (others + words_of_reference) / n,
        d * (others + words_of_reference) / n,
    )
    difference = abs(a * words_of_reference - b * others)
    delta = 0.5 if difference >= n / 2 and any(cell < 5 for cell in cells) else 0
    value = n * (difference - n * delta) ** 2
    value /= (a + b) * (others + words_of_reference) * c * d
    return value if a > (a + b) * c / n else -value


@needs_shared
def test_quanteda_over_all_vectors():
    vectors = pd.read_csv(SHARED / "facts" / "keyness_vectors.csv")
    counts = vectors[["frequency", "n_target", "frequency_reference", "n_reference"]]
    expected = [as_quanteda(*row) for row in counts.itertuples(index=False)]
    found = quanteda_chi2(*(counts[name] for name in counts))
    np.testing.assert_allclose(found, expected, rtol=1e-10)
    np.testing.assert_allclose(
        quanteda_p(*(counts[name] for name in counts)),
        stats.chi2.sf(np.abs(expected), 1),
        rtol=1e-9,
        atol=1e-300,
    )
    assert 0 < np.mean([abs(value) > 0 for value in expected]) <= 1


def test_the_columns_that_stand_for_other_tools_by_hand():
    """The table in the book: which column is what another tool prints; one word, 30 of 1,000 and 10 of 1,000."""
    row = 30, 1000, 10, 1000
    ln = np.log
    # AntConc 4: log-likelihood with four terms; R's corpora the same with a sign.
    four = 2 * (30 * ln(1.5) + 10 * ln(0.5) + 970 * ln(970 / 980) + 990 * ln(990 / 980))
    assert log_likelihood_four_term(*row) == pytest.approx(four)
    assert g2_four_term_signed(*row) == pytest.approx(four)
    # Wmatrix and the calculator of Lancaster: two terms; BIC less ln N; Log Ratio, %DIFF and odds ratio beside it.
    two = 2 * (30 * ln(1.5) + 10 * ln(0.5))
    assert log_likelihood(*row) == pytest.approx(two)
    assert bic(*row) == pytest.approx(two - ln(2000))
    assert log_ratio(*row) == pytest.approx(np.log2(3))
    assert percent_difference(*row) == pytest.approx(200)
    # Sketch Engine: (30,000 + 1) / (10,000 + 1).
    assert simple_maths(*row) == pytest.approx(30_001 / 10_001)
