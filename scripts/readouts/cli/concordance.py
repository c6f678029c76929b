"""``readouts concordance``: every place where a pattern occurs, with what stands before and after it in its paragraph."""

import argparse
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from ..corpus.document import Document
from ..corpus.segments import Segment, paragraphs
from ..engine.plain import Match
from ..text.patterns import Pattern, parse
from . import output, reading, searching

EXAMPLES = """examples:
  readouts concordance calls.csv "Ukraine crisis"
  readouts concordance calls.csv "sanction*" --where side=kremlin
  readouts concordance calls.csv "security guarant*" --context 200 --out lines.csv

A pattern is a word or a phrase in any case and spelling, with * inside a word for any letters; it is no regular expression.
Columns: docname; from and to, the numbers of its first and last word in the document; pre, keyword, post; side.
"""
COLUMNS = ("docname", "from", "to", "pre", "keyword", "post", "side")


def parser() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(
        prog="readouts concordance",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    parser.add_argument("pattern", metavar="PATTERN", type=_pattern, help="what is looked for")
    group = parser.add_argument_group("what is shown")
    group.add_argument(
        "--context",
        metavar="N",
        type=int,
        default=100,
        help="characters before and after it, as far as its paragraph goes; 0 for the whole of it (default: %(default)s)",
    )
    group.add_argument("--top", metavar="N", type=int, help="only the first N lines")
    searching.add_searching(parser)
    output.add_output(parser)
    return parser


def _pattern(text: str) -> Pattern:
    try:
        return Pattern("", "", text, parse(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(arguments: argparse.Namespace) -> int:
    """See the module."""

    def work(texts, chosen) -> None:
        rows = searching.Counted(
            chosen.checked(lines(texts.matches([arguments.pattern], chosen), arguments.context))
        )
        output.write(islice(rows, arguments.top), COLUMNS, arguments, against=("pre",))
        print(
            f"{rows.number:,} {'line' if rows.number == 1 else 'lines'} in {chosen.sides.total():,} documents"
            if arguments.top is None or rows.number < arguments.top
            else f"the first {rows.number:,} lines",
            file=sys.stderr,
        )

    searching.over(arguments, work)
    return 0


def lines(found: Iterable[tuple[Document, Match]], context: int) -> Iterator[tuple]:
    """The lines of a concordance: rows of `COLUMNS`.

    Parameters
    ----------
    found : iterable of (Document, Match)
    context : int
        Characters on either side; 0 for the whole paragraph.
    """
    document, segments = None, []
    for within, (start, end, first, after, _) in found:
        if within is not document:
            document, segments = within, list(paragraphs(within.text))
            starts = [segment.start for segment in segments]
        segment: Segment = segments[bisect_right(starts, start) - 1]
        begin, stop = segment.start, segment.start + len(segment.text)
        if context:
            begin, stop = max(begin, start - context), min(stop, end + context)
        text = document.text
        yield (
            document.document_id,
            first + 1,
            after,
            text[begin:start],
            text[start:end],
            text[end:stop],
            document.side,
        )
