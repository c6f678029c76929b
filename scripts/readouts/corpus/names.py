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


def numbered(number: int, things: str) -> str:
    """Return a number and what it counts: the plural's first noun in the singular where there is one thing.

    Parameters
    ----------
    number : int
    things : str
        In the plural; the first word that ends in s is the noun.

    Examples
    --------
    >>> numbered(2, "stretches"), numbered(1, "stretches"), numbered(1, "topics on this rung")
    ('2 stretches', '1 stretch', '1 topic on this rung')
    >>> numbered(1, "full readouts"), numbered(1, "parties"), numbered(1, "North’s passages")
    ('1 full readout', '1 party', '1 North’s passage')
    """
    return f"{number} {_NOUN.sub(_one, things, count=1) if number == 1 else things}"


_NOUN = re.compile(r"(?<!\w)\w+[^\W_]s\b(?!['’])")
_SINGULAR = (("ies", "y"), ("ches", "ch"), ("xes", "x"), ("sses", "ss"), ("s", ""))


def _one(noun: re.Match[str]) -> str:
    word = noun.group()
    end, singular = next(pair for pair in _SINGULAR if word.endswith(pair[0]))
    return word.removesuffix(end) + singular
