"""A test of every word at once with the text as the unit: whole texts, or clusters of them, change sides at random."""

from collections.abc import Iterator
from itertools import product
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arrays import Array
from .by_text import ByText, clustered
from .guard import TEST
from .resampling import all_relabellings, relabellings

Single = NDArray[np.float32]
REPETITIONS = 4_999
AT_ONCE = 4_000_000  # numbers of a table of texts by words that are in memory together
# Rounding of single precision: relabellings as extreme as the observed one are ties.
TIE = 1e-5


class MaxT(NamedTuple):
    """The test of each word.

    Attributes
    ----------
    z : numpy.ndarray of shape (words,)
        The statistic, above 0 where the target has more.
    p : numpy.ndarray of shape (words,)
        Two-sided, of each word by itself.
    adjusted : numpy.ndarray of shape (words,)
        Adjusted for all words together.
    relabellings : int
        The observed labels among them.
    """

    z: Array
    p: Array
    adjusted: Array
    relabellings: int


def max_t(
    texts: ByText,
    clusters: ArrayLike | None = None,
    *,
    repetitions: int = REPETITIONS,
    seed: int = 0,
) -> MaxT:
    """Test each word for a difference between the sides that is larger than relabelling whole texts would have it.

    Parameters
    ----------
    texts : ByText
    clusters : array of shape (texts,), optional
        Texts that belong together change sides together. The clusters of one side alone exchange their labels with one
        another; in a cluster that has texts of both sides, these change places.
    repetitions, seed : int
        If there are no more relabellings than repetitions, all are taken, and p is exact.

    Returns
    -------
    MaxT

    Raises
    ------
    ValueError
        For fewer texts, or clusters, a side than `readouts.measures.guard.TEST` asks for.

    Notes
    -----
    The statistic is the sum, over the target's texts, of (occurrences - expected) / sqrt(words of the text), where the
    expected ones are those of the rate of all texts together; it is divided by its standard deviation over the
    relabellings. The root keeps the variance of long texts and of short ones alike, so that a side with longer texts is no
    evidence by itself. The adjustment is the step-down of the largest statistic (Westfall & Young 1993, "Resampling-Based
    Multiple Testing", algorithm 4.1), which keeps the probability of any false keyword at the level. For keyness by
    documents see Lijffijt et al. 2016, 10.1093/llc/fqu064, and Mildenberger 2023, arXiv:2308.13383. The test is of the
    hypothesis that the labels of the texts say nothing about the word.

    Examples
    --------
    One word in all of the target's texts and none of the reference's, one forty times in one text:

    >>> from .by_text import by_text
    >>> texts = by_text([[1, 40], *[[1, 0]] * 3, *[[0, 1]] * 4], [100] * 8, [True] * 4 + [False] * 4)
    >>> test = max_t(texts)
    >>> test.p.round(3).tolist(), test.adjusted.round(3).tolist(), test.relabellings
    ([0.029, 1.0], [0.029, 1.0], 70)
    """
    units, cluster = clustered(
        texts, np.arange(texts.size.size) if clusters is None else np.asarray(clusters)
    )
    n_target = int(units.in_target.sum())
    if min(n_target, units.in_target.size - n_target) < TEST.texts:
        raise ValueError(
            f"texts: found {n_target} and {units.in_target.size - n_target}, expected at least {TEST.texts} a side: {TEST.because}"
        )
    design = _Design.of(units.in_target, cluster)
    exact = design.n <= repetitions
    labels = np.concatenate(
        [units.in_target[None, :], *(design.every() if exact else design.drawn(repetitions, seed))]
    ).astype(np.float32)
    observed = np.zeros(units.n_words, np.float32)
    for words in _some(np.arange(units.n_words), units, labels):
        observed[words] = _statistics(units, design, labels[:1], words)[:, 0]
    as_large, larger = _counts(units, design, labels, np.abs(observed))
    n = len(labels) - exact  # the observed labels are among all of them, and are not counted twice
    return MaxT(observed.astype(float), (as_large - exact) / n, (larger - exact) / n, n)


def random_labels(
    texts: ByText, clusters: ArrayLike | None, n: int, seed: int = 0
) -> NDArray[np.bool_]:
    """Return labels of the texts as `max_t` draws them: which are the target, shape (n, texts).

    Parameters
    ----------
    texts : ByText
    clusters : array of shape (texts,), optional
    n, seed : int

    Examples
    --------
    >>> from .by_text import by_text
    >>> labels = random_labels(by_text([[1]] * 6, [9] * 6, [True, True, True, False, False, False]), list("aabbcd"), 20)
    >>> (labels[:, 0] == labels[:, 1]).all() and set(labels.sum(axis=1).tolist()) <= {2, 3, 4}
    True
    """
    own = np.arange(texts.size.size) if clusters is None else np.asarray(clusters)
    units, cluster = clustered(texts, own)
    drawn = np.concatenate([*_Design.of(units.in_target, cluster).drawn(n, seed)])
    number = np.unique(own, return_inverse=True)[1]
    unit = np.searchsorted(2 * cluster + units.in_target, 2 * number + texts.in_target)
    return drawn[:, unit]


