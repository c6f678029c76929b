"""Days, as people write them in English, Russian and Chinese, and as machines do."""

import datetime
import re
from functools import lru_cache

FORMS = "a day such as 2022-06-15, 20220615, 15 June 2022, June 15, 2022, 15 июня 2022 года or 15.06.2022, with or without a time"
_NAMES = {
    "en": [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "nominative": [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    "three letters": [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ],
    "abbreviated": [
        "янв",
        "фев",
        "мар",
        "апр",
        "май",
        "июн",
        "июл",
        "авг",
        "сен",
        "окт",
        "ноя",
        "дек",
    ],
    "four letters": ["-", "-", "-", "-", "-", "june", "july", "-", "sept", "-", "-", "-"],
    "Russian four letters": [
        "-",
        "февр",
        "-",
        "-",
        "-",
        "июня",
        "июля",
        "-",
        "сент",
        "-",
        "нояб",
        "-",
    ],
}
MONTHS = {
    name: number for names in _NAMES.values() for number, name in enumerate(names, 1) if name != "-"
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:[^\W\d_]{2,11}\.?,?\s+)?"
# A clock, a zone, "at" and "года": what may follow a day and does not change it.
_REST = (
    r"(?:\s*(?:года|год|г\.?))?"
    r"(?:[t,;\s]*(?:(?:at|в|kl)\s+|[-–—|·]\s*)?\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:z|[a-zа-я]{2,5}|(?:utc|gmt)?\s*[+-]\d\d(?::?\d\d)?)?)?"
)
# Compiled when a first cell is read: a corpus without dates need not wait for it.
_WRITTEN = [
    form + _REST
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:t?\d{4,6}z?)?",
        rf"{_WEEKDAY}{_DAY}[\s.-]+(?:of\s+)?{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日(?:\s*星期.)?",
    )
]
_NUMBERS = r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})" + _REST


class AmbiguousDate(ValueError):
    """A cell that could be two days."""


# Longer than any date; what is longer is not looked at.
_LONGEST = 80


def parse(value: object, date_format: str | None = None) -> datetime.date:
    """Read the day of a cell, as it is written: a time of day and its zone are left out and change nothing.

    Parameters
    ----------
    value : str, int, datetime.date or datetime.datetime
    date_format : str, optional
        As `datetime.datetime.strptime` takes it, ``%d/%m/%Y`` for example; ``epoch`` for seconds since 1970 (in UTC).

    Raises
    ------
    ValueError
        If it is no day, or could be two (`AmbiguousDate`); the message says what is expected.

    Examples
    --------
    >>> parse("08 May 2024, 23:15").isoformat(), parse("1 апреля 2025 года, 19:00").isoformat()
    ('2024-05-08', '2025-04-01')
    >>> parse("03/04/2022")
    Traceback (most recent call last):
    readouts.readers.dates.AmbiguousDate: a day that can be read in one way: --date-format %d/%m/%Y if the day comes first, %m/%d/%Y if the month does
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _parse(str(value), date_format)


@lru_cache(maxsize=100_000)
def _parse(value: str, date_format: str | None) -> datetime.date:
    value = " ".join(value.split())
    if len(value) > _LONGEST:
        raise ValueError(FORMS)
    if date_format:
        return _by_format(value, date_format)
    folded = value.casefold()
    for form in _WRITTEN:
        if match := re.fullmatch(form, folded):
            month = match["month"]
            return _day(
                int(match["year"]),
                MONTHS[month] if month in MONTHS else int(month),
                int(match["day"]),
            )
    if match := re.fullmatch(_NUMBERS, folded):
        return _of_numbers(
            int(match["first"]), int(match["second"]), int(match["year"]), match["mark"]
        )
    raise ValueError(FORMS)


def _by_format(value: str, date_format: str) -> datetime.date:
    try:
        if date_format == "epoch":
            return datetime.datetime.fromtimestamp(float(value), datetime.UTC).date()
        return datetime.datetime.strptime(value, date_format).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"a day of the form {date_format}") from None


def _day(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError("a day that the calendar has") from None


def _of_numbers(first: int, second: int, year: int, mark: str) -> datetime.date:
    # With full stops the day comes first in every language that writes so.
    if mark == "." or first > 12 or first == second:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    raise AmbiguousDate(
        f"a day that can be read in one way: --date-format %d{mark}%m{mark}%Y if the day comes first, %m{mark}%d{mark}%Y if the month does"
    )
