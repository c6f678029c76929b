"""Measures of the table of four cells that other tools print: chi-square with Yates' correction, and the odds ratio.

They are here for those who must reproduce a table. Their p-values hold if words were independent, which they are not:
`readouts.measures.max_t` tests with the text as the unit.
"""

from math import erfc

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, checked_pair

_erfc = np.vectorize(erfc, otypes=[float])
# Of fewer expected in a cell quanteda corrects.
FEW = 5


def odds_ratio(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the ratio of the odds of a word in the target and in the reference; shape (k,).

    Infinite where the reference has none, NaN where neither side has any.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Notes
    -----
    a (d - b) / (b (c - a)). Pojanapunya & Watson Todd 2018, "Log-likelihood and odds ratio", Corpus Linguistics and
    Linguistic Theory 14(1).

    Examples
    --------
    >>> float(odds_ratio(20, 100, 10, 100))
    2.25
    """
    a, c, b, d = checked_pair(frequency, n_target, frequency_reference, n_reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        value: Array = a * (d - b) / (b * (c - a))
    return value


def chi_square_yates(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return chi-square with Yates' correction, without sign; shape (k,).

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Notes
    -----
    N max(|ad' - bc'| - N/2, 0)^2 over the product of the four margins, c' and d' being the other words. Yates 1934; R's
    ``chisq.test`` of such a table.

    Examples
    --------
    >>> round(float(chi_square_yates(20, 100, 10, 100)), 4)
    3.1765
    """
    a, c, b, d = checked_pair(frequency, n_target, frequency_reference, n_reference)
    return _chi_square(a, c, b, d, 0.5)


def chi_square_yates_p(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the p of `chi_square_yates`, one degree of freedom; shape (k,).

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Examples
    --------
    >>> round(float(chi_square_yates_p(20, 100, 10, 100)), 4)
    0.0747
    """
    return _p(chi_square_yates(frequency, n_target, frequency_reference, n_reference))


def quanteda_chi2(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return chi-square as quanteda's ``textstat_keyness`` prints it by default; shape (k,).

    It is negative where the target has no more than expected, and corrected (Yates) only where fewer than `FEW` are
    expected in one of the four cells and the correction does not exceed the difference.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Notes
    -----
    As in the source of quanteda.textstats (keyness.cpp, ``correction = "default"``).

    Examples
    --------
    >>> [round(float(quanteda_chi2(*counts)), 4) for counts in ((20, 100, 10, 100), (1, 100, 6, 100))]
    [3.9216, -2.3686]
    """
    a, c, b, d = checked_pair(frequency, n_target, frequency_reference, n_reference)
    n, words, others = c + d, a + b, c + d - a - b
    few = np.min([words * c, words * d, c * others, others * d], axis=0) / n < FEW
    corrected = few & (np.abs(a * (d - b) - b * (c - a)) >= n / 2)
    sign = np.where(a > words * c / n, 1, -1)
    return sign * _chi_square(a, c, b, d, np.where(corrected, 0.5, 0.0))


def quanteda_p(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the p that quanteda prints beside `quanteda_chi2`; shape (k,).

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Examples
    --------
    >>> round(float(quanteda_p(20, 100, 10, 100)), 4)
    0.0477
    """
    return _p(np.abs(quanteda_chi2(frequency, n_target, frequency_reference, n_reference)))


def _chi_square(a: Array, c: Array, b: Array, d: Array, correction: ArrayLike) -> Array:
    n = c + d
    beyond = np.maximum(np.abs(a * (d - b) - b * (c - a)) - n * np.asarray(correction), 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value: Array = n * beyond**2 / ((a + b) * (n - a - b) * c * d)
    return value


def _p(chi_square: Array) -> Array:
    """Return the probability of a larger chi-square with one degree of freedom."""
    return np.asarray(_erfc(np.sqrt(chi_square / 2)))
