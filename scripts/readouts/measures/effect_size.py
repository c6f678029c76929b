"""Effect sizes of keyness: by how much the rates of a word in target and reference differ."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arrays import Array, checked_pair
from .intervals import rate_ratio_bound, rate_ratio_interval

# A convention of this package: a prior as heavy as the shortest texts that it is meant for.
ALPHA0 = 100.0


def log_ratio(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the binary logarithm of the ratio of rates, a frequency of 0 counting as 0.5.

    Parameters
    ----------
    frequency, frequency_reference : scalars or arrays of shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : scalars or arrays of shape (k,)
        Sizes in words.

    Returns
    -------
    numpy.ndarray of shape (k,)

    Raises
    ------
    ValueError
        For counts that are none; see `readouts.measures.arrays.checked`.

    Notes
    -----
    Hardie 2014, "Log Ratio: an informal introduction". The 0.5 may turn the sign: 0 of 5,000
    against 1 of 12,000 gives +0.26 though the rate is lower. `has_zero` marks such cells.

    Examples
    --------
    >>> round(float(log_ratio(0, 5000, 1, 12000)), 2)
    0.26
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False
    )
    return np.log2(np.where(a == 0, 0.5, a) / c) - np.log2(np.where(b == 0, 0.5, b) / d)


def has_zero(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> NDArray[np.bool_]:
    """Return True where either frequency is 0, so that `log_ratio` rests on the 0.5 put in its place; shape (k,).

    Errors as for `log_ratio`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Examples
    --------
    >>> has_zero([0, 3], 110, [1, 2], 134).tolist()
    [True, False]
    """
    a, _, b, _ = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False
    )
    zero: NDArray[np.bool_] = (a == 0) | (b == 0)
    return zero


def log_ratio_smoothed(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the binary logarithm of the ratio of rates, 0.5 added to all four counts; shape (k,).

    Errors as for `log_ratio`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Notes
    -----
    The Log Ratio of R's package corpora 0.6, after Walter 1975; not Hardie's measure.

    Examples
    --------
    >>> round(float(log_ratio_smoothed(0, 5000, 1, 12000)), 2)
    -0.32
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False
    )
    return np.log2((a + 0.5) / (c + 0.5)) - np.log2((b + 0.5) / (d + 0.5))


def rate_ratio(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return the target's rate over the reference's; shape (k,).

    Infinite where the reference has none, NaN where neither side has any. Errors as
    for `log_ratio`; `readouts.measures.intervals.rate_ratio_interval` gives its exact interval.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Examples
    --------
    >>> float(rate_ratio(4, 100, 2, 200))
    4.0
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        return (a * d) / (b * c)


def lrc(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    confidence: float = 0.95,
    bonferroni: int = 1,
) -> Array:
    """Return the Conservative Log Ratio: the bound nearest 0 of the exact interval of the log2 rate ratio.

    Parameters
    ----------
    frequency, n_target, frequency_reference, n_reference : scalars or arrays of shape (k,)
    confidence : float
    bonferroni : int
        Size of the family that the level is shared among.

    Returns
    -------
    numpy.ndarray of shape (k,); 0 where the interval holds 0

    Raises
    ------
    ValueError
        For counts that are none; see `readouts.measures.arrays.checked`.

    Notes
    -----
    Evert 2022, "Measuring Keyness", DH2022.

    Examples
    --------
    >>> lrc([5, 1, 0], 110, [0, 1, 60], 134).round(3).tolist()
    [0.159, 0.0, -3.694]
    """
    counts = (frequency, n_target, frequency_reference, n_reference)
    return nearest_zero(*rate_ratio_interval(*counts, confidence, bonferroni))


def nearest_zero(low: Array, high: Array) -> Array:
    """Return the log2 of the bound of an interval of the rate ratio that lies nearest 0; 0 where the interval holds 1.

    Parameters
    ----------
    low, high : arrays of shape (k,)
        Ends of the intervals, from 0 to infinity.

    Examples
    --------
    >>> nearest_zero(np.array([0.0, 2.0]), np.array([0.25, np.inf])).tolist()
    [-2.0, 1.0]
    """
    # A bound on the far side of 1 becomes 1 before the logarithm, so that 0 and infinity never reach it.
    return np.log2(np.maximum(low, 1)) + np.log2(np.minimum(high, 1))


def positive_lrc(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    confidence: float = 0.95,
    bonferroni: int = 1,
) -> Array:
    """Return the one-sided lower bound of the log2 rate ratio, not clamped; -infinity for frequency 0; shape (k,).

    Errors and source as for `lrc`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.
    confidence : float
        More than 0 and less than 1.
    bonferroni : int
        Size of the family that the level is shared among.

    Examples
    --------
    >>> positive_lrc([5, 0], 110, [0, 1], 134).round(3).tolist()
    [0.57, -inf]
    """
    counts = (frequency, n_target, frequency_reference, n_reference)
    with np.errstate(divide="ignore"):
        return np.log2(rate_ratio_bound(*counts, confidence, bonferroni))


def percent_difference(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> Array:
    """Return %DIFF, the difference of rates in per cent of the reference's rate; shape (k,).

    NaN where the reference has none. Errors as for `log_ratio`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Notes
    -----
    Gabrielatos & Marchi 2011; Gabrielatos 2018, "Keyness analysis: nature, metrics and techniques".

    Examples
    --------
    >>> percent_difference([3, 3], 100, [2, 0], 100).tolist()
    [50.0, nan]
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False
    )
    return 100 * (a * d - b * c) / np.where(b > 0, b * c, np.nan)


