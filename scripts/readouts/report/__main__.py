"""``python -m readouts.report``: load the report of a data folder, this project's own by default, and say so."""

import sys

from ..corpus.datapackage import DataError
from . import load
from .stored import told


def main(*folder: str) -> int:
    """Load the report and say so, or print every fault of its data: 1 then, else 0.

    What is not counted with these patterns is named, with the command that counts it: no fault, since a book without
    those numbers can be built where the texts are not at hand.
    """
    try:
        report = load(*folder)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    for line in told(report.stale):
        print(line, file=sys.stderr)
    print(
        f"The data agree with their description: {len(report.corpus.tables)} tables, {len(report.findings)} findings."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
