"""What is wrong with the files of a corpus: faults by row and column, and cells as a fault shows them."""

import datetime
from collections.abc import Sequence

from ..corpus.datapackage import DataError, Fault

_KINDS: dict[type, str] = {dict: "an object", list: "a list", bytes: "bytes"}
# The name under which what a file holds has a remark on the file.
REMARK = "\0"
# Faults that are kept; of the rest it is said how many they are.
KEPT = 1000


class Faults(list[Fault]):
    """Faults of a corpus that may have millions: the first ones, and how many more there are."""

    more = 0

    def add(self, file: str, row: int, column: str, found: str, expected: str) -> None:
        """Keep one, or count it."""
        if len(self) < KEPT:
            self.append(Fault(file, row, column, found, expected))
        else:
            self.more += 1


def data_error(file: str, found: str, expected: str, row: int = 0, column: str = "") -> DataError:
    """Return an error of one fault."""
    return DataError([Fault(file, row, column, found, expected)])


def one_line(error: Exception) -> str:
    """Return what an error says on one line, and no more of it than a message bears."""
    return " ".join(str(error).split())[:200]


def named(names: Sequence[str], most: int = 30) -> str:
    """Return names as a line has them, the first ones if they are many.

    Examples
    --------
    >>> named(["a", "b", "c"]), named(["a", "b", "c", "d"], 2)
    ('a, b, c', 'a, b and 2 more')
    """
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def shown(cell: object) -> str:
    """Return a cell as a fault shows it: its beginning, or what it is if it is no single value.

    Examples
    --------
    >>> shown("5 June"), shown(5), shown(["5", "June"]), shown(None)
    ("'5 June'", '5', 'a list', 'nothing')
    """
    if cell is None:
        return "nothing"
    if isinstance(cell, str):
        return repr(cell) if len(cell) <= 80 else repr(cell[:77]) + "..."
    return (
        str(cell)
        if isinstance(cell, (bool, int, float, datetime.date))
        else _KINDS.get(type(cell), f"a {type(cell).__name__}")
    )