def simple_maths(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    k: float = 1.0,
) -> Array:
    """Return the ratio of the rates per million words, k added to both; shape (k,).

    Errors as for `log_ratio`; k is more than 0.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.
    k : float
        What is added to both rates, in occurrences per million words.

    Notes
    -----
    Kilgarriff 2009, "Simple maths for keywords".

    Examples
    --------
    >>> float(simple_maths(2, 1_000_000, 0, 750_000))
    3.0
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False, k=k
    )
    return (1e6 * a / c + k) / (1e6 * b / d + k)


def log_odds(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    prior: ArrayLike | None = None,
    alpha0: float = ALPHA0,
) -> tuple[Array, Array, Array]:
    """Return the log-odds ratio with an informative Dirichlet prior, and its z.

    Parameters
    ----------
    frequency, n_target, frequency_reference, n_reference : scalars or arrays of shape (k,)
    prior : array of shape (k,), optional
        Weights of the words, more than 0, scaled here to the sum `alpha0`. Left out, the prior is
        the pooled counts: alpha0 (a + b)/(c + d).
    alpha0 : float
        Weight of the whole prior, in words.

    Returns
    -------
    log_odds, z, alpha : numpy.ndarray of shape (k,)
        Difference of the log odds (natural), z of it, and each word's share of the prior. NaN
        where neither side has the word and the prior is pooled.

    Raises
    ------
    ValueError
        For counts that are none, or weights that are not above 0.

    Notes
    -----
    Monroe, Colaresi & Quinn 2008, "Fightin' Words", 10.1093/pan/mpn018.

    Examples
    --------
    Rates equal, hence no difference, whatever the weight of the prior:

    >>> [abs(round(float(x), 9)) for x in log_odds(4, 100, 8, 200, alpha0=30)]
    [0.0, 0.0, 1.2]
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, prior=prior, alpha0=alpha0
    )
    weight = (a + b) / (c + d) if prior is None else _shares(prior, a.shape)
    alpha = alpha0 * weight
    with np.errstate(divide="ignore", invalid="ignore"):
        odds_target = (a + alpha) / (c + alpha0 - a - alpha)
        odds_reference = (b + alpha) / (d + alpha0 - b - alpha)
        difference = np.log(odds_target) - np.log(odds_reference)
        return difference, difference / np.sqrt(1 / (a + alpha) + 1 / (b + alpha)), alpha


def _shares(prior: ArrayLike, shape: tuple[int, ...]) -> Array:
    weights: Array = np.broadcast_to(np.asarray(prior, dtype=float), shape)
    shares: Array = weights / weights.sum()
    return shares
