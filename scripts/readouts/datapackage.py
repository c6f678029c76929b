"""Read the tables that a ``datapackage.json`` describes, or say all that is wrong with them.

The descriptor follows Frictionless Data Package 1.0: each resource has a path and a schema with fields,
constraints, a primary key and foreign keys. This module reads that subset and nothing else.
"""

import csv
import datetime
import json
import re
from dataclasses import dataclass
from pathlib import Path

from . import paths

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with one place of a file; `row` counts lines as an editor does, the header being 1."""

    file: str
    row: int
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, column {self.column!r}: found {self.found}; expected {self.expected}"


class DataError(ValueError):
    """All the faults of some input, in one error.

    Parameters
    ----------
    faults : iterable of Fault

    Examples
    --------
    >>> print(DataError([Fault("events.csv", 3, "date", "'2022-6-15'", "a date such as 2022-06-15")]))
    1 fault in the data:
      events.csv, row 3, column 'date': found '2022-6-15'; expected a date such as 2022-06-15
    """

    def __init__(self, faults):
        self.faults = sorted(faults)
        count = f"{len(self.faults)} fault" + ("s" if len(self.faults) > 1 else "")
        super().__init__("\n  ".join([f"{count} in the data:", *map(str, self.faults)]))


def descriptor(folder: Path = paths.DATA) -> dict:
    """The descriptor of a data folder, as parsed JSON."""
    return json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))


def read(folder: Path = paths.DATA) -> dict[str, list[dict]]:
    """Read every table of a data folder.

    Parameters
    ----------
    folder : Path
        Holds ``datapackage.json`` and the tables that it names.

    Returns
    -------
    dict of str to list of dict
        Resource name to rows; a cell has the type its field declares, and None where it is empty.

    Raises
    ------
    DataError
        If any table differs from its description; it lists every fault of every table.

    Examples
    --------
    >>> read()["events"][0]["date"]
    datetime.date(2022, 2, 4)
    """
    resources = descriptor(folder)["resources"]
    tables, faults = {}, []
    for resource in resources:
        tables[resource["name"]], found = read_table(folder / resource["path"], resource["schema"])
        faults += found
    for resource in resources:
        faults += _foreign_key_faults(resource, {r["name"]: r for r in resources}, tables)
    if faults:
        raise DataError(faults)
    # The line number served the messages; no analysis needs it.
    return {name: [{k: v for k, v in row.items() if k} for row in rows] for name, rows in tables.items()}


def read_table(path: Path, schema: dict) -> tuple[list[dict], list[Fault]]:
    """The rows of one CSV file, typed, with the file's faults; each row keeps its line number under the key ''."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return [], [Fault(path.name, 0, "", "no such file", "a table that datapackage.json names")]
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        return [], [Fault(path.name, row, "", f"byte 0x{error.object[error.start]:02x}", "text in UTF-8")]
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    fields = schema["fields"]
    names = [field["name"] for field in fields]
    header = next(reader, [])
    if header != names:
        return [], _header_faults(path.name, header, names)
    rows, faults = [], []
    try:
        for cells in reader:
            row, found = _read_row(path.name, reader.line_num, cells, fields)
            rows += [row] if row else []
            faults += found
    except csv.Error as error:
        faults.append(Fault(path.name, reader.line_num, "", str(error), "CSV with closed quotation marks"))
    return rows, faults + _duplicate_faults(path.name, rows, schema)


def _header_faults(file: str, header: list[str], names: list[str]) -> list[Fault]:
    missing = [Fault(file, 1, name, "no such column", f"the columns {', '.join(names)}") for name in names if name not in header]
    surplus = [Fault(file, 1, name, "a column unknown here", f"the columns {', '.join(names)}") for name in header if name not in names]
    order = [Fault(file, 1, "", f"the order {', '.join(header)}", f"the order {', '.join(names)}")]
    return missing + surplus or order


def _read_row(file: str, line: int, cells: list[str], fields: list[dict]) -> tuple[dict | None, list[Fault]]:
    if len(cells) != len(fields):
        return None, [Fault(file, line, "", f"{len(cells)} cells", f"{len(fields)} cells")]
    row, faults = {"": line}, []
    for field, cell in zip(fields, cells):
        value, expected = _parse(cell, field)
        row[field["name"]] = value
        if expected:
            faults.append(Fault(file, line, field["name"], repr(cell) if cell else "an empty cell", expected))
    return row, faults


def _parse(cell: str, field: dict) -> tuple[object, str | None]:
    """The cell's value, and what was expected instead if the cell does not fit its field."""
    constraints = field.get("constraints", {})
    if not cell.strip():
        return None, field.get("description", "a value") if constraints.get("required") else None
    if "enum" in constraints and cell not in constraints["enum"]:
        return None, "one of " + ", ".join(constraints["enum"])
    if "pattern" in constraints and not re.fullmatch(constraints["pattern"], cell):
        return None, f"text of the form {constraints['pattern']}"
    try:
        value = PARSERS[field["type"]][0](cell)
    except ValueError:
        return None, PARSERS[field["type"]][1]
    if value is not None and "minimum" in constraints and value < constraints["minimum"]:
        return None, f"at least {constraints['minimum']}"
    return value, None


def _boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(cell)
    return cell == "true"


def _date(cell: str) -> datetime.date:
    # `date.fromisoformat` alone also takes 20220615 and 2022-W24-3, which a table should not mix.
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        raise ValueError(cell)
    return datetime.date.fromisoformat(cell)


PARSERS = {
    "string": (str, "text"),
    "integer": (int, "a whole number"),
    "number": (float, "a number"),
    "boolean": (_boolean, "true or false"),
    "date": (_date, "a date such as 2022-06-15"),
}


def _names(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _duplicate_faults(file: str, rows: list[dict], schema: dict) -> list[Fault]:
    key = _names(schema.get("primaryKey", []))
    first, faults = {}, []
    for row in rows if key else []:
        value = tuple(str(row[name]) for name in key)
        if value in first:
            faults.append(Fault(file, row[""], ", ".join(key), f"{', '.join(value)} again", f"a key that row {first[value]} does not have"))
        first.setdefault(value, row[""])
    return faults


def _foreign_key_faults(resource: dict, resources: dict, tables: dict) -> list[Fault]:
    faults = []
    for key in resource["schema"].get("foreignKeys", []):
        own, other = _names(key["fields"]), _names(key["reference"]["fields"])
        target = key["reference"]["resource"] or resource["name"]
        known = {tuple(row[name] for name in other) for row in tables[target]}
        for row in tables[resource["name"]]:
            value = tuple(row[name] for name in own)
            if None not in value and value not in known:
                found = ", ".join(map(str, value))
                expected = f"{', '.join(other)} of a row in {resources[target]['path']}"
                faults.append(Fault(Path(resource["path"]).name, row[""], ", ".join(own), repr(found), expected))
    return faults
