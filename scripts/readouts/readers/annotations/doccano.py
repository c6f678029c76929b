"""What doccano exports, in JSON lines or one array: a text in each object, with its labels as ``[start, end, label]`` or as objects."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from ...corpus.document import Document
from ..faults import Faults, one_line, shown
from ..json_lines import names_once
from . import Annotated, Span

_LABELS = ("label", "labels", "entities", "spans", "annotations")
NOT_CARRIED = (
    "frames, patterns, coders, days and notes; what comes back from it counts as a person's"
)


def is_doccano(data: bytes) -> bool:
    """Say whether a file has texts with labels, by its first object."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    try:
        first = json.loads(start)[0] if start.startswith(b"[") else json.loads(start.split(b"\n", 1)[0])  # fmt: skip
    except (ValueError, RecursionError, IndexError):
        return False
    return (
        isinstance(first, dict)
        and ("text" in first or "data" in first)
        and any(isinstance(first.get(name), list) for name in _LABELS)
    )


def read(file: str, data: bytes, faults: Faults) -> tuple[list[Annotated], list[str]]:
    """Read the spans of each text; relations and comments are named.

    Examples
    --------
    >>> read("a.jsonl", b'{"id": 1, "text": "Of peace.", "label": [[3, 8, "PEACE"]]}', Faults())[0][0].spans[0][:3]
    (3, 8, 'PEACE')
    """
    found: list[Annotated] = []
    left: dict[str, None] = {}
    for row, record in _records(file, data.removeprefix(b"\xef\xbb\xbf").strip(), faults):
        text = record.get("text", record.get("data"))
        if isinstance(text, dict):
            faults.add(file, row, "data", "an object, as Label Studio exports it", "a text; write its spans as a table document_id,start,end,code")  # fmt: skip
            continue
        if not isinstance(text, str):
            faults.add(file, row, "text", shown(text), "a text")
            continue
        if record.get("answer", "accept") != "accept":
            left["what was not accepted"] = None
            continue
        coder = record.get("annotator", record.get("user", ""))
        spans = [
            span._replace(
                coder=str(one.get("user", coder) if isinstance(one, dict) else coder), row=row
            )
            for name in _LABELS
            for one in record.get(name) or ()
            if (span := _span(one, file, row, faults))
        ]
        others = {"relations", "Comments", "comments", "cats"} & record.keys()
        left |= dict.fromkeys(name for name in sorted(others) if record[name])
        name = record.get("id", record.get("document_id", ""))
        found.append(Annotated(str(name), text, spans))
    return found, [f"{file}: not read: {', '.join(left)}"] if left else []


def _records(file: str, data: bytes, faults: Faults) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of an array, or of lines, each with its number; what is none is a fault."""
    is_array = data.startswith(b"[")
    for row, line in enumerate([data] if is_array else data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, object_pairs_hook=names_once)
        except (ValueError, RecursionError) as error:
            said = f"{shown(line[:60].decode('utf-8', 'replace'))} ({one_line(error)})"
            faults.add(file, row, "", said, "an object of JSON")
            continue
        for number, record in enumerate(found, 1) if is_array else [(row, found)]:
            if isinstance(record, dict):
                yield number, record
            else:
                faults.add(file, number, "", shown(record), "an object of JSON")


def _span(one: Any, file: str, row: int, faults: Faults) -> Span | None:
    """Return a label; one of a whole text has no place, and is a fault."""
    if isinstance(one, dict):
        one = [
            one.get("start_offset", one.get("start")),
            one.get("end_offset", one.get("end")),
            one.get("label"),
        ]
    # Where doccano tells who labelled, it gives the number of a label in the place of its name.
    if isinstance(one, list) and len(one) == 3 and type(one[2]) is int:
        one = [*one[:2], str(one[2])]
    if not isinstance(one, list) or len(one) != 3 or list(map(type, one)) != [int, int, str]:
        found = json.dumps(one, ensure_ascii=False)[:80]
        faults.add(file, row, "label", found, "a start, an end and a label")
        return None
    return Span(*one)


def write(file: IO[bytes], coded: Iterable[tuple[Document, list[Span]]]) -> None:
    """Write each document with its spans."""
    for document, spans in coded:
        record = {
            "id": document.document_id,
            "text": document.text,
            "label": [[span.start, span.end, span.code] for span in spans],
        }
        file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
