"""Bad input: one error that names every fault by file, row and column, and nothing written."""

import datetime
import json
import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT
from readouts.corpus import codebook, corpus, datapackage
from readouts.corpus.datapackage import DataError, Fault
from readouts.report import loading

KREMLIN_ROW = "kremlin-2022-06-15-2,kremlin-2022-06-15-quoted,2022-06-15,President of Russia,kremlin,2022-06-15,en,excerpts,putin,named,unbroken,yes,3,"


@pytest.fixture
def folder(tmp_path):
    """A copy of the data, to be broken."""
    return shutil.copytree(ROOT / "data", tmp_path / "data")


def edit(path, old, new):
    """Change one place of a file, and give its line as an editor counts them."""
    data = path.read_bytes()
    old, new = (part if isinstance(part, bytes) else part.encode() for part in (old, new))
    assert data.count(old) == 1, f"{old!r} stands {data.count(old)} times in {path.name}"
    path.write_bytes(data.replace(old, new))
    return data[: data.index(old)].count(b"\n") + 1


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def faults(folder):
    """What is said of the data, as the report loads them."""
    with pytest.raises(DataError) as error:
        loading._load.__wrapped__(folder)
    shown = str(error.value).splitlines()
    assert shown[0] == f"{len(shown) - 1} fault{'s' * (len(shown) > 2)} in the data:"
    assert [line.strip() for line in shown[1:]] == [str(fault) for fault in error.value.faults]
    return error.value.faults


def test_the_option_of_a_pattern_is_read(folder):
    path = folder / "patterns.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    assert header == "code,language,pattern,case"
    without = [line.rpartition(",")[0] for line in lines]
    text = "\n".join([header, without[0] + ",yes", *(line + "," for line in without[1:])])
    path.write_text(text + "\n", encoding="utf-8")
    patterns = codebook.load(datapackage_tables(folder)).patterns
    assert [pattern.case for pattern in patterns[:2]] == [True, False]
    path.write_text(text.replace("case", "Case", 1) + "\n", encoding="utf-8")
    assert ("Case", "a column unknown here") in {(one.column, one.found) for one in faults(folder)}
    path.write_text(text.replace(",yes\n", ",maybe\n", 1) + "\n", encoding="utf-8")
    (fault,) = faults(folder)
    assert (fault.file, fault.row, fault.column, fault.found) == (
        "patterns.csv",
        2,
        "case",
        "'maybe'",
    )


def datapackage_tables(folder):
    return {
        name: pd.DataFrame(rows)
        for name, rows in datapackage.read(folder, [codebook.faults]).items()
    }


