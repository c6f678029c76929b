"""``readouts count``: the counts of a corpus that may be shared where its texts may not."""

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path

from ..corpus.document import Document
from ..engine.plain import WordCounts, names
from ..text import languages
from . import output, reading, searching

EXAMPLES = """examples:
  readouts count calls.csv
  readouts count calls.csv --what words --out words.csv
  readouts count calls.csv --what codes --codebook codebook.csv --out codes.csv

documents: a row a document, with the SHA-256 of its text, by which who has the text can tell that it is the same.
words: how often each word occurs on each side, and in how many of its documents. The words of a side with one short text
are not far from the text: who may not give it away may not give these either.
codes: for each document its codes and frames: their distinct stretches, and how many words these touch.
"""
DOCUMENTS = (
    "document_id",
    "side",
    "event",
    "date",
    "language",
    "completeness",
    "n_characters",
    "n_segments",
    "n_tokens",
    "sha256",
)
WORDS = (
    "side",
    "word",
    "frequency",
    "document_frequency",
    "n_tokens",
    "n_documents",
    "normalized_frequency",
)
CODES = (
    "document_id",
    "side",
    "event",
    "sha256",
    "n_tokens",
    "level",
    "name",
    "frequency",
    "words_covered",
)
_PER = 1000


def parser() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(
        prog="readouts count",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    group = parser.add_argument_group("what is counted")
    group.add_argument(
        "--what",
        choices=("documents", "words", "codes"),
        default="documents",
        help="default: %(default)s",
    )
    group.add_argument(
        "--codebook",
        metavar="FILE",
        type=Path,
        help="for codes: a codebook in one file, or a folder with frames.csv, codebook.csv, patterns.csv",
    )
    group.add_argument(
        "--zeros",
        action="store_true",
        help="for codes: a row also for what a document does not have",
    )
    group.add_argument(
        "--cut",
        choices=languages.CUTS,
        default=languages.CUTS[0],
        help="for words: Chinese by character, or cut into words (default: %(default)s)",
    )
    group.add_argument(
        "--reduce",
        choices=languages.REDUCTIONS,
        default="none",
        help="for words: as they are, their stems or their lemmas (default: as they are)",
    )
    searching.add_searching(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """See the module."""
    if (arguments.what == "codes") != (arguments.codebook is not None):
        parser().error("--what codes and --codebook go together")
    kinds = {
        "documents": (DOCUMENTS, _documents),
        "words": (WORDS, _words),
        "codes": (CODES, _codes),
    }
    columns, rows = kinds[arguments.what]
    searching.over(
        arguments,
        lambda texts, chosen: output.write(
            chosen.checked(rows(texts, chosen, arguments)), columns, arguments
        ),
    )
    return 0


def _sha256(document: Document) -> str:
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def _documents(texts, chosen, arguments) -> Iterator[tuple]:
    for document, size, _ in texts.counted((), {}, chosen):
        date = document.date.isoformat() if document.date else ""
        yield (
            document.document_id,
            document.side,
            document.event,
            date,
            document.language,
            document.completeness,
            len(document.text),
            *size,
            _sha256(document),
        )


def _words(texts, chosen, arguments) -> Iterator[tuple]:
    return word_rows(texts.word_counts(chosen, arguments.cut, arguments.reduce))


def word_rows(counts: WordCounts) -> Iterator[tuple]:
    """The rows of `WORDS`: each side's words, the most frequent first."""
    for name, side in sorted(counts.sides.items()):
        words = [
            row
            for row in zip(
                counts.forms, map(int, side.frequency), map(int, side.document_frequency)
            )
            if row[1]
        ]
        for word, frequency, documents in sorted(words, key=lambda row: (-row[1], row[0])):
            yield (
                name,
                word,
                frequency,
                documents,
                side.n_tokens,
                side.n_documents,
                frequency * _PER / side.n_tokens,
            )


def _codes(texts, chosen, arguments) -> Iterator[tuple]:
    from ..readers.codebook_file import read_codebook

    frame_of, patterns = read_codebook(arguments.codebook)
    every = names(frame_of)
    for document, size, codes in texts.counted(patterns, frame_of, chosen):
        described = (
            document.document_id,
            document.side,
            document.event,
            _sha256(document),
            size.n_tokens,
        )
        if arguments.zeros:
            found = {code[:2]: code for code in codes}
            codes = [found.get(name, (*name, 0, 0)) for name in every]
        for code in codes:
            yield (*described, *code)
