"""``readouts formulas``: runs of words, and near-runs, that a text shares with earlier ones."""

import argparse
import sys

from ..engine import formulas
from ..engine.selection import FIELDS, Selection
from ..text.formulas import GAP, LEAST, LEAST_CHARACTERS
from . import output, progress, reading, searching
from .usage import Parser

EXAMPLES = """examples:
  readouts formulas calls.csv --of document_id=call-12 --out formulas.csv
  readouts formulas calls.csv --of event=2022-02-12 --where language=en
  readouts formulas press.csv --of side=press --any-date --least 6

A row a formula of a text that --of names: an unbroken run of words that an earlier text has as well, or a near-run, in
which a few words are others. Columns: document_id, start, end, formula: where it stands, and how; kind; n_tokens: how many words are shared;
document_frequency, n_documents: how many earlier texts have these words, of how many; first, first_date: the earliest of
them; example, there: one that shares no more than these words, and how they are written there.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts formulas",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    group = parser.add_argument_group("whose formulas, and what one is")
    group.add_argument(
        "--of",
        metavar="FIELD=VALUE",
        type=searching.condition,
        action="append",
        required=True,
        help=f"the texts whose formulas are looked for, in the others; may be repeated ({', '.join(FIELDS)})",
    )
    group.add_argument(
        "--any-date",
        action="store_true",
        help="in all others, and not in those of an earlier date alone",
    )
    group.add_argument(
        "--least",
        metavar="N",
        type=_number,
        help=f"words of a run at least, and one more of a near-run (default: {LEAST}; {LEAST_CHARACTERS} characters of Chinese)",
    )
    group.add_argument(
        "--gap",
        metavar="N",
        type=_number,
        default=GAP,
        help="words that may stand between two runs of a near-run; 0 for runs alone (default: %(default)s)",
    )
    searching.add_where(parser)
    output.add_output(parser)
    return parser


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a number of words, and not {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    output.check(arguments)
    selection, chosen = Selection(arguments.where), Selection(arguments.of)
    watched = progress.watched(reading.read(arguments), "documents")
    documents = list(selection.checked(filter(selection, watched)))
    found = list(
        chosen.checked(
            formulas.rows(documents, chosen, arguments.least, arguments.gap, arguments.any_date)
        )
    )
    output.write(iter(found), formulas.COLUMNS, arguments)
    print(f"{len(found):,} formulas in {chosen.sides.total():,} texts", file=sys.stderr)
    return 0
