"""Annotations of other programs: stretches of text that people have coded, read from their files and written to them.

Read: projects of REFI-QDA (``.qdpx``), doccano's JSON, WebAnno's and INCEpTION's TSV 3, brat's standoff, and tables of
coded segments as MAXQDA and ATLAS.ti export them, or as ``readouts code`` writes them. `placing` finds each in a corpus.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile, is_zipfile

from .. import opening
from ..faults import Faults, data_error
from ..formats import ending

READABLE = "REFI-QDA (.qdpx), JSON of doccano, TSV 3 of WebAnno or INCEpTION, brat (.ann), a table of MAXQDA or ATLAS.ti, or of readouts code"

KINDS = ("person", "pattern", "rule", "model")


class Span(NamedTuple):
    """A stretch of an annotated text, half-open, with its code and who gave it.

    Attributes
    ----------
    start, end : int
        Characters of the text; -1 where the file has the quotation alone.
    frame, code, coder, coded_on, note : str
    coder_kind : {'person', 'pattern', 'rule', 'model'}
    pattern : str
    quote : str
        The words, where the file has them.
    paragraph : int
        The paragraph of the text in which it stands, from 1; 0 where it is not told.
    row : int
        Where in the file it is said.
    """

    start: int
    end: int
    code: str
    frame: str = ""
    coder: str = ""
    coder_kind: str = "person"
    coded_on: str = ""
    note: str = ""
    pattern: str = ""
    quote: str = ""
    paragraph: int = 0
    row: int = 0


class Annotated(NamedTuple):
    """A text as its annotators had it, with their spans; the text is empty where the file has quotations alone."""

    name: str
    text: str
    spans: list[Span]


def named_by(paths: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return for codes by their levels the frame, which is the highest of several, and the code: its own name, if no other has it.

    Examples
    --------
    >>> list(named_by([("peace",), ("war", "arms"), ("war", "other"), ("peace", "other")]).values())
    [('', 'peace'), ('war', 'arms'), ('war', 'war.other'), ('peace', 'peace.other')]
    """
    every = list(dict.fromkeys(paths))
    alike = Counter(path[-1] for path in every)
    return {
        path: (
            path[0] if len(path) > 1 else "",
            path[-1] if alike[path[-1]] == 1 else ".".join(path),
        )
        for path in every
    }


def decoded(file: str, data: bytes, faults: Faults) -> str:
    """Return a file of text in UTF-8; a byte that is none is a fault."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        faults.add(file, row, "", f"byte 0x{data[error.start]:02x}", "text in UTF-8")
        return data.decode("utf-8-sig", "replace")


Reader = Callable[[str, bytes, Faults], tuple[list[Annotated], list[str]]]


def read(path: Path, faults: Faults) -> tuple[list[Annotated], list[str]]:
    """Read a file of annotations, or a folder or ZIP archive of such.

    Parameters
    ----------
    path : Path
    faults : Faults
        Takes what is wrong in it, by row.

    Returns
    -------
    list of Annotated, list of str
        And what is not read of it, a line each.
    """
    from . import brat, tables

    if path.is_dir():
        files = {
            file.relative_to(path).as_posix(): file.read_bytes()
            for file in sorted(path.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        }
        return _several(path.name, files, faults)
    if path.suffix.lower() == ".ann":
        text = path.with_suffix(".txt")
        if not text.is_file():
            raise data_error(path.name, f"no {text.name} beside it", "the text that it annotates")
        return brat.read(path.name, path.read_bytes(), text.read_bytes(), faults)
    if ending(path.name) == "xlsx":
        return tables.read(path, faults)
    if is_zipfile(path):
        try:
            with ZipFile(path) as archive:
                if "project.qde" not in archive.namelist():
                    return _several(path.name, _unzipped(path, archive), faults)
        except (*opening.TORN, OSError) as fault:
            raise data_error(path.name, f"a damaged ZIP file ({fault})", READABLE) from fault
    with opening.unpacked(path) as stream:
        data = stream.read(opening.LONGEST + 1)
    if reader := _reader(path.name, data):
        return reader(path.name, data, faults)
    return tables.read(path, faults)


def _reader(file: str, data: bytes) -> Reader | None:
    """Return the reader of a file by what it begins with; None of a table."""
    from . import doccano, qdpx, webanno

    if data.startswith(b"PK\x03\x04"):
        return qdpx.read
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"#FORMAT=WebAnno"):
        return webanno.read
    if start.startswith((b"# webanno.", b"#id=")):
        raise data_error(file, "TSV 1 or 2 of WebAnno", "TSV 3: export it in that form")
    return doccano.read if doccano.is_doccano(data) else None


def _unzipped(path: Path, archive: ZipFile) -> dict[str, bytes]:
    most = max(opening.UNPACKED_FREELY, opening.EXPANSION * path.stat().st_size)
    members = [one for one in archive.infolist() if not one.is_dir()]
    if sum(one.file_size for one in members) > most:
        raise data_error(path.name, "an archive that unpacks without end", READABLE)
    try:
        return {one.filename: archive.read(one) for one in members}
    except (*opening.TORN, ValueError, OSError) as fault:
        raise data_error(path.name, f"a damaged ZIP file ({fault})", READABLE) from fault


def _several(
    name: str, files: dict[str, bytes], faults: Faults
) -> tuple[list[Annotated], list[str]]:
    """Read the files of a folder; what is no file of annotations, nor the text of one, is named."""
    from . import brat

    found: list[Annotated] = []
    remarks: list[str] = []
    left = dict(files)
    for file, data in files.items():
        text = file.removesuffix(".ann") + ".txt"
        reader = _reader(file, data)
        if file.endswith(".ann") and text in files:
            more, told = brat.read(file, data, files[text], faults)
            left.pop(text, None)
        elif reader:
            more, told = reader(file, data, faults)
        else:
            continue
        left.pop(file, None)
        found += more
        remarks += told
    if not found and not faults:
        raise data_error(name, "no file of annotations", READABLE)
    if left:
        remarks.append(f"{name}: not read: {', '.join(sorted(left)[:30])}")
    return found, list(dict.fromkeys(remarks))
