"""The command `agreement`: two sheets, by hand, and against the coefficients of arrays."""

import csv

import pytest
from readouts.__main__ import main
from readouts.draft import sheet
from readouts.draft.columns import Draft
from readouts.measures.agreement import cohen_kappa, krippendorff_alpha
from readouts.report import coders

SPEAKERS = {"AB": "xxyyz", "CD": "xyyyz"}
TOPICS = {"AB": ["war", "none", "war; peace", "peace", "none"], "CD": ["war", "war", "peace", "peace", "none"]}  # fmt: skip


@pytest.fixture
def sheets(tmp_path):
    """Two sheets of five sentences; of the last one the second coder says nothing of topics."""
    drafts = [Draft(f"n-1-{n}", "n", "north", "call", "", "en", f"Sentence {n}.", "n-1", 0, 9) for n in range(5)]  # fmt: skip
    paths = []
    for coder, said in SPEAKERS.items():
        path = tmp_path / f"{coder}.csv"
        sheet.write(path, drafts, ["made up"], blind=True)
        rows = sheet.read(path)
        for place, row in enumerate(rows):
            row |= {"speaker_confirmed": said[place], "coder": coder}
            if place < 4:
                row["topics_confirmed"] = TOPICS[coder][place]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([list(rows[0]), *(row.values() for row in rows)])
        paths.append(str(path))
    return paths


def table(text):
    return list(csv.DictReader(text.splitlines()))


def test_each_variable_has_its_coefficients(sheets, capsys):
    assert main(["agreement", *sheets]) == 0
    captured = capsys.readouterr()
    rows = {(row["variable"], row["code"]): row for row in table(captured.out)}
    speaker = rows["speaker", ""]
    assert (speaker["first"], speaker["second"]) == ("AB", "CD")
    assert (speaker["n"], speaker["same"], float(speaker["agreement"])) == ("5", "4", 0.8)
    assert float(speaker["kappa"]) == pytest.approx(cohen_kappa(*map(list, SPEAKERS.values())))
    assert float(speaker["alpha"]) == pytest.approx(krippendorff_alpha(list(map(list, SPEAKERS.values()))))  # fmt: skip
    assert float(speaker["kappa_low"]) < float(speaker["kappa"]) < float(speaker["kappa_high"])
    # War: 1, 0, 1, 0 and 1, 1, 0, 0, so agreement by chance is one half; peace: 0, 0, 1, 1 by both.
    assert [rows["topic", code]["kappa"] for code in ("war", "peace")] == ["0.0", "1.0"]
    assert (rows["topic", ""]["n"], rows["topic", ""]["same"]) == ("8", "6")
    assert rows["topic", "peace"]["kappa_low"] == ""
    assert "3 judgements differ" in captured.err


def test_what_differs_is_listed(tmp_path, sheets):
    out, differing = tmp_path / "agreement.csv", tmp_path / "differences.csv"
    assert main(["agreement", *sheets, "--out", str(out), "--differences", str(differing)]) == 0
    assert tuple(table(out.read_text())[0]) == tuple(coders.COLUMNS)
    assert [tuple(row.values()) for row in table(differing.read_text())] == [
        ("n-1-1", "speaker", "AB: x", "CD: y", "Sentence 1."),
        ("n-1-1", "topic", "AB: none", "CD: war", "Sentence 1."),
        ("n-1-2", "topic", "AB: peace; war", "CD: peace", "Sentence 2."),
    ]


def test_a_sheet_is_never_written_to(sheets, capsys):
    assert main(["agreement", *sheets, "--out", sheets[0], "--force"]) == 1
    assert "this file is read by the command" in capsys.readouterr().err
    assert main(["agreement", *sheets, "--differences", sheets[1], "--force"]) == 1


def test_two_coders_are_needed(sheets, capsys):
    assert main(["agreement", sheets[0]]) == 1
    assert "two coders are needed" in capsys.readouterr().err
    assert main(["agreement", sheets[0], sheets[0]]) == 1
    assert "each sentence once of a coder" in capsys.readouterr().err
