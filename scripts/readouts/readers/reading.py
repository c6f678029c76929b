"""Read a corpus of any form as documents: guess its form and its columns, say so, and then stream it."""

import datetime
import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

from ..corpus.datapackage import DataError
from ..corpus.document import Document
from ..text.languages import language_of
from ..text.tokens import HAN
from . import dates, language_names, markup, opening, sources
from .columns import ROLES, Mapping, Roles, Sample, roles
from .tables import Faults, Table, as_text, every_column, shown

# Rows by which the columns are known, and the characters at which fewer will do.
SAMPLE, _SAMPLE_CHARACTERS = 200, 16 * 2**20
# Row numbers that a notice names.
_NAMED = 20
# Bytes by which a text is known again.
_DIGEST = 15
# Roles whose cells are few and come again and again; and of how many cells, and how short ones, it is kept what they say.
_REPEATED, _KNOWN, _SHORT = ("side", "date", "event", "language", "completeness"), 10_000, 100
_NO_VALUES = (dict, list, tuple, bytes)
# Ends of lines that show how lines end.
_TELLING = 5
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\u00a0\u202f\u2007"
_SPECIAL = re.compile(f"[{_SPACES}{_BIDI}]")
_ASCII = bytes(range(128))
_SURROGATES = re.compile("[\ud800-\udfff]")


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
    data_folder : packages.DataFolder, optional
        The folder, if the corpus is one with ``datapackage.json``.
    """

    def __init__(self, table: Table, mapping: Mapping, further: bool = False):
        self._table, self._mapping = table, mapping
        self.data_folder = table if hasattr(table, "segments") else None
        sample = Sample(table.columns, list(_head(table)))
        self._roles = roles(sample, mapping, table.file)
        self._further = (
            [column for column in every_column(table) if column not in self._roles.wanted]
            if further
            else None
        )
        self.notices: list[str] = []
        self._language = (
            language_of
            if "language" not in self._roles.columns and not mapping.language_is
            else None
        )
        self.guess = _guess(table, self._roles, mapping, sample, self._further)

    def __iter__(self) -> Iterator[Document]:
        return _Pass(self._table, self._roles, self._mapping, self, self._further).documents()


def read(path: Path | str, further: bool = False, **mapping) -> Reading:
    """A corpus: a file or a folder, in any of the forms that people have.

    Parameters
    ----------
    path : Path or str
        CSV, TSV, JSON lines or a JSON array (also packed by gzip, xz or bzip2), Parquet, XLSX, a folder of ``.txt``
        or of Markdown files, or a folder of tables of the same columns.
    **mapping
        What is known of it and need not be guessed: the attributes of `columns.Mapping`.

    Raises
    ------
    DataError
        If it cannot be read at all, or there is no column of text; faults of single rows come after the last document.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "calls.csv"
    >>> _ = file.write_text("issuer,publish_time,body\\nkremlin,15 June 2022,They spoke.\\n")
    >>> document, = read(file)
    >>> document.side, document.date.isoformat(), document.text
    ('kremlin', '2022-06-15', 'They spoke.')
    """
    options = Mapping(**mapping)
    return Reading(opening.table(Path(path), options), options, further)


def _head(table: Table) -> Iterator[dict]:
    """The first rows; faults in them are found again when all are read."""
    size = 0
    try:
        for _, _, cells in islice(table.rows(table.columns, Faults()), SAMPLE):
            yield dict(zip(table.columns, cells))
            size += sum(len(cell) for cell in cells if isinstance(cell, str))
            if size > _SAMPLE_CHARACTERS:
                return
    except DataError:
        return


class _Rows:
    """Rows that a notice is about: how many, and which the first ones are."""

    def __init__(self, notice: str):
        self.notice, self.count, self.first = notice, 0, []

    def add(self, place: str) -> None:
        self.count += 1
        if self.count <= _NAMED:
            self.first.append(place)

    def __str__(self) -> str:
        more = f" and {self.count - _NAMED:,} more" if self.count > _NAMED else ""
        return f"{self.count:,} {'row' if self.count == 1 else 'rows'} {self.notice}: {', '.join(self.first)}{more}"


class _Pass:
    """One reading of a table from its first row to its last."""

    def __init__(
        self,
        table: Table,
        found: Roles,
        mapping: Mapping,
        reading: Reading,
        further: list[str] | None,
    ):
        self.table, self.roles, self.mapping, self.reading, self.further = (
            table,
            found,
            mapping,
            reading,
            further,
        )
        self.faults = Faults()
        self.missing = frozenset(mark.strip() for mark in mapping.missing) | {""}
        self.longest_mark = max(map(len, self.missing))
        self.slugs: dict[str, str] = {}
        self.earlier = _Earlier()
        self.known: dict[str, dict[str, object]] = {role: {} for role in _REPEATED}
        self.met = {
            "empty": _Rows("without a text, left out" if further is None else "without a text"),
            "missing": _Rows(
                "whose text is nothing but a mark such as NA, left out (--missing says which marks)"
            ),
            "again": _Rows(
                "that an earlier row has already (same id or address, same text), left out"
            ),
            "renamed": _Rows(
                "with the id of an earlier row and another text; the number of the row is added to the id"
            ),
            "same": _Rows("whose text another row has too (both are kept)"),
            "html": _Rows("with tags or entities of HTML, taken out (--markup none leaves them)"),
            "surrogates": _Rows("with half a character (a lone surrogate), shown as \ufffd"),
            "bidi": _Rows("with controls of the direction of writing, which are left in"),
            "spaces": _Rows("with non-breaking spaces, read as spaces"),
            "undated": _Rows("without a date"),
            "sideless": _Rows("without a side"),
        }

    def documents(self) -> Iterator[Document]:
        """The documents; then the notices, and the faults if there are any."""
        width = len(self.roles.text)
        fields, some = list(self.roles.columns), False
        try:
            for file, row, cells in self.table.rows(
                [*self.roles.wanted, *(self.further or ())], self.faults
            ):
                document = self._document(
                    file, row, cells[:width], dict(zip(fields, cells[width:]))
                )
                if document is not None:
                    some = some or document.text != ""
                    yield (
                        document
                        if self.further is None
                        else self._with_further(document, cells[len(self.roles.wanted) :])
                    )
            if not some and not self.faults:
                self.faults.add(
                    self.table.file, 0, "", "no text in any row", "a corpus with at least one text"
                )
        finally:
            self.reading.notices = [str(rows) for rows in self.met.values() if rows.count]
        if self.faults:
            raise DataError(self.faults, self.faults.more)

    def _place(self, file: str, row: int) -> str:
        if not row:
            return file
        return str(row) if file == self.table.file else f"{file} {row}"

    def _document(self, file: str, row: int, pieces, described: dict) -> Document | None:
        place = self._place(file, row)
        text = self._text(file, row, place, pieces)
        if not text:
            self.met[
                "missing"
                if any(
                    isinstance(cell, str) and not (not cell or cell.isspace()) for cell in pieces
                )
                else "empty"
            ].add(place)
            if self.further is None:
                return None
        described = {
            role: self._described(file, row, role, cell) for role, cell in described.items()
        }
        document = Document(
            described.get("id") or self._id(file, row),
            text,
            self.mapping.side_is or described.get("side", ""),
            described.get("date") or None,
            self.mapping.event_is or described.get("event", ""),
            self.mapping.language_is
            or (
                described.get("language", "")
                if self.reading._language is None
                else self.reading._language(text)
            ),
            self.mapping.completeness_is or described.get("completeness") or "full",
            described.get("title", ""),
            described.get("url", ""),
        )
        for role, name in (("date", "undated"), ("side", "sideless")):
            if role in described and not described[role]:
                self.met[name].add(place)
        return self._new(file, row, place, document, described) if text else document

    def _with_further(self, document: Document, cells: list) -> Document:
        """A document with the cells of further columns, and the segments that it has in a data folder."""
        more = tuple((column, as_text(cell)) for column, cell in zip(self.further, cells))
        return document._replace(
            more=more,
            segments=self.reading.data_folder.segments(document.document_id)
            if self.reading.data_folder
            else (),
        )

    def _id(self, file: str, row: int) -> str:
        """A name for a document that has none: its file's, and its row's number if the file has rows."""
        if file not in self.slugs:
            self.slugs[file] = re.sub(r"[^\w-]+", "-", sources.stem(file, folders=True)).strip("-")
        return f"{self.slugs[file]}-{row}" if row else self.slugs[file]

    def _text(self, file: str, row: int, place: str, pieces) -> str:
        pieces = [piece for cell in pieces if (piece := self._piece(file, row, cell))]
        if not pieces:
            return ""
        text = (
            pieces[0]
            if len(pieces) == 1
            else "".join(
                piece
                + ("" if number == len(pieces) - 1 or len(piece) == self.roles.cut else "\n\n")
                for number, piece in enumerate(pieces)
            )
        )
        if "\0" in text:
            self.faults.add(
                file,
                row,
                self.roles.text[0],
                "a NUL character",
                "text without it; the file may be damaged, or in UTF-16 (--encoding utf-16-le)",
            )
            return text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = self._without_markup(text, file, place)
        if self.mapping.join_lines:
            text = _joined(text)
        if not text.isascii():
            text = self._beyond_ascii(text, place)
        return text.strip()

    def _piece(self, file: str, row: int, cell: object) -> str:
        if isinstance(cell, str):
            return "" if cell.isspace() or self._is_missing(cell) else cell
        if cell is None:
            return ""
        if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
            return "\n\n".join(part for part in cell if not self._is_missing(part))
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return "" if cell != cell else str(cell)
        self.faults.add(file, row, self.roles.text[0], shown(cell), "text")
        return ""

    def _is_missing(self, cell: str) -> bool:
        """Whether a cell holds one of the marks for nothing; what is longer is no mark, and need not be hashed to know it."""
        bare = cell.strip()
        return len(bare) <= self.longest_mark and bare in self.missing

    def _without_markup(self, text: str, file: str, place: str) -> str:
        kind = self.mapping.markup or ("markdown" if opening.ending(file) == "md" else "html")
        if kind == "none":
            return text
        if kind == "markdown":
            return markup.without_markdown(text)
        without = markup.without_html(text)
        if without != text:
            self.met["html"].add(place)
        return without

    def _beyond_ascii(self, text: str, place: str) -> str:
        try:
            utf8 = text.encode()
        except UnicodeEncodeError:
            self.met["surrogates"].add(place)
            text = _SURROGATES.sub("\ufffd", text)
            utf8 = text.encode()
        # What is looked for is rare, and the characters beyond ASCII are few in most texts: they are looked through alone.
        beyond = utf8.translate(None, _ASCII).decode()
        if _SPECIAL.search(beyond):
            if any(space in beyond for space in _SPACES):
                self.met["spaces"].add(place)
                for space in _SPACES:
                    text = text.replace(space, " ")
            if any(control in beyond for control in _BIDI):
                self.met["bidi"].add(place)
        return text.lstrip("\ufeff")

    def _described(self, file: str, row: int, role: str, cell: object) -> object:
        """The cell of a role other than the text; empty where it is missing or a fault."""
        known = self.known.get(role) if type(cell) is str else None
        if known and cell in known:
            return known[cell]
        try:
            value = self._value(role, cell)
        except ValueError as error:
            self.faults.add(
                file,
                row,
                self.roles.columns[role],
                shown(cell if isinstance(cell, _NO_VALUES) else _bare(cell)),
                str(error),
            )
            return ""
        if known is not None and len(known) < _KNOWN and len(cell) < _SHORT:
            known[cell] = value
        return value

    def _value(self, role: str, cell: object) -> object:
        """What a cell says.

        Raises
        ------
        ValueError
            If it says nothing that the role can have; the message says what is expected.
        """
        if role == "date" and isinstance(cell, datetime.date):
            return dates.parse(cell)
        if isinstance(cell, _NO_VALUES):
            raise ValueError("text" if role != "date" else dates.FORMS)
        value = _bare(cell)
        if value in self.missing and not (role == "side" and self.roles.codes and value == "NA"):
            return ""
        if role == "date":
            return dates.parse(cell if isinstance(cell, float) else value, self.mapping.date_format)
        if role == "language":
            return language_names.code(value)
        if role == "completeness":
            return _completeness(value)
        if role == "title" and self.mapping.markup != "none":
            value = markup.without_html(value)
        return " ".join(value.split())

    def _new(
        self, file: str, row: int, place: str, document: Document, described: dict
    ) -> Document | None:
        """The document, unless it is an earlier one again; the same text under another description is only told of."""
        text = hashlib.blake2b(
            f"{document.side}\0{document.text}".encode("utf-8", "surrogatepass"),
            digest_size=_DIGEST,
        ).digest()
        name = described.get("id") or described.get("url")
        earlier = self.earlier.of_name(name)
        if earlier is not None and self.earlier.text(earlier) == text:
            self.met["again"].add(f"{place} (as {self._place(*self.earlier.place(earlier))})")
            return None
        if earlier is not None and described.get("id"):
            self.met["renamed"].add(f"{place} (as {self._place(*self.earlier.place(earlier))})")
            document = document._replace(
                document_id=f"{name}-{row}" if row else f"{name}-{self._id(file, row)}"
            )
        if (same := self.earlier.of_text(text)) is not None:
            self.met["same"].add(f"{place} (as {self._place(*self.earlier.place(same))})")
        self.earlier.add(file, row, text, name)
        return document


class _Earlier:
    """The documents that have gone by: the first with each name and the first with each text, in few bytes, as there may be millions."""

    def __init__(self):
        self._names: dict[str, int] = {}
        self._texts: dict[bytes, int] = {}
        self._digests, self._rows, self._files = bytearray(), array("Q"), []

    def add(self, file: str, row: int, text: bytes, name: str) -> None:
        number = len(self._rows)
        self._digests += text
        self._rows.append(row)
        self._files.append(file)
        self._texts.setdefault(text, number)
        if name:
            self._names.setdefault(name, number)

    def of_name(self, name: str) -> int | None:
        return self._names.get(name)

    def of_text(self, text: bytes) -> int | None:
        return self._texts.get(text)

    def text(self, number: int) -> bytes:
        return bytes(self._digests[number * _DIGEST : (number + 1) * _DIGEST])

    def place(self, number: int) -> tuple[str, int]:
        return self._files[number], self._rows[number]


def _bare(cell: object) -> str:
    """A cell as text, without the spaces around it."""
    return "" if cell is None or cell != cell else _SURROGATES.sub("\ufffd", str(cell).strip())


def _joined(text: str) -> str:
    """Lines made into paragraphs: an empty line ends one; between Chinese characters there is no space.

    Examples
    --------
    >>> _joined("They agreed\\nto meet.\\n\\nTrade grew."), _joined("两国\\n元首")
    ('They agreed to meet.\\n\\nTrade grew.', '两国元首')
    """
    text = re.sub(f"(?<=[{HAN}])\\n(?=[{HAN}])", "", re.sub(r"[^\S\n]+\n", "\n", text))
    return "\n\n".join(
        " ".join(paragraph.strip("\n").split("\n")) for paragraph in text.split("\n\n")
    )


def _have_links(texts: list[str]) -> bool:
    """Whether one text in twenty has a link of Markdown."""
    return 20 * sum("](http" in text for text in texts) > len(texts)


def _are_wrapped(texts: list[str]) -> bool:
    """Whether the lines of texts end where there was no more room, and not where a sentence ends."""
    ends = [
        line
        for text in texts
        for line, after in pairwise(text.split("\n"))
        if line.strip() and after.strip()
    ]
    return len(ends) >= _TELLING and 2 * sum(
        40 < len(line) < 110 and line.rstrip()[-1] not in ".!?:;。！？：；" for line in ends
    ) > len(ends)


def _completeness(value: str) -> str:
    word = value.casefold().split(maxsplit=1)[0].rstrip(",;:.")
    if word in ("full", "complete", "whole"):
        return "full"
    if word in ("excerpt", "excerpts", "partial", "quoted", "summary"):
        return "excerpts"
    raise ValueError("full or excerpts, at the beginning of the cell")


def _guess(
    table: Table, found: Roles, mapping: Mapping, sample: Sample, further: list[str] | None
) -> list[str]:
    """What the corpus is taken for, as lines."""
    text = (
        f"column {found.text[0]!r}"
        if len(found.text) == 1
        else (
            f"columns {found.text[0]!r} to {found.text[-1]!r} ({len(found.text)}), joined "
            + (
                f"without a break, since they are cut at {found.cut:,} characters"
                if found.cut
                else "as paragraphs"
            )
        )
    )
    lines = [
        f"form: {table.form}",
        *([f"encoding: {table.encoding}"] if table.encoding else []),
        f"text: {text}",
    ]
    for role in ROLES[1:]:
        given = getattr(mapping, f"{role}_is", None)
        if given:
            lines.append(f"{role}: {given}, in every row")
        elif role in found.columns:
            lines.append(
                f"{role}: column {found.columns[role]!r}{_examples(role, found, mapping, sample)}"
            )
        elif role == "side":
            lines.append("side: not known (--side COLUMN, or --side-is VALUE for all)")
        elif role == "language":
            texts = [
                " ".join(str(cell) for column in found.text if (cell := row.get(column)))
                for row in sample.rows
            ]
            lines.append(
                f"language: no column; by the script of each text: {_values([language_of(text) or 'not known' for text in texts if text])}"
            )
        elif role == "date":
            lines.append("date: not known (--date COLUMN)")
        elif role == "completeness":
            lines.append(
                "completeness: no column; every text is taken as full (--completeness-is excerpts if they are quotations)"
            )
    lines += [*found.remarks, *getattr(table, "remarks", ())]
    texts = [str(cell) for row in sample.rows for column in found.text if (cell := row.get(column))]
    if not mapping.markup and _have_links(texts):
        lines.append(
            "the texts have links of Markdown, whose addresses would count as words: --markup markdown takes marks and addresses out"
        )
    if not mapping.join_lines and _are_wrapped(texts):
        lines.append(
            "the lines seem to end where a page had no more room; a phrase is looked for within a line: --join-lines makes them paragraphs"
        )
    unread = (
        [column for column in table.columns if column not in found.wanted]
        if further is None
        else further
    )
    if unread:
        lines.append(
            f"{'not read' if further is None else 'kept as they are'}: {', '.join(map(repr, unread[:12]))}"
            + (f" and {len(unread) - 12} more" if len(unread) > 12 else "")
        )
    return lines


def _examples(role: str, found: Roles, mapping: Mapping, sample: Sample) -> str:
    missing = (
        ["", *(mark for mark in mapping.missing if not (found.codes and mark == "NA"))]
        if role == "side"
        else mapping.missing
    )
    cells = sample.cells(found.columns[role], missing)
    if role in ("side", "language", "event", "completeness"):
        return (
            f", in the first {len(sample.rows)} rows: {_values([str(cell) for cell in cells])}"
            if cells
            else ", empty in the first rows"
        )
    return (
        f", such as {shown(cells[0] if isinstance(cells[0], str) else str(cells[0]))}"
        if cells
        else ", empty in the first rows"
    )


def _values(values: list[str]) -> str:
    """Distinct values with their numbers, the commonest first."""
    counts = Counter(values).most_common()
    most = ", ".join(f"{_printable(value)} ({count})" for value, count in counts[:6])
    return most + (f" and {len(counts) - 6} others" if len(counts) > 6 else "")


def _printable(value: str) -> str:
    """A value as a terminal may show it: short, and with no control character that would do something there."""
    value = value if len(value) <= 40 else value[:37] + "..."
    return value if value.isprintable() else repr(value)
