"""``python -m readouts.report.record``: say which rows differ from what was recorded of them, or record them; see `recorded`.

It also notes for which codes the passages were read by hand: only a person knows that.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

from .. import paths
from ..corpus import codebook, datapackage, recorded
from . import fulltext, stored


def rows(folder: Path) -> pd.DataFrame:
    """Return the record of every row of a data folder's tables that were written down."""
    tables = datapackage.read(folder)
    resources = {one["name"]: one for one in datapackage.descriptor(folder)["resources"]}
    made = [
        (name, recorded.key(row, resources[name]["schema"]["primaryKey"]), recorded.digest(row))
        for name in recorded.of_source(resources)
        for row in tables[name]
    ]
    return pd.DataFrame(made, columns=["table", "key", "sha256"])


def reading(codes: list[str]) -> pd.DataFrame:
    """Return the table of what counts were made with after the passages were read for some codes.

    Raises
    ------
    ValueError
        For a code that the codebook has not.
    """
    read = datapackage.read(paths.DATA)
    tables = {
        name: pd.DataFrame(read[name]) for name in ("frames", "codebook", "patterns", stored.TABLE)
    }
    book, had = codebook.load(tables), stored.recorded(tables[stored.TABLE])
    if unknown := set(codes) - set(book.codes["code"]):
        raise ValueError(f"found {', '.join(sorted(unknown))}; expected codes of codebook.csv")
    made = {record for record in stored.of_reading(book) if record.name in codes}
    keys = {record.key for record in made}
    return stored.as_table({record for record in had if record.key not in keys} | made)


def main(arguments: list[str] | None = None) -> int:
    """Compare, or with ``--write`` record; 0 if all rows are as recorded or were recorded, 1 if some differ, 2 for an unknown code."""
    parser = argparse.ArgumentParser(
        prog="python -m readouts.report.record",
        description="Say which rows of data/ differ from what was recorded of them.",
    )
    parser.add_argument("--write", action="store_true", help="record them as they are now")
    parser.add_argument(
        "--read",
        nargs="+",
        default=[],
        metavar="CODE",
        help="codes for which the passages were read by hand, as they are defined now",
    )
    options = parser.parse_args(arguments)
    made = {f"{recorded.TABLE}.csv": rows(paths.DATA)}
    if options.read:
        try:
            made[f"{stored.TABLE}.csv"] = reading(options.read)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
    return fulltext.settle(made, options.write)


if __name__ == "__main__":
    sys.exit(main())
