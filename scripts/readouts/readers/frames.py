"""Feather, Stata, SPSS and R: files that a library reads as a whole."""

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..corpus.datapackage import DataError
from . import opening
from .faults import Faults, data_error, named, one_line
from .options import Options

_NAMES = {"feather": "Feather", "stata": "Stata", "spss": "SPSS", "rdata": "R"}


class Frame:
    """A file that is read into a DataFrame; a row is its number, from 1."""

    encoding = ""

    def __init__(self, form: str, path: Path, options: Options):
        self.file = path.name
        self.remarks: list[str] = []
        self.uses = ("sheet",) if form == "rdata" else ()
        read = {"feather": _feather, "stata": _stata, "spss": _spss, "rdata": _rdata}[form]
        _library(form)
        try:
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                self._table, remarks = read(path, options)
        except DataError:
            raise
        except Exception as fault:  # damaged files end in errors of all kinds
            raise data_error(
                self.file, f"a damaged file ({one_line(fault)})", f"a file of {_NAMES[form]}"
            ) from fault
        # What has no cell is nothing, in whatever way the library says so.
        self._table = self._table.astype(object).where(self._table.notna(), None)
        self.remarks = [*remarks, *dict.fromkeys(one_line(one.message) for one in told)]  # type: ignore[arg-type]
        # Said where no column of text is found.
        self.hint = "".join(f"; {remark}" for remark in remarks if remark.startswith("labels of"))
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


def _library(form: str) -> None:
    """Import the library of a form before its file is opened, so that a missing one is told as such."""
    if form == "feather":
        opening.library("pyarrow", "Feather")
    elif form == "spss":
        opening.library("pyreadstat", "SPSS", "statistics")
    elif form == "rdata":
        opening.library("rdata", "R", "statistics")


def _feather(path: Path, options: Options) -> tuple[Any, list[str]]:
    from pyarrow import feather

    table = feather.read_table(path, memory_map=False)
    # A damaged file may point to where there is nothing, which ends the process.
    table.validate(full=True)
    return table.to_pandas(), []


def _stata(path: Path, options: Options) -> tuple[Any, list[str]]:
    import pandas

    return pandas.read_stata(path), []


def _spss(path: Path, options: Options) -> tuple[Any, list[str]]:
    """Return the table of SPSS; values have their labels, and those of variables are told."""
    import pyreadstat

    table, about = pyreadstat.read_sav(
        str(path), apply_value_formats=True, formats_as_category=False
    )
    labels = [f"{name!r} is {label!r}" for name, label in about.column_names_to_labels.items() if label and label != name]  # fmt: skip
    return table, [f"labels of variables: {named(labels, 12)}"] if labels else []


def _rdata(path: Path, options: Options) -> tuple[Any, list[str]]:
    """Return the data frame of a file of R: the only one, or the one that `sheet` names."""
    import pandas
    import rdata

    def days(values: Any, _: Any) -> Any:
        return pandas.to_datetime(values, unit="D")

    def moments(values: Any, _: Any) -> Any:
        return pandas.to_datetime(values, unit="s")

    classes = {**rdata.conversion.DEFAULT_CLASS_MAP, "Date": days, "POSIXct": moments}
    with opening.unpacked(path) as stream:
        found = rdata.conversion.convert(rdata.parser.parse_data(stream.read()), classes)
    every = found if isinstance(found, dict) else {"": found}
    frames = {name: one for name, one in every.items() if isinstance(one, pandas.DataFrame)}
    if options.sheet:
        frames = {name: one for name, one in frames.items() if name == options.sheet}
    if len(frames) != 1:
        held = (
            f"the data frames {named(list(frames))}"
            if frames
            else f"no data frame {options.sheet or ''}"
        )
        expected = (
            "one that --sheet NAME names"
            if frames
            else "one: convert what it holds, or write it with write.csv"
        )
        raise data_error(path.name, held.strip(), expected)
    ((name, table),) = frames.items()
    others = [other for other in every if other != name]
    return table, [f"not read: {named(others)}"] if others else []
