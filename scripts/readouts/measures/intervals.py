"""Exact intervals of rates and of their ratio. All hold "if words were independent", which they are not."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, by_distinct_rows, checked, checked_pair
from .distributions import BINOMIAL, log_binomial, log_poisson, tail_sum

PER = 1000
# Near the root each of Newton's steps squares the error, so after one this small only rounding is left.
SETTLED = 1e-8
STEPS = 200


def rate_interval(
    frequency: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[Array, Array]:
    """Return the exact central Poisson interval of a rate.

    Parameters
    ----------
    frequency, n : scalars or arrays of shape (k,)
        Occurrences, and words they were found among.
    confidence : float

    Returns
    -------
    low, high : numpy.ndarray of shape (k,)
        Per 1,000 words.

    Raises
    ------
    ValueError
        For counts that are none; see `readouts.measures.arrays.checked`.

    Notes
    -----
    Garwood 1936, "Fiducial limits for the Poisson distribution". Poisson, not binomial: of 0 in
    134 words it gives 27.5 per 1,000 where the binomial gives 27.2.

    Examples
    --------
    >>> [round(float(bound), 1) for bound in rate_interval(0, 134)]
    [0.0, 27.5]
    """
    x, n = checked(contained=False, frequency=frequency, n=n, confidence=confidence)
    tail = (1 - confidence) / 2
    low, high = by_distinct_rows(lambda x: (_mean_low(x, tail), _mean_high(x, tail)), x)
    return PER * low / n, PER * high / n


def rate_ratio_interval(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    confidence: float = 0.95,
    bonferroni: int = 1,
) -> tuple[Array, Array]:
    """Return the exact central interval of the ratio of two Poisson rates, conditional on their sum.

    Parameters
    ----------
    frequency, n_target, frequency_reference, n_reference : scalars or arrays of shape (k,)
    confidence : float
    bonferroni : int
        Size of the family: each interval is taken at 1 - (1 - confidence) / bonferroni.

    Returns
    -------
    low, high : numpy.ndarray of shape (k,)
        0 where the target has no occurrence, and infinity where the reference has none.

    Raises
    ------
    ValueError
        For counts that are none; see `readouts.measures.arrays.checked`.

    Notes
    -----
    The interval of Clopper & Pearson 1934 for the target's share of the occurrences, turned into
    a ratio of rates. It is central, while the p of `readouts.measures.significance.poisson_p` adds up
    what is less likely: at the edge the two may disagree.

    Examples
    --------
    >>> [round(float(bound), 3) for bound in rate_ratio_interval(5, 110, 0, 134)]
    [1.116, inf]
    """
    options = {"confidence": confidence, "bonferroni": bonferroni}
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False, **options
    )
    tail = (1 - confidence) / 2 / bonferroni

    def bounds(a: Array, b: Array) -> tuple[Array, Array]:
        with np.errstate(divide="ignore"):
            return _odds_low(a, b, tail), 1 / _odds_low(b, a, tail)

    low, high = by_distinct_rows(bounds, a, b)
    return low * d / c, high * d / c


def rate_ratio_bound(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    confidence: float = 0.95,
    bonferroni: int = 1,
) -> Array:
    """Return the one-sided lower bound of the ratio of two rates: all the doubt lies below it.

    Errors and source as for `rate_ratio_interval`.

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
    >>> round(float(rate_ratio_bound(5, 110, 0, 134)), 3)
    1.485
    """
    options = {"confidence": confidence, "bonferroni": bonferroni}
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False, **options
    )
    tail = (1 - confidence) / bonferroni
    return by_distinct_rows(lambda a, b: _odds_low(a, b, tail), a, b) * d / c


def detectable_frequency(
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    confidence: float = 0.95,
) -> Array:
    """Return the smallest frequency in the target whose interval of the rate ratio lies above 1.

    Parameters
    ----------
    n_target, frequency_reference, n_reference : scalars or arrays of shape (k,)
    confidence : float

    Returns
    -------
    numpy.ndarray of shape (k,)
        Occurrences; NaN where not even every word of the target would do.

    Raises
    ------
    ValueError
        For counts that are none; see `readouts.measures.arrays.checked`.

    Examples
    --------
    Against none in 134 words, a word must come five times in 110 before its interval excludes 1:

    >>> float(detectable_frequency(110, 0, 134))
    5.0
    """
    _, c, b, d = checked_pair(0, n_target, frequency_reference, n_reference, confidence=confidence)
    return by_distinct_rows(
        lambda c, b, d: _smallest_above(c, b, d, np.log((1 - confidence) / 2)), c, b, d
    )


def _smallest_above(c: Array, b: Array, d: Array, log_tail: float) -> Array:
    # Exclusive lower end and inclusive upper end: c + 1 stands for "none will do".
    low, high = np.full(c.shape, -1.0), c + 1
    while np.any(high - low > 1):
        a = np.floor((low + high) / 2)
        upper = BINOMIAL.log_probability(a, a + b, c, d) + np.log(
            BINOMIAL.upper_tail_sum(a, a + b, c, d)
        )
        above = upper < log_tail
        low, high = np.where(above, low, a), np.where(above, a, high)
    return np.where(high > c, np.nan, high)


def _odds_low(a: Array, b: Array, tail: float) -> Array:
    """Return the odds p/q at which a or more of a + b have the probability `tail`; 0 for a = 0."""
    result = np.zeros_like(a)
    some = a > 0
    a, b = a[some], b[some]

    def step(log_odds: Array, a: Array, b: Array) -> Array:
        odds = np.exp(log_odds)
        total = tail_sum(odds, (b,), (a + 1,))
        reached = log_binomial(a, a + b, odds / (1 + odds), 1 / (1 + odds)) + np.log(total)
        change: Array = (np.log(tail) - reached) * total * (1 + odds) / a
        return change

    result[some] = np.exp(_newton(step, _log_odds_near(a, b, tail), a, b))
    return result


def _log_odds_near(a: Array, b: Array, tail: float) -> Array:
    # A first guess, good to three digits for all but the smallest counts: Abramowitz & Stegun
    # 1964, 26.5.22, with the normal quantile of their 26.2.23.
    t: float = np.sqrt(-2 * np.log(min(tail, 0.5)))
    z = t - (2.515517 + 0.802853 * t + 0.010328 * t**2) / (
        1 + 1.432788 * t + 0.189269 * t**2 + 0.001308 * t**3
    )
    below, above = 1 / (2 * a - 1), 1 / (2 * b + 1)
    harmonic, skew = 2 / (below + above), (z**2 - 3) / 6
    spread = z * np.sqrt(harmonic + skew) / harmonic
    near: Array = np.log(a / (b + 1)) - 2 * (
        spread - (above - below) * (skew + 5 / 6 - 2 / (3 * harmonic))
    )
    return near


def _mean_low(x: Array, tail: float) -> Array:
    """Return the Poisson mean at which x or more have the probability `tail`; 0 for x = 0."""
    result = np.zeros_like(x)
    some = x > 0

    def step(log_mean: Array, x: Array) -> Array:
        mean = np.exp(log_mean)
        total = tail_sum(mean, (), (x + 1,))
        change: Array = (np.log(tail) - log_poisson(x, mean) - np.log(total)) * total / x
        return change

    result[some] = np.exp(_newton(step, np.log(x[some]), x[some]))
    return result


def _mean_high(x: Array, tail: float) -> Array:
    """Return the Poisson mean at which x or fewer have the probability `tail`."""

    def step(log_mean: Array, x: Array) -> Array:
        mean = np.exp(log_mean)
        total = tail_sum(1 / mean, (x,), ())
        change: Array = (log_poisson(x, mean) + np.log(total) - np.log(tail)) * total / mean
        return change

    return np.exp(_newton(step, np.log(x + 1), x))


def _newton(step: Callable[..., Array], start: Array, *columns: Array) -> Array:
    # The log of each of these tails is concave in the log odds or log mean, so that from any
    # start the second step onwards comes to the root from one side and cannot miss it.
    at, moving = start, np.arange(start.size)
    for _ in range(STEPS):
        if not moving.size:
            return at
        change = step(at[moving], *(column[moving] for column in columns))
        at[moving] += change
        moving = moving[~(np.abs(change) < SETTLED)]
    raise ArithmeticError(f"no bound found in {STEPS} steps for {moving.size} rows")


def share_interval(
    frequency: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[Array, Array]:
    """Return the exact central interval of a share (Clopper & Pearson 1934).

    Parameters
    ----------
    frequency, n : scalars or arrays of shape (k,)
        How many of how many.
    confidence : float

    Returns
    -------
    low, high : numpy.ndarray of shape (k,)

    Notes
    -----
    The conditional interval of a ratio of rates is that of the odds of a share.

    Examples
    --------
    >>> [round(float(end), 4) for end in share_interval(0, 10)]
    [0.0, 0.3085]
    """
    frequency, n = np.asarray(frequency), np.asarray(n)
    size = np.maximum(n, 1)
    low, high = rate_ratio_interval(frequency, size, n - frequency, size, confidence)
    with np.errstate(invalid="ignore"):
        return low / (1 + low), np.where(np.isinf(high), 1.0, high / (1 + high))
