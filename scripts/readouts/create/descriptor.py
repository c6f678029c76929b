"""The descriptor of a book's data folder, made to name every table and column that there is; and its tables as files."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path

from ..corpus.datapackage import (
    DESCRIPTOR,
    DataError,
    Fault,
    csv_line,
    descriptor,
    need_not_all_be_there,
)
from ..readers.data_folder import WITHOUT_TEXT

# What of another descriptor says what the data are; the rest is of its tables, or of what this package writes.
ABOUT = ("title", "description", "version", "licenses", "sources", "contributors", "keywords")


def extended(described: dict, made: dict[str, list[dict]], other: dict | None = None) -> dict:
    """Return a descriptor with every table and column that rows have.

    Parameters
    ----------
    described : dict
        The descriptor as it is.
    made : dict of str to list of dict
        The rows of tables, by name.
    other : dict, optional
        The descriptor of the folder that they are from. A table that is new is described as it is there, keys and all; so is
        a column. A column that is described nowhere is of text.
    """
    described = copy.deepcopy(described)
    by_name = {resource["name"]: resource for resource in described["resources"]}
    there = {resource["name"]: resource for resource in (other or {}).get("resources", [])}
    if made.get(WITHOUT_TEXT) and WITHOUT_TEXT not in by_name:
        by_name[WITHOUT_TEXT] = copy.deepcopy(by_name["readouts"]) | {
            "name": WITHOUT_TEXT,
            "path": f"{WITHOUT_TEXT}.csv",
            "title": "Readouts whose text is not at hand: described, and counted nowhere",
        }
        described["resources"].insert(
            described["resources"].index(by_name["segments"]) + 1, by_name[WITHOUT_TEXT]
        )
    for name, rows in made.items():
        if name not in by_name:
            by_name[name] = copy.deepcopy(there[name])
            by_name[name]["path"] = _free_path(by_name[name], described["resources"])
            for of_the_file in ("bytes", "hash"):  # the book's may be another
                by_name[name].pop(of_the_file, None)
            described["resources"].append(by_name[name])
        _add_columns(by_name[name]["schema"]["fields"], rows, _fields(there, name))
    _add_foreign_keys(by_name, there)
    return described


def _free_path(resource: dict, resources: list[dict]) -> str:
    """The path of a table, or one beside it where another table has it."""
    path = Path(resource["path"])
    taken = {other["path"].casefold() for other in resources} | {DESCRIPTOR}
    number = 2
    while path.as_posix().casefold() in taken:
        path = Path(resource["path"]).with_stem(f"{Path(resource['path']).stem}-{number}")
        number += 1
    return path.as_posix()


def _fields(there: dict[str, dict], name: str) -> dict[str, dict]:
    """The columns of a table of another folder, by name; what has no text is described there among the readouts."""
    resource = there.get("readouts" if name == WITHOUT_TEXT else name)
    return {field["name"]: field for field in resource["schema"]["fields"]} if resource else {}


def _add_columns(fields: list[dict], rows: list[dict], known: dict[str, dict]) -> None:
    """Add the columns that rows have and that are not described yet."""
    named = {field["name"] for field in fields}
    for column in dict.fromkeys(column for row in rows for column in row):
        if column in named:
            continue
        field = copy.deepcopy(known.get(column)) or {"name": column, "type": "string"}
        field.setdefault("description", "as the corpus has it")
        # Rows that were made here, or that a later update brings from elsewhere, need not have it.
        field.get("constraints", {}).pop("required", None)
        fields.append(field)


def _add_foreign_keys(by_name: dict[str, dict], there: dict[str, dict]) -> None:
    """Add the foreign keys of tables of another folder, and take out those whose columns are not there."""
    for name, resource in by_name.items():
        keys = resource["schema"].get("foreignKeys", [])
        keys = keys + [
            key
            for key in there.get(name, {}).get("schema", {}).get("foreignKeys", [])
            if key not in keys
        ]
        if kept := [key for key in keys if _stands(key, resource, by_name)]:
            resource["schema"]["foreignKeys"] = kept
        elif keys:
            resource["schema"].pop("foreignKeys", None)


def _stands(key: dict, resource: dict, by_name: dict[str, dict]) -> bool:
    """Whether the columns of a foreign key are there, on both sides."""
    other = by_name.get(key["reference"]["resource"] or resource["name"])
    return other is not None and all(
        set(names(columns)) <= {field["name"] for field in table["schema"]["fields"]}
        for columns, table in ((key["fields"], resource), (key["reference"]["fields"], other))
    )


def names(columns: str | list[str]) -> list[str]:
    """The columns of a key, of which one may stand alone."""
    return [columns] if isinstance(columns, str) else columns


def references(described: dict) -> Iterator[tuple[str, list[str], str, list[str]]]:
    """Yield each foreign key: a table and its columns, and the table and columns that these name."""
    for resource in described["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            yield (
                resource["name"],
                names(key["fields"]),
                key["reference"]["resource"] or resource["name"],
                names(key["reference"]["fields"]),
            )


def without(described: dict, tables: set[str]) -> dict:
    """Return a descriptor without some tables, and without the foreign keys that name them."""
    described = copy.deepcopy(described)
    described["resources"] = [
        resource for resource in described["resources"] if resource["name"] not in tables
    ]
    _add_foreign_keys({resource["name"]: resource for resource in described["resources"]}, {})
    return described


def paths(described: dict) -> dict[str, str]:
    """The file of each table."""
    return {resource["name"]: resource["path"] for resource in described["resources"]}


def as_json(described: dict) -> bytes:
    """A descriptor as its file."""
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def contents(described: dict, made: dict[str, list[dict]]) -> dict[str, bytes]:
    """Tables as their files in a data folder, with the columns that its descriptor names; those that need not be there where a row has them.

    Raises
    ------
    DataError
        If a text cannot be written as UTF-8.
    """
    schemas = {resource["name"]: resource["schema"] for resource in described["resources"]}
    found = {}
    for name, rows in made.items():
        columns = _columns(schemas[name], rows)
        lines = [columns, *([str(row.get(column, "")) for column in columns] for row in rows)]
        try:
            found[paths(described)[name]] = "".join(map(_line, lines)).encode()
        except UnicodeEncodeError as error:
            raise DataError(
                [
                    Fault(
                        "corpus",
                        0,
                        "text",
                        f"half a character (a lone surrogate, {error.object[error.start]!r})",
                        "text that is Unicode",
                    )
                ]
            ) from None
    return found


def _columns(schema: dict, rows: list[dict]) -> list[str]:
    columns = [field["name"] for field in schema["fields"]]
    if not need_not_all_be_there(schema) or not rows:
        return columns
    return [column for column in columns if any(column in row for row in rows)]


def _line(row: list[str]) -> str:
    """A row as a line; one of a single cell that is empty is quoted, since an empty line is no row."""
    return '""\n' if row == [""] else csv_line(row)


def write(folder: Path, made: dict[str, list[dict]], other: dict | None = None) -> None:
    """Write tables into a folder that holds its descriptor, which comes to name every column that they have.

    Parameters
    ----------
    folder : Path
    made : dict of str to list of dict
        The rows of tables, by name.
    other : dict, optional
        The descriptor of the folder that they are from; see `extended`.

    Raises
    ------
    DataError
        If a text cannot be written as UTF-8.
    """
    before = descriptor(folder)
    after = extended(before, made, other)
    if other:
        after |= {name: other[name] for name in ABOUT if name in other}
    files = contents(after, made)
    if after != before:
        files[DESCRIPTOR] = as_json(after)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
