"""Files of made-up texts in every form, and what reading one gives or finds wrong."""

import csv
import datetime
import io
import json
import subprocess
import sys
import zipfile

import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError
from readouts.corpus.document import Document

DAY = datetime.date(2022, 6, 15)


# Two accounts of one made-up call: with a line break, quotation marks, separators and letters of three scripts.
RECORDS = [
    {
        "id": "north-1",
        "side": "north",
        "date": "2022-06-15",
        "event": "call",
        "language": "en",
        "title": "On the call",
        "url": "https://north.example/1",
        "text": 'The leaders spoke; they "agreed", among other things,\n\nto meet. | Café – 5\t%.',
    },
    {
        "id": "south-1",
        "side": "south",
        "date": "2022-06-15",
        "event": "call",
        "language": "ru",
        "title": "О разговоре",
        "url": "https://south.example/1",
        "text": "Главы государств поговорили. Ёлка. 两国元首通电话。 😀",
    },
]


DOCUMENTS = [
    Document(
        record["id"],
        record["text"],
        record["side"],
        DAY,
        record["event"],
        record["language"],
        "full",
        record["title"],
        record["url"],
    )
    for record in RECORDS
]


NAMES = list(RECORDS[0])


def documents(path, **mapping):
    return list(readers.read(path, **mapping))


def faults(path, **mapping):
    with pytest.raises(DataError) as error:
        documents(path, **mapping)
    return error.value.faults


def guess(path, **mapping):
    """The guess as a mapping from what is guessed to what it is."""
    return dict(line.split(": ", 1) for line in readers.read(path, **mapping).guess if ": " in line)


def as_csv(delimiter=",", **options):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, NAMES, delimiter=delimiter, **options)
    writer.writeheader()
    writer.writerows(RECORDS)
    return text.getvalue()


def as_lines(**options):
    return "".join(json.dumps(record, **options) + "\n" for record in RECORDS)


def workbook(path, sheets):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


MEGABYTE = 2**20


def read(path, **mapping):
    return list(readers.read(path, **mapping))


def fault(path, **mapping):
    """The one fault of a file."""
    with pytest.raises(DataError) as error:
        read(path, **mapping)
    (found,) = error.value.faults
    assert found.file == path.name
    return found


def within(path, megabytes, seconds=60, reader="readouts.readers.read"):
    """What reading a file in a process of its own says, in so much memory and time: the error, or how many things it has."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)\n"
        "import pathlib, pkgutil; read = pkgutil.resolve_name(sys.argv[3])\n"
        "try: print(sum(1 for _ in read(pathlib.Path(sys.argv[1]))))\n"
        "except ValueError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path, str(megabytes * MEGABYTE), reader],
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def workbook_of(path, parts):
    """A workbook made of its parts, as no program would write it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="calls" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{dimension}<sheetData>{rows}</sheetData></worksheet>'


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*texts, after=""):
    return (
        "".join(
            f'<row r="{number}">{cell(f"A{number}", text)}</row>'
            for number, text in enumerate(texts, 1)
        )
        + after
    )


def parquet_of(path, table, **options):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(
        table if isinstance(table, pyarrow.Table) else pyarrow.table(table), path, **options
    )
    return path
