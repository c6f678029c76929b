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
