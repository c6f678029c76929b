"""Feather and Stata, read by pandas."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from . import opening
from .faults import Faults, data_error, one_line
from .options import Options

_NAMES = {"feather": "Feather", "stata": "Stata"}


class Frame:
    """A file that pandas reads as a whole; a row is its number, from 1."""

    encoding = ""

    def __init__(self, form: str, path: Path, options: Options):
        import pandas

        if form == "feather":
            opening.library("pyarrow", "Feather")
        self.file = path.name
        self.remarks: list[str] = []
        try:
            read = pandas.read_feather if form == "feather" else pandas.read_stata
            self._table = read(path)
        except Exception as fault:  # damaged files end in errors of all kinds
            raise data_error(
                self.file, f"a damaged file ({one_line(fault)})", f"a file of {_NAMES[form]}"
            ) from fault
        self.columns = [str(column) for column in self._table.columns]
        self.form = f"{_NAMES[form]}, {len(self._table):,} rows"

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`."""
        import pandas

        places = {column: place for place, column in enumerate(self.columns)}
        frame = self._table.iloc[:, [places[column] for column in wanted]]
        for row, cells in enumerate(frame.itertuples(index=False, name=None), 1):
            yield (
                self.file,
                row,
                [
                    cell.to_pydatetime() if isinstance(cell, pandas.Timestamp) else cell
                    for cell in cells
                ],
            )
