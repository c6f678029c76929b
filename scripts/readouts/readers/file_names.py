"""What the names of files tell: side, date, event and language.

The parts of a name are cut at ``__``, else at ``_``, and folders are parts too: a part with a date and more is an event, a
part that every file has and that is the code of a language is that, and of the others the one with the fewest values is
the side. Names that have no such parts are cut into words, at spaces, hyphens and other marks; then a side is told only
where the files have a date or a year, or several files share a side.
"""

import re
import unicodedata
from pathlib import Path
from typing import Any

from . import dates, opening

_DATE = re.compile(
    r"(?<!\d)(?P<day>\d{4}([-_.])\d{2}\2\d{2}|(?:19|20)\d{6})(?:T?\d{4}(?:\d{2})?|T\d{2}[-:.h]\d{2}(?:[-:.]\d{2})?)?(?!\d)"
)
# A date in words, or in folders a level each; and a year.
_DAYS = re.compile(r"(?<!\d)\d{1,2}[.-]\d{1,2}[.-]\d{4}(?!\d)")
_DATES = (
    re.compile(r"(?<!\d)\d{4}/\d{1,2}/\d{1,2}(?!\d)"),
    _DAYS,
    re.compile(
        r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th)?[ _-]+(?:de )?[^\W\d_]{3,12}\.?(?: de|,)?[ _-]+\d{4}(?!\d)"
    ),
    re.compile(r"(?<![^\W_])[^\W\d_]{3,12}\.?[ _-]+\d{1,2}(?:st|nd|rd|th)?,?[ _-]+\d{4}(?!\d)"),
    re.compile(r"(?<!\d)\d{4}年\d{1,2}月\d{1,2}日"),
    re.compile(r"(?<!\d)\d{1,2}[^\W\d_]{3,9}\d{4}(?!\d)"),
)
# What may be meant for a day, and is not read: 220615, 2022-W24, 2022-166, 15-06-22.
_NO_DAY = re.compile(
    r"(?<!\d)(?:\d{6}|\d{4}-?W\d{2}|\d{4}-\d{3}|\d{1,2}([-.])\d{1,2}\1\d{2})(?!\d)"
)
_GLUED = re.compile(r"_|(?<=\d)(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})(?=\d)")
_NUMBER = re.compile(r"[\d\W]+")
_YEAR = re.compile(r"(?<!\d)(?<!\d[-./])(?:1[5-9]|20)\d{2}(?!\d|[-./]\d)")
_APART = re.compile(r"[^\w’']+|_+")
# Texts that may be a side each, if their names are words.
_FEW, _MOST_WORDS = 12, 3
_LANGUAGES = frozenset(
    [
        "ar",
        "be",
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ka",
        "kk",
        "ko",
        "lt",
        "lv",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "sv",
        "th",
        "tr",
        "uk",
        "vi",
        "zh",
    ]
)


def described(
    folder: Path, files: list[Path], order: str | None = None
) -> dict[Path, dict[str, Any]]:
    """Return of each file its name, and what of date, event, side and language the names tell; `order` is that of day and month."""
    found = _by_parts(folder, files)
    for file, one in found.items():
        if "date" not in one and (day := _day(_name(file.relative_to(folder)), order)[0]):
            one["date"] = day
    if not any("side" in one for one in found.values()):
        _by_words(found, folder, order)
    for one in found.values():
        one.pop("year", None)
    return found


def unread_days(folder: Path, found: dict[Path, dict[str, Any]]) -> list[str]:
    """Return what is to be told of numbers in names that may be days, and are not read."""
    numbers = [match[0] for file, one in found.items() if "date" not in one and (match := _NO_DAY.search(_name(file.relative_to(folder))))]  # fmt: skip
    if not numbers:
        return []
    return [
        f"numbers in the names of {len(numbers)} {'file' if len(numbers) == 1 else 'files'}, such as {numbers[0]!r}, are not read as days: write 2022-06-15"
    ]


def order_of_days(folder: Path, files: list[Path]) -> tuple[str | None, list[str]]:
    """Return the order of day and month that the dates in the names show, and what is to be told of it."""
    orders: dict[str, str] = {}
    for file in files:
        for match in _DAYS.finditer(_name(file.relative_to(folder))):
            orders.setdefault(dates.order(match[0]), match[0])
    unclear = orders.pop(dates.MIXED, "")
    orders.pop("", None)
    if not unclear:
        return None, []
    if len(orders) != 1:
        return None, [
            f"dates in the names of files such as {unclear!r} can be read in two ways, and are not read: --date-format day-first or month-first says how"
        ]
    ((order, by),) = orders.items()
    return order, [
        f"dates in the names of files: {order.replace('-', ' is ')}, since {by!r} can be read in no other order; so {unclear!r} is read so too (--date-format says another)"
    ]


def _by_words(found: dict[Path, dict[str, Any]], folder: Path, order: str | None) -> None:
    """Add what the words of the names tell where they have no parts."""
    words = {}
    for file, one in found.items():
        name = _name(file.relative_to(folder))
        rest = _day(_DATE.sub(" ", name), order)[1]
        if "date" not in one and (year := _YEAR.search(rest)):
            one["year"] = year[0]
            rest = _YEAR.sub(" ", rest, count=1)
        words[file] = [word for word in _APART.split(rest) if word]
    codes = {
        file: next((word for word in reversed(own) if word.lower() in _LANGUAGES), None)
        for file, own in words.items()
    }
    for file, own in words.items():
        if all(codes.values()):
            found[file]["language"] = codes[file]
            own.remove(codes[file])
    sides, events = _sides(words)
    telling = all("date" in one or "year" in one for one in found.values())
    if not sides or not (telling or len(set(sides.values())) < len(sides)):
        return
    for file, one in found.items():
        one["side"] = sides[file]
        event = " ".join(filter(None, [one.get("year"), events[file]]))
        # A date says itself which event it is; the words beside it are of the name that was an event before.
        one.pop("event", None)
        if event:
            one["event"] = event