def test_the_data_as_they_are_have_no_fault(folder):
    assert loading._load.__wrapped__(folder).findings["contacts"].value > 0


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "found", "expected"),
    [
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace("kremlin,2022-06-15,en", "moscow,2022-06-15,en"),
            "side",
            "'moscow'",
            "one of kremlin, beijing, joint, russian-foreign-ministry, white-house",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace(",putin,", ",Putin,"),
            "speaker",
            "'Putin'",
            "one of putin, xi, both, issuer",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace("-quoted,2022-06-15", "-quoted,15.6.2022"),
            "event_date",
            "'15.6.2022'",
            "a date such as 2022-06-15",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace("-quoted,2022-06-15", "-quoted,2022-02-30"),
            "event_date",
            "'2022-02-30'",
            "a date such as 2022-06-15",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace("-quoted,2022-06-15", "-quoted,20220615"),
            "event_date",
            "'20220615'",
            "a date such as 2022-06-15",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace(",3,", ",three,"),
            "paragraph",
            "'three'",
            "a whole number",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace(",3,", ",0,"),
            "paragraph",
            "'0'",
            "at least 1",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace(",putin,", ",,"),
            "speaker",
            "an empty cell",
            "whom the passage makes speak",
        ),
        (
            "segments.csv",
            "15,no limits",
            '15,"  "',
            "text",
            "'  '",
            "the passage, as the article has it",
        ),
        (
            "segments.csv",
            "15,no limits",
            "15,",
            "text",
            "an empty cell",
            "the passage, as the article has it",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace("15-2,", "15_2,"),
            "segment_id",
            "'kremlin-2022-06-15_2'",
            "text of the form [a-z0-9]+(-[a-z0-9]+)*",
        ),
        (
            "topics.csv",
            "relations,state",
            "relations,once,\nrelations,state",
            "topic",
            "relations again",
            "a key that row 2 does not have",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace("15-quoted", "15-lost"),
            "readout_id",
            "'kremlin-2022-06-15-lost'",
            "readout_id of a row in readouts.csv",
        ),
        (
            "segments.csv",
            KREMLIN_ROW,
            KREMLIN_ROW.replace(",excerpts,", ",full,"),
            "completeness",
            "'full'",
            "'excerpts', as kremlin-2022-06-15-quoted has in readouts.csv",
        ),
        (
            "segments.csv",
            b"15,no limits",
            b"15,no \xe9 limits",
            "text",
            "byte 0xe9",
            "text in UTF-8",
        ),
        ("segments.csv", "15,no limits", "15,no limits,", "", "15 cells", "14 cells"),
        ("segments.csv", "15,no limits", "15", "", "13 cells", "14 cells"),
        (
            "patterns.csv",
            "crisis,en,ukraine crisis,\n",
            "crisis,en,ukraine crisis,\ncrisis,en,,\n",
            "pattern",
            "an empty cell",
            "a word or a phrase; * inside a word stands for any run of word characters; ! before it makes it an exclusion",
        ),
        (
            "patterns.csv",
            "crisis,en,ukraine crisis,\n",
            "crisis,en,(ukraine crisis,\n",
            "pattern",
            "'(ukraine crisis'",
            "words, with * inside a word, and nothing else: '(' is not understood; no regular expression is read; give each wording a row of its own",
        ),
        (
            "patterns.csv",
            "crisis,en,ukraine crisis,\n",
            "crisis,en,*,\n",
            "pattern",
            "'*'",
            "a word or a phrase, each word with at least one letter",
        ),
        (
            "patterns.csv",
            "crisis,en,ukraine crisis,\n",
            "crises,en,ukraine crisis,\n",
            "code",
            "'crises'",
            "code of a row in codebook.csv",
        ),
        (
            "beijing_terms.csv",
            "2022-02-25,乌克兰危机,0,0,421",
            "2022-02-25,乌克兰危机,-1,0,421",
            "frequency",
            "'-1'",
            "at least 0",
        ),  # "Ukraine crisis" -1 times
    ],
)
def test_a_fault_is_named_by_file_row_and_column(folder, file, old, new, column, found, expected):
    line = edit(folder / file, old, new)
    if isinstance(new, str):
        line += new.count("\n") - old.count("\n")  # of two rows the second is the bad one
    assert faults(folder) == [Fault(file, line, column, found, expected)]


def test_two_empty_ids_are_no_duplicate(folder):
    line = edit(folder / "topics.csv", "relations,state", ",once,\n,state")
    assert faults(folder) == [
        Fault("topics.csv", row, "topic", "an empty cell", "short name") for row in (line, line + 1)
    ]


def test_an_error_reads_as_a_sentence():
    assert (
        str(Fault("a.csv", 3, "side", "'moscow'", "one of kremlin, beijing"))
        == "a.csv, row 3, column 'side': found 'moscow'; expected one of kremlin, beijing"
    )
    assert (
        str(Fault("a.csv", 0, "", "no such file", "a table"))
        == "a.csv: found no such file; expected a table"
    )
    assert (
        str(Fault("a.csv", 3, "", "2 cells", "3 cells"))
        == "a.csv, row 3: found 2 cells; expected 3 cells"
    )


def test_a_missing_column_and_a_surplus_one(folder):
    edit(folder / "frames.csv", "frame,label,definition,source", "frame,label,meaning,source")
    columns = "the columns frame, label, definition, source"
    assert faults(folder) == [
        Fault("frames.csv", 1, "definition", "no such column", columns),
        Fault("frames.csv", 1, "meaning", "a column unknown here", columns),
    ]


