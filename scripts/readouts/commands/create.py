"""``readouts create``: a book for one's own readouts."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from .reading import add_reading

EXAMPLES = """examples:
  readouts create mybook
      a book with an invented example, to look at and to learn from
  readouts create mybook --corpus readouts.csv --title "Two accounts of one call"
      a book of one's own texts; which column is taken for what is printed
  readouts create mybook --corpus texts/ --codebook codes.csv
      texts from a folder, coded by a codebook of one's own
  readouts create mybook --corpus new.csv --update
      other texts into a book that is there; prose and codebook stay

then
  jupyter-book build mybook
"""
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
    found.add_argument("--update", action="store_true", help="put the corpus into a book that is there, in place of its texts")
    add_reading(found, "--corpus", without=("title",))
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

    tables = _tables(arguments) | (codebooks.own(arguments.codebook) if arguments.codebook else codebooks.general())
    with _Beside(folder) as made:
        book.write(made, book.template(arguments.book_title, arguments.author) | book.pages(tables))
        _write_data(made / "data", tables)
        # Onto an empty folder too: the book is there as a whole, or it is not.
        os.replace(made, folder)
    _tell(tables)
    page = folder / "_build" / "html" / "index.html"
    print(f"The book stands in {folder}. Build it:\n\n  jupyter-book build {folder}\n\nand open {page}. {folder / 'README.md'} says where things are.")
    return 0


class _Beside:
    """A folder beside the one that is to be made, gone again unless it has become that one."""

    def __init__(self, folder: Path):
        self.parent = folder.resolve().parent

    def __enter__(self) -> Path:
        self.parent.mkdir(parents=True, exist_ok=True)
        self.made = Path(tempfile.mkdtemp(prefix=".readouts-", dir=self.parent))
        umask = os.umask(0)
        os.umask(umask)
        self.made.chmod(0o777 & ~umask)
        return self.made

    def __exit__(self, *error) -> None:
        shutil.rmtree(self.made, ignore_errors=True)


def _tables(arguments: argparse.Namespace) -> dict[str, list[dict]]:
    """The tables of the corpus, or of the example."""
    from ..comparison import folder
    from .reading import read

    if arguments.corpus:
        documents = read(arguments)
    else:
        from importlib.resources import as_file, files

        from ..corpora import forms

        with as_file(files("readouts.comparison") / "example.csv") as path:
            documents = list(forms.read(path))
    tables, notices = folder.tables(documents)
    for notice in notices:
        print(f"  {notice}", file=sys.stderr)
    return tables


def _write_data(data: Path, tables: dict[str, list[dict]]) -> None:
    """Write the tables, and read them as the book will: what it could not load is told now."""
    from ..comparison import folder
    from ..comparison.report import load

    folder.write(data, tables)
    load(data)


def _update(arguments: argparse.Namespace) -> int:
    """Replace the texts of a book, and the pages that depend on them unless a person has changed these."""
    from ..comparison import book, codebooks, folder
    from ..corpora import datapackage

    there = arguments.folder
    if not arguments.corpus:
        raise ValueError("--update needs --corpus: the texts that are to be put into the book")
    if not (there / "data" / datapackage.DESCRIPTOR).is_file():
        raise ValueError(f"{there} is no book: it has no data/{datapackage.DESCRIPTOR}")
    old = datapackage.read(there / "data")
    tables = _tables(arguments)
    tables |= codebooks.own(arguments.codebook) if arguments.codebook else {name: old[name] for name in folder.OF_CODEBOOK}
    before, after = book.pages(old), book.pages(tables)
    with _Beside(there) as made:
        (made / "data").mkdir()
        shutil.copy(there / "data" / datapackage.DESCRIPTOR, made / "data")
        _write_data(made / "data", tables)
        ours = [path for path in sorted(before.keys() | after.keys()) if before.get(path) == _content(there / path)]
        book.write(made, {path: after[path] for path in ours if path in after})
        kept = [path for path in sorted(after) if path not in ours and after[path] != _content(there / path)]
        for path in [*(f"data/{name}.csv" for name in tables), *(path for path in ours if path in after)]:
            (there / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(made / path, there / path)
        for path in ours:
            if path not in after:
                (there / path).unlink()
    _tell(tables)
    for path in kept:
        print(f"  {path} was changed by hand and is left as it is", file=sys.stderr)
    print(f"The texts of {there} are replaced. Build it anew:\n\n  jupyter-book build {there} --all")
    return 0


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _tell(tables: dict[str, list[dict]]) -> None:
    """Say what the book holds."""
    from ..comparison.book import PAGES

    print("; ".join(f"{name}: {len(tables[table]):,}" for name, table in (("readouts", "readouts"), ("sides", "sides"), ("events", "events"), ("passages", "segments"))))
    if len(tables["events"]) > PAGES:
        print(f"  The first {PAGES} events have a page of their own; another needs a page such as those in chapters/reader/, and a line in _toc.yml.", file=sys.stderr)
    if not any(row.get("licence") for row in tables["readouts"]):
        print("  data/readouts.csv has an empty column licence: say there what the sources state of reuse, before the book is published.", file=sys.stderr)
