"""Rows that were written down from a source, each with a hash of all its cells: a changed one is named, and never silently believed.

A quotation can be turned into its opposite by one word, and a date or a speaker by one cell, and nothing else in the data
would say so. ``recorded.csv`` has the SHA-256 of each such row. A data folder without that table, as `readouts create`
makes it, holds nothing to it: there a person writes and corrects freely.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from .datapackage import Fault, csv_line

TABLE = "recorded"
EXPECTED = "the row as it was written down from its source (make record-data WRITE=1 records a change that was meant)"


def digest(row: dict[str, Any]) -> str:
    """Return the SHA-256 of a row: of every cell as it is read, under the name of its column, in the order of the names.

    Examples
    --------
    >>> digest({"b": None, "a": 1}) == digest({"a": 1, "b": None, "": 7})  # neither order nor the line of the row counts
    True
    >>> digest({"a": "peace"}) == digest({"a": "war"})
    False
    """
    cells = (f"{name}={'' if row[name] is None else row[name]}" for name in sorted(row) if name)
    return hashlib.sha256(csv_line(["", *cells]).encode("utf-8", "surrogatepass")).hexdigest()


def of_source(resources: dict[str, dict[str, Any]]) -> list[str]:
    """Return the tables of which each row is recorded: those that their description marks so."""
    return [name for name, resource in resources.items() if resource.get(TABLE)]


def key(row: dict[str, Any], columns: str | list[str]) -> str:
    """Return what names a row: the cells of its table's key."""
    names = [columns] if isinstance(columns, str) else columns
    return " ".join(str(row[name]) for name in names)


def faults(
    tables: dict[str, list[dict[str, Any]]], resources: dict[str, dict[str, Any]]
) -> list[Fault]:
    """Return each row that is not as it was recorded, that was not recorded, or that is gone.

    Parameters
    ----------
    tables : dict of str to list of dict
        As `datapackage.read` gives them to a check.
    resources : dict of str to dict
        The description of each table.
    """
    if TABLE not in tables:
        return []
    left = {(row["table"], row["key"]): row["sha256"] for row in tables[TABLE]}
    found = []
    for name in of_source(resources):
        path, columns = resources[name]["path"], resources[name]["schema"]["primaryKey"]
        for row in tables[name]:
            named = key(row, columns)
            was = left.pop((name, named), None)
            if was != digest(row):
                said = "is not recorded" if was is None else "is not what was recorded"
                found.append(Fault(path, row[""], "", f"{named}, which {said}", EXPECTED))
    return found + [
        Fault(resources[table]["path"], 0, "", f"no row {named}", EXPECTED)
        for table, named in left
        if table in resources
    ]


def without_echo(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults without those of `faults` that follow from another: a row with a cell that cannot be read is another than was recorded too.

    Examples
    --------
    >>> cell, row = Fault("a.csv", 3, "date", "'x'", "a date"), Fault("a.csv", 3, "", "x, which is not recorded", EXPECTED)
    >>> without_echo([cell, row]) == [cell], without_echo([row]) == [row]
    (True, True)
    """
    faults = list(faults)
    others = [fault for fault in faults if fault.expected != EXPECTED]
    rows = {(fault.file, fault.row) for fault in others}
    # Where a row of the file cannot be read at all, it may be the very one that is missed.
    torn = {fault.file for fault in others if fault.row < 2 or not fault.column}
    keyless = {fault.file for fault in faults if fault.found.startswith("None, ")}
    return [
        fault
        for fault in faults
        if fault.expected != EXPECTED
        or not (
            (fault.file, fault.row) in rows or (fault.row == 0 and fault.file in torn | keyless)
        )
    ]