def _counts(
    units: ByText, design: "_Design", labels: Single, observed: Single
) -> tuple[Array, Array]:
    """Return in how many relabellings a word's statistic is as large, and the largest of it and of all words below it is.

    The words go from the smallest statistic up, some at a time, so that the largest so far is all that is kept.
    """
    as_large, larger = np.zeros(units.n_words), np.zeros(units.n_words)
    order = np.argsort(observed, kind="stable")
    largest = np.zeros(len(labels), np.float32)
    for words in _some(order, units, labels):
        found = np.abs(_statistics(units, design, labels, words))
        limit = (observed[words] * (1 - TIE) - TIE)[:, None]
        as_large[words] = (found >= limit).sum(axis=1)
        found[0] = np.maximum(found[0], largest)
        largest = np.maximum.accumulate(found, axis=0, out=found)[-1].copy()
        larger[words] = (found >= limit).sum(axis=1)
    # A word is no clearer than one with a larger statistic.
    larger[order] = np.maximum.accumulate(larger[order][::-1])[::-1]
    return as_large, larger


def _some(words: NDArray[np.intp], units: ByText, labels: Single) -> Iterator[NDArray[np.intp]]:
    """Yield the words, as many at a time as there is room for."""
    width = max(1, AT_ONCE // max(len(labels), units.size.size))
    for first in range(0, words.size, width):
        yield words[first : first + width]


def _statistics(
    units: ByText, design: "_Design", labels: Single, words: NDArray[np.intp]
) -> Single:
    """Return the standardised statistic of some words under each row of labels, shape (words, rows)."""
    place = np.full(units.n_words, -1)
    place[words] = np.arange(words.size)
    kept = place[units.word] >= 0
    table = np.zeros((words.size, units.size.size))
    table[place[units.word[kept]], units.text[kept]] = units.frequency[kept]
    expected = np.outer(table.sum(axis=1) / units.size.sum(), units.size)
    table = (table - expected) / np.sqrt(units.size)
    mean, deviation = design.moments(table)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(deviation > 1e-9 * np.abs(table).max(axis=1, initial=0), 1 / deviation, 0)
    scaled = (table * scale[:, None]).astype(np.float32)
    found: Single = scaled @ labels.T - (mean * scale)[:, None].astype(np.float32)
    return found


class _Design(NamedTuple):
    """What may change places: the labels of `single` units with one another, and those of each row of `pairs`.

    A unit is a cluster's texts on one side; a cluster that has both sides makes a pair.
    """

    in_target: NDArray[np.bool_]
    single: NDArray[np.intp]
    pairs: NDArray[np.intp]

    @classmethod
    def of(cls, in_target: NDArray[np.bool_], cluster: NDArray[np.intp]) -> "_Design":
        """Return what may change places.

        Parameters
        ----------
        in_target, cluster : arrays of shape (units,)
        """
        both = np.bincount(cluster)[cluster] == 2
        order = np.lexsort([~in_target, cluster])
        return cls(in_target, np.flatnonzero(~both), order[both[order]].reshape(-1, 2))

    @property
    def n(self) -> int:
        """How many relabellings there are, the observed one among them."""
        ways = comb(self.single.size, int(self.in_target[self.single].sum()))
        return ways << len(self.pairs)

    def moments(self, table: Array) -> tuple[Array, Array]:
        """Return the mean and the standard deviation, over all relabellings, of the sum of the target's columns."""
        alone, paired = table[:, self.single], table[:, self.pairs]
        m, k = self.single.size, int(self.in_target[self.single].sum())
        mean = (k * alone.mean(axis=1) if m else 0) + paired.sum(axis=(1, 2)) / 2
        variance = ((paired[:, :, 0] - paired[:, :, 1]) ** 2).sum(axis=1) / 4
        if m > 1:
            variance = variance + k * (m - k) / (m - 1) * alone.var(axis=1)
        return mean, np.sqrt(variance)

    def every(self) -> Iterator[NDArray[np.bool_]]:
        """Yield all relabellings, some rows at a time."""
        alone = all_relabellings(self.in_target[self.single]).astype(bool)
        for turned in product((False, True), repeat=len(self.pairs)):
            yield self._rows(alone, np.tile(np.array(turned, bool), (len(alone), 1)))

    def drawn(self, repetitions: int, seed: int) -> Iterator[NDArray[np.bool_]]:
        """Yield relabellings drawn at random, some rows at a time.

        Parameters
        ----------
        repetitions, seed : int
        """
        random = np.random.default_rng(seed)
        labels = self.in_target[self.single]
        for rows in relabellings(labels, np.zeros(labels.size, int), repetitions, seed):
            yield self._rows(rows.astype(bool), random.random((len(rows), len(self.pairs))) < 0.5)

    def _rows(self, alone: NDArray[np.bool_], turned: NDArray[np.bool_]) -> NDArray[np.bool_]:
        rows = np.empty((len(turned), self.in_target.size), bool)
        rows[:, self.single] = alone
        rows[:, self.pairs[:, 0]], rows[:, self.pairs[:, 1]] = ~turned, turned
        return rows
