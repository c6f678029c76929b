"""Make the file that is counted of the files that a source has: each conversion a function of them."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ..readers.markup import without_html

Files = list[tuple[str, Path]]
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n\s*\n")
_ESCAPED = re.compile(r"\\([#_*\[\]$~])")
# An item is headed by its title, at the third level or with its number at the second; its address stands below it.
_ITEM = re.compile(r"^(?:### |## \d+\. )(.+)$", re.MULTILINE)
_SECTION = re.compile(r"^(?:## |---[ \t]*$)", re.MULTILINE)
_ADDRESS = re.compile(
    r"^(?:\[[^\]\n]*\]\((?P<linked>\S+)\)|> .*?(?P<told>https?://\S+))[ \t]*$", re.MULTILINE
)
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")


def one_file(files: Files) -> bytes:
    """Return the only file as it is."""
    ((_, path),) = files
    return path.read_bytes()


def markdown(files: Files) -> bytes:
    """Make JSON Lines of files in Markdown with a head in YAML: ``id, date, category, url, text``."""
    return _lines(_document(name, path.read_text(encoding="utf-8")) for name, path in files)


def _document(name: str, content: str) -> dict[str, str]:
    """Read a file: its name and its folder tell id and category; a paragraph is a line, empty lines stand between."""
    _, head, body = _FENCE.split(content, maxsplit=2)
    # A loader that leaves dates as they are written.
    told: dict[str, Any] = yaml.load(head, yaml.BaseLoader)
    paragraphs = (" ".join(part.split()) for part in _EMPTY_LINES.split(body))
    path = PurePosixPath(name)
    return {
        "id": path.stem,
        "date": told["date"],
        "category": path.parts[0],
        "url": told["source_url"],
        "text": _ESCAPED.sub(r"\1", "\n\n".join(filter(None, paragraphs))),
    }


def scripts(files: Files, opening: re.Pattern[str]) -> bytes:
    """Make JSON Lines of the items of a programme's evenings: ``date, title, url, text``.

    Parameters
    ----------
    files : list of (str, Path)
        A file an evening, its day in its name.
    opening : pattern
        What a text opens with and is no part of it.
    """
    return _lines(
        item
        for name, path in files
        for item in _items(name, path.read_text(encoding="utf-8"), opening)
    )


def _items(name: str, content: str, opening: re.Pattern[str]) -> Iterator[dict[str, str]]:
    day = _DAY.search(PurePosixPath(name).name)
    if day is None:
        return
    _, *parts = _ITEM.split(content)
    for title, rest in zip(parts[::2], parts[1::2]):
        body = _SECTION.split(rest)[0]
        address = _ADDRESS.search(body)
        text = opening.sub("", without_html(_ADDRESS.sub("", body)))
        lines = (line.strip() for line in text.split("\n"))
        yield {
            "date": "-".join(day.groups()),
            "title": title.strip(),
            "url": (address["linked"] or address["told"]) if address else "",
            "text": "\n\n".join(filter(None, lines)),
        }


def _lines(records: Iterator[dict[str, str]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def conversions(opening: re.Pattern[str] | None) -> dict[str, Callable[[Files], bytes]]:
    """Give the conversions by the names that the table of sources has for them."""
    found: dict[str, Callable[[Files], bytes]] = {"one-file": one_file, "markdown": markdown}
    if opening:
        found["scripts"] = lambda files: scripts(files, opening)
    return found
