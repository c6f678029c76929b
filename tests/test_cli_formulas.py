"""``readouts formulas``: which of the others count, and what is told."""

import csv
import io

import pytest
import readouts
from readouts.__main__ import main


def corpus(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text(
        "document_id,side,date,language,text\n"
        "one,north,2025-01-01,en,We keep the old border crossing open.\n"
        "two,south,2025-02-01,en,They keep the old border crossing open too.\n"
        "three,north,2025-03-01,en,Both keep the old border crossing open.\n"
    )
    return path


def rows(capsys, *arguments) -> list[dict]:
    assert main(["formulas", *map(str, arguments)]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_only_earlier_texts_count_unless_any_date_will_do(capsys, tmp_path):
    path = corpus(tmp_path)
    (row,) = rows(capsys, path, "--of", "document_id=two")
    assert (row["document_frequency"], row["n_documents"], row["first"]) == ("1", "1", "one")
    assert row["formula"] == row["there"] == "keep the old border crossing open"
    (row,) = rows(capsys, path, "--of", "document_id=two", "--any-date")
    assert (row["document_frequency"], row["n_documents"]) == ("2", "2")


def test_the_rows_are_those_of_python(capsys, tmp_path):
    path = corpus(tmp_path)
    told = rows(capsys, path, "--of", "document_id=three")
    table = readouts.formulas(path, "three")
    assert table.astype(str).to_dict("records") == told


def test_what_is_not_there_is_told(capsys, tmp_path):
    path = corpus(tmp_path)
    assert main(["formulas", str(path), "--of", "side=west"]) == 1
    assert (
        "no document has side 'west'; there is 'north' (2), 'south' (1)" in capsys.readouterr().err
    )
    undated = readouts.read(path).drop(columns="date")
    with pytest.raises(ValueError, match="no date is known"):
        readouts.formulas(undated, "two")
    with pytest.raises(ValueError, match="no document 'four'"):
        readouts.formulas(path, "four")
