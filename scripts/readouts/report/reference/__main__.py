"""Make the counts of the reference lists anew, and say whether ``data/reference/`` still agrees: see `main`."""

import argparse
import sys
from pathlib import Path

import pandas as pd

from ... import paths
from ...corpus import codebook, datapackage
from .. import fulltext, stored, yaml_data
from . import lists, rules

# Only the codebook and what was made by hand are needed, and the tables to be made may not stand yet.
NEEDS = ("frames", "codebook", "patterns", "readouts", "reference_other_matters", stored.TABLE)


def main(arguments: list[str] | None = None) -> int:
    """Compare, or with ``--write`` rewrite; 0 if all counts agree or were written, 1 if some differ, 2 if texts are missing."""
    reference = yaml_data.read(paths.DATA / rules.FILE, rules.Reference)
    files = sorted({source.file for source in reference.sources.values()})
    parser = argparse.ArgumentParser(
        prog="python -m readouts.report.reference",
        description="Make the reference lists anew and say whether data/reference/ still agrees.",
    )
    parser.add_argument("folder", type=Path, help="a folder that holds " + " and ".join(files))
    parser.add_argument(
        "--write", action="store_true", help="rewrite the tables in data/reference/ instead"
    )
    options = parser.parse_args(arguments)
    read = _tables()
    own = read["readouts"][read["readouts"]["readout_id"].isin(reference.columns.values())]
    book = codebook.load(read)
    try:
        made = lists.tables(
            options.folder,
            reference,
            book,
            read["reference_other_matters"],
            dict(zip(own["url"], own["readout_id"])),
        )
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    languages = [source.language for source in reference.sources.values()]
    made[f"{stored.TABLE}.csv"] = stored.renewed(
        stored.recorded(read.get(stored.TABLE)), stored.of_lists(book, languages)
    )
    return fulltext.settle(made, options.write)


def _tables() -> dict[str, pd.DataFrame]:
    schemas = {resource["name"]: resource for resource in datapackage.descriptor()["resources"]}
    tables = {}
    for name in NEEDS:
        resource = schemas[name]
        rows, _ = datapackage.read_table(paths.DATA / resource["path"], resource["schema"])
        columns = [field["name"] for field in resource["schema"]["fields"]]
        tables[name] = pd.DataFrame(rows, columns=columns)
    return tables


if __name__ == "__main__":
    sys.exit(main())
