"""Nothing is silent: each file, sheet, column and row that people bring is read or named, and whatever is guessed is shown.

The inputs of ``../shared/cases`` are those that went wrong once; those made here and in `test_more_files` are of the same
kinds, and always run. ``docs/cases.md`` lists them all; ``python tests/test_every_file.py`` in ``tests`` writes it anew.
"""

import csv
import re
import zipfile
from pathlib import Path

import pytest
from made_files import documents
from odd_files import ODD
from readouts import readers
from readouts.corpus.datapackage import DataError
from readouts.readers import formats
from shared import SHARED, needs_shared
from test_more_files import ONE, REFUSED, TABLE, TOLD, TURNS

CASES = SHARED / "cases"
# Documents, those of them with a date, and what has to be told beside them.
EXPECTED = {
    "csv/atlasti_quotes.csv": (2, 0, "not read: 'Document', 'Codes'"),
    "csv/backslash_quotes.csv": (2, 2, "a backslash before a quotation mark"),
    "csv/case_sides.csv": (
        3,
        3,
        "sides that look alike, and are 3: 'KREMLIN', 'Kremlin', 'kremlin'",
    ),
    "csv/cols2000.csv": (3, 0, "'w0' to 'w1999'"),
    "csv/conllu": (1, 0, "CoNLL-U"),
    "csv/cp1250_pl.csv": (
        2,
        2,
        "Windows-1250, guessed by its letters (--encoding says another); it gives 'rozmawiał', 'żołnierzami'",
    ),
    "csv/cp1251_uk.csv": (1, 1, "Windows-1251"),
    "csv/cp1253_el.csv": (2, 2, "Windows-1253"),
    "csv/cp1255_he.csv": (1, 1, "Windows-1255"),
    "csv/cp1256_ar.csv": (1, 1, "Windows-1256"),
    "csv/cp949_ko.csv": (1, 1, "CP949"),
    "csv/cr_only.csv": (2, 2, ""),
    "csv/crlf_semicolon_cp1252.csv": (2, 2, "column 'Quelle'"),
    "csv/doccano.jsonl": (2, 0, "not read: 'label'"),
    "csv/double_bom.csv": (1, 1, "side: column 'side'"),
    "csv/dup_cols.csv": (1, 0, "more columns are called 'text'"),
    "csv/dups.csv": (3, 3, "whose text another row has too"),
    "csv/empty_cells.csv": (2, 1, "2 rows without a text, left out: 2, 5"),
    "csv/eucjp_ja.csv": (1, 1, "EUC-JP"),
    "csv/excel_serial.csv": (2, 2, "44727 is 2022-06-15"),
    "csv/formula.csv": (2, 2, ""),
    "csv/gsheet_dates.csv": (2, 2, "month is first, since '6/15/2022' (row 2)"),
    "csv/inch_quote.csv": (2, 2, ""),
    "csv/json_columns.json": (2, 0, ""),
    "csv/json_nested_meta.jsonl": (2, 2, "side: column 'meta.speaker'"),
    "csv/json_records.json": (2, 0, ""),
    "csv/koi8u_uk.csv": (1, 1, "KOI8-U"),
    "csv/macroman.csv": (1, 1, "Mac Roman"),
    "csv/maxqda_segments.csv": (2, 0, "text: column 'Segment'"),
    "csv/mixed_dates.csv": (4, 3, "row 5, column 'date': found 'sometime'"),
    "csv/mojibake.csv": (1, 1, "mojibake such as 'Russiaâ€™s'"),
    "csv/names": (2, 2, ""),
    "csv/names2": (2, 2, ""),
    "csv/names3": (4, 4, ""),
    "csv/names4": (3, 0, "event: column 'event', in the first 3 rows: 1789 (1)"),
    "csv/names5": (2, 2, ""),
    "csv/names6": (2, 2, ""),
    "csv/nel_ls.csv": (1, 1, ""),
    "csv/pandas_index.csv": (2, 2, "side: column 'speaker'"),
    "csv/quoted_newlines.csv": (2, 2, ""),
    "csv/r_rownames.csv": (2, 0, "not read: 'column 1'"),
    "csv/r_writecsv2.csv": (2, 0, "not read: 'column 1'"),
    "csv/ragged.csv": (1, 1, "row 2: found 5 cells"),
    "csv/sjis_ja.csv": (1, 1, "Shift-JIS"),
    "csv/space_after_comma.csv": (2, 2, "spaces before a quotation mark"),
    "csv/srt": (1, 0, "SRT"),
    "csv/tei": (1, 0, "TEI"),
    "csv/texts.zip": (2, 2, "ZIP archive: 2 text files"),
    "csv/trailing_commas.csv": (2, 2, "2 rows without a text, left out: 3, 4"),
    "csv/transcript.csv": (3, 0, "side: column 'speaker'"),
    "csv/transcript.txt": (4, 0, "transcript"),
    "csv/twitter_dates.csv": (2, 2, "date: column 'created_at'"),
    "csv/two_header_rows.csv": (3, 2, "--skip-rows 1 takes its names"),
    "csv/two_headers.csv": (0, 0, "--skip-rows 2 if the names of the columns stand in row 3"),
    "csv/unbalanced_quote.csv": (0, 0, "row 2: found unexpected end of data"),
    "csv/utf16le_tab_excel.txt": (2, 2, "form: TSV"),
    "csv/vrt": (1, 0, "VRT"),
    "csv/vtt": (1, 0, "VTT"),
    "csv/webanno.tsv": (1, 0, "of WebAnno files not read: annotations"),
    "csv/zipped.csv.zip": (1, 1, "ZIP archive: CSV"),
    "files/date_tz.csv": (2, 2, "in the zone of each (-04:00, +08:00)"),
    "files/euro.csv": (2, 0, "not read: 'score'"),
    "files/factiva.txt": (1, 1, "Factiva"),
    "files/htmlpage": (2, 0, "2 HTML files"),
    "files/ids.csv": (3, 0, "1 row with the id of an earlier row"),
    "files/lang_names.csv": (6, 0, "found 'EN/FR'"),
    "files/lexis.txt": (2, 2, "Lexis"),
    "files/lock": (1, 0, "passed over: ~$calls.xlsx"),
    "files/lock2": (1, 0, "not read: notes.docx, b.xls"),
    "files/long_lines.csv": (0, 0, "row 2: found 4 cells"),
    "files/manifest_bad": (2, 2, "'kremlin.txt' as 'Kremlin.txt'"),
    "files/manifest_xlsx": (2, 2, "described by manifest.xlsx"),
    "files/merged.xlsx": (2, 0, ""),
    "files/mixed": (1, 0, "kremlin.pdf: found a damaged or locked PDF"),
    "files/nfd": (3, 3, "Élysée (2)"),
    "files/nfd_side.csv": (3, 0, "accents in two code points, are evened"),
    "files/noheader.csv": (0, 0, "the first row seems to be a text and no header"),
    "files/offsets.csv": (1, 0, "tags or entities of HTML"),
    "files/pipe.txt": (1, 0, "separated by bars"),
    "files/serial.xlsx": (2, 2, "44727 is 2022-06-15"),
    "files/sheet_per_side.xlsx": (2, 2, "side: column 'sheet'"),
    "files/spaces in name é.csv": (1, 0, ""),
    "files/tsv_in_csv.csv": (2, 0, "form: TSV"),
    "files/uk": (4, 0, "CONS (2), LAB (2)"),
    "files/under": (
        2,
        0,
        "passed over, as what programs and systems leave: .DS_Store, ._beijing.txt",
    ),
    "files/wrapped.txt": (1, 0, "--join-lines"),
    "files/wrapped70.txt": (1, 0, "--join-lines"),
    "misc/a.dta": (0, 0, "a.dta: found a damaged file"),
    "misc/a.feather": (0, 0, "a.feather: found a damaged file"),
    "misc/a.sav": (0, 0, "a.sav: found a damaged file"),
    "misc/guard.csv": (1, 0, ""),
}
NEEDS = {
    ".xlsx": "openpyxl",
    ".feather": "pyarrow",
    ".sav": "pyreadstat",
    "htmlpage": "trafilatura",
    "mixed": "pypdfium2",
}


