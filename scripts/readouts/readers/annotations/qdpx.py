"""Projects of REFI-QDA (``.qdpx``), which NVivo, MAXQDA, ATLAS.ti and others exchange: an archive of texts and of one file that codes them."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, Any
from xml.etree import ElementTree
from zipfile import ZipFile

from ...corpus.document import Document
from ..faults import Faults
from ..qda_project import Project
from . import Annotated, Span, named_by
from .brat import add

_NAMESPACE = "urn:QDA-XML:project:1.0"
# Not read, and named: what else a project may have.
_OTHERS = {
    "PDFSelection": "stretches of pages", "PictureSelection": "stretches of pictures", "AudioSelection": "stretches of sound",
    "VideoSelection": "stretches of films", "TranscriptSelection": "stretches of recordings", "Note": "memos", "Case": "cases",
    "Variable": "variables", "Link": "links", "Set": "sets", "Graph": "graphs",
}  # fmt: skip
_KIND = re.compile(r"(?P<coder>.*) \((?P<kind>pattern|rule|model)\)")
NOT_CARRIED = ""


def read(file: str, data: bytes, faults: Faults) -> tuple[list[Annotated], list[str]]:
    """Read the coded stretches of texts; what else a project has is named."""
    try:
        project = Project(data)
        users = {user.get("guid"): user.get("name", "") for user in project.every("User")}
        levels = {
            guid: tuple(path) for book in project.every("Codes") for guid, path in _levels(book, [])
        }
        names = named_by(levels.values())
        codes = {guid: names[path] for guid, path in levels.items()}
        found, without, uncoded, whole = [], [], 0, 0
        for source in project.every("TextSource"):
            text, name = project.text(source), source.get("name") or source.get("guid", "")
            selections = [one for one in source if _is(one, "PlainTextSelection")]
            whole += sum(_is(one, "Coding") for one in source)
            spans: list[Span] = []
            for selection in selections:
                coded = list(_of_selection(selection, codes, users, name, file, faults))
                uncoded += not coded
                spans += coded
            if not text and selections:
                faults.add(
                    file, 0, "", f"{name}: a source whose text is not in the project", "its text"
                )
                continue
            text, is_joined = _as_counted(text, selections)
            without += [name] if is_joined else []
            found.append(Annotated(name, text, spans))
    except ValueError as error:
        faults.add(file, 0, "", str(error), "a whole project of REFI-QDA")
        return [], []
    counts = Counter({what: sum(1 for _ in project.every(name)) for name, what in _OTHERS.items()})
    remarks = [f"{file}: not read: {what} ({count:,})" for what, count in (+counts).items()]
    remarks += [f"{file}: without a code, and not read: {uncoded:,} stretches"] if uncoded else []
    remarks += [f"{file}: not read: codes of whole texts ({whole:,})"] if whole else []
    remarks += (
        [f"{file}: the end of a line counts as one character in {', '.join(without)}"]
        if without
        else []
    )
    return found, remarks


def _is(element: Any, name: str) -> bool:
    return bool(element.tag.rpartition("}")[2] == name)


def _levels(element: Any, above: list[str]) -> Iterator[tuple[str, list[str]]]:
    for code in element:
        if _is(code, "Code"):
            path = [*above, code.get("name", "")]
            yield code.get("guid", ""), path
            yield from _levels(code, path)


def _of_selection(
    selection: Any,
    codes: dict[str, tuple[str, str]],
    users: dict[str, str],
    name: str,
    file: str,
    faults: Faults,
) -> Iterator[Span]:
    """Yield the spans of a stretch: one for each code that it is given."""
    try:
        start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    except ValueError:
        said = f"{name}: a stretch from {selection.get('startPosition')!r} to {selection.get('endPosition')!r}"
        faults.add(file, 0, "", said, "two numbers")
        return
    note = next((one.text or "" for one in selection if _is(one, "Description")), "")
    for coding in selection:
        if not _is(coding, "Coding"):
            continue
        guid = next((one.get("targetGUID") for one in coding if _is(one, "CodeRef")), None)
        if guid not in codes:
            faults.add(
                file,
                0,
                "",
                f"{name}: a code {guid!r} at {start}",
                "a code of the project's codebook",
            )
            continue
        user = users.get(coding.get("creatingUser") or selection.get("creatingUser"), "")
        kind = _KIND.fullmatch(user)
        frame, code = codes[guid]
        yield Span(
            start,
            end,
            code,
            frame,
            note if kind and kind["kind"] == "pattern" else kind["coder"] if kind else user,
            kind["kind"] if kind else "person",
            (coding.get("creationDateTime") or selection.get("creationDateTime") or "")[:10],
            "" if kind and kind["kind"] == "pattern" else note,
            note if kind and kind["kind"] == "pattern" else "",
        )


def _as_counted(text: str, selections: list[Any]) -> tuple[str, bool]:
    """Return the text as its offsets count it: programs differ in whether the end of a line is one character or two."""
    if "\r\n" not in text:
        return text, False
    joined = text.replace("\r\n", "\n")

    def fitting(of: str) -> int:
        return sum(
            bool(name := " ".join(one.get("name", "").split()))
            and name[:20]
            in " ".join(of[_number(one, "startPosition") : _number(one, "endPosition")].split())
            for one in selections
        )

    return (joined, True) if fitting(joined) > fitting(text) else (text, False)


def _number(element: Any, name: str) -> int:
    value = element.get(name, "")
    return int(value) if value.isdecimal() else 0


def write(file: IO[bytes], coded: Iterable[tuple[Document, list[Span]]]) -> None:
    """Write a project: codes under their frames, a source for each document, a user for each coder."""
    every = list(coded)
    spans = [span for _, found in every for span in found]
    project = ElementTree.Element(
        "Project", {"xmlns": _NAMESPACE, "name": "readouts", "origin": "readouts"}
    )
    users = ElementTree.SubElement(project, "Users")
    coders = {_user(span): _guid("user", _user(span)) for span in spans if _user(span)}
    for name, guid in coders.items():
        ElementTree.SubElement(users, "User", {"guid": guid, "name": name})
    codes = _codebook(project, spans)
    sources = ElementTree.SubElement(project, "Sources")
    with ZipFile(file, "w") as archive:
        for document, found in every:
            guid = _guid("source", document.document_id)
            path = {
                "guid": guid,
                "name": document.document_id,
                "plainTextPath": f"internal://{guid}.txt",
            }
            source = ElementTree.SubElement(sources, "TextSource", path)
            for number, span in enumerate(found):
                _selection(
                    source, span, document, f"{document.document_id} {number}", codes, coders
                )
            add(archive, f"sources/{guid}.txt", document.text)
        xml = ElementTree.tostring(project, encoding="unicode")
        add(archive, "project.qde", f'<?xml version="1.0" encoding="utf-8"?>\n{xml}')


def _selection(
    source: Any,
    span: Span,
    document: Document,
    place: str,
    codes: dict[tuple[str, str], str],
    coders: dict[str, str],
) -> None:
    words = " ".join(document.text[span.start : span.end].split())[:80]
    by = {"creatingUser": coders[_user(span)]} if _user(span) else {}
    if span.coded_on:
        by["creationDateTime"] = f"{span.coded_on[:10]}T00:00:00Z"
    stretch = ElementTree.SubElement(
        source,
        "PlainTextSelection",
        {"guid": _guid("selection", place), "name": _clean(words), **by}
        | {"startPosition": str(span.start), "endPosition": str(span.end)},
    )
    if span.pattern or span.note:
        ElementTree.SubElement(stretch, "Description").text = _clean(span.pattern or span.note)
    coding = ElementTree.SubElement(stretch, "Coding", {"guid": _guid("coding", place), **by})
    ElementTree.SubElement(coding, "CodeRef", {"targetGUID": codes[span.frame, span.code]})


def _codebook(project: Any, spans: list[Span]) -> dict[tuple[str, str], str]:
    """Add the codes, those of a frame under it; return the id of each."""
    book = ElementTree.SubElement(ElementTree.SubElement(project, "CodeBook"), "Codes")
    frames: dict[str, Any] = {"": book}
    codes: dict[tuple[str, str], str] = {}
    for frame, code in sorted({(span.frame, span.code) for span in spans}):
        if frame not in frames:
            said = {"guid": _guid("frame", frame), "name": _clean(frame), "isCodable": "false"}
            frames[frame] = ElementTree.SubElement(book, "Code", said)
        codes[frame, code] = _guid("code", f"{frame}\0{code}")
        said = {"guid": codes[frame, code], "name": _clean(code), "isCodable": "true"}
        ElementTree.SubElement(frames[frame], "Code", said)
    return codes


def _user(span: Span) -> str:
    if span.coder_kind == "person":
        return _clean(span.coder)
    return (
        "patterns (pattern)"
        if span.coder_kind == "pattern"
        else _clean(f"{span.coder} ({span.coder_kind})")
    )


def _clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def _guid(kind: str, name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"readouts/{kind}/{name}"))
