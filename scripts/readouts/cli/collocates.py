"""``readouts collocates``: what stands near a word or a phrase in each side's texts, and every line behind a number."""

import argparse

from ..engine.collocates import BY, COLUMNS, LINES, WITHIN, Collocates, Window
from ..engine.selection import Selection
from ..measures.collocation import LEFT, RIGHT
from . import absences, output, progress, reading, searching
from .usage import Parser

EXAMPLES = """examples:
  readouts collocates calls.csv "border*"
  readouts collocates calls.csv "border*" --left 3 --right 3 --min-documents 2 --out near.csv
  readouts collocates calls.csv "border*" --lines crossing
  readouts collocates calls.csv "border*" --by all --where language=en

A row a word and side. sides_near: on which sides the word stands near the pattern; a side that is not among them has a row
too, with frequency 0 and, in frequency_collocate, how often it has the word at all. frequency: occurrences near the pattern,
each once; document_frequency: in how many documents, of documents_with_node that have the pattern and n_documents in all.
Documents of one side with the same words are one. frequency_node: matches of the pattern; n_window: words near it; n: all words.
expected: how many were near it if they were spread evenly; mi, t, log_likelihood (G2 of four terms), log_dice: measures of how far
there are more; direction: attracted where there are more than expected. None is a test: words of one text are not independent.

A window never reaches beyond its sentence, or with --within paragraph its paragraph. Words of a match are not near it.
--lines WORD gives each place that frequency counts for that word; --lines alone those of all words. start and end are
characters of the document. Sides that write in different languages are not compared: --where language=en takes one.
"""
IN_A_TABLE = (
    "collocate",
    "sides_near",
    "side",
    "frequency",
    "document_frequency",
    "documents_with_node",
    "frequency_collocate",
    "expected",
    "log_dice",
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts collocates",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    parser.add_argument(
        "pattern",
        metavar="PATTERN",
        type=searching.pattern,
        help="near what: as concordance has it",
    )
    group = parser.add_argument_group("what is near")
    for name, default, where in (("left", LEFT, "before"), ("right", RIGHT, "after")):
        group.add_argument(
            f"--{name}",
            metavar="N",
            type=int,
            default=default,
            help=f"so many words {where} it (default: %(default)s)",
        )
    group.add_argument(
        "--within",
        choices=WITHIN,
        default=WITHIN[0],
        help="what no window crosses (default: %(default)s)",
    )
    searching.add_word_forms(group)
    group = parser.add_argument_group("what is shown")
    group.add_argument(
        "--by", choices=BY, default=BY[0], help="each side, or all texts together (default: side)"
    )
    group.add_argument(
        "--min-documents",
        metavar="N",
        type=int,
        default=1,
        help="leave out words that are near it in fewer documents on every side (default: 1)",
    )
    group.add_argument(
        "--sort",
        metavar="COLUMN",
        default="log_dice",
        help="words by the largest value of this column on any side (default: log_dice)",
    )
    group.add_argument("--top", metavar="N", type=int, help="only the first N rows")
    group.add_argument(
        "--lines", metavar="WORD", nargs="?", const="", help="the places, and not the counts"
    )
    absences.add_near(group)
    searching.add_where(parser)
    output.add_output(parser)
    parser.set_defaults(dated=False, engine="auto", store=None, scheduler=None)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    output.check(arguments)
    window = Window(
        arguments.left,
        arguments.right,
        arguments.within,
        arguments.segmentation,
        arguments.normalization,
    )
    found = Collocates(arguments.pattern, window, arguments.by)
    selection = Selection(arguments.where)
    read = filter(selection, progress.watched(reading.read(arguments), "documents"))
    documents = selection.checked(read)
    if arguments.lines is not None:
        lines = [*found.lines(documents, arguments.lines)]
        output.write(lines[: arguments.top], LINES, arguments, against=("pre",))
    else:
        for document in documents:
            found.add(document)
        table = found.table(arguments.min_documents, arguments.sort).head(arguments.top or None)
        columns = IN_A_TABLE if output.form(arguments) == "table" else COLUMNS
        rows = table[[*columns]].astype(object).where(table[[*columns]].notna(), None)
        output.write(rows.itertuples(index=False, name=None), columns, arguments)
    for line in found.told():
        searching.tell(line)
    reach = f"{window.left} words before and {window.right} after, within a {window.within}"
    searching.tell(f"near {arguments.pattern.pattern!r}: {reach}")
    absences.tell_of_pattern(arguments, arguments.pattern, found.has_matches)
    return 0
