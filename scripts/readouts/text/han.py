"""Traditional and simplified Chinese: one character for both, and which of them a text is written in.

The table ``han.csv`` has every traditional character with its simplified form, and whether the latter stands in
simplified texts alone (里 does not). Source: the character tables of OpenCC (Open Chinese Convert, Apache License 2.0),
of which the first form is taken where it names several. A character that simplified texts have too (乾, 著: those of the
standard GB 2312, 後 apart) is left as it is.
"""

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from .. import paths

# Of the characters that tell, so many must be of one script: names and quotations bring a few of the other.
_SHARE = 0.9
_KANA = re.compile("[\u3041-\u30fa\u30fc-\u30ff]")  # a Japanese text has characters of both


class _Tables(NamedTuple):
    """The simplified form of each traditional character, and what stands in simplified texts alone; both by code point."""

    fold: dict[int, int]
    simplified: frozenset[str]


@lru_cache(maxsize=1)
def tables() -> _Tables:
    """Return ``han.csv``, ready to be used."""
    with paths.HAN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return _Tables(
        {ord(row["traditional"]): ord(row["simplified"]) for row in rows},
        frozenset(row["simplified"] for row in rows if row["simplified_only"] == "yes"),
    )


def simplified(text: str) -> str:
    """Return a text with simplified characters for traditional ones; its length stays.

    Examples
    --------
    >>> simplified("烏克蘭戰爭"), simplified("乌克兰战争"), simplified("著名")
    ('乌克兰战争', '乌克兰战争', '著名')
    """
    return text if text.isascii() else text.translate(tables().fold)


def script(frequency: Mapping[str, int]) -> str:
    """Return the script of a Chinese text, by the characters that stand in texts of one script alone.

    Parameters
    ----------
    frequency : mapping of str to int
        How often each character, or each word, occurs.

    Returns
    -------
    str
        ``Hant`` or ``Hans``, as in tags of languages; empty where no character tells it, the text mixes both, or is Japanese.

    Examples
    --------
    >>> from collections import Counter
    >>> script(Counter("兩國元首通電話")), script(Counter("两国元首通电话")), script(Counter("元首"))
    ('Hant', 'Hans', '')
    """
    fold, of_simplified = tables()
    told = {"Hant": 0, "Hans": 0}
    for word, number in frequency.items():
        if _KANA.search(word):
            return ""
        for character in word:
            if ord(character) in fold:
                told["Hant"] += number
            elif character in of_simplified:
                told["Hans"] += number
    found = max(told, key=lambda name: told[name])
    return found if told[found] and told[found] >= _SHARE * sum(told.values()) else ""
