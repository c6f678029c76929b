"""Tables of coded segments: as MAXQDA and ATLAS.ti export them, a quotation a row, and as ``readouts code`` writes them, with offsets."""

import re
from pathlib import Path

from .. import column_names
from ..faults import Faults, data_error, named, shown
from ..options import MISSING, Options
from ..parsing import parse
from . import KINDS, READABLE, Annotated, Span, named_by

# What the columns are called, by what they are.
_NAMES = {
    "document": "document_id document document_name dokument dokumentname документ doc_id",
    "quote": "keyword segment coded_segment quotation_content quotation codiertes_segment text_content content text",
    "code": "code codes kode code_name код",
    "frame": "frame",
    "start": "start start_offset begin",
    "end": "end end_offset",
    "paragraph": "beginning anfang paragraph",
    "coder": "coder created_by author creator bearbeitet_von autor annotator modified_by",
    "coder_kind": "coder_kind",
    "coded_on": "coded_on created creation_date erstellt created_on modified",
    "note": "note comment memo kommentar",
    "pattern": "pattern",
    "side": "side",
}
# What the output of a command puts before a cell that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'(?=[=+@\t\r-])")
_BETWEEN = re.compile(r"\s*[;\n]\s*")
_LEVELS = re.compile(r"\s*(?:\\|>)\s*")


def read(path: Path, faults: Faults) -> tuple[list[Annotated], list[str]]:
    """Read a table in any form; a cell of several codes is a span for each.

    Codes of several levels (``war > arms``) have the highest for their frame. Columns that are not read are named.
    """
    table = parse(path, Options())
    by_name = {column_names.plain(column): column for column in reversed(table.columns)}
    columns = {
        role: column
        for role, names in _NAMES.items()
        if (column := next((by_name[name] for name in names.split() if name in by_name), None))
    }
    # MAXQDA counts paragraphs: its "End" is none of characters.
    if "start" not in columns or "end" not in columns:
        columns = {role: name for role, name in columns.items() if role not in ("start", "end")}
    if "code" not in columns or not ({"quote", "start"} & columns.keys()):
        here = named([shown(column) for column in table.columns], 20)
        raise data_error(
            path.name,
            f"the columns {here}",
            f"{READABLE}: a code, and a quotation or start and end",
            1,
        )
    remarks = [f"{path.name}: {remark}" for remark in table.remarks]
    if "guessed" in table.encoding:
        remarks.append(f"{path.name}: encoding: {table.encoding}")
    if unread := [shown(column) for column in table.columns if column not in columns.values()]:
        remarks.append(f"{path.name}: not read: {named(unread)}")
    is_whole = "frame" in columns
    rows: list[tuple[tuple[str, ...], Span, str]] = []
    for _, row, cells in table.rows(list(columns.values()), faults):
        values = {
            role: "" if cell is None or str(cell) in MISSING else str(cell)
            for role, cell in zip(columns, cells)
        }
        span = _span(values, path.name, row, faults) if any(values.values()) else None
        written = values["code"].strip()
        for code in [written] if is_whole else filter(None, _BETWEEN.split(written)):
            levels = (code,) if is_whole else tuple(_LEVELS.split(code))
            rows += [(levels, span, values.get("document", ""))] if span else []
    names = named_by(levels for levels, _, _ in rows)
    found: dict[str, list[Span]] = {}
    for levels, span, document in rows:
        frame, code = names[levels]
        given = span._replace(code=code, frame=span.frame or frame)
        found.setdefault(document, []).append(given)
    if commas := {shown(levels[-1]) for levels in names if "," in levels[-1]}:
        remarks.append(
            f"{path.name}: with a comma, and taken as one code each: {named(sorted(commas), 5)}"
        )
    return [Annotated(name, "", spans) for name, spans in found.items()], remarks


def _span(values: dict[str, str], file: str, row: int, faults: Faults) -> Span | None:
    """Return what a row says but for its code; None, and a fault, where it cannot be."""
    if not values["code"].strip():
        faults.add(file, row, "code", "an empty cell", "a code")
        return None
    numbers: dict[str, int] = {}
    for role in ("start", "end", "paragraph"):
        cell = values.get(role, "").strip().removesuffix(".0")
        if cell.isdecimal():
            numbers[role] = int(cell)
        elif role in values and role != "paragraph":
            faults.add(file, row, role, shown(cell), "a number of characters")
            return None
    pattern = values.get("pattern", "")
    kind = values.get("coder_kind") or ("pattern" if pattern else "person")
    if kind not in KINDS:
        faults.add(file, row, "coder_kind", shown(kind), f"one of {', '.join(KINDS)}")
        return None
    return Span(
        numbers.get("start", -1),
        numbers.get("end", -1),
        "",
        values.get("frame", ""),
        values.get("coder", "").strip() or (pattern if kind == "pattern" else ""),
        kind,
        values.get("coded_on", "")[:10],
        values.get("note", ""),
        pattern,
        values.get("quote", "")[bool(_GUARDED.match(values.get("quote", ""))) :],
        numbers.get("paragraph", 0),
        row,
    )
