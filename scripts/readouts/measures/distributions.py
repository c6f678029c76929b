"""Exact probabilities of counts: Poisson, binomial and hypergeometric, in logarithms.

NumPy only: importing scipy.special takes three times as long as numpy itself, which is most of
the time that one pair of readouts costs. The tests hold these functions against scipy.
"""

from collections.abc import Callable
from math import lgamma, log, pi
from typing import NamedTuple

import numpy as np

from .arrays import Array

# From here on four terms of Stirling's series are exact to 1e-14.
STIRLING = 16
SMALL = np.array([lgamma(x + 1) - (x * log(x) if x else 0) + x for x in range(STIRLING)])
# A tail is summed until its next term no longer changes the sum in double precision.
NEGLIGIBLE = 1e-17
# Words times terms worked at a time: few enough for the processor's cache, and enough to keep it busy.
BLOCK, NARROWEST, WIDEST = 2**15, 8, 4096


def factorial_remainder(x: Array | float) -> Array:
    """Return log x! - x log x + x: what is left of a log factorial when its large parts are taken away.

    Differences of log factorials of a million lose ten digits; differences of this lose none
    (Loader 2000, "Fast and Accurate Computation of Binomial Probabilities").

    Examples
    --------
    >>> factorial_remainder(np.array([0.0, 1.0, 1e6])).round(6).tolist()
    [0.0, 1.0, 7.826694]
    """
    large: Array = np.maximum(x, STIRLING)
    square = large * large
    series = (1 - (1 - (1 - 3 / (4 * square)) * 2 / (7 * square)) / (30 * square)) / (12 * large)
    table = SMALL[np.minimum(x, STIRLING - 1).astype(int)]
    return np.where(x < STIRLING, table, 0.5 * np.log(2 * pi * large) + series)


def deviance(observed: Array, expected: Array | float) -> Array:
    """Return observed log(observed/expected) - observed + expected, with 0 log 0 = 0; never below 0 but for rounding.

    Parameters
    ----------
    observed : array of shape (k,)
    expected : scalar or array of shape (k,)

    Examples
    --------
    >>> deviance(np.array([0.0, 2.0]), np.array([3.0, 2.0])).tolist()
    [3.0, 0.0]
    """
    difference = observed - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithm = np.log1p(difference / expected)
        return np.where(observed > 0, observed * logarithm, 0.0) - difference


def log_poisson(x: Array, mean: Array | float) -> Array:
    """Return the log probability of x events where `mean` are expected.

    Parameters
    ----------
    x : array of shape (k,)
    mean : scalar or array of shape (k,)

    Examples
    --------
    >>> log_poisson(np.array([0.0]), 3.0).tolist()
    [-3.0]
    """
    return -factorial_remainder(x) - deviance(x, mean)


def log_binomial(x: Array, n: Array | float, p: Array | float, q: Array | float) -> Array:
    """Return the log probability of x successes in n.

    Parameters
    ----------
    x : array of shape (k,)
    n, p : scalars or arrays of shape (k,)
        Trials, and the probability of each.
    q : scalar or array of shape (k,)
        1 - p, passed too as the difference would lose digits.

    Examples
    --------
    >>> np.exp(log_binomial(np.array([1.0]), 2.0, 0.5, 0.5)).round(12).tolist()
    [0.5]
    """
    remainder = factorial_remainder(n) - factorial_remainder(x) - factorial_remainder(n - x)
    return remainder - deviance(x, n * p) - deviance(n - x, n * q)


def log_hypergeometric(
    x: Array, total: Array, n_target: Array | float, n_reference: Array | float
) -> Array:
    """Return the log probability that x of `total` drawn words fall in the target, all words being alike.

    Parameters
    ----------
    x, total : arrays of shape (k,)
        Words that fall in the target, and words drawn.
    n_target, n_reference : scalars or arrays of shape (k,)
        Sizes in words.

    Examples
    --------
    >>> np.exp(log_hypergeometric(np.array([1.0]), np.array([1.0]), 2.0, 6.0)).round(12).tolist()
    [0.25]
    """
    size = n_target + n_reference
    p, q = total / size, (size - total) / size
    both = log_binomial(x, n_target, p, q) + log_binomial(total - x, n_reference, p, q)
    return both - log_binomial(total, size, p, q)


def tail_sum(odds: Array, falling: tuple[Array, ...], rising: tuple[Array, ...]) -> Array:
    """Sum a tail outwards, in units of its first term: 1 + r0 + r0 r1 + ...

    The ratio of one term to the last is odds x product of (falling - i) / product of (rising + i),
    which is the form that the Poisson, binomial and hypergeometric tails have in common.

    Parameters
    ----------
    odds : array of shape (k,)
    falling, rising : tuples of arrays of shape (k,)

    Returns
    -------
    numpy.ndarray of shape (k,), 1 or more

    Examples
    --------
    Of a binomial with n = 2 and p = 1/2, P(X >= 1) / P(X = 1) is (2 + 1) / 2:

    >>> tail_sum(np.array([1.0]), (np.array([1.0]),), (np.array([2.0]),)).tolist()
    [1.5]
    """
    total, last = np.ones_like(odds), np.ones_like(odds)
    active, done = np.arange(odds.size), 0
    while active.size:
        width = int(np.clip(BLOCK // active.size, NARROWEST, WIDEST))
        # Terms run down and words across: the products then run along memory.
        steps = (done + np.arange(width))[:, None]
        ratio = np.broadcast_to(odds[active], (width, active.size)).copy()
        for start in falling:
            ratio *= np.maximum(start[active] - steps, 0)
        for start in rising:
            ratio /= start[active] + steps
        ratio[0] *= last[active]
        terms = np.cumprod(ratio, axis=0, out=ratio)
        total[active] += terms.sum(axis=0)
        last[active] = terms[-1]
        active = active[terms[-1] > NEGLIGIBLE * total[active]]
        done += width
    return total


class Distribution(NamedTuple):
    """How many of the a + b occurrences fall in the target: each entry takes (x, total, n_target, n_reference)."""

    log_probability: Callable[..., Array]
    upper_tail_sum: Callable[..., Array]
    mode: Callable[..., Array]
    largest: Callable[..., Array]


def _binomial_log_probability(
    x: Array, total: Array, n_target: Array | float, n_reference: Array | float
) -> Array:
    size = n_target + n_reference
    return log_binomial(x, total, n_target / size, n_reference / size)


# Conditional on the total, two Poisson counts of equal rate are binomial.
BINOMIAL = Distribution(
    log_probability=_binomial_log_probability,
    upper_tail_sum=lambda x, total, c, d: tail_sum(c / d, (total - x,), (x + 1,)),
    mode=lambda total, c, d: np.floor((total + 1) * c / (c + d)),
    largest=lambda total, c, d: total,
)
# Conditional on the sizes too, they are hypergeometric.
HYPERGEOMETRIC = Distribution(
    log_probability=log_hypergeometric,
    upper_tail_sum=lambda x, total, c, d: tail_sum(
        np.ones_like(x), (total - x, c - x), (x + 1, d - total + x + 1)
    ),
    mode=lambda total, c, d: np.floor((total + 1) * (c + 1) / (c + d + 2)),
    largest=lambda total, c, d: np.minimum(total, c),
)
