"""How days and sides are called in print, and what an id is: known without a table being read."""

import datetime
import re

# ISO 639-2: the language of a text that has one, and which is not known.
UNKNOWN = "und"
# What a segment has from its readout, unless its own table says it too.
OF_THE_READOUT = ("event_date", "side", "issuer", "date", "language", "completeness")


def day(date: datetime.date) -> str:
    """Return a date in words.

    Examples
    --------
    >>> day(datetime.date(2022, 6, 5))
    '5 June 2022'
    """
    return f"{date.day} {date:%B %Y}"


def side_name(side: str) -> str:
    """Return a side's name in print, from its id; a word of three consonants or more is an abbreviation.

    Examples
    --------
    >>> side_name("north-island"), side_name("south-cctv")
    ('North Island', 'South CCTV')
    """
    words = side.replace("-", " ").title()
    return re.sub(
        r"\b[BCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxz]{2,}\b", lambda word: word[0].upper(), words
    )


def slug(*parts: str) -> str:
    """Return an id of words: lower case, anything but letters and digits a hyphen.

    Examples
    --------
    >>> slug("word", "doge-1602-06-15", "venice's")
    'word-doge-1602-06-15-venice-s'
    """
    return re.sub(r"[\W_]+", "-", "-".join(parts).casefold()).strip("-")
