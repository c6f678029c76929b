"""`readouts draft`: the sheet of a corpus, its head, the names that speak, and the ids of the book."""

import csv

from readouts.__main__ import main
from readouts.draft import about, nearest, sheet

CORPUS = """side,date,event,language,text
North,2031-05-04,call,en,"President Ada Oda spoke with President Bo Ruiz. She stressed the river treaty."
South,2031-05-04,call,ru,"Отмечено, что мост открыт."
"""


def test_the_command_writes_the_sheet_and_the_names(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(nearest, "model", lambda: None)
    corpus, out = tmp_path / "calls.csv", tmp_path / "sheet.csv"
    corpus.write_text(CORPUS, encoding="utf-8")
    assert main(["draft", str(corpus), "--out", str(out)]) == 0
    assert about.WITHOUT_MODEL in capsys.readouterr().err
    rows = sheet.read(out)
    assert [row["sentence_id"] for row in rows] == ["north-2031-05-04-1-1", "north-2031-05-04-1-2", "south-2031-05-04-1-1"]  # fmt: skip
    assert (rows[1]["speaker"], rows[1]["stance"]) == ("Oda", "assertive")
    head = sheet.read_about(out)
    assert any("Wrong drafts in" in line and "Russian" in line for line in head)
    assert {one.name for one in sheet.read_speakers(tmp_path / "sheet-speakers.csv")} == {"Oda", "Ruiz"}  # fmt: skip

    assert main(["draft", str(corpus), "--out", str(out)]) == 1
    assert "--force" in capsys.readouterr().err
    blind = tmp_path / "blind.csv"
    assert main(["draft", str(corpus), "--blind", "--out", str(blind)]) == 0
    assert [row["speaker"] for row in sheet.read(blind)] == ["", "", ""]


def test_the_ids_of_the_sheet_are_those_of_the_book(tmp_path):
    corpus, out, book = tmp_path / "calls.csv", tmp_path / "sheet.csv", tmp_path / "book"
    corpus.write_text(CORPUS, encoding="utf-8")
    assert main(["draft", str(corpus), "--out", str(out)]) == 0
    assert main(["create", str(book), "--corpus", str(corpus)]) == 0
    with (book / "data" / "segments.csv").open(encoding="utf-8", newline="") as file:
        segments = {row["segment_id"]: row["text"] for row in csv.DictReader(file)}
    for row in sheet.read(out):
        assert row["text"] in segments[row["sentence_id"].rpartition("-")[0]]
