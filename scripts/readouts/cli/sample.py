"""``readouts sample``: draw places of each code to be read, and make precision and recall of what a reader filled in."""

import argparse
from pathlib import Path

from ..report import sample
from . import output, progress, reading
from .searching import tell
from .usage import Parser

EXAMPLES = """examples:
  readouts sample calls.csv --codebook codebook.csv --out sheet.csv --key key.csv
  readouts sample calls.csv --codebook codebook.csv --code crisis --found 50 --seed 7 --out sheet.csv --key key.csv
  readouts sample --score sheet.csv --key key.csv
  readouts sample --score sheet.csv --key key.csv --out scores.csv

The sheet has a row for each place: a sentence in its context, and the code that is asked about. The reader writes yes or no into
`present`, without the key, and may write into `words` by which words the code is present. Rows are of three kinds, mixed: stretches
where the code was found; sentences without one that hold vocabulary of its patterns (near); and other sentences (rest). Of each kind
a simple random sample is drawn, and the key says of how many. Precision is the share of the read stretches that are right, with
its exact interval; recall is weighted by the sizes of the three kinds. The last rows are over all codes, each weighted by its frequency.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts sample",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser, optional=True)
    reading.add_codebook(parser)
    parser.add_argument(
        "--code",
        metavar="CODE",
        action="append",
        help="only this code; may be repeated",
        dest="codes",
    )
    for stratum, what in (
        (sample.FOUND, "stretches of the code"),
        (sample.NEAR, "sentences without one that hold vocabulary of its patterns"),
        (sample.REST, "other sentences"),
    ):
        parser.add_argument(
            f"--{stratum}",
            metavar="NUMBER",
            type=_number,
            default=sample.DRAWN[stratum],
            help=f"of each code and language, how many {what} (default: %(default)s)",
        )
    parser.add_argument(
        "--seed", type=int, default=1, help="draws and names the rows (default: %(default)s)"
    )
    parser.add_argument(
        "--key",
        metavar="FILE",
        type=Path,
        required=True,
        help="how each row was drawn, without texts",
    )
    parser.add_argument("--score", metavar="SHEET", type=Path, help="a filled sheet")
    output.add_output(parser)
    return parser


def _number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("0 or more")
    return number


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    if arguments.score:
        table = sample.scores(sample.read(arguments.score, arguments.key))
        output.write(table.itertuples(index=False, name=None), sample.SCORES, arguments)
        return 0
    if not (arguments.corpus and arguments.codebook and arguments.out):
        raise ValueError("a corpus, --codebook and --out for the sheet are needed, or --score with a filled sheet")  # fmt: skip
    for path in (arguments.out, arguments.key):
        if path.exists() and not arguments.force:
            raise ValueError(f"{path}: a file is there, and may be a filled sheet or its key; choose another name, or let --force replace it")  # fmt: skip
    output.check(arguments)
    frame_of, patterns, _ = reading.codebook(arguments)
    if unknown := sorted(set(arguments.codes or ()) - frame_of.keys()):
        raise ValueError(f"--code {', '.join(unknown)}: no such code; the codes are {', '.join(frame_of)}")  # fmt: skip
    documents = progress.watched(reading.read(arguments), "documents")
    numbers = {stratum: getattr(arguments, stratum) for stratum in sample.STRATA}
    drawn = sample.draw(documents, patterns, arguments.codes, arguments.seed, numbers)
    to_key = argparse.Namespace(**{**vars(arguments), "out": arguments.key, "format": "csv"})
    output.write(sample.key(drawn), sample.KEY, to_key)
    output.write(sample.sheet(drawn), sample.SHEET, arguments)
    tell(f"{len(drawn.items):,} rows to read; keep {arguments.key} from the reader")
    return 0
