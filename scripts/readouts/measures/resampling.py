"""Inference with the text as the unit: intervals of rates, permutation, and the place of one text among others.

Words of one text are not independent; texts are nearer to it. What spreads, or is relabelled, is therefore the document
with all its words (Lijffijt et al. 2016; Mildenberger 2023). Where documents belong together, as calls with one partner
do, groups of them can be the unit. What draws at random takes a seed and gives the same numbers for it.
"""

from collections.abc import Iterator
from itertools import combinations
from math import comb
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arrays import Array, group_numbers
from .guard import TEST
from .intervals import rate_interval, share_interval

PER = 1000
REPETITIONS = 19_999
AT_ONCE = 5_000  # relabellings that are in memory together
# Of fewer texts the spread is not known well enough; the tests measure how often the interval covers.
LEAST_TEXTS = 20


class Interval(NamedTuple):
    """An estimate with the ends of its interval."""

    estimate: Array
    low: Array
    high: Array


def rate_over_texts(
    frequency: ArrayLike,
    size: ArrayLike,
    *,
    groups: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Interval:
    """Return the rate per 1,000 words with an interval from how whole documents spread around it.

    Parameters
    ----------
    frequency : array of shape (texts,) or (texts, k)
        Occurrences in each text.
    size : array of shape (texts,)
        Words of each text.
    groups : array of shape (texts,), optional
        Which texts belong together: then groups are the unit, and not texts.
    confidence : float

    Returns
    -------
    Interval of arrays of shape () or (k,)
        The rate is the sum of occurrences over the sum of words. The ends are NaN where one text has more than half of the
        occurrences, or there are none: then too little is known of the spread.

    Raises
    ------
    ValueError
        For fewer texts, or groups, than `LEAST_TEXTS`, and for arrays that do not fit.

    Notes
    -----
    The variance is that of a ratio of two sums (Cochran 1977, "Sampling Techniques", chapter 6); the interval is Student's,
    taken for the logarithm of the rate, so that it does not reach below 0 and is longer upwards. Drawing the documents anew
    and taking percentiles (the bootstrap) covers less for counts as rare as these.

    Examples
    --------
    >>> interval = rate_over_texts([0, 2] * 10, [100] * 20)
    >>> [round(float(value), 1) for value in interval]
    [10.0, 6.2, 16.2]
    """
    frequency, size = _checked(frequency, size)
    unit = group_numbers(np.arange(size.size) if groups is None else groups, size.size)
    n = int(unit.max(initial=-1)) + 1
    if n < LEAST_TEXTS:
        raise ValueError(
            f"{'texts' if groups is None else 'groups'}: found {n}, expected at least {LEAST_TEXTS}: of so few the spread is not known well enough"
        )
    total, estimate = frequency.sum(axis=0), _rate(frequency.sum(axis=0), size.sum())
    residuals = frequency - np.multiply.outer(size, estimate / PER)
    of_units = np.zeros((n, *frequency.shape[1:]))
    np.add.at(of_units, unit, residuals)
    deviation = np.sqrt(n / (n - 1) * (of_units**2).sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = np.exp(student(n - 1, (1 + confidence) / 2) * deviation / total)
        low, high = estimate / reach, estimate * reach
    unknown = (total == 0) | (2 * frequency.max(axis=0) > total)
    return Interval(estimate, np.where(unknown, np.nan, low), np.where(unknown, np.nan, high))


class Permutation(NamedTuple):
    """The difference of two rates per 1,000 words, its two-sided p, and of how many relabellings."""

    difference: Array
    p: Array
    relabellings: int


def permutation_test(
    frequency: ArrayLike,
    size: ArrayLike,
    in_target: ArrayLike,
    *,
    groups: ArrayLike | None = None,
    repetitions: int = REPETITIONS,
    seed: int = 0,
) -> Permutation:
    """Test whether two groups of documents differ in rate by more than relabelling the documents would have it.

    Parameters
    ----------
    frequency : array of shape (texts,) or (texts, k)
    size : array of shape (texts,)
    in_target : array of bool, of shape (texts,)
        Which documents are the target.
    groups : array of shape (texts,), optional
        Which documents belong together: then labels change places within a group alone, so that a difference between groups
        cannot pass for one between the labels.
    repetitions, seed : int
        Without groups: if there are no more relabellings than repetitions, all are taken, and p is exact.

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
        raise ValueError(
            f"in_target: found shape {target.shape}, expected {size.shape}, one label a text"
        )
    n_target, n_reference = int(target.sum()), int((~target).sum())
    if min(n_target, n_reference) < TEST.texts:
        raise ValueError(
            f"texts: found {n_target} and {n_reference}, expected at least {TEST.texts} a side: {TEST.because}"
        )
    unit = group_numbers(groups, size.size)
    observed = _rate(frequency[target].sum(axis=0), size[target].sum()) - _rate(
        frequency[~target].sum(axis=0), size[~target].sum()
    )
    as_large, n = np.zeros(np.shape(observed), dtype=int), 0
    exact = groups is None and comb(size.size, n_target) <= repetitions
    for labels in (
        [all_relabellings(target)] if exact else relabellings(target, unit, repetitions, seed)
    ):
        sums, words = labels @ frequency, labels @ size
        differences = _rate(sums, words) - _rate(frequency.sum(axis=0) - sums, size.sum() - words)
        # Relabellings as extreme as the observed one are ties despite rounding.
        as_large += (np.abs(differences) >= np.abs(observed) * (1 - 1e-9) - 1e-12).sum(axis=0)
        n += len(labels)
    return Permutation(
        observed, as_large / n if exact else (as_large + 1) / (n + 1), n if exact else n + 1
    )


class Place(NamedTuple):
    """Where a text's rate lies among others: how many are below, equal, above; its percentile with an interval; a p."""

    below: NDArray[np.int_]
    equal: NDArray[np.int_]
    above: NDArray[np.int_]
    percentile: Array
    low: Array
    high: Array
    p: Array


def place(
    frequency: ArrayLike,
    size: ArrayLike,
    frequencies: ArrayLike,
    sizes: ArrayLike,
    *,
    confidence: float = 0.95,
) -> Place:
    """Return the place of one document's rate among those of other documents, its own count being uncertain too.

    A rate of a short text jumps by a lot with each occurrence: the others should be of like length.

    Parameters
    ----------
    frequency : scalar or array of shape (k,)
        Occurrences in the document.
    size : scalar
        Its words.
    frequencies : array of shape (texts,) or (k, texts)
        Occurrences in each other document; the document itself is not among them.
    sizes : array of shape (texts,)
        The words of each.
    confidence : float

    Returns
    -------
    Place of arrays of shape () or (k,)
        Percentile: 100 times the share below, ties counted half. Its interval reaches from the share that lies below the
        lower end of the document's rate to the share that does not lie above its upper end, each share taken at its own
        outer bound. The p is two-sided, from the document's rank alone.

    Raises
    ------
    ValueError
        For no other document, and for arrays that do not fit.

    Notes
    -----
    The ends of the rate are exact Poisson (Garwood 1936, see `rate_interval`), the bounds of the shares those of Clopper &
    Pearson 1934; each is taken at half the error, so that both together hold at `confidence` (Bonferroni's inequality).

    Examples
    --------
    >>> among = place(8, 326, [0] * 9 + [1, 2, 2], [300] * 12)
    >>> [int(count) for count in among[:3]], float(among.percentile), round(float(among.p), 3)
    ([12, 0, 0], 100.0, 0.154)
    >>> round(float(among.low), 1), float(among.high)
    (69.4, 100.0)
    """
    frequencies, sizes = np.asarray(frequencies), np.asarray(sizes)
    frequency = np.asarray(frequency)[..., None]
    n = sizes.size
    if n < 1 or frequencies.shape[-1:] != sizes.shape:
        raise ValueError(
            f"frequencies: found shape {frequencies.shape}, expected a count for each of {n} texts, 1 or more"
        )
    # Products of whole numbers, as quotients that ought to be equal may differ by rounding.
    below, above = (
        (frequencies * size < frequency * sizes).sum(axis=-1),
        (frequencies * size > frequency * sizes).sum(axis=-1),
    )
    equal = n - below - above
    each = (1 + confidence) / 2
    rate_low, rate_high = (end[..., None] for end in rate_interval(frequency[..., 0], size, each))
    rates = PER * frequencies / sizes
    low, _ = share_interval((rates < rate_low).sum(axis=-1), n, each)
    _, high = share_interval((rates <= rate_high).sum(axis=-1), n, each)
    p = np.minimum(1, 2 * (1 + equal + np.minimum(below, above)) / (n + 1))
    return Place(below, equal, above, 100 * (below + equal / 2) / n, 100 * low, 100 * high, p)


def student(freedom: int, share: float) -> float:
    """Return the quantile of Student's distribution, to four digits from 10 degrees of freedom on (Abramowitz & Stegun 1964, 26.7.5).

    Parameters
    ----------
    freedom : int
    share : float

    Examples
    --------
    >>> round(student(20, 0.975), 4), round(student(6, 0.975), 2)
    (2.086, 2.45)
    """
    z = NormalDist().inv_cdf(share)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def _rate(frequency: Array, size: Array) -> Array:
    return PER * frequency / (size[..., None] if np.ndim(frequency) > np.ndim(size) else size)


def all_relabellings(target: NDArray[np.bool_]) -> Array:
    """Return every way to choose as many documents, a row each."""
    n, k = target.size, int(target.sum())
    labels = np.zeros((comb(n, k), n))
    for row, chosen in enumerate(combinations(range(n), k)):
        labels[row, list(chosen)] = 1
    return labels


def relabellings(
    target: NDArray[np.bool_], unit: NDArray[np.intp], repetitions: int, seed: int
) -> Iterator[Array]:
    """Yield rows of labels drawn at random, some at a time: within each unit they change places.

    Parameters
    ----------
    target, unit : arrays of shape (texts,)
    repetitions, seed : int
    """
    random, order = np.random.default_rng(seed), np.argsort(unit, kind="stable")
    labels = target[order].astype(float)
    for first in range(0, repetitions, AT_ONCE):
        rows = min(AT_ONCE, repetitions - first)
        # A random number below 1 on top of the unit's own: sorted, the units stay in their order and are shuffled within.
        places = np.argsort(unit + random.random((rows, target.size)), axis=1)
        drawn = np.empty((rows, target.size))
        np.put_along_axis(drawn, places, np.broadcast_to(labels, drawn.shape), axis=1)
        yield drawn


def _checked(frequency: ArrayLike, size: ArrayLike) -> tuple[Array, Array]:
    frequency, size = np.asarray(frequency, dtype=float), np.asarray(size, dtype=float)
    if size.ndim != 1 or not (np.isfinite(size) & (size >= 1)).all():
        raise ValueError("size: expected the words of each text, 1 or more")
    if frequency.ndim not in (1, 2) or len(frequency) != size.size:
        raise ValueError(
            f"frequency: found shape {frequency.shape}, expected a row for each of {size.size} texts"
        )
    if not (np.isfinite(frequency) & (frequency >= 0)).all():
        raise ValueError("frequency: expected whole numbers, 0 or more")
    return frequency, size
