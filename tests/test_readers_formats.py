"""Every form in which people keep texts gives the same documents; columns are guessed, and the guess is told."""

import bz2
import csv
import datetime
import gzip
import io
import json
import lzma
import subprocess
import sys

import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError, Fault
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


FORMS = {
    "calls.csv": as_csv().encode(),
    "semicolons.csv": as_csv(";").encode(),
    "bars.csv": as_csv("|").encode(),
    "named.csv": ("sep=;\r\n" + as_csv(";")).encode(),
    "all-quoted.csv": as_csv(quoting=csv.QUOTE_ALL).encode(),
    "calls.tsv": as_csv("\t").encode(),
    "calls.csv.gz": gzip.compress(as_csv().encode()),
    "calls.csv.xz": lzma.compress(as_csv().encode()),
    "calls.csv.bz2": bz2.compress(as_csv().encode()),
    "packed-without-saying-so.csv": gzip.compress(as_csv().encode()),
    "mark.csv": as_csv().encode("utf-8-sig"),
    "wide.csv": as_csv().encode("utf-16"),
    "wide-without-mark.csv": as_csv().encode("utf-16-le"),
    "chinese.csv": as_csv().encode("gb18030"),
    "calls.jsonl": as_lines(ensure_ascii=False).encode(),
    "escaped.jsonl": as_lines().encode(),
    "mark.jsonl": as_lines(ensure_ascii=False).encode("utf-8-sig"),
    "wide.jsonl": as_lines(ensure_ascii=False).encode("utf-16"),
    "calls.jsonl.gz": gzip.compress(as_lines().encode()),
    "calls.jsonl.xz": lzma.compress(as_lines().encode()),
    "lines-with-the-name-of-an-array.json": as_lines().encode(),
    "calls.json": json.dumps(RECORDS).encode(),
    "indented.json": json.dumps(RECORDS, indent=2, ensure_ascii=False).encode(),
    "wide.json": json.dumps(RECORDS, ensure_ascii=False).encode("utf-16"),
    "calls.json.gz": gzip.compress(json.dumps(RECORDS).encode()),
    "no-ending": as_csv().encode(),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_gives_the_documents_that_were_written(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FORMS[name])
    reading = readers.read(path)
    assert list(reading) == DOCUMENTS
    assert list(reading) == DOCUMENTS, "a reading can be iterated over again"
    assert reading.notices == []


def test_parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [record | {"date": DAY} for record in RECORDS]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "calls.parquet")
    assert documents(tmp_path / "calls.parquet") == DOCUMENTS
    parquet.write_table(
        pyarrow.Table.from_pylist(
            [record | {"text": record["text"].encode()} for record in RECORDS]
        ),
        tmp_path / "bytes.parquet",
        row_group_size=1,
    )
    assert documents(tmp_path / "bytes.parquet") == DOCUMENTS
    assert guess(tmp_path / "bytes.parquet")["form"] == "Parquet, 2 rows"


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


def test_a_folder_of_tables_of_the_same_columns(tmp_path):
    for number, record in enumerate(RECORDS):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert documents(tmp_path) == DOCUMENTS
    (tmp_path / "2.jsonl").write_text('{"other": 1}', encoding="utf-8")
    (fault,) = faults(tmp_path)
    assert (fault.file, fault.found) == ("2.jsonl", "the columns other")


def test_ids_of_rows_in_several_files_differ(tmp_path):
    (tmp_path / "north").mkdir()
    for name in ("north/a.csv", "a.csv"):
        (tmp_path / name).write_text("text\nThe same.\n", encoding="utf-8")
    assert [document.document_id for document in documents(tmp_path)] == ["a-2", "north-a-2"]


def test_a_data_folder_is_read_as_its_readouts(tmp_path):
    found = {document.document_id: document for document in documents(csv_folder())}
    readout = found["kremlin-2022-06-15-quoted"]
    assert (readout.side, readout.date, readout.event, readout.language, readout.completeness) == (
        "kremlin",
        DAY,
        "2022-06-15",
        "en",
        "excerpts",
    )
    assert len(readout.text.split("\n")) > 1


