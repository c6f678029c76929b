"""The command `sample`: what is to be read is drawn, and scored when it is filled in."""

import csv

from readouts.__main__ import main
from readouts.report import sample


def corpus(folder):
    (folder / "calls.csv").write_text('id,language,text\na,en,"Of peace. Of war."\nb,en,"Of a peace prize. Peace!"\n')  # fmt: skip
    (folder / "codebook.csv").write_text("code,language,pattern\npeace,en,peace\npeace,en,!peace prize\n")  # fmt: skip
    return [str(folder / "calls.csv"), "--codebook", str(folder / "codebook.csv"), "--out", str(folder / "sheet.csv"), "--key", str(folder / "key.csv")]  # fmt: skip


def test_the_command_draws_and_scores(tmp_path, capsys):
    assert main(["sample", *corpus(tmp_path)]) == 0
    with (tmp_path / "sheet.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4 and {row["code"] for row in rows} == {"peace"}
    for row in rows:
        row["present"] = "yes" if "Of peace." in row["sentence"] or "!" in row["sentence"] else "no"
    with (tmp_path / "filled.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([list(rows[0]), *[list(row.values()) for row in rows]])
    capsys.readouterr()
    score = ["sample", "--score", str(tmp_path / "filled.csv"), "--key", str(tmp_path / "key.csv")]
    assert main([*score, "--format", "csv"]) == 0
    table = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert tuple(table[0]) == sample.SCORES and table[0]["stretches"] == "2"
    assert float(table[0]["precision"]) == 1 and float(table[0]["recall"]) == 1


def test_a_sheet_is_not_written_over(tmp_path, capsys):
    assert main(["sample", *corpus(tmp_path)]) == 0
    assert main(["sample", *corpus(tmp_path)]) == 1
    assert "may be a filled sheet or its key" in capsys.readouterr().err
    assert main(["sample", *corpus(tmp_path), "--force"]) == 0


def test_what_is_missing_or_unknown_is_said(tmp_path, capsys):
    arguments = corpus(tmp_path)
    assert main(["sample", *arguments, "--code", "war"]) == 1
    assert "no such code; the codes are peace" in capsys.readouterr().err
    assert main(["sample", "--key", "key.csv"]) == 1
    assert "a corpus, --codebook and --out" in capsys.readouterr().err
