"""Parquet, read row group by row group; only the columns that are needed."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from . import opening
from .faults import Faults, data_error, one_line
from .options import Options

# Rows that are in memory at once: one text may be as long as a book, and a packed file may repeat it without end.
_BATCH = 64


class Parquet:
    """A file of Parquet; a row is its number, from 1."""

    encoding = ""

    def __init__(self, path: Path, options: Options):
        self.path, self.file = path, path.name
        self.remarks: list[str] = []
        with self._opened() as file:
            self.columns = list(file.schema_arrow.names)
            rows = file.metadata.num_rows
            size = sum(
                file.metadata.row_group(number).total_byte_size
                for number in range(file.metadata.num_row_groups)
            )
        if size > max(opening.UNPACKED_FREELY, opening.EXPANSION * path.stat().st_size):
            raise data_error(
                self.file,
                f"a file that unpacks to more than {opening.EXPANSION} times its size",
                "one that holds a corpus",
            )
        self.form = f"Parquet, {rows:,} rows"

    def _opened(self) -> Any:
        pyarrow = opening.library("pyarrow", "Parquet")
        from pyarrow import parquet

        try:
            file = parquet.ParquetFile(self.path)
            _ = file.schema_arrow.names  # which are decoded only here
            return file
        except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as fault:
            raise data_error(
                self.file, f"a damaged file ({one_line(fault)})", "a file of Parquet"
            ) from fault

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`."""
        import pyarrow

        row = 0
        with self._opened() as file:
            try:
                for batch in file.iter_batches(
                    _BATCH, columns=list(dict.fromkeys(wanted)), use_threads=False
                ):
                    cells = {name: batch.column(name).to_pylist() for name in wanted}
                    for record in zip(*(cells[name] for name in wanted)):
                        values = [
                            cell.decode("utf-8") if isinstance(cell, bytes) else cell
                            for cell in record
                        ]
                        row += 1
                        yield self.file, row, values
            except UnicodeDecodeError as fault:
                faults.add(
                    self.file,
                    row + 1,
                    "",
                    f"text that is not in UTF-8, here or in the {_BATCH} rows from here on ({fault.reason})",
                    "text in UTF-8",
                )
            except (pyarrow.ArrowException, OSError) as fault:
                faults.add(
                    self.file,
                    row + 1,
                    "",
                    f"a damaged file ({one_line(fault)})",
                    "a file of Parquet",
                )
