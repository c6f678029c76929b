"""``readouts compare``: keyness of every word, or of every code and frame, of one side against another."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import readers
from ..engine.selection import FIELDS, Selection
from . import output, reading, searching
from .usage import Parser

if TYPE_CHECKING:
    from ..engine.comparing import Comparison

EXAMPLES = """examples:
  readouts compare calls.csv --target north --reference south
  readouts compare calls.csv --target north --reference south --reference east --clusters partner
  readouts compare calls.csv --target north --reference rest --top 30
  readouts compare calls.csv --target north --reference south --where event=2022-02-12 --out words.csv
  readouts compare calls.csv --target north --reference south --words-as-units --measure quanteda_p
  readouts compare calls.csv --target north --reference south --frames --codebook codebook.csv
  readouts compare calls.csv --target north --reference south --null

The unit is the text: words of one text are not independent. document_frequency: in how many documents a word stands;
shrunk_log_ratio: the binary log of the ratio of the rates, with its 95 % interval from how the texts spread, _low and _high;
permutation_p: how often whole texts, given to the sides at random, differ as much, and max_t_p the same adjusted for all
words tested; text_dispersion_keyness: G2 of the numbers of texts; dp_norm: 0 where the texts of the side have a word in
proportion to their length, towards 1 where one text has all. Each distinct text counts once in these. Rows come by the end of
the interval that is nearer to 0.

Longer texts have more different words: where one side's texts are longer, document_frequency and text_dispersion_keyness are
larger there for most words. The test by relabelling allows for the length.

--words-as-units gives what most tools print, for which every word is drawn by itself: the exact interval of the ratio of
rates, given of short texts too; LRC, also with Bonferroni's correction over the rows (lrc_bonferroni, as its reference
implementation has it); G2, an exact p and Holm's correction. --null shows how many words such tests find where there is nothing to find.

Words of different languages are never compared. Codes and frames are: they are then counted out of all coded stretches of
a side, since a Russian word and a Chinese character are no common unit, and what has no patterns in one of the languages
is left out. Stretches may overlap, so their measures are those of rates, and none is of a table with other words.

Texts of events of which the other side has none make what was talked of, and not how, into keywords: where events are named,
it is said how many there are, and --matched leaves them out, as books made by readouts create do.

