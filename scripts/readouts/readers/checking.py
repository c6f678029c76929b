"""Check: the cells of a row as what a document has, with all that is wrong or worth a note."""

import datetime
import hashlib
import re
import unicodedata
from array import array
from collections.abc import Sequence
from typing import Any

from ..text.tokens import HAN
from . import dates, language_names, markup
from .faults import Faults, named, shown
from .formats import ending
from .mapping import Roles
from .opening import stem
from .options import Options
from .rows import DIVIDED

# Row numbers that a notice names.
_NAMED = 20
# Bytes by which a text is known again.
_DIGEST = 15
# Roles whose cells are few and come again and again; and of how many cells, and how short ones, it is kept what they say.
_REPEATED, _KNOWN, _SHORT = ("side", "date", "event", "language", "completeness"), 10_000, 100
_NO_VALUES = (dict, list, tuple, bytes)
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\u00a0\u202f\u2007"
_SPECIAL = re.compile(f"[{_SPACES}{_BIDI}]")
_ASCII = bytes(range(128))
# Bytes of UTF-8 as Windows-1252 and Windows-1251 show them.
_TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SIGN = f"[ÂÃÄÅÎÏÐÑ×ØÙ][{_TAIL}]|[âäåæçè][{_TAIL}]{{2}}|(?:[РС][^\\w\\s]?[^ ]){{4}}"
_MOJIBAKE = re.compile(_SIGN)
_ACCENTS_AND_MARKS = re.compile("[\u0300-\u036f\u200b-\u200d\u2060\ufeff\\s\\-‐–_.,;:'’]+")
# Letters of Cyrillic that look as letters of Latin do.
_OF_LIKE_SHAPE = str.maketrans("АВЕКМНОРСТХаеорсухіј", "ABEKMHOPCTXaeopcyxij")
_CELL = 2**15 - 1
_LONG = 40  # characters of a word that are shown on either side
_SURROGATES = re.compile("[\ud800-\udfff]")


class _Rows:
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


