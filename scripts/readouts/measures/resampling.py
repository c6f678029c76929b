"""Inference with the text as the unit: bootstrap and permutation over whole documents.

Words of one text are not independent; texts are nearer to it. What is drawn anew, or relabelled, is therefore the
document with all its words (Lijffijt et al. 2016; Mildenberger 2023). Every function takes a seed and gives the same
numbers for it.
"""

from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np

from .guard import TEST
from .intervals import rate_ratio_interval

PER = 1000
REPETITIONS = 4_999
# Below this the percentile bootstrap covers too little; the tests measure its coverage.
LEAST_TEXTS = 20


class Interval(NamedTuple):
    """An estimate with the ends of its interval."""

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray


def bootstrap_rate(frequency, size, *, confidence=0.95, repetitions=REPETITIONS, seed=0):
    """Rate per 1,000 words with a percentile interval from drawing whole documents anew.

    Parameters
    ----------
    frequency : array of shape (texts,) or (texts, k)
        Occurrences in each text.
    size : array of shape (texts,)
        Words of each text.
    confidence : float
    repetitions, seed : int

    Returns
    -------
    Interval of arrays of shape () or (k,)
        The rate is the sum of occurrences over the sum of words.

    Raises
    ------
    ValueError
        For fewer texts than `LEAST_TEXTS`, and for arrays that do not fit.

    Notes
    -----
    Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13. Where no text has an occurrence the
    interval is 0 to 0, which says nothing: see `readouts.measures.intervals.zero_count_interval`.

    Examples
    --------
    >>> interval = bootstrap_rate([0, 2] * 10, [100] * 20, seed=1)
    >>> [round(float(value), 1) for value in interval]
    [10.0, 6.0, 14.0]
    """
    frequency, size = _checked(frequency, size)
    if size.size < LEAST_TEXTS:
        raise ValueError(f"texts: found {size.size}, expected at least {LEAST_TEXTS}: the bootstrap of so few covers too little")
    weights = _draws(size.size, repetitions, seed)
    rates = _rate(weights @ frequency, weights @ size)
    tail = (1 - confidence) / 2
    low, high = np.quantile(rates, [tail, 1 - tail], axis=0)
    return Interval(_rate(frequency.sum(axis=0), size.sum()), low, high)


class Permutation(NamedTuple):
    """The difference of two rates per 1,000 words, its two-sided p, and of how many relabellings."""

    difference: np.ndarray
    p: np.ndarray
    relabellings: int


def permutation_test(frequency, size, in_target, *, repetitions=REPETITIONS, seed=0):
    """Whether two groups of documents differ in rate by more than relabelling the documents would have it.

    Parameters
    ----------
    frequency : array of shape (texts,) or (texts, k)
    size : array of shape (texts,)
    in_target : array of bool, of shape (texts,)
        Which documents are the target.
    repetitions, seed : int
        If there are no more relabellings than repetitions, all are taken, and p is exact.

    Returns
    -------
    Permutation
        The rate of the target minus that of the rest; p counts the relabellings whose difference is as large, either
        way, the observed one among them.

    Raises
    ------
    ValueError
        For fewer texts a side than `readouts.measures.guard.TEST` asks for, and for arrays that do not fit.

    Notes
    -----
    Mildenberger 2023, arXiv:2308.13383; the observed labels count as one relabelling, so that p is never 0 (Phipson &
    Smyth 2010).

    Examples
    --------
    >>> test = permutation_test([3, 3, 3, 3, 0, 0, 0, 0], [100] * 8, [True] * 4 + [False] * 4)
    >>> float(test.difference), round(float(test.p), 4), test.relabellings
    (30.0, 0.0286, 70)
    """
    frequency, size = _checked(frequency, size)
    target = np.asarray(in_target, dtype=bool)
    if target.shape != size.shape:
        raise ValueError(f"in_target: found shape {target.shape}, expected {size.shape}, one label a text")
    n_target, n_reference = int(target.sum()), int((~target).sum())
    if min(n_target, n_reference) < TEST.texts:
        raise ValueError(f"texts: found {n_target} and {n_reference}, expected at least {TEST.texts} a side: {TEST.because}")
    labels = _relabellings(target, repetitions, seed)
    sums, words = labels @ frequency, labels @ size
    differences = _rate(sums, words) - _rate(frequency.sum(axis=0) - sums, size.sum() - words)
    observed = _rate(frequency[target].sum(axis=0), size[target].sum()) - _rate(frequency[~target].sum(axis=0), size[~target].sum())
    # Relabellings as extreme as the observed one are ties despite rounding.
    as_large = (np.abs(differences) >= np.abs(observed) * (1 - 1e-9) - 1e-12).sum(axis=0)
    exact = len(labels) == comb(size.size, n_target)
    p = as_large / len(labels) if exact else (as_large + 1) / (len(labels) + 1)
    return Permutation(observed, p, len(labels) if exact else len(labels) + 1)


