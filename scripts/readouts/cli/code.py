"""``readouts code``: find a codebook in a corpus: every match with its place."""

import argparse
from collections import Counter
from pathlib import Path

from ..engine.plain import SPAN
from ..engine.selection import Selection
from ..readers.codebook_file import read_codebook
from ..text.patterns import Pattern, divided
from . import absences, output, reading, searching

EXAMPLES = """examples:
  readouts code calls.csv --codebook codebook.csv
  readouts code calls.csv --codebook codebook.csv --out spans.csv
  readouts code calls.csv --codebook codebook.csv --where side=north --out spans.jsonl

Every match is kept: a phrase inside a longer one is a row of its own, and one stretch of text may carry several codes.
A pattern with ! before it (!west bank) excludes: a match of its code that shares a word with what it matches is none.
Columns: document_id, side; start and end, in characters of the document's text; frame, code, pattern; keyword, the words as
they stand there. `readouts count --what codes` counts the distinct stretches.
Of a code that matches nothing is told whether near forms of its patterns stand in the texts, or none of its wordings.
"""
_NAMED = 10


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = argparse.ArgumentParser(
        prog="readouts code",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    parser.add_argument(
        "--codebook",
        metavar="FILE",
        type=Path,
        required=True,
        help="a codebook in one file, or a folder with frames.csv, codebook.csv, patterns.csv",
    )
    absences.add_near(parser)
    searching.add_searching(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    frame_of, patterns = read_codebook(arguments.codebook)
    seen: Counter[Pattern] = Counter()

    def work(texts: searching.Texts, selection: Selection) -> None:
        seen.clear()
        output.write_columns(
            selection.checked(texts.spans(patterns, frame_of, seen, selection)), SPAN, arguments
        )
        _tell(patterns, seen, selection.sides.total())

    searching.run(arguments, work)
    absences.tell_of_codes(arguments, patterns, seen)
    return 0


def _tell(patterns: list[Pattern], seen: Counter[Pattern], documents: int) -> None:
    searching.tell(f"{seen.total():,} matches in {documents:,} documents")
    looked_for, _ = divided(patterns)
    without = [pattern for pattern in looked_for if not seen[pattern]]
    if without:
        named = ", ".join(repr(pattern.pattern) for pattern in without[:_NAMED])
        searching.tell(
            f"{len(without):,} of {len(looked_for):,} patterns match nothing: {named}{', ...' if len(without) > _NAMED else ''}"
        )
