"""``readouts changes``: what was changed on fetched pages afterwards, word by word."""

import argparse
import io
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from . import output, searching
from .usage import Parser

if TYPE_CHECKING:
    from ..fetch.changes import PageChange

EXAMPLES = """examples:
  readouts changes fetched
  readouts changes fetched --out changes.csv
  readouts changes fetched --format json --out changes.json

DIR is a folder of `readouts fetch`, in which --again has kept the versions of each page. Compared are the texts, and not the
markup: each version with the last one before it on which a text was found. In a terminal, and in a file that ends in .txt,
[-words-] were taken away and {+words+} came; other formats have a row a change. A paragraph that stands elsewhere word by
word was moved. A capital or a comma is a change; white space, the shape of quotation marks, apostrophes and hyphens, and
how the words are cut into paragraphs are none.

Columns: document_id, url; part: page, title, date or text; kind: altered, added, taken away, moved, or not compared, where a
version has no text or is not in the folder; before, after: the words; left, right: those around them in the later version;
paragraph_before, paragraph_after: where in the text; seen_before, seen_after: when the earlier version was seen last and the
later first, between which the change lies; sha256_before, sha256_after: each version's file in raw/; archived_before,
archived_after: the address of an archived copy; note: where a text was guessed, of which parts may be missing that the page has.
A page that answers 404 or 410 was taken away.

Exit codes: 0 done, whether anything was changed or not; 1 something is wrong with the folder; 2 wrong usage.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts changes",
        description="What was changed on fetched pages afterwards, word by word.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of readouts fetch")
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Compare the versions; return the exit code."""
    try:
        from ..fetch import changes
    except ModuleNotFoundError as error:
        raise ValueError(
            f"this command needs {error.name}; it comes with pip install 'readouts[fetch]'"
        ) from None
    columns = changes.PageChange._fields
    output.check(arguments, columns if output.form(arguments) != "table" else ())
    found = changes.read(arguments.folder)
    if output.form(arguments) == "table":
        output.write_file(lambda file: _text(found.rows, file), arguments)
    else:
        output.write(iter(found.rows), columns, arguments)
    searching.tell(
        f"{len(found.rows):,} changes; pages with several versions: {found.n_several:,} of {found.n_pages:,}; "
        f"versions that differ in markup alone: {found.n_markup:,}"
    )
    return 0


def _text(rows: Iterable["PageChange"], file: io.BufferedIOBase) -> None:
    """Write changes for reading: a heading for each pair of versions, and a line a change."""
    for (document, url, before, after), own in groupby(
        rows, lambda row: (row.document_id, row.url, row.seen_before, row.seen_after)
    ):
        lines = [f"{document}  {url}", f"  between {before} and {after}"]
        lines += [f"  {_line(row)}" for row in own]
        text = "".join(f"{output.visible(line)}\n" for line in lines)
        file.write(f"{text}\n".encode("utf-8", "backslashreplace"))


def _line(row: "PageChange") -> str:
    """Return a change as a line."""
    place = (
        f"paragraph {row.paragraph_after or row.paragraph_before}"
        if row.part == "text"
        else row.part
    )
    if row.kind == "moved":
        said = f"{row.before} (moved from paragraph {row.paragraph_before})"
    else:
        taken = f"[-{row.before}-]" if row.before else ""
        came = f"{{+{row.after}+}}" if row.after else ""
        space = " " if row.right.startswith(" ") and not came else ""
        said = f"{row.left}{space}{taken + came or row.kind}{row.right}"
    return f"{place}: {said}" + (f" ({row.note})" if row.note else "")
