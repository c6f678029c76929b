"""The template of a book, filled."""

import datetime
import json
from importlib.resources import files
from pathlib import Path
from string import Template

from ..report.findings import literal
from .book_pages import CHECKS, COMPARISON

TEMPLATE = files("readouts.create") / "book_template"
# Where the title and the author stand, and how what stands there must be written.
# Who is cited where no author is named: the format asks for one.
NOBODY = "Author not named"
FILLED = ("_config.yml", "CITATION.cff", "README.md", "chapters/index.md")


def template(title: str, author: str) -> dict[str, bytes]:
    """Return every file of the template by its path in the book, filled; its chapters are those of `book_pages.pages`."""
    today = datetime.date.today()
    quoted = {
        "title": json.dumps(title, ensure_ascii=False),
        "author": json.dumps(author, ensure_ascii=False),
        "cited": json.dumps(author or NOBODY, ensure_ascii=False),
        "year": f'"{today.year}"',
        "date": today.isoformat(),
    }
    plain = {"title": literal(title), "heading": literal(title)}
    found = {}
    composed = {f"chapters/{name}.md" for name in (*COMPARISON, *CHECKS)}
    for path, content in _below(TEMPLATE):
        if path in composed:
            continue
        name = path.replace(
            "gitignore", ".gitignore"
        )  # under its own name it would be at work in this repository
        if path in FILLED:
            content = (
                Template(content.decode("utf-8"))
                .substitute(quoted if path.endswith((".yml", ".cff")) else plain)
                .encode("utf-8")
            )
        found[name] = content
    return found


def _below(folder, prefix: str = ""):
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _below(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()


def write(folder: Path, made: dict[str, bytes]) -> None:
    """Write files into a folder, by their paths in it."""
    for path, content in made.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
