"""``readouts create``: a book for one's own readouts."""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from .. import atomic, locks
from . import reading
from .output import visible

EXAMPLES = """examples:
  readouts create mybook
      a book with an invented example, to look at and to learn from
  readouts create mybook --corpus readouts.csv --title "Two accounts of one call"
      a book of one's own texts; which column is taken for what is printed
  readouts create mybook --corpus texts/ --codebook codes.csv
      texts from a folder, coded by a codebook of one's own
  readouts create mybook --corpus new.csv --update
      the texts of a corpus into a book that is there: what you have filled in, prose and codebook stay

then
  jupyter-book build mybook

An update knows a readout by the SHA-256 of its text, and sides, events and passages by their ids. It adds, drops and
changes what the corpus adds, drops and changes, and says so, a line each; a cell that you have written stays. It is made
as a whole or not at all: stopped in between, it is finished by the next run, for which no --corpus is needed.
"""
# What the corpus gave for each table, and which pages were made: by it an update tells what a person has changed since.
MEMORY = ".readouts.json"
TITLE = "Readouts compared"
AUTHOR = "Author not named"


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    found = argparse.ArgumentParser(prog="readouts create", description="Make a book that compares what different sides published about the same events.", epilog=EXAMPLES,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("folder", metavar="DIR", type=Path, help="the folder of the book; it must not be there, or be empty")
    found.add_argument("--codebook", metavar="FILE", type=Path, help="codes and patterns: a table, or a folder with frames.csv, codebook.csv, patterns.csv (default: a general one)")
    found.add_argument("--title", metavar="TITLE", dest="book_title", type=_name, default=TITLE, help="the book's title")
    found.add_argument("--author", metavar="NAME", type=_name, default=AUTHOR, help="who is to be cited")
    found.add_argument("--update", action="store_true", help="put the corpus into a book that is there; what you have filled in stays")
    reading.add_reading(found, "--corpus", without=("title",))
    return found


def _name(value: str) -> str:
    """A name that stands in headings and in the heads of pages."""
    if not value.strip() or any(character in "<>" or not character.isprintable() for character in value):
        raise argparse.ArgumentTypeError(f"a name on one line, without < and >, and not {value!r}")
    return value.strip()


def run(arguments: argparse.Namespace) -> int:
    """Make the book, or put other texts into it."""
    folder = arguments.folder
    if arguments.update:
        return _update(arguments)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} is there already: choose another folder, or put other texts into it by --update")
    from ..comparison import book, codebooks
    from ..comparison.merging import remembered

    tables, of_columns = _tables(arguments)
    tables |= codebooks.own(arguments.codebook) if arguments.codebook else codebooks.general()
    with atomic.workspace(folder) as workspace:
        made, pages = workspace / "book", book.pages(tables)
        book.write(made, book.template(arguments.book_title, arguments.author) | pages | {MEMORY: _memory(remembered(tables), pages)})
        _write_data(made / "data", tables, of_columns)
        # Onto an empty folder too: the book is there as a whole, or it is not.
        os.replace(made, folder.resolve())
    _tell(tables)
    page = folder / "_build" / "html" / "index.html"
    print(f"The book stands in {folder}. Build it:\n\n  jupyter-book build {folder}\n\nand open {page}. {folder / 'README.md'} says where things are.")
    return 0


def _tables(arguments: argparse.Namespace) -> tuple[dict[str, list[dict]], dict]:
    """The tables of the corpus, or of the example, every cell a text; and what is known of their columns."""
    from ..comparison import folder

    if arguments.corpus:
        documents = reading.read(arguments, further=True)
    else:
        from importlib.resources import as_file, files

        from ..corpora import forms

        with as_file(files("readouts.comparison") / "example.csv") as path:
            documents = list(forms.read(path, further=True))
    source = getattr(documents, "data_folder", None)
    tables, notices = folder.tables(documents, source)
    for notice in notices:
        print(f"  {notice}", file=sys.stderr)
    return {name: [{column: str(cell) for column, cell in row.items()} for row in rows] for name, rows in tables.items()}, source.described if source else {}


def _write_data(data: Path, tables: dict[str, list[dict]], of_columns: dict) -> None:
    """Write the tables, and read them as the book will: what it could not load is told now."""
    from ..comparison import folder
    from ..comparison.report import load

    folder.write(data, tables, of_columns)
    load(data)


def _memory(base: dict, pages: dict[str, bytes]) -> bytes:
    """What is to be known at the next update."""
    return (json.dumps({"tables": base, "pages": {path: _sha256(content) for path, content in sorted(pages.items())}}, ensure_ascii=False, indent=0) + "\n").encode("utf-8", "surrogatepass")


def _remembered(folder: Path) -> dict:
    """What was known at the last one; nothing in a book that was made before this was kept."""
    path = folder / MEMORY
    try:
        memory = json.loads(path.read_bytes())
        return {"tables": {name: dict(rows) for name, rows in memory["tables"].items()}, "pages": dict(memory["pages"])}
    except FileNotFoundError:
        return {"tables": {}, "pages": {}}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ValueError(f"{path}: found something else than what an update wrote there; without this file, an update replaces no cell that holds something") from None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _update(arguments: argparse.Namespace) -> int:
    """Merge other texts into a book, one run at a time; first of all, finish what an earlier run has left unfinished."""
    from ..corpora import datapackage

    there = arguments.folder
    if not (there / "data" / datapackage.DESCRIPTOR).is_file() and not atomic.unfinished(there):
        raise ValueError(f"{there} is no book: it has no data/{datapackage.DESCRIPTOR}")
    with locks.held(there):
        finished = atomic.finish(there)
        if finished:
            print(f"An earlier update of {there}, which was stopped in between, is brought to its end.")
        if not arguments.corpus:
            if finished:
                return 0
            raise ValueError("--update needs --corpus: the texts that are to be put into the book")
        return _merge(arguments)


