"""``readouts draft``: a sheet with a row for each sentence, who is made to say what drafted by rules, to be confirmed by a person."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..atomic import atomic_write
from ..corpus.document import Document
from ..create.folder import tables
from ..draft import about, nearest, sheet
from ..draft.drafting import GENERAL, draft
from ..draft.names import speakers_of
from ..draft.page import page
from ..readers.codebook_file import read_codebook
from ..readers.dates import parse
from . import output, progress, reading
from .searching import tell
from .usage import Parser

EXAMPLES = """examples:
  readouts draft calls.csv --out sheet.xlsx
  readouts draft calls.csv --speakers speakers.csv --out sheet.csv
  readouts draft calls.csv --codebook codebook.csv --out sheet.xlsx
  readouts draft calls.csv --blind --out second.xlsx
  readouts draft calls.csv --page coding.html

A row a sentence: its text; drafted speaker, reporting verb, stance of the verb, agency (active, passive, noun), topics of the codebook;
the two nearest sentences of the other accounts of its event; and beside each draft an empty cell in which a person confirms or
corrects it. The head of the sheet (a sheet About of a workbook) says what the cells may hold, and how often such drafts were wrong.
Rules know English, Russian and Chinese; sentences of other languages are given without speaker, verb, stance and agency.
The names that speak are listed in a sheet `speakers`, or beside a CSV in a file whose name ends in -speakers.csv: correct them first
(one name for two, a form that was missed), and give the list back by --speakers. With the extra `similarity` the nearest sentences may be
in another language. The ids of sentences are those of the book that `readouts create` makes of the same corpus.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts draft",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    reading.add_codebook(parser, "whose codes are the topics, instead of the general ones: ")
    parser.add_argument(
        "--speakers",
        metavar="FILE",
        type=Path,
        help="the list of names as you have corrected it, from an earlier sheet (.csv or .xlsx)",
    )
    parser.add_argument(
        "--blind",
        action="store_true",
        help="leave out what is drafted, for a second coder",
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="the sheet, as its name says .csv or .xlsx",
    )
    parser.add_argument(
        "--page",
        metavar="FILE",
        type=Path,
        help="a page on which the sentences are coded by keys, in a browser: one file of HTML, which asks no network and saves the sheet as CSV",
    )
    parser.add_argument(
        "--force", action="store_true", help="replace a sheet that is there, filled in or not"
    )
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    beside = _checked(arguments)
    codebook = read_codebook(arguments.codebook or GENERAL)
    listed = sheet.read_speakers(arguments.speakers) if arguments.speakers else []
    documents = list(_of_the_book(arguments))
    by = None if arguments.blind else nearest.model()
    drafts = nearest.fill(draft(documents, codebook, listed), by)
    speakers = listed or speakers_of(documents)
    named = str(arguments.codebook) if arguments.codebook else "the general codebook"
    languages = {one.language for one in drafts}
    head = about.lines(languages, named, codebook.patterns, by.name if by else "")
    if arguments.out:
        sheet.write(arguments.out, drafts, head, [] if arguments.blind else speakers, arguments.blind)  # fmt: skip
    if arguments.page:
        with atomic_write(arguments.page) as file:
            file.write(page(drafts, head, speakers, codebook.codes, arguments.blind).encode())
    if beside:
        sheet.write_speakers(beside, speakers)
    tell(f"{len(drafts):,} sentences of {len(documents):,} readouts; {len(speakers):,} names that speak")  # fmt: skip
    if not (by or arguments.blind) and len(languages) > 1:
        tell(about.WITHOUT_MODEL)
    return 0


def _checked(arguments: argparse.Namespace) -> Path | None:
    """Return the file of speakers beside a CSV; refuse what would be written over, before anything is read."""
    output.check(arguments)
    output.check(argparse.Namespace(**{**vars(arguments), "out": arguments.page}))
    out = arguments.out
    beside = None
    if not (out or arguments.page):
        parser().error("--out FILE for a sheet is needed, or --page FILE for a page")
    if out and sheet.form(out) == ".csv" and not (arguments.blind or arguments.speakers):
        beside = out.with_name(f"{out.stem}-speakers.csv")
    for path in filter(None, (out, arguments.page, beside)):
        if path.exists() and not arguments.force:
            raise ValueError(f"{path}: a file is there, and may be a sheet that somebody has filled in; choose another name, or let --force replace it")  # fmt: skip
    return beside


def _of_the_book(arguments: argparse.Namespace) -> Iterator[Document]:
    """Return the readouts of the book that is made of the corpus, with its ids and segments."""
    documents = reading.read(arguments, further=True)
    found, notices = tables(progress.watched(documents, "documents"), getattr(documents, "data_folder", None))  # fmt: skip
    for notice in notices:
        print(f"  {output.visible(notice)}", file=sys.stderr)
    return of_the_book(found)


def of_the_book(found: dict[str, list[dict[str, Any]]]) -> Iterator[Document]:
    """Yield the readouts of the tables of a book, with their segments."""
    for row in found["readouts"]:
        own = [one for one in found["segments"] if one["readout_id"] == row["readout_id"]]
        yield Document(
            row["readout_id"],
            "\n".join(one["text"] for one in own),
            row["side"],
            date=parse(row["date"]) if row["date"] else None,
            event=row["event"],
            language=row["language"],
            title=row["title"],
            segments=tuple(own),
        )
