"""``readouts concordance``: every place where a pattern occurs, with what stands before and after it in its paragraph."""

import argparse
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..engine import queries
from ..engine.selection import Selection
from . import absences, output, reading, searching
from .usage import Parser

EXAMPLES = """examples:
  readouts concordance calls.csv "border* crisis"
  readouts concordance calls.csv "sanction*" --where side=north
  readouts concordance calls.csv "security guarant*" --context 200 --out lines.csv

A pattern is a word or a phrase in any case and spelling, with * inside a word for any letters; it is no regular expression.
Columns: docname; from and to, the numbers of its first and last word in the document; pre, keyword, post; side.

What is not found is told: "absent" where no near form stands in a text that could be searched; "not in this form", with the
near forms (inflected, hyphened, abbreviated, in other characters) and their counts; "not searched", of texts in another script.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts concordance",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    parser.add_argument(
        "pattern", metavar="PATTERN", type=searching.pattern, help="what is looked for"
    )
    group = parser.add_argument_group("what is shown")
    group.add_argument(
        "--context",
        metavar="N",
        type=int,
        default=100,
        help="characters before and after it, as far as its paragraph goes; 0 for the whole of it (default: %(default)s)",
    )
    group.add_argument("--top", metavar="N", type=int, help="only the first N lines")
    absences.add_near(group)
    searching.add_searching(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    number = 0

    def work(texts: searching.Texts, selection: Selection) -> None:
        nonlocal number
        rows = selection.checked(
            queries.lines(texts, arguments.pattern, selection, arguments.context)
        )

        def given() -> Iterator[tuple[Any, ...]]:
            nonlocal number
            number = 0
            for number, row in enumerate(islice(rows, arguments.top), 1):  # noqa: B007
                yield row

        output.write(given(), queries.LINES, arguments, against=("pre",))
        searching.tell(
            f"{number:,} {'line' if number == 1 else 'lines'} in {selection.sides.total():,} documents"
            if arguments.top is None or number < arguments.top
            else f"the first {number:,} lines"
        )

    searching.run(arguments, work)
    absences.tell_of_pattern(arguments, arguments.pattern, number > 0)
    return 0
