"""Read the tables that a ``datapackage.json`` describes, or say all that is wrong with them.

The descriptor follows Frictionless Data Package 1.0: each resource has a path and a schema with fields,
constraints, a primary key and foreign keys. This module reads that subset and nothing else.
"""

import csv
import datetime
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import paths

if TYPE_CHECKING:
    from _csv import Reader

DESCRIPTOR = "datapackage.json"
# Characters of the longest cell; the csv module's own bound, 131,072, is less than a speech.
LONGEST_CELL = 64 * 2**20
# Faults that a message lists; of the others it says how many they are.
SHOWN = 50
# Rows that lack one and the same row of another table, each with a fault of its own; more are told together.
ROWS_EACH = 3
# What Python makes of a byte that is not UTF-8, so that its cell can be named.
_UTF8 = "text in UTF-8"
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
TO_QUOTE = re.compile('[",\n\r]')


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with one place of a file.

    `row` is the line on which the row begins, counted as an editor does, the header being 1; a fault of a whole file
    has row 0, one of a whole row the column "".
    """

    file: str
    row: int
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = [
            self.file,
            f"row {self.row}" if self.row else "",
            f"column {self.column!r}" if self.column else "",
        ]
        return f"{', '.join(filter(None, place))}: found {self.found}; expected {self.expected}"


class DataError(ValueError):
    """All the faults of some input, in one error.

    Parameters
    ----------
    faults : iterable of Fault
    more : int
        Further faults that were counted and not kept.

    Examples
    --------
    >>> print(DataError([Fault("events.csv", 3, "date", "'2022-6-15'", "a date such as 2022-06-15")]))
    1 fault in the data:
      events.csv, row 3, column 'date': found '2022-6-15'; expected a date such as 2022-06-15
    """

    def __init__(self, faults: Iterable[Fault], more: int = 0):
        self.faults = sorted(faults)
        count = len(self.faults) + more
        shown = [str(fault) for fault in self.faults[:SHOWN]]
        if count > len(shown):
            shown.append(f"and {count - len(shown):,} more")
        super().__init__(
            "\n  ".join([f"{count:,} fault{'s' if count > 1 else ''} in the data:", *shown])
        )


def descriptor(folder: Path = paths.DATA) -> dict[str, Any]:
    """Read the descriptor of a data folder, as parsed JSON.

    Raises
    ------
    DataError
        If it is not there, or is none.
    """
    try:
        described: dict[str, Any] = json.loads(
            (folder / DESCRIPTOR).read_text(encoding="utf-8-sig")
        )
    except FileNotFoundError:
        raise DataError(
            [Fault(DESCRIPTOR, 0, "", f"no such file in {folder}", "a description of its tables")]
        ) from None
    except json.JSONDecodeError as error:
        raise DataError(
            [
                Fault(
                    DESCRIPTOR,
                    error.lineno,
                    "",
                    f"no JSON: {error.msg} at character {error.colno}",
                    "a description of tables, in JSON",
                )
            ]
        ) from None
    except (UnicodeDecodeError, RecursionError) as error:
        # Python's own words for it are of each version others.
        why = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise DataError(
            [
                Fault(
                    DESCRIPTOR,
                    0,
                    "",
                    f"no JSON: {why}",
                    "a description of tables, in JSON and UTF-8",
                )
            ]
        ) from None
    if faults := list(_descriptor_faults(described)):
        raise DataError(faults)
    return described


def _descriptor_faults(described: object) -> Iterator[Fault]:
    """Yield what of a descriptor is not as this module reads it."""
    resources = described.get("resources") if isinstance(described, dict) else None
    if not isinstance(resources, list) or not resources:
        yield Fault(DESCRIPTOR, 0, "", "no resources", "a list of resources, each a table")
        return
    fields: dict[str, list[str]] = {}
    for number, resource in enumerate(resources, 1):
        called = (
            repr(resource["name"])
            if isinstance(resource, dict) and isinstance(resource.get("name"), str)
            else str(number)
        )
        try:
            if resource["name"] in fields:
                yield Fault(DESCRIPTOR, 0, "", f"resource {called} twice", "a name for each")
            if (path := Path(resource["path"])).is_absolute() or ".." in path.parts:
                yield Fault(
                    DESCRIPTOR,
                    0,
                    "",
                    f"resource {called} with the path {resource['path']!r}",
                    "a path within the folder",
                )
            fields[resource["name"]] = [field["name"] for field in resource["schema"]["fields"]]
            for field in resource["schema"]["fields"]:
                PARSERS[field["type"]], re.compile(field.get("constraints", {}).get("pattern", ""))
        except (AttributeError, KeyError, TypeError, re.error) as error:
            yield Fault(
                DESCRIPTOR,
                0,
                "",
                f"resource {called} that is not understood ({type(error).__name__}: {error})",
                f"name, path and schema with fields, each with a name and a type of {', '.join(PARSERS)}",
            )
    yield from _key_faults(resources, fields)


def _key_faults(resources: list[dict[str, Any]], fields: dict[str, list[str]]) -> Iterator[Fault]:
    """Yield the keys of fields that are not there."""
    for resource in resources if len(fields) == len(resources) else ():
        schema, name = resource["schema"], resource["name"]
        try:
            keys = [(name, schema.get("primaryKey", []))]
            for key in schema.get("foreignKeys", []):
                keys += [
                    (name, key["fields"]),
                    (key["reference"]["resource"] or name, key["reference"]["fields"]),
                ]
            lost = [
                f"{table}.{field}"
                for table, names in keys
                for field in _names(names)
                if field not in fields.get(table, [])
            ]
        except (AttributeError, KeyError, TypeError) as error:
            yield Fault(
                DESCRIPTOR,
                0,
                "",
                f"resource {name!r} with keys that are not understood ({type(error).__name__}: {error})",
                "fields, and for a foreign key a reference",
            )
        else:
            if lost:
                yield Fault(
                    DESCRIPTOR,
                    0,
                    "",
                    f"resource {name!r} with keys of {', '.join(lost)}",
                    "fields that are there",
                )


def read(
    folder: Path = paths.DATA, checks: Iterable[Callable[[dict[str, Any]], list[Fault]]] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Read every table of a data folder.

    Parameters
    ----------
    folder : Path
        Holds ``datapackage.json`` and the tables that it names.
    checks : iterable of functions
        Rules that no schema can state: each takes the tables, every row with its line under the key '' and None in
        place of what could not be read, and gives faults.

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
        tables[resource["name"]], found = read_table(
            folder / resource["path"], resource["schema"], resource["path"]
        )
        faults += found
    # A row that could not be read may be the very one that another table names.
    torn = {fault.file for fault in faults if fault.row < 2 or not fault.column}
    for resource in resources:
        faults += _foreign_key_faults(resource, {r["name"]: r for r in resources}, tables, torn)
    for check in checks:
        faults += check(tables)
    if faults:
        raise DataError(faults)
    # The line number served the messages; no analysis needs it.
    return {
        name: [{k: v for k, v in row.items() if k} for row in rows] for name, rows in tables.items()
    }


def csv_reader(lines: Iterable[str], **dialect: Any) -> "Reader":
    """Read the records of CSV, strictly, with cells as long as texts are: the one place that says how long that is."""
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(lines, strict=True, **dialect)


def cells(path: Path) -> list[dict[str, str]]:
    """Read the rows of a table as they stand in its file, every cell a text; what is wrong with them is told by `read`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv_reader(file)
        names: list[str] = next(reader, [])
        return [dict(zip(names, row)) for row in reader if row]