def _sides(words: dict[Path, list[str]]) -> tuple[dict[Path, str], dict[Path, str]]:
    """Return the words of each name that tell its side, and those that tell an event; none if they do not go together."""
    none: dict[Path, str] = {}
    common = set.intersection(*(set(own) for own in words.values())) if len(words) > 1 else set()
    left = {file: [word for word in own if word not in common] for file, own in words.items()}
    widths = set(map(len, left.values()))
    if len(widths) != 1:
        short = all(0 < len(own) <= _MOST_WORDS for own in left.values())
        sides = {file: " ".join(own) for file, own in left.items()}
        ok = short and _are_words(sides.values()) and len(set(sides.values())) <= _FEW
        return (sides, none | dict.fromkeys(words, "")) if ok else (none, none)
    values = list(zip(*left.values()))
    places = [place for place, one in enumerate(values) if _are_words(one)]
    if not places or len(values) > _MOST_WORDS:
        return none, none
    side = min(places, key=lambda place: len(set(values[place])))
    if len(set(values[side])) > _FEW:
        return none, none
    # Numbers that count the files are no events.
    numbered = int(side > 0 and all(map(str.isdigit, values[0])) and len(set(values[0])) == len(left))  # fmt: skip
    return (
        {file: own[side] for file, own in left.items()},
        {file: " ".join(own[numbered:side] + own[side + 1 :]) for file, own in left.items()},
    )


def _are_words(values: Any) -> bool:
    return all(value and len(value) <= 30 and not re.search(r"\d", value) for value in values)


def _name(path: Path) -> str:
    """Return a name without its ending, folders before it, its letters composed."""
    name = "/".join([*path.parts[:-1], opening.stem(path.name)])
    return unicodedata.normalize("NFC", name)


def _day(name: str, order: str | None = None) -> tuple[str, str]:
    """Return the day in a name, and the rest; '' and the name if there is none, or it could be two.

    Examples
    --------
    >>> _day("North - 15 June 2022"), _day("north/2022/06/15"), _day("a 05-06-2022")
    (('2022-06-15', 'North -  '), ('2022-06-15', 'north/ '), ('', 'a 05-06-2022'))
    """
    for form in _DATES:
        if match := form.search(name):
            try:
                day = dates.parse(_GLUED.sub(" ", match[0]), order)
            except ValueError:
                continue
            return day.isoformat(), f"{name[: match.start()]} {name[match.end() :]}"
    return "", name


def _by_parts(folder: Path, files: list[Path]) -> dict[Path, dict[str, Any]]:
    """Return what the parts of names tell, between ``__`` (or ``_``) and in folders."""
    parted = {file: _parts(file.relative_to(folder)) for file in files}
    described = {
        file: {"file": file.relative_to(folder).as_posix()} | _dated(parts)
        for file, parts in parted.items()
    }
    codes = {
        file: next((part for part in reversed(parts) if part.lower() in _LANGUAGES), None)
        for file, parts in parted.items()
    }
    left = {}
    for file, parts in parted.items():
        if all(codes.values()):
            described[file]["language"] = codes[file]
        used = {described[file].get("event"), described[file].get("language")}
        left[file] = [part for part in parts if part not in used and not _is_date(part)]
    left = _without_numbers(left)
    width = {len(parts) for parts in left.values()}
    if (len(width) == 1 and any(len(parts) > 1 for parts in parted.values())) or _are_sides(left):
        values = list(zip(*left.values()))
        varied = [
            number
            for number, parts in enumerate(values)
            if len(set(parts)) > 1 and (len(set(parts)) < len(files) or _are_sides(left))
        ]
        words = [number for number, parts in enumerate(values) if _are_words(set(parts)) and len(set(parts)) <= _FEW]  # fmt: skip
        side = min(varied or words, key=lambda number: len(set(values[number])), default=0)
        for file, parts in left.items() if values else ():
            described[file]["side"] = parts[side]
            if rest := [parts[number] for number in varied if number != side]:
                described[file].setdefault("event", "_".join(rest))
    return described


def _are_sides(left: dict[Path, list[str]]) -> bool:
    """Say whether files of different names are one a side: few of them, with a word for a name."""
    return (
        len(left) <= _FEW
        and all(parts and not re.search(r"\d|.{31}", " ".join(parts)) for parts in left.values())
        and len(set(map(len, left.values()))) == 1
    )


def _parts(path: Path) -> list[str]:
    *folders, stem = _name(path).split("/")
    stem = stem.strip("_")
    return [
        *folders,
        *(stem.split("__") if "__" in stem else stem.split("_") if "_" in stem else [stem]),
    ]


def _without_numbers(left: dict[Path, list[str]]) -> dict[Path, list[str]]:
    """Return the parts of names without those in whose place all have numbers: a number is no side."""
    if len(set(map(len, left.values()))) != 1:
        return left
    places = [place for place, parts in enumerate(zip(*left.values())) if not all(map(_NUMBER.fullmatch, parts))]  # fmt: skip
    return {file: [parts[place] for place in places] for file, parts in left.items()}


def _is_date(part: str) -> bool:
    if (match := _DATE.search(part)) and match[0] == part:
        return True
    day, rest = _day(part)
    return bool(day) and not rest.strip()


def _dated(parts: list[str]) -> dict[str, Any]:
    for part in parts:
        if match := _DATE.search(part):
            return {"date": match["day"].replace("_", "-")} | (
                {"event": part} if match[0] != part else {}
            )
    return {}
