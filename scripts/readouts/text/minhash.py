"""Texts that are nearly the same, found in time that grows with their number: MinHash of runs of three words (Broder 1997).

A text is the set of its runs of three words. How much two sets share of all that they have (Jaccard's index) is estimated
by 64 of their smallest hashes, each of its own part of the hashes; texts that agree in four of them in a row are compared.
"""

import re
from array import array
from collections import defaultdict
from zlib import crc32

from .tokens import HAN

# At least this much of all runs of either text is in both.
ALIKE = 0.7
_RUN, _VALUES, _ROWS, _BANDS = 3, 64, 4, 10
# Texts with fewer runs are too short to be nearly the same as another; of long ones the beginning is looked at.
_FEWEST, _CHARACTERS = 8, 20_000
# Texts that are kept for each band, so that a formula that all have costs no more than one.
_PER_BAND = 4
_WORD = re.compile(rf"[{HAN}]|[^\W{HAN}]+")


class Alike:
    """Texts that go by; of each is said which earlier one it is nearly the same as.

    Parameters
    ----------
    most : int
        How many texts are kept, to compare others with.

    Attributes
    ----------
    is_full : bool
        Whether there were more.

    Examples
    --------
    >>> alike = Alike()
    >>> text = "The two leaders spoke at length about trade, the border, the river and the fish in it."
    >>> alike.earlier("a", text), alike.earlier("b", text + " Thanks."), alike.earlier("c", "They met.")
    (None, ('a', 0.95), None)
    """

    def __init__(self, most: int = 50_000):
        self.most = most
        self._names: list[str] = []
        self._kept: list[array[int]] = []
        self._bands: dict[int, list[int]] = defaultdict(list)
        self.is_full = False

    def earlier(self, name: str, text: str) -> tuple[str, float] | None:
        """Return the name of the likest of the earlier texts that are alike, and how much; None if there is none."""
        found = signature(text)
        if found is None:
            return None
        bands = [
            crc32(found[place : place + _ROWS].tobytes(), place)
            for place in range(0, _BANDS * _ROWS, _ROWS)
        ]
        near = {number for band in bands for number in self._bands.get(band, ())}
        best = max(((similarity(found, self._kept[one]), -one) for one in near), default=(0.0, 0))
        if len(self._names) < self.most:
            for band in bands:
                if len(self._bands[band]) < _PER_BAND:
                    self._bands[band].append(len(self._names))
            self._names.append(name)
            self._kept.append(found)
        else:
            self.is_full = True
        return (self._names[-best[1]], round(best[0], 2)) if best[0] >= ALIKE else None


def signature(text: str) -> "array[int] | None":
    """Return the smallest hash in each part of the hashes of a text's runs of words; None of a text with few runs."""
    words = _WORD.findall(text[:_CHARACTERS].casefold())
    runs = {
        crc32(" ".join(run).encode("utf-8", "surrogatepass"))
        for run in zip(*(words[start:] for start in range(_RUN)))
    }
    if len(runs) < _FEWEST:
        return None
    smallest: dict[int, int] = {}
    for run in runs:
        part, value = run % _VALUES, run // _VALUES
        if value < smallest.get(part, 1 << 32):
            smallest[part] = value
    # A part that has none takes what the next part with one has, so that short texts are compared too.
    values = array("L", bytes(_VALUES * array("L").itemsize))
    last = smallest[min(smallest)]
    for part in reversed(range(_VALUES)):
        last = values[part] = smallest.get(part, last)
    return values


def similarity(one: "array[int]", other: "array[int]") -> float:
    """Return the share of the values in which two signatures agree: an estimate of Jaccard's index."""
    return sum(map(int.__eq__, one, other)) / _VALUES
