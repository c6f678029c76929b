"""Codebooks for the commands: from one table or a folder, all faults at once, large ones fast and slow ones refused."""

import json
import subprocess
import sys
import time

import pytest
from conftest import ROOT
from readouts.corpus import datapackage
from readouts.corpus.datapackage import DataError, Fault
from readouts.readers.codebook_file import MOST_CHARACTERS, read_codebook
from readouts.text.patterns import Index, Pattern, words_of


def written(tmp_path, text, name="codes.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(path):
    with pytest.raises(DataError) as error:
        read_codebook(path)
    return error.value.faults


def test_the_codebook_of_this_book_is_the_one_that_its_tables_give():
    tables = datapackage.read(ROOT / "data")
    codebook = read_codebook(ROOT / "data")
    assert codebook.codes == {row["code"]: row["frame"] for row in tables["codebook"]}
    assert codebook.patterns == [
        Pattern(
            row["code"],
            row["language"],
            row["pattern"],
            words_of(row["pattern"]),
            case=row["case"] == "yes",
        )
        for row in tables["patterns"]
    ]


@pytest.mark.parametrize("name", ["codes.csv", "codes.tsv", "codes.jsonl"])
def test_one_table_in_any_form(tmp_path, name):
    rows = [
        {"Theme": "crisis", "Term": "Ukrain* crisis", "Language": "English", "label": "Crisis"},
        {"Theme": "crisis", "Term": "危机", "Language": "zh-Hans", "label": "Crisis"},
    ]
    if name.endswith("jsonl"):
        text = "\n".join(map(json.dumps, rows))
    else:
        text = (
            "\n".join(
                ("," if "csv" in name else "\t").join(cells)
                for cells in [rows[0], *(row.values() for row in rows)]
            )
            + "\n"
        )
    codebook = read_codebook(written(tmp_path, text, name))
    assert codebook.codes == {"crisis": ""}
    assert codebook.patterns == [
        Pattern("crisis", "en", "Ukrain* crisis", ("ukrain*", "crisis")),
        Pattern("crisis", "zh", "危机", ("危", "机")),
    ]


def test_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["code", "pattern"], ["war", "war*"]):
        book.active.append(row)
    book.save(tmp_path / "codes.xlsx")
    assert read_codebook(tmp_path / "codes.xlsx").patterns == [
        Pattern("war", "", "war*", ("war*",))
    ]


def test_a_row_with_an_exclamation_mark_is_an_exclusion(tmp_path):
    codebook = read_codebook(written(tmp_path, "code,pattern\nwest,the west\nwest,!West Bank\n"))
    assert codebook.patterns == [
        Pattern("west", "", "the west", ("the", "west")),
        Pattern("west", "", "!West Bank", ("west", "bank")),
    ]


def test_a_codebook_of_exclusions_alone_finds_nothing_and_is_refused(tmp_path):
    assert [
        fault.found for fault in faults(written(tmp_path, "code,pattern\nwest,!west bank\n"))
    ] == ["no patterns"]


def test_a_pattern_that_stands_twice_is_one_and_a_word_like_na_is_a_word(tmp_path):
    codebook = read_codebook(
        written(tmp_path, "code,pattern,language\na,None,\na,None,\nb,None,NA\n")
    )
    assert [(pattern.code, pattern.pattern, pattern.language) for pattern in codebook.patterns] == [
        ("a", "None", ""),
        ("b", "None", ""),
    ]


def test_all_faults_come_together(tmp_path):
    path = written(
        tmp_path,
        "frame,code,language,pattern\nnaming,war,en,war*\nother,war,en,wars\n,,en,crisis\nnaming,war,en,\nnaming,war,en,(war\nnaming,war,the language,war\nnaming,war,en\n",
    )
    assert [(fault.row, fault.column, fault.found) for fault in faults(path)] == [
        (3, "frame", "'other'"),
        (4, "code", "an empty cell"),
        (5, "pattern", "an empty cell"),
        (6, "pattern", "'(war'"),
        (7, "language", "'the language'"),
        (8, "", "3 cells"),
    ]


def test_a_table_without_its_columns(tmp_path):
    assert [(fault.row, fault.column) for fault in faults(written(tmp_path, "a,b\n1,2\n"))] == [
        (1, "code"),
        (1, "pattern"),
    ]
    assert [fault.found for fault in faults(written(tmp_path, "code,pattern\n"))] == ["no patterns"]


