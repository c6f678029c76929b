"""How the time of each loader grows with what it reads, from 1,000 to 100,000 files, columns, rows, sheets.

Run by ``.venv/bin/python scripts/bench/growth.py``; some minutes on an idle machine. ``make check`` measures the same, some
loaders in smaller sizes (``tests/test_growth.py``, which makes the files), and fails where the exponent is above 1.1.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
import test_growth

# No workbook has more sheets.
LARGEST = {"sheets": 10_000}


def main() -> None:
    """Print the exponent and the times of each loader, or of those that are named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("loaders", nargs="*")
    arguments = parser.parse_args()
    for made in test_growth.SIZES:
        if arguments.loaders and made.__name__ not in arguments.loaders:
            continue
        largest = LARGEST.get(made.__name__, 100_000)
        sizes = [size for size in (1000, 10_000, 100_000) if size < largest] + [largest]
        with tempfile.TemporaryDirectory() as folder:
            found, times = test_growth.exponent(made, Path(folder), sizes)
        print(f"{made.__name__}: {found:.2f}", *(f"{size:,}: {took:.2f} s" for size, took in times.items()), sep="  ", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