def csv_line(row: Iterable[str]) -> str:
    """Return a row of two cells or more as a line of CSV, a carriage return in a cell quoted as well, which not every version of Python does.

    Examples
    --------
    >>> csv_line(["a", "b, c"])
    'a,"b, c"\\n'
    """
    return ",".join(map(quoted, row)) + "\n"


def quoted(cell: str) -> str:
    """Return a cell of a CSV, in quotation marks where it needs them."""
    return '"' + cell.replace('"', '""') + '"' if TO_QUOTE.search(cell) else cell


def read_table(
    path: Path, schema: dict[str, Any], file: str = ""
) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Read the rows of one CSV file, typed, with the file's faults; each row keeps its line number under the key ''.

    `file` is what the faults call the file: its path in the data folder, so that two files of one name are told apart.
    """
    file = file or path.name
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="surrogateescape")
    except FileNotFoundError:
        return [], [Fault(file, 0, "", "no such file", "a table that datapackage.json names")]
    # Lines as an editor and a spreadsheet have them; `str.splitlines` would also cut at U+2028 and its like.
    reader = csv_reader(io.StringIO(text, newline=""))
    fields = schema["fields"]
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    line = 1
    try:
        header: list[str] = next(reader, [])
        if need_not_all_be_there(schema):
            fields = [field for field in fields if field["name"] in header or _required(field)]
        names = [field["name"] for field in fields]
        if header != names:
            known = [field["name"] for field in schema["fields"]]
            return [], _header_faults(file, header, names, known)
        absent = {field["name"]: None for field in schema["fields"] if field["name"] not in names}
        line = reader.line_num + 1
        for cells in reader:
            row, found = _read_row(file, line, cells, fields)
            rows += [row | absent] if row else []
            faults += found
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(file, line, "", str(error), "CSV with closed quotation marks"))
    return rows, faults + _duplicate_faults(file, rows, schema)


def _required(field: dict[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def need_not_all_be_there(schema: dict[str, Any]) -> bool:
    """Say whether columns that are described may be missing (Data Package 2; books made by earlier versions have a list)."""
    return schema.get("fieldsMatch") in ("subset", ["subset"])


def _header_faults(file: str, header: list[str], names: list[str], known: list[str]) -> list[Fault]:
    """Return what is wrong with a header: `names` are the columns that it must have, `known` those that it may."""
    if strange := _NOT_UTF8.search("".join(header)):
        return [Fault(file, 1, "", _byte(strange), "text in UTF-8")]
    missing = [
        Fault(file, 1, name, "no such column", f"the columns {', '.join(names)}")
        for name in names
        if name not in header
    ]
    surplus = [
        Fault(file, 1, name, "a column unknown here", f"the columns {', '.join(known)}")
        for name in header
        if name not in known
    ]
    order = [Fault(file, 1, "", f"the order {', '.join(header)}", f"the order {', '.join(names)}")]
    return missing + surplus or order


def _read_row(
    file: str, line: int, cells: list[str], fields: list[dict[str, Any]]
) -> tuple[dict[str, Any] | None, list[Fault]]:
    if len(cells) != len(fields):
        return None, [Fault(file, line, "", f"{len(cells)} cells", f"{len(fields)} cells")]
    row: dict[str, Any] = {"": line}
    faults = []
    for field, cell in zip(fields, cells):
        strange = _NOT_UTF8.search(cell)
        value, expected = (None, _UTF8) if strange else _parse(cell, field)
        row[field["name"]] = value
        if strange:
            faults.append(Fault(file, line, field["name"], _byte(strange), _UTF8))
        elif expected:
            faults.append(
                Fault(file, line, field["name"], repr(cell) if cell else "an empty cell", expected)
            )
    return row, faults


def _byte(strange: re.Match[str]) -> str:
    return f"byte 0x{ord(strange[0]) - 0xDC00:02x}"


def _parse(cell: str, field: dict[str, Any]) -> tuple[Any, str | None]:
    """Return the cell's value, and what was expected instead if the cell does not fit its field."""
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