def test_columns_in_another_order(folder):
    edit(folder / "topics.csv", "topic,label,linked\n", "label,topic,linked\n")
    assert faults(folder) == [
        Fault(
            "topics.csv", 1, "", "the order label, topic, linked", "the order topic, label, linked"
        )
    ]


@pytest.mark.parametrize("header", [b"topic,l\xe9bel\n", b'topic,"label\n'])
def test_a_header_that_cannot_be_read(folder, header):
    edit(folder / "topics.csv", b"topic,label,linked\n", header)
    assert [(fault.file, fault.row) for fault in faults(folder)] == [("topics.csv", 1)]


def test_an_empty_file(folder):
    (folder / "topics.csv").write_bytes(b"")
    assert [(fault.file, fault.row, fault.column) for fault in faults(folder)] == [
        ("topics.csv", 1, name) for name in ("label", "linked", "topic")
    ]


def test_a_missing_file_is_one_fault_and_not_one_for_each_row_that_names_it(folder):
    (folder / "readouts.csv").unlink()
    assert faults(folder) == [
        Fault("readouts.csv", 0, "", "no such file", "a table that datapackage.json names")
    ]


def test_a_row_that_cannot_be_read_is_no_fault_of_those_that_name_it(folder):
    line = edit(folder / "events.csv", "2022-06-15,telephone,,", "2022-6-15,telephone,,")
    assert faults(folder) == [
        Fault("events.csv", line, "date", "'2022-6-15'", "a date such as 2022-06-15")
    ]


def test_a_quotation_mark_that_is_never_closed_is_named_where_it_opens(folder):
    line = edit(folder / "topics.csv", "trade,", 'trade,"')
    assert [(fault.file, fault.row, fault.expected) for fault in faults(folder)] == [
        ("topics.csv", line, "CSV with closed quotation marks")
    ]


@pytest.mark.parametrize("strange", ["\u2028", "\u0085", "\x0b", "\x1c"])
def test_only_line_ends_end_a_line(folder, strange):
    # Python's own idea of a line knows eight more ends, and would cut a row in two.
    edit(folder / "topics.csv", "relations,state", f"relations,{strange}state")
    line = edit(folder / "topics.csv", "trade,trade and", "trade,,trade and")
    assert faults(folder) == [Fault("topics.csv", line, "", "4 cells", "3 cells")]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_of_other_systems_and_a_byte_order_mark_are_read(folder, end):
    path = folder / "topics.csv"
    plain = datapackage.read(folder)["topics"]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", end.encode()))
    assert datapackage.read(folder)["topics"] == plain


def test_a_table_in_a_folder_is_named_with_it(folder):
    (folder / "reference" / "codes.csv").unlink()
    assert faults(folder) == [
        Fault("reference/codes.csv", 0, "", "no such file", "a table that datapackage.json names")
    ]


def test_a_table_that_is_missing_hides_no_fault_of_another(folder):
    (folder / "reference" / "codes.csv").unlink()
    edit(folder / "codebook.csv", "naming,crisis,", "namings,crisis,")
    assert [(fault.file, fault.column) for fault in faults(folder)] == [
        ("codebook.csv", "frame"),
        ("reference/codes.csv", ""),
    ]


def test_after_a_cell_of_several_lines_rows_are_still_those_of_an_editor(folder):
    path = folder / "segments.csv"
    edit(path, "15,no limits", '15,"no\nlimits"')
    last = edit(path, "white-house-2022-06-15-1,", "white-house-2022-06-15_1,")
    pattern = (
        edit(
            folder / "patterns.csv",
            "crisis,en,ukraine crisis,\n",
            'crisis,en,"ukraine\ncrisis",\ncrisis,en,ukraine [crisis,\n',
        )
        + 2
    )
    first = edit(
        path,
        "joint-2022-02-04-1,joint-2022-02-04-quoted,2022-02-04,Russia and China,joint",
        "joint-2022-02-04-1,joint-2022-02-04-quoted,2022-02-04,Russia and China,kremlin",
    )
    assert [(fault.file, fault.row, fault.column) for fault in faults(folder)] == [
        ("patterns.csv", pattern, "pattern"),
        ("segments.csv", first, "side"),
        ("segments.csv", last, "segment_id"),
    ]


