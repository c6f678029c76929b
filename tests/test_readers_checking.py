"""Cells of texts and descriptions: what they become, what is told of them, and what is a fault."""

import json

import pytest
from made_files import documents, fault, faults, read
from readouts import readers
from readouts.corpus.datapackage import Fault
from readouts.corpus.document import Document


def test_ids_of_rows_in_several_files_differ(tmp_path):
    (tmp_path / "north").mkdir()
    for name in ("north/a.csv", "a.csv"):
        (tmp_path / name).write_text("text\nThe same.\n", encoding="utf-8")
    assert [document.document_id for document in documents(tmp_path)] == ["a-2", "north-a-2"]


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
