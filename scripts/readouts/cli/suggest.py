"""``readouts suggest``: patterns that a codebook lacks, from the sentences of a corpus in which none of its codes is found."""

import argparse
from collections.abc import Sequence

from .. import paths
from ..engine import suggesting
from ..engine.selection import Selection
from ..engine.suggesting import Sentence
from ..readers.codebook_file import read_codebook
from ..text import languages
from . import output, progress, reading, searching
from .usage import Parser

EXAMPLES = """examples:
  readouts suggest calls.csv
  readouts suggest calls.csv --codebook codebook.csv --out suggested.csv
  readouts suggest calls.csv --where language=ru --least 5 --top 100 --out suggested.csv

A row a word or phrase that stands in sentences without a code far more often than in sentences with one. Columns: language, pattern;
documents, in how many of them it stands in a sentence without a code; without_code and with_code, the numbers of such sentences;
log_likelihood, by which rows are sorted within a language; line_1 to line_3, where it stands in three documents; row, to be pasted
into a codebook with the columns code, language, pattern: give it a code of your own. Inflected forms are rows of their own: put * in
their place. It proposes and never decides: a word that names something need not be worth a code.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts suggest",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    reading.add_codebook(parser, "what is known already (default: the general codebook): ")
    for name, what, default in (
        ("least", "only what stands in so many documents", 3),
        ("top", "how many a language", 50),
    ):
        parser.add_argument(
            f"--{name}",
            metavar="N",
            type=_number,
            default=default,
            help=f"{what} (default: %(default)s)",
        )
    searching.add_where(parser)
    output.add_output(parser)
    return parser


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("1 or more")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    output.check(arguments)
    codebook = read_codebook(arguments.codebook or paths.GENERAL)
    selection = Selection(arguments.where)
    documents = filter(selection, progress.watched(reading.read(arguments), "documents"))
    by_language = suggesting.split(selection.checked(documents), codebook.patterns)
    rows = [
        row
        for language, found in sorted(by_language.items())
        for row in suggesting.suggest(
            found, language, arguments.least, arguments.top, _words(language, found)
        )
    ]
    output.write(iter(rows), suggesting.Suggestion._fields, arguments)
    for language, found in sorted(by_language.items()):
        searching.tell(_share(languages.name(language), found))
    return 0


def _words(language: str, found: Sequence[Sentence]) -> frozenset[str] | None:
    if language != "zh":
        return None
    try:
        return suggesting.han_words(found)
    except languages.MissingLibrary as missing:
        searching.tell(f"Chinese in runs of characters, not in words: {missing}")
        return None


def _share(language: str, found: Sequence[Sentence]) -> str:
    without = sum(not sentence.has_code for sentence in found)
    named = language or "a language that is not known"
    return f"{without:,} of {len(found):,} sentences in {named} have no code ({without / len(found):.0%})"
