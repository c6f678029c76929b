"""Documents of word processors, and PDF: their paragraphs. What is on a page and in no paragraph (pictures, notes) is not read."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from xml.etree import ElementTree

from . import opening
from .faults import one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LARGEST = 64 * 2**20


def docx(data: bytes) -> list[dict[str, Any]]:
    """Return the text of a document of Word, a paragraph each; what was deleted with its changes tracked is left out."""
    body = _part(data, "word/document.xml").find(f"{_W}body")
    paragraphs = [] if body is None else [_of_word(one) for one in body.iter(f"{_W}p")]
    return [{"text": "\n\n".join(filter(None, paragraphs))}]


def _of_word(paragraph: ElementTree.Element) -> str:
    pieces = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
    return "".join(
        (one.text or "") if one.tag == f"{_W}t" else pieces.get(str(one.tag), "")
        for one in paragraph.iter()
    ).strip()


def odt(data: bytes) -> list[dict[str, Any]]:
    """Return the text of an OpenDocument text, a paragraph each; notes, and what was deleted with its changes tracked, are left out."""
    body = _part(data, "content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ValueError("an OpenDocument file that is no text")
    return [
        {"text": "\n\n".join(filter(None, (text.strip() for text in _paragraphs_of_odt(body))))}
    ]


def _paragraphs_of_odt(element: ElementTree.Element) -> Iterator[str]:
    for one in element:
        if one.tag in (f"{_T}p", f"{_T}h"):
            yield _of_odt(one)
        elif one.tag != f"{_T}tracked-changes":
            yield from _paragraphs_of_odt(one)


def _of_odt(one: ElementTree.Element) -> str:
    marks = {f"{_T}tab": "\t", f"{_T}line-break": "\n"}
    text = marks.get(str(one.tag), "")
    if one.tag == f"{_T}s":
        text = " " * int(one.get(f"{_T}c", "1"))
    if one.tag in (f"{_T}note", f"{_OFFICE}annotation"):
        return ""
    return text + (one.text or "") + "".join(_of_odt(part) + (part.tail or "") for part in one)


def _part(data: bytes, name: str) -> ElementTree.Element:
    """Return a part of a packed document as a tree.

    Raises
    ------
    ValueError
        If it is damaged, or unpacks to far more than it is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = archive.getinfo(name).file_size
            if size > min(_LARGEST, max(opening.UNPACKED_FREELY, opening.EXPANSION * len(data))):
                raise ValueError(f"a document that unpacks to {size:,} bytes")
            return ElementTree.fromstring(archive.read(name))
    except (*opening.TORN, KeyError, ElementTree.ParseError, OSError) as fault:
        raise ValueError(f"a damaged document ({one_line(fault)})") from fault


def pdf(data: bytes) -> list[dict[str, Any]]:
    """Return the text that a PDF has as text; the ends of a page's lines are spaces, and a page ends a paragraph.

    Raises
    ------
    ValueError
        If it is damaged, or its pages are pictures.
    """
    pdfium = opening.library("pypdfium2", "PDF")
    try:
        with closing(pdfium.PdfDocument(data)) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pdfium.PdfiumError as fault:
        raise ValueError(f"a damaged or locked PDF ({one_line(fault)})") from fault
    text = "\n\n".join(filter(None, map(_of_page, pages)))
    if not text:
        raise ValueError(
            f"a PDF of {len(pages)} {'page' if len(pages) == 1 else 'pages'} without a text, of pictures it seems: let a program for OCR write one"
        )
    return [{"text": text}]


def _of_page(text: str) -> str:
    """Return the text of a page with its lines joined: pdfium marks a hyphen at a line's end as U+FFFE."""
    text = re.sub(r"[\ufffe\x02\xad]\s*", "", text.replace("\r\n", "\n"))
    return "\n\n".join(
        " ".join(paragraph.split())
        for paragraph in re.split(r"\n[^\S\n]*\n", text)
        if paragraph.strip()
    )


def rtf(data: bytes) -> list[dict[str, Any]]:
    """Return the text of a file of RTF.

    Raises
    ------
    ValueError
        If its braces do not close, or do so before its end.
    """
    striprtf = opening.library("striprtf.striprtf", "RTF")
    source = data.decode("latin-1")
    depth = 0
    for brace in re.finditer(r"\\bin\d|\\.|[{}]", source):
        if brace[0].startswith("\\bin"):  # bytes follow, in which a brace is none
            depth = 0
            break
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth and brace[0] == "}" and source[brace.end() :].strip("\0\r\n\t \x1a"):
            raise ValueError(f"a damaged RTF, which ends before {source[brace.end() :][:40]!r}")
    if depth:
        raise ValueError("a damaged RTF, whose braces do not close")
    text = striprtf.rtf_to_text(source, errors="replace")
    return [{"text": re.sub(r"\n+", "\n\n", text).strip()}]