class Checker:
    """The cells of one reading of a table, from its first row to its last.

    Parameters
    ----------
    file : str
        The table as faults call it.
    found : Roles
        Its columns by what they are.
    options : Options
    every : bool
        Whether a row without a text is a document too.

    Attributes
    ----------
    faults : Faults
    """

    def __init__(self, file: str, found: Roles, options: Options, every: bool = False):
        self.file, self.roles, self.options = file, found, options
        self.faults = Faults()
        self.missing = frozenset(mark.strip() for mark in options.missing) | {""}
        self.longest_mark = max(map(len, self.missing))
        self.slugs: dict[str, str] = {}
        self.earlier = _Earlier()
        self.known: dict[str, dict[str, object]] = {role: {} for role in _REPEATED}
        self.evened: dict[str, None] = {}
        self.met = {
            "empty": _Rows("without a text" if every else "without a text, left out"),
            "missing": _Rows(
                "whose text is nothing but a mark such as NA, left out (--missing says which marks)"
            ),
            "again": _Rows(
                "that an earlier row has already (same id or address, same text), left out"
            ),
            "renamed": _Rows(
                "with the id of an earlier row and another text; the number of the row is added to the id"
            ),
            "same": _Rows("whose text another row has too (both are kept)"),
            "html": _Rows("with tags or entities of HTML, taken out (--markup none leaves them)"),
            "surrogates": _Rows("with half a character (a lone surrogate), shown as \ufffd"),
            "bidi": _Rows("with controls of the direction of writing, which are left in"),
            "spaces": _Rows("with non-breaking spaces, read as spaces"),
            "mojibake": _Rows(
                "with mojibake such as {}: text in UTF-8 that was once read in another encoding (ftfy.fix_text mends it)"
            ),
            "lost": _Rows("with \ufffd, where a character was lost before this file was written"),
            "undated": _Rows("without a date"),
            "misdated": _Rows(
                "with a date that cannot be read, which is not needed here (readouts check says what is wrong with it)"
            ),
            "sideless": _Rows("without a side"),
            "cut": _Rows(
                f"of {_CELL:,} characters, the most that a cell of a spreadsheet has: the rest may be lost"
            ),
        }

    @property
    def notices(self) -> list[str]:
        """What was met and is no fault, by row."""
        met = [str(rows) for rows in self.met.values() if rows.count]
        if self.evened:
            met.append(
                f"sides whose spaces, or accents in two code points, are evened: {named(list(map(repr, self.evened)), _NAMED)}"
            )
        garbled = [side for side in map(str, self.known["side"].values()) if _MOJIBAKE.search(side)]
        if garbled:
            met.append(f"sides with mojibake: {named(list(map(repr, garbled)), _NAMED)}")
        return met + _alike(self.known["side"])

    def place(self, file: str, row: int) -> str:
        """Return a row as a notice names it."""
        if not row:
            return file
        return str(row) if file == self.file else f"{file} {row}"

    def described(self, file: str, row: int, cells: dict[str, Any]) -> dict[str, Any]:
        """Return the cells of the roles other than the text, by role; empty where they are missing or a fault."""
        values = {role: self._described(file, row, role, cell) for role, cell in cells.items()}
        for role, name in (("date", "undated"), ("side", "sideless")):
            if role in values and not values[role]:
                self.met[name].add(self.place(file, row))
        return values

    def id(self, file: str, row: int) -> str:
        """Return a name for a document that has none: its file's, and its row's number if the file has rows."""
        if file not in self.slugs:
            self.slugs[file] = re.sub(r"[^\w-]+", "-", stem(file, folders=True)).strip("-")
        return f"{self.slugs[file]}-{row}" if row else self.slugs[file]

    def text(self, file: str, row: int, cells: Sequence[Any]) -> str:
        """Return the text, from the cells over which it is spread; empty where there is none."""
        text = self._text(file, row, self.place(file, row), cells)
        if not text:
            marks = any(isinstance(cell, str) and cell.strip() and self._is_missing(cell) for cell in cells)  # fmt: skip
            self.met["missing" if marks else "empty"].add(self.place(file, row))
        return text

    def _text(self, file: str, row: int, place: str, cells: Sequence[Any]) -> str:
        pieces = [piece for cell in cells if (piece := self._piece(file, row, _pieces(cell)))]
        if not pieces:
            return ""
        text = (
            pieces[0]
            if len(pieces) == 1
            else "".join(
                piece
                + ("" if number == len(pieces) - 1 or len(piece) == self.roles.split_at else "\n\n")
                for number, piece in enumerate(pieces)
            )
        )
        if len(text) == _CELL:
            self.met["cut"].add(place)
        if "\0" in text:
            self.faults.add(
                file,
                row,
                self.roles.text[0],
                "a NUL character",
                "text without it; the file may be damaged, or in UTF-16 (--encoding utf-16-le)",
            )
            return text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = self._without_markup(text, file, place)
        if self.options.join_lines:
            text = _joined(text)
        if not text.isascii():
            text = self._beyond_ascii(text, place)
        return text.strip()

    def _piece(self, file: str, row: int, cell: object) -> str:
        if isinstance(cell, str):
            return "" if cell.isspace() or self._is_missing(cell) else cell
        if cell is None:
            return ""
        if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
            return "\n\n".join(part for part in cell if not self._is_missing(part))
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return "" if cell != cell else str(cell)
        self.faults.add(file, row, self.roles.text[0], shown(cell), "text")
        return ""

    def _is_missing(self, cell: str) -> bool:
        """Say whether a cell holds one of the marks for nothing; what is longer is no mark, and need not be hashed to know it."""
        bare = cell.strip()
        return len(bare) <= self.longest_mark and bare in self.missing

    def _without_markup(self, text: str, file: str, place: str) -> str:
        kind = self.options.markup or ("markdown" if ending(file) == "md" else "html")
        if kind == "none":
            return text
        if kind == "markdown":
            return markup.without_markdown(text)
        without = markup.without_html(text)
        if without != text:
            self.met["html"].add(place)
        return without

    def _beyond_ascii(self, text: str, place: str) -> str:
        try:
            utf8 = text.encode()
        except UnicodeEncodeError:
            self.met["surrogates"].add(place)
            text = _SURROGATES.sub("\ufffd", text)
            utf8 = text.encode()
        # What is looked for is rare, and the characters beyond ASCII are few in most texts: they are looked through alone.
        beyond = utf8.translate(None, _ASCII).decode()
        if "\ufffd" in beyond:
            self.met["lost"].add(place)
        if _MOJIBAKE.search(beyond) and (found := _MOJIBAKE.search(text)):
            before, after = text[: found.start()][-_LONG:], text[found.end() :][:_LONG]
            word = re.split(r"\s", before)[-1] + found[0] + re.split(r"\s", after)[0]
            self.met["mojibake"].add(place, word)
        if _SPECIAL.search(beyond):
            if any(space in beyond for space in _SPACES):
                self.met["spaces"].add(place)
                for space in _SPACES:
                    text = text.replace(space, " ")
            if any(control in beyond for control in _BIDI):
                self.met["bidi"].add(place)
        return text.lstrip("\ufeff")

    def _described(self, file: str, row: int, role: str, cell: object) -> object:
        """Return the cell of a role other than the text; empty where it is missing or a fault."""
        known = self.known.get(role)
        if known and type(cell) is str and cell in known:
            return known[cell]
        try:
            value = self._value(role, cell)
        except ValueError as error:
            if role == "date" and not self.options.dated:
                self.met["misdated"].add(self.place(file, row))
                return ""
            self.faults.add(
                file,
                row,
                self.roles.columns[role],
                shown(cell if isinstance(cell, _NO_VALUES) else _bare(cell)),
                str(error),
            )
            return ""
        if role == "side" and value and isinstance(cell, str) and value != cell and len(self.evened) < _KNOWN:  # fmt: skip
            self.evened[cell[:_SHORT]] = None
        if known is not None and type(cell) is str and len(known) < _KNOWN and len(cell) < _SHORT:
            known[cell] = value
        return value

    def _value(self, role: str, cell: object) -> object:
        """Return what a cell says.

        Raises
        ------
        ValueError
            If it says nothing that the role can have; the message says what is expected.
        """
        if role == "date" and isinstance(cell, datetime.date):
            return dates.parse(cell)
        if isinstance(cell, _NO_VALUES):
            raise ValueError("text" if role != "date" else dates.FORMS)
        value = _bare(cell)
        if value in self.missing and not (role == "side" and self.roles.codes and value == "NA"):
            return ""
        if role == "date":
            return dates.parse(cell if isinstance(cell, float) else value, self.options.date_format)
        if role == "language":
            return language_names.code(value)
        if role == "completeness":
            return _completeness(value)
        if role == "title" and self.options.markup != "none":
            value = markup.without_html(value)
        return unicodedata.normalize("NFC", " ".join(value.split()))

    def unique(
        self, file: str, row: int, side: str, text: str, described: dict[str, Any]
    ) -> str | None:
        """Return the id of a document, unless it is an earlier one again; the same text under another description is only told of."""
        place = self.place(file, row)
        digest = hashlib.blake2b(
            f"{side}\0{text}".encode("utf-8", "surrogatepass"), digest_size=_DIGEST
        ).digest()
        name = described.get("id") or described.get("url")
        document_id = described.get("id") or self.id(file, row)
        earlier = self.earlier.of_name(name)
        if earlier is not None and self.earlier.text(earlier) == digest:
            self.met["again"].add(f"{place} (as {self.place(*self.earlier.place(earlier))})")
            return None
        if earlier is not None and described.get("id"):
            self.met["renamed"].add(f"{place} (as {self.place(*self.earlier.place(earlier))})")
            document_id = f"{name}-{row}" if row else f"{name}-{self.id(file, row)}"
        if (same := self.earlier.of_text(digest)) is not None:
            self.met["same"].add(f"{place} (as {self.place(*self.earlier.place(same))})")
        self.earlier.add(file, row, digest, name)
        return document_id


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