def told(path, **options):
    """The documents of a corpus, and all that is said of it: guess, notices, faults."""
    found, lines = [], []
    try:
        reading = readers.read(path, **options)
        lines = list(reading.guess)
        for document in reading:
            found.append(document)
    except DataError as error:
        lines += str(error).splitlines()
    if found or (lines and "reading" in locals()):
        lines += reading.notices
    return found, lines


def names_of_columns(path):
    header = path.read_text(encoding="utf-8-sig").splitlines()[0]
    separator = next(one for one in "\t;|," if one in header or one == ",")
    return next(csv.reader([header], delimiter=separator))


def is_named(name, lines):
    """Whether a column or a file is in what is told, by itself or in a run of numbered ones."""
    text = "\n".join(lines)
    runs = re.findall(r"'(\D+)(\d+)' to '\D+(\d+)'", text)
    match = re.fullmatch(r"(\D+)(\d+)", name)
    return name.strip() in text or any(
        match and match[1] == base and int(first) <= int(match[2]) <= int(last)
        for base, first, last in runs
    )


@needs_shared
@pytest.mark.parametrize("case", EXPECTED)
def test_each_is_read_or_named(case):
    for part, library in NEEDS.items():
        if part in case:
            pytest.importorskip(library)
    found, lines = told(CASES / case)
    documents_, dated, needle = EXPECTED[case]
    assert (len(found), sum(one.date is not None for one in found)) == (documents_, dated)
    assert any(needle in line for line in lines), lines
    if "guessed by its letters" in "\n".join(lines):
        assert "; it gives '" in "\n".join(lines)


