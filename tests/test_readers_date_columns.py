"""How the days of a column are written is told by all of its cells, and shown; days in parts are put together."""

import datetime

import pytest
from command_line import rows
from made_files import documents, faults
from readouts import readers
from readouts.__main__ import main

DAY = datetime.date(2022, 6, 15)


def corpus(tmp_path, *dates, column="date"):
    path = tmp_path / "a.csv"
    lines = [f"A,They spoke {number}.,{date}" for number, date in enumerate(dates)]
    path.write_text("\n".join([f"side,text,{column}", *lines]) + "\n", encoding="utf-8")
    return path


def days(path, **options):
    return [document.date.isoformat() for document in readers.read(path, **options)]


@pytest.mark.parametrize(
    ("dates", "expected", "order"),
    [
        (["6/15/2022", "6/5/2022"], ["2022-06-15", "2022-06-05"], "month is first"),
        (["05/06/2022", "15/06/2022"], ["2022-06-05", "2022-06-15"], "day is first"),
        (
            ["05-06-2022", "15 June 2022", "15-06-2022"],
            ["2022-06-05"] + ["2022-06-15"] * 2,
            "day is first",
        ),
    ],
)
def test_one_order_that_fits_all_is_taken_and_shown_with_its_evidence(
    tmp_path, dates, expected, order
):
    path = corpus(tmp_path, *dates)
    assert days(path) == expected
    (line,) = [line for line in readers.read(path).guess if line.startswith("dates:")]
    assert order in line and "--date-format" in line and "(row " in line


def test_the_evidence_may_stand_far_down(tmp_path):
    path = corpus(tmp_path, *["05/06/2022"] * 400, "15/06/2022")
    assert days(path)[0] == "2022-06-05"


@pytest.mark.parametrize(
    "dates", [["15/06/2022", "06/15/2022"], ["15/06/2022", "06/15/2022", "5/6/2022"]]
)
def test_two_orders_in_one_column_are_a_fault_of_each_of_their_cells(tmp_path, dates):
    path = corpus(tmp_path, *dates, "2022-06-15")
    found = faults(path)
    assert [one.row for one in found] == list(range(2, len(dates) + 2))
    assert all("one order" in one.expected for one in found)


def test_no_evidence_is_a_fault_that_names_the_option(tmp_path):
    path = corpus(tmp_path, "05/06/2022", "5/5/2022")
    (one,) = faults(path)
    assert (one.row, "--date-format day-first" in one.expected) == (2, True)
    assert days(path, date_format="month-first") == ["2022-05-06", "2022-05-05"]


def test_numbers_of_days_are_read_and_shown(tmp_path):
    path = corpus(tmp_path, 44727, 44728)
    assert days(path) == ["2022-06-15", "2022-06-16"]
    assert any("44727 is 2022-06-15" in line for line in readers.read(path).guess)
    # A number among days is none.
    (one,) = faults(corpus(tmp_path, "2022-06-15", 44728))
    assert one.found == "'44728'"


def test_numbers_in_a_column_that_is_not_called_a_date_are_none(tmp_path):
    path = corpus(tmp_path, 44727, 44728, column="time")
    assert [document.date for document in documents(path)] == [None, None]
    assert any("not read: 'time'" in line for line in readers.read(path).guess)


def test_a_date_in_three_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "year,month,day,text\n2022,6,15,They spoke.\n2022,June,16,They met.\n2022,,,Soon.\n",
        encoding="utf-8",
    )
    assert len(faults(path)) == 1
    path.write_text("Jahr,Monat,Tag,text\n2022,6,15,They spoke.\n", encoding="utf-8")
    assert [document.date for document in documents(path)] == [DAY]
    assert not any("not read" in line for line in readers.read(path).guess)


def test_a_year_is_no_day(tmp_path):
    path = corpus(tmp_path, 2022, column="year")
    assert [document.date for document in documents(path)] == [None]
    assert any("'year' has years, and no day" in line for line in readers.read(path).guess)


def test_one_bad_date_blocks_nothing_that_needs_no_date(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    corpus(tmp_path, "2022-06-15", "sometime")
    found, told = rows(capsys, "concordance", "a.csv", "spoke")
    assert len(found) == 2 and "1 row with a date that cannot be read" in told
    assert main(["check", "a.csv"]) == 1
    assert "found 'sometime'" in capsys.readouterr().err
