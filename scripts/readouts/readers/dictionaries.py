"""Dictionaries of other programs as rows of a codebook: YAML and JSON as quanteda has them, LIWC's ``.dic``."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from . import column_names, decoding, opening
from .faults import data_error, one_line
from .formats import ending

# A dictionary is a few levels deep. More, or more entries, is a file that stands for itself over and over.
_DEEPEST, _MOST = 20, 2_000_000
_FORMS = {".yml": "yaml", ".yaml": "yaml", ".dic": "liwc", ".dicx": "liwc22"}
_CATEGORY = re.compile(r"(?P<indent>\s*)(?P<number>\d+)\s+(?P<name>\S.*)")
_COMMENT = re.compile(r"\s*(?:#|//|;)(?!\S+\s+\d+\s*$)")
_ENTRY = re.compile(r"(?P<word>\S.*?)\s+(?P<numbers>\d+(?:\s+\d+)*)")


class Entry(NamedTuple):
    """A pattern of a dictionary with its place: a code, and the frame that is the highest of its levels; an empty pattern tells of the code alone."""

    row: int
    frame: str
    code: str
    pattern: str


def coded(path: list[str]) -> tuple[str, str]:
    """Return the frame and the code of a category by its levels: the code is all of them, as quanteda writes it.

    Examples
    --------
    >>> coded(["war"]), coded(["economy", "trade", "goods"])
    (('', 'war'), ('economy', 'economy.trade.goods'))
    """
    return (path[0] if len(path) > 1 else ""), ".".join(path)


def of_file(path: Path) -> list[Entry] | None:
    """Return the entries of a dictionary; None of a file that is none, and may be a table.

    Raises
    ------
    DataError
        If it is damaged, or holds something else than words under names.
    """
    form = _FORMS.get(path.suffix.lower())
    if form is None and ending(path.name) not in ("json", "jsonl", "txt", ""):
        return None
    text = _text(path)
    if text.lstrip().startswith("%"):
        return list(_liwc(text, path.name))
    if form == "liwc22":
        return list(_liwc22(text))
    if form == "liwc":
        raise data_error(path.name, "no categories between two lines of %", "a dictionary of LIWC")
    if form is None:
        if not text.lstrip().startswith("{"):
            return None
        try:
            root = json.loads(text)
        except (
            ValueError,
            RecursionError,
        ):  # lines of objects, or something that the reader of tables names
            return None
        if not _is_dictionary(root):
            return None
        # JSON is YAML but for tabs, which stand in no string of JSON.
        text = text.replace("\t", " ")
    return list(_of_yaml(text, path.name))


def _text(path: Path) -> str:
    codec = decoding.of_file(path, None).codec
    with opening.unpacked(path) as stream:
        data = stream.read(opening.LONGEST + 1)
    if len(data) > opening.LONGEST:
        raise data_error(path.name, f"more than {opening.LONGEST:,} bytes", "a smaller dictionary")
    try:
        return data.decode(codec).lstrip("\ufeff")
    except UnicodeError as error:
        raise data_error(
            path.name, f"bytes that are not in {codec}", "text in one encoding"
        ) from error


def _is_dictionary(root: Any) -> bool:
    """Say whether an object of JSON has words under names, and is no table: neither by columns nor by records."""
    if not isinstance(root, dict) or {"code", "pattern"} <= set(map(column_names.plain, root)):
        return False
    lists = [one for one in root.values() if isinstance(one, list)]
    records = [one for values in lists for one in values if isinstance(one, dict)]
    return all(
        isinstance(value, (list, dict)) for one in [root, *records] for value in one.values()
    )


def _of_yaml(text: str, file: str) -> Iterator[Entry]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise data_error(
            file, f"no YAML ({one_line(error)})", "names with lists of words"
        ) from error
    if not isinstance(root, yaml.MappingNode):
        raise data_error(
            file, "no names with words under them", "lines such as war: [war*, attack*]"
        )
    left = _MOST
    # Nodes, since they keep the line, a name that stands twice, and words such as no and on as they are written.
    waiting: list[tuple[Any, list[str]]] = [(root, [])]
    while waiting:
        node, path = waiting.pop()
        left -= 1
        if not left or len(path) > _DEEPEST:
            raise data_error(file, "a dictionary without end", f"at most {_DEEPEST} levels")
        row = node.start_mark.line + 1
        if not node.value and path:
            yield Entry(row, *coded(path), "")
        if isinstance(node, yaml.MappingNode):
            for key, value in reversed(node.value):
                if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
                    raise data_error(file, "a name that is no text", "a name", row)
                waiting.append((value, [*path, " ".join(key.value.split())]))
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(one, path) for one in reversed(node.value)]
        elif node.value:
            yield Entry(row, *coded(path), " ".join(node.value.split()))


def _liwc22(text: str) -> Iterator[Entry]:
    """Yield the entries of a table with a word in each row and a mark in the columns of its categories."""
    (_, *categories), *rows = list(csv.reader(io.StringIO(text))) or [[""]]
    for number, (word, *marks) in enumerate(filter(None, rows), 2):
        for category, mark in zip(categories, marks):
            if mark.strip():
                yield Entry(number, "", category.strip(), word.strip())
    yield from (Entry(0, "", category.strip(), "") for category in categories)


def _liwc(text: str, file: str) -> Iterator[Entry]:
    categories: dict[str, tuple[str, str]] = {}
    above: list[tuple[int, str]] = []
    marks = 0
    for row, line in enumerate(text.splitlines(), 1):
        if line.strip() == "%":
            marks += 1
        elif marks == 1 and (found := _CATEGORY.fullmatch(line.rstrip())):
            indent = len(found["indent"].expandtabs())
            above = [one for one in above if one[0] < indent]
            categories[found["number"]] = (above[0][1] if above else "", found["name"])
            above.append((indent, found["name"]))
        elif marks == 2 and line.strip() and not _COMMENT.match(line):
            found = _ENTRY.fullmatch(line.strip())
            unknown = (
                [] if not found else [n for n in found["numbers"].split() if n not in categories]
            )
            if not found or unknown:
                said = (
                    f"the categories {', '.join(unknown)}" if unknown else repr(line.strip()[:80])
                )
                raise data_error(file, said, "a word and the numbers of categories above", row)
            for number in found["numbers"].split():
                yield Entry(row, *categories[number], found["word"])
        elif line.strip() and not _COMMENT.match(line):
            raise data_error(
                file, repr(line.strip()[:80]), "the number and the name of a category", row
            )
    yield from (Entry(0, *category, "") for category in categories.values())
    if marks < 2:
        raise data_error(
            file, "no second line of %", "categories between two lines of %, then words"
        )
