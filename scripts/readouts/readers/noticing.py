"""Notices: what was met in rows and is no fault, by kind, and what there is to say of the sides."""

import re
import unicodedata
from collections.abc import Iterable

from .faults import named

# Row numbers that a notice names.
_NAMED = 20
# Characters of the longest text that a cell of a spreadsheet holds.
CELL = 2**15 - 1
# Bytes of UTF-8 as Windows-1252 and Windows-1251 show them.
_TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SIGN = f"[ÂÃÄÅÎÏÐÑ×ØÙ][{_TAIL}]|[âäåæçè][{_TAIL}]{{2}}|(?:[РС][^\\w\\s]?[^ ]){{4}}"
MOJIBAKE = re.compile(_SIGN)
_ACCENTS_AND_MARKS = re.compile("[\u0300-\u036f\u200b-\u200d\u2060\ufeff\\s\\-‐–_.,;:'’]+")
# Letters of Cyrillic that look as letters of Latin do.
_OF_LIKE_SHAPE = str.maketrans("АВЕКМНОРСТХаеорсухіј", "ABEKMHOPCTXaeopcyxij")


class Rows:
    """Rows that a notice is about: how many, and which the first ones are."""

    def __init__(self, notice: str):
        self.notice, self.count = notice, 0
        self.first: list[str] = []

    def add(self, place: str, example: str = "") -> None:
        """Count a row; the example of the first is shown in the notice."""
        self.count += 1
        if self.count == 1:
            self.notice = self.notice.replace("{}", repr(example))
        if self.count <= _NAMED:
            self.first.append(place)

    def __str__(self) -> str:
        more = f" and {self.count - _NAMED:,} more" if self.count > _NAMED else ""
        return f"{self.count:,} {'row' if self.count == 1 else 'rows'} {self.notice}: {', '.join(self.first)}{more}"


def by_kind(every: bool) -> dict[str, Rows]:
    """Return the kinds of what may be met, of which nothing was met yet; `every` row may be a document without a text."""
    return {
        "empty": Rows("without a text" if every else "without a text, left out"),
        "missing": Rows(
            "whose text is nothing but a mark such as NA, left out (--missing says which marks)"
        ),
        "again": Rows("that an earlier row has already (same id or address, same text), left out"),
        "renamed": Rows(
            "with the id of an earlier row and another text; the number of the row is added to the id"
        ),
        "same": Rows("whose text another row has too (both are kept)"),
        "html": Rows("with tags or entities of HTML, taken out (--markup none leaves them)"),
        "surrogates": Rows("with half a character (a lone surrogate), shown as \ufffd"),
        "bidi": Rows("with controls of the direction of writing, which are left in"),
        "spaces": Rows("with non-breaking spaces, read as spaces"),
        "mojibake": Rows(
            "with mojibake such as {}: text in UTF-8 that was once read in another encoding (ftfy.fix_text mends it)"
        ),
        "lost": Rows("with \ufffd, where a character was lost before this file was written"),
        "undated": Rows("without a date"),
        "misdated": Rows(
            "with a date that cannot be read, which is not needed here (readouts check says what is wrong with it)"
        ),
        "sideless": Rows("without a side"),
        "cut": Rows(
            f"of {CELL:,} characters, the most that a cell of a spreadsheet has: the rest may be lost"
        ),
    }


def of_sides(evened: Iterable[str], known: dict[str, object]) -> list[str]:
    """Return what there is to say of the sides: of cells that were evened, and of the sides by the cells that say them."""
    told = {
        "sides whose spaces, or accents in two code points, are evened": list(evened),
        "sides with mojibake": [side for side in map(str, known.values()) if MOJIBAKE.search(side)],
    }
    lines = [
        f"{what}: {named(list(map(repr, sides)), _NAMED)}" for what, sides in told.items() if sides
    ]
    return lines + _alike(known)


def _alike(sides: dict[str, object]) -> list[str]:
    """Return the sides whose names differ in capitals, accents, marks or letters of like shape alone: each is a side of its own."""
    groups: dict[str, set[str]] = {}
    for side in filter(None, map(str, sides.values())):
        bare = unicodedata.normalize("NFKD", side).translate(_OF_LIKE_SHAPE).casefold()
        groups.setdefault(_ACCENTS_AND_MARKS.sub("", bare), set()).add(side)
    return [
        f"sides that look alike, and are {len(names)}: {named(list(map(repr, sorted(names))))}; write each in one way"
        for names in groups.values()
        if len(names) > 1
    ]