def test_all_faults_of_all_files_come_together(folder):
    edit(folder / "events.csv", "2022-02-04,meeting", "2022-02-04,tea")
    edit(folder / "segments.csv", b"15,no limits", b"15,\xff")
    edit(folder / "segments.csv", KREMLIN_ROW, KREMLIN_ROW.replace(",putin,named", ",,guessed"))
    edit(folder / "codebook.csv", "naming,crisis,Crisis,", "namings,crisis,,")
    edit(folder / "patterns.csv", "crisis,en,ukraine crisis,\n", "crisis,en,ukraine|crisis,\n")
    edit(folder / "press_claims.csv", "outlet,published,", "outlet,")
    (folder / "naming.csv").unlink()
    assert [(fault.file, fault.column) for fault in faults(folder)] == [
        ("codebook.csv", "frame"),
        ("codebook.csv", "label"),
        ("events.csv", "form"),
        ("naming.csv", ""),
        ("patterns.csv", "pattern"),
        ("press_claims.csv", "published"),
        ("segments.csv", "speaker"),
        ("segments.csv", "speaker_basis"),
        ("segments.csv", "text"),
    ]


def test_the_corpus_alone_leaves_the_patterns_to_those_who_use_them(folder):
    edit(folder / "patterns.csv", "crisis,en,ukraine crisis,\n", "crisis,en,(ukraine crisis,\n")
    assert len(corpus.load(folder).segments)
    with pytest.raises(DataError):
        corpus.load(folder, [codebook.faults])


def test_bad_data_end_a_program_with_1_and_write_nothing(folder):
    edit(folder / "events.csv", "2022-02-04,meeting", "2022-02-04,tea")
    before = contents(folder)
    command = [
        sys.executable,
        "-c",
        "import sys, pathlib, readouts.report; readouts.report.load(pathlib.Path(sys.argv[1]))",
        str(folder),
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        timeout=60,
    )
    assert done.returncode == 1 and not done.stdout
    assert (
        "events.csv, row 2, column 'form': found 'tea'; expected one of telephone, video, meeting"
        in done.stderr
    )
    assert contents(folder) == before


def small(tmp_path, text, **field):
    """A folder with one table of one column."""
    schema = {"fields": [{"name": "cell", **field}], "primaryKey": []}
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"resources": [{"name": "t", "path": "t.csv", "schema": schema}]}),
        encoding="utf-8",
    )
    (tmp_path / "t.csv").write_text(f"cell\n{text}\n", encoding="utf-8", newline="")
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("string", "a", "a"),
        ("string", '""', None),
        ("integer", "12", 12),
        ("number", "0.5", 0.5),
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("date", "2022-06-15", datetime.date(2022, 6, 15)),
        ("integer", '" "', None),
    ],
)
def test_a_cell_has_the_type_that_its_column_declares(tmp_path, kind, cell, value):
    assert datapackage.read(small(tmp_path, cell, type=kind)) == {"t": [{"cell": value}]}


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        ("integer", "1.5", "a whole number"),
        ("integer", "1_000", "a whole number"),
        ("number", "many", "a number"),
        ("number", "nan", "a number"),
        ("number", "inf", "a number"),
        ("boolean", "yes", "true or false"),
        ("date", "2022-W24-3", "a date such as 2022-06-15"),
    ],
)
def test_a_cell_of_another_type_is_a_fault(tmp_path, kind, cell, expected):
    with pytest.raises(DataError) as error:
        datapackage.read(small(tmp_path, cell, type=kind))
    assert error.value.faults == [Fault("t.csv", 2, "cell", repr(cell), expected)]


