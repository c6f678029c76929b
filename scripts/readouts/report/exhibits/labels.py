"""Headings and translations that several chapters share."""

import pandas as pd

from ..report import Report


def english(report: Report, terms: pd.Series) -> pd.Series:
    """Strings of the series in English, as its table of strings has them."""
    strings = report.table(report.settings.series.table("strings"))
    return terms.map(strings.set_index("term")["english"])


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def spelled(number: int) -> str:
    """A number at the beginning of a sentence: in words up to ten.

    Examples
    --------
    >>> spelled(7), spelled(30)
    ('Seven', '30')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
