"""Segments as they are counted, and those that are shown and not counted."""

import csv
import shutil

import pytest
from conftest import ROOT
from readouts.corpus import corpus
from readouts.corpus.datapackage import DataError
from readouts.text.concordance import concordance
from readouts.text.tokens import tokenize
from tables import rows_of


@pytest.fixture(scope="module")
def data():
    return corpus.load()


def written():
    return rows_of(ROOT / "data" / "segments.csv")


def test_every_written_segment_is_counted_or_a_repeated_heading(data):
    counted = [row["segment_id"] for row in written() if row["quotation"] != "heading"]
    assert data.segments.index.to_list() == counted
    assert data.repeated.index.to_list() == [
        row["segment_id"] for row in written() if row["quotation"] == "heading"
    ]


def test_texts_are_as_written(data):
    assert {**data.segments["text"], **data.repeated["text"]} == {
        row["segment_id"]: row["text"] for row in written()
    }


def test_a_repeated_heading_stands_in_a_passage_that_is_counted(data):
    # That is why it is not counted: its words would count twice.
    for heading in data.repeated.itertuples():
        assert len(concordance(data.of(heading.readout_id), heading.text)) == 1


def test_words_are_those_of_the_tokeniser(data):
    assert data.segments["n_tokens"].to_list() == [
        len(tokenize(text)) for text in data.segments["text"]
    ]


def test_a_readout_is_its_own_segments_in_order(data):
    for readout_id in data.tables["readouts"]["readout_id"]:
        own = [
            row["segment_id"]
            for row in written()
            if row["readout_id"] == readout_id and row["quotation"] != "heading"
        ]
        assert data.of(readout_id)["segment_id"].to_list() == own


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("issuer", "Nobody"),
        ("side", "beijing"),
        ("date", "2022-06-16"),
        ("language", "ru"),
        ("event_date", "2022-02-25"),
    ],
)
def test_a_segment_that_says_something_else_than_its_readout_is_refused(tmp_path, column, value):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    rows = written()
    before, rows[5][column] = rows[5][column], value
    with (folder / "segments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(DataError) as error:
        corpus.load(folder)
    assert str(error.value).endswith(
        f"segments.csv, row 7, column '{column}': found '{value}'; expected '{before}', as {rows[5]['readout_id']} has in readouts.csv"
    )
    assert len(error.value.faults) == 1
