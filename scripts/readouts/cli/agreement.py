"""``readouts agreement``: how far two coders agree who filled in sheets of the same sentences, and where they differ."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import output
from .searching import tell
from .usage import Parser

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES = """examples:
  readouts agreement first.csv second.csv
  readouts agreement first.csv second.csv --out agreement.csv --differences differences.csv

Sheets are those of `readouts draft`, filled in; the second one blind (`readouts draft --blind`), or its coder may follow the
drafts that the first one saw. A row a variable, and of topics a code: sentences that both coded (n), on how many both say the
same, Cohen's kappa and Krippendorff's alpha, each with its 95 % interval (whole sentences drawn with replacement). Over all
codes, n is sentences times the codes that one of both gives. A measure is empty where both give one value throughout.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts agreement",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "sheets", metavar="SHEET", type=Path, nargs="+", help="a sheet that a coder has filled in"
    )
    parser.add_argument(
        "--differences",
        metavar="FILE",
        type=Path,
        help="write what the coders say differently: a row a sentence and variable, with its text",
    )
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    import pandas as pd

    from ..create import sheets
    from ..report import coders
    from ..report.codings import JUDGEMENT

    to_differences = argparse.Namespace(**{**vars(arguments), "out": arguments.differences, "format": None})  # fmt: skip
    columns = (*coders.DIFFERENCES, "text")
    output.check(arguments, coders.COLUMNS)
    output.check(to_differences, columns)
    texts, rows = sheets.judged(arguments.sheets)
    judgements = pd.DataFrame(rows, columns=list(JUDGEMENT))
    table, differing = coders.agreement(judgements), coders.differences(judgements)
    if len(persons := coders.of_persons(judgements)) < 2:
        raise ValueError(f"judgements of {', '.join(persons) or 'nobody'} in {', '.join(map(str, arguments.sheets))}: two coders are needed, each with initials of his own in the column coder")  # fmt: skip
    if arguments.differences:
        given = (
            (*row, texts[row.sentence_id]) for row in differing.itertuples(index=False, name="Row")
        )
        output.write(given, columns, to_differences)
    output.write(_plain(table), coders.COLUMNS, arguments)
    tell(f"{len(differing):,} judgements differ" + ("" if arguments.differences or differing.empty else "; --differences lists them"))  # fmt: skip
    return 0


def _plain(table: "pd.DataFrame") -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table, with nothing in place of what is undefined."""
    for row in table.itertuples(index=False, name=None):
        yield tuple(None if cell != cell else cell for cell in row)
