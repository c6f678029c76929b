"""Check: the cells of a row as what a document has, with all that is wrong or worth a note."""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from . import cells as of_cell
from . import dates, language_names, markup, noticing
from .earlier import Earlier, digest_of
from .faults import Faults, shown
from .formats import ending
from .mapping import Roles
from .opening import stem
from .options import Options

# Roles whose cells are few and come again and again; and of how many cells, and how short ones, it is kept what they say.
_REPEATED, _KNOWN, _SHORT = ("side", "date", "event", "language", "completeness"), 10_000, 100
_NO_VALUES = (dict, list, tuple, bytes)
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\u00a0\u202f\u2007"
_SPECIAL = re.compile(f"[{_SPACES}{_BIDI}]")
_ASCII = bytes(range(128))
_LONG = 40  # characters of a word that are shown on either side


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
        self.earlier = Earlier()
        self.known: dict[str, dict[str, object]] = {role: {} for role in _REPEATED}
        self.evened: dict[str, None] = {}
        self.met = noticing.by_kind(every)

    @property
    def notices(self) -> list[str]:
        """What was met and is no fault, by row."""
        met = [str(rows) for rows in self.met.values() if rows.count]
        return met + noticing.of_sides(self.evened, self.known["side"])

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
        pieces = [
            piece for cell in cells if (piece := self._piece(file, row, of_cell.pieces(cell)))
        ]
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
        if len(text) == noticing.CELL:
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
            text = of_cell.joined(text)
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
            text = of_cell.SURROGATES.sub("\ufffd", text)
            utf8 = text.encode()
        # What is looked for is rare, and the characters beyond ASCII are few in most texts: they are looked through alone.
        beyond = utf8.translate(None, _ASCII).decode()
        if "\ufffd" in beyond:
            self.met["lost"].add(place)
        if noticing.MOJIBAKE.search(beyond) and (found := noticing.MOJIBAKE.search(text)):
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
                shown(cell if isinstance(cell, _NO_VALUES) else of_cell.bare(cell)),
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
        value = of_cell.bare(cell)
        if value in self.missing and not (role == "side" and self.roles.codes and value == "NA"):
            return ""
        if role == "date":
            return dates.parse(cell if isinstance(cell, float) else value, self.options.date_format)
        if role == "language":
            return language_names.code(value)
        if role == "completeness":
            return of_cell.completeness(value)
        if role == "title" and self.options.markup != "none":
            value = markup.without_html(value)
        return unicodedata.normalize("NFC", " ".join(value.split()))

    def unique(
        self, file: str, row: int, side: str, text: str, described: dict[str, Any]
    ) -> str | None:
        """Return the id of a document, unless it is an earlier one again; the same text under another description is only told of."""
        place = self.place(file, row)
        digest = digest_of(side, text)
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
