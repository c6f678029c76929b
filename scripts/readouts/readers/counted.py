"""A table whose column ``counted`` says which rows are counted, as ``segments.csv`` of a data folder has it: the others are left out."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..corpus.segments import COUNTED, is_counted
from .faults import Faults
from .rows import Tabular


class CountedRows:
    """A table without the rows that are not counted; in everything else it is the table.

    Parameters
    ----------
    table : Tabular
        With a column ``counted``.
    """

    def __init__(self, table: Tabular):
        self._table = table

    def __getattr__(self, name: str) -> Any:
        return getattr(self._table, name)

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`."""
        for file, row, cells in self._table.rows([*wanted, COUNTED], faults):
            if is_counted({COUNTED: cells[-1]}):
                yield file, row, cells[:-1]


def counted(table: Tabular) -> Tabular:
    """Return the table without the rows that it says are not counted."""
    return CountedRows(table) if COUNTED in table.columns else table
