"""A row that was written down from a source is what was recorded of it, or it is named."""

import datetime
import shutil

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from readouts import readers
from readouts.corpus import datapackage, recorded
from readouts.create import given as giving
from readouts.report import __main__ as check

CELLS = st.one_of(st.none(), st.text(max_size=6), st.integers(0, 9), st.dates(), st.booleans())
ROWS = st.dictionaries(st.text("abc_", min_size=1, max_size=4), CELLS, min_size=1, max_size=5)
RESOURCES = {one["name"]: one for one in datapackage.descriptor(ROOT / "data")["resources"]}


@pytest.fixture(scope="module")
def data():
    return datapackage.read(ROOT / "data")


@pytest.fixture
def tables(data):
    """A copy of the data that may be changed, each row with its line, as a check has it."""
    return {
        name: [{"": line} | row for line, row in enumerate(rows, start=2)]
        for name, rows in data.items()
    }


# --- The hash of a row


@given(ROWS, st.randoms())
def test_neither_the_order_of_columns_nor_the_line_counts(row, random):
    names = random.sample(list(row), len(row))
    assert recorded.digest({name: row[name] for name in names} | {"": 7}) == recorded.digest(row)


@given(ROWS, st.data())
def test_every_cell_counts(row, data):
    name = data.draw(st.sampled_from(sorted(row)))
    other = data.draw(CELLS.filter(lambda cell: str(cell or "") != str(row[name] or "")))
    if "" in (str(other), str(row[name])) and None in (other, row[name]):
        return  # an empty cell is read as nothing
    assert recorded.digest(row | {name: other}) != recorded.digest(row)


def test_no_two_rows_are_taken_for_one_another():
    assert recorded.digest({"a": "1,b=2"}) != recorded.digest({"a": "1", "b": "2"})
    assert recorded.digest({"a": 'x"', "b": ""}) != recorded.digest({"a": "x", "b": '"'})


# --- The data


def test_the_data_are_as_they_were_recorded(tables):
    assert recorded.faults(tables, RESOURCES) == []
    assert {"segments", "readouts", "events"} <= set(recorded.of_source(RESOURCES))


def changed(value):
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=1)
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value or ''}x"


@pytest.mark.parametrize("name", recorded.of_source(RESOURCES))
def test_any_cell_that_is_changed_is_a_fault_of_its_row(tables, name):
    row, key = tables[name][1], RESOURCES[name]["schema"]["primaryKey"]
    keys = [key] if isinstance(key, str) else key
    for column in [column for column in row if column and column not in keys]:
        was, row[column] = row[column], changed(row[column])
        (fault,) = recorded.faults(tables, RESOURCES)
        assert (fault.file, fault.row) == (RESOURCES[name]["path"], 3), column
        assert recorded.key(row, key) in fault.found and "make record-data" in fault.expected
        row[column] = was


def test_a_row_that_is_new_and_one_that_is_gone_are_named(tables):
    row = tables["events"].pop(3)
    tables["events"].append(row | {"": 30, "date": datetime.date(2000, 1, 2)})
    found = [(one.row, one.found) for one in recorded.faults(tables, RESOURCES)]
    assert found == [(30, "2000-01-02, which is not recorded"), (0, f"no row {row['date']}")]


def test_data_without_a_record_hold_nothing_to_it(tables):
    tables["segments"][0]["text"] = "Another text."
    del tables[recorded.TABLE]
    assert recorded.faults(tables, RESOURCES) == []


def test_a_quotation_turned_into_its_opposite_is_no_report(tmp_path, capsys):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    path = folder / "segments.csv"
    text = path.read_text("utf-8")
    assert text.count("legitimacy of") == 1
    path.write_text(text.replace("legitimacy of", "illegality of"), "utf-8")
    assert check.main(str(folder)) == 1
    shown = capsys.readouterr().err
    assert (
        "1 fault in the data" in shown
        and "segments.csv, row 4: found kremlin-2022-06-15-3" in shown
    )
    assert "make record-data WRITE=1" in shown


def test_one_wrong_date_is_told_in_a_few_lines_that_name_its_row(tmp_path, capsys):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    path = folder / "events.csv"
    path.write_text(path.read_text("utf-8").replace("\n2022-06-15,", "\n2022-06-16,"), "utf-8")
    assert check.main(str(folder)) == 1
    shown = capsys.readouterr().err
    assert "events.csv, row 4: found 2022-06-16" in shown and len(shown.splitlines()) < 12


def test_a_created_book_holds_nothing_to_the_record_of_the_data_that_it_was_made_from():
    made = giving.given(readers.read(ROOT / "data", further=True))
    assert recorded.TABLE not in made.tables
    assert "counted_with" in made.tables and "fulltext_codes" in made.tables
