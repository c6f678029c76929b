"""Absences that a person has confirmed by reading: who, and when."""

import csv
from pathlib import Path

from .datapackage import DataError, Fault

# In a data folder; no table of its description need name it.
FILE = "confirmed_absences.csv"
COLUMNS = ("event", "side", "code", "by", "date")
# The event, the side that has not, the code; and what is said of it.
Confirmed = dict[tuple[str, str, str], str]


def read_confirmed(path: Path | str) -> Confirmed:
    """Read confirmed absences: a CSV with ``event, side, code, by, date``, a row an absence.

    ``side`` is the one that does not have the code. Further columns are passed over.

    Raises
    ------
    DataError
        If a column is not there, or a row does not say whose absence, of what, by whom and when.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / FILE
    >>> _ = file.write_text("event,side,code,by,date\\nCall,Paris,peace,AB,2026-11-20\\n")
    >>> read_confirmed(file)
    {('Call', 'Paris', 'peace'): 'confirmed by AB, 2026-11-20'}
    """
    path = Path(path)
    found, faults = {}, []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
            expected = f"the columns {', '.join(COLUMNS)}"
            raise DataError(
                [Fault(path.name, 1, name, "no such column", expected) for name in missing]
            )
        for number, row in enumerate(rows, start=2):
            faults += [
                Fault(path.name, number, name, "nothing", "who confirmed what, and when")
                for name in COLUMNS
                if name != "event" and not row[name]
            ]
            key = row["event"] or "", row["side"], row["code"]
            found[key] = f"confirmed by {row['by']}, {row['date']}"
    if faults:
        raise DataError(faults)
    return found


def confirmed_of(corpus: Path) -> Confirmed:
    """Return what a data folder has confirmed; nothing of any other corpus."""
    return read_confirmed(corpus / FILE) if (corpus / FILE).is_file() else {}
