"""Read a YAML file of ``data/`` into a dataclass, with all its faults named at once."""

import dataclasses
import datetime
import re
import types
from pathlib import Path
from typing import TypeVar, get_args, get_origin, get_type_hints

import yaml

from ..corpus.datapackage import DataError, Fault

_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
_NAMES |= {datetime.date: "a date: YYYY-MM-DD", re.Pattern: "a regular expression"}
_NAMES |= {tuple: "a list", dict: "keys with their values"}
Kind = TypeVar("Kind")


def mapping(path: Path, wanted: str = _NAMES[dict]) -> dict:
    """Read the keys and values of a YAML file; ``wanted`` says what it should hold where it holds none.

    Raises
    ------
    DataError
        If it is no YAML in UTF-8, or holds no keys.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        raise DataError([Fault(path.name, 0, "", reason, "YAML in UTF-8")]) from None
    if not isinstance(found, dict):
        raise DataError([Fault(path.name, 0, "", type(found).__name__, wanted)])
    return found


def read(path: Path, kind: type[Kind]) -> Kind | None:
    """Read a file into a dataclass, whose fields are its keys; None where there is no such file.

    Parameters
    ----------
    path : Path
    kind : dataclass
        Its fields are texts, numbers, dates, regular expressions, tuples and dicts of these, and further dataclasses.

    Raises
    ------
    DataError
        All that the file has wrong.
    """
    if not path.is_file():
        return None
    faults: list[Fault] = []
    made = _made(kind, mapping(path), "", path.name, faults)
    if faults:
        raise DataError(faults)
    return made


def _made(kind, found, at: str, file: str, faults: list[Fault]):
    """A value of a kind from what a file has at a place; what is wrong goes to `faults`."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is types.UnionType:  # of a kind and None
        return None if found is None else _made(arguments[0], found, at, file, faults)
    plain = dict if dataclasses.is_dataclass(kind) else (origin or kind)
    wanted = {tuple: list, re.Pattern: str, float: (int, float)}.get(plain, plain)
    if not isinstance(found, wanted) or (isinstance(found, bool) and plain is not bool):
        faults.append(Fault(file, 0, at, repr(found)[:80], _NAMES[plain]))
        return None
    if dataclasses.is_dataclass(kind):
        return _filled(kind, found, at, file, faults)
    if plain is tuple:
        return tuple(
            _made(arguments[0], one, f"{at}, no. {place}", file, faults)
            for place, one in enumerate(found, start=1)
        )
    if plain is dict:
        return {
            str(key): _made(arguments[1], one, f"{at}: {key}".strip(": "), file, faults)
            for key, one in found.items()
        }
    if plain is re.Pattern:
        try:
            return re.compile(found)
        except re.error as error:
            faults.append(Fault(file, 0, at, repr(found)[:80], f"a regular expression ({error})"))
            return None
    return found


def _filled(kind, found: dict, at: str, file: str, faults: list[Fault]):
    """A dataclass from keys: those that it does not know, and those that it lacks, are faults."""
    hints, fields = get_type_hints(kind), {field.name: field for field in dataclasses.fields(kind)}
    # "from" is a word of the language, so that a field of that name ends in an underscore.
    names = {key: f"{key}_" if f"{key}_" in fields else str(key) for key in found}
    before = len(faults)
    faults += [
        Fault(file, 0, f"{at}: {key}".strip(": "), "an unknown key", "one of: " + ", ".join(fields))
        for key, name in names.items()
        if name not in fields
    ]
    faults += [
        Fault(file, 0, f"{at}: {name}".strip(": "), "no such key", "this key")
        for name, field in fields.items()
        if name not in names.values()
        and field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    ]
    values = {
        name: _made(hints[name], found[key], f"{at}: {key}".strip(": "), file, faults)
        for key, name in names.items()
        if name in fields
    }
    return kind(**values) if len(faults) == before else None
