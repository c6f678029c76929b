"""A table of any form, as the readers of forms give it: its columns, and its rows one after another."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from . import opening
from .column_names import NAMES, plain
from .faults import Faults

# A word that is divided at the end of a line.
DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010][^\S\n]*\n[^\S\n]*(?=[^\W\d_])")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Tabular(Protocol):
    """What a reader of a form gives.

    Attributes
    ----------
    file : str
        What faults call it.
    form, encoding : str
        As they are said to the user; `encoding` is empty where the form has but one.
    columns : list of str
        No two of one name.
    remarks : list of str
        What else the user is to know.
    """

    file: str
    form: str
    encoding: str
    columns: list[str]
    remarks: list[str]

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """Yield file, row (as its editor counts them) and the wanted cells, row by row; what cannot be read goes to `faults`."""


def distinct(names: Sequence[str]) -> list[str]:
    """Return the names of columns, so that by each one column can be had: one without a name is numbered, and so is one whose name stood before.

    Examples
    --------
    >>> distinct(["text", "note", "", "note"])
    ['text', 'note', 'column 3', 'note (2)']
    """
    taken: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        name = name if name.strip() else f"column {place}"
        again = (f"{name} ({number})" for number in count(2))
        taken[
            name if name not in taken else next(other for other in again if other not in taken)
        ] = None
    return list(taken)


def as_text(cell: object) -> str:
    """Return a cell as a table of text has it.

    Examples
    --------
    >>> as_text(" a "), as_text(None), as_text(True), as_text(0.5), as_text(["a", {"b": None}])
    (' a ', '', 'true', '0.5', '["a", {"b": null}]')
    """
    if isinstance(cell, str):
        return _SURROGATES.sub("\ufffd", cell)
    if cell is None or cell != cell:
        return ""
    return (
        as_text(str(cell))
        if not isinstance(cell, (bool, list, tuple, dict))
        else as_text(json.dumps(cell, ensure_ascii=False, default=str))
    )


def every_column(table: Tabular) -> list[str]:
    """Return the columns of a table, those too that are met only in its last row."""
    return table.every_column() if hasattr(table, "every_column") else table.columns


# What the names of a few tables tell, which are words: a side each, unless a column has the sides.
BY_FILE = "side by file"
_FEW = 12


class Several:
    """Files of the same columns as one table."""

    def __init__(self, tables: list[Tabular], folder: Path):
        first = tables[0]
        self.tables, self.file = tables, folder.name
        self.stems = [opening.stem(table.file) for table in tables]
        is_told = any(plain(column) in NAMES["side"] for column in first.columns)
        are_sides = not is_told and len(tables) <= _FEW and all(re.fullmatch(r"[^\W\d][^\d]{0,30}", stem) for stem in self.stems)  # fmt: skip
        self.columns = [*first.columns, *([BY_FILE] if are_sides else [])]
        self.remarks = list(dict.fromkeys(remark for table in tables for remark in table.remarks))
        self.uses = getattr(first, "uses", ())
        self.form = f"{len(tables)} files, each {first.form}"
        self.encoding = ", ".join(sorted({table.encoding for table in tables} - {""}))

    @property
    def notices(self) -> list[str]:
        """What each of them met."""
        return [f"{table.file}: {one}" for table in self.tables for one in getattr(table, "notices", [])]  # fmt: skip

    def every_column(self) -> list[str]:
        """See `every_column`."""
        names = (name for table in self.tables for name in every_column(table))
        return list(dict.fromkeys([*names, *self.columns]))

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """Yield the rows of one file after another."""
        place = wanted.index(BY_FILE) if BY_FILE in wanted else -1
        for table, stem in zip(self.tables, self.stems):
            if place < 0:
                yield from table.rows(wanted, faults)
                continue
            for file, row, cells in table.rows([*wanted[:place], *wanted[place + 1 :]], faults):
                yield file, row, [*cells[:place], stem, *cells[place:]]
