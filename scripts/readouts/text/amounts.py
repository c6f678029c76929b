"""Amounts in texts, with their places: sums of money, percentages, durations, anniversaries, dates and numbers, in English, Russian and Chinese.

Each is normalised, so that ``$1 billion``, ``1 млрд долларов`` and ``10亿美元`` are one. Names of months are those of Babel; the
words for units, scales and currencies stand in ``amounts.csv``. A number that is written as a word is taken where a unit or a
scale goes with it, and not else: “one” and “two” are mostly no amounts.
"""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .. import paths
from .languages import primary

LANGUAGES = ("en", "ru", "zh")
MONEY, PERCENT, DURATION, ANNIVERSARY, DATE, NUMBER = (
    "money",
    "percentage",
    "duration",
    "anniversary",
    "date",
    "number",
)
KINDS = (MONEY, PERCENT, DATE, DURATION, ANNIVERSARY, NUMBER)
# Durations are of three kinds, none of which can be turned into another: a month has no number of days.
UNITS = ("minute", "day", "month")
_DIGITS = r"\d{1,3}(?:[ \u00a0\u2009\u202f,]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
# What tells that the name of a month, which may be another word, is one.
_LEAD = "in|since|until|by|late|early|mid|last|next|of|в|с|до|к"
_TO = r"\s?[–—-]\s?|\s(?:and|to|и|по)\s|至|到"


