"""Documents of word processors, and PDF: their paragraphs. What is on a page and in no paragraph (pictures, notes) is not read."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from xml.etree import ElementTree

from . import opening, transcripts
from .faults import REMARK, one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# What is in a document of Word and is told of.
_NOT_PLAIN = {
    ".//{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "formulas are not read",
    f".//{_W}sym": "signs of a font of symbols are not read",
    f".//{_W}altChunk": "a part that is another document is not read",
    f".//{_W}rPr/{_W}strike": "words that are struck out are read",
}
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST = 64 * 2**20
_PIECES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What was deleted or moved away, and what older versions of Word show in the place of what stands beside it.
_LEFT_OUT = (
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
# The beginning of a group that is no text, and the words that make a group one that is not printed.
_RTF_BEGINS = re.compile(r"\{\s*(?:\\\*\s*)?")
_RTF_HIDDEN = ("deleted", "fldinst", "v")
_RTF_TOKEN = re.compile(
    r"\\(?:bin(?P<bytes>\d+) ?|(?P<word>[a-z]+)(?P<value>-?\d+)?|.)|[{}]", re.DOTALL
)


def docx(data: bytes) -> list[dict[str, Any]]:
    """Return the text of a document of Word, a paragraph each, as it is printed: what was deleted or moved away, and what is hidden, is left out."""
    body = _part(data, "word/document.xml").find(f"{_W}body")
    if body is None:
        return [{"text": ""}]
    paragraphs = list(_paragraphs_of_word(body))
    told = ", ".join(called for path, called in _NOT_PLAIN.items() if body.find(path) is not None)
    return [{"text": "\n\n".join(filter(None, paragraphs))} | ({REMARK: told} if told else {})]


def _paragraphs_of_word(element: ElementTree.Element) -> Iterator[str]:
    """Yield the paragraphs within an element; those of a text box come after the one that holds it."""
    for one in element:
        if one.tag == f"{_W}p":
            boxes: list[ElementTree.Element] = []
            yield "".join(_of_word(one, boxes)).strip()
            for box in boxes:
                yield from _paragraphs_of_word(box)
        elif one.tag not in _LEFT_OUT:
            yield from _paragraphs_of_word(one)


def _of_word(element: ElementTree.Element, boxes: list[ElementTree.Element]) -> Iterator[str]:
    for one in element:
        if one.tag == f"{_W}t":
            yield one.text or ""
        elif one.tag == f"{_W}txbxContent":
            boxes.append(one)
        elif one.tag not in _LEFT_OUT and one.find(f"{_W}rPr/{_W}vanish") is None:
            yield _PIECES.get(str(one.tag), "")
            yield from _of_word(one, boxes)


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
    if one.tag == f"{_DRAW}text-box":
        return "\n\n" + "\n\n".join(_paragraphs_of_odt(one)) + "\n\n"
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
            return ElementTree.fromstring(archive.read(name).replace(_STRICT, _W[1:-1].encode()))
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
    # Whether the lines of a page begin with the names of speakers is seen in the whole.
    spoken = transcripts.labelled("\f".join(pages).replace("\r\n", "\n")).split("\f")
    text = "\n\n".join(filter(None, map(_of_page, spoken)))
    if not text:
        raise ValueError(
            f"a PDF of {len(pages)} {'page' if len(pages) == 1 else 'pages'} without a text, of pictures it seems: let a program for OCR write one"
        )
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    told = f"no text on {'page' if len(empty) == 1 else 'pages'} {', '.join(empty)} of {len(pages)}"
    return [{"text": text} | ({REMARK: told} if empty else {})]


def _of_page(text: str) -> str:
    """Return the text of a page with its lines joined: pdfium marks a hyphen at a line's end as U+FFFE."""
    text = re.sub(r"[\ufffe\x02\xad]\s*", "", text.replace("\r\n", "\n"))
    return "\n\n".join(
        " ".join(paragraph.split())
        for paragraph in re.split(r"\n[^\S\n]*\n", text)
        if paragraph.strip()
    )


def rtf(data: bytes) -> list[dict[str, Any]]:
    """Return the text of a file of RTF, without what was deleted with its changes tracked, hidden words and the addresses of links.

    Raises
    ------
    ValueError
        If its braces do not close, or do so before its end, or if the rest of a group would be taken for no text.
    """
    striprtf = opening.library("striprtf.striprtf", "RTF")
    source = _printed(data.decode("latin-1"), striprtf.destinations)
    # A cell is a paragraph, as it is in other documents.
    source = re.sub(r"\\(?:nest)?cell(?![a-z])", r"\\par", source)
    text = striprtf.rtf_to_text(source, errors="replace")
    return [{"text": re.sub(r"\s*\n\s*", "\n\n", text).strip()}]


def _printed(source: str, destinations: frozenset[str]) -> str:
    """Return RTF without the groups that are not printed."""
    begun: list[int] = []
    hidden: list[tuple[int, int]] = []
    waiting: set[int] = set()
    place = 0
    while token := _RTF_TOKEN.search(source, place):
        place = token.end() + int(token["bytes"] or 0)
        word = token["word"]
        if token[0] == "{":
            begun.append(token.start())
        elif token[0] == "}":
            if not begun:
                raise ValueError("a damaged RTF, whose braces do not close")
            start = begun.pop()
            hidden += [(start, place)] if start in waiting else []
            if not begun and source[place:].strip("\0\r\n\t \x1a"):
                raise ValueError(f"a damaged RTF, which ends before {source[place:][:40]!r}")
        elif word == "u" and not token["value"]:
            raise ValueError("a damaged RTF, with a letter of Unicode that has no number")
        elif word in _RTF_HIDDEN and len(begun) > 1 and token["value"] != "0":
            waiting.add(begun[-1])
        elif begun and (
            source[begun[-1] + 1 : token.start()].strip()
            if token[0] == r"\*"
            else word in destinations and not _begins(source, begun[-1], token.start())
        ):
            raise ValueError(f"a damaged RTF, in which the text after {source[token.start() :][:40]!r} is none")  # fmt: skip
    if begun:
        raise ValueError("a damaged RTF, whose braces do not close")
    kept, place = [], 0
    for start, end in sorted(hidden):
        if start >= place:
            kept.append(source[place:start])
            place = end
    return "".join([*kept, source[place:]])


def _begins(source: str, group: int, place: int) -> bool:
    begins = _RTF_BEGINS.match(source, group, place)
    return begins is not None and begins.end() == place
