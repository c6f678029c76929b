"""What decides a count, as a hash: the patterns that are looked for, and the code that says what a word and a match are.

A count that is kept beside a text that is not given can be trusted only while both are the same. The hash of the code is
over every definition that a function can reach, as it is written, and over the tables that these read. It therefore
changes whenever results may change: a hash over the matches of some test text would miss whatever that text does not
have. Comments, docstrings, types, the form of the code, and definitions that the function does not reach are left out.
"""

import ast
import hashlib
import importlib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.util import resolve_name
from pathlib import Path
from types import ModuleType
from typing import Any

from .patterns import Pattern

DIGITS = 16  # of a SHA-256 in hexadecimal: enough to tell versions apart, and few enough to be read
# What of a definition says nothing of what it does: its types, and who may read them.
_NO_MEANING = ("annotation", "returns", "type_comment", "type_params", "kind", "ctx")


def of_patterns(patterns: Iterable[Pattern]) -> str:
    """Return the hash of some patterns, in whatever order: every field of each that is not as it is by default.

    Examples
    --------
    >>> one, other = Pattern("war", "en", "war", ("war",)), Pattern("war", "en", "!cold war", ("cold", "war"))
    >>> of_patterns([one, other]) == of_patterns([other, one]), of_patterns([one]) == of_patterns([one, other])
    (True, False)
    """
    return of_values(
        sorted(
            json.dumps(
                {
                    name: value
                    for name, value in pattern._asdict().items()
                    if pattern._field_defaults.get(name, ...) != value
                },
                sort_keys=True,
            )
            for pattern in patterns
        )
    )


def of_values(values: object) -> str:
    """Return the hash of values that JSON can hold, in their order."""
    return _short(json.dumps(values, sort_keys=True))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


@lru_cache(maxsize=32)
def of_code(*functions: Callable[..., Any]) -> str:
    """Return the hash of all that some functions of this package can reach in it.

    Parameters
    ----------
    *functions : functions

    Examples
    --------
    >>> from readouts.text.tokens import normalize, tokenize
    >>> of_code(tokenize) == of_code(tokenize, normalize)  # the one calls the other
    True
    """
    found: dict[tuple[str, str], str] = {}
    todo = [(function.__module__, function.__name__) for function in functions]
    while todo:
        place = todo.pop()
        if place not in found:
            found[place], further = _definition(*place)
            todo += further
    return of_values(sorted(found.values()))  # where a definition stands says nothing


def _definition(module: str, name: str) -> tuple[str, list[tuple[str, str]]]:
    """Return what a name of a module is defined as, and the names that this definition uses, each with its module."""
    defined, imported = _names(module)
    value = getattr(importlib.import_module(module), name, None)
    if isinstance(value, Path):  # where a table stands says nothing, and what it holds all
        return hashlib.sha256(value.read_bytes()).hexdigest() if value.is_file() else "", []
    if name not in defined:  # handed on from another module
        return "", _followed(*imported[name], "") if name in imported else []
    further = []
    for used, attribute in {pair for statement in defined[name] for pair in _used(statement)}:
        if used in defined:
            further.append((module, used))
        elif used in imported:
            further += _followed(*imported[used], attribute)
    return json.dumps([_plain(statement) for statement in defined[name]]), further


def _followed(module: str, name: str, attribute: str) -> list[tuple[str, str]]:
    """Return where an imported name is defined: nowhere in this package, or there; of a module, what is taken of it."""
    package = __name__.partition(".")[0]
    if module.partition(".")[0] != package:
        return []
    whole = importlib.import_module(module)
    if isinstance(value := getattr(whole, name, None), ModuleType):
        return [(value.__name__, attribute)] if value.__name__.startswith(package) else []
    return [(module, name)]


@lru_cache(maxsize=256)
def _names(module: str) -> tuple[dict[str, list[ast.stmt]], dict[str, tuple[str, str]]]:
    """Return the statements at the top of a module that define each of its names, and where those come from that it imports."""
    source = importlib.import_module(module)
    tree = ast.parse(Path(str(source.__file__)).read_text(encoding="utf-8"))
    defined: dict[str, list[ast.stmt]] = {}
    imported: dict[str, tuple[str, str]] = {}
    for statement in tree.body:
        for name in _bound(statement):
            defined.setdefault(name, []).append(statement)
    package = module if hasattr(source, "__path__") else module.rpartition(".")[0]
    for node in ast.walk(tree):  # a function may import for itself
        if isinstance(node, ast.ImportFrom):
            origin = resolve_name("." * node.level + (node.module or ""), package)
            imported |= {alias.asname or alias.name: (origin, alias.name) for alias in node.names}
    return defined, imported


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a module defines, or whose values it changes."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return {
            node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)
        }
    # A loop, a call: whatever it names may be another thing afterwards.
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _used(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the names that a statement uses, each with the attribute that is taken of it."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield node.value.id, node.attr
    elif isinstance(node, ast.Name):
        yield node.id, ""
    else:
        for _, value in _fields(node):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _used(child)


def _plain(node: object) -> object:
    """Return a statement as lists and texts, alike in every version of Python: without docstrings, types and what is empty."""
    if isinstance(node, list):
        return [_plain(child) for child in node]
    if not isinstance(node, ast.AST):
        return repr(node)
    return [type(node).__name__, *([name, _plain(value)] for name, value in _fields(node))]


def _fields(node: ast.AST) -> Iterator[tuple[str, Any]]:
    for name, value in ast.iter_fields(node):
        if name in _NO_MEANING or value is None or value == []:
            continue
        if name == "body" and isinstance(value, list) and _is_text(value[0]):
            value = value[1:]
        yield name, value


def _is_text(statement: ast.AST) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
