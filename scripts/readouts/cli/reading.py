"""What every command shares that takes a corpus: its options, and the guess told before it is used."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import readers
from ..corpus.document import Document
from ..readers import codebook_file
from ..readers.events_file import read_events
from ..readers.options import MISSING, VALUED

_COLUMNS = {
    "side": "who published the text",
    "date": "the day of publication or of the event",
    "event": "the conversation that the text is about",
    "language": "the language, as a code or a name",
    "id": "a name that no other text has",
    "title": "the title",
    "url": "the address",
    "completeness": "full or excerpts: only of full texts can something be called absent",
}


def add_reading(
    parser: argparse.ArgumentParser,
    corpus: str = "corpus",
    without: tuple[str, ...] = (),
    optional: bool = False,
) -> None:
    """Add the corpus and the options by which it is read; `corpus` names it, as an option too, and `without` the roles that have none."""
    parser.add_argument(
        corpus,
        metavar="CORPUS",
        type=Path,
        nargs="?" if optional else None,
        help="a table (CSV, TSV, JSON, Parquet, Feather, Stata, SPSS, R, XLSX), or a folder or archive of texts (.txt, .md, .html, .docx, .odt, .rtf, .pdf, TEI, VRT, CoNLL-U, .srt, .vtt) or of tables",
    )
    group = parser.add_argument_group(
        "how the corpus is read",
        "Columns are guessed by their names and cells, and the guess is printed; these options say otherwise. An empty name ('') stands for none.",
    )
    group.add_argument(
        "--text",
        metavar="COLUMN",
        action="append",
        help="the text; several (or part_1..10) are joined in their order",
    )
    for role, what in ((role, what) for role, what in _COLUMNS.items() if role not in without):
        group.add_argument(f"--{role}", metavar="COLUMN", help=what)
        if role in VALUED:
            group.add_argument(
                f"--{role}-is",
                metavar="VALUE",
                choices=("full", "excerpts") if role == "completeness" else None,
                help="the same for every text",
            )
    group.add_argument(
        "--events",
        metavar="FILE",
        type=Path,
        help="a table document_id,event: of which conversation single texts are, where the corpus does not say it or says otherwise",
    )
    group.add_argument(
        "--date-format",
        metavar="FORMAT",
        help="how dates are written: day-first or month-first, or for example %%d/%%m/%%Y; epoch for seconds or thousandths since 1970, excel for the day numbers of a spreadsheet",
    )
    group.add_argument(
        "--form", choices=readers.FORMS, help="the form, where neither name nor content tell it"
    )
    group.add_argument(
        "--encoding",
        help="utf-8, utf-16, cp1250 to cp1257, koi8-r, iso8859-5, gb18030, big5, cp949, euc-jp and so on",
    )
    group.add_argument(
        "--separator",
        metavar="CHARACTER",
        type=_separator,
        help="what separates the cells of CSV; tab for a tab",
    )
    group.add_argument(
        "--sheet", metavar="NAME", help="the sheet of a workbook, or the data frame of a file of R"
    )
    group.add_argument(
        "--skip-rows",
        metavar="N",
        type=_rows,
        help="rows of a table before the one with the names of the columns: a title, a note",
    )
    group.add_argument(
        "--missing",
        metavar="WORD",
        action="append",
        help=f"a cell that holds this and no more is empty; within a text it is a word; may be repeated (default: {', '.join(filter(None, MISSING))})",
    )
    group.add_argument(
        "--join-lines",
        action="store_true",
        default=None,
        help="the end of a line is a space, and a word that is divided there is one; only an empty line ends a paragraph",
    )
    group.add_argument(
        "--markup",
        choices=("html", "markdown", "none"),
        help="what is taken out of texts (default: HTML where a text has tags, Markdown of .md files)",
    )


def add_codebook(parser: argparse._ActionsContainer, of: str = "", required: bool = False) -> None:
    """Add the option that names a codebook; `of` says for what."""
    parser.add_argument(
        "--codebook",
        metavar="FILE",
        type=Path,
        required=required,
        help=f"{of}a codebook: a table, a folder with frames.csv, codebook.csv, patterns.csv, or a dictionary of quanteda (YAML, JSON) or LIWC (.dic)",
    )


def _rows(value: str) -> int:
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"a number of rows, and not {value!r}")
    return int(value)


def _separator(value: str) -> str:
    separator = {"tab": "\t", r"\t": "\t"}.get(value, value)
    if len(separator) != 1:
        raise argparse.ArgumentTypeError(f"one character, or tab, and not {value!r}")
    return separator


def options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return what the options say of a corpus, as `readers.read` takes it."""
    names = [
        "text",
        *_COLUMNS,
        *(f"{role}_is" for role in VALUED),
        "date_format",
        "form",
        "encoding",
        "separator",
        "sheet",
        "skip_rows",
        "missing",
        "markup",
        "join_lines",
    ]
    given = {name: value for name in names if (value := getattr(arguments, name, None)) is not None}
    if events := getattr(arguments, "events", None):
        given["events"] = read_events(events)
    # A date that cannot be read blocks nothing that needs no date.
    return given | ({} if getattr(arguments, "dated", True) else {"dated": False})


def codebook(arguments: argparse.Namespace) -> codebook_file.CodebookFile:
    """Return the codebook of a command; what of its file is not used is told."""
    found = codebook_file.read_codebook(arguments.codebook)
    for remark in found.remarks:
        print(f"  {remark}", file=sys.stderr)
    return found


def files(arguments: argparse.Namespace) -> Iterator[Path]:
    """Yield every file that a command reads."""
    if corpus := getattr(arguments, "corpus", None):
        yield from readers.files(corpus, getattr(arguments, "form", None))
    if events := getattr(arguments, "events", None):
        yield events
    if patterns := getattr(arguments, "codebook", None):
        yield from codebook_file.files(patterns)
    if annotated := getattr(arguments, "annotations", None):
        yield annotated
    if store := getattr(arguments, "store", None):
        yield store
    yield from getattr(arguments, "sheets", ())


class _ReadingWithNotices:
    """A reading whose notices are told when its last document has been read."""

    def __init__(self, reading: readers.Reading):
        self._reading, self._are_told = reading, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reading, name)

    def __iter__(self) -> Iterator[Document]:
        yield from self._reading
        if not self._are_told:
            self._are_told = True
            for notice in self._reading.notices:
                print(f"  {notice}", file=sys.stderr)


def read(arguments: argparse.Namespace, further: bool = False) -> _ReadingWithNotices:
    """Return the corpus of a command, with its further columns if they are asked for; what it is taken for is printed first."""
    reading = readers.read(arguments.corpus, further, **options(arguments))
    print(
        f"{arguments.corpus} is read as",
        *(f"  {line}" for line in reading.guess),
        sep="\n",
        file=sys.stderr,
    )
    return _ReadingWithNotices(reading)


def quietly(arguments: argparse.Namespace) -> readers.Reading:
    """Return the corpus of a command once more, of which all has been told."""
    return readers.read(arguments.corpus, **options(arguments))
