"""`readouts check`: read a corpus and say everything that is wrong with it."""

import argparse
import sys

from ..engine import queries
from . import output, reading
from .preview import Preview
from .progress import watched
from .usage import Parser

EXAMPLES = """examples:
  readouts check archive.csv.gz
  readouts check archive.jsonl --text body --side publisher --language-is en
  readouts check folder-of-texts --out summary.csv
  readouts check calls.xlsx --sheet June --date-format day-first

What the corpus is taken for, what was met in it (by row), the first words of each side, its oddest words, texts of the
same words, events with one account, and all faults go to standard error; a summary, a row for each side and language,
goes to standard output. The exit code is 1 if there are faults.

Of a folder of texts the names of the files tell date, event, side and language: parts between __ (or _) and folders, such
as 2022-06-15__north__en.txt or north/2022-06-15.txt; else words, such as "North - 15 June 2022.txt", north-en-20220615.txt.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts check",
        description="Read a corpus and say everything that is wrong with it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Read all of it; the summary is given whether or not there are faults."""
    output.check(arguments, queries.SUMMARY)
    documents = Preview(watched(reading.read(arguments), "documents"))
    rows, fault = queries.summary(documents)
    output.write(rows, queries.SUMMARY, arguments)
    for line in documents.lines():
        print(f"  {_printable(line)}", file=sys.stderr)
    if fault:
        raise fault
    print("no faults", file=sys.stderr)
    return 0


def _printable(line: str) -> str:
    """Return a line without characters that would do something to a terminal."""
    return "".join(one if one.isprintable() else "\ufffd" for one in line)
