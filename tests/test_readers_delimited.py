"""CSV and its relatives."""

import pytest
from made_files import fault, read
from readouts import readers


def test_a_cell_of_a_megabyte_is_a_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('text\n"' + "word " * 200_000 + '"\n', encoding="utf-8")
    assert len(read(path)[0].text) == 999_999


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
