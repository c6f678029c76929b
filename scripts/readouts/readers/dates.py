"""Days, as people write them in the languages of the world, and as machines do. What could be two days is none."""

import datetime
import re
from functools import lru_cache

FORMS = (
    "a day such as 2022-06-15, 20220615, 15 June 2022, June 15, 2022, 15 июня 2022 года, 15. Juni 2022 or 15.06.2022, "
    "with or without a time; --date-format says another form"
)
# Orders of day and month among numbers, and the day numbers of spreadsheets, as names of forms beside those of `strptime`.
DAY_FIRST, MONTH_FIRST, MIXED = "day-first", "month-first", "mixed"
SERIALS = {"excel": datetime.date(1899, 12, 30), "excel1904": datetime.date(1904, 1, 1)}
# The languages whose names of months and weekdays are known, by Babel; the first are tried first.
_LANGUAGES = (
    "en ru zh uk be bg sr sr_Latn mk kk ky uz az tr de fr es it pt nl sv da nb nn fi is et lv lt pl cs sk sl hr bs hu ro sq "
    "el he ar ar_SY ar_DZ ar_MA fa ur hi bn ta th vi id ms ko ja ka hy mn sw af ca eu gl ga cy"
)
# Years of this calendar; those of others (2565, 1401, 5782) are not converted.
_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NAME = r"[^\W\d_][^\d,/:;]*?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°|\.|-?(?:го|е|ого|га|шы|ші))?"
_THE = r"(?:(?:le|el|il|den|der|am|em|on|dnia|ngày|на)\s+)?"
_OF = r"(?:\s+(?:(?:of|de|del|di|do|da|den|van)\s+|d['’])|[\s.,-]*)"
_YEAR = r"(?P<year>\d{4})"
# What may follow a day and does not change it: the word for a year; a clock, its zone and "at".
_REST = (
    r"(?:\s*(?:года|год|г\.?|року|рік|рр?\.?|година|ж\.?|r\.?|m\.|sz\.))?"
    r"(?:[t,;\s]*(?:(?:at|в|о|kl\.?|um|à|a las|alle|às|om|o|u|saat)\s+|[-–—|·]\s*)?\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?\s*"
    r"(?:[ap]\.?m\.?|uhr)?\s*(?:z|[a-zа-я]{2,5}|(?:utc|gmt)?\s*[+-]\d\d(?::?\d\d)?)?)?"
)
# Compiled when a first cell is read: a corpus without dates need not wait for it.
_NUMBERED = [
    r"(?P<year>\d{4})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})\.?"
    + _REST,
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:t?\d{4,6}z?)?" + _REST,
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일号號](?:\s*星期.|\s*[（(].[)）]|.曜日)?"
    + _REST,
    _THE + r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>\d{4})",
]
_WRITTEN = [
    rf"{_THE}{_DAY}{_OF}(?P<month>{_NAME}),?{_OF}{_YEAR}{_REST}",
    rf"(?P<month>{_NAME})[\s.-]+{_DAY}[,-]?[\s-]*{_YEAR}{_REST}",
    rf"{_YEAR}[.,-]?\s*(?:(?:m\.|gada|оны)\s+)?(?P<month>{_NAME})[\s.-]+{_DAY}(?:\s*d\.)?{_REST}",
    rf"{_YEAR}\.?\s*(?:gada|m\.)\s+{_DAY}\s+(?P<month>{_NAME}){_REST}",
    # As Twitter and the program `date` write it.
    rf"(?P<month>{_NAME})\s+{_DAY}\s+\d\d:\d\d:\d\d\s+(?:[+-]\d{{4}}\s+|[a-z]{{2,5}}\s+)?{_YEAR}",
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
    value : str, int, float, datetime.date or datetime.datetime
    date_format : str, optional
        As `datetime.datetime.strptime` takes it, ``%d/%m/%Y`` for example; ``epoch`` for seconds, or thousandths, since 1970
        (in UTC); ``excel`` for the days of a spreadsheet (``excel1904`` of an old Macintosh's); ``day-first``, ``month-first``.

    Raises
    ------
    ValueError
        If it is no day, or could be two (`AmbiguousDate`); the message says what is expected.

    Examples
    --------
    >>> parse("08 May 2024, 23:15").isoformat(), parse("1 апреля 2025 года, 19:00").isoformat()
    ('2024-05-08', '2025-04-01')
    >>> parse("15 Haziran 2022").isoformat(), parse(44727, "excel").isoformat()
    ('2022-06-15', '2022-06-15')
    >>> parse("03/04/2022")
    Traceback (most recent call last):
    readouts.readers.dates.AmbiguousDate: a day that can be read in one way: --date-format day-first or month-first
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _parse(str(value), date_format)


def moment(value: object) -> datetime.datetime | None:
    """Return when it was, in UTC, where a cell has a day, a time and its zone as ISO 8601 writes them; None of any other cell.

    Examples
    --------
    >>> moment("2021-12-30 17:43:24-05:00").isoformat()
    '2021-12-30T22:43:24+00:00'
    >>> moment("2021-12-30 17:43"), moment("30 December 2021")
    (None, None)
    """
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value.strip()) if ":" in value else None
        except ValueError:
            return None
    if not isinstance(value, datetime.datetime) or value.tzinfo is None:
        return None
    try:
        return value.astimezone(datetime.UTC)
    except OverflowError:  # of the first or the last day that there is
        return None


@lru_cache(maxsize=100_000)
def _parse(value: str, date_format: str | None) -> datetime.date:
    value = " ".join(value.split())
    if len(value) > _LONGEST:
        raise ValueError(FORMS)
    if date_format and date_format not in (DAY_FIRST, MONTH_FIRST, MIXED):
        return _by_format(value, date_format)
    if re.fullmatch(r"1\d{9}(?:\d{3})?", value, re.ASCII):
        raise ValueError("a day; --date-format epoch reads seconds, or thousandths, since 1970")
    folded = _western(value.casefold())
    day = _read(folded, date_format) or _read(_without_weekday(folded), date_format)
    if day is None:
        raise ValueError(FORMS)
    return day


def _western(text: str) -> str:
    """Return a day of East Asia with its numbers in digits, and its year of an era as one of this calendar.

    Examples
    --------
    >>> _western("令和4年6月15日"), _western("二〇二二年六月十五日"), _western("15 june 2022")
    ('2022年6月15日', '2022年6月15日', '15 june 2022')
    """
    if "年" not in text:
        return text
    text = re.sub("[〇零一二三四五六七八九十]+", lambda run: _digits(run[0]), text)
    era = re.match("(令和|平成|昭和|民國|民国)([0-9]{1,3}|元)年", text)
    return (
        f"{_ERAS[era[1]] + int(era[2].replace('元', '1'))}{text[era.end() - 1 :]}" if era else text
    )


def _digits(number: str) -> str:
    number = re.sub("(?<=[一二三])十(?=.)", "", re.sub("(?<=[一二三])十$", "〇", number))
    return number.translate(_NUMERALS).replace("十", "1" if len(number) > 1 else "10")


def _read(text: str, date_format: str | None) -> datetime.date | None:
    """Return the day that a text is by one of the forms; None if it is of none."""
    for form in _NUMBERED:
        if match := re.fullmatch(form, text):
            return _day(match["year"], match["month"], match["day"])
    if match := re.fullmatch(_NUMBERS, text):
        return _of_numbers(match, date_format)
    for form in _WRITTEN:
        if (match := re.fullmatch(form, text)) and (month := _month(match["month"])):
            return _day(match["year"], month, match["day"])
    return None


def _without_weekday(text: str) -> str:
    """Return a text without the name of a weekday at either end.

    Examples
    --------
    >>> _without_weekday("mittwoch, 15. juni 2022"), _without_weekday("15 haziran 2022 çarşamba")
    ('15. juni 2022', '15 haziran 2022')
    """
    words = text.split(" ")
    for count in (1, 2):
        if _bare(" ".join(words[:count])) in _weekdays():
            return " ".join(words[count:])
        if _bare(" ".join(words[-count:])) in _weekdays():
            return " ".join(words[:-count])
    return ""


def order(value: object) -> str:
    """Return the order that a cell of numbers shows: day-first, month-first, mixed where it could be either, '' of any other cell.

    Examples
    --------
    >>> order("15/06/2022"), order("06/15/2022"), order("05/06/2022"), order("5/5/2022"), order("2022-06-15")
    ('day-first', 'month-first', 'mixed', '', '')
    """
    text = " ".join(str(value).split()).casefold()
    match = re.fullmatch(_NUMBERS, text) if len(text) <= _LONGEST else None
    if not match or match["mark"] == "." or match["first"].zfill(2) == match["second"].zfill(2):
        return ""
    return (
        DAY_FIRST
        if int(match["first"]) > 12
        else MONTH_FIRST
        if int(match["second"]) > 12
        else MIXED
    )


def is_serial(value: object) -> bool:
    """Say whether a cell may be a spreadsheet's number of a day of 1954 to 2064."""
    text = str(value).strip()
    return bool(re.fullmatch(r"\d{5}(\.\d+)?", text, re.ASCII)) and 20_000 <= float(text) < 60_000


def _by_format(value: str, date_format: str) -> datetime.date:
    try:
        if date_format in SERIALS:
            if not is_serial(value):
                raise ValueError
            return SERIALS[date_format] + datetime.timedelta(days=int(float(value)))
        if date_format == "epoch":
            seconds = float(value) / (1000 if float(value) >= 1e11 else 1)  # the year 5138, or 1973
            return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
        return datetime.datetime.strptime(value, date_format).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"a day of the form {date_format}") from None


