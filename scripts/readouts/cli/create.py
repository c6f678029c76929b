"""``readouts create``: a book for one's own readouts."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import reading
from .output import visible
from .usage import Parser

if TYPE_CHECKING:
    from ..create import Result

VERSIONS = "versions.csv"  # of `readouts fetch`

EXAMPLES = """examples:
  readouts create mybook
      a book with an invented example, to look at and to learn from
  readouts create mybook --corpus readouts.csv --title "Two accounts of one call"
      a book of one's own texts; which column is taken for what is printed
  readouts create mybook --corpus texts/ --codebook codes.csv
      texts from a folder, coded by a codebook of one's own
  readouts create mybook --corpus texts/ --events events.csv
      texts of two days that are of one conversation, as a table says (document_id,event); else those of one day are taken
      together, and pairs of two sides within two days that have no rival, which are printed
  readouts create mybook --corpus fetched/corpus.jsonl
      texts from `readouts fetch`; if --again has found other versions of their pages, a page shows what was changed
  readouts create mybook --corpus new.csv --update
      the texts of a corpus into a book that is there: what you have filled in, prose and codebook stay
  readouts create mybook --corpus calls.csv --codings first.csv --codings second.csv
      with what two coders say of its sentences, in sheets from `readouts draft`; the first one's word counts
  readouts create mybook --update --codings first.csv
      what a coder says now, in place of what he said before of the sentences in the sheet

then
  jupyter-book build mybook

An update knows a readout by the SHA-256 of its text, and sides, events and passages by their ids. It adds, drops and
changes what the corpus adds, drops and changes, and says so, a line each; a cell that you have written stays. It is made
as a whole or not at all: stopped in between, it is finished by the next run, for which no --corpus is needed.

Who is made to say what is drafted by rules, and a draft stays a draft until a person confirms it in a sheet. A sheet is of
these very texts: a sentence that they do not have, or have in other words, is named, and nothing is changed.
"""


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    found = Parser(
        prog="readouts create",
        description="Make a book that compares what different sides published about the same events.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument(
        "folder",
        metavar="DIR",
        type=Path,
        help="the folder of the book; it must not be there, or be empty",
    )
    found.add_argument(
        "--codebook",
        metavar="FILE",
        type=Path,
        help="codes and patterns: a table, or a folder with frames.csv, codebook.csv, patterns.csv (default: that of a corpus which is such a folder; else a general one)",
    )
    found.add_argument(
        "--title",
        metavar="TITLE",
        dest="book_title",
        type=_name,
        help="the book's title",
    )
    found.add_argument(
        "--author", metavar="NAME", dest="book_author", type=_name, help="who is to be cited"
    )
    found.add_argument(
        "--update",
        action="store_true",
        help="put the corpus into a book that is there; what you have filled in stays",
    )
    found.add_argument(
        "--codings",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a sheet from `readouts draft` that a coder has filled in; may be repeated, one a coder",
    )
    found.add_argument(
        "--unmatched",
        action="store_true",
        help="compare sides over all events, those too of which one side alone has a text (default: over those of which two sides or more have one; "
        "in a book that is there, unmatched: true in data/report.yml says it)",
    )
    reading.add_reading(found, "--corpus", without=("title",))
    return found


def _name(value: str) -> str:
    """A name that stands in headings and in the heads of pages."""
    if not value.strip() or any(
        character in "<>" or not character.isprintable() for character in value
    ):
        raise argparse.ArgumentTypeError(f"a name on one line, without < and >, and not {value!r}")
    return value.strip()


def run(arguments: argparse.Namespace) -> int:
    """Make the book, or put other texts into it."""
    from .. import create

    folder, corpus = arguments.folder, arguments.corpus
    if arguments.update and arguments.unmatched:
        parser().error(
            f"--unmatched is said of a new book; in this one write unmatched: true into {folder / 'data' / 'report.yml'}"
        )
    documents = reading.read(arguments, further=True) if corpus else None
    if not arguments.update:
        named = {
            name: value
            for name in ("title", "author")
            if (value := getattr(arguments, f"book_{name}"))
        }
        _tell(
            create.make(
                folder,
                documents,
                codebook=arguments.codebook,
                codings=arguments.codings,
                unmatched=arguments.unmatched,
                changes=_changes(corpus),
                **named,
            )
        )
        page = folder / "_build" / "html" / "index.html"
        print(
            f"The book stands in {folder}. Build it:\n\n  jupyter-book build {folder}\n\nand open {page}. {folder / 'README.md'} says where things are."
        )
        return 0
    sheets = arguments.codings
    read = [*reading.files(arguments), *sheets]
    result = create.update(
        folder,
        documents,
        codebook=arguments.codebook,
        codings=sheets,
        read=read,
        changes=_changes(corpus),
    )
    _tell(result)
    if put := [str(one) for one in (corpus, *sheets) if one]:
        what = "The texts" if corpus else "The judgements"
        print(
            f"{what} of {', '.join(put)} are in {folder}. Build it anew:\n\n  jupyter-book build {folder} --all"
        )
    return 0


def _changes(corpus: Path | None) -> list[dict[str, Any]]:
    """Return what was changed afterwards on the pages of a corpus that lies in a folder of ``readouts fetch``."""
    if not corpus or not corpus.is_file() or not (corpus.parent / VERSIONS).is_file():
        return []
    try:
        from ..fetch import changes
    except ModuleNotFoundError as error:
        said = f"the versions of its pages are not compared: that needs {error.name}; it comes with pip install 'readouts[fetch]'"
        print(f"  {said}", file=sys.stderr)
        return []
    return [row._asdict() for row in changes.read(corpus.parent).rows]


def _tell(result: "Result") -> None:
    """Say what was done, and what is left to a person."""
    if result.numbers:
        print("; ".join(f"{name}: {number:,}" for name, number in result.numbers.items()))
    for line in result.lines:
        print(visible(line))
    for notice in result.notices:
        print(f"  {visible(notice)}", file=sys.stderr)
