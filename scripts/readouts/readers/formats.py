"""Which form a file has, by what it begins with and by its name; and which files of a folder are a corpus."""

import os
import re
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..corpus import datapackage
from ..corpus.datapackage import DataError
from . import decoding, opening
from .column_names import separator_of_table
from .faults import data_error

# Forms of tables, and forms of files that are a text each (or a few).
TABLES = ("csv", "tsv", "jsonl", "json", "parquet", "xlsx", "feather", "stata", "spss", "rdata")
PROSE = (
    "txt",
    "md",
    "srt",
    "vtt",
    "vrt",
    "conllu",
    "webanno",
    "transcript",
    "chat",
    "lexis",
    "nexis",
    "factiva",
)
PAGES = ("html", "tei", "docx", "odt", "rtf", "pdf", "qdpx")
TEXTS = PROSE + PAGES
FORMS = TABLES + TEXTS
_ENDINGS = {f".{form}": form for form in FORMS} | {
    ".tab": "tsv",
    ".ndjson": "jsonl",
    ".pq": "parquet",
    ".xlsm": "xlsx",
    ".arrow": "feather",
    ".dta": "stata",
    ".sav": "spss",
    ".zsav": "spss",
    ".rds": "rdata",
    ".rda": "rdata",
    ".text": "txt",
    ".markdown": "md",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "tei",
    ".conll": "conllu",
    ".vert": "vrt",
}
ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2")
MANIFESTS = ("manifest", "metadata", "index", "readouts")
# What stands beside texts and speaks of them.
_ABOUT = ("readme", "license", "licence", "changelog", "requirements")
# Hidden files, locks of Office programs, what a Macintosh puts into archives.
_LEFT = re.compile(r"\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
_LEFT_FOLDER = re.compile(r"[._]|~\$")
_START = 4096


@lru_cache(maxsize=1000)
def ending(file: str) -> str:
    """Return the form that a file's name tells of, or ''.

    Examples
    --------
    >>> ending("calls.csv.gz"), ending("2022-06-15.TXT"), ending("calls")
    ('csv', 'txt', '')
    """
    name = file.lower()
    for packed in (".gz", ".xz", ".bz2"):
        name = name.removesuffix(packed)
    return _ENDINGS.get(Path(name).suffix, "")


# What a file begins with that is of one form, whatever its name.
_BEGINNINGS = {
    b"PAR1": "parquet",
    b"ARROW1": "feather",
    b"<stata_dta>": "stata",
    b"%PDF": "pdf",
    b"{\\rtf": "rtf",
    b"$FL2": "spss",
    b"$FL3": "spss",
    b"X\n\0\0\0": "rdata",
    b"RDX": "rdata",
}
_WITHIN_ZIP = {
    "xl/workbook.xml": "xlsx",
    "word/document.xml": "docx",
    "content.xml": "odt",
    "project.qde": "qdpx",
}
_UNREAD_ZIP = {
    "ppt/presentation.xml": "a presentation of PowerPoint; save its text as .docx or .txt",
    "opendocument.spreadsheet": "a spreadsheet of OpenDocument; save it as .xlsx or CSV",
    "opendocument.presentation": "a presentation of OpenDocument; save its text as .odt or .txt",
    "Index/Document.iwa": "a file of Pages, Numbers or Keynote; export it as .docx, .xlsx or CSV",
    "application/epub": "a book in EPUB; convert it to .docx, HTML or text",
}
_HTML = re.compile(r"<!doctype html|<html\b", re.IGNORECASE)
_TWEETS = re.compile(r"window\.YTD\.\w+\.part\d+\s*=\s*\[")
_UNREAD_TEXT = (
    (
        re.compile(r"From \S+@\S+ .*\d{4}\r?\n[\w-]+: "),
        "a box of mails (.mbox); save the text of each as .txt",
    ),
    (
        re.compile(
            r"(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*)*(?:MIME-Version|Content-Type): ", re.IGNORECASE
        ),
        "a page or a mail in MIME (.mhtml, .eml); save it as HTML or as text",
    ),
    (
        re.compile(r"<\?xml[^>]*>\s*(?:<\?mso-[^>]*>\s*)?<Workbook\b"),
        "a workbook in XML of 2003; save it as .xlsx or CSV",
    ),
    (
        re.compile(r"(?:%.*\n|\s)*\\documentclass\b"),
        "a file of TeX; convert it to text, .docx or HTML",
    ),
    (re.compile(r"%!PS"), "a file of PostScript; convert it to PDF or text"),
)
_TEI = re.compile(r"<(?:\w+:)?(?:TEI|teiCorpus|TEI\.2)\b")


def of_file(path: Path) -> str:
    """Return the form of a file, by what it begins with, and else by its name; `zip` or `tar` of an archive."""
    with opening.unpacked(path) as stream:
        start = stream.read(_START)
    for beginning, form in _BEGINNINGS.items():
        if start.startswith(beginning):
            return form
    if start.startswith(b"PK\x03\x04"):
        return _in_zip(path)
    if start[257:262] == b"ustar":
        return "tar"
    found = decoding.detect(start, whole=False)
    text = start.decode(found.codec, "replace").lstrip("\ufeff \t\r\n")
    named = ending(path.name)
    if named in PAGES:
        return named
    if text.startswith("{") and named in ("", "json", "jsonl", "txt"):
        return "jsonl"
    if (text.startswith("[") and named in ("", "json", "jsonl")) or _TWEETS.match(text):
        return "json"
    if not text:
        raise data_error(path.name, "an empty file", opening.READABLE)
    if text.startswith("#FORMAT=WebAnno"):
        return "webanno"
    if _TEI.search(text):
        return "tei"
    if _HTML.match(text):
        if path.suffix.lower() in (".xls", ".xlsx"):
            raise data_error(path.name, "a page of HTML under the name of a workbook", "a table: open it and save it as .xlsx or CSV")  # fmt: skip
        return "html"
    if not named and (kind := next((kind for form, kind in _UNREAD_TEXT if form.match(text)), "")):
        raise data_error(path.name, kind, opening.READABLE)
    if _is_binary(start, found.codec):
        raise data_error(path.name, "bytes that are no text, NUL among them, of a form that is not known", opening.READABLE)  # fmt: skip
    return _of_text(text, named)


def _is_binary(start: bytes, codec: str) -> bool:
    """Say whether bytes have more zeros among them than a text that is slightly damaged."""
    return not codec.startswith(("utf-16", "utf-32")) and start.count(0) * 20 > len(start)


def _of_text(text: str, named: str) -> str:
    """Return the form of a text by its first lines, if they tell; a table is often called .txt."""
    if named in ("", "txt"):
        if text.startswith("WEBVTT"):
            return "vtt"
        if separator := separator_of_table(text):
            return "tsv" if separator == "\t" else "csv"
    return named or "csv"


def _in_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = (
                archive.read("mimetype")[:100].decode("ascii", "replace")
                if "mimetype" in names
                else ""
            )
    except (*opening.TORN, ValueError, OSError) as fault:
        raise data_error(
            path.name,
            f"a damaged ZIP file ({fault})",
            "a whole one: a workbook (.xlsx), a document (.docx, .odt), or an archive of texts",
        ) from fault
    for part, found in _UNREAD_ZIP.items():
        if part in names or part in kind:
            raise data_error(path.name, found, opening.READABLE)
    named = ending(path.name)
    return next(
        (form for name, form in _WITHIN_ZIP.items() if name in names),
        named if named in ("xlsx", "docx", "odt") else "zip",
    )


def files(path: Path, form: str | None = None) -> list[Path]:
    """Return the files that are read of a corpus, whose form may be given."""
    if (path / datapackage.DESCRIPTOR).is_file():
        try:
            return [
                path / datapackage.DESCRIPTOR,
                *(
                    path / resource["path"]
                    for resource in datapackage.descriptor(path)["resources"]
                ),
            ]
        except DataError:  # it will be told by who reads it
            return [path / datapackage.DESCRIPTOR]
    if not path.is_dir():
        return [path]
    found = kinds(path)
    if found.has_texts(form):
        return [*found.texts, *filter(None, [found.manifest])]
    return found.tables


class Kinds(NamedTuple):
    """The files of a folder.

    Attributes
    ----------
    folder : Path
    texts, tables : list of Path
    others : list of Path
        What is neither.
    left : list of Path
        What programs and systems leave behind: locks, hidden files and folders.
    """

    folder: Path
    texts: list[Path]
    tables: list[Path]
    others: list[Path]
    left: list[Path]

    def has_texts(self, form: str | None = None) -> bool:
        """Say whether the folder is one of texts: of plain ones, or of documents that no table stands beside."""
        if form:
            return form in TEXTS and bool(self.texts)
        plain = any(ending(file.name) in PROSE for file in self.texts)
        return plain or (bool(self.texts) and (not self.tables or bool(self.manifest)))

    @property
    def manifest(self) -> Path | None:
        """The table that describes the texts, if there is one."""
        return next(
            (
                table
                for name in MANIFESTS
                for table in self.tables
                if opening.stem(table.name).lower() == name and table.parent == self.folder
            ),
            None,
        )


def kinds(path: Path) -> Kinds:
    """Return the files of a folder by what they are, in the order of their names."""
    found = Kinds(path, [], [], [], [])
    for folder, folders, names in os.walk(path):
        left = [name for name in names if _LEFT.match(name)]
        left += [name for name in folders if _LEFT_FOLDER.match(name)]
        found.left.extend(Path(folder, name) for name in left)
        folders[:] = [name for name in folders if not _LEFT_FOLDER.match(name)]
        # A link to a folder is not followed, since it may lead back; one to nothing has no text.
        found.others.extend(Path(folder, name) for name in folders if Path(folder, name).is_symlink())  # fmt: skip
        for name in names:
            if _LEFT.match(name):
                continue
            form = ending(name) if os.path.exists(os.path.join(folder, name)) else ""
            is_text = form in TEXTS and opening.stem(name).lower() not in _ABOUT
            is_table = form in TABLES
            (found.texts if is_text else found.tables if is_table else found.others).append(
                Path(folder, name)
            )
    for files_ in found[1:]:
        files_.sort()
    return found