@needs_shared
def test_every_file_of_a_folder_is_a_text_or_is_named():
    folders = [
        path for kind in ("csv", "files") for path in (CASES / kind).iterdir() if path.is_dir()
    ]
    assert len(folders) > 15
    for folder in folders:
        found, lines = told(folder)
        kinds = formats.kinds(folder)
        read = "\n".join(one.document_id for one in found)
        for file in [*kinds.others, *kinds.left, *kinds.tables, *kinds.texts]:
            name = file.relative_to(folder).as_posix()
            slug = re.sub(r"[^\w-]+", "-", name.rpartition(".")[0]).strip("-")
            only_table = file in kinds.tables and len(kinds.tables) == 1 and not kinds.texts
            rows = slug in read or any(name in line for line in lines)
            assert rows or only_table or len(found) >= len(kinds.texts), (folder.name, name)


@needs_shared
def test_every_column_of_a_table_is_used_or_named():
    looked_at = 0
    for path in [*(CASES / "csv").glob("*.csv"), *(CASES / "files").glob("*.csv")]:
        try:
            columns = names_of_columns(path)
        except (UnicodeDecodeError, StopIteration):
            continue
        _, lines = told(path)
        missing = [
            name
            for name in columns
            if name.strip("\ufeff ") and not is_named(name.strip("\ufeff "), lines)
        ]
        assert not missing, (path.name, missing)
        looked_at += 1
    assert looked_at > 40


MADE = {
    "aside.csv": (
        "side,text,note\nA,One.,x\nB,,y\n",
        ["not read: 'note'", "1 row without a text, left out: 3"],
    ),
    "cyrillic.csv": (
        "side;text\nA;Обсуждены вопросы торговли\n".encode("iso8859-5"),
        ["ISO-8859-5", "'Обсуждены'"],
    ),
    "sides.csv": (
        "side,text\nKyjiv,One.\nKYJIV,Two.\nKy jiv,Three.\n",
        ["sides that look alike, and are 3"],
    ),
    "twice.csv": ("side,text,text\nA,One.,Two.\n", ["more columns are called 'text'"]),
    "lost.csv": ("side,text\nA,The caf\ufffd.\n", ["1 row with \ufffd"]),
    "mojibake.csv": ("side,text\nA,РџСЂРµР·РёРґРµРЅС‚ spoke.\n", ["mojibake such as"]),
    "title.csv": ("My corpus,,\nside,date,text\nA,2022-06-15,One.\n", ["--skip-rows 1"]),
    "names.csv": (
        "side,n,text\nwho,how many,what\nA,3,One.\nB,4,Two.\n",
        ["the row below the names seems to be one of names too, since 'n' has 'how many' there"],
    ),
    "spaces.csv": ("side,text\nA ,One.\nB,Two.\n", ["are evened: 'A '"]),
    "pretty.json": (
        '{\n "data": [\n  {"text": "One.", "side": "A"}\n ],\n "made": "today"\n}',
        ["not read beside the records: 'made'"],
    ),
    "table.txt": ("side|date|text\nA|2022-06-15|One.\n", ["separated by bars"]),
    "plain.rds": (b"X\n\0\0\0\3\0\4", ["plain.rds: found a damaged file"]),
}


@pytest.mark.parametrize("name", MADE)
def test_made_ones_are_read_or_named(tmp_path, name):
    if name.endswith(".rds"):
        pytest.importorskip("rdata")
    content, needles = MADE[name]
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    _, lines = told(tmp_path / name)
    for needle in needles:
        assert any(needle in line for line in lines), (needle, lines)