def _merge(arguments: argparse.Namespace) -> int:
    from ..comparison import book, codebooks
    from ..comparison.merging import merge
    from ..corpora import datapackage

    there = arguments.folder
    datapackage.read(there / "data")
    described = datapackage.descriptor(there / "data")
    _refuse_other_tables(there, described)
    old = {resource["name"]: datapackage.cells(there / "data" / resource["path"]) for resource in described["resources"]}
    read = list(reading.files(arguments))
    _refuse_to_change(there, [f"data/{resource['path']}" for resource in described["resources"]], read)
    new, of_columns = _tables(arguments)
    memory = _remembered(there)
    merged = merge(old, new | (codebooks.own(arguments.codebook) if arguments.codebook else {}), memory["tables"])
    changed = _without_empty(merged.tables, described)
    tables = old | changed
    before, pages = book.pages(old), book.pages(tables)
    # Pages that a person has not touched: they are as they were made, or as they would be made of the tables as they were.
    ours = [path for path in sorted(before.keys() | memory["pages"].keys() | pages.keys())
            if (content := _content(there / path)) is None or content == before.get(path) or _sha256(content) == memory["pages"].get(path)]
    left = [path for path in sorted(pages) if path not in ours and pages[path] != _content(there / path)]
    files = _data_files(there, described, old, changed, of_columns) | {path: pages[path] for path in ours if path in pages and pages[path] != _content(there / path)}
    gone = [path for path in ours if path not in pages and _content(there / path) is not None]
    _refuse_to_change(there, [*files, *gone], read)
    atomic.change_together(there, files | {MEMORY: _memory(merged.base, pages)}, gone)
    _tell(tables)
    for line in merged.lines:
        print(visible(line))
    for path in left:
        print(f"  {path} was changed by hand and is left as it is", file=sys.stderr)
    print(f"The texts of {arguments.corpus} are in {there}. Build it anew:\n\n  jupyter-book build {there} --all")
    return 0


def _without_empty(tables: dict[str, list[dict]], described: dict) -> dict[str, list[dict]]:
    """Tables without the columns that the book does not have and that hold nothing: a person may have taken them out."""
    known = {resource["name"]: {field["name"] for field in resource["schema"]["fields"]} for resource in described["resources"]}
    filled = {name: known.get(name, set()) | {column for row in rows for column, cell in row.items() if cell} for name, rows in tables.items()}
    return {name: [{column: cell for column, cell in row.items() if column in filled[name]} for row in rows] for name, rows in tables.items()}


def _refuse_other_tables(there: Path, described: dict) -> None:
    """Refuse a folder whose tables are not those of a book that this command has made."""
    from ..comparison.book import TEMPLATE
    from ..corpora import datapackage

    found = {resource["name"]: {field["name"] for field in resource["schema"]["fields"]} for resource in described["resources"]}
    for resource in json.loads((TEMPLATE / "data" / datapackage.DESCRIPTOR).read_text(encoding="utf-8"))["resources"]:
        if lacking := [field["name"] for field in resource["schema"]["fields"] if field["name"] not in found.get(resource["name"], ())]:
            raise ValueError(f"{there} is no book of readouts create: its data has no table {resource['name']} with {', '.join(lacking)}; nothing in it is changed")


def _refuse_to_change(there: Path, paths: Iterable[str], read: list[Path]) -> None:
    """Refuse where a file that is read is one of the book's own."""
    for path in paths:
        if found := atomic.same_file(there / path, read):
            raise ValueError(f"{found} is read, and an update writes to it, since it is {there / path}; give a copy of it, elsewhere")


def _data_files(there: Path, described: dict, old: dict, tables: dict, of_columns: dict) -> dict[str, bytes]:
    """The files of the data that change; they are read first as the book will read them."""
    from ..comparison import folder
    from ..comparison.report import load
    from ..corpora import datapackage

    changed = {name: rows for name, rows in tables.items() if rows != old.get(name, [])}
    after = folder.extended(described, changed, of_columns)
    files = folder.contents(after, changed)
    if after != described:
        files[datapackage.DESCRIPTOR] = folder.as_json(after)
    with atomic.workspace(there / "data") as workspace:
        for resource in described["resources"]:
            path = workspace / resource["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((there / "data" / resource["path"]).read_bytes())
        (workspace / datapackage.DESCRIPTOR).write_bytes((there / "data" / datapackage.DESCRIPTOR).read_bytes())
        for name, content in files.items():
            (workspace / name).write_bytes(content)
        load(workspace)
    return {f"data/{name}": content for name, content in files.items()}


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _tell(tables: dict[str, list[dict]]) -> None:
    """Say what the book holds."""
    from ..comparison.book import PAGES

    readouts = tables["readouts"]
    numbers = {"readouts": len(readouts), "sides": len({row["side"] for row in readouts}), "events": len({row["event"] for row in readouts}), "passages": len(tables["segments"])}
    print("; ".join(f"{name}: {number:,}" for name, number in numbers.items()))
    if numbers["events"] > PAGES:
        print(f"  The first {PAGES} events have a page of their own; another needs a page such as those in chapters/reader/, and a line in _toc.yml.", file=sys.stderr)
    if not any(row.get("licence") for row in readouts):
        print("  data/readouts.csv has an empty column licence: say there what the sources state of reuse, before the book is published.", file=sys.stderr)
