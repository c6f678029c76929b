"""Documents: a corpus of any form, opened, parsed, its columns mapped, its cells checked, and then streamed."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from ..corpus.datapackage import DataError
from ..corpus.document import Document
from ..text.languages import language_of
from . import date_columns, dates
from .checking import Checker
from .description import describe
from .events_file import read_events
from .faults import Faults
from .mapping import Sample, map_columns
from .options import Options
from .parsing import parse
from .rows import Tabular, as_text, every_column

# Rows by which the columns are known, and the characters at which fewer will do.
SAMPLE, _SAMPLE_CHARACTERS = 200, 16 * 2**20


class Reading:
    """A corpus that has been looked at, and is read when it is iterated over; it can be so again and again.

    Iterating gives `Document`s in the order of the file, in bounded memory. After the last one it raises a
    `DataError` if there were faults: who writes something from the documents keeps it back till then.

    Attributes
    ----------
    guess : list of str
        What the corpus is taken for, a line each: form, encoding, columns, the sides and languages of the first rows.
    notices : list of str
        What was met and is no fault, by row; complete when the last document has been read.
    data_folder : data_folder.DataFolder, optional
        The folder, if the corpus is one with ``datapackage.json``.
    """

    def __init__(self, table: Tabular, options: Options, further: bool = False):
        self._table = table = date_columns.with_date(table, options)
        self.data_folder = table if hasattr(table, "segments") else None
        sample = Sample(table.columns, list(_head(table)), getattr(table, "hint", ""))
        self._roles = map_columns(sample, options, table.file)
        self._options, remarks = date_columns.settled(table, self._roles, options, sample)
        self._roles.remarks += remarks
        self._further = (
            [column for column in every_column(table) if column not in self._roles.wanted]
            if further
            else None
        )
        self.notices: list[str] = []
        self.guess = describe(table, self._roles, options, sample, self._further)

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents; then the notices, and the faults if there are any."""
        check = Checker(self._table.file, self._roles, self._options, self._further is not None)
        self._placed: set[str] = set()
        columns = [*self._roles.wanted, *(self._further or ())]
        some = False
        try:
            for file, row, cells in self._table.rows(columns, check.faults):
                document = self._document(check, file, row, cells)
                if document is not None:
                    some = some or document.text != ""
                    yield document
            if not some and not check.faults:
                check.faults.add(
                    self._table.file, 0, "", "no text in any row", "a corpus with at least one text"
                )
            for document_id in sorted((self._options.events or {}).keys() - self._placed):
                check.faults.add(
                    "--events", 0, "document_id", repr(document_id), "the id of a document"
                )
        finally:
            self.notices = check.notices + getattr(self._table, "notices", [])
        if check.faults:
            raise DataError(check.faults, check.faults.more)

    def _document(
        self, check: Checker, file: str, row: int, cells: Sequence[Any]
    ) -> Document | None:
        """Return the document of a row; None where it has no text, or is an earlier one again."""
        width, said = len(self._roles.text), self._options
        text = check.text(file, row, cells[:width])
        if not text and self._further is None:
            return None
        described = dict(zip(self._roles.columns, cells[width:]))
        of = check.described(file, row, described)
        side = said.side_is or of.get("side", "")
        document_id = (
            check.unique(file, row, side, text, of) if text else of.get("id") or check.id(file, row)
        )
        if document_id is None:
            return None
        event = said.event_is or of.get("event", "")
        if said.events and document_id in said.events:
            self._placed.add(document_id)
            event = said.events[document_id]
        document = Document(
            document_id,
            text,
            side,
            of.get("date") or None,
            event,
            said.language_is or (of["language"] if "language" in of else language_of(text)),
            said.completeness_is or of.get("completeness") or "full",
            of.get("title", ""),
            of.get("url", ""),
            moment=dates.moment(described.get("date")) if of.get("date") else None,
        )
        return document if self._further is None else self._with_further(document, cells)

    def _with_further(self, document: Document, cells: Sequence[Any]) -> Document:
        """Return a document with the cells of further columns, and the segments that it has in a data folder."""
        cells = cells[len(self._roles.wanted) :]
        return document._replace(
            more=tuple((column, as_text(cell)) for column, cell in zip(self._further or (), cells)),
            segments=self.data_folder.segments(document.document_id) if self.data_folder else (),
        )


def read(path: Path | str, further: bool = False, **options: Any) -> Reading:
    """Read a corpus: a file or a folder, in any of the forms that people have.

    Parameters
    ----------
    path : Path or str
        CSV, TSV or JSON (also packed by gzip, xz or bzip2), Parquet, Feather, Stata, SPSS, R, XLSX; a text in one of the forms
        of `extracting`, or a folder, ZIP or tar of them; or a folder of tables of the same columns.
    **options
        What is known of it and need not be guessed: the attributes of `options.Options`; ``events`` also as the path of a
        table, see `events_file.read_events`.

    Raises
    ------
    DataError
        If it cannot be read at all, or there is no column of text; faults of single rows come after the last document.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "calls.csv"
    >>> _ = file.write_text("issuer,publish_time,body\\nnorth,15 June 2022,They spoke.\\n")
    >>> document, = read(file)
    >>> document.side, document.date.isoformat(), document.text
    ('north', '2022-06-15', 'They spoke.')
    """
    if isinstance(options.get("events"), (str, Path)):
        options["events"] = read_events(options["events"])
    said = Options(**options)
    return Reading(parse(Path(path), said), said, further)


def _head(table: Tabular) -> Iterator[dict[str, Any]]:
    """Yield the first rows; faults in them are found again when all are read."""
    size = 0
    try:
        for _, _, cells in islice(table.rows(table.columns, Faults()), SAMPLE):
            yield dict(zip(table.columns, cells))
            size += sum(len(cell) for cell in cells if isinstance(cell, str))
            if size > _SAMPLE_CHARACTERS:
                return
    except DataError:
        return
