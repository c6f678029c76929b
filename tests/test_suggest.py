"""The command `suggest`: patterns that a codebook lacks, and how many sentences have no code."""

import csv

from readouts.__main__ import main
from readouts.engine.suggesting import Suggestion
from test_suggesting import TEXTS


def corpus(folder):
    with (folder / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "language", "text"), *((f"d{n}", "en", text) for n, text in enumerate(TEXTS))])  # fmt: skip
    (folder / "codebook.csv").write_text("code,language,pattern\nwar,en,war\n", encoding="utf-8")
    return [str(folder / "calls.csv"), "--format", "csv"]


def test_the_command_proposes_rows_and_says_how_many_sentences_have_no_code(tmp_path, capsys):
    assert main(["suggest", *corpus(tmp_path), "--codebook", str(tmp_path / "codebook.csv")]) == 0
    told = capsys.readouterr()
    (row,) = csv.DictReader(told.out.splitlines())
    assert tuple(row) == Suggestion._fields and row["pattern"] == "exchange of students"
    assert "5 of 9 sentences in English have no code (56%)" in told.err


def test_the_general_codebook_is_what_is_known_by_default(tmp_path, capsys):
    assert main(["suggest", *corpus(tmp_path), "--least", "1"]) == 0
    told = capsys.readouterr()
    assert "students" not in {row["pattern"] for row in csv.DictReader(told.out.splitlines())}


def test_a_number_that_is_none_is_refused(tmp_path, capsys):
    try:
        main(["suggest", *corpus(tmp_path), "--least", "0"])
    except SystemExit as stop:
        assert stop.code == 2
    assert "1 or more" in capsys.readouterr().err