def test_a_folder_whose_tables_do_not_agree(tmp_path):
    written(tmp_path, "frame,code\nnaming,war\nnaming,war\nnaming,\n", "codebook.csv")
    written(tmp_path, "code,pattern\nwar,war\npeace,peace\n", "patterns.csv")
    assert faults(tmp_path) == [
        Fault("codebook.csv", 3, "code", "war again", "a code that row 2 does not have"),
        Fault("codebook.csv", 4, "code", "an empty cell", "a code"),
        Fault("patterns.csv", 3, "code", "'peace'", "code of a row in the table codebook"),
    ]
    (tmp_path / "patterns.csv").unlink()
    assert faults(tmp_path)[0].found == "no table named patterns"


@pytest.mark.parametrize(
    "pattern",
    [
        "a*" * 50_000 + "b",
        "a" * 100_000,
        "word " * 1000,
        "a*b*c*d*e*f*g*h*i*j*k*l",
        "*" * 100_000,
        "危" * 10_000,
        "\u0301" * 10_000,
        "-".join("a" * 300),
        "a\u200b" * 400,
    ],
)
def test_a_pattern_made_to_be_slow_is_a_fault(tmp_path, pattern):
    start = time.perf_counter()
    (fault,) = faults(written(tmp_path, f"code,pattern\nslow,{pattern}\n"))
    assert (fault.row, fault.column) == (2, "pattern") and len(str(fault)) < 500
    assert time.perf_counter() - start < 5


def test_the_slowest_pattern_that_is_taken_is_matched_in_bounded_time(tmp_path):
    # Ten stars over the longest word, where backtracking would take longer than the universe has.
    (pattern,) = read_codebook(written(tmp_path, f"code,pattern\nslow,{'a*' * 10}b\n")).patterns
    index = Index([pattern])
    start = time.perf_counter()
    assert not index.words_matching("a" * 100_000)
    assert len(index.words_matching("a" * 100_000 + "b")) == 1
    assert time.perf_counter() - start < 5
    assert len(pattern.pattern) < MOST_CHARACTERS


def test_ten_thousand_patterns_are_read_fast(tmp_path):
    path = written(
        tmp_path,
        "frame,code,language,pattern\n"
        + "".join(f"f{n % 300 % 20},c{n % 300},en,word{n} of number* {n}\n" for n in range(10_000)),
    )
    start = time.perf_counter()
    codebook = read_codebook(path)
    assert (len(codebook.codes), len(codebook.patterns)) == (300, 10_000)
    assert time.perf_counter() - start < 10


def test_ten_thousand_faults_are_counted(tmp_path):
    path = written(tmp_path, "code,pattern\n" + "a,(\n" * 10_000)
    with pytest.raises(DataError, match="10,000 faults in the data"):
        read_codebook(path)


def test_no_pandas_is_needed():
    code = "import sys; from readouts.readers.codebook_file import read_codebook; read_codebook(sys.argv[1]); print('pandas' in sys.modules, 'numpy' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code, ROOT / "data"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        == "False False\n"
    )


def test_options_of_patterns_stand_in_columns(tmp_path):
    text = "code,pattern,case,gap,within\na,US,yes,,\nb,actions russia,,3,clause\nc,war,No,0,\n"
    patterns = read_codebook(written(tmp_path, text)).patterns
    assert [(one.case, one.gap, one.within) for one in patterns] == [
        (True, 0, "sentence"),
        (False, 3, "clause"),
        (False, 0, "sentence"),
    ]


def test_wrong_options_name_their_row_and_column(tmp_path):
    text = "code,pattern,Case,gap,within\na,US,maybe,,\nb,a b c,,40,\nc,a b,,-1,\nd,a b,,,page\n"
    assert [
        (fault.row, fault.column, fault.found) for fault in faults(written(tmp_path, text))
    ] == [
        (2, "case", "'maybe'"),
        (3, "gap", "'40'"),
        (4, "gap", "'-1'"),
        (5, "within", "'page'"),
    ]
    assert (
        faults(written(tmp_path, text))[1].expected
        == "a number of words, here at most 20, or an empty cell"
    )
