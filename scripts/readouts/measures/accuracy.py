"""Precision and recall of a coding, estimated from what was drawn and read of it.

The stretches that a coding found are one stratum, the sentences in which it found none are others. From each a simple random
sample is read. Of the found, the share that is right is the precision. What was missed is the sum over the other strata of
their size times the share that has the code; recall is what was rightly found over what was rightly found and missed.

Intervals: of one share the exact one (Clopper and Pearson 1934). What several strata enter has that of Donner and Zou 2012
("Closed-form confidence intervals for functions of the normal mean and standard deviation", the method of variance estimates
recovery): each share is moved alone to the end of its own exact interval, and the changes of the result are added as squares.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .intervals import share_interval


class Stratum(NamedTuple):
    """Units of one kind: how many there are, how many of them were read, and how many of these have the code."""

    size: int
    read: int
    present: int


class Estimate(NamedTuple):
    """A value and the ends of its interval; NaN where there is nothing to estimate it from."""

    value: float
    low: float
    high: float


NOTHING = Estimate(np.nan, np.nan, np.nan)


def precision(found: Stratum, confidence: float = 0.95) -> Estimate:
    """Return the share of the found stretches that are right, with its exact interval (Clopper and Pearson 1934).

    The interval is that of the process which made the texts: it does not shrink to nothing where every stretch of a corpus was read.

    Parameters
    ----------
    found : Stratum
        Stretches, how many of them were read, and of these how many have the code.
    confidence : float
        Between 0 and 1.

    Examples
    --------
    >>> [round(float(number), 3) for number in precision(Stratum(400, 30, 29))]
    [0.967, 0.828, 0.999]
    """
    if not found.read:
        return NOTHING
    (low,), (high,) = _exact([found], confidence)
    return Estimate(found.present / found.read, low, high)


def _exact(strata: list[Stratum], confidence: float) -> tuple[list[float], list[float]]:
    present, read = [one.present for one in strata], [one.read for one in strata]
    low, high = share_interval(present, read, confidence)
    return low.tolist(), high.tolist()


def recall(found: Stratum, others: list[Stratum], confidence: float = 0.95) -> Estimate:
    """Return the share of what has the code that was found, weighted by the sizes of the strata.

    A stratum of which nothing was read makes recall unknown; one that was read whole adds nothing to the interval.

    Parameters
    ----------
    found : Stratum
        Stretches.
    others : list of Stratum
        Sentences without a stretch; one that has the code is one that was missed.
    confidence : float

    Examples
    --------
    All of 10 stretches right, and 5 of 100 sentences without one in which the code is missed:

    >>> [round(float(number), 2) for number in recall(Stratum(10, 10, 10), [Stratum(100, 100, 5)])]
    [0.67, 0.67, 0.67]
    """
    return pooled([found], [others], confidence)[1]


def pooled(
    found: list[Stratum], others: list[list[Stratum]], confidence: float = 0.95
) -> tuple[Estimate, Estimate]:
    """Return precision and recall over several codes, each weighted by its frequency, as the units of all of them together have it.

    Parameters
    ----------
    found : list of Stratum
        Stretches, a stratum a code.
    others : list of list of Stratum
        Of each code, its sentences without a stretch; see `recall`.
    confidence : float
        Between 0 and 1.

    Examples
    --------
    >>> precision, recall = pooled([Stratum(90, 30, 30), Stratum(10, 10, 5)], [[Stratum(0, 0, 0)]] * 2)
    >>> round(float(precision.value), 3), round(float(recall.value), 3)
    (0.95, 1.0)
    """
    hits = [one for one in found if one.size]
    missing = [one for some in others for one in some if one.size]
    size, many = sum(one.size for one in hits), len(hits)
    if any(not one.read for one in hits):
        return NOTHING, NOTHING
    exact = _moved(hits, lambda totals: sum(totals) / size, confidence) if hits else NOTHING
    if any(not one.read for one in missing):
        return exact, NOTHING
    return exact, _moved(
        hits + missing, lambda totals: _share(sum(totals[:many]), sum(totals[many:])), confidence
    )


def _share(right: float, missed: float) -> float:
    return right / (right + missed) if right + missed else np.nan


def _moved(
    strata: list[Stratum], result: Callable[[list[float]], float], confidence: float
) -> Estimate:
    """Return what a function makes of how many units of each stratum have the code; it grows, or falls, with each of these numbers."""
    totals = [one.size * one.present / one.read for one in strata]
    value, below, above = result(totals), 0.0, 0.0
    if value != value:
        return NOTHING
    lows, highs = _exact(strata, confidence)
    for place, (one, *ends) in enumerate(zip(strata, lows, highs)):
        moved = []
        for end in ends:
            total = one.present + (one.size - one.read) * end
            changed = result([*totals[:place], total, *totals[place + 1 :]])
            moved.append(0.0 if changed != changed else changed - value)
        below, above = below + min(0.0, *moved) ** 2, above + max(0.0, *moved) ** 2
    return Estimate(value, max(0.0, value - below**0.5), min(1.0, value + above**0.5))


def corrected(rate: Estimate, precision: Estimate, recall: Estimate) -> Estimate:
    """Return a rate of found stretches, corrected for those that are wrong and those that were missed: rate × precision / recall.

    Parameters
    ----------
    rate, precision, recall : Estimate
        Each with its interval, and estimated from readings of their own.

    Returns
    -------
    Estimate
        The upper end is infinite where the recall may be 0: nothing then bounds what was missed.

    Notes
    -----
    Stretches have no true negatives, so that Rogan & Gladen's correction of a prevalence by sensitivity and specificity (1978,
    "Estimating prevalence from the results of a screening test") has the predictive value in the place of the specificity
    (Brenner & Gefeller 1993, "Use of the positive predictive value to correct for disease misclassification in epidemiologic
    studies"). The interval is that of Donner and Zou 2012 on the scale of logarithms: the distances of each estimate from its
    own ends are added as squares. Of a rate of 0 it reaches up to that of the largest values that the three may have.

    Examples
    --------
    A rate of 10 with nine of ten stretches right and three of four found; nothing in doubt but the rate:

    >>> result = corrected(Estimate(10, 5, 20), Estimate(0.9, 0.9, 0.9), Estimate(0.75, 0.75, 0.75))
    >>> [round(float(number), 3) for number in result]
    [12.0, 6.0, 24.0]
    """
    if not recall.value > 0 or precision.value != precision.value:
        return NOTHING
    value = rate.value * precision.value / recall.value
    with np.errstate(divide="ignore"):
        if value == 0:
            return Estimate(0.0, 0.0, float(np.divide(rate.high * precision.high, recall.low)))
        below = np.log([rate.value, precision.value, recall.high]) - np.log(
            [rate.low, precision.low, recall.value]
        )
        above = np.log([rate.high, precision.high, recall.value]) - np.log(
            [rate.value, precision.value, recall.low]
        )
    low, high = (float(np.exp(np.sqrt((each**2).sum()))) for each in (below, above))
    return Estimate(value, value / low, value * high)
