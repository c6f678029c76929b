"""Significance of the difference between two frequencies: G2 and the exact tests.

The exact tests treat words as independent draws. They are not (Lijffijt et al. 2016), so these
p-values are too small for claims about texts; `readouts.measures.guard` says when to withhold them.
"""

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, by_distinct_rows, checked_pair
from .distributions import BINOMIAL, HYPERGEOMETRIC, Distribution

# Outcomes as likely as the observed one count as ties despite rounding; R uses the same margin.
LOG_TIE = np.log1p(1e-7)


def log_likelihood(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return G2 over the two cells of occurrences, without sign.

    Parameters
    ----------
    frequency, frequency_reference : scalars or arrays of shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : scalars or arrays of shape (k,)
        Sizes in words.

    Returns
    -------
    numpy.ndarray of shape (k,), 0 or more

    Raises
    ------
    ValueError
        For counts that are none; see `readouts.measures.arrays.checked`.

    Notes
    -----
    2 [a ln(a/E1) + b ln(b/E2)] with 0 ln 0 = 0. Rayson & Garside 2000, "Comparing corpora using
    frequency profiling". `log_likelihood_four_term` is what AntConc 4 and R's corpora print.

    Examples
    --------
    >>> round(float(log_likelihood(5, 110, 0, 134)), 4)
    7.9669
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False
    )
    return np.maximum(2 * _occurrence_terms(a, c, b, d), 0)


def log_likelihood_four_term(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return G2 over all four cells, occurrences and other words, without sign; shape (k,).

    Errors as for `log_likelihood`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Notes
    -----
    Dunning 1993, "Accurate methods for the statistics of surprise and coincidence".

    Examples
    --------
    >>> round(float(log_likelihood_four_term(5, 110, 0, 134)), 4)
    8.0945
    """
    a, c, b, d = checked_pair(frequency, n_target, frequency_reference, n_reference)
    # The plain sum, in the usual order: it loses about 1e-16 of the larger corpus' size to
    # rounding, and so does every published value, hence only the same sum agrees with them.
    expected_target, expected_reference = (a + b) * c / (c + d), (a + b) * d / (c + d)
    others = _term(c - a, c - expected_target) + _term(d - b, d - expected_reference)
    return np.maximum(2 * (_occurrence_terms(a, c, b, d) + others), 0)


def g2_four_term_signed(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return `log_likelihood_four_term`, negative where the target's rate is the lower one; shape (k,).

    The form that R's package corpora gives. Errors as for `log_likelihood`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Examples
    --------
    >>> round(float(g2_four_term_signed(0, 134, 5, 110)), 4)
    -8.0945
    """
    a, c, b, d = checked_pair(frequency, n_target, frequency_reference, n_reference)
    return np.sign(a * d - b * c) * log_likelihood_four_term(a, c, b, d)


def _occurrence_terms(a: Array, c: Array, b: Array, d: Array) -> Array:
    return _term(a, (a + b) * c / (c + d)) + _term(b, (a + b) * d / (c + d))


def _term(observed: Array, expected: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, observed * np.log(observed / expected), 0.0)


def bic(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the Bayesian information criterion of the two-term G2; shape (k,).

    Errors as for `log_likelihood`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Notes
    -----
    G2 - ln N, one degree of freedom, two corpora only. Wilson 2013, "Embracing Bayes factors for
    key item analysis in corpus linguistics".

    Examples
    --------
    >>> round(float(bic(5, 110, 0, 134)), 4)
    2.4697
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False
    )
    return log_likelihood(a, c, b, d) - np.log(c + d)


def poisson_p(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the two-sided exact p that two Poisson rates are equal, conditional on the sum of the counts.

    Parameters
    ----------
    frequency, n_target, frequency_reference, n_reference : scalars or arrays of shape (k,)

    Returns
    -------
    numpy.ndarray of shape (k,)
        The probability of all outcomes no likelier than the observed one (minimum likelihood, as
        R's poisson.test). 1 where the word occurs on neither side.

    Raises
    ------
    ValueError
        For counts that are none; see `readouts.measures.arrays.checked`.

    Notes
    -----
    Przyborowski & Wilenski 1940, "Homogeneity of results in testing samples from Poisson series".

    Examples
    --------
    All 5 in the target, which holds 110 of 244 words: (110/244)**5 = 0.0186, and 0 of 5 is likelier.

    >>> round(float(poisson_p(5, 110, 0, 134)), 4)
    0.0186
    """
    counts = checked_pair(frequency, n_target, frequency_reference, n_reference, contained=False)
    return by_distinct_rows(lambda *row: _minimum_likelihood(BINOMIAL, *row), *counts)


def fisher_p(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the two-sided p of Fisher's exact test, by minimum likelihood.

    Errors as for `poisson_p`; returns shape (k,).

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Notes
    -----
    Fisher 1935, "The logic of inductive inference"; for word frequencies Pedersen 1996, "Fishing for exactness".

    Examples
    --------
    One of 2 words against none of 6: the word falls in the target by 2/8; the other outcome is likelier.

    >>> round(float(fisher_p(1, 2, 0, 6)), 6)
    0.25
    """
    counts = checked_pair(frequency, n_target, frequency_reference, n_reference)
    return by_distinct_rows(lambda *row: _minimum_likelihood(HYPERGEOMETRIC, *row), *counts)


def _minimum_likelihood(
    distribution: Distribution, a: Array, c: Array, b: Array, d: Array
) -> Array:
    # Sides are exchanged where needed so that the observed count never exceeds its expectation:
    # one search, for the far tail above, then serves all rows.
    over = a * d > b * c
    x, rest = np.where(over, b, a), np.where(over, a, b)
    c, d = np.where(over, d, c), np.where(over, c, d)
    sides = (x + rest, c, d)
    observed = distribution.log_probability(x, *sides)
    near = observed + np.log(distribution.upper_tail_sum(rest, x + rest, d, c))
    far = _far_tail(distribution, observed + LOG_TIE, *sides)
    likeliest = distribution.log_probability(distribution.mode(*sides), *sides)
    return np.where(likeliest <= observed + LOG_TIE, 1.0, np.minimum(np.exp(near) + far, 1.0))


def _far_tail(distribution: Distribution, limit: Array, *sides: Array) -> Array:
    """Return the probability of the outcomes above the mode whose log probability is at most `limit`."""
    low, largest = distribution.mode(*sides), distribution.largest(*sides)
    high = largest + 1
    open_ = np.flatnonzero(high - low > 1)
    while open_.size:
        middle = np.floor((low[open_] + high[open_]) / 2)
        within = (
            distribution.log_probability(middle, *(side[open_] for side in sides)) <= limit[open_]
        )
        high[open_[within]], low[open_[~within]] = middle[within], middle[~within]
        open_ = open_[high[open_] - low[open_] > 1]
    start = np.minimum(high, largest)
    tail = distribution.log_probability(start, *sides) + np.log(
        distribution.upper_tail_sum(start, *sides)
    )
    return np.where(high > largest, 0.0, np.exp(tail))
