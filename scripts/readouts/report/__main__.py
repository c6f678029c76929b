"""``python -m readouts.report``: load the report of a data folder, this project's own by default, and say so."""

import sys

from ..corpus.datapackage import DataError
from . import load


def main(*folder: str) -> int:
    """Load the report and say so, or print every fault of its data: 1 then, else 0."""
    try:
        report = load(*folder)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"The data agree with their description: {len(report.corpus.tables)} tables, {len(report.findings)} findings."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