def _day(year: str, month: str | int, day: str) -> datetime.date:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        raise ValueError("a year of the common era; years of other calendars are not converted")
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("a day that the calendar has") from None


def _of_numbers(match: re.Match[str], date_format: str | None) -> datetime.date:
    first, second, year = match["first"], match["second"], match["year"]
    shown = order(match[0])
    # With full stops the day comes first in every language that writes so.
    if not shown:
        return _day(year, second, first)
    if date_format == MIXED:
        raise AmbiguousDate(
            "days in one order: in this column some have the day first and some the month"
        )
    if shown == MIXED and not date_format:
        raise AmbiguousDate(
            f"a day that can be read in one way: --date-format {DAY_FIRST} or {MONTH_FIRST}"
        )
    is_day_first = (date_format or shown) == DAY_FIRST
    return _day(year, second, first) if is_day_first else _day(year, first, second)


def _month(name: str) -> int | None:
    """Return the number of the month that a name is of in some language; Hebrew writes "in" as a letter of the same word."""
    months = _months().get(_bare(name)) or _months().get(_bare(name).removeprefix("ב"), frozenset())
    if len(months) > 1:
        raise AmbiguousDate(
            f"a month that has one meaning: {name!r} is {' or '.join(map(str, sorted(months)))}, by language; write it as a number"
        )
    return next(iter(months), None)


def _bare(name: str) -> str:
    """Return a name of a month or weekday as names are compared.

    Examples
    --------
    >>> _bare("Juni."), _bare("de juny"), _bare("d’abril"), _bare("Среда")
    ('juni', 'juny', 'abril', 'среда')
    """
    return re.sub(r"^(?:de |d['’])", "", " ".join(name.casefold().split())).strip(" .,")


@lru_cache(maxsize=1)
def _months() -> dict[str, frozenset[int]]:
    """Return the numbers of the months that a name stands for in any language: of nearly all names one."""
    named: dict[str, frozenset[int]] = {}
    for number, name in [*_names("months"), (9, "sept")]:
        if not _bare(name).isnumeric():
            named[_bare(name)] = named.get(_bare(name), frozenset()) | {number}
    return named


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    return frozenset(_bare(name) for _, name in _names("days"))


def _names(what: str) -> list[tuple[int, str]]:
    from babel import Locale

    return [
        (number, str(name))
        for language in _LANGUAGES.split()
        for forms in getattr(Locale.parse(language), what).values()
        for width in ("wide", "abbreviated", "short")
        for number, name in forms.get(width, {}).items()
    ]
