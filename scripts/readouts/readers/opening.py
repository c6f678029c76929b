"""Open: a file as a stream of bytes and of lines, unpacked and bounded, whatever is in it."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any

from ..corpus.datapackage import LONGEST_CELL
from .faults import data_error

if TYPE_CHECKING:
    from typing_extensions import Buffer

# No line, cell or element of a corpus needs more (in bytes or characters): a million words have some 6 MB.
LONGEST = LONGEST_CELL
# Prose packs to a third or a tenth, tables of repeats to a hundredth. What unpacks to more is made to fill the memory.
EXPANSION = 200
# Small files of repeats may unpack to any number of times their size.
UNPACKED_FREELY = 64 * 2**20
_BUFFER, _LOOKED_THROUGH = 2**20, 2**26
# The errors in which a ZIP file ends that is torn, or locked.
TORN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    lzma.LZMAError,
    IndexError,
)

_PACKED: dict[bytes, tuple[str, Callable[..., Any]]] = {
    b"\x1f\x8b": ("gzip", gzip.open),
    b"\xfd7zXZ\x00": ("xz", lzma.open),
    b"BZh": ("bzip2", bz2.open),
}
_UNREADABLE = {
    b"\x28\xb5\x2f\xfd": "a file packed by zstd; unpack it first",
    b"\xd0\xcf\x11\xe0": "a file of Office in the form before 2007; save it as .docx, .xlsx or CSV",
    b"\0" * 12 + b"\xc2\xea\x81\x60": "a table of SAS; export it as CSV",
    b"\x89PNG": "a picture; let a program for OCR write its text",
    b"\xff\xd8\xff": "a picture; let a program for OCR write its text",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database; export the table as CSV",
    b"PK\x05\x06": "an empty ZIP archive",
    b"Obj\x01": "a table of Avro; export it as CSV or Parquet",
    b"ORC": "a table of ORC; export it as CSV or Parquet",
    b"\x89HDF": "a file of HDF5; export the table as CSV",
    b"\x93NUMPY": "an array of numpy; save it as CSV",
    b"\x80\x04\x95": "objects of Python (pickle); save them as CSV or JSON",
    b"\x80\x05\x95": "objects of Python (pickle); save them as CSV or JSON",
    b"bplist00": "a page or a list of a Macintosh (.webarchive, .plist); save it as HTML or text",
    b"Rar!": "a RAR archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
}
# What such a file of Office is, by the names of its parts.
_OFFICE = {
    "EncryptedPackage": "a file of Office that is locked by a password; save it without one",
    "WordDocument": "a file of Word before 2007 (.doc); save it as .docx",
    "Workbook": "a workbook of Excel before 2007 (.xls); save it as .xlsx or CSV",
    "PowerPoint Document": "a presentation of PowerPoint before 2007 (.ppt); save its text as .docx or .txt",
    "__substg1.0_": "a mail of Outlook (.msg); save its text as .txt",
}
READABLE = (
    "CSV, TSV, JSON (all also in .gz, .xz or .bz2), Parquet, Feather, Stata, SPSS, R (.rds), XLSX, or a folder, ZIP or tar of texts "
    "(.txt, .md, .html, .docx, .odt, .rtf, .pdf, TEI, VRT, CoNLL-U, .srt, .vtt)"
)


def packing(path: Path) -> str:
    """Say how a file is packed, by its first bytes and not by its name: '', 'gzip', 'xz' or 'bzip2'.

    Raises
    ------
    DataError
        If the file is of a kind that no reader here knows.
    """
    with path.open("rb") as file:
        start = file.read(16)
    for magic, kind in _UNREADABLE.items():
        if start.startswith(magic):
            raise data_error(path.name, _of_office(path) or kind, READABLE)
    return next((name for magic, (name, _) in _PACKED.items() if start.startswith(magic)), "")


def _of_office(path: Path) -> str:
    """Say what a file of Office is that has its parts in a file system of its own; '' of any other file."""
    with path.open("rb") as file:
        data = file.read(_LOOKED_THROUGH)
    is_one = data.startswith(b"\xd0\xcf\x11\xe0")
    return next((said for part, said in _OFFICE.items() if is_one and part.encode("utf-16-le") in data), "")  # fmt: skip


@contextmanager
def unpacked(path: Path) -> Iterator[io.BufferedReader]:
    """Open a file as a stream of bytes, unpacked; a file that is torn, or that unpacks without end, ends in a DataError."""
    kind = packing(path)
    opener: Callable[..., Any] = next(
        (opener for name, opener in _PACKED.values() if name == kind),
        partial(open, buffering=_BUFFER),
    )
    try:
        with opener(path, "rb") as stream:
            yield io.BufferedReader(_Bounded(stream, path), _BUFFER) if kind else stream
    except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error) as fault:
        raise data_error(path.name, f"a damaged {kind} file ({fault})", "a whole one") from fault
    except OSError as fault:
        if fault.errno is None:  # so bz2 says that a file is damaged
            raise data_error(
                path.name, f"a damaged {kind} file ({fault})", "a whole one"
            ) from fault
        raise OSError(fault.errno, fault.strerror, fault.filename or str(path)) from fault


class _Bounded(io.RawIOBase):
    """A stream that ends in an error when it gives far more bytes than its packed file has."""

    def __init__(self, stream: Any, path: Path) -> None:
        self.stream, self.file, self.given = stream, path.name, 0
        self.most = max(UNPACKED_FREELY, EXPANSION * path.stat().st_size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        count: int = self.stream.readinto(buffer)
        self.given += count
        if self.given > self.most:
            raise data_error(
                self.file,
                f"a packed file that unpacks to more than {EXPANSION} times its size",
                "one that holds a corpus",
            )
        return count


def lines(stream: IO[Any], file: str) -> Iterator[Any]:
    """Yield the lines of a stream of bytes or of text, none longer than `LONGEST`."""
    row = 1
    while line := stream.readline(LONGEST):
        if len(line) == LONGEST:
            raise data_error(
                file,
                f"a line longer than {LONGEST:,} {'bytes' if isinstance(line, bytes) else 'characters'}",
                "shorter lines",
                row,
            )
        yield line
        row += 1


def stem(file: str, folders: bool = False) -> str:
    """Return a file's name without its endings, and without its folders unless they are asked for.

    Examples
    --------
    >>> stem("archive/north.csv.gz"), stem("2022-06-15.txt")
    ('north', '2022-06-15')
    """
    name = file if folders else file.rpartition("/")[2]
    for ending in (".gz", ".xz", ".bz2"):
        name = name.removesuffix(ending)
    head, _, tail = name.rpartition(".")
    return head if head and 1 < len(tail) < 9 and tail.isalnum() and not tail.isdigit() else name


def library(name: str, form: str, extra: str = "formats") -> ModuleType:
    """Import a library that only one form needs.

    Raises
    ------
    ValueError
        If it is not installed; the message says how to get it.
    """
    try:
        return import_module(name)
    except ImportError:
        raise ValueError(
            f"{form} needs the library {name.partition('.')[0]}, which is not installed: pip install 'readouts[{extra}]'"
        ) from None
