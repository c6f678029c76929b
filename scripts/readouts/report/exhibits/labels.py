"""Headings and translations that several chapters share."""

import pandas as pd

from ..naming import names
from ..report import Report


def english(report: Report, terms: pd.Series) -> pd.Series:
    """Strings of the series in English, as its table of strings has them."""
    strings = report.table(report.settings.series.table("strings"))
    return terms.map(strings.set_index("term")["english"])


def listed(report: Report, column: str) -> pd.Series:
    """The strings that a table of the series is to have: those that a column of the table of strings marks."""
    strings = report.table(report.settings.series.table("strings"))
    return strings.loc[strings[column], "term"]


def uncounted_strings(report: Report, terms: pd.Series) -> list[str]:
    """Those of some strings of the series that are not counted as they are to be counted today, in English."""
    counted = names.counted_strings(report.settings.series, report.corpus.tables)
    return list(dict.fromkeys(english(report, terms[~terms.isin(counted)])))


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def spelled(number: int) -> str:
    """A number at the beginning of a sentence: in words up to ten.

    Examples
    --------
    >>> spelled(7), spelled(30)
    ('Seven', '30')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
