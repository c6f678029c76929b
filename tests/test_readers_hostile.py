"""Files made to do harm, or damaged: each ends in an error that names it, or is read, in bounded time and memory."""

import gzip
import io
import json
import lzma
import resource
import subprocess
import sys
import zipfile

import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError
from readouts.readers import opening

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


def within(path, megabytes, seconds=60):
    """What reading a file in a process of its own says, in so much memory and time: the error, or the number of documents."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)\n"
        "from readouts import readers\n"
        "try: print(sum(1 for _ in readers.read(sys.argv[1])))\n"
        "except ValueError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path, str(megabytes * MEGABYTE)],
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize(("name", "packed"), [("a.jsonl.gz", gzip.open), ("a.csv.xz", lzma.open)])
def test_a_bomb_of_one_line_ends_when_the_line_is_too_long(tmp_path, name, packed):
    path = tmp_path / name
    with packed(path, "wb") as file:
        file.write(b'{"text": "' if "json" in name else b'text\n"')
        for _ in range(90):
            file.write(b"a" * MEGABYTE)
    assert path.stat().st_size < MEGABYTE
    said = within(path, 1200)
    assert (
        "a line longer than 67,108,864" in said or "unpacks to more than 200 times its size" in said
    )


def test_a_bomb_of_many_lines_ends_at_its_ratio(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(b'{"text": "They spoke."}\n')
        for _ in range(90):
            file.write((b"{" + b" " * 4094 + b"}\n") * 256)
    assert fault(path).found == "a packed file that unpacks to more than 200 times its size"


def test_a_line_without_end_is_not_held_in_memory(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"text\n")
        file.truncate(1024 * MEGABYTE)  # a gigabyte of NULs that takes no room on the disk
    assert "longer than" in within(path, 1200) or "NUL" in within(path, 1200)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.txt"])
def test_a_gigabyte_on_a_line(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(
            {"a.csv": b"text\n", "a.jsonl": b'{"text": "', "a.json": b'[{"text": "', "a.txt": b""}[
                name
            ]
        )
        for _ in range(200):
            file.write(b"long " * (MEGABYTE // 5))
    said = within(path, 1200)
    assert "1 fault in the data" in said and name in said


def test_a_cell_of_a_megabyte_is_a_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('text\n"' + "word " * 200_000 + '"\n', encoding="utf-8")
    assert len(read(path)[0].text) == 999_999


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\0",
        b"\0" * 5000,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xff\xfe\0",
        b'"',
        b",",
        b"{",
        b"[",
        b"[]",
        b"{}",
        b"[1",
        b"[}",
        b"null",
        b"text",
        b"text\n",
        b"PAR1",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"\x1f\x8b\x08\0",
        b"\xfd7zXZ\0",
        b"BZh9",
        b"%PDF-1.7",
        b"\x28\xb5\x2f\xfd",
        b"<!DOCTYPE html><p>",
        b"---\n",
    ],
)
@pytest.mark.parametrize(
    "name",
    [
        "a.csv",
        "a.tsv",
        "a.jsonl",
        "a.json",
        "a.xlsx",
        "a.parquet",
        "a.csv.gz",
        "a.jsonl.xz",
        "a",
        "a.txt",
        "a.md",
    ],
)
def test_files_of_nothing_or_of_their_first_bytes(tmp_path, name, content):
    if "parquet" in name or content == b"PAR1":
        pytest.importorskip("pyarrow")
    path = tmp_path / name
    path.write_bytes(content)
    try:
        assert read(path)
    except DataError as error:
        assert all(found.file in (name, str(path)) for found in error.faults)


@pytest.mark.parametrize(
    ("name", "packed"), [("a.csv.gz", gzip.compress), ("a.csv.xz", lzma.compress)]
)
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-20],
        lambda data: data[:40],
        lambda data: data[:60] + b"\0\0\0" + data[63:],
        lambda data: data + b"rubbish",
    ],
)
def test_a_damaged_packed_file(tmp_path, name, packed, damage):
    path = tmp_path / name
    path.write_bytes(
        damage(
            packed(
                b"text\n"
                + bytes(range(65, 91)) * 3
                + b"".join(b"%d,\n" % n for n in range(9000)).replace(b",", b"")
            )
        )
    )
    try:
        read(path)
    except DataError as error:
        assert error.faults[0].file == name


def test_deep_json_is_a_fault_of_its_row(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "One."}\n'
        + '{"a":' * 100_000
        + "\n"
        + '{"text": '
        + "9" * 5000
        + "}\n"
        + '{"text": "Two."}\n'
        + "[" * 100_000
        + "\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError) as error:
        read(path)
    assert [found.row for found in error.value.faults] == [2, 3, 5]
    path = tmp_path / "a.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    assert "nested too deep" in fault(path).found


def test_an_array_that_breaks_off_or_holds_other_things(tmp_path):
    path = tmp_path / "a.json"
    for text, row, found in (
        ('[{"text": "One."}, {"text": "Tw', 2, "no JSON"),
        ('[{"text": "One."} {"text": "Two."}]', 2, "no JSON"),
        ('[{"text": "One."}, 5]', 2, "5"),
    ):
        path.write_text(text, encoding="utf-8")
        assert (fault(path).row, fault(path).found[: len(found)]) == (row, found)


def test_rows_of_json_that_are_no_objects(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "One."}\n[1]\n"two"\nnull\n{"text": {"a": 1}}\n{"text": true}\n{"text": 3}\n{"text": null}\n{}\n{"text"\n',
        encoding="utf-8",
    )
    with pytest.raises(DataError) as error:
        read(path)
    assert [(found.row, found.found) for found in error.value.faults if found.row < 10] == [
        (2, "a list"),
        (3, "'two'"),
        (4, "nothing"),
        (5, "an object"),
        (6, "True"),
    ]
    assert error.value.faults[-1].row == 10


@pytest.mark.parametrize("cell", ['["a", "b"]', '{"name": "a"}'])
def test_a_side_that_is_no_single_value(tmp_path, cell):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "One.", "side": {cell}}}\n{{"text": "Two.", "side": "north"}}\n')
    found = fault(path, side="side")
    assert (found.row, found.column) == (1, "side") and found.expected == "text"


def test_half_characters_and_nul(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"text": "A \ud83d half.", "side": "no\udc00rth"})
        + "\n"
        + json.dumps({"text": "A \ud83d\ude00 whole."})
        + "\n",
        encoding="utf-8",
    )
    reading = readers.read(path)
    documents = list(reading)
    assert [document.text for document in documents] == [
        "A \ufffd half.",
        "A 😀 whole.",
    ] and documents[0].side == "no\ufffdrth"
    assert (
        reading.notices[0] == "1 row with half a character (a lone surrogate), shown as \ufffd: 1"
    )
    for document in documents:
        "".join(map(str, document)).encode()
    path.write_text(json.dumps({"text": "A \0 word."}) + "\n", encoding="utf-8")
    assert fault(path).found == "a NUL character"
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,side\nA \0 word.,north\n")
    assert (fault(path).row, fault(path).column) == (2, "text")


def test_ids_are_kept_as_they_are_and_made_of_names_safely(tmp_path):
    path = tmp_path / "..evil name.csv"
    path.write_text("text\nThey spoke.\n", encoding="utf-8")
    (document,) = read(path)
    assert document.document_id == "evil-name-2"


@pytest.mark.parametrize(
    "text",
    [
        'text\n"never closed\n' + "line\n" * 100,
        'text\n"closed" and more\n',
        "text,side\na,b,c\n",
        "text,text\n1\n",
    ],
)
def test_csv_that_is_none(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert fault(path).row == 2


def test_tabs_with_quotation_marks_that_are_words_own(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text(
        'text\tside\n"Peace" is a word.\tnorth\n5" of snow\tsouth\n"\tnorth\nLast.\tsouth\n',
        encoding="utf-8",
    )
    assert [document.text for document in read(path)] == [
        '"Peace" is a word.',
        '5" of snow',
        '"',
        "Last.",
    ]
    assert "TSV without quotation marks" in readers.read(path).guess[0]


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
        ("a damaged", "a ZIP file that is no workbook", "no cells")
    )


def parquet_of(path, table, **options):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(
        table if isinstance(table, pyarrow.Table) else pyarrow.table(table), path, **options
    )
    return path


def test_a_file_of_parquet_that_repeats_one_long_text(tmp_path):
    # A dictionary holds the text once; unpacked at once, it would take 20 GB.
    pyarrow = pytest.importorskip("pyarrow")
    text = pyarrow.DictionaryArray.from_arrays(
        pyarrow.array([0] * 20_000, pyarrow.int32()), pyarrow.array(["word " * (MEGABYTE // 5)])
    )
    path = parquet_of(tmp_path / "a.parquet", pyarrow.table({"text": text}), row_group_size=20_000)
    assert path.stat().st_size < MEGABYTE
    code = (
        "import resource, sys; from itertools import islice; resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)); from readouts import readers\n"
        "print(sum(len(document.text) > 1_000_000 for document in islice(readers.read(sys.argv[1]), 300)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, timeout=120
    )
    assert done.stdout == "300\n", done.stderr[-1000:]


def test_a_file_of_parquet_that_is_damaged_or_holds_other_things(tmp_path):
    path = parquet_of(
        tmp_path / "a.parquet",
        {"text": [f"They spoke {n} times." for n in range(5000)], "side": [["a", "list"]] * 5000},
    )
    whole = path.read_bytes()
    assert len(read(path)) == 5000, "a list is no side"
    for damaged in (
        whole[:-100],
        whole[: len(whole) // 2],
        whole[:200] + b"\xff" * 300 + whole[500:],
        whole[:-8] + b"\xff\xff\xff\x7fPAR1",
        b"PAR1" + b"\0" * 100 + b"PAR1",
    ):
        path.write_bytes(damaged)
        with pytest.raises(DataError) as error:
            read(path)
        assert error.value.faults[0].file == "a.parquet"
    assert fault(parquet_of(tmp_path / "b.parquet", {"text": [b"caf\xe9"]})).row == 1


def test_a_library_that_is_missing_is_named_with_its_extra(tmp_path, monkeypatch):
    for name, module in (("a.parquet", "pyarrow"), ("a.xlsx", "openpyxl")):
        monkeypatch.setitem(sys.modules, module, None)
        (tmp_path / name).write_bytes(
            b"PAR1"
            if module == "pyarrow"
            else workbook_of(tmp_path / "b.xlsx", {"xl/workbook.xml": ""}).read_bytes()
        )
        with pytest.raises(
            ValueError,
            match=rf"needs the library {module}, which is not installed: pip install 'readouts\[formats\]'",
        ):
            read(tmp_path / name)


def test_what_is_not_there_or_may_not_be_read(tmp_path):
    with pytest.raises(DataError, match="no such file or folder"):
        readers.read(tmp_path / "lost.csv")


def test_a_name_of_a_link_to_itself_and_a_pipe_are_no_corpus(tmp_path):
    import os

    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("loop.csv", "pipe.csv"):
        with pytest.raises((DataError, OSError)):
            readers.read(tmp_path / name)


def test_the_bound_of_a_line_is_that_of_a_cell():
    lines = opening.lines(io.BytesIO(b"a" * (opening.LONGEST + 1)), "a.csv")
    with pytest.raises(DataError, match="a.csv, row 1: found a line longer than 67,108,864 bytes"):
        next(lines)
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY, (
        "limits are set in processes of their own"
    )
