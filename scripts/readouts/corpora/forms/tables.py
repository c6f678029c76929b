"""A table of any form, as the readers of forms give it: its columns, and its rows one after another."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from ..datapackage import Fault

_KINDS = {dict: "an object", list: "a list", bytes: "bytes"}
# Faults that are kept; of the rest it is said how many they are.
KEPT = 1000


class Faults(list):
    """Faults of a corpus that may have millions: the first ones, and how many more there are."""

    more = 0

    def add(self, file: str, row: int, column: str, found: str, expected: str) -> None:
        """Keep one, or count it."""
        if len(self) < KEPT:
            self.append(Fault(file, row, column, found, expected))
        else:
            self.more += 1


class Table(Protocol):
    """What a reader of a form gives.

    Attributes
    ----------
    file : str
        What faults call it.
    form, encoding : str
        As they are said to the user; `encoding` is empty where the form has but one.
    columns : list of str
    """

    file: str
    form: str
    encoding: str
    columns: list[str]

    def rows(self, wanted: Sequence[str], faults: Faults) -> Iterator[tuple[str, int, list]]:
        """File, row (as its editor counts them) and the wanted cells, row by row; what cannot be read goes to `faults`."""


def shown(cell: object) -> str:
    """A cell as a fault shows it: its beginning, or what it is if it is no single value.

    Examples
    --------
    >>> shown("5 June"), shown(5), shown(["5", "June"]), shown(None)
    ("'5 June'", '5', 'a list', 'nothing')
    """
    if cell is None:
        return "nothing"
    if isinstance(cell, str):
        return repr(cell) if len(cell) <= 80 else repr(cell[:77]) + "..."
    return str(cell) if isinstance(cell, (bool, int, float, datetime.date)) else _KINDS.get(type(cell), f"a {type(cell).__name__}")


class Several:
    """Files of the same columns as one table."""

    def __init__(self, tables: list[Table], folder: Path):
        first = tables[0]
        self.tables, self.file = tables, folder.name
        self.columns = first.columns
        self.form = f"{len(tables)} files, each {first.form}"
        self.encoding = ", ".join(sorted({table.encoding for table in tables} - {""}))

    def rows(self, wanted: Sequence[str], faults: Faults) -> Iterator[tuple[str, int, list]]:
        """The rows of one file after another."""
        for table in self.tables:
            yield from table.rows(wanted, faults)
