"""Tables in CSV as the tests read them: every cell a text, by no code of the package."""

import csv
import io
from pathlib import Path


def rows_of(path: Path | str) -> list[dict[str, str]]:
    """The rows of a file."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_in(text: str) -> list[dict[str, str]]:
    """The rows of a text, as a command prints it."""
    return list(csv.DictReader(io.StringIO(text)))
