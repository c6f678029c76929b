"""Lexical diversity: how seldom the words of one text come back, measured so that its length matters little.

The ratio of different words to words falls as a text goes on, so that it compares nothing but texts of one length. These
two depend on length far less, and not in texts that are too short: see `LEAST`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb

# Words below which neither is given. Of the measures that Koizumi 2012, 10.7820/vli.v01.1.koizumi, tried on texts of 50 to 200
# words MTLD changes least with the length, and it needs 100. HD-D, which Koizumi and In'nami 2012 tried too ("Effects of
# text length on lexical diversity measures", System 40(4)), changes more.
LEAST = 100
# A stretch ends where its different words are this many in a hundred of its words, or fewer.
_FACTOR = 72
# Words drawn for HD-D.
DRAWN = 42


def mtld(words: Sequence[str]) -> float:
    """Return MTLD: how many words a stretch has, on average, before too many of them are repeated.

    Parameters
    ----------
    words : sequence of str
        The words of a text in their order, in the form under which they are counted.

    Returns
    -------
    float
        NaN where no word comes twice.

    Notes
    -----
    A stretch ends with the word at which the ratio of its different words to its words is 0.72 or below. What is left at
    the end is a part of a stretch: the part of the way from 1 to 0.72 that its ratio has gone. The words of the text are
    divided by the number of stretches, read forwards and read backwards, and the mean of the two is given. McCarthy and
    Jarvis 2010, "MTLD, vocd-D, and HD-D", 10.3758/BRM.42.2.381. Programs differ: some let a stretch end only below 0.72,
    or only after ten words.

    Examples
    --------
    Read forwards, a stretch ends after "the people by the people", with 4 different words of 6 (0.67), and another two words
    are left, all different: one stretch of 8 words. Backwards too one stretch ends, after 7 words (5 of 7).

    >>> mtld("of the people by the people for us".split())
    8.0
    """
    if len(set(words)) == len(words):
        return float("nan")
    ways = words, reversed(words)
    return sum(len(words) / _stretches(way) for way in ways) / 2


def _stretches(words: Iterable[str]) -> float:
    """Return how many stretches the words make, with the part of one at their end."""
    whole, seen, length = 0, set(), 0
    for word in words:
        seen.add(word)
        length += 1
        if 100 * len(seen) <= _FACTOR * length:
            whole, seen, length = whole + 1, set(), 0
    return whole + (100 * (1 - len(seen) / length) / (100 - _FACTOR) if length else 0)


def hd_d(words: Sequence[str]) -> float:
    """Return HD-D: which part of 42 words drawn at random from the text are different, as is to be expected.

    Parameters
    ----------
    words : sequence of str
        The words of a text, in the form under which they are counted.

    Returns
    -------
    float
        From 0 to 1; NaN where the text has fewer than 42 words.

    Notes
    -----
    The sum over the different words of the probability that a draw of 42 words without replacement has it, divided by 42:
    the hypergeometric distribution in the place of vocd-D's samples. McCarthy and Jarvis 2010, 10.3758/BRM.42.2.381.

    Examples
    --------
    >>> hd_d([str(number) for number in range(50)]), round(hd_d(["a", "b"] * 50), 4)
    (1.0, 0.0476)
    """
    if (size := len(words)) < DRAWN:
        return float("nan")
    draws = comb(size, DRAWN)
    # How many words occur so and so often: the numbers are whole, and there are few of them.
    often = Counter(Counter(words).values())
    missed = sum(number * comb(size - times, DRAWN) for times, number in often.items())
    return (often.total() * draws - missed) / draws / DRAWN
