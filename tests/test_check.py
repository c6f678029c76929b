"""`readouts check`: the guess, what was met, all faults, and a summary."""

import json
import subprocess
import sys

import pytest
from readouts.__main__ import main
from readouts.cli import check, reading
from readouts.readers.options import VALUED
from tables import rows_in


@pytest.fixture
def calls(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text(
        "body,publisher,published,call,extra\nThey spoke twice.,north,15 June 2022,c1,x\nОни говорили и с ним,south,16.06.2022,c1,y\n,south,16.06.2022,c1,y\n"
        "They spoke twice.,north,2022-02-25,c2,z\n",
        encoding="utf-8",
    )
    return path


def run(capsys, *arguments):
    code = main(["check", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, rows_in(out), err


def test_a_summary_for_each_side_and_language(calls, capsys):
    code, rows, told = run(capsys, calls)
    assert code == 0
    assert rows == [
        {
            "side": "north",
            "language": "en",
            "documents": "2",
            "words": "6",
            "events": "2",
            "first_date": "2022-02-25",
            "last_date": "2022-06-15",
        },
        {
            "side": "south",
            "language": "ru",
            "documents": "1",
            "words": "5",
            "events": "1",
            "first_date": "2022-06-16",
            "last_date": "2022-06-16",
        },
    ]
    assert told.splitlines() == [
        f"{calls} is read as",
        "  form: CSV",
        "  encoding: UTF-8",
        "  text: column 'body'",
        "  side: column 'publisher', in the first 4 rows: north (2), south (2)",
        "  date: column 'published', such as '15 June 2022'",
        "  event: column 'call', in the first 4 rows: c1 (3), c2 (1)",
        "  language: no column; by the script of each text: en (2), ru (1)",
        "  completeness: no column; every text is taken as full (--completeness-is excerpts if they are quotations)",
        "  not read: 'extra'",
        "  1 row without a text, left out: 4",
        "  1 row whose text another row has too (both are kept): 5 (as 2)",
        "  north begins: They spoke twice.",
        "  south begins: Они говорили и с ним",
        "  events with one side's account alone: c2",
        "no faults",
    ]


def test_faults_come_all_at_once_after_the_summary_and_the_exit_code_is_1(calls, capsys):
    calls.write_text(
        calls.read_text(encoding="utf-8")
        .replace("15 June 2022", "03/04/2022")
        .replace("2022-02-25", "2022-02-30")
        + "too,few\n",
        encoding="utf-8",
    )
    code, rows, told = run(capsys, calls)
    assert code == 1 and [row["documents"] for row in rows] == ["2", "1"]
    faults = told[told.index("readouts: ") :].splitlines()
    assert (
        faults[0] == "readouts: 3 faults in the data:"
        and "row 2, column 'published'" in faults[1]
        and "row 5, column 'published'" in faults[2]
        and "row 6: found 2 cells" in faults[3]
    )


def test_options_say_what_is_what(calls, capsys):
    code, rows, told = run(
        capsys,
        calls,
        "--side-is",
        "all",
        "--text",
        "extra",
        "--text",
        "body",
        "--language-is",
        "en",
        "--date",
        "",
        "--completeness-is",
        "excerpts",
    )
    assert code == 0
    assert [(row["side"], row["language"], row["words"], row["first_date"]) for row in rows] == [
        ("all", "en", "15", "")
    ]
    assert (
        "text: columns 'extra' to 'body' (2), joined as paragraphs" in told
        and "side: all, in every row" in told
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--side"],
        ["--completeness-is", "half"],
        ["--separator", "::"],
        ["--form", "doc"],
        ["--no-such-option"],
        [],
    ],
)
def test_wrong_usage_is_2(calls, capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(["check", *([str(calls)] if arguments else []), *arguments])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--side", "publisher", "--side-is", "north"],
            "--side names a column and --side-is a value for all",
        ),
        (["--encoding", "rot13"], "no encoding of text"),
        (["--text", "lost"], "no such column, for --text"),
        (["--form", "xlsx"], "a damaged ZIP file"),
        (["--form", "jsonl"], "no JSON"),
    ],
)
def test_what_cannot_be_read_so_is_1(calls, capsys, arguments, message):
    code, rows, told = run(capsys, calls, *arguments)
    assert code == 1 and rows == [] and message in told


def test_a_file_that_is_not_there(tmp_path, capsys):
    code, _, told = run(capsys, tmp_path / "lost.csv")
    assert code == 1 and "no such file or folder" in told


def test_a_summary_as_a_file_and_as_json(calls, capsys, tmp_path):
    assert main(["check", str(calls), "--out", str(tmp_path / "summary.json")]) == 0
    assert [
        row["documents"]
        for row in json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    ] == [2, 1]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("said", "separator"), [("tab", "\t"), (r"\t", "\t"), (";", ";")])
def test_a_separator_may_be_named(tmp_path, capsys, said, separator):
    path = tmp_path / "a.csv"
    path.write_text(
        f"text{separator}side\nOne, two; three.{separator}north\n".replace("; ", ": "),
        encoding="utf-8",
    )
    assert run(capsys, path, "--separator", said)[1][0]["side"] == "north"


def test_help_has_examples_that_name_every_kind_of_option():
    text = check.parser().format_help()
    assert "examples:" in text and "readouts check archive.csv.gz" in text
    for role in (*VALUED, "date", "id", "title", "url", "text"):
        assert f"--{role} " in text


def test_the_guess_is_told_before_the_corpus_is_read(calls):
    """What is told first is the guess, even where the first row is a fault."""
    code = (
        "import sys; from readouts.cli import reading, check\n"
        "arguments = check.parser().parse_args([sys.argv[1]]); corpus = reading.read(arguments); print('reading', file=sys.stderr); list(corpus)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, calls], capture_output=True, text=True, check=True, timeout=60
    ).stderr.splitlines()
    assert (
        told.index("  form: CSV")
        < told.index("reading")
        < told.index("  1 row without a text, left out: 4")
    )


def test_notices_are_told_once(calls, capsys):
    corpus = reading.read(check.parser().parse_args([str(calls)]))
    capsys.readouterr()
    for _ in range(2):
        list(corpus)
    assert capsys.readouterr().err.count("without a text") == 1 and len(corpus.notices) == 2