def csv_folder():
    from conftest import ROOT

    return ROOT / "data"


@pytest.mark.parametrize(
    "name",
    ["text", "Body", "CONTENT", "words", "utterance", "article_text", "bodyText", "текст", "正文"],
)
def test_columns_of_text(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_text(f"n,{name},other\n1,They spoke.,x\n", encoding="utf-8")
    assert [document.text for document in documents(path)] == ["They spoke."]


@pytest.mark.parametrize(
    "name",
    ["date", "publish_time", "publishTime", "Published Time", "published_time", "raw_date", "дата"],
)
def test_columns_of_dates(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_text(f"text,{name}\nThey spoke.,15 June 2022\n", encoding="utf-8")
    assert [document.date for document in documents(path)] == [DAY]


@pytest.mark.parametrize("name", ["side", "issuer", "source", "publisher", "Country", "outlet"])
def test_columns_of_sides(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_text(f"text,{name}\nThey spoke.,north\n", encoding="utf-8")
    assert [document.side for document in documents(path)] == ["north"]


def test_what_is_named_is_taken_and_what_is_named_empty_is_not(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,summary,side,date,who\nLong.,Short.,north,no date,south\n", encoding="utf-8"
    )
    reading = documents(
        path,
        text=["summary", "text"],
        side="who",
        date="",
        event_is="call",
        language_is="en",
        completeness_is="excerpts",
    )
    assert reading == [Document("a-2", "Short.\n\nLong.", "south", None, "call", "en", "excerpts")]


def test_columns_that_are_not_there_are_all_named_at_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("words_of_it,who\nThey spoke.,north\n", encoding="utf-8")
    found = faults(path, text=["body"], side="sides", date="when")
    assert [(fault.row, fault.column, fault.found) for fault in found] == [
        (1, "", "no column of text among 'words_of_it', 'who'"),
        *(
            (1, name, f"no such column, for --{role}")
            for name, role in (("body", "text"), ("sides", "side"), ("when", "date"))
        ),
    ]
    (alone,) = faults(path)
    assert (
        alone.found == "no column of text among 'words_of_it', 'who'"
        and "'words_of_it'" in alone.expected
    )


def test_a_column_and_a_value_for_all_are_one_too_many(tmp_path):
    with pytest.raises(ValueError, match="--side names a column and --side-is a value for all"):
        readers.read(tmp_path, side="side", side_is="north")


def test_a_side_that_differs_in_every_row_is_no_side(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,source\n" + "".join(f"Text {n}.,https://example.org/{n}\n" for n in range(3)),
        encoding="utf-8",
    )
    reading = readers.read(path)
    assert {document.side for document in reading} == {""}
    assert any("'source' is not taken for the side" in line for line in reading.guess)


def test_a_text_cut_into_columns_is_whole_again(tmp_path):
    whole = ("They spoke of many things. " * 100)[:2500].strip()
    pieces = [whole[:1000], whole[1000:2000], whole[2000:]]
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [f"article_full_text_{n}" for n in (1, 10, 2, 3)]
        )  # the order of the alphabet
        writer.writerow([pieces[0], "", pieces[1], pieces[2]])
        writer.writerow(["Short.", "", "", "NA"])
    assert [document.text for document in documents(path)] == [whole, "Short."]
    assert "cut at 1,000 characters" in guess(path)["text"]


def test_paragraphs_in_columns_stay_paragraphs(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("body_1,body_2,body_3\nOne.,,Three.\nA longer one.,Two.,\n", encoding="utf-8")
    assert [document.text for document in documents(path)] == [
        "One.\n\nThree.",
        "A longer one.\n\nTwo.",
    ]


def test_a_list_of_paragraphs_is_a_text(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": ["One.", "", "Two."]}\n', encoding="utf-8")
    assert [document.text for document in documents(path)] == ["One.\n\nTwo."]


def test_na_is_missing_as_a_cell_and_a_word_within_a_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,side,event\nNA is a word here.,NA,null\nNA,north,NA\n,north,call\n null ,north,call\n",
        encoding="utf-8",
    )
    reading = readers.read(path)
    assert list(reading) == [Document("a-2", "NA is a word here.")]
    assert reading.notices == [
        "1 row without a text, left out: 4",
        "2 rows whose text is nothing but a mark such as NA, left out (--missing says which marks): 3, 5",
        "1 row without a side: 2",
    ]
    assert [document.text for document in documents(path, missing=[""])] == [
        "NA is a word here.",
        "NA",
        "null",
    ]


def test_a_mark_with_spaces_around_it_is_the_same_mark(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,side\nOne., NA \n NA ,north\nNA,north\n", encoding="utf-8")
    assert documents(path, missing=[" NA "]) == [Document("a-2", "One.")]


def test_na_is_namibia_among_codes_of_countries(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,country\nOne.,RU\nTwo.,NA\nThree.,CN\n", encoding="utf-8")
    assert [document.side for document in documents(path)] == ["RU", "NA", "CN"]
    assert "NA (1)" in guess(path)["side"]


def test_empty_and_repeated_rows_are_told_by_number(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        'id,text\n1,"Of two\nlines."\n2,\n1,"Of two\nlines."\n3,"Of two\nlines."\n1,Another.\n\n4,Last.\n',
        encoding="utf-8",
    )
    reading = readers.read(path)
    assert [(document.document_id, document.text) for document in reading] == [
        ("1", "Of two\nlines."),
        ("3", "Of two\nlines."),
        ("1-9", "Another."),
        ("4", "Last."),
    ]
    # Rows are counted as an editor counts lines: the second begins on line 4.
    assert reading.notices == [
        "1 row without a text, left out: 4",
        "1 row that an earlier row has already (same id or address, same text), left out: 5 (as 2)",
        "1 row with the id of an earlier row and another text; the number of the row is added to the id: 9 (as 2)",
        "1 row whose text another row has too (both are kept): 7 (as 2)",
    ]


def test_many_rows_of_a_notice_are_counted(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,side\nOne.,x\n" + ",x\n" * 1500, encoding="utf-8")
    reading = readers.read(path)
    list(reading)
    assert reading.notices == [
        f"1,500 rows without a text, left out: {', '.join(map(str, range(3, 23)))} and 1,480 more"
    ]


def test_the_same_text_of_two_sides_is_no_repetition(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,side\nJoint.,north\nJoint.,south\n", encoding="utf-8")
    reading = readers.read(path)
    assert len(list(reading)) == 2 and reading.notices == []


def test_non_breaking_spaces_are_spaces_and_controls_of_direction_stay(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text\n\u00a0A\u00a0word\u202f.\nA \u202eword.\n", encoding="utf-8")
    reading = readers.read(path)
    assert [document.text for document in reading] == ["A word .", "A \u202eword."]
    assert reading.notices == [
        "1 row with controls of the direction of writing, which are left in: 3",
        "1 row with non-breaking spaces, read as spaces: 2",
    ]


def test_line_ends_of_other_systems(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "One.\r\n\r\nTwo.\rThree."}), encoding="utf-8")
    assert [document.text for document in documents(path)] == ["One.\n\nTwo.\nThree."]


def test_lines_cut_for_a_page_are_told_of_and_joined_when_asked(tmp_path):
    line = "They spoke of many things and of many others, and of these and of"
    path = tmp_path / "north.txt"
    path.write_text("\n".join([line] * 8) + "\n\nThe end.", encoding="utf-8")
    assert any("--join-lines" in remark for remark in readers.read(path).guess)
    assert documents(path, join_lines=True)[0].text == " ".join([line] * 8) + "\n\nThe end."


@pytest.mark.parametrize(
    ("cell", "role", "value"),
    [
        ("full; as broadcast", "completeness", "full"),
        ("Excerpts", "completeness", "excerpts"),
        ("zh-Hans", "language", "zh"),
        ("Russian", "language", "ru"),
    ],
)
def test_cells_of_few_values(tmp_path, cell, role, value):
    path = tmp_path / "a.csv"
    path.write_text(f"text,{role}\nThey spoke.,{cell}\n", encoding="utf-8")
    assert getattr(documents(path)[0], role) == value


def test_faults_of_all_rows_come_together_and_after_the_documents(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,date,language,completeness\nOne.,2022-02-30,en,full\nTwo.,03/04/2022,the language,full\nThree.,2022-06-15,en,some of it\nFour\n",
        encoding="utf-8",
    )
    seen, reading = [], readers.read(path)
    with pytest.raises(DataError) as error:
        seen += [document for document in reading]
    assert [(fault.row, fault.column, fault.found) for fault in error.value.faults] == [
        (2, "date", "'2022-02-30'"),
        (3, "date", "'03/04/2022'"),
        (3, "language", "'the language'"),
        (4, "completeness", "'some of it'"),
        (5, "", "1 cells"),
    ]
    assert "--date-format %d/%m/%Y" in error.value.faults[1].expected
    assert len(list(zip(range(3), reading))) == 3, (
        "documents are given before the faults of the last row are known"
    )


def test_millions_of_faults_are_counted_and_not_kept(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,date\n" + "One.,someday\n" * 3000, encoding="utf-8")
    with pytest.raises(DataError) as error:
        documents(path)
    assert str(error.value).startswith("3,000 faults in the data:\n") and str(error.value).endswith(
        "\n  and 2,950 more"
    )
    assert len(error.value.faults) == 1000


def test_only_what_a_form_needs_is_imported(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,side\nThey spoke.,north\n", encoding="utf-8")
    code = "import sys; from readouts import readers; list(readers.read(sys.argv[1])); print(*sorted(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert not {
        "pandas",
        "numpy",
        "pyarrow",
        "openpyxl",
        "yaml",
        "markdown_it",
        "charset_normalizer",
    } & set(modules)


def test_a_column_of_numbers_is_no_text_and_one_of_hours_no_date(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "words,time,transcript\n325,19:00,They spoke.\n17,20:15,They spoke again.\n",
        encoding="utf-8",
    )
    assert [document.text for document in documents(path)] == ["They spoke.", "They spoke again."]
    assert (guess(path)["text"], guess(path)["date"]) == (
        "column 'transcript'",
        "not known (--date COLUMN)",
    )


def test_two_columns_that_are_joined_by_option_are_paragraphs_whatever_their_lengths(tmp_path):
    path = tmp_path / "a.csv"
    summary = "a" * 1500
    path.write_text(f"summary,body\n{summary},Text.\n{summary},Text two.\n", encoding="utf-8")
    assert documents(path, text=["summary", "body"])[0].text == f"{summary}\n\nText."


def test_cells_of_other_kinds_are_their_text(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": 5, "id": 7, "side": true, "event": 1.5, "title": "Q&amp;A", "url": ["a"]}\n',
        encoding="utf-8",
    )
    (document,) = documents(path)
    assert document[:3] + document[4:5] + document[7:9] == ("7", "5", "True", "1.5", "Q&A", "")
    path.write_text(
        '{"text": "A.", "url": "x"}\n' * 300 + '{"text": "A.", "url": ["a"]}\n', encoding="utf-8"
    )
    assert faults(path) == [Fault("a.jsonl", 301, "url", "a list", "text")]


def test_a_guess_does_nothing_to_the_terminal_that_shows_it(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"text": "A.", "side": "no\x1b[31mrth", "\x1b[2J": 1, "title": "\u202eA"})
        + "\n",
        encoding="utf-8",
    )
    assert all(line.isprintable() for line in readers.read(path).guess)