def test_every_file_beside_texts_and_tables(tmp_path):
    for name, content in {
        "north.txt": b"They spoke.",
        "~$calls.xlsx": b"lock",
        ".hidden": b"x",
        "picture.png": b"\x89PNG",
        "README.md": b"About.",
        "calls.csv": b"side,text\nA,One.\n",
        "_south.txt": b"They talked.",
        "_drafts/old.txt": b"Old.",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    found, lines = told(tmp_path)
    assert sorted(one.side for one in found) == ["north", "south"]
    for name in ("~$calls.xlsx", ".hidden", "picture.png", "README.md", "calls.csv", "_drafts"):
        assert is_named(name, lines), name
    for name in ("north.txt", "_south.txt"):
        (tmp_path / name).unlink()
    found, lines = told(tmp_path)
    assert [one.side for one in found] == ["A"]
    for name in ("~$calls.xlsx", ".hidden", "picture.png", "README.md", "_drafts"):
        assert is_named(name, lines), name


def test_every_sheet(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {
        "North": [("date", "text"), ("2022-06-15", "One.")],
        "South": [("date", "text"), ("2022-06-15", "Two.")],
        "Notes": [("what",), ("nothing",)],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found, lines = told(tmp_path / "a.xlsx")
    assert [(one.side, one.text) for one in found] == [("North", "One."), ("South", "Two.")]
    assert any("not read: 'Notes'" in line for line in lines)
    assert [one.text for one in documents(tmp_path / "a.xlsx", sheet="South")] == ["Two."]


@pytest.mark.parametrize(
    "rows",
    [
        "A,,One.\nB,4,Two.\nC,5,Three.",
        "A,NA,One.\nB,4,Two.\nC,5,Three.",
        "A,2,One.\nB,x,Two.\nC,3,Three.",
        "A,x,One.",
    ],
)
def test_a_first_row_of_values_is_none_of_names(tmp_path, rows):
    (tmp_path / "a.csv").write_text(f"side,n,text\n{rows}\n", encoding="utf-8")
    assert not any("seems to be one of names" in line for line in told(tmp_path / "a.csv")[1])


def test_every_option_that_is_not_used(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n', encoding="utf-8")
    _, lines = told(tmp_path / "a.jsonl", separator=";", sheet="x", skip_rows=2, date_format="%Y")
    for option in ("--separator", "--sheet", "--skip-rows", "--date-format"):
        assert any(line.startswith(f"{option} is not used") for line in lines)


def test_a_word_that_is_divided_at_the_end_of_a_line_is_one_with_join_lines(tmp_path):
    (tmp_path / "a.txt").write_text(
        "their co-\noperation and secu\u00ad\nrity in\nAsia-\nPacific", encoding="utf-8"
    )
    (one,) = documents(tmp_path / "a.txt", join_lines=True)
    assert one.text == "their cooperation and security in Asia-Pacific"


def test_an_archive_names_what_it_leaves(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("north.txt", "south.txt", "picture.png", "__MACOSX/._north.txt"):
            archive.writestr(name, "They spoke.")
    _, lines = told(tmp_path / "a.zip")
    assert is_named("picture.png", lines) and is_named("__MACOSX", lines)


LIST = Path(__file__).parents[1] / "docs" / "cases.md"
HEAD = """\
# Files that went wrong once, and what each gives now

Held by `tests/test_every_file.py` and `tests/test_more_files.py`, which read each of them. The first are of a set of small
inputs after public bug reports, the others were made up after the same kinds.

| file | texts | with a day | what is told |
|---|---|---|---|
"""

WAS = """
Of the following, held by `tests/test_odd_files.py`, most ended with "no faults" while something was lost or guessed wrong.

| file | before | texts now | what is told now |
|---|---|---|---|
"""


def listed():
    """The cases as a table of Markdown."""
    rows = [(name, *map(str, one[:2]), one[2]) for name, one in EXPECTED.items()]
    rows += [(name, "", "", "; ".join(one[1])) for name, one in MADE.items()]
    rows += [(name, "2", "2", "side, day and text of each") for name in TABLE]
    rows += [(name, "3", "0", "who speaks is a column, and no word") for name in TURNS]
    rows += [(name, "1", "0", "each word is read once") for name in ONE]
    rows += [(name, "1", "", one[1]) for name, one in TOLD.items()]
    rows += [(name, "refused", "", one[1]) for name, one in REFUSED.items()]
    was = [(name, one.before, "refused" if one.found is None else str(len(one.found)), one.told.replace("\\", "")) for name, one in ODD.items()]  # fmt: skip
    return HEAD + _of_table(rows) + WAS + _of_table(was)


def _of_table(rows):
    cells = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def test_the_list_of_cases_is_that_of_the_tests():
    assert LIST.read_text(encoding="utf-8") == listed()


if __name__ == "__main__":
    LIST.write_text(listed(), encoding="utf-8")
