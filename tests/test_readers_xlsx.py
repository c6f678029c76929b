"""Workbooks of Excel: the sheet that holds texts, and every kind of file that is none."""

import datetime
import io
from collections import Counter

import pytest
from made_files import (
    DAY,
    DOCUMENTS,
    MEGABYTE,
    NAMES,
    PARTS,
    RECORDS,
    SHEET,
    cell,
    documents,
    fault,
    faults,
    guess,
    read,
    rows,
    within,
    workbook,
    workbook_of,
)
from readouts import readers
from readouts.corpus.datapackage import Fault
from readouts.corpus.document import Document
from readouts.readers import xlsx


def test_a_workbook(tmp_path):
    rows = [NAMES, *([record[name] for name in NAMES] for record in RECORDS)]
    path = workbook(
        tmp_path / "calls.xlsx", {"notes": [["made by hand"]], "calls": [[], *rows, [None] * 8]}
    )
    assert documents(path) == DOCUMENTS
    assert guess(path)["form"] == "XLSX, sheet 'calls' (not read: 'notes'; --sheet says another)"
    assert documents(
        workbook(
            tmp_path / "dates.xlsx",
            {"a": [["text", "date"], ["A.", datetime.datetime(2022, 6, 15, 16)], ["B.", 20220615]]},
        )
    ) == [Document("dates-2", "A.", date=DAY), Document("dates-3", "B.", date=DAY)]
    assert faults(path, sheet="July") == [
        Fault("calls.xlsx", 0, "", "no sheet 'July'", "one of 'notes', 'calls'")
    ]


def test_what_a_person_sees_otherwise_than_it_is_read_is_told(tmp_path):
    rows = [["side", "text"], ["North", "They spoke."], ["South", "=UPPER(A2)"], ["South", "Met."]]
    path = workbook(tmp_path / "calls.xlsx", {"calls": rows, "more": rows})
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(path)
    book["calls"].row_dimensions[4].hidden = True
    book["calls"].column_dimensions["A"].hidden = True
    book["more"].sheet_state = "hidden"
    book["more"]["B2"].comment = openpyxl.comments.Comment("as we heard", "Anna")
    book.save(path)
    told = readers.read(path).guess
    assert "hidden in the workbook, and read: 1 row, 1 column, sheet 'more'" in told
    assert "not read: comments on cells" in told
    assert any(line.startswith("2 formulas without a value, taken as empty") for line in told)


@pytest.mark.parametrize("size", [7, 40, 1000])
def test_a_tag_on_the_border_of_two_pieces_is_counted_once(monkeypatch, size):
    monkeypatch.setattr(xlsx, "_PIECE", size)
    row = b'<row r="1" hidden="1"><c r="A1"><f>B1&amp;C1</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    sheet = b'<cols><col min="1" max="1" hidden="1"/></cols><sheetData>' + 5 * row + b"</sheetData>"
    assert Counter(xlsx._counted(io.BytesIO(sheet))) == {"column": 1, "row": 5, "formula": 5}


def test_a_workbook_of_few_parts_is_read(tmp_path):
    pytest.importorskip("openpyxl")
    path = workbook_of(
        tmp_path / "a.xlsx",
        PARTS
        | {
            "xl/worksheets/sheet1.xml": SHEET.format(dimension="", rows=rows("text", "They spoke."))
        },
    )
    assert [document.text for document in read(path)] == ["They spoke."]


def test_a_workbook_that_is_a_bomb_is_not_opened(tmp_path):
    path = workbook_of(
        tmp_path / "a.xlsx", PARTS | {"xl/worksheets/sheet1.xml": b" " * 100 * MEGABYTE}
    )
    assert path.stat().st_size < MEGABYTE
    assert "a workbook that unpacks to 104," in fault(path).found


@pytest.mark.parametrize("dimension", ['<dimension ref="A1:XFD1048576"/>', '<dimension ref="A1"/>'])
def test_what_a_sheet_says_of_its_size_need_not_be_so(tmp_path, dimension):
    pytest.importorskip("openpyxl")
    path = workbook_of(
        tmp_path / "a.xlsx",
        PARTS
        | {
            "xl/worksheets/sheet1.xml": SHEET.format(
                dimension=dimension, rows=rows("text", "One.", "Two.")
            )
        },
    )
    assert within(path, 1200) == "2\n"


def test_a_sheet_whose_last_row_is_far_down(tmp_path):
    pytest.importorskip("openpyxl")
    far = f'<row r="300000">{cell("A300000", "Two.")}{cell("XFD300000", "far")}</row>'
    path = workbook_of(
        tmp_path / "a.xlsx",
        PARTS
        | {
            "xl/worksheets/sheet1.xml": SHEET.format(
                dimension="", rows=rows("text", "One.", after=far)
            )
        },
    )
    assert within(path, 1200) == "2\n"


def test_a_workbook_whose_xml_expands_without_end(tmp_path):
    pytest.importorskip("openpyxl")
    entities = '<!ENTITY a0 "haha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    sheet = f'<?xml version="1.0"?><!DOCTYPE worksheet [{entities}]>' + SHEET.format(
        dimension="", rows=rows("text", "&a11;")
    )
    path = workbook_of(tmp_path / "a.xlsx", PARTS | {"xl/worksheets/sheet1.xml": sheet})
    assert within(path, 1200).startswith("1 fault in the data:\n  a.xlsx: found a damaged workbook")


@pytest.mark.parametrize(
    "parts",
    [
        {"a.txt": "a"},
        {"word/document.xml": "<a/>"},
        {"xl/workbook.xml": "<a/>"},
        PARTS,
        PARTS | {"xl/worksheets/sheet1.xml": "<worksheet"},
        PARTS | {"xl/worksheets/sheet1.xml": "no XML"},
    ],
)
def test_a_workbook_that_lacks_parts(tmp_path, parts):
    pytest.importorskip("openpyxl")
    assert fault(workbook_of(tmp_path / "a.xlsx", parts)).found.startswith(
        ("a damaged", "a ZIP file that is no workbook", "no cells", "no text")
    )
