"""``readouts count``: the counts of a corpus that may be shared where its texts may not."""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from ..engine import queries
from ..engine.diversity import DIVERSITY, diversity
from ..engine.plain import CODES
from ..engine.selection import Selection
from ..text.stance import STANCES
from . import absences, output, reading, searching
from .usage import Parser

EXAMPLES = """examples:
  readouts count calls.csv
  readouts count calls.csv --what words --out words.csv
  readouts count calls.csv --what codes --codebook codebook.csv --out codes.csv
  readouts count calls.csv --what diversity --out diversity.csv

documents: a row a document, with the SHA-256 of its text, by which who has the text can tell that it is the same.
words: how often each word occurs on each side, and in how many of its documents. The words of a side with one short text
are not far from the text: who may not give it away may not give these either.
codes: for each document its codes and frames: their distinct stretches, and how many words these touch; negated ones and
those held at a distance (“the so-called”) are counted too, unless --stance names which are. Of a code that no
document has is told whether near forms of its patterns stand in the texts, or none of its wordings.
diversity: for each document MTLD and HD-D, which say how seldom its words come back, and of English ones coleman_liau, an index of
readability: how long words and sentences are, as the grade of an American school. Of fewer than 100 words none is given,
nor of Chinese by character; withheld_because says so. Compare documents of one language, cut and reduced in one way.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts count",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    group = parser.add_argument_group("what is counted")
    group.add_argument(
        "--what",
        choices=("documents", "words", "codes", "diversity"),
        default="documents",
        help="default: %(default)s",
    )
    reading.add_codebook(group, "for codes: ")
    group.add_argument(
        "--zeros",
        action="store_true",
        help="for codes: a row also for what a document does not have",
    )
    group.add_argument(
        "--stance",
        choices=STANCES,
        default="",
        help="for codes: count the matches of one stance alone (see readouts code --stance); all are counted by default",
    )
    absences.add_near(group, "for codes: ")
    searching.add_word_forms(group, "for words and diversity: ")
    searching.add_searching(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    if (arguments.what == "codes") != (arguments.codebook is not None):
        parser().error("--what codes and --codebook go together")
    if arguments.stance and arguments.what != "codes":
        parser().error("--stance is for --what codes")
    counted: dict[str, tuple[tuple[str, ...], Callable[..., Iterator[Any]]]] = {
        "documents": (queries.DOCUMENTS, queries.documents),
        "words": (queries.WORDS, queries.words),
        "codes": (CODES, queries.codes),
        "diversity": (DIVERSITY, diversity),
    }
    columns, rows = counted[arguments.what]
    more: dict[str, Any] = {}
    if arguments.what in ("words", "diversity"):
        more = {
            "segmentation": arguments.segmentation,
            "normalization": arguments.normalization,
        }
    elif arguments.what == "codes":
        more = {
            "codebook": reading.codebook(arguments),
            "zeros": arguments.zeros,
            "of_stance": arguments.stance,
        }
    seen: set[str] = set()
    if arguments.what == "codes":
        more["seen"] = seen
    write = output.write_columns if arguments.what == "codes" else output.write

    def work(texts: searching.Texts, selection: Selection) -> None:
        seen.clear()
        write(selection.checked(rows(texts, selection=selection, **more)), columns, arguments)

    searching.run(arguments, work)
    if arguments.stance:
        searching.tell(
            f"counted: {arguments.stance} matches alone; a 0 may have matches of another stance"
        )
    elif arguments.what == "codes":
        patterns = more["codebook"].patterns
        found = Counter(pattern for pattern in patterns if pattern.code in seen)
        absences.tell_of_codes(arguments, patterns, found)
    return 0
