"""`readouts check`: read a corpus and say everything that is wrong with it."""

import argparse
import sys
from collections import defaultdict

from .. import readers
from ..corpus.datapackage import DataError
from ..corpus.document import Document
from ..text.tokens import word_expression
from . import output, reading
from .progress import watched

COLUMNS = ["side", "language", "documents", "words", "events", "first_date", "last_date"]
EXAMPLES = """examples:
  readouts check archive.csv.gz
  readouts check archive.jsonl --text body --side publisher --language-is en
  readouts check folder-of-texts --out summary.csv
  readouts check calls.xlsx --sheet June --date-format %d/%m/%Y

What the corpus is taken for, what was met in it (by row), and all faults go to standard error; a summary, a row for
each side and language, goes to standard output. The exit code is 1 if there are faults.
"""


def parser() -> argparse.ArgumentParser:
    """The command line of `readouts check`."""
    parser = argparse.ArgumentParser(
        prog="readouts check",
        description="Read a corpus and say everything that is wrong with it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    output.add_output(parser)
    return parser


class Summary:
    """What the documents of one side and one language amount to."""

    def __init__(self):
        self.documents = self.words = 0
        self.events, self.dates = set(), set()

    def add(self, document: Document) -> None:
        """Count a document."""
        self.documents += 1
        self.words += len(word_expression().findall(document.text))
        self.dates |= {document.date} - {None}
        self.events |= {document.event} - {""}

    def row(self) -> list:
        """Documents, words, events, and the first and the last day."""
        return [
            self.documents,
            self.words,
            len(self.events),
            min(self.dates, default=None),
            max(self.dates, default=None),
        ]


def run(arguments: argparse.Namespace) -> int:
    """Read all of it; the summary is given whether or not there are faults."""
    output.check(arguments, COLUMNS)
    corpus = reading.read(arguments)
    summaries, fault = summarize(corpus)
    output.write(
        [
            [side, language, *summary.row()]
            for (side, language), summary in sorted(summaries.items())
        ],
        COLUMNS,
        arguments,
    )
    if fault:
        raise fault
    print("no faults", file=sys.stderr)
    return 0


def summarize(corpus: readers.Reading) -> tuple[dict[tuple[str, str], Summary], DataError | None]:
    """The documents of each side and language, and what was wrong, if anything was."""
    summaries: dict[tuple[str, str], Summary] = defaultdict(Summary)
    try:
        for document in watched(corpus, "documents"):
            summaries[document.side, document.language].add(document)
    except DataError as error:
        return summaries, error
    return summaries, None
