"""Whether what some texts of a series have hangs on their order: an exact permutation test, with the text as the unit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb
from typing import NamedTuple

import numpy as np


class Order(NamedTuple):
    """The sum of the scores of the texts that have it, and its two-sided p."""

    statistic: int
    p: float


def end_scores(n_texts: int, ends: Iterable[int]) -> list[int]:
    """Return a score for each place of a series: of how many of the last ends it is part, less of how many of the first.

    Parameters
    ----------
    n_texts : int
        How many places the series has.
    ends : iterable of int
        How many texts each end has.

    Examples
    --------
    >>> end_scores(7, (1, 2))
    [-2, -1, 0, 0, 0, 1, 2]
    """
    ends = list(ends)
    return [
        sum(place >= n_texts - n for n in ends) - sum(place < n for n in ends)
        for place in range(n_texts)
    ]


def order_test(present: Sequence[bool], scores: Sequence[int]) -> Order:
    """Return the share, of all orders of the texts, in which the sum is as far from its mean as the one observed.

    Parameters
    ----------
    present : sequence of bool, of shape (texts,)
        Which texts have it, in the order of the series.
    scores : sequence of int, of shape (texts,)
        A score for each place.

    Notes
    -----
    A linear rank test. The p is exact: the sets of as many places are counted by their sum, one place after the other
    (Streitberg & Röhmel 1986). It takes every order of the texts as equally likely, so a text that has more words than
    others, and with them more chances, counts like them.

    Examples
    --------
    >>> order_test([True, True, False, False, False, False], end_scores(6, (2,)))
    Order(statistic=-2, p=0.13333333333333333)
    """
    if len(present) != len(scores):
        raise ValueError(
            f"scores: found {len(scores)}, expected one for each of the {len(present)} texts"
        )
    size, statistic = int(np.sum(present)), int(np.dot(present, scores))
    sets = Counter({(0, 0): 1})
    for score in scores:
        sets.update(
            {
                (taken + 1, total + score): ways
                for (taken, total), ways in sets.items()
                if taken < size
            }
        )
    ways, n_texts = comb(len(scores), size), len(scores)
    mean = size * sum(scores) / n_texts
    far = sum(
        number
        for (taken, total), number in sets.items()
        if taken == size and abs(total - mean) >= abs(statistic - mean) - 1e-9
    )
    return Order(statistic, far / ways)