class Amount(NamedTuple):
    """An amount in a text.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    value : str
        Normalised. Of a date as ISO 8601 and EDTF have it, ``2022-06-15``, ``--06-15`` where no year is named, ``199X``, with a
        slash between the ends of a range; of all else a decimal number.
    unit : str
        The currency by its ISO code, or one of `UNITS`.
    start, end : int
        Where it stands.
    """

    kind: str
    value: str
    unit: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What two forms of one amount share."""
        return self.kind, self.value, self.unit


def amounts(text: str, language: str) -> list[Amount]:
    """Return the amounts of a text, in order; none in a language that is not one of `LANGUAGES`.

    Examples
    --------
    >>> [found.key for found in amounts("They pledged $1 billion on June 15, 2022.", "en")]
    [('money', '1000000000', 'USD'), ('date', '2022-06-15', '')]
    >>> [found.key for found in amounts("Выделено 1 млрд долларов.", "ru")], [found.key for found in amounts("提供10亿美元。", "zh")]
    ([('money', '1000000000', 'USD')], [('money', '1000000000', 'USD')])
    >>> [found.key for found in amounts("It took one hour and 45 minutes.", "en")]
    [('duration', '105', 'minute')]
    """
    code = primary(language)
    return list(_found(text, code)) if code in LANGUAGES else []


def compatible(one: Amount, other: Amount) -> bool:
    """Say whether two amounts may be the same: of dates what both name must agree, so that a year goes with its days.

    Examples
    --------
    >>> year, day, other = (Amount("date", value, "", 0, 4) for value in ("2022", "2022-06-15", "--06-16"))
    >>> compatible(year, day), compatible(day, other)
    (True, False)
    """
    if one.kind != DATE or other.kind != DATE:
        return one.key == other.key
    ends, others = one.value.split("/"), other.value.split("/")
    return any(_agree(_parts(first), _parts(second)) for first in ends for second in others)


def _parts(date: str) -> tuple[str, ...]:
    """Return year, month and day of a normalised date; empty where it does not name one."""
    found = re.fullmatch(r"(?:(\d{3}[\dX])|-)(?:-(\d\d))?(?:-(\d\d))?", date)
    return found.groups("") if found else ()


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    both = [(a, b) for a, b in zip(one, other) if a and b]
    return bool(both) and all(a == b or ("X" in a + b and a[:3] == b[:3]) for a, b in both)


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return the forms of each language and kind, each with its value."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with paths.AMOUNTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            of = LANGUAGES if not row["language"] else (row["language"],)
            for language in of:
                found.setdefault((language, row["kind"]), []).append((row["form"], row["value"]))
    return found


def _any(language: str, *kinds: str) -> str:
    forms = [form for kind in kinds for form, _ in _forms().get((language, kind), ())]
    return "|".join(forms)


@lru_cache(maxsize=1_000)
def _value(word: str, language: str, kind: str) -> str:
    return next(
        value for form, value in _forms()[language, kind] if re.fullmatch(form, word, re.IGNORECASE)
    )


@lru_cache(maxsize=3)
def months(language: str) -> dict[str, int]:
    """Return the names of months in a language, in small letters and in the cases in which a date has them."""
    from babel import Locale

    found = {}
    for width in ("format", "stand-alone"):
        for number, name in Locale(language).months[width]["wide"].items():
            found[name.lower()] = number
            if language == "ru" and width == "stand-alone":
                found[name.rstrip("ьй") + "е"] = number
    return found


@lru_cache(maxsize=3)
def _expression(language: str) -> re.Pattern[str]:
    """Return what an amount is in a language; the kinds are tried in this order."""
    edge = "" if language == "zh" else r"(?![\w])"
    words = rf"(?:{_any(language, 'number', 'tens')})"
    scale = rf"(?:\s?(?:{_any(language, 'scale')}){edge})"
    digits = rf"(?:{_DIGITS}){scale}?"
    spelled = rf"{words}(?:[-\s]{words})?{edge}{scale}?"
    if language == "zh":  # “one day” and “one year” are mostly no amounts
        spelled = rf"(?!一[天年]){words}+{scale}?"
    number = rf"(?:{digits}|{spelled})"
    currency, unit = _any(language, "currency"), _any(language, *UNITS)
    one = rf"{number}[-\s]?(?:{unit}){edge}"
    patterns = {
        MONEY: rf"(?:US\$|\$US|[$€£¥₽₴])\s?{digits}|{number}[-\s]?(?:{currency}){edge}",
        PERCENT: rf"{number}\s?(?:{_any(language, 'percent')})"
        + (rf"|百分之{number}" if language == "zh" else ""),
        ANNIVERSARY: rf"{number}\s?(?:{_any(language, 'anniversary')})",
        DATE: _dates(language),
        DURATION: rf"{one}(?:(?:,? and |, |\s?и\s|\s)?{one})*",
        # No time of day, no day of a month, no ordinal, no part of an address.
        NUMBER: rf"(?<![:/])(?:{digits}|{words}(?:[-\s]{words})?{scale})(?![:/]\d|-[а-я]|[日号號年])",
    }
    before = (
        r"(?<![\d.第])(?<![A-Za-z]-)(?<![A-Za-z])"
        if language == "zh"
        else r"(?<![\w/])(?<!\d[.,])(?<![^\W\d]-)"
    )
    alternatives = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns.items())
    return re.compile(rf"{before}(?:{alternatives})(?![\d%])" + r"(?![A-Za-z])", re.IGNORECASE)


def _dates(language: str) -> str:
    """Return what a date is: the groups of its parts are found again by `_date`."""
    month = "|".join(sorted(months(language), key=len, reverse=True))
    day = r"[0-3]?\d"
    if language == "zh":
        days = rf"{day}日?(?:(?:{_TO}){day})?日"
        return rf"(?:{_YEAR}年)?1?\d月(?:{days}|份)?|{_YEAR}年(?!来|來)"
    if language == "ru":
        year = rf"{_YEAR}(?:-?[а-я]{{1,2}})?\s?(?:год[а-я]{{0,3}}|гг?\.)"
        days = rf"{day}(?:(?:{_TO}){day})?\s(?:{month})(?:\s(?:{year}|{_YEAR}))?"
        return rf"{days}|(?:(?:{_LEAD})\s)?(?:{month})\s(?:{year}|{_YEAR})|(?:{_LEAD})\s(?:{month})\b|{year}"
    ordinal, of = r"(?:st|nd|rd|th)?", r"\s(?:of\s)?"
    year = rf"(?:,?\s{_YEAR})?"
    return (
        rf"(?:{month})\s{day}{ordinal}(?:(?:{_TO}){day}{ordinal})?(?!\d){year}|{day}{ordinal}(?:(?:{_TO}){day}{ordinal})?{of}(?:{month})\b{year}"
        rf"|(?:(?:{_LEAD})[\s-])?(?:{month}),?\s{_YEAR}|(?:{_LEAD})[\s-](?:{month})\b(?!\s\d)|\d{{3}}0s|{_YEAR}"
    )


def _found(text: str, language: str) -> Iterator[Amount]:
    for match in _expression(language).finditer(text):
        kind, words = match.lastgroup or "", match.group()
        if kind == DURATION:
            yield from _durations(match.start(), words, language)
        elif kind == NUMBER and _numbers_a_line(text, match):
            continue
        elif kind == DATE:
            lead = re.match(rf"(?:{_LEAD})[\s-]", words, re.I)
            start = match.start() + (lead.end() if lead else 0)
            yield Amount(DATE, _date(text[start : match.end()], language), "", start, match.end())
        else:
            unit = _unit(words, language) if kind == MONEY else ""
            number = _number(words.removeprefix("百分之"), language)
            yield Amount(kind, number, unit, match.start(), match.end())


def _numbers_a_line(text: str, match: re.Match[str]) -> bool:
    """Say whether a number numbers the item of a list: “2. The ministers”."""
    return text[: match.start()].endswith(("\n", "\n- ")) and text[match.end() :][:1] in (".", ")")


def _unit(words: str, language: str) -> str:
    forms = rf"(?:{_any(language, 'currency')})$|^(?:US\$|\$US|[$€£¥₽₴])"
    return next(
        _value(found.group(), language, "currency") for found in re.finditer(forms, words, re.I)
    )


def _durations(start: int, words: str, language: str) -> Iterator[Amount]:
    """Yield a duration, its parts summed: “two days and three hours” are two, since no number is both."""
    number = rf"(?:{_DIGITS}|(?:{_any(language, 'number', 'tens')}|[\s-])+)(?:\s?(?:{_any(language, 'scale')}))?"
    sums: dict[str, tuple[Decimal, int, int]] = {}
    for part in re.finditer(
        rf"(?P<n>{number})[-\s]?(?P<unit>{_any(language, *UNITS)})", words, re.I
    ):
        unit = next(
            kind
            for kind in UNITS
            if re.fullmatch(_any(language, kind), part["unit"], re.IGNORECASE)
        )
        value = Decimal(_number(part["n"], language)) * int(_value(part["unit"], language, unit))
        before, first, _ = sums.get(unit, (Decimal(0), part.start() + _blank(part.group()), 0))
        sums[unit] = before + value, first, part.end()
    for unit, (value, first, after) in sums.items():
        yield Amount(DURATION, _plain(value), unit, start + first, start + after)


def _blank(words: str) -> int:
    return len(words) - len(words.lstrip(" -\u00a0"))


def _number(words: str, language: str) -> str:
    """Return the number that stands in some words, with its scale."""
    digits = re.search(_DIGITS, words)
    total = Decimal(_of_digits(digits.group(), language)) if digits else Decimal(0)
    rest = words[digits.end() :] if digits else words
    if not digits:
        for kind in ("tens", "number")[language == "zh" :]:
            for found in re.finditer(_bounded(_any(language, kind), language), words, re.I):
                value = Decimal(_value(found.group(), language, kind))
                # 二十 is two tens; of all others the parts are added.
                total = total * 10 if value == 10 and total and language == "zh" else total + value
    scale = re.search(rf"(?:{_any(language, 'scale')})", rest, re.I)
    return _plain(total * int(_value(scale.group(), language, "scale")) if scale else total)


def _bounded(forms: str, language: str) -> str:
    return forms if language == "zh" else rf"\b(?:{forms})\b"


def _of_digits(digits: str, language: str) -> str:
    """Return a number in digits, without the marks between its thousands."""
    groups = re.fullmatch(r"(\d{1,3}(?:[ \u00a0\u2009\u202f,]\d{3})+)(?:[.,](\d+))?", digits)
    if groups and not (language == "ru" and "," in groups[1]):
        whole = re.sub(r"\D", "", groups[1])
        return f"{whole}.{groups[2]}" if groups[2] else whole
    return digits.replace(",", ".")


def _plain(value: Decimal) -> str:
    """Return a decimal number without an exponent and without zeros at its end."""
    return f"{value.normalize():f}"


def _date(words: str, language: str) -> str:
    if decade := re.fullmatch(r"(\d{3})0s", words):
        return f"{decade[1]}X"
    if language == "zh":
        year, month, days = (
            re.search(form, words) for form in (rf"({_YEAR})年", r"(\d+)月", r"月(.*)日")
        )
        number = int(month[1]) if month else 0
        numbers = re.findall(r"\d+", days[1]) if days else []
    else:
        year = re.search(rf"(?<!\d)({_YEAR})(?!\d)", words)
        found = re.search("|".join(sorted(months(language), key=len, reverse=True)), words, re.I)
        number = months(language)[found.group().lower()] if found else 0
        rest = words.replace(year[1], " ") if year else words
        numbers = re.findall(r"\d+", rest) if found else []
    stem = (year[1] if year else "-") + (f"-{number:02}" if number else "")
    return "/".join(f"{stem}-{int(day):02}" for day in numbers) or stem
