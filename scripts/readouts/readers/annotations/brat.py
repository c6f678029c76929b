"""Standoff of brat: a text, and beside it a file with a line for each annotation."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...corpus.document import Document
from ..faults import Faults, shown
from . import Annotated, Span, decoded

_TEXT_BOUND = re.compile(r"T\d+\t(?P<code>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)\t(?P<quote>.*)")
_PAIR = re.compile(r"(\d+) (\d+)")
_KINDS = {
    "R": "relations",
    "E": "events",
    "A": "attributes",
    "M": "attributes",
    "N": "normalisations",
    "#": "notes",
    "*": "equivalences",
}
NOT_CARRIED = (
    "frames, patterns, coders, days and notes; what comes back from it counts as a person's"
)


def read(name: str, data: bytes, text: bytes, faults: Faults) -> tuple[list[Annotated], list[str]]:
    """Read the annotations that have a place in the text; the other kinds are named.

    Examples
    --------
    >>> read("a.ann", b"T1\\tPEACE 3 8\\tpeace\\n", b"Of peace.", Faults())[0][0].spans[0][:3]
    (3, 8, 'PEACE')
    """
    spans: list[Span] = []
    left: Counter[str] = Counter()
    parted: list[str] = []
    for row, line in enumerate(decoded(name, data, faults).split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip():
            continue
        if line[0] in _KINDS:
            left[_KINDS[line[0]]] += 1
            continue
        match = _TEXT_BOUND.fullmatch(line)
        if not match:
            faults.add(name, row, "", shown(line), "T1, a type with start and end, and the words")
            continue
        places = [(int(first), int(after)) for first, after in _PAIR.findall(match["places"])]
        if len(places) == 1:
            spans.append(
                Span(places[0][0], places[0][1], match["code"], quote=match["quote"], row=row)
            )
        else:
            parted.append(str(row))
            spans += [Span(start, end, match["code"], row=row) for start, end in places]
    remarks = [f"{name}: not read: {kind} ({count:,})" for kind, count in left.items()]
    if parted:
        remarks.append(f"{name}: in parts, of which each is a span: rows {', '.join(parted[:20])}")
    stem = name.rpartition("/")[2].removesuffix(".ann")
    return [Annotated(stem, decoded(f"{stem}.txt", text, faults), spans)], remarks


def write(file: IO[bytes], coded: Iterable[tuple[Document, list[Span]]]) -> None:
    """Write a ZIP archive with two files a document; a stretch over several lines is in parts, as brat has it."""
    with ZipFile(file, "w") as archive:
        for document, spans in coded:
            name, text = re.sub(r"[^\w.-]+", "_", document.document_id), document.text
            lines = []
            for number, span in enumerate(spans, 1):
                parts = [
                    f"{span.start + part.start()} {span.start + part.end()}"
                    for part in re.finditer(r"[^\n]+", text[span.start : span.end])
                ]
                words = text[span.start : span.end].replace("\n", " ")
                code = re.sub(r"\s+", "_", span.code)
                lines.append(f"T{number}\t{code} {';'.join(parts)}\t{words}\n")
            add(archive, f"{name}.txt", text)
            add(archive, f"{name}.ann", "".join(lines))


def add(archive: ZipFile, name: str, text: str) -> None:
    """Add a file to an archive, so that the same text gives the same bytes."""
    info = ZipInfo(name)
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
    archive.writestr(info, text.encode("utf-8", "replace"))
