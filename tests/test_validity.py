"""The machine against a close reading, for any report; the measures themselves are tested in ``test_agreement.py``."""

from dataclasses import replace

import pandas as pd
from made_up import QUOTED, context, frame
from made_up import report as made_report
from readouts.corpus.datapackage import DataError
from readouts.report import validity
from readouts.report.exhibits import validity as exhibits


def test_data_without_a_reference_coding_have_no_such_findings(report):
    data = type(report.corpus)(
        report.corpus.segments,
        report.corpus.repeated,
        {name: table for name, table in report.corpus.tables.items() if name != "reference_coding"},
    )
    assert not list(validity.findings(replace(report.context, data=data)))


def test_offsets_outside_a_passage_are_faults():
    tables = {
        "segments": [{"segment_id": "s", "text": "four"}],
        "reference_coding": [
            {"": 2, "segment_id": "s", "start": 0, "end": 9},
            {"": 3, "segment_id": "s", "start": 3, "end": 3},
        ],
    }
    shown = str(DataError(validity.faults(tables)))
    assert (
        "reference_coding.csv, row 2, column 'end': found 9; expected at most 4, the length of s"
        in shown
    )
    assert "row 3, column 'start': found 3; expected less than end, which is 3" in shown


def marked(segment: str, code: str, words: str) -> tuple:
    """A coded stretch of a made-up passage."""
    readout, _, number = segment.rpartition("-")
    start = QUOTED[readout][int(number) - 1].index(words)
    return segment, start, start + len(words), code


def other_sides():
    reading = [
        marked("north-july-quoted-1", "peace", "peace"),
        marked("north-july-quoted-1", "trade", "trade"),
        marked("north-july-quoted-2", "works", "bridges"),
        marked("south-july-quoted-1", "peace", "peace"),
        marked("south-july-quoted-2", "calm", "agreed"),
    ]
    segment, start, end, code = reading[-1]
    explained = frame(
        "segment_id code kind cause explanation reference_start reference_end coded_start coded_end",
        (segment, code, "reference alone", "pattern", "no pattern has it", start, end, None, None),
    )
    return context(
        reference_coding=frame("segment_id start end code", *reading), disagreements=explained
    )


def test_other_sides_have_the_chapter():
    value = {finding.id: finding.value for finding in validity.findings(other_sides())}
    assert value["validity-passages"] == 4
    assert value["validity-stretches-reading"] == 5 and value["validity-stretches-machine"] == 8
    assert value["validity-stretches-same"] == 4
    assert value["reading-frame-south-july-quoted-hope"] == 2
    assert value["second-codings"] == 0


def test_other_sides_have_the_tables():
    made = made_report(other_sides(), validity)
    assert exhibits.disagreements(made).data[
        ["where", "reference_words", "coded_words"]
    ].values.tolist() == [["Calm: Southland, 9 July 2031", "“agreed”", "nothing"]]
    table = exhibits.validity_codes(made)
    codes = table.data.set_index("code")
    assert codes.loc["calm", ["reference", "coded"]].to_list() == [1, 0]
    assert pd.isna(codes.loc["calm", "precision"]) and codes["precision"].drop("calm").notna().all()
    assert (
        codes.loc["calm", "withheld_because"]
        == "precision: the machine gives the code to no passage"
    )
    (row,) = [cells for cells in table.cells() if cells[0]["text"] == "Calm"]
    assert [cell["text"] for cell in row[1:3]] == ["1", "0"] and row[3] == {"text": "undefined"}
    assert exhibits.validity_stretches(made).data["same"].sum() == 4
    assert not exhibits.validity_overall(made).data["value"].isna().all()


def test_each_disagreement_is_counted_under_its_kind_and_its_cause():
    own = other_sides()
    found = validity._explained(own.table("disagreements"), own.codebook)
    value = {finding.id.removeprefix("validity-disagreements"): finding.value for finding in found}
    assert value == {
        "": 1, "-bounds": 0, "-reference-alone": 1, "-coded-alone": 0, "-pattern": 1, "-definition": 0, "-reading": 0,
    }  # fmt: skip


def test_a_coding_of_the_machine_stands_in_no_file():
    assert [validity._table(side) for side in ("machine", "reference")] == [
        "the machine’s coding",
        "reference_coding.csv",
    ]