Words of either side alone are rows too. What the texts are too few or too short for is left empty, and the column
withheld_because says why.
"""
# What a terminal has room for.
IN_A_TABLE = (
    "frequency",
    "frequency_reference",
    "document_frequency",
    "document_frequency_reference",
    "normalized_frequency",
    "normalized_frequency_reference",
    "log_ratio",
    "log_ratio_has_zero",
    "shrunk_log_ratio",
    "shrunk_log_ratio_low",
    "shrunk_log_ratio_high",
    "max_t_p",
)
WORDS_IN_A_TABLE = (
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
    parser = Parser(
        prog="readouts compare",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    group = parser.add_argument_group("what is compared")
    group.add_argument("--target", metavar="SIDE", help="the side that is compared")
    group.add_argument(
        "--reference",
        metavar="SIDE",
        action="append",
        default=[],
        help="the side that it is held against; may be repeated: then all of them together; rest: every other side",
    )
    group.add_argument(
        "--frames",
        action="store_true",
        help="compare codes and frames, found by --codebook, and not words: for sides in different languages too",
    )
    reading.add_codebook(group, "with --frames: ")
    searching.add_word_forms(group)
    group.add_argument(
        "--min-frequency",
        metavar="N",
        type=int,
        default=1,
        help="leave out words with fewer occurrences on both sides together; the sizes stay (default: 1)",
    )
    group.add_argument(
        "--clusters",
        metavar="COLUMN",
        help="texts of which this column says the same belong together, and are the unit: event, date, or any column of the corpus",
    )
    group.add_argument(
        "--matched",
        action="store_true",
        help="only texts of events of which the target and another side have one (column event, --events; else those of one date, and pairs within two days that are printed)",
    )
    group.add_argument(
        "--words-as-units",
        action="store_true",
        help="measures for which each word is drawn by itself, in place of those by text; faster for archives",
    )
    group.add_argument(
        "--relabellings",
        metavar="N",
        type=int,
        help="how often texts change sides at random (default: 4999, or as many as are some ten seconds' work; with --null 999)",
    )
    group.add_argument(
        "--seed", metavar="N", type=int, default=0, help="of what is drawn at random (default: 0)"
    )
    group.add_argument(
        "--null",
        metavar="SPLITS",
        nargs="?",
        type=int,
        const=20,
        help="divide the texts at random so often (default: 20), and count what each test then takes for keywords; without --target and --reference, all texts into halves",
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
        help="by this column, largest first, signs put aside (default: the end of shrunk_log_ratio's interval that is nearer to 0; with --words-as-units lrc; "
        "or frequency on both sides where the texts are too few for it)",
    )
    group.add_argument("--top", metavar="N", type=int, help="only the first N rows")
    searching.add_searching(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    _check(arguments)
    if arguments.null is not None:
        _null(arguments)
    else:
        _compare(arguments)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    asked = parser()
    if arguments.frames != (arguments.codebook is not None):
        asked.error("--frames and --codebook go together")
    if arguments.null is not None and (arguments.frames or arguments.words_as_units):
        asked.error("--null is of words, by every test: without --frames and --words-as-units")
    if (arguments.null is None or arguments.target or arguments.reference) and not (
        arguments.target is not None and arguments.reference
    ):
        asked.error("the following arguments are required: --target, --reference")
    if arguments.matched and not arguments.target:
        asked.error("--matched needs --target and --reference")
    if arguments.target in arguments.reference:
        asked.error("--target and --reference are the same side")
    for name, least in (("relabellings", 0), ("null", 1), ("seed", 0)):
        if (value := getattr(arguments, name)) is not None and value < least:
            asked.error(f"--{name}: found {value}, expected {least} or more")


def _compare(arguments: argparse.Namespace) -> None:
    from ..engine import comparing

    on_a_screen = output.form(arguments) == "table"
    words = arguments.words_as_units
    base = (
        (WORDS_IN_A_TABLE if words else IN_A_TABLE)
        if on_a_screen
        else (comparing.WORDS_AS_UNITS if words else comparing.ALWAYS)
    )
    columns = comparing.chosen_columns(base, arguments.measure, arguments.sort)
    if arguments.out and not on_a_screen:  # of which the columns hang on what is found
        output.check(
            arguments, ["code" if arguments.frames else "word", *columns, "withheld_because"]
        )

    codebook = reading.codebook(arguments) if arguments.frames else None

    def work(texts: searching.Texts, selection: Selection) -> None:
        found = comparing.compare(
            texts,
            arguments.target,
            arguments.reference,
            codebook=codebook,
            relabellings=arguments.relabellings,
            columns=columns,
            sort=arguments.sort,
            top=arguments.top,
            selection=selection,
            **_shared(arguments),
        )
        given = (
            _for_a_screen(found)
            if on_a_screen
            else found.columns | {"withheld_because": found.withheld_because}
        )
        output.write_columns([tuple(given.values())], list(given), arguments)

    _run(arguments, work)


def _null(arguments: argparse.Namespace) -> None:
    from ..engine import null

    def work(texts: searching.Texts, selection: Selection) -> None:
        found = null.null(
            texts,
            arguments.target,
            arguments.reference,
            splits=arguments.null,
            relabellings=arguments.relabellings,
            selection=selection,
            **_shared(arguments),
        )
        output.write(found, null.COLUMNS, arguments)

    _run(arguments, work)


def _shared(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        **{
            name: getattr(arguments, name)
            for name in ("segmentation", "normalization", "clusters", "seed", "min_frequency")
        },
        "tell": searching.tell,
    }


def _run(arguments: argparse.Namespace, work: Callable[[searching.Texts, Selection], None]) -> None:
    from ..engine.two_sides import asked_sides, matched

    sides = arguments.target and asked_sides(arguments.target, arguments.reference)
    if arguments.matched:
        documents = readers.read(arguments.corpus, **reading.options(arguments))
        found = matched(filter(Selection(arguments.where, sides), documents), arguments.target)
        for line in found.lines:
            searching.tell(line)
        arguments.where = [("document_id", name) for name in found.documents]

    def worked(texts: searching.Texts, selection: Selection) -> None:
        work(texts, selection)
        if arguments.target and (line := selection.unmatched(arguments.target)):
            searching.tell(line)

    further = arguments.clusters not in (None, *FIELDS)
    searching.run(arguments, worked, sides, further=further)


def _for_a_screen(found: "Comparison") -> dict[str, Any]:
    """Return the columns that have any value; a screen has no room for reasons, which are told once."""
    for reason in sorted(set(found.withheld_because) - {""}):
        searching.tell(f"left empty: {reason}")
    return {
        name: values
        for name, values in found.columns.items()
        if name not in found.reasons or (found.reasons[name] == "").any()
    }