def _integer(cell: str) -> int:
    # `int` alone also takes 1_000, and digits of other scripts.
    if not re.fullmatch(r"[+-]?[0-9]+", cell):
        raise ValueError(cell)
    return int(cell)


def _number(cell: str) -> float:
    if not re.fullmatch(r"[+-]?[0-9.]+([eE][+-]?[0-9]+)?", cell):  # no nan, no inf
        raise ValueError(cell)
    return float(cell)


PARSERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "string": (str, "text"),
    "integer": (_integer, "a whole number"),
    "number": (_number, "a number"),
    "boolean": (_boolean, "true or false"),
    "date": (_date, "a date such as 2022-06-15"),
}


def _names(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _duplicate_faults(file: str, rows: list[dict[str, Any]], schema: dict[str, Any]) -> list[Fault]:
    key = _names(schema.get("primaryKey", []))
    first: dict[tuple[str, ...], int] = {}
    faults = []
    for row in rows if key else []:
        value = tuple(str(row[name]) for name in key)
        if None in (row[name] for name in key):
            continue
        if value in first:
            faults.append(
                Fault(
                    file,
                    row[""],
                    ", ".join(key),
                    f"{', '.join(value)} again",
                    f"a key that row {first[value]} does not have",
                )
            )
        first.setdefault(value, row[""])
    return faults


def _foreign_key_faults(
    resource: dict[str, Any], resources: dict[str, Any], tables: dict[str, Any], torn: set[str]
) -> list[Fault]:
    faults = []
    for key in resource["schema"].get("foreignKeys", []):
        own, other = _names(key["fields"]), _names(key["reference"]["fields"])
        target = key["reference"]["resource"] or resource["name"]
        known = {tuple(row[name] for name in other) for row in tables[target]}
        if resources[target]["path"] in torn or any(None in value for value in known):
            continue
        lost: dict[tuple[Any, ...], list[int]] = {}
        for row in tables[resource["name"]]:
            value = tuple(row[name] for name in own)
            if None not in value and value not in known:
                lost.setdefault(value, []).append(row[""])
        expected = f"{', '.join(other)} of a row in {resources[target]['path']}"
        for value, lines in lost.items():
            found = repr(", ".join(map(str, value)))
            # One wrong key elsewhere can be missed by a hundred rows: they are one fault.
            many = len(lines) > ROWS_EACH
            faults += [
                Fault(
                    resource["path"],
                    line,
                    ", ".join(own),
                    f"{found}, as in {len(lines) - 1} rows more" if many else found,
                    expected,
                )
                for line in (lines[:1] if many else lines)
            ]
    return faults
