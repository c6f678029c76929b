"""``readouts compare``: keyness of every word, or of every code and frame, of one side against another."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..engine.selection import Selection
from . import output, reading, searching

if TYPE_CHECKING:
    from ..engine.comparing import Comparison

EXAMPLES = """examples:
  readouts compare calls.csv --target north --reference south
  readouts compare calls.csv --target north --reference south --top 30
  readouts compare calls.csv --target north --reference south --where event=2022-02-12 --out words.csv
  readouts compare calls.csv --target north --reference south --sort log_likelihood --measure simple_maths
  readouts compare calls.csv --target north --reference south --frames --codebook codebook.csv

Words of different languages are never compared. Codes and frames are: they are then counted out of all coded stretches of
a side, since a Russian word and a Chinese character are no common unit, and what has no patterns in one of the languages
is left out.

Words of either side alone are rows too. The intervals hold if words were independent, which they are not. What the texts
are too few or too short for is left empty, and the column withheld_because says why.
"""
# What a terminal has room for.
IN_A_TABLE = (
    "frequency",
    "frequency_reference",
    "normalized_frequency",
    "normalized_frequency_reference",
    "log_ratio",
    "log_ratio_has_zero",
    "rate_ratio_low",
    "rate_ratio_high",
    "lrc",
    "log_likelihood",
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = argparse.ArgumentParser(
        prog="readouts compare",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    group = parser.add_argument_group("what is compared")
    group.add_argument("--target", metavar="SIDE", required=True, help="the side that is compared")
    group.add_argument(
        "--reference", metavar="SIDE", required=True, help="the side that it is held against"
    )
    group.add_argument(
        "--frames",
        action="store_true",
        help="compare codes and frames, found by --codebook, and not words: for sides in different languages too",
    )
    group.add_argument(
        "--codebook",
        metavar="FILE",
        type=Path,
        help="with --frames: a codebook in one file, or a folder with frames.csv, codebook.csv, patterns.csv",
    )
    searching.add_word_forms(group)
    group.add_argument(
        "--min-frequency",
        metavar="N",
        type=int,
        default=1,
        help="leave out words with fewer occurrences on both sides together; the sizes stay (default: 1)",
    )
    group.add_argument(
        "--measure",
        metavar="NAME",
        action="append",
        default=[],
        help="a further column, as readouts.measures.keyness has it, or all; may be repeated",
    )
    group.add_argument(
        "--sort",
        metavar="COLUMN",
        help="by this column, largest first, signs put aside (default: lrc, or frequency on both sides where the texts are too short for it)",
    )
    group.add_argument("--top", metavar="N", type=int, help="only the first N rows")
    searching.add_searching(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    from ..engine import comparing
    from ..readers.codebook_file import read_codebook

    asked = parser()
    if arguments.frames != (arguments.codebook is not None):
        asked.error("--frames and --codebook go together")
    if arguments.target == arguments.reference:
        asked.error("--target and --reference are the same side")
    on_a_screen = output.form(arguments) == "table"
    columns = comparing.chosen_columns(
        IN_A_TABLE if on_a_screen else comparing.ALWAYS, arguments.measure, arguments.sort
    )
    if arguments.out and not on_a_screen:  # of which the columns hang on what is found
        output.check(
            arguments, ["code" if arguments.frames else "word", *columns, "withheld_because"]
        )

    def work(texts: searching.Texts, selection: Selection) -> None:
        found = comparing.compare(
            texts,
            arguments.target,
            arguments.reference,
            codebook=read_codebook(arguments.codebook) if arguments.frames else None,
            segmentation=arguments.segmentation,
            normalization=arguments.normalization,
            min_frequency=arguments.min_frequency,
            columns=columns,
            sort=arguments.sort,
            top=arguments.top,
            selection=selection,
            tell=searching.tell,
        )
        given = (
            _for_a_screen(found)
            if on_a_screen
            else found.columns | {"withheld_because": found.withheld_because}
        )
        output.write_columns([tuple(given.values())], list(given), arguments)

    searching.run(arguments, work, (arguments.target, arguments.reference))
    return 0


def _for_a_screen(found: "Comparison") -> dict[str, Any]:
    """Return the columns that have any value; a screen has no room for reasons, which are told once."""
    for reason in sorted(set(found.withheld_because) - {""}):
        searching.tell(f"left empty: {reason}")
    return {
        name: values
        for name, values in found.columns.items()
        if name not in found.reasons or (found.reasons[name] == "").any()
    }