class _Earlier:
    """The documents that have gone by: the first with each name and the first with each text, in few bytes, as there may be millions."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._texts: dict[bytes, int] = {}
        self._digests, self._rows = bytearray(), array("Q")
        self._files: list[str] = []

    def add(self, file: str, row: int, text: bytes, name: str | None) -> None:
        number = len(self._rows)
        self._digests += text
        self._rows.append(row)
        self._files.append(file)
        self._texts.setdefault(text, number)
        if name:
            self._names.setdefault(name, number)

    def of_name(self, name: str | None) -> int | None:
        return None if name is None else self._names.get(name)

    def of_text(self, text: bytes) -> int | None:
        return self._texts.get(text)

    def text(self, number: int) -> bytes:
        return bytes(self._digests[number * _DIGEST : (number + 1) * _DIGEST])

    def place(self, number: int) -> tuple[str, int]:
        return self._files[number], self._rows[number]


def _pieces(cell: object) -> object:
    """Return a text that is in pieces of which some are objects, such as links and bold words; anything else as it is.

    Examples
    --------
    >>> _pieces(["They ", {"type": "bold", "text": "met"}, "."]), _pieces([{"text": "One."}, {"text": "Two."}])
    ('They met.', 'One.\\n\\nTwo.')
    >>> _pieces(["One.", "Two."]), _pieces([{"a": 1}])
    (['One.', 'Two.'], [{'a': 1}])
    """
    if not isinstance(cell, list) or not any(isinstance(one, dict) for one in cell):
        return cell
    pieces = [one.get("text") if isinstance(one, dict) else one for one in cell]
    texts = [piece for piece in pieces if isinstance(piece, str)]
    # What says of itself that it is a link, or bold, is a piece of a line; an object with a text is a paragraph.
    within = any(isinstance(one, str) or "type" in one for one in cell)
    return ("" if within else "\n\n").join(texts) if len(texts) == len(pieces) else cell


def _bare(cell: object) -> str:
    """Return a cell as text, without the spaces around it; a whole number without the point that a program gave it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None or cell != cell else _SURROGATES.sub("\ufffd", str(cell).strip())


def _joined(text: str) -> str:
    """Make lines into paragraphs: an empty line ends one; between Chinese characters, and within a word, there is no space.

    Examples
    --------
    >>> _joined("They agreed\\nto meet.\\n\\nTrade grew."), _joined("两国\\n元首")
    ('They agreed to meet.\\n\\nTrade grew.', '两国元首')
    """
    text = DIVIDED.sub(lambda end: "" if text[end.end()].islower() else "-", text)
    text = re.sub(f"(?<=[{HAN}])\\n(?=[{HAN}])", "", re.sub(r"[^\S\n]+\n", "\n", text))
    return "\n\n".join(
        " ".join(paragraph.strip("\n").split("\n")) for paragraph in text.split("\n\n")
    )


def _completeness(value: str) -> str:
    word = value.casefold().split(maxsplit=1)[0].rstrip(",;:.")
    if word in ("full", "complete", "whole"):
        return "full"
    if word in ("excerpt", "excerpts", "partial", "quoted", "summary"):
        return "excerpts"
    raise ValueError("full or excerpts, at the beginning of the cell")
