"""What every command shares that takes a corpus: its options, the files that it reads, and the guess that it tells."""

import argparse
import datetime
import shutil
from dataclasses import fields

import pytest
from conftest import ROOT
from readouts.cli import reading
from readouts.corpus.document import Document
from readouts.readers.options import Options


def parsed(*arguments, **options):
    parser = argparse.ArgumentParser(exit_on_error=False)
    reading.add_reading(parser, **options)
    return parser.parse_args([*map(str, arguments)])


@pytest.fixture
def calls(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text("who;said;when\nnorth;They spoke.;04/05/2031\nsouth;;\n", encoding="utf-8")
    return path


def test_what_is_not_said_is_left_to_a_guess():
    assert reading.options(parsed("calls.csv")) == {}


def test_every_option_of_a_reader_can_be_said_and_is_said_by_its_name(tmp_path):
    events = tmp_path / "events.csv"
    events.write_text("document_id,event\nn1,Call\n", encoding="utf-8")
    arguments = []
    # Whether a date is needed is for the command to say.
    options = [field for field in fields(Options) if field.name != "dated"]
    for field in options:
        option = f"--{field.name.replace('_', '-')}"
        value = {
            "completeness_is": "full",
            "form": "csv",
            "separator": ";",
            "skip_rows": "2",
            "markup": "none",
            "events": str(events),
        }.get(field.name, "x")
        arguments += [option] if field.name == "join_lines" else [option, value]
    said = reading.options(parsed("calls.csv", *arguments))
    assert set(said) == {field.name for field in options}
    assert said["events"] == {"n1": "Call"}
    assert said["text"] == said["missing"] == ["x"] and said["join_lines"] is True
    del said["side"], said["event"], said["language"], said["completeness"]  # a column, or a value
    assert Options(**said).side_is == "x"


def test_an_option_may_be_left_out_where_a_command_says_it_otherwise():
    parser = argparse.ArgumentParser(exit_on_error=False)
    reading.add_reading(parser, without=("side",))
    with pytest.raises((argparse.ArgumentError, SystemExit)):
        parser.parse_args(["calls.csv", "--side-is", "north"])


def test_the_corpus_may_be_an_option():
    assert parsed("--corpus", "calls.csv", corpus="--corpus").corpus.name == "calls.csv"


@pytest.mark.parametrize(
    ("said", "separator"), [("tab", "\t"), (r"\t", "\t"), (";", ";"), ("|", "|")]
)
def test_a_separator_is_one_character_or_a_tab_by_name(said, separator):
    assert reading.options(parsed("calls.csv", "--separator", said)) == {"separator": separator}


@pytest.mark.parametrize("said", ["", ";;", "tabs"])
def test_any_other_separator_is_refused(said):
    with pytest.raises(argparse.ArgumentError, match="one character, or tab"):
        parsed("calls.csv", "--separator", said)


def test_the_corpus_is_read_as_it_is_told_and_notices_come_once_at_the_end(calls, capsys):
    options = ("--text", "said", "--side", "who", "--date", "when", "--date-format", "%d/%m/%Y")
    found = reading.read(parsed(calls, *options))
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"{calls} is read as" and "  text: column 'said'" in told
    expected = [Document("north-2031-05-04", "They spoke.", "north", datetime.date(2031, 5, 4))]
    first = next(iter(found))
    assert first.text == expected[0].text and capsys.readouterr().err == ""
    assert [(one.side, one.date) for one in found] == [("north", datetime.date(2031, 5, 4))]
    assert capsys.readouterr().err.strip() == "1 row without a text, left out: 3"
    assert len(list(found)) == 1 and capsys.readouterr().err == ""  # told already
    assert found.notices and found.guess  # in all else it is the reading


def test_further_columns_are_read_where_they_are_asked_for(calls):
    found = list(reading.read(parsed(calls, "--text", "said"), further=True))
    assert dict(found[0].more) == {"who": "north", "when": "04/05/2031"}
    assert next(iter(reading.read(parsed(calls, "--text", "said")))).more == ()


def test_every_file_that_a_command_reads_is_named(tmp_path, calls):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("They spoke.")
    assert set(reading.files(parsed(folder))) >= {folder / "a.txt", folder / "b.txt"}
    codebook = tmp_path / "codebook.csv"
    codebook.write_text("code,pattern\nwar,war\n")
    arguments = parsed(calls)
    arguments.codebook, arguments.store = codebook, tmp_path / "kept"
    assert set(reading.files(arguments)) == {calls, codebook, tmp_path / "kept"}
    assert list(reading.files(argparse.Namespace())) == []


def test_of_a_data_folder_every_table_is_read(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    found = {path.name for path in reading.files(parsed(folder))}
    assert {"datapackage.json", "readouts.csv", "segments.csv"} <= found