def test_a_cell_as_long_as_a_speech_is_read(tmp_path):
    speech = "word " * 40_000
    assert datapackage.read(small(tmp_path, speech.strip(), type="string")) == {
        "t": [{"cell": speech.strip()}]
    }


def test_a_folder_without_a_description(tmp_path):
    with pytest.raises(DataError) as error:
        datapackage.read(tmp_path)
    assert error.value.faults == [
        Fault(
            "datapackage.json", 0, "", f"no such file in {tmp_path}", "a description of its tables"
        )
    ]


RESOURCE = {
    "name": "t",
    "path": "t.csv",
    "schema": {"fields": [{"name": "cell", "type": "string"}]},
}


@pytest.mark.parametrize(
    ("descriptor", "found"),
    [
        (
            '{"resources": [\n  {]}',
            "no JSON: Expecting property name enclosed in double quotes at character 4",
        ),
        ("", "no JSON: Expecting value at character 1"),
        (b"\xff\xfe{", "no JSON: 'utf-8' codec"),
        ("[" * 100_000, "no JSON: nested too deep"),
        ("[]", "no resources"),
        ("{}", "no resources"),
        ('{"resources": {}}', "no resources"),
        ([1], "resource 1 that is not understood"),
        ([{"name": "t"}], "resource 't' that is not understood (KeyError: 'path')"),
        ([{"name": 1, "path": "t.csv"}], "resource 1 that is not understood"),
        ([RESOURCE, RESOURCE], "resource 't' twice"),
        ([RESOURCE | {"path": "../t.csv"}], "resource 't' with the path '../t.csv'"),
        ([RESOURCE | {"path": "/etc/passwd"}], "resource 't' with the path '/etc/passwd'"),
        (
            [RESOURCE | {"schema": {"fields": [{"name": "cell", "type": "any"}]}}],
            "resource 't' that is not understood (KeyError: 'any')",
        ),
        (
            [
                RESOURCE
                | {
                    "schema": {
                        "fields": [
                            {"name": "cell", "type": "string", "constraints": {"pattern": "("}}
                        ]
                    }
                }
            ],
            "resource 't' that is not understood",
        ),
        (
            [RESOURCE | {"schema": RESOURCE["schema"] | {"primaryKey": "id"}}],
            "resource 't' with keys of t.id",
        ),
        (
            [
                RESOURCE
                | {
                    "schema": RESOURCE["schema"]
                    | {
                        "foreignKeys": [
                            {"fields": "cell", "reference": {"resource": "other", "fields": "cell"}}
                        ]
                    }
                }
            ],
            "resource 't' with keys of other.cell",
        ),
        (
            [RESOURCE | {"schema": RESOURCE["schema"] | {"foreignKeys": [1]}}],
            "resource 't' with keys that are not understood",
        ),
    ],
)
def test_a_description_that_is_none_is_named(tmp_path, descriptor, found):
    small(tmp_path, "a", type="string")
    text = (
        descriptor
        if isinstance(descriptor, (str, bytes))
        else json.dumps({"resources": descriptor})
    )
    (tmp_path / "datapackage.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DataError) as error:
        datapackage.read(tmp_path)
    assert {fault.file for fault in error.value.faults} == {"datapackage.json"}
    assert error.value.faults[0].found.startswith(found)


def test_all_faults_of_a_description_come_together(tmp_path):
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"resources": [RESOURCE | {"path": "../a"}, {"name": "b"}, RESOURCE]}),
        encoding="utf-8",
    )
    with pytest.raises(DataError) as error:
        datapackage.read(tmp_path)
    assert len(error.value.faults) == 3


def test_of_many_faults_the_first_are_listed_and_the_others_counted():
    error = DataError(
        [Fault("a.csv", row, "", "this", "that") for row in range(1, 61)], more=1_000_000
    )
    lines = str(error).splitlines()
    assert (lines[0], lines[-1], len(lines)) == (
        "1,000,060 faults in the data:",
        "  and 1,000,010 more",
        datapackage.SHOWN + 2,
    )
    assert len(error.faults) == 60
