"""``readouts code``: find a codebook in a corpus: every match with its place."""

import argparse
from collections import Counter
from collections.abc import Iterator

from ..engine import queries
from ..engine.plain import SPAN
from ..engine.selection import Selection
from ..readers.codebook_file import CodebookFile
from ..text.patterns import Pattern, divided
from . import absences, annotations, output, reading, searching
from .usage import Parser

EXAMPLES = """examples:
  readouts code calls.csv --codebook codebook.csv
  readouts code calls.csv --codebook codebook.csv --out spans.csv
  readouts code calls.csv --codebook codebook.csv --where side=north --out spans.jsonl
  readouts code calls.csv --codebook codebook.csv --excluded --out excluded.csv
  readouts code calls.csv --codebook codebook.csv --out coded.qdpx
  readouts code calls.csv --annotations coded.qdpx --texts texts.csv --out by-people.csv

Every match is kept: a phrase inside a longer one is a row of its own, and one stretch of text may carry several codes.
A pattern with ! before it (!west bank) excludes: a match of its code that shares a word with what it matches is none.
Ukraine finds Ukraine in Ukraine's and in NATO-Ukraine; no phrase goes on in the next sentence. Columns of the codebook change
that for a pattern: case (yes, no; US is not looked for in us), gap (up to so many words between two), within (sentence, clause, paragraph).
Columns: document_id, side; start and end, in characters of the document's text; frame, code, pattern; keyword, the words as
they stand there. `readouts count --what codes` counts the distinct stretches.
With --annotations also coder_kind (person, or pattern where the file says so), coder, coded_on and note; a --codebook then gives the frames of codes.
--format qdpx (REFI-QDA: NVivo, MAXQDA, ATLAS.ti), doccano, webanno (INCEpTION; a layer webanno.custom.Code with code, frame, coder has to be there) or brat writes spans for other programs.
Of a code that matches nothing is told whether near forms of its patterns stand in the texts, or none of its wordings.
"""
_NAMED = 10


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts code",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    reading.add_codebook(parser)
    annotations.add_annotations(parser)
    parser.add_argument(
        "--excluded",
        action="store_true",
        help="give what the exclusions of the codebook set aside instead, each with the pattern that did (excluded_by)",
    )
    parser.add_argument(
        "--stance",
        action="store_true",
        help="add a column stance: asserted; negated (no special military operation); or distanced (the so-called, in quotation marks)",
    )
    absences.add_near(parser)
    searching.add_searching(parser)
    output.add_output(parser, further=tuple(annotations.WRITTEN))
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    if not (arguments.codebook or arguments.annotations):
        parser().error("--codebook or --annotations is needed")
    codebook = reading.codebook(arguments) if arguments.codebook else None
    if arguments.texts:
        annotations.write_texts(arguments)
    if codebook is None or annotations.is_asked(arguments):
        return annotations.run(arguments, codebook)
    if arguments.excluded:
        return _excluded(arguments, codebook)
    frame_of, patterns, _ = codebook
    seen: Counter[Pattern] = Counter()

    def work(texts: searching.Texts, selection: Selection) -> None:
        seen.clear()
        if arguments.stance:
            rows = queries.spans_with_stance(texts, codebook, seen, selection)
            output.write(selection.checked(rows), queries.SPANS_WITH_STANCE, arguments)
        else:
            spans = texts.spans(patterns, frame_of, seen, selection)
            output.write_columns(selection.checked(spans), SPAN, arguments)
        _tell(patterns, seen, selection.sides.total())

    searching.run(arguments, work)
    absences.tell_of_codes(arguments, patterns, seen)
    return 0


def _excluded(arguments: argparse.Namespace, codebook: CodebookFile) -> int:
    def work(texts: searching.Texts, selection: Selection) -> None:
        number = 0

        def given() -> Iterator[tuple[object, ...]]:
            nonlocal number
            for number, row in enumerate(queries.excluded(texts, codebook, selection), 1):  # noqa: B007
                yield row

        output.write(selection.checked(given()), queries.EXCLUDED, arguments)
        searching.tell(f"{number:,} excluded in {selection.sides.total():,} documents")

    searching.run(arguments, work)
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