class Percentile(NamedTuple):
    """Where a value lies among others: how many are below, equal, above; its percentile and the percentile's interval."""

    below: np.ndarray
    equal: np.ndarray
    above: np.ndarray
    percentile: np.ndarray
    low: np.ndarray
    high: np.ndarray


def percentile(value, others, *, confidence=0.95):
    """The place of one document's value among those of a stratum.

    Parameters
    ----------
    value : scalar or array of shape (k,)
    others : array of shape (texts,) or (k, texts)
        The value of each other document; the document itself is not among them.
    confidence : float

    Returns
    -------
    Percentile of arrays of shape () or (k,)
        Percentile: 100 times the share below, ties counted half. Its interval reaches from the lower bound of the share
        below to the upper bound of the share not above (Clopper & Pearson 1934), so that ties widen it.

    Raises
    ------
    ValueError
        For fewer documents than `LEAST_TEXTS`.

    Examples
    --------
    >>> place = percentile(3, [0] * 10 + [3] * 2 + [5] * 8)
    >>> [int(count) for count in place[:3]], float(place.percentile)
    ([10, 2, 8], 55.0)
    >>> round(float(place.low), 1), round(float(place.high), 1)
    (27.2, 80.9)
    """
    others, value = np.asarray(others, dtype=float), np.asarray(value, dtype=float)[..., None]
    n = others.shape[-1]
    if n < LEAST_TEXTS:
        raise ValueError(f"texts: found {n}, expected at least {LEAST_TEXTS}: a percentile among so few says little")
    below, above = (others < value).sum(axis=-1), (others > value).sum(axis=-1)
    equal = n - below - above
    low, _ = share_interval(below, n, confidence)
    _, high = share_interval(below + equal, n, confidence)
    return Percentile(below, equal, above, 100 * (below + equal / 2) / n, 100 * low, 100 * high)


def share_interval(frequency, n, confidence=0.95):
    """Exact central interval of a share (Clopper & Pearson 1934).

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


def _draws(n, repetitions, seed):
    """How often each of n documents is drawn in each repetition, of n draws; shape (repetitions, n)."""
    drawn = np.random.default_rng(seed).integers(0, n, (repetitions, n)) + n * np.arange(repetitions)[:, None]
    return np.bincount(drawn.ravel(), minlength=repetitions * n).reshape(repetitions, n).astype(float)


def _rate(frequency, size):
    size = np.asarray(size)
    return PER * frequency / (size[..., None] if np.ndim(frequency) > np.ndim(size) else size)


def _relabellings(target, repetitions, seed):
    """Rows of labels: all of them where they are few, else so many drawn at random."""
    n, k = target.size, int(target.sum())
    if comb(n, k) <= repetitions:
        labels = np.zeros((comb(n, k), n))
        for row, chosen in enumerate(combinations(range(n), k)):
            labels[row, list(chosen)] = 1
        return labels
    return np.random.default_rng(seed).permuted(np.tile(target.astype(float), (repetitions, 1)), axis=1)


def _checked(frequency, size):
    frequency, size = np.asarray(frequency, dtype=float), np.asarray(size, dtype=float)
    if size.ndim != 1 or not (np.isfinite(size) & (size >= 1)).all():
        raise ValueError("size: expected the words of each text, 1 or more")
    if frequency.ndim not in (1, 2) or len(frequency) != size.size:
        raise ValueError(f"frequency: found shape {frequency.shape}, expected a row for each of {size.size} texts")
    if not (np.isfinite(frequency) & (frequency >= 0)).all():
        raise ValueError("frequency: expected whole numbers, 0 or more")
    return frequency, size
